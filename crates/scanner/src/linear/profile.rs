//! [`ScanLine`] samples a profile of grey values; [`Edges`] are the edges between its bars, with subpixel positions.

use crate::{Luma, Point};

/// A scan line through an image: samples at `from`, `from + step`, …, each the mean of `thickness` positions that are
/// `side` apart.
#[derive(Clone, Copy, Debug)]
pub struct ScanLine {
    pub from: Point,
    pub step: Point,
    pub side: Point,
    pub samples: usize,
    pub thickness: usize,
}

impl ScanLine {
    /// The line through `centre`, `reach` steps in both directions, clipped so that all samples lie inside the image;
    /// `None` if less than 40 remain.
    pub fn through(
        image: &Luma,
        centre: Point,
        step: Point,
        side: Point,
        thickness: usize,
        reach: f32,
    ) -> Option<ScanLine> {
        let (mut low, mut high) = (-reach, reach);
        for (at, step, side, size) in
            [(centre.x, step.x, side.x, image.width), (centre.y, step.y, side.y, image.height)]
        {
            let margin = 1.0 + side.abs() * thickness as f32 / 2.0;
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
        // On whole steps, so that lines along pixel rows need no interpolation.
        let (low, high) = (low.ceil(), high.floor());
        (high - low >= 40.0).then(|| ScanLine {
            from: Point::new(centre.x + low * step.x, centre.y + low * step.y),
            step,
            side,
            samples: (high - low) as usize,
            thickness,
        })
    }

    /// The image position of a sample, or between two.
    pub fn point(&self, at: f32) -> Point {
        Point::new(self.from.x + at * self.step.x, self.from.y + at * self.step.y)
    }

    /// The position on the line, in samples, that is nearest to a point.
    pub fn nearest(&self, point: Point) -> f32 {
        let (dx, dy) = (point.x - self.from.x, point.y - self.from.y);
        let length = self.step.x * self.step.x + self.step.y * self.step.y;
        (dx * self.step.x + dy * self.step.y) / length
    }

    /// Samples the grey values, 0 to 255, with bilinear interpolation in fixed-point arithmetic.
    pub fn sample(&self, image: &Luma, out: &mut Vec<f32>) {
        const FIXED_POINT_ONE: f32 = 65536.0;
        out.clear();
        out.resize(self.samples, 0.0);
        let scale = 1.0 / (256.0 * self.thickness as f32);
        let (dx, dy) = ((self.step.x * FIXED_POINT_ONE) as i32, (self.step.y * FIXED_POINT_ONE) as i32);
        let (width, pixels) = (image.width, image.pixels());
        for k in 0..self.thickness {
            let offset = k as f32 - (self.thickness - 1) as f32 / 2.0;
            let mut x = ((self.from.x - 0.5 + offset * self.side.x) * FIXED_POINT_ONE) as i32;
            let mut y = ((self.from.y - 0.5 + offset * self.side.y) * FIXED_POINT_ONE) as i32;
            for value in out.iter_mut() {
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
    /// Positions in samples; rising and falling edges alternate.
    pub at: Vec<f32>,
    /// Whether the first edge goes from light to dark.
    pub starts_falling: bool,
    /// The minimum and maximum of each block.
    ranges: Vec<(f32, f32)>,
}

/// How edges are distinguished from noise, and where they are placed.
#[derive(Clone, Copy)]
pub struct EdgeSettings {
    /// The minimum step, relative to the local contrast.
    pub min_step: f32,
    /// Whether an edge is placed where the profile is steepest; otherwise, where it crosses the mean of the adjacent
    /// extrema.
    pub at_steepest: bool,
}

impl Edges {
    /// Samples per block of the local contrast.
    const BLOCK: usize = 16;

    /// Finds the edges of `profile`: steps between local extrema that exceed the threshold.
    pub fn find(&mut self, profile: &[f32], settings: EdgeSettings) {
        self.at.clear();
        self.measure_ranges(profile);
        let range = self.ranges.iter().fold((f32::MAX, f32::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)));
        let min_threshold = (0.4 * settings.min_step * (range.1 - range.0)).max(3.0);
        // `turning_point` is the last confirmed local extremum, `extremum` the furthest value since then.
        let (mut turning_point, mut extremum, mut rising) = (0, 0, None);
        for (index, value) in profile.iter().enumerate() {
            let threshold = (settings.min_step * self.contrast(index / Edges::BLOCK)).max(min_threshold);
            match rising {
                None => {
                    if value - profile[turning_point] > threshold || profile[turning_point] - value > threshold {
                        rising = Some(*value > profile[turning_point]);
                        self.starts_falling = *value < profile[turning_point];
                        extremum = index;
                    } else if index > 2 * Edges::BLOCK {
                        turning_point = index - Edges::BLOCK;
                    }
                }
                Some(up) => {
                    let ahead = if up { value - profile[extremum] } else { profile[extremum] - value };
                    if ahead > 0.0 {
                        extremum = index;
                    } else if -ahead > threshold {
                        self.at.push(edge_position(profile, turning_point, extremum, settings.at_steepest));
                        (turning_point, extremum, rising) = (extremum, index, Some(!up));
                    }
                }
            }
        }
        if rising.is_some() {
            self.at.push(edge_position(profile, turning_point, extremum, settings.at_steepest));
        }
    }

    /// The indices of the first and the last edge of a possible symbol around `centre`: two estimates, often equal.
    ///
    /// Quiet zones are at least five mean elements wide. Inside the symbol, where blur merges bars, gaps reach about
    /// four.
    pub fn spans(&self, centre: f32) -> impl Iterator<Item = (usize, usize)> + use<> {
        let edges = &self.at;
        let start = edges.partition_point(|at| *at < centre);
        let spans = [3.0, 4.2].map(|gap_factor| {
            if start >= edges.len() {
                return (0, 0);
            }
            let (mut a, mut b) = (0, edges.len() - 1);
            // The mean element width and the extent of the symbol depend on each other, hence the iteration.
            for _ in 0..3 {
                let gap = gap_factor * (edges[b] - edges[a]) / (b - a).max(1) as f32;
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

    /// Measures the minimum and maximum of every block.
    fn measure_ranges(&mut self, profile: &[f32]) {
        self.ranges.clear();
        self.ranges.extend(
            profile
                .chunks(Edges::BLOCK)
                .map(|block| block.iter().fold((f32::MAX, f32::MIN), |(low, high), v| (low.min(*v), high.max(*v)))),
        );
    }

    /// The contrast around a block.
    fn contrast(&self, block: usize) -> f32 {
        let around = &self.ranges[block.saturating_sub(2).min(self.ranges.len())..(block + 3).min(self.ranges.len())];
        let (low, high) = around.iter().fold((f32::MAX, f32::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)));
        high - low
    }
}

/// The subpixel position of the edge between the local extrema `from` and `to` of a profile.
fn edge_position(profile: &[f32], from: usize, to: usize, at_steepest: bool) -> f32 {
    let flank = profile.get(from..=to).unwrap_or_default();
    let (Some(first), Some(last)) = (flank.first(), flank.last()) else { return from as f32 };
    let sign = if last > first { 1.0 } else { -1.0 };
    if at_steepest {
        let slope = |index: usize| match (profile.get(index), profile.get(index + 1)) {
            (Some(a), Some(b)) => (b - a) * sign,
            _ => 0.0,
        };
        let best = (from..to).max_by(|a, b| slope(*a).total_cmp(&slope(*b))).unwrap_or(from);
        let before = best.checked_sub(1).map_or(0.0, &slope).max(0.0);
        let (here, after) = (slope(best), slope(best + 1).max(0.0));
        let curvature = 2.0 * here - before - after;
        let shift = if curvature > 0.0 { ((after - before) / (2.0 * curvature)).clamp(-0.5, 0.5) } else { 0.0 };
        return best as f32 + 0.5 + shift;
    }
    let middle = (first + last) / 2.0;
    let crossing = flank.windows(2).position(|pair| (pair[1] - middle) * sign >= 0.0).unwrap_or(0);
    match flank.get(crossing..crossing + 2) {
        Some([a, b]) if a != b => from as f32 + crossing as f32 + ((middle - a) / (b - a)).clamp(0.0, 1.0),
        _ => from as f32 + crossing as f32,
    }
}

/// Doubles the sampling rate by cubic interpolation, so that bars narrower than two pixels keep their contrast.
pub fn refine(profile: &[f32], out: &mut Vec<f32>) {
    out.clear();
    for index in 0..profile.len() {
        let at = |index: usize| profile.get(index).or(profile.last()).copied().unwrap_or_default();
        out.push(at(index));
        let (before, here, next, after) = (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        out.push((9.0 * (here + next) - before - after) / 16.0);
    }
}

/// Smooths a profile with the kernel 1 2 1.
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

/// Clips values far outside the range between two positions: beside a low-contrast symbol they would raise the
/// thresholds and hide edges.
pub fn clip(profile: &mut [f32], from: f32, to: f32) {
    let part = profile.get(from.max(0.0) as usize..(to.max(0.0) as usize).min(profile.len())).unwrap_or_default();
    let (low, high) = part.iter().fold((255.0f32, 0.0f32), |(low, high), value| (low.min(*value), high.max(*value)));
    let margin = 0.3 * (high - low);
    if margin > 0.0 {
        profile.iter_mut().for_each(|value| *value = value.max(low - margin).min(high + margin));
    }
}
