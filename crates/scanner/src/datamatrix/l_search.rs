//! Searches contours for L-shaped finder patterns: [`find_visible`] and, with a covered corner, [`find_occluded`].

use super::{
    binarize::BinaryImage,
    contour::Contour,
    edge_curve::EdgeCurve,
    l_pattern::{LPattern, MIN_ARM},
    vector::{add_scaled, cross, dot, length, sub},
};
use crate::Point;

/// Finds possible finder patterns whose corner is visible, in one contour.
pub fn find_visible(binary: &BinaryImage, contour: &Contour, out: &mut Vec<LPattern>) {
    let breakpoints = &contour.breakpoints;
    let segment_count = breakpoints.len();
    if segment_count < 3 {
        return;
    }
    let point_count = contour.points.len();
    let vertex = |i: usize| contour.vertex(i);
    let segment = |i: usize| contour.segment(i);
    for i in 0..segment_count {
        let first = segment(i);
        let first_length = length(first);
        if first_length < 6.0 {
            continue;
        }
        // Blur turns a corner into short segments of its own.
        for j in i + 1..i + 1 + 4.min(segment_count - 1) {
            let second = segment(j);
            let second_length = length(second);
            let gap = length(sub(vertex(j), vertex(i + 1)));
            if gap > (0.7 * first_length.min(second_length)).max(2.5) {
                continue;
            }
            let sine = cross(first, second) / (first_length * second_length);
            if second_length < 6.0 || sine.abs() < 0.55 {
                continue;
            }
            let (first_start, second_end) = (extend_straight(contour, i, true), extend_straight(contour, j, false));
            let (a, b) = (length(sub(vertex(i + 1), vertex(first_start))), length(sub(vertex(second_end), vertex(j))));
            if a.min(b) < MIN_ARM || a.max(b) > 6.5 * a.min(b) || gap > 0.2 * a.min(b) + 1.0 {
                continue;
            }
            let index = |i: usize| breakpoints[i % segment_count] as usize;
            let span = |from: usize, to: usize| (from, if to <= from { to + point_count } else { to });
            let (from, to) = span(index(first_start), index(i + 1));
            let first = EdgeCurve::fit(contour, from, to);
            let (from, to) = span(index(j), index(second_end));
            let second = EdgeCurve::fit(contour, from, to);
            out.extend(intersect(binary, &first, &second, sine < 0.0));
            break;
        }
    }
}

/// Finds the long straight edges of one contour; gives their end points in the contour's direction.
pub fn find_straight_edges(contour: &Contour, out: &mut Vec<[Point; 2]>) {
    let breakpoints = &contour.breakpoints;
    let segment_count = breakpoints.len();
    let point_count = contour.points.len();
    let vertex = |i: usize| contour.vertex(i);
    let segment = |i: usize| contour.segment(i);
    let mut last = None;
    for i in 0..if segment_count < 3 { 0 } else { segment_count } {
        if length(segment(i)) < 8.0 {
            continue;
        }
        let (start, end) = (extend_straight(contour, i, true), extend_straight(contour, i, false));
        let ends = (start % segment_count, end % segment_count);
        if last == Some(ends) || length(sub(vertex(end), vertex(start))) < MIN_ARM {
            continue;
        }
        last = Some(ends);
        let (from, to) = (breakpoints[ends.0] as usize, breakpoints[ends.1] as usize);
        let curve = EdgeCurve::fit(contour, from, if to <= from { to + point_count } else { to });
        out.push([curve.at(0.0), curve.at(curve.length)]);
    }
}

