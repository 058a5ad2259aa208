//! [`Levels`]: what is light and what is dark in a grid of modules, place by place.

/// The grey value between light and dark around each module: masks see to it that both are about as frequent everywhere.
pub struct Levels {
    size: usize,
    limits: Vec<f32>,
}

impl Levels {
    pub fn of(grey: &[f32], size: usize) -> Levels {
        const REACH: usize = 3;
        let mut rows = vec![0.0; size * size];
        let mut limits = vec![0.0; size * size];
        let mean = |values: &[f32], at: usize, stride: usize, from: usize| {
            let (first, last) = (at.saturating_sub(REACH), (at + REACH + 1).min(size));
            (first..last).map(|i| values[from + i * stride]).sum::<f32>() / (last - first) as f32
        };
        for v in 0..size {
            for u in 0..size {
                rows[v * size + u] = mean(grey, u, 1, v * size);
            }
        }
        for v in 0..size {
            for u in 0..size {
                limits[v * size + u] = mean(&rows, v, size, u);
            }
        }
        Levels { size, limits }
    }

    pub fn at(&self, u: usize, v: usize) -> f32 {
        self.limits[v * self.size + u]
    }

    /// As [`Levels::at`], for the module at `index` of a row or a column.
    pub fn limit(&self, index: usize, line: usize, is_row: bool) -> f32 {
        if is_row { self.at(index, line) } else { self.at(line, index) }
    }
}
