//! Grey values along a line, and the edges between its bars to fractions of a pixel.

use crate::{Luma, Point};

/// Samples a picture at `from`, `from + step`, …; each sample is the mean of several, `side` apart.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub from: Point,
    pub step: Point,
    pub side: Point,
    pub samples: usize,
    pub wide: usize,
}

impl Line {
    /// The line through `centre`, `reach` steps both ways, cut to where all its samples are inside of the picture.
    pub fn through(image: &Luma, centre: Point, step: Point, side: Point, wide: usize, reach: f32) -> Option<Line> {
        let (mut low, mut high) = (-reach, reach);
        for (at, step, side, size) in
            [(centre.x, step.x, side.x, image.width), (centre.y, step.y, side.y, image.height)]
        {
            let margin = 1.0 + side.abs() * wide as f32 / 2.0;
            let (near, far) = (margin - at, size as f32 - margin - at);
            if near > far {
                return None;
            }
            if step.abs() < 1e-3 {
                if near > 0.0 || far < 0.0 {
                    return None;
                }
            } else {
                let (a, b) = (near / step, far / step);
                low = low.max(a.min(b));
                high = high.min(a.max(b));
            }
        }
        // On whole steps, so that a line along the pixels' own rows needs no interpolation.
        let (low, high) = (low.ceil(), high.floor());
        (high - low >= 40.0).then(|| Line {
            from: Point::new(centre.x + low * step.x, centre.y + low * step.y),
            step,
            side,
            samples: (high - low) as usize,
            wide,
        })
    }

    /// The position of a sample, or between two.
    pub fn point(&self, at: f32) -> Point {
        Point::new(self.from.x + at * self.step.x, self.from.y + at * self.step.y)
    }

    /// The sample nearest to a position on the line, counted in samples of the refined profile.
    pub fn nearest(&self, point: Point) -> f32 {
        let (dx, dy) = (point.x - self.from.x, point.y - self.from.y);
        let length = self.step.x * self.step.x + self.step.y * self.step.y;
        2.0 * (dx * self.step.x + dy * self.step.y) / length
    }

    /// The samples, bright high, 0 to 255.
    pub fn sample(&self, image: &Luma, into: &mut Vec<f32>) {
        const ONE: f32 = 65536.0;
        into.clear();
        into.resize(self.samples, 0.0);
        let scale = 1.0 / (256.0 * self.wide as f32);
        let (dx, dy) = ((self.step.x * ONE) as i32, (self.step.y * ONE) as i32);
        let (width, pixels) = (image.width, image.pixels());
        for k in 0..self.wide {
            let offset = k as f32 - (self.wide - 1) as f32 / 2.0;
            let mut x = ((self.from.x - 0.5 + offset * self.side.x) * ONE) as i32;
            let mut y = ((self.from.y - 0.5 + offset * self.side.y) * ONE) as i32;
            for value in into.iter_mut() {
                let (right, down) = ((x >> 8) & 255, (y >> 8) & 255);
                let index = (y >> 16) as usize * width + (x >> 16) as usize;
                if let (Some([a, b]), Some([c, d])) =
                    (pixels.get(index..index + 2), pixels.get(index + width..index + width + 2))
                {
                    let [a, b, c, d] = [*a, *b, *c, *d].map(i32::from);
                    let (above, below) = (a * 256 + (b - a) * right, c * 256 + (d - c) * right);
                    *value += (above + (((below - above) * down) >> 8)) as f32 * scale;
                }
                x = x.wrapping_add(dx);
                y = y.wrapping_add(dy);
            }
        }
    }
}

/// The edges along a profile.
#[derive(Default)]
pub struct Edges {
    /// Positions in samples, rising and falling in turns.
    pub at: Vec<f32>,
    /// Whether the first edge goes from bright to dark.
    pub falls: bool,
    ranges: Vec<(f32, f32)>,
}

/// How the edges of a profile are told from its noise.
#[derive(Clone, Copy)]
pub struct Sense {
    /// The least step, as a part of the contrast around.
    pub step: f32,
    /// Whether an edge is where the profile is steepest (else where it crosses the middle between its neighbours).
    pub steepest: bool,
}

impl Edges {
    const BLOCK: usize = 16;

