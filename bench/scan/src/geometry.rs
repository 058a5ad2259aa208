//! [`Camera`]: a pinhole camera at the origin that looks along z at a flat or cylindrical surface.

/// A pinhole camera and the pose of the surface in front of it.
pub struct Camera {
    /// The focal length in pixels.
    pub focal: f32,
    /// The principal point: where the optical axis meets the frame, in pixels.
    pub centre: (f32, f32),
    /// The rotation matrix from the surface's axes to the camera's, in rows.
    pub rotation: [[f32; 3]; 3],
    /// The distance to the surface, in modules.
    pub distance: f32,
    /// The radius of the bottle in modules, its axis along the surface's second axis; `None` for a flat surface.
    pub radius: Option<f32>,
}

/// The rotation matrix of a rotation by `angle` in the image plane and a tilt about an axis in the surface's plane;
/// angles in radians.
pub fn rotation(angle: f32, tilt: f32, tilt_axis: f32) -> [[f32; 3]; 3] {
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
    /// The image position of a point of the surface, given in modules from its middle.
    pub fn project(&self, (p, q): (f32, f32)) -> (f32, f32) {
        let point = match self.radius {
            Some(radius) => [radius * (p / radius).sin(), q, radius - radius * (p / radius).cos()],
            None => [p, q, 0.0],
        };
        let [x, y, z] = self.rotation.map(|row| row.iter().zip(point).map(|(a, b)| a * b).sum::<f32>());
        let scale = self.focal / (z + self.distance);
        (x * scale + self.centre.0, y * scale + self.centre.1)
    }

    /// The point of the surface seen at an image position, in modules from its middle, and the cosine of the angle at
    /// which it faces the camera; `None` if the ray misses the surface.
    pub fn unproject(&self, x: f32, y: f32) -> Option<(f32, f32, f32)> {
        let ray = [(x - self.centre.0) / self.focal, (y - self.centre.1) / self.focal, 1.0];
        let rotate =
            |v: [f32; 3]| -> [f32; 3] { std::array::from_fn(|j| (0..3).map(|i| self.rotation[i][j] * v[i]).sum()) };
        let [ox, oy, oz] = rotate([0.0, 0.0, -self.distance]);
        let [dx, dy, dz] = rotate(ray);
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
