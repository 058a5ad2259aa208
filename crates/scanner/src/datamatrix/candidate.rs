//! [`read`]: decodes a located candidate symbol, trying the likely grids and, if necessary, deblurring.

use super::{
    codewords::decode,
    deblur::deblur,
    grid::{BORDER, Grid},
    normalize::normalize,
    size::{SIZES, SymbolSize},
    timing::{TimingFit, fit_timing},
    vector::{add_scaled, length, sub},
    warp::Warp,
};
use crate::{Luma, Point};

/// A located candidate symbol.
#[derive(Clone, Copy)]
pub struct Candidate {
    pub warp: Warp,
    pub inverted: bool,
    /// The approximate module size, in pixels.
    pub module: f32,
    /// The score by which candidates are ranked: how clear the timing patterns are, and how large the symbol is.
    pub score: f32,
}

/// Decodes a candidate; returns the text and the symbol's corners. `min_agreement` is the share of finder and timing
/// modules that have to match; `retry_budget` is how many more grids may be refined and deblurred after a failed first
/// decoding.
pub fn read(
    image: &Luma,
    candidate: &Candidate,
    min_agreement: f32,
    retry_budget: &mut u32,
) -> Option<(String, [Point; 4])> {
    for (_, mut grid) in candidate_grids(image, candidate).into_iter().take(2) {
        grid.optimize(&|grid| grid.frame_contrast(), false, 0.4);
        let [solid, dashed] = grid.agreement();
        if solid < min_agreement || dashed < min_agreement - 0.05 {
            continue;
        }
        // Most symbols are decoded at once; refining and deblurring is for the others.
        let mut text = read_modules(&mut grid, false);
        if text.is_none() && *retry_budget == 0 {
            continue;
        }
        *retry_budget -= u32::from(text.is_none());
        for (curved, sample_spread) in [(false, 0.0), (true, 0.22)] {
            if text.is_none() {
                grid.sample_spread = sample_spread;
                grid.optimize(&|grid| grid.frame_contrast() + grid.interior_contrast(), curved, 0.3);
                text = read_modules(&mut grid, true);
            }
        }
        if let Some(text) = text {
            return Some((text, grid.warp.corners));
        }
    }
    None
}

/// Decodes the modules of a grid. If `deblurring` is set and decoding fails, deblurs them, which may also move the
/// grid.
fn read_modules(grid: &mut Grid, deblurring: bool) -> Option<String> {
    let size = grid.size;
    let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
    let stride = cols + 2 * BORDER;
    let grey = grid.sample_modules();
    let normalized = normalize(&grey, stride);
    let modules: Vec<f32> = normalized
        .chunks(stride)
        .skip(BORDER)
        .take(rows)
        .flat_map(|row| row[BORDER..][..cols].iter().copied())
        .collect();
    let (mut matching, mut count) = (0, 0);
    for (i, value) in modules.iter().enumerate() {
        if let Some(dark) = size.fixed_module(i / cols, i % cols) {
            count += 1;
            matching += usize::from((*value > 0.0) == dark);
        }
    }
    let agreement = matching as f32 / count as f32;
    let text = if agreement > 0.8 { decode_with_erasures(size, &modules, agreement) } else { None };
    // Symbols above 52 × 52 modules would take too long, and are rarely blurred.
    if text.is_some() || agreement < 0.7 || !deblurring || modules.len() > 2704 {
        return text;
    }
    let (modules, share, expected) = deblur(size, &normalized, &grey);
    if share < 0.8 {
        return None;
    }
    decode_with_erasures(size, &modules, agreement).or_else(|| {
        // Most modules are now known, so that the grid can be aligned to the predicted image; then deblurring is
        // repeated.
        grid.optimize(&|grid| grid.correlation(&expected), false, 0.3);
        let grey = grid.sample_modules();
        let (modules, share, _) = deblur(size, &normalize(&grey, stride), &grey);
        if share > 0.85 { decode_with_erasures(size, &modules, agreement) } else { None }
    })
}

/// Decodes with an increasing number of erasures. The lower the agreement of the fixed modules, the more security
/// against false positives is demanded of the error correction.
fn decode_with_erasures(size: &SymbolSize, modules: &[f32], agreement: f32) -> Option<String> {
    let security_bits = match agreement {
        0.97.. => 22.0,
        0.9.. => 27.0,
        _ => 34.0,
    };
    [0, 4, 8].iter().find_map(|erasures| decode(size, modules, *erasures, security_bits))
}

/// The grids of all plausible symbol sizes, the best fit to the timing patterns first.
fn candidate_grids<'a>(image: &Luma<'a>, candidate: &Candidate) -> Vec<(f32, Grid<'a>)> {
    let Candidate { ref warp, inverted, module, .. } = *candidate;
    let [a, b, c, d] = warp.corners;
    let distance = |a: Point, b: Point| length(sub(a, b));
    let (width, height) = ((distance(a, b) + distance(d, c)) / 2.0, (distance(b, c) + distance(a, d)) / 2.0);
    // Tilt makes modules look oblong, within limits.
    let plausible = |size: &&SymbolSize| {
        let (x, y) = (width / f32::from(size.cols), height / f32::from(size.rows));
        (0.4..2.5).contains(&(x / y)) && x.max(y) > 0.3 * module && x.min(y) < 1.5 * module && x.min(y) > 1.0
    };
    let sizes: Vec<&'static SymbolSize> = SIZES.iter().filter(plausible).collect();
    let module_counts = |side: fn(&SymbolSize) -> u8| {
        let mut counts: Vec<u8> = sizes.iter().map(|size| side(size)).collect();
        counts.sort_unstable();
        counts.dedup();
        counts
    };
    let top = fit_timing(image, warp, inverted, module, false, &module_counts(|size| size.cols));
    let right = fit_timing(image, warp, inverted, module, true, &module_counts(|size| size.rows));
    let mut grids = Vec::new();
    for size in sizes {
        let side = |fits: &[TimingFit], count: u8| fits.iter().find(|fit| fit.modules == count).copied();
        let (Some(top), Some(right)) = (side(&top, size.cols), side(&right, size.rows)) else { continue };
        let score = top.score + right.score;
        let max_score = f32::from(size.cols - 2).sqrt() + f32::from(size.rows - 2).sqrt();
        if score < 0.4 * max_score {
            continue;
        }
        let extrapolate = |a: Point, b: Point, t: f32| add_scaled(a, sub(b, a), t);
        let (x, y) = (1.0 / f32::from(size.cols), 1.0 / f32::from(size.rows));
        let corners = [
            extrapolate(a, b, -top.start_shift * x),
            extrapolate(extrapolate(b, a, -top.end_shift * x), c, -right.end_shift * y),
            extrapolate(c, b, -right.start_shift * y),
            d,
        ];
        let mut distortion = warp.distortion;
        distortion.foreshortening = [top.foreshortening, right.foreshortening];
        grids.push((
            score,
            Grid { image: *image, size, warp: Warp::new(corners, distortion), inverted, sample_spread: 0.11 },
        ));
    }
    grids.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    grids
}
