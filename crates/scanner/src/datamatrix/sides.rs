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
    let (near, far) = (0.62, 1.38);
    let step = (far - near) / ROWS as f32;
    let mut strip = [[0u8; COLS]; ROWS];
    for (i, row) in strip.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            let at = place(along(j), near + (i as f32 + 0.5) * step);
            *cell = u8::from(binary.dark(at.x, at.y) != corner.inverted);
        }
    }
    let half = 0.5 * module / step;
    let mut best: Option<Edge> = None;
    for k in -14i32..=14 {
        let slope = k as f32 * 0.022;
        // The dark share and the changes of each line of this slope.
        let line = |offset: f32| {
            let (mut dark, mut changes, mut last) = (0, 0, 0);
            for j in 0..COLS {
                let row = offset + slope / step * along(j);
                let cell = strip.get(row as usize).map_or(0, |row| row[j]);
                dark += i32::from(cell);
                changes += i32::from(j > 0 && cell != last);
                last = cell;
            }
            (dark as f32 / COLS as f32, changes)
        };
        let middle = (1.0 - near) / step;
        let reach = (1.6 * half).max(3.0);
        let mut i = -reach;
        while i <= reach {
            let (inside, changes) = line(middle + i - half);
            if changes >= 4 && (0.2..=0.8).contains(&inside) {
                let (outside, _) = line(middle + i + half);
                let (rim, _) = line(middle + i + 0.4 * half);
                let (just, _) = line(middle + i - 0.4 * half);
                let score = inside.min(0.5) + just.min(0.5) - outside - 1.5 * rim;
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(Edge { offset: i * step, slope, score });
                }
            }
            i += 1.0;
        }
    }
    best.filter(|best| best.score > 0.15)
}
