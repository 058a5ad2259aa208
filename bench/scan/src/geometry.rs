//! [`Camera`]: which point of a flat or round surface each pixel sees. A pinhole camera at the origin looks along z.

pub struct Camera {
    /// The focal length in pixels.
    pub focal: f32,
    /// Where the optical axis meets the frame.
    pub centre: (f32, f32),
    /// From the surface's axes to the camera's; rows.
    pub turn: [[f32; 3]; 3],
    pub distance: f32,
    /// The radius of the bottle in modules, its axis along the surface's second axis; `None` for a flat surface.
    pub radius: Option<f32>,
}

/// A turn in the picture's plane, then a tilt about an axis in the surface's plane; angles in radians.
pub fn turn(angle: f32, tilt: f32, tilt_axis: f32) -> [[f32; 3]; 3] {
    let ((sin, cos), (x, y)) = (tilt.sin_cos(), (tilt_axis.cos(), tilt_axis.sin()));
    let tilt = [
        [cos + x * x * (1.0 - cos), x * y * (1.0 - cos), y * sin],
        [x * y * (1.0 - cos), cos + y * y * (1.0 - cos), -x * sin],
        [-y * sin, x * sin, cos],
    ];
    let (sin, cos) = angle.sin_cos();
    let spin = [[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]];
    std::array::from_fn(|i| std::array::from_fn(|j| (0..3).map(|k| spin[i][k] * tilt[k][j]).sum()))
}

impl Camera {
    /// The pixel that sees this point of the surface, in modules from its middle.
    pub fn project(&self, (p, q): (f32, f32)) -> (f32, f32) {
        let point = match self.radius {
            Some(radius) => [radius * (p / radius).sin(), q, radius - radius * (p / radius).cos()],
            None => [p, q, 0.0],
        };
        let [x, y, z] = self.turn.map(|row| row.iter().zip(point).map(|(a, b)| a * b).sum::<f32>());
        let scale = self.focal / (z + self.distance);
        (x * scale + self.centre.0, y * scale + self.centre.1)
    }

    /// The surface's point that a pixel sees, and how squarely it faces the camera, from 0 to 1.
    pub fn see(&self, x: f32, y: f32) -> Option<(f32, f32, f32)> {
        let ray = [(x - self.centre.0) / self.focal, (y - self.centre.1) / self.focal, 1.0];
        let turned =
            |v: [f32; 3]| -> [f32; 3] { std::array::from_fn(|j| (0..3).map(|i| self.turn[i][j] * v[i]).sum()) };
        let [ox, oy, oz] = turned([0.0, 0.0, -self.distance]);
        let [dx, dy, dz] = turned(ray);
        let Some(radius) = self.radius else {
            let t = -oz / dz;
            return (t > 0.0).then_some((ox + t * dx, oy + t * dy, 1.0));
        };
        let depth = oz - radius;
        let (a, b, c) = (dx * dx + dz * dz, ox * dx + depth * dz, ox * ox + depth * depth - radius * radius);
        let root = b * b - a * c;
        if root < 0.0 {
            return None;
        }
        let t = (-b - root.sqrt()) / a;
        let (x, z) = (ox + t * dx, depth + t * dz);
        Some((radius * x.atan2(-z), oy + t * dy, -z / radius))
    }
}
