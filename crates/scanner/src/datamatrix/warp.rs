//! [`Warp`]: where in the picture a place of the symbol is, on flat and on gently curved surfaces.

use crate::Point;

/// Maps the unit square, (0, 0) at the symbol's top left, to the picture: a perspective, and what a curved surface adds.
#[derive(Clone, Copy, Debug)]
pub struct Warp {
    /// Top left, top right, bottom right, bottom left.
    pub corners: [Point; 4],
    /// How far the middle of horizontal and of vertical lines is off the straight, in pixels.
    pub bows: [Point; 2],
    matrix: [f32; 8],
}

impl Warp {
    pub fn new(corners: [Point; 4], bows: [Point; 2]) -> Warp {
        let [a, b, c, d] = corners;
        let (dx1, dx2, dx3) = (b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x);
        let (dy1, dy2, dy3) = (b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y);
        let whole = dx1 * dy2 - dx2 * dy1;
        let whole = if whole.abs() < 1e-3 { 1e-3 } else { whole };
        let g = (dx3 * dy2 - dx2 * dy3) / whole;
        let h = (dx1 * dy3 - dx3 * dy1) / whole;
        let matrix =
            [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h];
        Warp { corners, bows, matrix }
    }

    pub fn at(&self, u: f32, v: f32) -> Point {
        let [a, b, c, d, e, f, g, h] = self.matrix;
        let scale = 1.0 / (g * u + h * v + 1.0).max(0.05);
        let [across, down] = self.bows;
        let (p, q) = (4.0 * u * (1.0 - u), 4.0 * v * (1.0 - v));
        Point {
            x: (a * u + b * v + c) * scale + p * across.x + q * down.x,
            y: (d * u + e * v + f) * scale + p * across.y + q * down.y,
        }
    }
}
