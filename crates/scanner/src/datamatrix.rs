//! Data Matrix (ECC 200), square and rectangular: finds an L, then its dashed sides, lays a grid and reads the modules.

pub mod binary; // LOGB
mod contour;
mod corner;
mod dashes;
mod grid;
mod levels;
mod placement;
mod sides;
mod size;
mod text;
mod unblur;
mod warp;
mod words;

use crate::{Format, Found, Luma, Point, image};
use binary::Binary;
use contour::Contour;
use corner::Corner;
use dashes::Dashes;
use grid::{Grid, RIM};
use size::{SIZES, Size};
use warp::Warp;

/// Reads one symbology; keeps its buffers, and what it remembers of the frames before, from one picture to the next.
#[derive(Default)]
pub struct Reader {
    pub binary: Binary, // LOGB
    contour: Contour,
    corners: Vec<Corner>,
    stretches: Vec<[Point; 2]>,
    small: Vec<u8>,
    values: Vec<f32>,
    #[doc(hidden)]
    pub log: Vec<(u8, [Point; 4], f32)>, // LOG
}

/// Corners of which the sides are looked for, and frames of which the modules are, at most in a turn.
const CORNERS: usize = 40;
const FRAMES: usize = 4;

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = 4;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let scale = if turn % 2 == 1 {
            let mut small = std::mem::take(&mut self.small);
            let (width, height) = image::half(image, &mut small);
            if let Some(half) = Luma::new(width, height, &small) {
                self.binary.fill(&half);
            }
            self.small = small;
            2.0
        } else {
            self.binary.fill(image);
            1.0
        };
        self.corners.clear();
        self.stretches.clear();
        let (corners, stretches) = (&mut self.corners, &mut self.stretches);
        contour::contours(&mut self.binary, &mut self.contour, |binary, contour| {
            corner::corners(binary, contour, corners);
            if turn >= 2 {
                corner::stretches(contour, stretches);
            }
        });
        if turn >= 2 {
            let binary = &self.binary;
            self.corners = self.corners.iter().filter_map(|corner| corner.extended(binary)).collect();
            corner::hidden(binary, &mut self.stretches, &mut self.corners);
        }
        self.corners.sort_by(|a, b| b.reach().total_cmp(&a.reach()));
        let mut frames: Vec<(Corner, Warp, f32)> = Vec::new();
        let mut tried = 0;
        for corner in &self.corners {
            self.log.push((
                1,
                [corner.top, corner.at, corner.right, corner.at].map(|p| Point::new(p.x * scale, p.y * scale)),
                corner.module * scale,
            )); // LOG
            if corner.solid(&self.binary) < if turn < 2 { 0.8 } else { 0.7 } || !corner.busy(&self.binary) {
                continue;
            }
            self.log.push((
                2,
                [corner.top, corner.at, corner.right, corner.at].map(|p| Point::new(p.x * scale, p.y * scale)),
                corner.module * scale,
            )); // LOG
            if let Some((warp, score)) = sides::sides(&self.binary, corner) {
                frames.push((*corner, warp, score));
                self.log.push((3, warp.corners.map(|p| Point::new(p.x * scale, p.y * scale)), score)); // LOG
            }
            tried += 1;
            if tried == CORNERS {
                break;
            }
        }
        frames.sort_by(|a, b| b.2.total_cmp(&a.2));
        let mut found: Vec<Found> = Vec::new();
        for (corner, warp, _) in frames.iter().take(FRAMES) {
            let warp = warp.scaled(scale);
            found.extend(self.frame(
                image,
                warp,
                corner.module * scale,
                corner.inverted,
                if turn < 2 { 0.85 } else { 0.75 },
            ));
        }
        found
    }

    pub fn oracle(&mut self, image: &Luma, corners: [Point; 4], inverted: bool) -> Vec<(u8, Option<String>)> {
        // LOGF
        SIZES
            .iter()
            .map(|size| {
                let mut grid = Grid { image: *image, size, warp: Warp::new(corners, warp::Curve::default()), inverted };
                (size.cols, self.modules(&mut grid, true))
            })
            .collect() // LOGF
    } // LOGF

    /// Reads what is in a frame.
    fn frame(&mut self, image: &Luma, warp: Warp, module: f32, inverted: bool, limit: f32) -> Option<Found> {
        let mut grids = lay(image, &warp, module, inverted);
        grids.truncate(2);
        for (score, mut grid) in grids {
            grid.settle(&|grid| grid.frame(), false, 0.4);
            let [solid, dashed] = grid.agreement();
            self.log.push((
                4,
                grid.warp.corners,
                (score * 10.0).floor() + solid * 0.99 + dashed * 0.0099 + f32::from(grid.size.cols) * 1000.0,
            )); // LOG
            if solid < limit || dashed < limit - 0.05 {
                continue;
            }
            // Most symbols are read at once; only the others are worth more time.
            let quick = self.modules(&mut grid, false);
            if let Some(text) = quick {
                return Some(Found { format: Format::DataMatrix, text, corners: grid.warp.corners });
            }
            for curved in [false, true] {
                grid.settle(&|grid| grid.frame() + grid.inner(), curved, 0.3);
                if let Some(text) = self.modules(&mut grid, true) {
                    return Some(Found { format: Format::DataMatrix, text, corners: grid.warp.corners });
                }
            }
        }
        None
    }

    /// Reads the modules of a grid.
    fn modules(&mut self, grid: &mut Grid, deep: bool) -> Option<String> {
        let size = grid.size;
        let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
        grid.sample(&mut self.values);
        self.values.iter_mut().for_each(|value| *value *= 0.01);
        let wide = cols + 2 * RIM;
        let seen = levels::levels(&self.values, wide);
        let inside = seen.chunks(wide).skip(RIM).take(rows);
        let modules: Vec<f32> = inside.flat_map(|row| row[RIM..][..cols].iter().copied()).collect();
        let (mut right, mut count) = (0, 0);
        for (i, value) in modules.iter().enumerate() {
            if let Some(dark) = size.fixed(i / cols, i % cols) {
                count += 1;
                right += usize::from((*value > 0.0) == dark);
            }
        }
        self.log.push((5, grid.warp.corners, right as f32 / count as f32 + f32::from(size.cols) * 1000.0)); // LOG
        let right = right as f32 / count as f32;
        if right < 0.7 {
            return None;
        }
        if right > 0.8
            && let Some(text) = words(size, &modules, right)
        {
            return Some(text);
        }
        if !deep {
            return None;
        }
        let (modules, share, expected) = unblur::unblur(size, &seen, &self.values);
        self.log.push((6, grid.warp.corners, share + f32::from(size.cols) * 1000.0)); // LOG
        if share < 0.8 {
            return None;
        }
        if let Some(text) = words(size, &modules, right) {
            return Some(text);
        }
        grid.settle(&|grid| grid.likeness(&expected), false, 0.3);
        grid.sample(&mut self.values);
        self.values.iter_mut().for_each(|value| *value *= 0.01);
        let seen = levels::levels(&self.values, wide);
        let (modules, share, _) = unblur::unblur(size, &seen, &self.values);
        self.log.push((7, grid.warp.corners, share + f32::from(size.cols) * 1000.0)); // LOG
        if share > 0.85 { words(size, &modules, right) } else { None }
    }
}

