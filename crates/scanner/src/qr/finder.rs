//! Finder patterns: found along rows by their runs of 1 : 1 : 3 : 1 : 1, then measured along rays from their centre.

mod measure;

use crate::threshold::Binary;
use crate::{Luma, Point};
use measure::measure;

/// A finder pattern, and the symbol's grid as it lies there.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    pub centre: Point,
    /// From one module to the next, in pixels: along the pattern's own x and y, which are the symbol's but for quarter turns.
    pub x: Point,
    pub y: Point,
    /// Light on dark.
    pub inverted: bool,
    /// Pixels a module.
    pub module: f32,
    /// How far the measured edges are from where they should be, in modules: less is better.
    pub misfit: f32,
    /// The grey value between its light and its dark.
    pub middle: f32,
    /// Half the difference between light and dark.
    pub swing: f32,
}

impl Finder {
    /// A point of the picture in modules, seen from the centre.
    pub fn local(&self, point: Point) -> Point {
        let (dx, dy) = (point.x - self.centre.x, point.y - self.centre.y);
        let det = self.x.x * self.y.y - self.x.y * self.y.x;
        Point::new((dx * self.y.y - dy * self.y.x) / det, (dy * self.x.x - dx * self.x.y) / det)
    }

    /// A point given in modules from the centre, in the picture.
    pub fn place(&self, u: f32, v: f32) -> Point {
        Point::new(self.centre.x + u * self.x.x + v * self.y.x, self.centre.y + u * self.x.y + v * self.y.y)
    }

    /// The same pattern with its axes turned by so many quarters, clockwise.
    pub fn turned(mut self, quarters: usize) -> Finder {
        for _ in 0..quarters {
            (self.x, self.y) = (self.y, Point::new(-self.x.x, -self.x.y));
        }
        self
    }
}

/// As many are measured in a picture: nothing sensible has more.
const MOST: usize = 48;
/// And as many are tried: a picture of stripes would take for ever.
const TRIES: usize = 6000;

/// All finder patterns, of both polarities. Looks at every `step`th row.
pub fn find(image: &Luma, binary: &Binary, step: usize, into: &mut Vec<Finder>) {
    into.clear();
    let mut tries = 0;
    let mut changes: Vec<u16> = Vec::new();
    for y in (step / 2..image.height).step_by(step) {
        changes.clear();
        let starts_dark = find_changes(binary.row(y), &mut changes);
        for i in 5..changes.len() {
            if !may_be_finder(&changes[i - 5..=i]) {
                continue;
            }
            let edges = [0, 1, 2, 3, 4, 5].map(|k| edge(image, binary, changes[i - 5 + k].into(), y));
            let Some(x) = looks_like_finder(&edges) else { continue };
            let inverted = starts_dark == (i % 2 == 1);
            let at = Point::new(x, y as f32 + 0.5);
            let is_known = into.iter().any(|known| {
                let reach = known.module * 2.5;
                known.inverted == inverted
                    && (known.centre.x - at.x).abs() < reach
                    && (known.centre.y - at.y).abs() < reach
            });
            if is_known {
                continue;
            }
            tries += 1;
            if let Some(finder) = measure(image, at, &edges, inverted) {
                let again = into.iter().any(|known| {
                    let local = known.local(finder.centre);
                    known.inverted == inverted && local.x.abs().max(local.y.abs()) < 3.0
                });
                if !again {
                    into.push(finder);
                }
            }
            if into.len() >= MOST || tries >= TRIES {
                return;
            }
        }
    }
}

/// The pixels of a row that are not as the one before. True where it begins dark.
fn find_changes(dark: &[u8], into: &mut Vec<u16>) -> bool {
    // Eight pixels at a time: most do not change.
    let mut x = 1;
    while x + 8 <= dark.len() {
        let [here, before] =
            [x, x - 1].map(|at| dark[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight)));
        let mut changed = here ^ before;
        while changed != 0 {
            into.push((x + changed.trailing_zeros() as usize / 8) as u16);
            changed &= changed - 1;
        }
        x += 8;
    }
    for at in x..dark.len() {
        if dark[at] != dark[at - 1] {
            into.push(at as u16);
        }
    }
    dark.first() == Some(&1)
}

/// Where between a pixel and the one before the grey crosses the limit.
fn edge(image: &Luma, binary: &Binary, x: usize, y: usize) -> f32 {
    let row = image.row(y);
    let (a, b) = (f32::from(row[x - 1]), f32::from(row[x]));
    let limit = f32::from(binary.mean_at(x, y));
    let part = if a == b { 0.5 } else { ((limit - a) / (b - a)).clamp(0.0, 1.0) };
    x as f32 - 0.5 + part
}

/// A quick look at six changes, to the pixel: most are no finder pattern.
fn may_be_finder(c: &[u16]) -> bool {
    let run = |from: usize, to: usize| i32::from(c[to]) - i32::from(c[from]);
    let total = run(0, 5);
    // In sevenths of a pixel: a module is `total`.
    let near = |distance: i32, modules: i32| (7 * distance - modules * total).abs() * 5 < 3 * total + 60;
    total >= 9
        && run(2, 3) * 7 > total
        && near(run(0, 2), 2)
        && near(run(3, 5), 2)
        && near(run(1, 3), 4)
        && near(run(2, 4), 4)
}

/// Six edges of a finder pattern: its centre. Distances between edges of the same kind do not
/// change with exposure and blur, so those are compared first.
fn looks_like_finder(e: &[f32]) -> Option<f32> {
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
