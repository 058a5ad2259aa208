//! [`read`]: what a symbol in a known frame says, by the grids that may lie in it and, where need be, out of blur.

use super::{
    dashes::{Dashes, dashes},
    grid::{Grid, RIM},
    levels::levels,
    plane::{add, length, sub},
    size::{SIZES, Size},
    unblur::unblur,
    warp::Warp,
    words::decode,
};
use crate::{Luma, Point};

/// Where a symbol may be.
#[derive(Clone, Copy)]
pub struct Frame {
    pub warp: Warp,
    pub inverted: bool,
    /// How wide a module looks, in pixels, roughly.
    pub module: f32,
    /// How clear the dashed sides are, and how large it is.
    pub score: f32,
}

/// The text and where the symbol is. `limit` is the share of the fixed modules that have to look right; `patience` is how
/// many grids may still be laid with much effort.
pub fn read(image: &Luma, frame: &Frame, limit: f32, patience: &mut u32) -> Option<(String, [Point; 4])> {
    for (_, mut grid) in lay(image, frame).into_iter().take(2) {
        grid.settle(&|grid| grid.frame(), false, 0.4);
        let [solid, dashed] = grid.agreement();
        if solid < limit || dashed < limit - 0.05 {
            continue;
        }
        // Most symbols are read at once; only the others are worth more time.
        let mut text = modules(&mut grid, false);
        if text.is_none() && *patience == 0 {
            continue;
        }
        *patience -= u32::from(text.is_none());
        for (curved, spread) in [(false, 0.0), (true, 0.22)] {
            if text.is_none() {
                grid.spread = spread;
                grid.settle(&|grid| grid.frame() + grid.inner(), curved, 0.3);
                text = modules(&mut grid, true);
            }
        }
        if let Some(text) = text {
            return Some((text, grid.warp.corners));
        }
    }
    None
}

/// Reads the modules of a grid; if `deep`, also out of blur, which may move the grid.
fn modules(grid: &mut Grid, deep: bool) -> Option<String> {
    let size = grid.size;
    let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
    let wide = cols + 2 * RIM;
    let grey = grid.sample();
    let seen = levels(&grey, wide);
    let modules: Vec<f32> =
        seen.chunks(wide).skip(RIM).take(rows).flat_map(|row| row[RIM..][..cols].iter().copied()).collect();
    let (mut right, mut count) = (0, 0);
    for (i, value) in modules.iter().enumerate() {
        if let Some(dark) = size.fixed(i / cols, i % cols) {
            count += 1;
            right += usize::from((*value > 0.0) == dark);
        }
    }
    let right = right as f32 / count as f32;
    let text = if right > 0.8 { words(size, &modules, right) } else { None };
    // The largest symbols would take too long, and do not come blurred.
    if text.is_some() || right < 0.7 || !deep || modules.len() > 2704 {
        return text;
    }
    let (modules, share, expected) = unblur(size, &seen, &grey);
    if share < 0.8 {
        return None;
    }
    words(size, &modules, right).or_else(|| {
        // With most modules known, the grid can be laid better, and then the others be told.
        grid.settle(&|grid| grid.likeness(&expected), false, 0.3);
        let grey = grid.sample();
        let (modules, share, _) = unblur(size, &levels(&grey, wide), &grey);
        if share > 0.85 { words(size, &modules, right) } else { None }
    })
}

/// The text, with more and more doubtful words left to be corrected. The fewer of the fixed modules are `right`, the more
/// the check words have to prove.
fn words(size: &Size, modules: &[f32], right: f32) -> Option<String> {
    let proof = match right {
        0.97.. => 22.0,
        0.9.. => 27.0,
        _ => 34.0,
    };
    [0, 4, 8].iter().find_map(|doubted| decode(size, modules, *doubted, proof))
}

/// The grids that may lie in a frame, the likeliest first.
fn lay<'a>(image: &Luma<'a>, frame: &Frame) -> Vec<(f32, Grid<'a>)> {
    let Frame { ref warp, inverted, module, .. } = *frame;
    let [a, b, c, d] = warp.corners;
    let far = |a: Point, b: Point| length(sub(a, b));
    let (wide, high) = ((far(a, b) + far(d, c)) / 2.0, (far(b, c) + far(a, d)) / 2.0);
    // A module's two sides may differ, where the symbol is tilted, but not without limit.
    let plausible = |size: &&Size| {
        let (x, y) = (wide / f32::from(size.cols), high / f32::from(size.rows));
        (0.4..2.5).contains(&(x / y)) && x.max(y) > 0.3 * module && x.min(y) < 1.5 * module && x.min(y) > 1.0
    };
    let sizes: Vec<&'static Size> = SIZES.iter().filter(plausible).collect();
    let counts = |of: fn(&Size) -> u8| {
        let mut counts: Vec<u8> = sizes.iter().map(|size| of(size)).collect();
        counts.sort_unstable();
        counts.dedup();
        counts
    };
    let across = dashes(image, warp, inverted, module, false, &counts(|size| size.cols));
    let up = dashes(image, warp, inverted, module, true, &counts(|size| size.rows));
    let mut grids = Vec::new();
    for size in sizes {
        let side = |of: &[Dashes], count: u8| of.iter().find(|dashes| dashes.count == count).copied();
        let (Some(across), Some(up)) = (side(&across, size.cols), side(&up, size.rows)) else { continue };
        let score = across.score + up.score;
        let scale = f32::from(size.cols - 2).sqrt() + f32::from(size.rows - 2).sqrt();
        if score < 0.4 * scale {
            continue;
        }
        let toward = |a: Point, b: Point, times: f32| add(a, sub(b, a), times);
        let (x, y) = (1.0 / f32::from(size.cols), 1.0 / f32::from(size.rows));
        let corners = [
            toward(a, b, -across.starts * x),
            toward(toward(b, a, -across.ends * x), c, -up.ends * y),
            toward(c, b, -up.starts * y),
            d,
        ];
        let mut curve = warp.curve;
        curve.squeeze = [across.squeeze, up.squeeze];
        grids.push((score, Grid { image: *image, size, warp: Warp::new(corners, curve), inverted, spread: 0.11 }));
    }
    grids.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    grids
}
