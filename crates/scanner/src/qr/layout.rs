//! Which finder patterns belong together, and which corners of a symbol they are: all three, or two where one is covered.

use super::decode::{self, Outcome};
use super::finder::Finder;
use super::grid::{Anchor, Grid};
use super::symbol::Version;
use crate::{Found, Luma, Point};

/// How many modules the grids that are tried in a picture may have, side by side, at the most.
const BUDGET: usize = 250;

/// A symbol as it may lie: its finder patterns, turned so that their axes are the symbol's.
struct Guess {
    corners: [Option<Finder>; 3], // top left, top right, bottom left
    /// Less is better.
    cost: f32,
}

/// Reads every symbol that the finder patterns make.
pub fn read(image: &Luma, finders: &[Finder]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut used = vec![false; finders.len()];
    let mut budget = BUDGET;
    for guesses in [triples(finders), pairs(finders)] {
        for (guess, members) in guesses {
            if members.iter().any(|member| used[*member]) {
                continue;
            }
            let outcome = read_guess(image, &guess, &mut budget);
            if outcome != Outcome::Nothing {
                members.iter().for_each(|member| used[*member] = true);
            }
            if let Outcome::Read(read) = outcome {
                found.push(read);
            }
        }
    }
    found
}

fn read_guess(image: &Luma, guess: &Guess, budget: &mut usize) -> Outcome {
    for size in sizes(image, guess) {
        let Some(version) = Version::of_size(size) else { continue };
        let Some(left) = budget.checked_sub(size) else { return Outcome::Nothing };
        *budget = left;
        let far = size as f32 - 3.5;
        let places = [(3.5, 3.5), (far, 3.5), (3.5, far)];
        let anchors: Vec<Anchor> = guess
            .corners
            .iter()
            .zip(places)
            .filter_map(|(finder, (u, v))| finder.map(|finder| Anchor { finder, u, v }))
            .collect();
        let is_inverted = anchors.iter().any(|anchor| anchor.finder.inverted);
        let sign = if is_inverted { -1.0 } else { 1.0 };
        let Some(mut grid) = Grid::new(size, &anchors) else { continue };
        let share = grid.fit(image, sign, &anchors);
        if share < 0.55 {
            continue;
        }
        match decode::read(image, &grid, version, sign) {
            Outcome::Nothing => {}
            outcome => return outcome,
        }
    }
    Outcome::Nothing
}

/// One finder pattern seen from another: the quarter turn that makes its direction "right", how far it is in modules, and
/// how far off the axis.
fn seen(from: &Finder, to: &Finder) -> Option<(usize, f32, f32)> {
    let (there, back) = (from.local(to.centre), to.local(from.centre));
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

type Guesses = Vec<(Guess, Vec<usize>)>;

fn triples(finders: &[Finder]) -> Guesses {
    let mut guesses: Guesses = Vec::new();
    for (i, corner) in finders.iter().enumerate() {
        let others: Vec<_> = (0..finders.len())
            .filter(|j| *j != i)
            .filter_map(|j| seen(corner, &finders[j]).filter(|seen| seen.2 < 0.6).map(|seen| (j, seen)))
            .collect();
        for &(j, (right, j_distance, j_cost)) in &others {
            for &(k, (down, k_distance, k_cost)) in &others {
                let ratio = (j_distance / k_distance).ln().abs();
                if (right + 1) % 4 != down || ratio > 0.75 {
                    continue;
                }
                let top_left = corner.turned(right);
                let corners =
                    [Some(top_left), Some(aligned(&finders[j], &top_left)), Some(aligned(&finders[k], &top_left))];
                let misfit = corner.misfit + finders[j].misfit + finders[k].misfit;
                guesses.push((Guess { corners, cost: j_cost + k_cost + ratio + misfit }, vec![i, j, k]));
            }
        }
    }
    guesses.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    guesses
}

/// Two patterns on one side of a symbol, which may lie on either side of them, or on its diagonal.
fn pairs(finders: &[Finder]) -> Guesses {
    let mut guesses: Guesses = Vec::new();
    for i in 0..finders.len() {
        for j in 0..finders.len() {
            if i == j {
                continue;
            }
            let Some((quarter, distance, cost)) = seen(&finders[i], &finders[j]) else { continue };
            let cost = cost + finders[i].misfit + finders[j].misfit + distance * 0.004;
            // With i on the left of j: the symbol below them, or, turned, on their right.
            if cost < 0.9 {
                let first = finders[i].turned(quarter);
                let second = aligned(&finders[j], &first);
                let below = [Some(first), Some(second), None];
                // i at the bottom left, j at the top left: up is the direction from i to j.
                let first = first.turned(1);
                let aside = [Some(second.turned(1)), None, Some(first)];
                for corners in [below, aside] {
                    guesses.push((Guess { corners, cost }, vec![i, j]));
                }
            }
            let local = finders[i].local(finders[j].centre);
            let skew = (local.x.abs() / local.y.abs().max(0.1)).ln().abs();
            if skew < 0.5 && i < j {
                // i at the top right, j at the bottom left, with the symbol's axes so turned that j is left and below.
                let quarters = match (local.x < 0.0, local.y > 0.0) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, false) => 2,
                    (false, true) => 3,
                };
                let first = finders[i].turned(quarters);
                let second = aligned(&finders[j], &first);
                let flipped = [None, Some(second.turned(2)), Some(first.turned(2))];
                let cost = skew + finders[i].misfit + finders[j].misfit + distance * 0.004;
                for corners in [[None, Some(first), Some(second)], flipped] {
                    guesses.push((Guess { corners, cost: cost + 0.1 }, vec![i, j]));
                }
            }
        }
    }
    guesses.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    guesses
}