    /// Finds the edges of `profile`.
    pub fn find(&mut self, profile: &[f32], sense: Sense) {
        self.at.clear();
        self.measure(profile);
        let whole = self.ranges.iter().fold((f32::MAX, f32::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)));
        let least = (0.4 * sense.step * (whole.1 - whole.0)).max(3.0);
        // The last two turning points: `turn` is sure, `top` is the furthest since then.
        let (mut turn, mut top, mut rising) = (0, 0, None);
        for (index, value) in profile.iter().enumerate() {
            let threshold = (sense.step * self.contrast(index / Edges::BLOCK)).max(least);
            match rising {
                None => {
                    if value - profile[turn] > threshold || profile[turn] - value > threshold {
                        rising = Some(*value > profile[turn]);
                        self.falls = *value < profile[turn];
                        top = index;
                    } else if index > 2 * Edges::BLOCK {
                        turn = index - Edges::BLOCK;
                    }
                }
                Some(up) => {
                    let ahead = if up { value - profile[top] } else { profile[top] - value };
                    if ahead > 0.0 {
                        top = index;
                    } else if -ahead > threshold {
                        self.at.push(edge(profile, turn, top, sense.steepest));
                        (turn, top, rising) = (top, index, Some(!up));
                    }
                }
            }
        }
        if rising.is_some() {
            self.at.push(edge(profile, turn, top, sense.steepest));
        }
    }

    /// The first and the last edge of what may be a symbol around `middle`: two guesses, often the same.
    ///
    /// Quiet zones are as wide as five bars or more; a blur merges bars, so that inside are gaps of up to four.
    pub fn spans(&self, middle: f32) -> impl Iterator<Item = (usize, usize)> + use<> {
        let edges = &self.at;
        let start = edges.partition_point(|at| *at < middle);
        let spans = [3.0, 4.2].map(|part| {
            if start >= edges.len() {
                return (0, 0);
            }
            let (mut a, mut b) = (0, edges.len() - 1);
            // How wide a bar is, and which ones belong to the symbol, follow from each other.
            for _ in 0..3 {
                let gap = part * (edges[b] - edges[a]) / (b - a).max(1) as f32;
                (a, b) = (start.saturating_sub(1), start);
                while a > 0 && edges[a] - edges[a - 1] < gap {
                    a -= 1;
                }
                while b + 1 < edges.len() && edges[b + 1] - edges[b] < gap {
                    b += 1;
                }
            }
            (a, b)
        });
        let both = if spans[0] == spans[1] { 1 } else { 2 };
        spans.into_iter().take(both)
    }

    /// The darkest and the brightest value of every block.
    fn measure(&mut self, profile: &[f32]) {
        self.ranges.clear();
        self.ranges.extend(
            profile
                .chunks(Edges::BLOCK)
                .map(|block| block.iter().fold((f32::MAX, f32::MIN), |(low, high), v| (low.min(*v), high.max(*v)))),
        );
    }

    fn contrast(&self, block: usize) -> f32 {
        let around = &self.ranges[block.saturating_sub(2).min(self.ranges.len())..(block + 3).min(self.ranges.len())];
        let (low, high) = around.iter().fold((f32::MAX, f32::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)));
        high - low
    }
}

/// The place of the edge between the turning points `from` and `to` of a profile.
fn edge(profile: &[f32], from: usize, to: usize, steepest: bool) -> f32 {
    let run = profile.get(from..=to).unwrap_or_default();
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return from as f32 };
    let sign = if last > first { 1.0 } else { -1.0 };
    if steepest {
        let slope = |index: usize| match (profile.get(index), profile.get(index + 1)) {
            (Some(a), Some(b)) => (b - a) * sign,
            _ => 0.0,
        };
        let best = (from..to).max_by(|a, b| slope(*a).total_cmp(&slope(*b))).unwrap_or(from);
        let (before, here, after) = (slope(best.wrapping_sub(1)).max(0.0), slope(best), slope(best + 1).max(0.0));
        let bend = 2.0 * here - before - after;
        let shift = if bend > 0.0 { ((after - before) / (2.0 * bend)).clamp(-0.5, 0.5) } else { 0.0 };
        return best as f32 + 0.5 + shift;
    }
    let middle = (first + last) / 2.0;
    let crossing = run.windows(2).position(|pair| (pair[1] - middle) * sign >= 0.0).unwrap_or(0);
    match run.get(crossing..crossing + 2) {
        Some([a, b]) if a != b => from as f32 + crossing as f32 + ((middle - a) / (b - a)).clamp(0.0, 1.0),
        _ => from as f32 + crossing as f32,
    }
}

/// Twice as many samples, those between by a cubic curve: bars less than two pixels wide keep their contrast.
pub fn refine(profile: &[f32], into: &mut Vec<f32>) {
    into.clear();
    for index in 0..profile.len() {
        let at = |index: usize| profile.get(index).or(profile.last()).copied().unwrap_or_default();
        into.push(at(index));
        let (before, here, next, after) = (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        into.push((9.0 * (here + next) - before - after) / 16.0);
    }
}

/// Takes the mean of each sample, twice, and its neighbours.
pub fn smooth(profile: &mut [f32]) {
    let mut before = profile.first().copied().unwrap_or_default();
    for index in 1..profile.len() {
        if let Some([here, next]) = profile.get_mut(index - 1..index + 1) {
            let now = *here;
            *here = (before + 2.0 * now + *next) / 4.0;
            before = now;
        }
    }
}
