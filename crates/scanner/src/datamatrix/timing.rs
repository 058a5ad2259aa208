//! [`fit_timing`]: counts the modules of a timing pattern by how regularly dark and light alternate.

use super::{
    grid::sample_bilinear,
    warp::{Warp, foreshortened},
};
use crate::Luma;

/// The best fit of a timing pattern with a given number of modules.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimingFit {
    pub modules: u8,
    /// The regularity of alternation, -1 to 1, times the square root of the number of modules, which measures how
    /// unlikely it is by chance; less a penalty for shifts and foreshortening.
    pub score: f32,
    /// How far the side's ends lie outside their assumed positions, in modules.
    pub start_shift: f32,
    pub end_shift: f32,
    pub foreshortening: f32,
}

/// The number of samples along a side.
const SAMPLES: usize = 256;
/// How far sampling extends beyond each end, relative to the side's length.
const MARGIN: f32 = 0.12;

/// The best fit for each of `module_counts` to the top side, from the left, or to the right side, from the bottom.
/// `module` is the approximate module size in pixels.
pub fn fit_timing(
    image: &Luma,
    warp: &Warp,
    inverted: bool,
    module: f32,
    is_right_side: bool,
    module_counts: &[u8],
) -> Vec<TimingFit> {
    let [tl, tr, br, _] = warp.corners;
    let (from, to, opposite) = if is_right_side { (br, tr, tl) } else { (tl, tr, br) };
    let distance = |a: crate::Point, b: crate::Point| (a.x - b.x).hypot(a.y - b.y);
    let side_distance = distance(tr, opposite).max(1.0);
    let length = distance(from, to);
    let mut samples = [0.0f32; SAMPLES];
    let sign = if inverted { 1.0 } else { -1.0 };
    let mut fit = |modules: u8| {
        let mut best = TimingFit { modules, ..TimingFit::default() };
        let n = usize::from(modules);
        let module_length = 1.0 / f32::from(modules);
        let pixels = length * module_length;
        // Modules smaller than a pixel cannot be resolved.
        if pixels < 1.0 {
            return best;
        }
        // Half a module inside the edge, as far as the module size across it is known.
        let depth = 0.5 * pixels.clamp(0.5 * module, 1.3 * module) / side_distance;
        let (mut low, mut high) = (f32::MAX, f32::MIN);
        for (i, value) in samples.iter_mut().enumerate() {
            let t = (i as f32 + 0.5) / SAMPLES as f32 * (1.0 + 2.0 * MARGIN) - MARGIN;
            let at = if is_right_side { warp.at(1.0 - depth, 1.0 - t) } else { warp.at(t, depth) };
            *value = sample_bilinear(image, at);
            if (0.0..1.0).contains(&t) {
                low = low.min(*value);
                high = high.max(*value);
            }
        }
        let contrast = high - low;
        if contrast < 8.0 {
            return best;
        }
        let at = |t: f32| samples[(((t + MARGIN) / (1.0 + 2.0 * MARGIN) * SAMPLES as f32) as usize).min(SAMPLES - 1)];
        let mut values = [0.0f32; 144];
        let mut evaluate = |start_shift: f32, end_shift: f32, foreshortening: f32| {
            let (from, to) = (-start_shift * module_length, 1.0 + end_shift * module_length);
            for (i, value) in values[..n].iter_mut().enumerate() {
                let t = foreshortened((i as f32 + 0.5) * module_length, foreshortening);
                *value = sign * at(from + (to - from) * t);
            }
            let mut sum = 0.0;
            for i in 1..n - 1 {
                let alternation = values[i] - 0.5 * (values[i - 1] + values[i + 1]);
                let alternation = if i % 2 == 0 { alternation } else { -alternation };
                sum += alternation / (alternation.abs() + 0.15 * contrast);
            }
            // Deviations from the assumed frame have to improve the fit by more than they cost.
            let penalty = 0.08 * (start_shift.abs() + end_shift.abs()) + 0.3 * foreshortening;
            let score = sum / (n as f32 - 2.0).sqrt() - penalty;
            if score > best.score {
                best = TimingFit { modules, score, start_shift, end_shift, foreshortening };
            }
            best
        };
        // A coarse search, then a finer one around its best.
        let mut coarse = TimingFit { modules, ..TimingFit::default() };
        for i in 0..27 {
            let [start, end, foreshortening] = [i % 3, i / 3 % 3, i / 9].map(|k| k as f32);
            coarse = evaluate(0.5 * (start - 1.0), 0.5 * (end - 1.0), 0.2 * foreshortening);
        }
        for i in 0..9 {
            let [start, end] = [i % 3, i / 3].map(|k| 0.25 * (k as f32 - 1.0));
            evaluate(coarse.start_shift + start, coarse.end_shift + end, coarse.foreshortening);
        }
        best
    };
    module_counts.iter().map(|modules| fit(*modules)).collect()
}
