//! Least squares, by normal equations: small systems only.

/// Sums up equations `Σ row[i] * x[i] = value`, and solves for `x`.
pub struct Squares<const N: usize> {
    /// Its upper half; the lower one is the same.
    pub matrix: [[f64; N]; N],
    pub right: [f64; N],
}

impl<const N: usize> Squares<N> {
    pub fn new() -> Squares<N> {
        Squares { matrix: [[0.0; N]; N], right: [0.0; N] }
    }

    pub fn add(&mut self, row: &[f32; N], value: f32, weight: f32) {
        for i in 0..N {
            let scaled = f64::from(row[i] * weight);
            if scaled == 0.0 {
                continue;
            }
            for (sum, other) in self.matrix[i][i..].iter_mut().zip(&row[i..]) {
                *sum += scaled * f64::from(*other);
            }
            self.right[i] += scaled * f64::from(value);
        }
    }

    /// Pulls one unknown towards a value.
    pub fn pull(&mut self, index: usize, value: f32, weight: f32) {
        self.matrix[index][index] += f64::from(weight);
        self.right[index] += f64::from(weight * value);
    }

    /// By Cholesky's method; `None` where the equations do not settle every unknown.
    pub fn solve(mut self) -> Option<[f32; N]> {
        for i in 0..N {
            for j in i..N {
                let mut sum = self.matrix[i][j];
                for k in 0..i {
                    sum -= self.matrix[k][i] * self.matrix[k][j];
                }
                if i == j {
                    if sum <= 1e-9 {
                        return None;
                    }
                    self.matrix[i][i] = sum.sqrt();
                } else {
                    self.matrix[i][j] = sum / self.matrix[i][i];
                }
            }
        }
        for i in 0..N {
            for k in 0..i {
                self.right[i] -= self.matrix[k][i] * self.right[k];
            }
            self.right[i] /= self.matrix[i][i];
        }
        for i in (0..N).rev() {
            for k in i + 1..N {
                self.right[i] -= self.matrix[i][k] * self.right[k];
            }
            self.right[i] /= self.matrix[i][i];
        }
        let solved = self.right.map(|value| value as f32);
        solved.iter().all(|value| value.is_finite()).then_some(solved)
    }
}
