//! [`NormalEquations`]: linear least squares for small systems.

/// Accumulates weighted equations `Σ row[i] * x[i] = value` as normal equations, and solves for `x`.
pub struct NormalEquations<const N: usize> {
    /// The symmetric matrix; only its upper triangle is filled.
    pub matrix: [[f64; N]; N],
    pub rhs: [f64; N],
}

impl<const N: usize> NormalEquations<N> {
    pub fn new() -> NormalEquations<N> {
        NormalEquations { matrix: [[0.0; N]; N], rhs: [0.0; N] }
    }

    /// Adds one equation.
    pub fn add_equation(&mut self, row: &[f32; N], value: f32, weight: f32) {
        for i in 0..N {
            let scaled = f64::from(row[i] * weight);
            if scaled == 0.0 {
                continue;
            }
            for (sum, other) in self.matrix[i][i..].iter_mut().zip(&row[i..]) {
                *sum += scaled * f64::from(*other);
            }
            self.rhs[i] += scaled * f64::from(value);
        }
    }

    /// Pulls one unknown towards a value (Tikhonov regularisation).
    pub fn regularize(&mut self, index: usize, value: f32, weight: f32) {
        self.matrix[index][index] += f64::from(weight);
        self.rhs[index] += f64::from(weight * value);
    }

    /// Solves by Cholesky decomposition; `None` if the matrix is singular.
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
                self.rhs[i] -= self.matrix[k][i] * self.rhs[k];
            }
            self.rhs[i] /= self.matrix[i][i];
        }
        for i in (0..N).rev() {
            for k in i + 1..N {
                self.rhs[i] -= self.matrix[i][k] * self.rhs[k];
            }
            self.rhs[i] /= self.matrix[i][i];
        }
        let solved = self.rhs.map(|value| value as f32);
        solved.iter().all(|value| value.is_finite()).then_some(solved)
    }
}
