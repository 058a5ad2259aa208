//! Groups finder patterns into candidate symbols, of three patterns or, where one is covered, of two; reads these.

use super::decode::{self, Outcome};
use super::finder::FinderPattern;
use super::grid::{Anchor, Grid};
use super::symbol::Version;
use crate::{Barcode, Luma, Point};

/// The work limit per image: the sum of the sizes, in modules per side, of all grids that are fitted.
const GRID_BUDGET: usize = 250;

/// A candidate symbol: its finder patterns, rotated so that their axes are the symbol's.
struct Candidate {
    corners: [Option<FinderPattern>; 3], // top left, top right, bottom left
    /// How irregular the arrangement is; candidates with lower cost are tried first.
    cost: f32,
}

/// Reads every symbol that the finder patterns form.
pub fn read(image: &Luma, patterns: &[FinderPattern]) -> Vec<Barcode> {
    let mut barcodes: Vec<Barcode> = Vec::new();
    let mut used = vec![false; patterns.len()];
    let mut budget = GRID_BUDGET;
    for candidates in [triples(patterns), pairs(patterns)] {
        for (candidate, members) in candidates {
            if members.iter().any(|member| used[*member]) {
                continue;
            }
            let outcome = read_candidate(image, &candidate, &mut budget);
            if outcome != Outcome::NotASymbol {
                members.iter().for_each(|member| used[*member] = true);
            }
            if let Outcome::Decoded(barcode) = outcome {
                barcodes.push(barcode);
            }
        }
    }
    barcodes
}

/// Fits a grid of each likely size, and decodes the symbol under it.
fn read_candidate(image: &Luma, candidate: &Candidate, budget: &mut usize) -> Outcome {
    for size in likely_sizes(image, candidate) {
        let Some(version) = Version::of_size(size) else { continue };
        let Some(remaining) = budget.checked_sub(size) else { return Outcome::NotASymbol };
        *budget = remaining;
        let far = size as f32 - 3.5;
        let centres = [(3.5, 3.5), (far, 3.5), (3.5, far)];
        let anchors: Vec<Anchor> = candidate
            .corners
            .iter()
            .zip(centres)
            .filter_map(|(pattern, (u, v))| pattern.map(|pattern| Anchor { pattern, u, v }))
            .collect();
        let is_inverted = anchors.iter().any(|anchor| anchor.pattern.inverted);
        let sign = if is_inverted { -1.0 } else { 1.0 };
        let Some(mut grid) = Grid::new(size, &anchors) else { continue };
        let share = grid.fit(image, sign, &anchors);
        if share < 0.55 {
            continue;
        }
        match decode::read(image, &grid, version, sign) {
            Outcome::NotASymbol => {}
            outcome => return outcome,
        }
    }
    Outcome::NotASymbol
}

/// The position of one finder pattern relative to another: the quarter turns that make the direction "right", the
/// distance in modules, and a cost for deviation from the axis and for unequal module sizes. `None` if they cannot
/// belong to one symbol.
fn relation(from: &FinderPattern, to: &FinderPattern) -> Option<(usize, f32, f32)> {
    let (there, back) = (from.module_position(to.centre), to.module_position(from.centre));
    let distance = (there.x.hypot(there.y) * back.x.hypot(back.y)).sqrt();
    if from.inverted != to.inverted || !(9.0..220.0).contains(&distance) {
        return None;
    }
    let ratio = from.module / to.module;
    if !(0.4..2.5).contains(&ratio) {
        return None;
    }
    let (along, across, quarter) = match (there.x.abs() > there.y.abs(), there.x > 0.0, there.y > 0.0) {
        (true, true, _) => (there.x, there.y, 0),
        (true, false, _) => (there.x, there.y, 2),
        (false, _, true) => (there.y, there.x, 1),
        (false, _, false) => (there.y, there.x, 3),
    };
    let slope = (across / along).abs();
    Some((quarter, distance, slope + (ratio.ln()).abs() * 0.3))
}

type Candidates = Vec<(Candidate, Vec<usize>)>;

