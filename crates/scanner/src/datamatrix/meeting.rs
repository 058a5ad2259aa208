//! [`corners`] and [`hidden`]: where straight stretches of borders meet as the arms of an L do.

use super::{
    arm::Arm,
    binary::Binary,
    contour::Contour,
    corner::{Corner, SHORTEST},
    plane::{add, cross, dot, length, sub},
};
use crate::Point;

/// The corners of one border that may be a symbol's.
pub fn corners(binary: &Binary, contour: &Contour, into: &mut Vec<Corner>) {
    let cuts = &contour.cuts;
    let runs = cuts.len();
    if runs < 3 {
        return;
    }
    let count = contour.points.len();
    let vertex = |i: usize| contour.vertex(i);
    let run = |i: usize| contour.run(i);
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
            let (start, end) = (grow(contour, i, true), grow(contour, j, false));
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
    let vertex = |i: usize| contour.vertex(i);
    let run = |i: usize| contour.run(i);
    let mut last = None;
    for i in 0..if runs < 3 { 0 } else { runs } {
        if length(run(i)) < 8.0 {
            continue;
        }
        let (start, end) = (grow(contour, i, true), grow(contour, i, false));
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
fn grow(contour: &Contour, i: usize, back: bool) -> usize {
    let runs = contour.cuts.len();
    let vertex = |i: usize| contour.vertex(i);
    let run = |i: usize| contour.run(i);
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
