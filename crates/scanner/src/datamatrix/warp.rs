//! [`Warp`]: maps a symbol to the image, on flat and on cylindrical surfaces.

use crate::Point;

/// Maps the unit square, with (0, 0) at the symbol's top left, to image pixels: a perspective transform and a
/// distortion.
#[derive(Clone, Copy, Debug)]
pub struct Warp {
    /// Top left, top right, bottom right, bottom left, in pixels.
    pub corners: [Point; 4],
    pub distortion: Distortion,
    /// The homography in row order, without its last element, which is 1.
    matrix: [f32; 8],
}

/// How a curved surface deviates from a flat one; all 0 if flat. Each for lines along rows, then along columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Distortion {
    /// The offset of a line's midpoint from its chord, in pixels.
    pub curvature: [Point; 2],
    /// How much narrower modules are at a line's ends than in its middle.
    pub foreshortening: [f32; 2],
    /// How much larger modules are across a line in its middle than at its ends, as the middle is nearer to the camera.
    pub bulge: [f32; 2],
}

/// The position along a line, 0 to 1, after foreshortening.
pub fn foreshortened(t: f32, foreshortening: f32) -> f32 {
    t + foreshortening * t * (1.0 - t) * (2.0 * t - 1.0)
}

impl Warp {
    /// A warp from corners, in pixels, and distortion.
    pub fn new(corners: [Point; 4], distortion: Distortion) -> Warp {
        let [a, b, c, d] = corners;
        let (dx1, dx2, dx3) = (b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x);
        let (dy1, dy2, dy3) = (b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y);
        let determinant = dx1 * dy2 - dx2 * dy1;
        let determinant = if determinant.abs() < 1e-3 { 1e-3 } else { determinant };
        let g = (dx3 * dy2 - dx2 * dy3) / determinant;
        let h = (dx1 * dy3 - dx3 * dy1) / determinant;
        let matrix =
            [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h];
        Warp { corners, distortion, matrix }
    }

    /// The same warp in an image scaled by `scale`.
    pub fn scaled(&self, scale: f32) -> Warp {
        let larger = |p: Point| Point::new(p.x * scale, p.y * scale);
        Warp::new(
            self.corners.map(larger),
            Distortion { curvature: self.distortion.curvature.map(larger), ..self.distortion },
        )
    }

    /// The image position of a point of the unit square.
    pub fn at(&self, u: f32, v: f32) -> Point {
        let Distortion { curvature: [across, down], foreshortening, bulge } = self.distortion;
        let (p, q) = (4.0 * u * (1.0 - u), 4.0 * v * (1.0 - v));
        // All terms are small, so that the order in which they apply matters little.
        let (x, y) = (foreshortened(u, foreshortening[0]), foreshortened(v, foreshortening[1]));
        let (u, v) = (x + bulge[1] * q * (u - 0.5), y + bulge[0] * p * (v - 0.5));
        let [a, b, c, d, e, f, g, h] = self.matrix;
        let scale = 1.0 / (g * u + h * v + 1.0).max(0.05);
        Point {
            x: (a * u + b * v + c) * scale + p * across.x + q * down.x,
            y: (d * u + e * v + f) * scale + p * across.y + q * down.y,
        }
    }
}
