//! [`Corner`]: a place where two long straight borders meet as those of an L do.

use super::{binary::Binary, contour::Contour};
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
const SHORTEST: f32 = 13.0;

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

/// A stretch of a border, as a curve: at `t` pixels from `from` along `along`, it is `a + b t + c t²` to its left.
struct Arm {
    from: Point,
    along: Point,
    length: f32,
    curve: [f32; 3],
}

impl Arm {
    fn at(&self, t: f32) -> Point {
        let [a, b, c] = self.curve;
        add(add(self.from, self.along, t), Point::new(-self.along.y, self.along.x), a + (b + c * t) * t)
    }

    fn direction(&self, t: f32) -> Point {
        let [_, b, c] = self.curve;
        add(self.along, Point::new(-self.along.y, self.along.x), b + 2.0 * c * t)
    }

    fn place(&self, point: Point) -> f32 {
        dot(sub(point, self.from), self.along)
    }

    /// Fits the curve to the border's points from `start` to `end`, twice: the second time without those that are far off.
    fn fit(contour: &Contour, start: usize, end: usize) -> Arm {
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

    fn bow(&self) -> Point {
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

/// The corners of one border that may be a symbol's.
pub fn corners(binary: &Binary, contour: &Contour, into: &mut Vec<Corner>) {
    let cuts = &contour.cuts;
    let runs = cuts.len();
    if runs < 3 {
        return;
    }
    let count = contour.points.len();
    let vertex = |i: usize| {
        let [x, y] = contour.points[cuts[i % runs] as usize].map(|v| f32::from(v) * 0.5);
        Point::new(x, y)
    };
    let run = |i: usize| sub(vertex(i + 1), vertex(i));
    for i in 0..runs {
        let first = run(i);
        let one = length(first);
        if one < 6.0 {
            continue;
        }
        // A blurred corner is a short run of its own.
        for j in i + 1..i + 1 + 4.min(runs - 1) {
            let second = run(j);
            let two = length(second);
            let gap = length(sub(vertex(j), vertex(i + 1)));
            if gap > (0.7 * one.min(two)).max(2.5) {
                continue;
            }
            let turn = cross(first, second) / (one * two);
            if two < 6.0 || turn.abs() < 0.55 {
                continue;
            }
            let (start, end) = (grow(&run, &vertex, i, runs, true), grow(&run, &vertex, j, runs, false));
            let (a, b) = (length(sub(vertex(i + 1), vertex(start))), length(sub(vertex(end), vertex(j))));
            if a.min(b) < SHORTEST || a.max(b) > 6.5 * a.min(b) || gap > 0.2 * a.min(b) + 1.0 {
                continue;
            }
            let index = |i: usize| cuts[i % runs] as usize;
            let span = |from: usize, to: usize| (from, if to <= from { to + count } else { to });
            let (from, to) = span(index(start), index(i + 1));
            let first = Arm::fit(contour, from, to);
            let (from, to) = span(index(j), index(end));
            let second = Arm::fit(contour, from, to);
            into.extend(meet(binary, &first, &second, turn < 0.0));
            break;
        }
    }
}

/// The straight stretches of one border, as their ends in its direction.
pub fn stretches(contour: &Contour, into: &mut Vec<[Point; 2]>) {
    let cuts = &contour.cuts;
    let runs = cuts.len();
    let count = contour.points.len();
    let vertex = |i: usize| {
        let [x, y] = contour.points[cuts[i % runs] as usize].map(|v| f32::from(v) * 0.5);
        Point::new(x, y)
    };
    let run = |i: usize| sub(vertex(i + 1), vertex(i));
    let mut last = None;
    for i in 0..if runs < 3 { 0 } else { runs } {
        if length(run(i)) < 8.0 {
            continue;
        }
        let (start, end) = (grow(&run, &vertex, i, runs, true), grow(&run, &vertex, i, runs, false));
        let place = (start % runs, end % runs);
        if last == Some(place) || length(sub(vertex(end), vertex(start))) < SHORTEST {
            continue;
        }
        last = Some(place);
        let (from, to) = (cuts[place.0] as usize, cuts[place.1] as usize);
        let arm = Arm::fit(contour, from, if to <= from { to + count } else { to });
        into.push([arm.at(0.0), arm.at(arm.length)]);
    }
}

/// The corners that something hides, where two stretches would meet if they went on.
pub fn hidden(binary: &Binary, stretches: &mut Vec<[Point; 2]>, into: &mut Vec<Corner>) {
    let long = |[a, b]: &[Point; 2]| length(sub(*b, *a));
    stretches.sort_unstable_by(|a, b| long(b).total_cmp(&long(a)));
    stretches.truncate(64);
    for &[start, p] in stretches.iter() {
        for &[q, end] in stretches.iter() {
            let (d, e) = (sub(p, start), sub(end, q));
            let (one, two) = (length(d), length(e));
            let sine = cross(d, e) / (one * two);
            if sine.abs() < 0.6 {
                continue;
            }
            // How far the stretches would have to go on, in pixels.
            let across = sub(q, p);
            let s = cross(across, e) / (sine * two);
            let t = cross(across, d) / (sine * one);
            let at = add(p, d, s / one);
            let (a, b) = (one + s, two - t);
            let gap = s.max(-t);
            if s < -2.0 || t > 2.0 || gap < 4.0 || s > 0.5 * a || -t > 0.5 * b || a.max(b) > 6.5 * a.min(b) {
                continue;
            }
            let inverted = sine < 0.0;
            let (right, top) = if inverted { (end, start) } else { (start, end) };
            let mut corner = Corner { at, top, right, bows: [Point::default(); 2], inverted, module: 0.0 };
            if let Some(module) = corner.thickness(binary) {
                corner.module = module;
                into.push(corner);
                into.extend(corner.extended(binary));
            }
        }
    }
}

/// How far a straight stretch that begins with run `i` goes on, backward or forward, over small bends and bumps.
fn grow(run: &dyn Fn(usize) -> Point, vertex: &dyn Fn(usize) -> Point, i: usize, runs: usize, back: bool) -> usize {
    let end = |i: usize| if back { i } else { i + 1 };
    let near = if back { vertex(i + 1) } else { vertex(i) };
    let mut last = i;
    let mut direction = run(i);
    let mut steps = 1;
    'outer: while steps + 2 < runs {
        let whole = length(sub(vertex(end(last)), near));
        for skip in 1..=4.min(runs - steps - 1) {
            let next = if back { last + runs - skip } else { last + skip };
            let other = run(next);
            let long = length(other);
            let gap = length(sub(vertex(end(last)), vertex(if back { next + 1 } else { next })));
            if gap > (0.25 * (whole + long)).max(3.0) {
                continue;
            }
            let straight = |a: Point, b: Point| dot(a, b) > 0.93 * length(a) * length(b);
            let to = sub(vertex(end(next)), near);
            let to = if back { Point::new(-to.x, -to.y) } else { to };
            let aside = cross(to, direction).abs() / length(direction).max(1.0);
            if long >= 4.0
                && straight(direction, other)
                && aside < (if skip == 1 { 0.1 } else { 0.02 } * (whole + long)).max(1.6)
            {
                direction = if long > 0.3 * whole { other } else { direction };
                last = next;
                steps += skip;
                continue 'outer;
            }
        }
        break;
    }
    if back { last } else { last + 1 }
}

/// The corner of two arms in the order of the border.
fn meet(binary: &Binary, first: &Arm, second: &Arm, inverted: bool) -> Option<Corner> {
    // The curves' tangents meet near the corner, those at that place nearer.
    let (mut s, mut t) = (first.length, 0.0);
    let mut at = Point::default();
    for _ in 0..3 {
        let (p, q) = (first.at(s), second.at(t));
        let (d, e) = (first.direction(s), second.direction(t));
        let sine = cross(d, e);
        if sine.abs() < 0.3 {
            return None;
        }
        at = add(p, d, cross(sub(q, p), e) / sine);
        (s, t) = (first.place(at), second.place(at));
    }
    let (start, end) = (first.at(0.0), second.at(second.length));
    let (a, b) = (length(sub(start, at)), length(sub(end, at)));
    if a.min(b) < SHORTEST || a.max(b) > 6.5 * a.min(b) || s < 0.7 * first.length || t > 0.3 * second.length {
        return None;
    }
    // Dark is on the right of the border, and the symbol between its arms.
    let (right, top, bows) =
        if inverted { (end, start, [second.bow(), first.bow()]) } else { (start, end, [first.bow(), second.bow()]) };
    let mut corner = Corner { at, top, right, bows, inverted, module: 0.0 };
    corner.module = corner.thickness(binary)?;
    Some(corner)
}

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
    fn thickness(&self, binary: &Binary) -> Option<f32> {
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