/// The text, with more and more doubtful words left to be corrected. The fewer of the fixed modules are `right`, the more
/// the check words have to prove.
fn words(size: &Size, modules: &[f32], right: f32) -> Option<String> {
    let proof = match right {
        0.97.. => 22.0,
        0.9.. => 27.0,
        _ => 34.0,
    };
    [0, 4, 8].iter().find_map(|doubted| words::decode(size, modules, *doubted, proof))
}

/// The grids that may lie in a frame, the likeliest first.
fn lay<'a>(image: &Luma<'a>, warp: &Warp, module: f32, inverted: bool) -> Vec<(f32, Grid<'a>)> {
    let [a, b, c, d] = warp.corners;
    let far = |a: Point, b: Point| corner::length(corner::sub(a, b));
    let (wide, high) = ((far(a, b) + far(d, c)) / 2.0, (far(b, c) + far(a, d)) / 2.0);
    // A module's two sides may differ, where the symbol is tilted, but not without limit.
    let plausible = |size: &&Size| {
        let (x, y) = (wide / f32::from(size.cols), high / f32::from(size.rows));
        (0.4..2.5).contains(&(x / y)) && x.max(y) > 0.3 * module && x.min(y) < 1.5 * module && x.min(y) > 1.0
    };
    let sizes: Vec<&'static Size> = SIZES.iter().filter(plausible).collect();
    let counts = |of: fn(&Size) -> u8| {
        let mut counts: Vec<u8> = sizes.iter().map(|size| of(size)).collect();
        counts.sort();
        counts.dedup();
        counts
    };
    let across = dashes::dashes(image, warp, inverted, module, false, &counts(|size| size.cols));
    let up = dashes::dashes(image, warp, inverted, module, true, &counts(|size| size.rows));
    let mut grids = Vec::new();
    for size in sizes {
        let side = |of: &[Dashes], count: u8| of.iter().find(|dashes| dashes.count == count).copied();
        let (Some(across), Some(up)) = (side(&across, size.cols), side(&up, size.rows)) else { continue };
        let score = across.score + up.score;
        let scale = f32::from(size.cols - 2).sqrt() + f32::from(size.rows - 2).sqrt();
        if score < 0.4 * scale {
            continue;
        }
        let toward = |a: Point, b: Point, times: f32| corner::add(a, corner::sub(b, a), times);
        let (x, y) = (1.0 / f32::from(size.cols), 1.0 / f32::from(size.rows));
        let corners = [
            toward(a, b, -across.starts * x),
            toward(toward(b, a, -across.ends * x), c, -up.ends * y),
            toward(c, b, -up.starts * y),
            d,
        ];
        let mut curve = warp.curve;
        curve.squeeze = [across.squeeze, up.squeeze];
        grids.push((score, Grid { image: *image, size, warp: Warp::new(corners, curve), inverted }));
    }
    grids.sort_by(|a, b| b.0.total_cmp(&a.0));
    grids
}
