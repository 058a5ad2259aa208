//! [`Arm`]: a stretch of a border as a curve.

use super::{
    contour::Contour,
    plane::{add, cross, dot, length, sub},
};
use crate::Point;

/// A stretch of a border, as a curve: at `t` pixels from `from` along `along`, it is `a + b t + c t²` to its left.
pub struct Arm {
    from: Point,
    along: Point,
    pub length: f32,
    curve: [f32; 3],
}

impl Arm {
    pub fn at(&self, t: f32) -> Point {
        let [a, b, c] = self.curve;
        add(add(self.from, self.along, t), Point::new(-self.along.y, self.along.x), a + (b + c * t) * t)
    }

    pub fn direction(&self, t: f32) -> Point {
        let [_, b, c] = self.curve;
        add(self.along, Point::new(-self.along.y, self.along.x), b + 2.0 * c * t)
    }

    pub fn place(&self, point: Point) -> f32 {
        dot(sub(point, self.from), self.along)
    }

    /// Fits the curve to the border's points from `start` to `end`, twice: the second time without those that are far off.
    pub fn fit(contour: &Contour, start: usize, end: usize) -> Arm {
        let count = contour.points.len();
        let place = |i: usize| {
            let [x, y] = contour.points[i % count].map(|v| f32::from(v) * 0.5);
            Point::new(x, y)
        };
        let from = place(start);
        let chord = sub(place(end), from);
        let long = length(chord).max(1.0);
        let along = Point::new(chord.x / long, chord.y / long);
        let mut arm = Arm { from, along, length: long, curve: [0.0; 3] };
        let step = ((end - start) / 64).max(1);
        let mut limit = (0.05 * long).max(2.0);
        for _ in 0..2 {
            // In units of the length, for the numbers' sake.
            let (mut s, mut r) = ([0.0f32; 5], [0.0f32; 3]);
            let mut off = 0.0;
            for i in (start..=end).step_by(step) {
                let to = sub(place(i), from);
                let (t, d) = (dot(to, along) / long, cross(along, to));
                let [a, b, c] = arm.curve;
                let error = d - (a + (b + c * t * long) * t * long);
                if !(0.04..=0.96).contains(&t) || error.abs() > limit {
                    continue;
                }
                off += error.abs();
                let mut power = 1.0;
                for (k, s) in s.iter_mut().enumerate() {
                    *s += power;
                    if k < 3 {
                        r[k] += power * d;
                    }
                    power *= t;
                }
            }
            if s[0] < 4.0 {
                break;
            }
            if let Some([a, b, c]) = solve(s, r) {
                arm.curve = [a, b / long, c / (long * long)];
            }
            limit = (2.0 * off / s[0]).max(0.8);
        }
        arm
    }

    pub fn bow(&self) -> Point {
        let most = -0.25 * self.curve[2] * self.length * self.length;
        // A short arm's bow is noise.
        let most = if most.abs() < 0.5 { 0.0 } else { most };
        Point::new(-self.along.y * most, self.along.x * most)
    }
}

/// The parabola of least squares from sums of powers.
fn solve([n, s1, s2, s3, s4]: [f32; 5], r: [f32; 3]) -> Option<[f32; 3]> {
    let det = |m: [[f32; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let matrix = [[n, s1, s2], [s1, s2, s3], [s2, s3, s4]];
    let whole = det(matrix);
    (whole.abs() > 1e-6).then(|| {
        [0, 1, 2].map(|k| {
            let mut other = matrix;
            for i in 0..3 {
                other[i][k] = r[i];
            }
            det(other) / whole
        })
    })
}
