//! [`levels`]: how surely each module is dark or light, by what the modules around it look like.

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
    const NEAR: usize = 3;
    const WEIGHT: f32 = 3.0;
    let mut thresholds = vec![threshold; grey.len()];
    let mut result = vec![0.0; grey.len()];
    for round in 0..2 {
        let before = thresholds.clone();
        for row in 0..rows {
            for col in 0..cols {
                let (mut sums, mut counts) = ([light * WEIGHT, dark * WEIGHT], [WEIGHT; 2]);
                for y in row.saturating_sub(NEAR)..(row + NEAR + 1).min(rows) {
                    for x in col.saturating_sub(NEAR)..(col + NEAR + 1).min(cols) {
                        let i = y * cols + x;
                        let kind = usize::from(grey[i] > before[i]);
                        sums[kind] += grey[i];
                        counts[kind] += 1.0;
                    }
                }
                let (low, high) = (sums[0] / counts[0], sums[1] / counts[1]);
                let i = row * cols + col;
                thresholds[i] = (low + high) / 2.0;
                if round == 1 {
                    result[i] = (2.0 * (grey[i] - thresholds[i]) / (high - low).max(0.01)).clamp(-1.5, 1.5);
                }
            }
        }
    }
    result
}
