//! [`deblur`]: blind deconvolution on the module grid. Alternately estimates a point-symmetric blur kernel by least
//! squares and the modules by annealing.

use super::{grid::BORDER, size::SymbolSize};

/// One of each pair of opposite neighbours, which share a kernel weight, as (rows, columns); the first is the module
/// itself.
const PAIRS: [(i32, i32); 7] = [(0, 0), (0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0)];
/// The kernel weights, a constant, and linear gradients of the illumination along rows and columns.
const UNKNOWNS: usize = PAIRS.len() + 3;

/// Estimates a symbol's modules from `observed`, their darkness, and `initial`, soft values from about -1 to 1; both
/// include a border of [`BORDER`] modules. Returns soft values (positive is dark; the absolute value is the increase of
/// the squared error if the module were flipped), the share of fixed modules that the observation confirms, and the
/// predicted darkness of all modules.
pub fn deblur(size: &SymbolSize, initial: &[f32], observed: &[f32]) -> (Vec<f32>, f32, Vec<f32>) {
    let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
    let (rows_padded, stride) = (rows + 2 * BORDER, cols + 2 * BORDER);
    let neighbour = |i: usize, (down, right): (i32, i32)| (i as i32 + down * stride as i32 + right) as usize;
    let fixed = |i: usize| {
        let (row, col) = ((i / stride).wrapping_sub(BORDER), (i % stride).wrapping_sub(BORDER));
        if row < rows && col < cols { size.fixed_module(row, col) } else { Some(false) }
    };
    let sign = |dark: bool| if dark { 1.0 } else { -1.0f32 };
    // All modules but the outermost two, which lack neighbours.
    let inner: Vec<usize> = (0..rows_padded * stride)
        .filter(|i| (2..rows_padded - 2).contains(&(i / stride)) && (2..stride - 2).contains(&(i % stride)))
        .collect();
    let mut modules: Vec<f32> = (0..rows_padded * stride)
        .map(|i| match fixed(i) {
            Some(dark) => sign(dark),
            None => {
                let neighbours = [i - 1, i + 1, i - stride, i + stride].iter().map(|i| initial[*i]).sum::<f32>();
                sign(2.0 * initial[i] - 0.25 * neighbours > 0.0)
            }
        })
        .collect();
    let mut residual = vec![0.0f32; rows_padded * stride];
    let mut kernel = [0.0; UNKNOWNS];
    for round in 0..5 {
        // The kernel that predicts the observation from the current modules best, by least squares.
        let mut equations = [[0.0f32; UNKNOWNS + 1]; UNKNOWNS];
        let terms = |modules: &[f32], i: usize| {
            let mut terms = [0.0; UNKNOWNS];
            for (term, pair) in terms.iter_mut().zip(PAIRS) {
                *term = modules[neighbour(i, pair)];
                if pair != (0, 0) {
                    *term += modules[neighbour(i, (-pair.0, -pair.1))];
                }
            }
            terms[PAIRS.len()] = 1.0;
            terms[PAIRS.len() + 1] = (i / stride) as f32 / rows_padded as f32 - 0.5;
            terms[PAIRS.len() + 2] = (i % stride) as f32 / stride as f32 - 0.5;
            terms
        };
        for &i in &inner {
            let terms = terms(&modules, i);
            for (row, sums) in equations.iter_mut().enumerate() {
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum += terms[row] * term;
                }
                sums[UNKNOWNS] += terms[row] * observed[i];
            }
        }
        kernel = solve_normal_equations(equations);
        for &i in &inner {
            residual[i] = observed[i] - terms(&modules, i).iter().zip(kernel).map(|(a, b)| a * b).sum::<f32>();
        }
        // The modules that predict it best with this kernel, by mean field annealing: soft at first, so that they
        // settle jointly.
        let energy: f32 = spread(&kernel, 0, stride).iter().map(|(_, weight)| weight * weight).sum();
        for sweep in 0..6 {
            let temperature = energy * [0.5, 0.35, 0.25, 0.15, 0.1][round] * (1.0 - 0.12 * sweep as f32);
            for &i in &inner {
                if fixed(i).is_none() {
                    let neighbours = spread(&kernel, i, stride);
                    let gradient: f32 =
                        neighbours.iter().map(|(n, weight)| weight * residual[*n]).sum::<f32>() + energy * modules[i];
                    let x = (gradient / temperature).clamp(-9.0, 9.0);
                    // A rational approximation of the hyperbolic tangent.
                    let target = (x * (27.0 + x * x) / (27.0 + 9.0 * x * x)).clamp(-1.0, 1.0);
                    let change = target - modules[i];
                    modules[i] = target;
                    for (n, weight) in neighbours {
                        residual[n] -= change * weight;
                    }
                }
            }
        }
    }
    // Finally, all modules become dark or light, and are flipped while that lowers the squared error.
    for &i in &inner {
        let change = sign(modules[i] > 0.0) - modules[i];
        modules[i] += change;
        for (n, weight) in spread(&kernel, i, stride) {
            residual[n] -= change * weight;
        }
    }
    for _ in 0..4 {
        for &i in &inner {
            if fixed(i).is_none() && flip_cost(&modules, &residual, &kernel, i, stride) < 0.0 {
                for (n, weight) in spread(&kernel, i, stride) {
                    residual[n] += 2.0 * modules[i] * weight;
                }
                modules[i] = -modules[i];
            }
        }
    }
    let (mut confirmed, mut count) = (0, 0);
    let mut soft_modules = Vec::with_capacity(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            let i = (row + BORDER) * stride + col + BORDER;
            let cost = flip_cost(&modules, &residual, &kernel, i, stride);
            if size.fixed_module(row, col).is_some() {
                count += 1;
                confirmed += usize::from(cost > 0.0);
            }
            soft_modules.push(modules[i] * cost.max(1e-6));
        }
    }
    let expected = observed.iter().zip(&residual).map(|(observed, residual)| observed - residual).collect();
    (soft_modules, confirmed as f32 / count as f32, expected)
}

