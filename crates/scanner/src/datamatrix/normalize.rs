//! [`normalize`]: maps the modules' grey values to soft values from about -1 to 1, by local light and dark levels.

/// The weight of a neighbouring module, by its distance in rows or columns; both are multiplied.
const WEIGHTS: [f32; 4] = [1.0, 0.7, 0.4, 0.2];

/// Maps the modules' darkness, row by row, to about 1 for dark and -1 for light modules, at most ±1.5. The levels
/// follow uneven illumination.
pub fn normalize(grey: &[f32], cols: usize) -> Vec<f32> {
    let rows = grey.len() / cols;
    let (mut min, mut max) = (f32::MAX, f32::MIN);
    for &value in grey {
        min = min.min(value);
        max = max.max(value);
    }
    // The mean levels of light and dark modules: first of the whole symbol by k-means, then of each module's
    // neighbourhood.
    let mut threshold = (min + max) / 2.0;
    let (mut light, mut dark) = (min, max);
    for _ in 0..4 {
        let (mut sums, mut counts) = ([0.0; 2], [0.0f32; 2]);
        for &value in grey {
            let class = usize::from(value > threshold);
            sums[class] += value;
            counts[class] += 1.0;
        }
        (light, dark) = (sums[0] / counts[0].max(1.0), sums[1] / counts[1].max(1.0));
        threshold = (light + dark) / 2.0;
    }
    let contrast = dark - light;
    let mut thresholds = vec![threshold; grey.len()];
    let mut normalized = vec![0.0; grey.len()];
    const RADIUS: usize = 3;
    for round in 0..3 {
        let previous = thresholds.clone();
        for row in 0..rows {
            for col in 0..cols {
                let i = row * cols + col;
                // In the first round the mid-range, then the means of both classes. Near modules weigh more, as a
                // shadow's edge may cross the neighbourhood.
                let (mut light_level, mut dark_level) = (f32::MAX, f32::MIN);
                let (mut sums, mut counts) = ([0.0; 2], [0.0f32; 2]);
                let radius = if round == 0 { 2 } else { RADIUS };
                for y in row.saturating_sub(radius)..(row + radius + 1).min(rows) {
                    for x in col.saturating_sub(radius)..(col + radius + 1).min(cols) {
                        let value = grey[y * cols + x];
                        light_level = light_level.min(value);
                        dark_level = dark_level.max(value);
                        let weight = WEIGHTS[y.abs_diff(row)] * WEIGHTS[x.abs_diff(col)];
                        let class = usize::from(value > previous[y * cols + x]);
                        sums[class] += weight * value;
                        counts[class] += weight;
                    }
                }
                if round > 0 {
                    let min_count = 0.3;
                    let [mut a, mut b] = [0, 1].map(|class| sums[class] / counts[class].max(1e-6));
                    // If nearly all are of one class, the other level is estimated from the contrast of the whole
                    // symbol.
                    if counts[0] < min_count {
                        a = b - contrast;
                    }
                    if counts[1] < min_count {
                        b = a + contrast;
                    }
                    (light_level, dark_level) = (a, b);
                }
                thresholds[i] = (light_level + dark_level) / 2.0;
                normalized[i] =
                    (2.0 * (grey[i] - thresholds[i]) / (dark_level - light_level).max(0.01)).clamp(-1.5, 1.5);
            }
        }
    }
    normalized
}
