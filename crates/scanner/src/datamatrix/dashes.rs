//! [`dashes`]: how many modules a dashed side has, by how regularly they alternate.

use super::{
    grid::sample,
    warp::{Warp, squeezed},
};
use crate::Luma;

/// A number of modules and what makes a side alternate best.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dashes {
    pub count: u8,
    /// From -1 to 1, in which 1 is perfect, times the root of the count: how unlikely it is by chance.
    pub score: f32,
    /// How far the side's ends are from where they were thought, in modules, outward.
    pub starts: f32,
    pub ends: f32,
    pub squeeze: f32,
}

/// Points of a side that are looked at.
const POINTS: usize = 256;
/// How much longer than the side, at each end, what is looked at is, in parts of it.
const SPARE: f32 = 0.12;

/// The best fit for each of `counts` to the top side (`right` false: from the left), or the right side (from the bottom).
/// `module` is in pixels.
pub fn dashes(image: &Luma, warp: &Warp, inverted: bool, module: f32, right: bool, counts: &[u8]) -> Vec<Dashes> {
    let [tl, tr, br, _] = warp.corners;
    let (from, to, other) = if right { (br, tr, tl) } else { (tl, tr, br) };
    let span = |a: crate::Point, b: crate::Point| (a.x - b.x).hypot(a.y - b.y);
    let across = span(tr, other).max(1.0);
    let length = span(from, to);
    let mut line = [0.0f32; POINTS];
    let sign = if inverted { 1.0 } else { -1.0 };
    let mut fit = |count: u8| {
        let mut best = Dashes { count, ..Dashes::default() };
        let n = usize::from(count);
        let one = 1.0 / f32::from(count);
        let pixels = length * one;
        // Not so narrow that a module is no more than a pixel's part.
        if pixels < 1.0 {
            return best;
        }
        // Half a module inside, as far as its height is known.
        let depth = 0.5 * pixels.clamp(0.5 * module, 1.3 * module) / across;
        let (mut least, mut most) = (f32::MAX, f32::MIN);
        for (i, value) in line.iter_mut().enumerate() {
            let t = (i as f32 + 0.5) / POINTS as f32 * (1.0 + 2.0 * SPARE) - SPARE;
            let at = if right { warp.at(1.0 - depth, 1.0 - t) } else { warp.at(t, depth) };
            *value = sample(image, at);
            if (0.0..1.0).contains(&t) {
                least = least.min(*value);
                most = most.max(*value);
            }
        }
        let contrast = most - least;
        if contrast < 8.0 {
            return best;
        }
        let at = |t: f32| line[(((t + SPARE) / (1.0 + 2.0 * SPARE) * POINTS as f32) as usize).min(POINTS - 1)];
        let mut values = [0.0f32; 144];
        let mut look = |starts: f32, ends: f32, squeeze: f32| {
            let (from, to) = (-starts * one, 1.0 + ends * one);
            for (i, value) in values[..n].iter_mut().enumerate() {
                let t = squeezed((i as f32 + 0.5) * one, squeeze);
                *value = sign * at(from + (to - from) * t);
            }
            let mut sum = 0.0;
            for i in 1..n - 1 {
                let off = values[i] - 0.5 * (values[i - 1] + values[i + 1]);
                let off = if i % 2 == 0 { off } else { -off };
                sum += off / (off.abs() + 0.15 * contrast);
            }
            // What is assumed beyond what was seen has to be worth it.
            let cost = 0.08 * (starts.abs() + ends.abs()) + 0.3 * squeeze;
            let score = sum / (n as f32 - 2.0).sqrt() - cost;
            if score > best.score {
                best = Dashes { count, score, starts, ends, squeeze };
            }
            best
        };
        // Coarsely first.
        let mut middle = Dashes { count, ..Dashes::default() };
        for i in 0..27 {
            let [start, end, squeeze] = [i % 3, i / 3 % 3, i / 9].map(|k| k as f32);
            middle = look(0.5 * (start - 1.0), 0.5 * (end - 1.0), 0.2 * squeeze);
        }
        for i in 0..9 {
            let [start, end] = [i % 3, i / 3].map(|k| 0.25 * (k as f32 - 1.0));
            look(middle.starts + start, middle.ends + end, middle.squeeze);
        }
        best
    };
    counts.iter().map(|count| fit(*count)).collect()
}
