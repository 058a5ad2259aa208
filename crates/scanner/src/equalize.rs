//! Undoes blur module by module: learns from the picture how much each module's grey takes from its neighbours, and then
//! looks for the light and dark modules that would give that grey.

use crate::solve::Squares;

/// The eight neighbours and the module itself.
const NEAR: [(i32, i32); 9] = [(-1, -1), (0, -1), (1, -1), (-1, 0), (0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];
const OWN: usize = 4;

/// Modules of a symbol `width` wide, row by row, positive for dark: takes what was measured, gives what it most likely
/// comes from, the surer the further from 0. `known` modules are what they are: 1 dark, -1 light, 0 where that is to be
/// found out. Around the symbol it is light.
pub fn equalize(measured: &[f32], known: &[i8], width: usize) -> Vec<f32> {
    let height = measured.len() / width.max(1);
    let stride = width + 2;
    let inner = |i: usize| (i / width + 1) * stride + i % width + 1;
    let offsets = NEAR.map(|(dx, dy)| dy * stride as i32 + dx);
    // A border of quiet zone, so that every module has neighbours.
    let mut guess = vec![-1.0f32; stride * (height + 2)];
    for (i, (grey, known)) in measured.iter().zip(known).enumerate() {
        guess[inner(i)] = match known {
            0 => grey.signum(),
            known => f32::from(*known),
        };
    }
    let mut gains = vec![0.0; measured.len()];
    for _ in 0..4 {
        let Some(weights) = learn(measured, &guess, &inner, &offsets) else { break };
        // What the guess leaves unexplained.
        let mut rest = vec![0.0f32; guess.len()];
        for (i, grey) in measured.iter().enumerate() {
            let at = inner(i);
            let expected: f32 = offsets.iter().zip(&weights).map(|(d, w)| guess[shifted(at, *d)] * w).sum();
            rest[at] = grey - expected - weights[9];
        }
        let mut changed = false;
        for _ in 0..3 {
            for i in 0..measured.len() {
                let at = inner(i);
                // By how much the square of what is unexplained grows when this module turns over. A neighbour at d sees
                // this module at -d.
                let turn = 2.0 * guess[at];
                let mut growth = 0.0;
                for (k, d) in offsets.iter().enumerate() {
                    let change = turn * weights[8 - k];
                    growth += change * (2.0 * rest[shifted(at, *d)] + change);
                }
                gains[i] = growth;
                if growth < 0.0 && known[i] == 0 {
                    for (k, d) in offsets.iter().enumerate() {
                        rest[shifted(at, *d)] += turn * weights[8 - k];
                    }
                    guess[at] = -guess[at];
                    gains[i] = -growth;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    (0..measured.len()).map(|i| guess[inner(i)] * gains[i].max(0.01).sqrt()).collect()
}

fn shifted(at: usize, by: i32) -> usize {
    at.wrapping_add_signed(by as isize)
}

/// The nine weights and the offset that explain the measured modules best.
fn learn(measured: &[f32], guess: &[f32], inner: &dyn Fn(usize) -> usize, offsets: &[i32; 9]) -> Option<[f32; 10]> {
    let mut squares = Squares::<10>::new();
    for (i, grey) in measured.iter().enumerate() {
        let mut row = [1.0; 10];
        for (value, d) in row.iter_mut().zip(offsets) {
            *value = guess[shifted(inner(i), *d)];
        }
        squares.add(&row, *grey, 1.0);
    }
    // Where the modules do not tell, no blur.
    for k in 0..9 {
        squares.pull(k, if k == OWN { 0.7 } else { 0.0 }, 1.0);
    }
    squares.solve()
}
