//! Blind deconvolution on the module grid: alternately estimates the 3 × 3 blur kernel by least squares and flips
//! modules while that lowers the squared error of the predicted grey values.

use crate::qr::least_squares::NormalEquations;

/// Offsets (x, y) of the kernel's taps: the eight neighbours and the module itself.
const NEIGHBOURHOOD: [(i32, i32); 9] = [(-1, -1), (0, -1), (1, -1), (-1, 0), (0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];
const CENTRE: usize = 4;

/// Estimates the modules of a symbol `width` modules wide from `measured`, their soft values row by row (positive is
/// dark). `known` holds 1 for a module known to be dark, -1 for light, 0 for unknown. Outside the symbol all modules
/// are light. Returns soft values whose absolute value is the confidence.
pub fn deblur(measured: &[f32], known: &[i8], width: usize) -> Vec<f32> {
    let height = measured.len() / width.max(1);
    let stride = width + 2;
    let padded = |i: usize| (i / width + 1) * stride + i % width + 1;
    let offsets = NEIGHBOURHOOD.map(|(dx, dy)| dy * stride as i32 + dx);
    // Padded with one module of quiet zone, so that every module has all its neighbours.
    let mut modules = vec![-1.0f32; stride * (height + 2)];
    for (i, (value, known)) in measured.iter().zip(known).enumerate() {
        modules[padded(i)] = match known {
            0 => value.signum(),
            known => f32::from(*known),
        };
    }
    let mut confidence = vec![0.0; measured.len()];
    for _ in 0..4 {
        let Some(kernel) = estimate_kernel(measured, &modules, &padded, &offsets) else { break };
        // The difference between measured and predicted values.
        let mut residual = vec![0.0f32; modules.len()];
        for (i, value) in measured.iter().enumerate() {
            let at = padded(i);
            let expected: f32 =
                offsets.iter().zip(&kernel).map(|(d, weight)| modules[offset_by(at, *d)] * weight).sum();
            residual[at] = value - expected - kernel[9];
        }
        let mut changed = false;
        for _ in 0..3 {
            for i in 0..measured.len() {
                let at = padded(i);
                // The increase of the squared error if this module flips. For a neighbour at offset d, this module is
                // at offset -d, so that the taps count backwards.
                let flip = 2.0 * modules[at];
                let mut increase = 0.0;
                for (k, d) in offsets.iter().enumerate() {
                    let change = flip * kernel[8 - k];
                    increase += change * (2.0 * residual[offset_by(at, *d)] + change);
                }
                confidence[i] = increase;
                if increase < 0.0 && known[i] == 0 {
                    for (k, d) in offsets.iter().enumerate() {
                        residual[offset_by(at, *d)] += flip * kernel[8 - k];
                    }
                    modules[at] = -modules[at];
                    confidence[i] = -increase;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    (0..measured.len()).map(|i| modules[padded(i)] * confidence[i].max(0.01).sqrt()).collect()
}

fn offset_by(at: usize, by: i32) -> usize {
    at.wrapping_add_signed(by as isize)
}

/// The kernel's nine taps and a constant offset that predict the measured values best, by least squares.
fn estimate_kernel(
    measured: &[f32],
    modules: &[f32],
    padded: &dyn Fn(usize) -> usize,
    offsets: &[i32; 9],
) -> Option<[f32; 10]> {
    let mut equations = NormalEquations::<10>::new();
    for (i, grey) in measured.iter().enumerate() {
        let mut row = [1.0; 10];
        for (value, d) in row.iter_mut().zip(offsets) {
            *value = modules[offset_by(padded(i), *d)];
        }
        equations.add_equation(&row, *grey, 1.0);
    }
    // Regularised towards no blur, which prevails where the modules do not determine a tap.
    for k in 0..9 {
        equations.regularize(k, if k == CENTRE { 0.7 } else { 0.0 }, 1.0);
    }
    equations.solve()
}
