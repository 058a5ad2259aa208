//! [`EdgeCurve`]: a parabola fitted to a stretch of a contour.

use super::{
    contour::Contour,
    vector::{add_scaled, cross, dot, length, sub},
};
use crate::Point;

/// A parabola: at `t` pixels from `start` along the unit vector `axis`, it lies `a + b t + c t²` pixels beside it.
pub struct EdgeCurve {
    start: Point,
    axis: Point,
    /// The length of the chord, in pixels.
    pub length: f32,
    coefficients: [f32; 3],
}

impl EdgeCurve {
    /// The point at `t`.
    pub fn at(&self, t: f32) -> Point {
        let [a, b, c] = self.coefficients;
        add_scaled(add_scaled(self.start, self.axis, t), Point::new(-self.axis.y, self.axis.x), a + (b + c * t) * t)
    }

    /// The tangent at `t`, of about unit length.
    pub fn tangent(&self, t: f32) -> Point {
        let [_, b, c] = self.coefficients;
        add_scaled(self.axis, Point::new(-self.axis.y, self.axis.x), b + 2.0 * c * t)
    }

    /// The `t` nearest to a point.
    pub fn project(&self, point: Point) -> f32 {
        dot(sub(point, self.start), self.axis)
    }

    /// Fits a parabola to the contour's points `first` to `last` by least squares, twice: the second time without
    /// outliers.
    pub fn fit(contour: &Contour, first: usize, last: usize) -> EdgeCurve {
        let count = contour.points.len();
        let point_at = |i: usize| {
            let [x, y] = contour.points[i % count].map(|v| f32::from(v) * 0.5);
            Point::new(x, y)
        };
        let start = point_at(first);
        let chord = sub(point_at(last), start);
        let chord_length = length(chord).max(1.0);
        let axis = Point::new(chord.x / chord_length, chord.y / chord_length);
        let mut curve = EdgeCurve { start, axis, length: chord_length, coefficients: [0.0; 3] };
        let step = ((last - first) / 64).max(1);
        let mut max_error = (0.05 * chord_length).max(2.0);
        for _ in 0..2 {
            // `t` in units of the chord, for numerical stability.
            let (mut power_sums, mut moments) = ([0.0f32; 5], [0.0f32; 3]);
            let mut error_sum = 0.0;
            for i in (first..=last).step_by(step) {
                let offset = sub(point_at(i), start);
                let (t, d) = (dot(offset, axis) / chord_length, cross(axis, offset));
                let [a, b, c] = curve.coefficients;
                let error = d - (a + (b + c * t * chord_length) * t * chord_length);
                if !(0.04..=0.96).contains(&t) || error.abs() > max_error {
                    continue;
                }
                error_sum += error.abs();
                let mut power = 1.0;
                for (k, sum) in power_sums.iter_mut().enumerate() {
                    *sum += power;
                    if k < 3 {
                        moments[k] += power * d;
                    }
                    power *= t;
                }
            }
            if power_sums[0] < 4.0 {
                break;
            }
            if let Some([a, b, c]) = solve_parabola(power_sums, moments) {
                curve.coefficients = [a, b / chord_length, c / (chord_length * chord_length)];
            }
            max_error = (2.0 * error_sum / power_sums[0]).max(0.8);
        }
        curve
    }

    /// The sagitta: the offset of the curve's midpoint from its chord, in pixels.
    pub fn curvature(&self) -> Point {
        let sagitta = -0.25 * self.coefficients[2] * self.length * self.length;
        // Less than half a pixel is noise.
        let sagitta = if sagitta.abs() < 0.5 { 0.0 } else { sagitta };
        Point::new(-self.axis.y * sagitta, self.axis.x * sagitta)
    }
}

/// Solves the normal equations of a parabola, given the sums of powers of `t` and the moments, by Cramer's rule.
fn solve_parabola([n, s1, s2, s3, s4]: [f32; 5], moments: [f32; 3]) -> Option<[f32; 3]> {
    let det = |m: [[f32; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let matrix = [[n, s1, s2], [s1, s2, s3], [s2, s3, s4]];
    let determinant = det(matrix);
    (determinant.abs() > 1e-6).then(|| {
        [0, 1, 2].map(|k| {
            let mut replaced = matrix;
            for i in 0..3 {
                replaced[i][k] = moments[i];
            }
            det(replaced) / determinant
        })
    })
}