/// Candidates of three patterns, by cost.
fn triples(patterns: &[FinderPattern]) -> Candidates {
    let mut candidates: Candidates = Vec::new();
    for (i, corner) in patterns.iter().enumerate() {
        let others: Vec<_> = (0..patterns.len())
            .filter(|j| *j != i)
            .filter_map(|j| {
                relation(corner, &patterns[j]).filter(|relation| relation.2 < 0.6).map(|relation| (j, relation))
            })
            .collect();
        for &(j, (to_right, j_distance, j_cost)) in &others {
            for &(k, (to_below, k_distance, k_cost)) in &others {
                let ratio = (j_distance / k_distance).ln().abs();
                if (to_right + 1) % 4 != to_below || ratio > 0.75 {
                    continue;
                }
                let top_left = corner.rotated(to_right);
                let corners = [
                    Some(top_left),
                    Some(align_axes(&patterns[j], &top_left)),
                    Some(align_axes(&patterns[k], &top_left)),
                ];
                let fit_error = corner.fit_error + patterns[j].fit_error + patterns[k].fit_error;
                candidates.push((Candidate { corners, cost: j_cost + k_cost + ratio + fit_error }, vec![i, j, k]));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    candidates
}

/// Candidates of two patterns, by cost: on one side of a symbol, which may lie on either side of them, or on its
/// diagonal.
fn pairs(patterns: &[FinderPattern]) -> Candidates {
    let mut candidates: Candidates = Vec::new();
    for i in 0..patterns.len() {
        for j in 0..patterns.len() {
            if i == j {
                continue;
            }
            let Some((quarter, distance, cost)) = relation(&patterns[i], &patterns[j]) else { continue };
            let cost = cost + patterns[i].fit_error + patterns[j].fit_error + distance * 0.004;
            // With i to the left of j: the symbol below them or, after a quarter turn, to their right.
            if cost < 0.9 {
                let first = patterns[i].rotated(quarter);
                let second = align_axes(&patterns[j], &first);
                let below = [Some(first), Some(second), None];
                // i at the bottom left, j at the top left: up is the direction from i to j.
                let first = first.rotated(1);
                let beside = [Some(second.rotated(1)), None, Some(first)];
                for corners in [below, beside] {
                    candidates.push((Candidate { corners, cost }, vec![i, j]));
                }
            }
            let offset = patterns[i].module_position(patterns[j].centre);
            let skew = (offset.x.abs() / offset.y.abs().max(0.1)).ln().abs();
            if skew < 0.5 && i < j {
                // i at the top right, j at the bottom left, with the axes rotated so that j is to the left and below.
                let quarters = match (offset.x < 0.0, offset.y > 0.0) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, false) => 2,
                    (false, true) => 3,
                };
                let first = patterns[i].rotated(quarters);
                let second = align_axes(&patterns[j], &first);
                let flipped = [None, Some(second.rotated(2)), Some(first.rotated(2))];
                let cost = skew + patterns[i].fit_error + patterns[j].fit_error + distance * 0.004;
                for corners in [[None, Some(first), Some(second)], flipped] {
                    candidates.push((Candidate { corners, cost: cost + 0.1 }, vec![i, j]));
                }
            }
        }
    }
    candidates.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    candidates
}

/// The pattern rotated by quarter turns so that its axes point as those of `like`.
fn align_axes(pattern: &FinderPattern, like: &FinderPattern) -> FinderPattern {
    let along = |quarters: usize| {
        let rotated = pattern.rotated(quarters);
        (rotated.x.x * like.x.x + rotated.x.y * like.x.y) / rotated.x.x.hypot(rotated.x.y)
    };
    let best = (0..4).max_by(|a, b| along(*a).total_cmp(&along(*b))).unwrap_or(0);
    pattern.rotated(best)
}

/// The symbol's likely sizes in modules per side, best first: from the timing patterns, and from the finder patterns'
/// distance.
fn likely_sizes(image: &Luma, candidate: &Candidate) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut add = |size: usize| {
        if Version::of_size(size).is_some() && !sizes.contains(&size) {
            sizes.push(size);
        }
    };
    let [top_left, top_right, bottom_left] = candidate.corners;
    let mut estimates = Vec::new();
    if let (Some(a), Some(b)) = (top_left, top_right) {
        count_timing_pattern(image, &a, &b, Point::new(0.0, 3.0)).into_iter().for_each(&mut add);
        estimates.push(distance(&a, &b));
    }
    if let (Some(a), Some(b)) = (top_left, bottom_left) {
        count_timing_pattern(image, &a, &b, Point::new(3.0, 0.0)).into_iter().for_each(&mut add);
        estimates.push(distance(&a, &b));
    }
    if let (None, Some(a), Some(b)) = (top_left, top_right, bottom_left) {
        let (there, back) = (a.module_position(b.centre), b.module_position(a.centre));
        estimates.push((there.x.abs() + there.y.abs() + back.x.abs() + back.y.abs()) / 4.0);
    }
    let mean = estimates.iter().sum::<f32>() / estimates.len().max(1) as f32 + 7.0;
    let version = (mean - 17.0) / 4.0;
    let nearest = version.round();
    let next = if version > nearest { nearest + 1.0 } else { nearest - 1.0 };
    for version in [nearest, next] {
        if (1.0..=40.0).contains(&version) {
            add(17 + 4 * version as usize);
        }
    }
    sizes.truncate(if candidate.corners.iter().all(Option::is_some) { 3 } else { 2 });
    sizes
}