/// Turned so that its axes point where the other's do.
fn aligned(finder: &Finder, like: &Finder) -> Finder {
    let along = |quarters: usize| {
        let turned = finder.turned(quarters);
        (turned.x.x * like.x.x + turned.x.y * like.x.y) / turned.x.x.hypot(turned.x.y)
    };
    let best = (0..4).max_by(|a, b| along(*a).total_cmp(&along(*b))).unwrap_or(0);
    finder.turned(best)
}

/// The symbol's sizes that are worth a try, the likeliest first: by counting the timing pattern, and by the distances.
fn sizes(image: &Luma, guess: &Guess) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut add = |size: usize| {
        if Version::of_size(size).is_some() && !sizes.contains(&size) {
            sizes.push(size);
        }
    };
    let [top_left, top_right, bottom_left] = guess.corners;
    let mut estimates = Vec::new();
    if let (Some(a), Some(b)) = (top_left, top_right) {
        timing(image, &a, &b, Point::new(0.0, 3.0)).into_iter().for_each(&mut add);
        estimates.push(distance(&a, &b));
    }
    if let (Some(a), Some(b)) = (top_left, bottom_left) {
        timing(image, &a, &b, Point::new(3.0, 0.0)).into_iter().for_each(&mut add);
        estimates.push(distance(&a, &b));
    }
    if let (None, Some(a), Some(b)) = (top_left, top_right, bottom_left) {
        let (there, back) = (a.local(b.centre), b.local(a.centre));
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
    sizes.truncate(if guess.corners.iter().all(Option::is_some) { 3 } else { 2 });
    sizes
}

fn distance(a: &Finder, b: &Finder) -> f32 {
    let (there, back) = (a.local(b.centre), b.local(a.centre));
    (there.x.hypot(there.y) * back.x.hypot(back.y)).sqrt()
}

/// Counts the timing pattern's changes between two finder patterns along a curve that leaves each as its axes do, and gives
/// the size that follows. `line` is where the timing pattern passes the patterns' centres, in modules.
fn timing(image: &Luma, a: &Finder, b: &Finder, line: Point) -> Option<usize> {
    let is_row = line.x == 0.0;
    let (start, end) = (a.place(line.x, line.y), b.place(line.x, line.y));
    let chord = (end.x - start.x).hypot(end.y - start.y);
    let towards = |finder: &Finder| {
        let axis = if is_row { finder.x } else { finder.y };
        let length = axis.x.hypot(axis.y);
        Point::new(axis.x / length * chord, axis.y / length * chord)
    };
    let (out, into) = (towards(a), towards(b));
    let steps = (chord / (a.module.min(b.module)) * 4.0) as usize;
    let sign = if a.inverted { -1.0 } else { 1.0 };
    let mut counts = [0; 3];
    for (count, aside) in counts.iter_mut().zip([-0.25, 0.0, 0.25]) {
        let mut side = -1.0; // dark, on the pattern's own edge
        for i in 0..=steps.min(2000) {
            let t = i as f32 / steps.max(1) as f32;
            let [h1, h2] = [t * t * (3.0 - 2.0 * t), t * (1.0 - t) * (1.0 - t)];
            let h3 = t * t * (t - 1.0);
            let across = if is_row { a.y } else { a.x };
            let x = start.x + (end.x - start.x) * h1 + out.x * h2 + into.x * h3 + across.x * aside;
            let y = start.y + (end.y - start.y) * h1 + out.y * h2 + into.y * h3 + across.y * aside;
            let (middle, swing) = (a.middle + (b.middle - a.middle) * t, (a.swing + (b.swing - a.swing) * t).max(1.0));
            let grey = (image.sample(x, y) - middle) * sign / swing;
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
