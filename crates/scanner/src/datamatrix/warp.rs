//! [`Warp`]: where in the picture a place of the symbol is, on flat and on round surfaces.

use crate::Point;

/// Maps the unit square, (0, 0) at the symbol's top left, to the picture: a perspective, and what a round surface adds.
#[derive(Clone, Copy, Debug)]
pub struct Warp {
    /// Top left, top right, bottom right, bottom left.
    pub corners: [Point; 4],
    pub curve: Curve,
    matrix: [f32; 8],
}

/// How a round surface differs from a flat one; all 0 where it does not. Each first along rows, then along columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Curve {
    /// How far the middle of a line is off the straight, in pixels.
    pub bows: [Point; 2],
    /// How much narrower modules at a line's ends are than those in its middle.
    pub squeeze: [f32; 2],
    /// How much higher a line's middle is than its ends, of the other direction's length: the middle is nearer.
    pub bulge: [f32; 2],
}

/// A place along a line, squeezed.
pub fn squeezed(t: f32, squeeze: f32) -> f32 {
    t + squeeze * t * (1.0 - t) * (2.0 * t - 1.0)
}

impl Warp {
    pub fn new(corners: [Point; 4], curve: Curve) -> Warp {
        let [a, b, c, d] = corners;
        let (dx1, dx2, dx3) = (b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x);
        let (dy1, dy2, dy3) = (b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y);
        let whole = dx1 * dy2 - dx2 * dy1;
        let whole = if whole.abs() < 1e-3 { 1e-3 } else { whole };
        let g = (dx3 * dy2 - dx2 * dy3) / whole;
        let h = (dx1 * dy3 - dx3 * dy1) / whole;
        let matrix =
            [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h];
        Warp { corners, curve, matrix }
    }

    /// The same in a picture `scale` times as large.
    pub fn scaled(&self, scale: f32) -> Warp {
        let larger = |p: Point| Point::new(p.x * scale, p.y * scale);
        Warp::new(self.corners.map(larger), Curve { bows: self.curve.bows.map(larger), ..self.curve })
    }

    pub fn at(&self, u: f32, v: f32) -> Point {
        let Curve { bows: [across, down], squeeze, bulge } = self.curve;
        let (p, q) = (4.0 * u * (1.0 - u), 4.0 * v * (1.0 - v));
        // The order matters little: all are small.
        let (x, y) = (squeezed(u, squeeze[0]), squeezed(v, squeeze[1]));
        let (u, v) = (x + bulge[1] * q * (u - 0.5), y + bulge[0] * p * (v - 0.5));
        let [a, b, c, d, e, f, g, h] = self.matrix;
        let scale = 1.0 / (g * u + h * v + 1.0).max(0.05);
        Point {
            x: (a * u + b * v + c) * scale + p * across.x + q * down.x,
            y: (d * u + e * v + f) * scale + p * across.y + q * down.y,
        }
    }
}
