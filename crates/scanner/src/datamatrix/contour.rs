//! [`contours`]: the borders between dark and light, as chains of points, and the straight runs they are made of.

use super::{
    binary::{Binary, DARK},
    plane::sub,
};
use crate::Point;

/// Set on a dark pixel whose left border was followed.
const SEEN: u8 = 2;

/// A closed border, dark on the right of its direction.
#[derive(Default)]
pub struct Contour {
    /// The middles of every second of the pixel sides that the border consists of, in half pixels.
    pub points: Vec<[i16; 2]>,
    /// Where, as indices of `points`, a straight run ends and the next begins.
    pub cuts: Vec<u32>,
}

impl Contour {
    /// Where run `i`, counted on beyond the last one, begins, in pixels.
    pub fn vertex(&self, i: usize) -> Point {
        let [x, y] = self.points[self.cuts[i % self.cuts.len()] as usize].map(|v| f32::from(v) * 0.5);
        Point::new(x, y)
    }

    pub fn run(&self, i: usize) -> Point {
        sub(self.vertex(i + 1), self.vertex(i))
    }
}

/// Borders of fewer points hold no symbol.
const SHORTEST: usize = 26;

/// How far a straight run's points may be from it, in half pixels.
const TOLERANCE: f32 = 2.6;

/// Follows each border once and shows those that are long enough.
pub fn contours(binary: &mut Binary, contour: &mut Contour, mut show: impl FnMut(&Binary, &Contour)) {
    let stride = binary.stride;
    const EACH: u64 = 0x0101_0101_0101_0101;
    for y in 1..=binary.height {
        let mut before = 0;
        for x in (1..=binary.width).step_by(8) {
            let mut eight = [0; 8];
            let end = (x + 8).min(stride);
            eight[..end - x].copy_from_slice(&binary.bits[y * stride + x..y * stride + end]);
            // Eight pixels at once: those dark, with a light one on the left, that were not passed yet.
            let word = u64::from_le_bytes(eight);
            let dark = word & EACH;
            let mut starts = dark & !(dark << 8 | before) & !(word >> 1);
            before = dark >> 56;
            while starts != 0 {
                let at = x + starts.trailing_zeros() as usize / 8;
                starts &= starts - 1;
                if binary.bits[y * stride + at] == DARK {
                    follow(binary, at, y, &mut contour.points);
                    if contour.points.len() >= SHORTEST {
                        straighten(contour);
                        show(binary, contour);
                    }
                }
            }
        }
    }
}

/// Follows the border that leads up along the left side of pixel (`x`, `y`), until it is back there.
fn follow(binary: &mut Binary, x: usize, y: usize, points: &mut Vec<[i16; 2]>) {
    points.clear();
    let stride = binary.stride;
    let bits = &mut binary.bits;
    // A corner of the pixels' lattice is named by the pixel below and to the right of it.
    let start = (y + 1) * stride + x;
    let mut corner = start;
    let (mut px, mut py) = (2 * x as i32 - 2, 2 * y as i32);
    // 0 up, 1 right, 2 down, 3 left
    const ACROSS: [i32; 4] = [0, 1, 0, -1];
    const DOWN: [i32; 4] = [-1, 0, 1, 0];
    let steps = [stride.wrapping_neg(), 1, stride, 1usize.wrapping_neg()];
    // The pixels before a corner, on the left and on the right of the heading.
    let (nw, ne, sw) = ((stride + 1).wrapping_neg(), stride.wrapping_neg(), 1usize.wrapping_neg());
    let (lefts, rights) = ([nw, ne, 0, sw], [ne, 0, sw, nw]);
    let mut heading = 0;
    let mut told = false;
    loop {
        let (dx, dy) = (ACROSS[heading], DOWN[heading]);
        told = !told;
        if told {
            points.push([(px + dx) as i16, (py + dy) as i16]);
        }
        px += 2 * dx;
        py += 2 * dy;
        corner = corner.wrapping_add(steps[heading]);
        if heading == 0 {
            bits[corner] |= SEEN;
        }
        let (left, right) = (corner.wrapping_add(lefts[heading]), corner.wrapping_add(rights[heading]));
        if bits[right] & DARK == 0 {
            heading = (heading + 1) % 4;
        } else if bits[left] & DARK != 0 {
            heading = (heading + 3) % 4;
        }
        if corner == start && heading == 0 {
            return;
        }
    }
}

/// Cuts a border into straight runs: each goes on as long as one line passes near all its points.
fn straighten(contour: &mut Contour) {
    let Contour { points, cuts } = contour;
    cuts.clear();
    let count = points.len();
    let place = |i: usize| points[if i < count { i } else { i % count }].map(f32::from);
    // To begin at a corner, and not amid a run, the first cut found is where the cutting starts.
    let mut start = 0;
    let mut first = None;
    loop {
        let [x, y] = place(start);
        let mut i = start + 1;
        let (mut low, mut high) = ([0.0; 2], [0.0; 2]);
        let mut last = 0.0;
        let end = loop {
            if i >= start + points.len() {
                break i;
            }
            let [dx, dy] = place(i);
            let (dx, dy) = (dx - x, dy - y);
            let square = dx * dx + dy * dy;
            // Within the tolerance of the start, every direction is still open.
            if square > 4.0 * TOLERANCE * TOLERANCE {
                if last > 0.0
                    && (low[0] * dy - low[1] * dx < 0.0 || dx * high[1] - dy * high[0] < 0.0 || square < 0.9 * last)
                {
                    break i;
                }
                let part = TOLERANCE / square.sqrt();
                let (nx, ny) = (-dy * part, dx * part);
                let (from, to) = ([dx - nx, dy - ny], [dx + nx, dy + ny]);
                if last == 0.0 || low[0] * from[1] - low[1] * from[0] > 0.0 {
                    low = from;
                }
                if last == 0.0 || to[0] * high[1] - to[1] * high[0] > 0.0 {
                    high = to;
                }
                last = last.max(square);
            } else if last > 0.0 {
                break i;
            }
            i += 1;
        };
        match first {
            None => first = Some(end),
            Some(first) if end >= first + points.len() => return,
            Some(_) => {}
        }
        cuts.push(((end - 1) % points.len()) as u32);
        start = end - 1;
    }
}
