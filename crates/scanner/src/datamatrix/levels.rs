//! [`levels`]: how surely each module is dark or light, by what the modules around it look like.

/// What a module weighs, by its distance in one direction.
const WEIGHTS: [f32; 4] = [1.0, 0.7, 0.4, 0.2];

/// From the modules' darkness, row by row, to 1 for a dark and -1 for a light one, and between where it is not clear. The
/// two levels follow the light over the symbol.
pub fn levels(grey: &[f32], cols: usize) -> Vec<f32> {
    let rows = grey.len() / cols;
    let (mut least, mut most) = (f32::MAX, f32::MIN);
    for &value in grey {
        least = least.min(value);
        most = most.max(value);
    }
    // The mean level of each of the two kinds, first of the whole symbol, then of each module's surroundings.
    let mut threshold = (least + most) / 2.0;
    let (mut light, mut dark) = (least, most);
    for _ in 0..4 {
        let (mut sums, mut counts) = ([0.0; 2], [0.0f32; 2]);
        for &value in grey {
            let kind = usize::from(value > threshold);
            sums[kind] += value;
            counts[kind] += 1.0;
        }
        (light, dark) = (sums[0] / counts[0].max(1.0), sums[1] / counts[1].max(1.0));
        threshold = (light + dark) / 2.0;
    }
    let contrast = dark - light;
    let mut thresholds = vec![threshold; grey.len()];
    let mut result = vec![0.0; grey.len()];
    const NEAR: usize = 3;
    for round in 0..3 {
        let before = thresholds.clone();
        for row in 0..rows {
            for col in 0..cols {
                let i = row * cols + col;
                // At first the middle of the extremes, then the means of both kinds; near modules weigh more, as a shadow's
                // edge may be among them.
                let (mut low, mut high) = (f32::MAX, f32::MIN);
                let (mut sums, mut counts) = ([0.0; 2], [0.0f32; 2]);
                let near = if round == 0 { 2 } else { NEAR };
                for y in row.saturating_sub(near)..(row + near + 1).min(rows) {
                    for x in col.saturating_sub(near)..(col + near + 1).min(cols) {
                        let value = grey[y * cols + x];
                        low = low.min(value);
                        high = high.max(value);
                        let weight = WEIGHTS[y.abs_diff(row)] * WEIGHTS[x.abs_diff(col)];
                        let kind = usize::from(value > before[y * cols + x]);
                        sums[kind] += weight * value;
                        counts[kind] += weight;
                    }
                }
                if round > 0 {
                    let faint = 0.3;
                    let [mut a, mut b] = [0, 1].map(|kind| sums[kind] / counts[kind].max(1e-6));
                    // Where nearly all is of one kind, the other is guessed.
                    if counts[0] < faint {
                        a = b - contrast;
                    }
                    if counts[1] < faint {
                        b = a + contrast;
                    }
                    (low, high) = (a, b);
                }
                thresholds[i] = (low + high) / 2.0;
                result[i] = (2.0 * (grey[i] - thresholds[i]) / (high - low).max(0.01)).clamp(-1.5, 1.5);
            }
        }
    }
    result
}
