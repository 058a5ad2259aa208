//! [`LPattern`]: a possible L-shaped finder pattern, and the checks of its solid sides and interior.

use super::{
    binarize::BinaryImage,
    vector::{add_scaled, cross, length, sub},
};
use crate::Point;

/// A possible L-shaped finder pattern, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct LPattern {
    /// The outer corner where the arms meet: the symbol's bottom left.
    pub corner: Point,
    /// The ends of the vertical and of the horizontal arm, roughly the symbol's top left and bottom right.
    pub top: Point,
    pub right: Point,
    /// The offsets of the midpoints of the horizontal and of the vertical arm from their chords.
    pub curvature: [Point; 2],
    /// Light modules on dark.
    pub inverted: bool,
    /// The width of the arms, roughly the module size.
    pub module: f32,
}

/// The shortest arm that is accepted, in pixels.
pub const MIN_ARM: f32 = 13.0;

impl LPattern {
    /// The length of both arms together, a measure of the symbol's size.
    pub fn arm_length(&self) -> f32 {
        length(sub(self.right, self.corner)) + length(sub(self.top, self.corner))
    }

    /// The pattern with arms extended beyond what covers parts of them; `None` if none can be extended.
    pub fn with_extended_arms(&self, binary: &BinaryImage) -> Option<LPattern> {
        let right = self.extend_arm(binary, self.right, self.top);
        let top = self.extend_arm(binary, self.top, self.right);
        let unchanged = right == self.right && top == self.top;
        (!unchanged).then_some(LPattern { right, top, ..*self })
    }

    /// The pattern with the shorter arm made as long as the other, in case its end is covered: most symbols are square.
    /// `None` if the arms are about equal.
    pub fn with_equal_arms(&self) -> Option<LPattern> {
        let (horizontal, vertical) = (sub(self.right, self.corner), sub(self.top, self.corner));
        let ratio = length(horizontal) / length(vertical);
        match ratio {
            ..0.93 => Some(LPattern { right: add_scaled(self.corner, horizontal, 1.0 / ratio), ..*self }),
            1.07.. => Some(LPattern { top: add_scaled(self.corner, vertical, ratio), ..*self }),
            _ => None,
        }
    }

    /// Searches for the continuation of an arm beyond a covered stretch, and returns its end. `other`, the other arm's
    /// end, tells which side is inside.
    fn extend_arm(&self, binary: &BinaryImage, end: Point, other: Point) -> Point {
        let arm = sub(end, self.corner);
        let length_seen = length(arm);
        let direction = Point::new(arm.x / length_seen, arm.y / length_seen);
        let inward = if cross(direction, sub(other, self.corner)) > 0.0 { 1.0 } else { -1.0 };
        let inward = Point::new(-direction.y * inward, direction.x * inward);
        let module = self.module.clamp(1.6, 8.0);
        let (mut confirmed, mut run, mut offset) = (length_seen, 0.0, 0.0);
        let mut t = length_seen;
        let mut extended_end = end;
        while t - confirmed < (0.7 * length_seen).min(12.0 * module) {
            t += 0.5 * module;
            // The border may drift sideways, as the direction of a short arm is inexact.
            let drift = [0.0, 0.3 * module, -0.3 * module].into_iter().find(|drift| {
                if (offset + drift).abs() > 0.3 * module + 0.04 * (t - length_seen) {
                    return false;
                }
                let edge = add_scaled(add_scaled(self.corner, direction, t), inward, offset + drift);
                let (inner, outer) =
                    (add_scaled(edge, inward, 0.45 * module), add_scaled(edge, inward, -0.45 * module));
                let dark = |p: Point| binary.is_dark(p.x, p.y) != self.inverted;
                dark(inner) && !dark(outer)
            });
            match drift {
                Some(drift) => {
                    run += 0.5;
                    offset += drift;
                    if run >= 2.5 {
                        confirmed = t;
                        extended_end = add_scaled(add_scaled(self.corner, direction, t), inward, offset);
                    }
                }
                None => run = 0.0,
            }
        }
        extended_end
    }

