//! [`trace_contours`]: follows the borders between dark and light, and splits them into straight segments.

use super::{
    binarize::{BinaryImage, DARK},
    vector::sub,
};
use crate::Point;

/// Set on a dark pixel whose left border has been traced.
const VISITED: u8 = 2;

/// A closed contour, with dark pixels on the right of its direction.
#[derive(Default)]
pub struct Contour {
    /// The midpoints of every second pixel side along the contour, in half pixels.
    pub points: Vec<[i16; 2]>,
    /// Indices into `points` at which one straight segment ends and the next begins.
    pub breakpoints: Vec<u32>,
}

impl Contour {
    /// The start of segment `i`, modulo their number, in pixels.
    pub fn vertex(&self, i: usize) -> Point {
        let [x, y] = self.points[self.breakpoints[i % self.breakpoints.len()] as usize].map(|v| f32::from(v) * 0.5);
        Point::new(x, y)
    }

    /// The vector of segment `i`, in pixels.
    pub fn segment(&self, i: usize) -> Point {
        sub(self.vertex(i + 1), self.vertex(i))
    }
}

/// Shorter contours cannot enclose a symbol.
const MIN_POINTS: usize = 26;

/// The largest distance of a point from its segment, in half pixels.
const TOLERANCE: f32 = 2.6;

/// Traces each contour once, and passes those with at least [`MIN_POINTS`] points to `visit`.
pub fn trace_contours(binary: &mut BinaryImage, contour: &mut Contour, mut visit: impl FnMut(&BinaryImage, &Contour)) {
    let stride = binary.stride;
    const ONES: u64 = 0x0101_0101_0101_0101;
    for y in 1..=binary.height {
        let mut carry = 0;
        for x in (1..=binary.width).step_by(8) {
            let mut bytes = [0; 8];
            let end = (x + 8).min(stride);
            bytes[..end - x].copy_from_slice(&binary.bits[y * stride + x..y * stride + end]);
            // Eight pixels at once: dark, not yet traced, and with a light pixel on the left.
            let word = u64::from_le_bytes(bytes);
            let dark = word & ONES;
            let mut starts = dark & !(dark << 8 | carry) & !(word >> 1);
            carry = dark >> 56;
            while starts != 0 {
                let at = x + starts.trailing_zeros() as usize / 8;
                starts &= starts - 1;
                if binary.bits[y * stride + at] == DARK {
                    trace(binary, at, y, &mut contour.points);
                    if contour.points.len() >= MIN_POINTS {
                        split_into_segments(contour);
                        visit(binary, contour);
                    }
                }
            }
        }
    }
}

/// Traces the contour that starts upwards along the left side of pixel (`x`, `y`), until it closes.
fn trace(binary: &mut BinaryImage, x: usize, y: usize, points: &mut Vec<[i16; 2]>) {
    points.clear();
    let stride = binary.stride;
    let bits = &mut binary.bits;
    // A corner of the pixel lattice has the index of the pixel below and to the right of it.
    let start = (y + 1) * stride + x;
    let mut corner = start;
    let (mut px, mut py) = (2 * x as i32 - 2, 2 * y as i32);
    // 0 up, 1 right, 2 down, 3 left
    const ACROSS: [i32; 4] = [0, 1, 0, -1];
    const DOWN: [i32; 4] = [-1, 0, 1, 0];
    let steps = [stride.wrapping_neg(), 1, stride, 1usize.wrapping_neg()];
    // The pixels ahead of a corner, on the left and on the right of the heading.
    let (nw, ne, sw) = ((stride + 1).wrapping_neg(), stride.wrapping_neg(), 1usize.wrapping_neg());
    let (lefts, rights) = ([nw, ne, 0, sw], [ne, 0, sw, nw]);
    let mut heading = 0;
    let mut emit = false;
    loop {
        let (dx, dy) = (ACROSS[heading], DOWN[heading]);
        emit = !emit;
        if emit {
            points.push([(px + dx) as i16, (py + dy) as i16]);
        }
        px += 2 * dx;
        py += 2 * dy;
        corner = corner.wrapping_add(steps[heading]);
        if heading == 0 {
            bits[corner] |= VISITED;
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

/// Splits a contour into straight segments by the cone intersection method: a segment grows as long as one line from
/// its start passes all its points within [`TOLERANCE`].
fn split_into_segments(contour: &mut Contour) {
    let Contour { points, breakpoints } = contour;
    breakpoints.clear();
    let count = points.len();
    let point = |i: usize| points[if i < count { i } else { i % count }].map(f32::from);
    // The first breakpoint found becomes the starting point, so that no segment is split by an arbitrary start.
    let mut start = 0;
    let mut first = None;
    loop {
        let [x, y] = point(start);
        let mut i = start + 1;
        let (mut cone_low, mut cone_high) = ([0.0; 2], [0.0; 2]);
        let mut max_squared = 0.0;
        let end = loop {
            if i >= start + points.len() {
                break i;
            }
            let [dx, dy] = point(i);
            let (dx, dy) = (dx - x, dy - y);
            let squared = dx * dx + dy * dy;
            // Points this near to the start do not restrict the direction.
            if squared > 4.0 * TOLERANCE * TOLERANCE {
                if max_squared > 0.0
                    && (cone_low[0] * dy - cone_low[1] * dx < 0.0
                        || dx * cone_high[1] - dy * cone_high[0] < 0.0
                        || squared < 0.9 * max_squared)
                {
                    break i;
                }
                let scale = TOLERANCE / squared.sqrt();
                let (nx, ny) = (-dy * scale, dx * scale);
                let (edge_low, edge_high) = ([dx - nx, dy - ny], [dx + nx, dy + ny]);
                if max_squared == 0.0 || cone_low[0] * edge_low[1] - cone_low[1] * edge_low[0] > 0.0 {
                    cone_low = edge_low;
                }
                if max_squared == 0.0 || edge_high[0] * cone_high[1] - edge_high[1] * cone_high[0] > 0.0 {
                    cone_high = edge_high;
                }
                max_squared = max_squared.max(squared);
            } else if max_squared > 0.0 {
                break i;
            }
            i += 1;
        };
        match first {
            None => first = Some(end),
            Some(first) if end >= first + points.len() => return,
            Some(_) => {}
        }
        breakpoints.push(((end - 1) % points.len()) as u32);
        start = end - 1;
    }
}
