//! [`find_timing_sides`]: completes an L-shaped finder pattern to the symbol's quadrilateral by searching the outer
//! edges of the two sides with the timing pattern.

use super::{
    binarize::BinaryImage,
    l_pattern::LPattern,
    warp::{Distortion, Warp},
};
use crate::Point;

/// Columns of a strip: samples along a side.
const COLS: usize = 40;
/// Rows of a strip: samples across it.
const ROWS: usize = 56;
/// Light rows on either side of those, for slanted lines that leave the strip.
const PADDING: usize = 24;

/// The position of a column along the side, 0 to 1. Spaced irregularly: evenly spaced columns would alias with the
/// timing pattern and might hit only dark or only light modules.
fn column_position(col: usize) -> f32 {
    (col as f32 + 0.05 + 0.9 * (0.618 * col as f32).fract()) / COLS as f32
}

/// The outer edge of a side, in the finder pattern's arm coordinates: 1 + `offset` + `slope` · (the position along it).
struct SideLine {
    offset: f32,
    slope: f32,
    score: f32,
}

/// The warp of the symbol's quadrilateral, and the score of its timing sides; `None` if there are none.
pub fn find_timing_sides(binary: &BinaryImage, l_pattern: &LPattern) -> Option<(Warp, f32)> {
    let (width, height) = (distance(l_pattern.right, l_pattern.corner), distance(l_pattern.top, l_pattern.corner));
    let top = find_side(binary, l_pattern, l_pattern.module / height, |along, across| {
        l_pattern.image_position(along, across)
    })?;
    let right = find_side(binary, l_pattern, l_pattern.module / width, |along, across| {
        l_pattern.image_position(across, along)
    })?;
    // The lines v = top_offset + top_slope u and u = right_offset + right_slope v intersect at the fourth corner.
    let (top_offset, top_slope, right_offset, right_slope) =
        (1.0 + top.offset, top.slope, 1.0 + right.offset, right.slope);
    let u = (right_offset + right_slope * top_offset) / (1.0 - top_slope * right_slope);
    let v = top_offset + top_slope * u;
    let flat = LPattern { curvature: [Point::default(); 2], ..*l_pattern };
    let warp = Warp::new(
        [
            flat.image_position(0.0, top_offset),
            flat.image_position(u, v),
            flat.image_position(right_offset, 0.0),
            l_pattern.corner,
        ],
        Distortion { curvature: l_pattern.curvature, ..Distortion::default() },
    );
    Some((warp, top.score + right.score))
}

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Finds the line outside which all is light and inside which modules alternate. `module` is the module size relative
/// to the arm's length.
fn find_side(
    binary: &BinaryImage,
    l_pattern: &LPattern,
    module: f32,
    place: impl Fn(f32, f32) -> Point,
) -> Option<SideLine> {
    let range = 0.38;
    let coarse =
        search(binary, l_pattern.inverted, module, &place, &SideLine { offset: 0.0, slope: 0.0, score: 0.0 }, range)?;
    // Small modules need a second, finer search.
    if module * ROWS as f32 > 6.0 * range {
        return Some(coarse);
    }
    search(binary, l_pattern.inverted, module, &place, &coarse, (4.0 * module).min(range))
}

/// Searches for that line within `range` of the line `near`.
fn search(
    binary: &BinaryImage,
    inverted: bool,
    module: f32,
    place: &dyn Fn(f32, f32) -> Point,
    near: &SideLine,
    range: f32,
) -> Option<SideLine> {
    let step = 2.0 * range / ROWS as f32;
    let mut strip = [[0u8; ROWS + 2 * PADDING]; COLS];
    for (j, column) in strip.iter_mut().enumerate() {
        for (i, cell) in column[PADDING..][..ROWS].iter_mut().enumerate() {
            let across = near.slope * column_position(j) + (i as f32 + 0.5) * step - range;
            let at = place(column_position(j), 1.0 + near.offset + across);
            *cell = u8::from(binary.is_dark(at.x, at.y) != inverted);
        }
    }
    // At least about one row.
    let half_module = (0.5 * module / step).max(1.3);
    // The coarse search is accurate to a few small modules only.
    let reach = if near.score > 0.0 { 5.0 * half_module } else { (1.6 * half_module).max(3.0) } as i32;
    let middle = ROWS as i32 / 2;
    let mut best: Option<SideLine> = None;
    for k in -14i32..=14 {
        let slope = k as f32 * 0.058 * range;
        // The number of dark cells and of transitions on each line of this slope, for all lines at once.
        let (mut dark, mut transitions) = ([0u8; ROWS], [0u8; ROWS]);
        let mut previous: Option<&[u8]> = None;
        for (j, column) in strip.iter().enumerate() {
            let shift = (slope / step * column_position(j)).round() as i32;
            let column = column.get((PADDING as i32 + shift) as usize..)?.get(..ROWS)?;
            dark.iter_mut().zip(column).for_each(|(sum, cell)| *sum += cell);
            if let Some(previous) = previous {
                let pairs = column.iter().zip(previous);
                transitions.iter_mut().zip(pairs).for_each(|(sum, (cell, previous))| *sum += cell ^ previous);
            }
            previous = Some(column);
        }
        for i in middle - reach..=middle + reach {
            let row = |offset: f32| (i + (offset * half_module).round() as i32).clamp(0, ROWS as i32 - 1) as usize;
            let dark_share = |offset: f32| f32::from(dark[row(offset)]) / COLS as f32;
            let inside = dark_share(-1.0);
            if transitions[row(-1.0)] >= 4 && (0.2..=0.8).contains(&inside) {
                let score = inside.min(0.5) + dark_share(-0.4).min(0.5) - dark_share(1.0) - 1.5 * dark_share(0.4);
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(SideLine {
                        offset: near.offset + (i - middle) as f32 * step,
                        slope: near.slope + slope,
                        score,
                    });
                }
            }
        }
    }
    best.filter(|best| best.score > 0.15)
}