/// The indices of a module and its neighbours, each with the kernel weight of the module's contribution there.
fn spread(kernel: &[f32; UNKNOWNS], i: usize, stride: usize) -> [(usize, f32); 2 * PAIRS.len() - 1] {
    let mut shares = [(i, kernel[0]); 2 * PAIRS.len() - 1];
    for (k, &(down, right)) in PAIRS.iter().enumerate().skip(1) {
        let step = down as usize * stride;
        let step = if right < 0 { step - 1 } else { step + right as usize };
        shares[2 * k - 1] = (i.wrapping_sub(step), kernel[k]);
        shares[2 * k] = (i + step, kernel[k]);
    }
    shares
}

/// The increase of the squared error if a module is flipped.
fn flip_cost(modules: &[f32], residual: &[f32], kernel: &[f32; UNKNOWNS], i: usize, stride: usize) -> f32 {
    let change = 2.0 * modules[i];
    spread(kernel, i, stride).iter().map(|(n, weight)| change * weight * (change * weight + 2.0 * residual[*n])).sum()
}

/// Solves the normal equations by Gaussian elimination, slightly regularised so that undetermined unknowns become 0.
fn solve_normal_equations(mut equations: [[f32; UNKNOWNS + 1]; UNKNOWNS]) -> [f32; UNKNOWNS] {
    for k in 0..UNKNOWNS {
        equations[k][k] += 0.01;
        let pivot = equations[k];
        for row in equations.iter_mut().skip(k + 1) {
            let factor = row[k] / pivot[k];
            for (value, above) in row.iter_mut().zip(pivot) {
                *value -= factor * above;
            }
        }
    }
    let mut result = [0.0; UNKNOWNS];
    for k in (0..UNKNOWNS).rev() {
        let known: f32 = (k + 1..UNKNOWNS).map(|j| equations[k][j] * result[j]).sum();
        result[k] = (equations[k][UNKNOWNS] - known) / equations[k][k];
    }
    result
}
