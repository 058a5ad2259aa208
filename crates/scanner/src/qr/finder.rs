//! Finds finder patterns: scans rows for runs in the ratio 1 : 1 : 3 : 1 : 1, then measures each candidate along rays.

mod measure;

use crate::qr::binarize::BinaryImage;
use crate::{Luma, Point};
use measure::measure;

/// A finder pattern, with the affine map from modules to image pixels at its centre.
#[derive(Clone, Copy, Debug)]
pub struct FinderPattern {
    pub centre: Point,
    /// Basis vectors, one module long, in pixels: along the pattern's own x and y axes, which are the symbol's up to
    /// quarter turns.
    pub x: Point,
    pub y: Point,
    /// Light modules on dark.
    pub inverted: bool,
    /// The module size in pixels.
    pub module: f32,
    /// The root mean square distance of the measured edge points from the fitted squares, in modules.
    pub fit_error: f32,
    /// The threshold: the mean of its light and dark grey levels.
    pub threshold: f32,
    /// Half the difference between its light and dark grey levels.
    pub amplitude: f32,
}

impl FinderPattern {
    /// Converts an image position to modules, relative to the pattern's centre.
    pub fn module_position(&self, point: Point) -> Point {
        let (dx, dy) = (point.x - self.centre.x, point.y - self.centre.y);
        let det = self.x.x * self.y.y - self.x.y * self.y.x;
        Point::new((dx * self.y.y - dy * self.y.x) / det, (dy * self.x.x - dx * self.x.y) / det)
    }

    /// Converts a position in modules, relative to the pattern's centre, to an image position.
    pub fn image_position(&self, u: f32, v: f32) -> Point {
        Point::new(self.centre.x + u * self.x.x + v * self.y.x, self.centre.y + u * self.x.y + v * self.y.y)
    }

    /// The same pattern with its axes rotated clockwise by so many quarter turns.
    pub fn rotated(mut self, quarters: usize) -> FinderPattern {
        for _ in 0..quarters {
            (self.x, self.y) = (self.y, Point::new(-self.x.x, -self.x.y));
        }
        self
    }
}

/// The most patterns that are returned for an image; no sensible image has more.
const MAX_PATTERNS: usize = 48;
/// The most candidates that are measured: an image of stripes has far too many.
const MAX_MEASUREMENTS: usize = 6000;

/// Finds finder patterns of both polarities, scanning every `step`th row.
pub fn find(image: &Luma, binary: &BinaryImage, step: usize, out: &mut Vec<FinderPattern>) {
    out.clear();
    let mut measurements = 0;
    let mut transitions: Vec<u16> = Vec::new();
    for y in (step / 2..image.height).step_by(step) {
        transitions.clear();
        let starts_dark = find_transitions(binary.row(y), &mut transitions);
        for i in 5..transitions.len() {
            if !has_finder_ratio(&transitions[i - 5..=i]) {
                continue;
            }
            let edges = [0, 1, 2, 3, 4, 5].map(|k| edge_position(image, binary, transitions[i - 5 + k].into(), y));
            let Some(x) = finder_centre(&edges) else { continue };
            let inverted = starts_dark == (i % 2 == 1);
            let at = Point::new(x, y as f32 + 0.5);
            let is_known = out.iter().any(|known| {
                let reach = known.module * 2.5;
                known.inverted == inverted
                    && (known.centre.x - at.x).abs() < reach
                    && (known.centre.y - at.y).abs() < reach
            });
            if is_known {
                continue;
            }
            measurements += 1;
            if let Some(pattern) = measure(image, at, &edges, inverted) {
                let is_duplicate = out.iter().any(|known| {
                    let offset = known.module_position(pattern.centre);
                    known.inverted == inverted && offset.x.abs().max(offset.y.abs()) < 3.0
                });
                if !is_duplicate {
                    out.push(pattern);
                }
            }
            if out.len() >= MAX_PATTERNS || measurements >= MAX_MEASUREMENTS {
                return;
            }
        }
    }
}

/// Collects the indices of pixels that differ from the one before. Returns whether the row begins dark.
fn find_transitions(dark: &[u8], out: &mut Vec<u16>) -> bool {
    // Compares eight pixels at a time: most are equal.
    let mut x = 1;
    while x + 8 <= dark.len() {
        let [here, before] =
            [x, x - 1].map(|at| dark[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight)));
        let mut changed = here ^ before;
        while changed != 0 {
            out.push((x + changed.trailing_zeros() as usize / 8) as u16);
            changed &= changed - 1;
        }
        x += 8;
    }
    for at in x..dark.len() {
        if dark[at] != dark[at - 1] {
            out.push(at as u16);
        }
    }
    dark.first() == Some(&1)
}

/// The subpixel position at which the grey value crosses the threshold, between pixel `x` and the one before.
fn edge_position(image: &Luma, binary: &BinaryImage, x: usize, y: usize) -> f32 {
    let row = image.row(y);
    let (a, b) = (f32::from(row[x - 1]), f32::from(row[x]));
    let threshold = f32::from(binary.mean_at(x, y));
    let fraction = if a == b { 0.5 } else { ((threshold - a) / (b - a)).clamp(0.0, 1.0) };
    x as f32 - 0.5 + fraction
}

/// Checks six transitions for the finder pattern's ratio to whole pixels: quickly rejects most candidates.
fn has_finder_ratio(x: &[u16]) -> bool {
    let run = |from: usize, to: usize| i32::from(x[to]) - i32::from(x[from]);
    let total = run(0, 5);
    // In sevenths of a pixel, so that a module measures `total`.
    let near = |distance: i32, modules: i32| (7 * distance - modules * total).abs() * 5 < 3 * total + 60;
    total >= 9
        && run(2, 3) * 7 > total
        && near(run(0, 2), 2)
        && near(run(3, 5), 2)
        && near(run(1, 3), 4)
        && near(run(2, 4), 4)
}

/// Checks six subpixel edges for the finder pattern's ratio, and returns its centre. Compares mainly distances between
/// edges of the same kind (dark to light, or light to dark), which blur and exposure do not change.
fn finder_centre(e: &[f32]) -> Option<f32> {
    let module = (e[5] - e[0]) / 7.0;
    let near = |distance: f32, modules: f32| (distance - modules * module).abs() < 0.6 * module + 0.25;
    let fits = module > 1.3
        && near(e[2] - e[0], 2.0)
        && near(e[5] - e[3], 2.0)
        && near(e[3] - e[1], 4.0)
        && near(e[4] - e[2], 4.0)
        && e[3] - e[2] > 1.6 * module
        && (e[1] - e[0]).min(e[2] - e[1]).min(e[4] - e[3]).min(e[5] - e[4]) > 0.3 * module;
    fits.then(|| (e[2] + e[3] + e[1] + e[4]) / 4.0)
}
