//! Vector arithmetic on points.

use crate::Point;

pub fn sub(a: Point, b: Point) -> Point {
    Point::new(a.x - b.x, a.y - b.y)
}

/// `a + b * scale`
pub fn add_scaled(a: Point, b: Point, scale: f32) -> Point {
    Point::new(a.x + b.x * scale, a.y + b.y * scale)
}

/// The z component of the cross product: positive if `b` points clockwise from `a`, with y downwards.
pub fn cross(a: Point, b: Point) -> f32 {
    a.x * b.y - a.y * b.x
}

pub fn dot(a: Point, b: Point) -> f32 {
    a.x * b.x + a.y * b.y
}

pub fn length(a: Point) -> f32 {
    dot(a, a).sqrt()
}
