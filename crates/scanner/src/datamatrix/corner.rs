//! [`Corner`]: a place where two long straight borders meet as those of an L do, and what speaks for it.

use super::{
    binary::Binary,
    plane::{add, cross, length, sub},
};
use crate::Point;

/// Two arms that meet, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Corner {
    /// Where the arms meet: the symbol's bottom left.
    pub at: Point,
    /// The ends of the upright and of the lying arm, roughly the symbol's top left and bottom right.
    pub top: Point,
    pub right: Point,
    /// How far the middles of the lying and of the upright arm are off the straight.
    pub bows: [Point; 2],
    /// Light modules on dark.
    pub inverted: bool,
    /// The arms' width: a module, roughly.
    pub module: f32,
}

/// The shortest arm of a symbol, in pixels.
pub const SHORTEST: f32 = 13.0;

impl Corner {
    /// How large the symbol would be.
    pub fn reach(&self) -> f32 {
        length(sub(self.right, self.at)) + length(sub(self.top, self.at))
    }

    /// The same with arms that go on behind what covers them; `None` where they do not.
    pub fn extended(&self, binary: &Binary) -> Option<Corner> {
        let right = self.farther(binary, self.right, self.top);
        let top = self.farther(binary, self.top, self.right);
        let same = right == self.right && top == self.top;
        (!same).then_some(Corner { right, top, ..*self })
    }

    /// The same with the shorter arm as long as the other, as most symbols are square: its end may be hidden. `None` where
    /// they are about as long.
    pub fn squared(&self) -> Option<Corner> {
        let (lying, upright) = (sub(self.right, self.at), sub(self.top, self.at));
        let ratio = length(lying) / length(upright);
        match ratio {
            ..0.93 => Some(Corner { right: add(self.at, lying, 1.0 / ratio), ..*self }),
            1.07.. => Some(Corner { top: add(self.at, upright, ratio), ..*self }),
            _ => None,
        }
    }

    /// Where an arm really ends, if something covers a part of it. `other` is on the inner side.
    fn farther(&self, binary: &Binary, end: Point, other: Point) -> Point {
        let arm = sub(end, self.at);
        let long = length(arm);
        let along = Point::new(arm.x / long, arm.y / long);
        let inward = if cross(along, sub(other, self.at)) > 0.0 { 1.0 } else { -1.0 };
        let inward = Point::new(-along.y * inward, along.x * inward);
        let module = self.module.clamp(1.6, 8.0);
        let (mut last, mut run, mut aside) = (long, 0.0, 0.0);
        let mut t = long;
        let mut result = end;
        while t - last < (0.7 * long).min(12.0 * module) {
            t += 0.5 * module;
            // The border may drift, as the direction of a short arm is not exact.
            let drift = [0.0, 0.3 * module, -0.3 * module].into_iter().find(|drift| {
                if (aside + drift).abs() > 0.3 * module + 0.04 * (t - long) {
                    return false;
                }
                let edge = add(add(self.at, along, t), inward, aside + drift);
                let (inner, outer) = (add(edge, inward, 0.45 * module), add(edge, inward, -0.45 * module));
                let dark = |p: Point| binary.dark(p.x, p.y) != self.inverted;
                dark(inner) && !dark(outer)
            });
            match drift {
                Some(drift) => {
                    run += 0.5;
                    aside += drift;
                    if run >= 2.5 {
                        last = t;
                        result = add(add(self.at, along, t), inward, aside);
                    }
                }
                None => run = 0.0,
            }
        }
        result
    }

    /// The share of places along the arms that are dark inside and light outside.
    pub fn solid(&self, binary: &Binary) -> f32 {
        let (wide, high) = (length(sub(self.right, self.at)), length(sub(self.top, self.at)));
        let (inside, outside) = (0.5 * self.module.min(3.0), -0.5 * self.module.clamp(1.6, 4.0));
        let mut right = 0;
        for i in 0..20 {
            let t = (i as f32 + 0.5) / 20.0;
            for (deep, dark) in [(inside, true), (outside, false)] {
                let (lying, upright) = (self.place(t, deep / high), self.place(deep / wide, t));
                for at in [lying, upright] {
                    right += i32::from((binary.dark(at.x, at.y) != self.inverted) == dark);
                }
            }
        }
        right as f32 / 80.0
    }

    /// Whether there are many changes between dark and light inside, as data have them.
    pub fn busy(&self, binary: &Binary) -> bool {
        let mut changes = 0;
        for (from, to) in [((0.1, 0.35), (0.9, 0.45)), ((0.45, 0.1), (0.35, 0.9)), ((0.1, 0.9), (0.9, 0.1))] {
            let mut last = None;
            for i in 0..32 {
                let part = i as f32 / 31.0;
                let at = self.place(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
                let dark = Some(binary.dark(at.x, at.y));
                changes += usize::from(last.is_some() && last != dark);
                last = dark;
            }
        }
        changes >= 9
    }

    /// A place of the symbol's plane: `u` along the lying arm, `v` along the upright one.
    pub fn place(&self, u: f32, v: f32) -> Point {
        let flat = add(add(self.at, sub(self.right, self.at), u), sub(self.top, self.at), v);
        add(add(flat, self.bows[0], 4.0 * u * (1.0 - u)), self.bows[1], 4.0 * v * (1.0 - v))
    }

    /// How wide the arms are: dark modules behind them make it look wider in many places, but not in all.
    pub fn thickness(&self, binary: &Binary) -> Option<f32> {
        let (lying, upright) = (sub(self.right, self.at), sub(self.top, self.at));
        let (wide, high) = (length(lying), length(upright));
        let sine = cross(lying, upright).abs() / (wide * high);
        let most = 0.35 * wide.min(high);
        let mut widths = [f32::MAX; 18];
        for (i, width) in widths.iter_mut().enumerate() {
            let part = 0.08 + 0.1 * (i / 2) as f32;
            let (from, step) = if i % 2 == 0 {
                (self.place(part, 0.0), Point::new(upright.x / high, upright.y / high))
            } else {
                (self.place(0.0, part), Point::new(lying.x / wide, lying.y / wide))
            };
            let mut deep = 0.5;
            let mut seen = false;
            while deep < most {
                let at = add(from, step, deep);
                let dark = binary.dark(at.x, at.y) != self.inverted;
                if seen && !dark {
                    *width = (deep - 0.25) * sine;
                    break;
                }
                seen |= dark;
                if !seen && deep > 2.5 {
                    break;
                }
                deep += 0.5;
            }
        }
        widths.sort_unstable_by(f32::total_cmp);
        (widths[3] < f32::MAX).then_some(widths[3].max(1.2))
    }
}
