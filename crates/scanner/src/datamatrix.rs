//! Data Matrix (ECC 200), square and rectangular: finds an L, then its dashed sides, lays a grid and reads the modules.

mod binary;
mod contour;
mod corner;
mod grid;
mod levels;
mod placement;
mod sides;
mod size;
mod text;
mod warp;
mod words;

use crate::{Format, Found, Luma, Point, image};
use binary::Binary;
use contour::Contour;
use corner::Corner;
use grid::Grid;
use size::{SIZES, Size};
use warp::Warp;

/// Reads one symbology; keeps its buffers, and what it remembers of the frames before, from one picture to the next.
#[derive(Default)]
pub struct Reader {
    binary: Binary,
    contour: Contour,
    corners: Vec<Corner>,
    small: Vec<u8>,
    values: Vec<f32>,
}

/// Corners of which the sides are looked for, and frames of which the modules are, at most in a turn.
const CORNERS: usize = 40;
const FRAMES: usize = 4;

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = 2;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let scale = if turn == 1 {
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
        let corners = &mut self.corners;
        contour::contours(&mut self.binary, &mut self.contour, |binary, contour| {
            corner::corners(binary, contour, corners);
        });
        self.corners.sort_by(|a, b| b.reach().total_cmp(&a.reach()));
        let mut frames: Vec<(Corner, Warp, f32)> = Vec::new();
        let mut tried = 0;
        for corner in &self.corners {
            if !corner.busy(&self.binary) {
                continue;
            }
            if let Some((warp, score)) = sides::sides(&self.binary, corner) {
                frames.push((*corner, warp, score));
            }
            tried += 1;
            if tried == CORNERS {
                break;
            }
        }
        frames.sort_by(|a, b| b.2.total_cmp(&a.2));
        let mut found: Vec<Found> = Vec::new();
        for (corner, warp, _) in frames.iter().take(FRAMES) {
            let scaled = |p: Point| Point::new(p.x * scale, p.y * scale);
            let warp = Warp::new(warp.corners.map(scaled), warp.bows.map(scaled));
            found.extend(self.frame(image, warp, corner.module * scale, corner.inverted));
        }
        found
    }

    /// Reads what is in a frame.
    fn frame(&mut self, image: &Luma, warp: Warp, module: f32, inverted: bool) -> Option<Found> {
        let mut grids = Vec::new();
        for size in &SIZES {
            if !plausible(size, &warp, module) {
                continue;
            }
            let mut grid = Grid { image: *image, size, warp, inverted };
            grid.settle(false, 0.4);
            grids.push((grid.frame(), grid));
        }
        grids.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = grids.first()?.0;
        for (score, mut grid) in grids.into_iter().take(3) {
            if score < 6.0 || score < 0.5 * best {
                break;
            }
            grid.settle(true, 0.25);
            if let Some(text) = self.modules(&grid) {
                return Some(Found { format: Format::DataMatrix, text, corners: grid.warp.corners });
            }
        }
        None
    }

    /// Reads the modules of a grid.
    fn modules(&mut self, grid: &Grid) -> Option<String> {
        let size = grid.size;
        let (rows, cols) = (usize::from(size.rows), usize::from(size.cols));
        grid.sample(1, &mut self.values);
        let all = levels::levels(&self.values, cols + 2);
        let modules: Vec<f32> =
            all.chunks(cols + 2).skip(1).take(rows).flat_map(|row| row[1..=cols].iter().copied()).collect();
        let (mut right, mut count) = (0, 0);
        for (i, value) in modules.iter().enumerate() {
            if let Some(dark) = size.fixed(i / cols, i % cols) {
                count += 1;
                right += usize::from((*value > 0.0) == dark);
            }
        }
        if right * 100 < count * 85 {
            return None;
        }
        let reserve = usize::from(size.check < 12);
        for doubted in [0, 4, 8] {
            if let Some(decoded) = words::decode(size, &modules, doubted, reserve) {
                return Some(decoded.text);
            }
        }
        None
    }
}

/// Whether a frame's sides are about as long, in modules, as a size says.
fn plausible(size: &Size, warp: &Warp, module: f32) -> bool {
    let [a, b, c, d] = warp.corners;
    let far = |a: Point, b: Point| corner::length(corner::sub(a, b));
    let (wide, high) = ((far(a, b) + far(d, c)) / 2.0, (far(b, c) + far(a, d)) / 2.0);
    let (cols, rows) = (f32::from(size.cols), f32::from(size.rows));
    let (x, y) = (wide / cols, high / rows);
    let ratio = x / y;
    (0.4..2.5).contains(&ratio) && x.max(y) > 0.62 * module && x.min(y) < 1.5 * module && x.min(y) > 1.0
}