/// Finds possible finder patterns with a covered corner, where two straight edges would meet if extended.
pub fn find_occluded(binary: &BinaryImage, straight_edges: &mut Vec<[Point; 2]>, out: &mut Vec<LPattern>) {
    let edge_length = |[a, b]: &[Point; 2]| length(sub(*b, *a));
    straight_edges.sort_unstable_by(|a, b| edge_length(b).total_cmp(&edge_length(a)));
    straight_edges.truncate(64);
    for &[start, p] in straight_edges.iter() {
        for &[q, end] in straight_edges.iter() {
            let (d, e) = (sub(p, start), sub(end, q));
            let (d_length, e_length) = (length(d), length(e));
            let sine = cross(d, e) / (d_length * e_length);
            if sine.abs() < 0.6 {
                continue;
            }
            // How far the edges would have to be extended, in pixels; `extension_e` counts against its direction.
            let between = sub(q, p);
            let extension_d = cross(between, e) / (sine * e_length);
            let extension_e = cross(between, d) / (sine * d_length);
            let corner = add_scaled(p, d, extension_d / d_length);
            let (a, b) = (d_length + extension_d, e_length - extension_e);
            let max_gap = extension_d.max(-extension_e);
            if extension_d < -2.0
                || extension_e > 2.0
                || max_gap < 4.0
                || extension_d > 0.5 * a
                || -extension_e > 0.5 * b
                || a.max(b) > 6.5 * a.min(b)
            {
                continue;
            }
            let inverted = sine < 0.0;
            let (right, top) = if inverted { (end, start) } else { (start, end) };
            let mut l_pattern =
                LPattern { corner, top, right, curvature: [Point::default(); 2], inverted, module: 0.0 };
            if let Some(module) = l_pattern.thickness(binary) {
                l_pattern.module = module;
                out.push(l_pattern);
                out.extend(l_pattern.with_extended_arms(binary));
            }
        }
    }
}

/// Extends segment `i`, backward or forward, over slight bends and short bumps while it stays straight. Returns the
/// index of the end vertex.
fn extend_straight(contour: &Contour, i: usize, backward: bool) -> usize {
    let segment_count = contour.breakpoints.len();
    let vertex = |i: usize| contour.vertex(i);
    let segment = |i: usize| contour.segment(i);
    let end = |i: usize| if backward { i } else { i + 1 };
    let origin = if backward { vertex(i + 1) } else { vertex(i) };
    let mut last = i;
    let mut direction = segment(i);
    let mut steps = 1;
    'outer: while steps + 2 < segment_count {
        let length_so_far = length(sub(vertex(end(last)), origin));
        for skip in 1..=4.min(segment_count - steps - 1) {
            let next = if backward { last + segment_count - skip } else { last + skip };
            let other = segment(next);
            let other_length = length(other);
            let gap = length(sub(vertex(end(last)), vertex(if backward { next + 1 } else { next })));
            if gap > (0.25 * (length_so_far + other_length)).max(3.0) {
                continue;
            }
            let is_parallel = |a: Point, b: Point| dot(a, b) > 0.93 * length(a) * length(b);
            let chord = sub(vertex(end(next)), origin);
            let chord = if backward { Point::new(-chord.x, -chord.y) } else { chord };
            let deviation = cross(chord, direction).abs() / length(direction).max(1.0);
            if other_length >= 4.0
                && is_parallel(direction, other)
                && deviation < (if skip == 1 { 0.1 } else { 0.02 } * (length_so_far + other_length)).max(1.6)
            {
                direction = if other_length > 0.3 * length_so_far { other } else { direction };
                last = next;
                steps += skip;
                continue 'outer;
            }
        }
        break;
    }
    if backward { last } else { last + 1 }
}

/// The finder pattern of two arms, given in the order of the contour; `None` if they do not meet at their ends.
fn intersect(binary: &BinaryImage, first: &EdgeCurve, second: &EdgeCurve, inverted: bool) -> Option<LPattern> {
    // Intersects the curves by Newton's method: the tangents meet near the corner, where new tangents are taken.
    let (mut s, mut t) = (first.length, 0.0);
    let mut corner = Point::default();
    for _ in 0..3 {
        let (p, q) = (first.at(s), second.at(t));
        let (d, e) = (first.tangent(s), second.tangent(t));
        let sine = cross(d, e);
        if sine.abs() < 0.3 {
            return None;
        }
        corner = add_scaled(p, d, cross(sub(q, p), e) / sine);
        (s, t) = (first.project(corner), second.project(corner));
    }
    let (start, end) = (first.at(0.0), second.at(second.length));
    let (a, b) = (length(sub(start, corner)), length(sub(end, corner)));
    if a.min(b) < MIN_ARM || a.max(b) > 6.5 * a.min(b) || s < 0.7 * first.length || t > 0.3 * second.length {
        return None;
    }
    // Dark pixels are on the right of the contour, and the symbol lies between its arms.
    let (right, top, curvature) = if inverted {
        (end, start, [second.curvature(), first.curvature()])
    } else {
        (start, end, [first.curvature(), second.curvature()])
    };
    let mut l_pattern = LPattern { corner, top, right, curvature, inverted, module: 0.0 };
    l_pattern.module = l_pattern.thickness(binary)?;
    Some(l_pattern)
}
