//! [`ModuleThresholds`]: a local threshold for each module of a grid.

/// The threshold of each module: the mean of the 7 × 7 modules around it. Data masking makes light and dark modules
/// about equally frequent everywhere, so that the mean lies between both levels.
pub struct ModuleThresholds {
    size: usize,
    thresholds: Vec<f32>,
}

impl ModuleThresholds {
    pub fn of(grey: &[f32], size: usize) -> ModuleThresholds {
        const REACH: usize = 3;
        let mut row_means = vec![0.0; size * size];
        let mut thresholds = vec![0.0; size * size];
        let window_mean = |values: &[f32], at: usize, stride: usize, start: usize| {
            let (first, last) = (at.saturating_sub(REACH), (at + REACH + 1).min(size));
            (first..last).map(|i| values[start + i * stride]).sum::<f32>() / (last - first) as f32
        };
        for v in 0..size {
            for u in 0..size {
                row_means[v * size + u] = window_mean(grey, u, 1, v * size);
            }
        }
        for v in 0..size {
            for u in 0..size {
                thresholds[v * size + u] = window_mean(&row_means, v, size, u);
            }
        }
        ModuleThresholds { size, thresholds }
    }

    pub fn at(&self, u: usize, v: usize) -> f32 {
        self.thresholds[v * self.size + u]
    }

    /// As [`ModuleThresholds::at`], for the module at `index` of row or column `line`.
    pub fn along_line(&self, index: usize, line: usize, is_row: bool) -> f32 {
        if is_row { self.at(index, line) } else { self.at(line, index) }
    }
}
