//! [`unblur`]: which modules, each smeared over its neighbours, would look as the picture does.

use super::{grid::RIM, size::Size};

/// Neighbours that weigh the same: opposite ones, as (rows, columns).
const PAIRS: [(i32, i32); 7] = [(0, 0), (0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0)];
const UNKNOWNS: usize = PAIRS.len() + 3;

/// From `seen`, about 1 where dark and -1 where light, with [`RIM`] modules all around: the symbol's modules, positive where
/// dark, by how much worse the picture would be explained by the opposite; the share of fixed modules so confirmed; and how
/// all would be seen.
pub fn unblur(size: &Size, first: &[f32], seen: &[f32]) -> (Vec<f32>, f32, Vec<f32>) {
    let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
    let (high, wide) = (rows + 2 * RIM, cols + 2 * RIM);
    let around = |i: usize, (down, right): (i32, i32)| (i as i32 + down * wide as i32 + right) as usize;
    let fixed = |i: usize| {
        let (row, col) = ((i / wide).wrapping_sub(RIM), (i % wide).wrapping_sub(RIM));
        if row < rows && col < cols { size.fixed(row, col) } else { Some(false) }
    };
    let told = |dark: bool| if dark { 1.0 } else { -1.0f32 };
    // All but the outermost, which lack neighbours.
    let inner: Vec<usize> = (0..high * wide)
        .filter(|i| (2..high - 2).contains(&(i / wide)) && (2..wide - 2).contains(&(i % wide)))
        .collect();
    let mut modules: Vec<f32> = (0..high * wide)
        .map(|i| match fixed(i) {
            Some(dark) => told(dark),
            None => {
                let near = [i - 1, i + 1, i - wide, i + wide].iter().map(|i| first[*i]).sum::<f32>();
                told(2.0 * first[i] - 0.25 * near > 0.0)
            }
        })
        .collect();
    let mut rest = vec![0.0f32; high * wide];
    let mut weights = [0.0; UNKNOWNS];
    for round in 0..5 {
        // The smear that, of these modules, explains the greys best.
        let mut sums = [[0.0f32; UNKNOWNS + 1]; UNKNOWNS];
        let terms = |modules: &[f32], i: usize| {
            let mut terms = [0.0; UNKNOWNS];
            for (term, pair) in terms.iter_mut().zip(PAIRS) {
                *term = modules[around(i, pair)];
                if pair != (0, 0) {
                    *term += modules[around(i, (-pair.0, -pair.1))];
                }
            }
            terms[PAIRS.len()] = 1.0;
            terms[PAIRS.len() + 1] = (i / wide) as f32 / high as f32 - 0.5;
            terms[PAIRS.len() + 2] = (i % wide) as f32 / wide as f32 - 0.5;
            terms
        };
        for &i in &inner {
            let terms = terms(&modules, i);
            for (row, sums) in sums.iter_mut().enumerate() {
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum += terms[row] * term;
                }
                sums[UNKNOWNS] += terms[row] * seen[i];
            }
        }
        weights = solve(sums);
        for &i in &inner {
            rest[i] = seen[i] - terms(&modules, i).iter().zip(weights).map(|(a, b)| a * b).sum::<f32>();
        }
        // The modules that, so smeared, explain them best: first half-heartedly, so that they settle together.
        let power: f32 = shares(&weights, 0, wide).iter().map(|(_, weight)| weight * weight).sum();
        for sweep in 0..6 {
            let heat = power * [0.5, 0.35, 0.25, 0.15, 0.1][round] * (1.0 - 0.12 * sweep as f32);
            for &i in &inner {
                if fixed(i).is_none() {
                    let near = shares(&weights, i, wide);
                    let pull: f32 = near.iter().map(|(n, weight)| weight * rest[*n]).sum::<f32>() + power * modules[i];
                    let x = (pull / heat).clamp(-9.0, 9.0);
                    // Nearly the hyperbolic tangent.
                    let to = (x * (27.0 + x * x) / (27.0 + 9.0 * x * x)).clamp(-1.0, 1.0);
                    let change = to - modules[i];
                    modules[i] = to;
                    for (n, weight) in near {
                        rest[n] -= change * weight;
                    }
                }
            }
        }
    }
    // At last, all are wholly dark or light.
    for &i in &inner {
        let change = told(modules[i] > 0.0) - modules[i];
        modules[i] += change;
        for (n, weight) in shares(&weights, i, wide) {
            rest[n] -= change * weight;
        }
    }
    for _ in 0..4 {
        for &i in &inner {
            if fixed(i).is_none() && worse(&modules, &rest, &weights, i, wide) < 0.0 {
                for (n, weight) in shares(&weights, i, wide) {
                    rest[n] += 2.0 * modules[i] * weight;
                }
                modules[i] = -modules[i];
            }
        }
    }
    let (mut right, mut count) = (0, 0);
    let mut result = Vec::with_capacity(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            let i = (row + RIM) * wide + col + RIM;
            let worse = worse(&modules, &rest, &weights, i, wide);
            if size.fixed(row, col).is_some() {
                count += 1;
                right += usize::from(worse > 0.0);
            }
            result.push(modules[i] * worse.max(1e-6));
        }
    }
    let expected = seen.iter().zip(&rest).map(|(seen, rest)| seen - rest).collect();
    (result, right as f32 / count as f32, expected)
}

/// Each neighbour of a module, itself included, and how much the module adds to what is seen there.
fn shares(weights: &[f32; UNKNOWNS], i: usize, wide: usize) -> [(usize, f32); 2 * PAIRS.len() - 1] {
    let mut shares = [(i, weights[0]); 2 * PAIRS.len() - 1];
    for (k, &(down, right)) in PAIRS.iter().enumerate().skip(1) {
        let step = down as usize * wide;
        let step = if right < 0 { step - 1 } else { step + right as usize };
        shares[2 * k - 1] = (i.wrapping_sub(step), weights[k]);
        shares[2 * k] = (i + step, weights[k]);
    }
    shares
}

/// By how much the squares of what is left unexplained grow if a module is turned over.
fn worse(modules: &[f32], rest: &[f32], weights: &[f32; UNKNOWNS], i: usize, wide: usize) -> f32 {
    let twice = 2.0 * modules[i];
    shares(weights, i, wide).iter().map(|(n, weight)| twice * weight * (twice * weight + 2.0 * rest[*n])).sum()
}

/// Solves the normal equations by elimination; an unknown that nothing tells of is 0.
fn solve(mut sums: [[f32; UNKNOWNS + 1]; UNKNOWNS]) -> [f32; UNKNOWNS] {
    for k in 0..UNKNOWNS {
        sums[k][k] += 0.01;
        let pivot = sums[k];
        for row in sums.iter_mut().skip(k + 1) {
            let factor = row[k] / pivot[k];
            for (value, above) in row.iter_mut().zip(pivot) {
                *value -= factor * above;
            }
        }
    }
    let mut result = [0.0; UNKNOWNS];
    for k in (0..UNKNOWNS).rev() {
        let known: f32 = (k + 1..UNKNOWNS).map(|j| sums[k][j] * result[j]).sum();
        result[k] = (sums[k][UNKNOWNS] - known) / sums[k][k];
    }
    result
}
