//! [`sides`]: from a corner of two solid sides to all four corners, by the two dashed sides' outer edges.

use super::{
    binary::Binary,
    corner::Corner,
    warp::{Curve, Warp},
};
use crate::Point;

/// Columns of a strip: places along a side.
const COLS: usize = 40;
/// Rows of a strip: places across it.
const ROWS: usize = 56;
/// Light rows beyond those, for lines that leave the strip.
const SPARE: usize = 24;

/// Where a column is along the side: irregularly, as else it would be only dark modules, or only light ones, that the
/// columns hit on a side of twice as many.
fn along(col: usize) -> f32 {
    (col as f32 + 0.05 + 0.9 * (0.618 * col as f32).fract()) / COLS as f32
}

/// A side's outer edge in the plane of the L: 1 + `offset` + `slope` · (the place along it).
struct Edge {
    offset: f32,
    slope: f32,
    score: f32,
}

/// The symbol's frame, and how clear its dashed sides are, or `None` where there are none.
pub fn sides(binary: &Binary, corner: &Corner) -> Option<(Warp, f32)> {
    let (wide, high) = (span(corner.right, corner.at), span(corner.top, corner.at));
    let top = edge(binary, corner, corner.module / high, |along, across| corner.place(along, across))?;
    let right = edge(binary, corner, corner.module / wide, |along, across| corner.place(across, along))?;
    // v = a + s u, u = b + t v
    let (a, s, b, t) = (1.0 + top.offset, top.slope, 1.0 + right.offset, right.slope);
    let u = (b + t * a) / (1.0 - s * t);
    let v = a + s * u;
    let flat = Corner { bows: [Point::default(); 2], ..*corner };
    let warp = Warp::new(
        [flat.place(0.0, a), flat.place(u, v), flat.place(b, 0.0), corner.at],
        Curve { bows: corner.bows, ..Curve::default() },
    );
    Some((warp, top.score + right.score))
}

fn span(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Finds the line outside of which all is light and inside of which every other module is dark. `module` is in units of
/// the side's distance.
fn edge(binary: &Binary, corner: &Corner, module: f32, place: impl Fn(f32, f32) -> Point) -> Option<Edge> {
    let range = 0.38;
    let coarse = look(binary, corner.inverted, module, &place, &Edge { offset: 0.0, slope: 0.0, score: 0.0 }, range)?;
    // Small modules need a closer look.
    if module * ROWS as f32 > 6.0 * range {
        return Some(coarse);
    }
    look(binary, corner.inverted, module, &place, &coarse, (4.0 * module).min(range))
}

/// The same near a line, as far as `range` from it.
fn look(
    binary: &Binary,
    inverted: bool,
    module: f32,
    place: &dyn Fn(f32, f32) -> Point,
    near: &Edge,
    range: f32,
) -> Option<Edge> {
    let step = 2.0 * range / ROWS as f32;
    let mut strip = [[0u8; ROWS + 2 * SPARE]; COLS];
    for (j, column) in strip.iter_mut().enumerate() {
        for (i, cell) in column[SPARE..][..ROWS].iter_mut().enumerate() {
            let across = near.slope * along(j) + (i as f32 + 0.5) * step - range;
            let at = place(along(j), 1.0 + near.offset + across);
            *cell = u8::from(binary.dark(at.x, at.y) != inverted);
        }
    }
    // Not less than a row.
    let half = (0.5 * module / step).max(1.3);
    // The first look is no more exact than a few small modules.
    let reach = if near.score > 0.0 { 5.0 * half } else { (1.6 * half).max(3.0) } as i32;
    let middle = ROWS as i32 / 2;
    let mut best: Option<Edge> = None;
    for k in -14i32..=14 {
        let slope = k as f32 * 0.058 * range;
        // The dark cells of each line of this slope, and the changes on it, all lines at once.
        let (mut dark, mut changes) = ([0u8; ROWS], [0u8; ROWS]);
        let mut before: Option<&[u8]> = None;
        for (j, column) in strip.iter().enumerate() {
            let shift = (slope / step * along(j)).round() as i32;
            let column = column.get((SPARE as i32 + shift) as usize..)?.get(..ROWS)?;
            dark.iter_mut().zip(column).for_each(|(sum, cell)| *sum += cell);
            if let Some(before) = before {
                let pairs = column.iter().zip(before);
                changes.iter_mut().zip(pairs).for_each(|(sum, (cell, before))| *sum += cell ^ before);
            }
            before = Some(column);
        }
        for i in middle - reach..=middle + reach {
            let row = |off: f32| (i + (off * half).round() as i32).clamp(0, ROWS as i32 - 1) as usize;
            let share = |off: f32| f32::from(dark[row(off)]) / COLS as f32;
            let inside = share(-1.0);
            if changes[row(-1.0)] >= 4 && (0.2..=0.8).contains(&inside) {
                let score = inside.min(0.5) + share(-0.4).min(0.5) - share(1.0) - 1.5 * share(0.4);
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(Edge {
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