    /// The share of samples along the arms that are dark inside and light outside, 0 to 1.
    pub fn solid_share(&self, binary: &BinaryImage) -> f32 {
        let (width, height) = (length(sub(self.right, self.corner)), length(sub(self.top, self.corner)));
        let (inside, outside) = (0.5 * self.module.min(3.0), -0.5 * self.module.clamp(1.6, 4.0));
        let mut matching = 0;
        for i in 0..20 {
            let t = (i as f32 + 0.5) / 20.0;
            for (depth, dark) in [(inside, true), (outside, false)] {
                let (horizontal, vertical) =
                    (self.image_position(t, depth / height), self.image_position(depth / width, t));
                for point in [horizontal, vertical] {
                    matching += i32::from((binary.is_dark(point.x, point.y) != self.inverted) == dark);
                }
            }
        }
        matching as f32 / 80.0
    }

    /// Whether lines across the interior have as many transitions between dark and light as data modules cause.
    pub fn has_busy_interior(&self, binary: &BinaryImage) -> bool {
        let mut transitions = 0;
        for (from, to) in [((0.1, 0.35), (0.9, 0.45)), ((0.45, 0.1), (0.35, 0.9)), ((0.1, 0.9), (0.9, 0.1))] {
            let mut previous = None;
            for i in 0..32 {
                let t = i as f32 / 31.0;
                let point = self.image_position(from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
                let dark = Some(binary.is_dark(point.x, point.y));
                transitions += usize::from(previous.is_some() && previous != dark);
                previous = dark;
            }
        }
        transitions >= 9
    }

    /// Converts arm coordinates to an image position: `u` along the horizontal arm, `v` along the vertical one, 1 at
    /// their ends.
    pub fn image_position(&self, u: f32, v: f32) -> Point {
        let flat = add_scaled(add_scaled(self.corner, sub(self.right, self.corner), u), sub(self.top, self.corner), v);
        add_scaled(add_scaled(flat, self.curvature[0], 4.0 * u * (1.0 - u)), self.curvature[1], 4.0 * v * (1.0 - v))
    }

    /// Measures the width of the arms in pixels. Adjacent dark data modules make them look wider in many places, so a
    /// low quantile of the samples is taken.
    pub fn thickness(&self, binary: &BinaryImage) -> Option<f32> {
        let (horizontal, vertical) = (sub(self.right, self.corner), sub(self.top, self.corner));
        let (horizontal_length, vertical_length) = (length(horizontal), length(vertical));
        let sine = cross(horizontal, vertical).abs() / (horizontal_length * vertical_length);
        let max_depth = 0.35 * horizontal_length.min(vertical_length);
        let mut widths = [f32::MAX; 18];
        for (i, width) in widths.iter_mut().enumerate() {
            let part = 0.08 + 0.1 * (i / 2) as f32;
            let (start, inward) = if i % 2 == 0 {
                (self.image_position(part, 0.0), Point::new(vertical.x / vertical_length, vertical.y / vertical_length))
            } else {
                (
                    self.image_position(0.0, part),
                    Point::new(horizontal.x / horizontal_length, horizontal.y / horizontal_length),
                )
            };
            let mut depth = 0.5;
            let mut entered = false;
            while depth < max_depth {
                let point = add_scaled(start, inward, depth);
                let dark = binary.is_dark(point.x, point.y) != self.inverted;
                if entered && !dark {
                    *width = (depth - 0.25) * sine;
                    break;
                }
                entered |= dark;
                if !entered && depth > 2.5 {
                    break;
                }
                depth += 0.5;
            }
        }
        widths.sort_unstable_by(f32::total_cmp);
        (widths[3] < f32::MAX).then_some(widths[3].max(1.2))
    }
}
