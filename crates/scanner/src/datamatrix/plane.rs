//! Points as vectors of the plane.

use crate::Point;

pub fn sub(a: Point, b: Point) -> Point {
    Point::new(a.x - b.x, a.y - b.y)
}

/// `a + b * times`
pub fn add(a: Point, b: Point, times: f32) -> Point {
    Point::new(a.x + b.x * times, a.y + b.y * times)
}

pub fn cross(a: Point, b: Point) -> f32 {
    a.x * b.y - a.y * b.x
}

pub fn dot(a: Point, b: Point) -> f32 {
    a.x * b.x + a.y * b.y
}

pub fn length(a: Point) -> f32 {
    dot(a, a).sqrt()
}