/// The distance in modules: the geometric mean of what both patterns' module sizes give.
fn distance(a: &FinderPattern, b: &FinderPattern) -> f32 {
    let (there, back) = (a.module_position(b.centre), b.module_position(a.centre));
    (there.x.hypot(there.y) * back.x.hypot(back.y)).sqrt()
}

/// Counts the timing pattern's transitions between two finder patterns and returns the symbol size that follows.
/// Samples along cubic Hermite curves whose tangents at the ends are the patterns' axes. `offset` is the timing
/// pattern's position relative to the patterns' centres, in modules.
fn count_timing_pattern(image: &Luma, a: &FinderPattern, b: &FinderPattern, offset: Point) -> Option<usize> {
    let is_row = offset.x == 0.0;
    let (start, end) = (a.image_position(offset.x, offset.y), b.image_position(offset.x, offset.y));
    let chord = (end.x - start.x).hypot(end.y - start.y);
    let tangent = |pattern: &FinderPattern| {
        let axis = if is_row { pattern.x } else { pattern.y };
        let length = axis.x.hypot(axis.y);
        Point::new(axis.x / length * chord, axis.y / length * chord)
    };
    let (tangent_a, tangent_b) = (tangent(a), tangent(b));
    let steps = (chord / (a.module.min(b.module)) * 4.0) as usize;
    let sign = if a.inverted { -1.0 } else { 1.0 };
    let mut counts = [0; 3];
    for (count, shift) in counts.iter_mut().zip([-0.25, 0.0, 0.25]) {
        let mut side = -1.0; // dark: the curve begins in the finder pattern's ring
        for i in 0..=steps.min(2000) {
            let t = i as f32 / steps.max(1) as f32;
            let [blend, blend_a] = [t * t * (3.0 - 2.0 * t), t * (1.0 - t) * (1.0 - t)];
            let blend_b = t * t * (t - 1.0);
            let across = if is_row { a.y } else { a.x };
            let x =
                start.x + (end.x - start.x) * blend + tangent_a.x * blend_a + tangent_b.x * blend_b + across.x * shift;
            let y =
                start.y + (end.y - start.y) * blend + tangent_a.y * blend_a + tangent_b.y * blend_b + across.y * shift;
            let (threshold, amplitude) = (
                a.threshold + (b.threshold - a.threshold) * t,
                (a.amplitude + (b.amplitude - a.amplitude) * t).max(1.0),
            );
            let grey = (image.sample(x, y) - threshold) * sign / amplitude;
            if grey * side < -0.15 {
                side = -side;
                *count += 1;
            }
        }
    }
    counts.sort_unstable();
    let size = counts[1] + 13;
    (counts[1] % 4 == 0 || counts[0] == counts[1] || counts[1] == counts[2]).then_some(size)
}
