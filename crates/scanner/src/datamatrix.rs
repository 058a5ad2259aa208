//! Data Matrix (ECC 200), square and rectangular: finds an L, then its dashed sides, lays a grid and reads the modules.

mod arm;
mod binary;
mod contour;
mod corner;
mod dashes;
mod frame;
mod grid;
mod levels;
mod meeting;
mod placement;
mod plane;
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
use frame::Frame;
use plane::{add, cross, length, sub};

/// Reads one symbology; keeps its buffers from one picture to the next.
#[derive(Default)]
pub struct Reader {
    binary: Binary,
    contour: Contour,
    corners: Vec<Corner>,
    stretches: Vec<[Point; 2]>,
    small: Vec<u8>,
}

/// Corners of which the sides are looked for, and frames of which the modules are, at most in a turn.
const CORNERS: usize = 32;
const FRAMES: usize = 4;
/// Grids that are laid with much effort, at most in a turn.
const PATIENCE: u32 = 1;

/// What of an L something may cover.
#[derive(Clone, Copy, PartialEq)]
enum Hidden {
    Nothing,
    Ends,
    Tip,
}

impl Reader {
    /// How many attempts there are, in turns at full and at half size: for whole symbols, for those whose L's ends are hidden,
    /// and for those whose L's tip is.
    pub const TURNS: u32 = 6;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let hidden = [Hidden::Nothing, Hidden::Ends, Hidden::Tip][turn as usize / 2 % 3];
        let limit = if hidden == Hidden::Nothing { 0.85 } else { 0.75 };
        let mut scale = 1.0;
        if turn % 2 == 1 {
            // What is found at half the size is still read at the full.
            let (width, height) = image::half(image, &mut self.small);
            let Some(half) = Luma::new(width, height, &self.small) else { return Vec::new() };
            self.binary.fill(&half);
            scale = 2.0;
        } else {
            self.binary.fill(image);
        }
        let mut found: Vec<Found> = Vec::new();
        let mut tried: Vec<Frame> = Vec::new();
        let mut patience = PATIENCE;
        for frame in self.frames(hidden) {
            let frame = Frame { warp: frame.warp.scaled(scale), module: frame.module * scale, ..frame };
            let corners = &frame.warp.corners;
            if tried.iter().any(|other| same(&other.warp.corners, corners))
                || found.iter().any(|found| within(&found.corners, corners))
            {
                continue;
            }
            if let Some((text, corners)) = frame::read(image, &frame, limit, &mut patience) {
                found.push(Found { format: Format::DataMatrix, text, corners });
            }
            tried.push(frame);
            if tried.len() == FRAMES {
                break;
            }
        }
        found
    }

    /// Where the picture's dark pixels look like the frame of a symbol, the clearest first.
    fn frames(&mut self, hidden: Hidden) -> Vec<Frame> {
        let Reader { binary, contour, corners, stretches, .. } = self;
        corners.clear();
        stretches.clear();
        contour::contours(binary, contour, |binary, contour| {
            meeting::corners(binary, contour, corners);
            if hidden == Hidden::Tip {
                meeting::stretches(contour, stretches);
            }
        });
        if hidden != Hidden::Nothing {
            let seen = std::mem::take(corners);
            if hidden == Hidden::Ends {
                corners.extend(seen.iter().filter_map(|corner| corner.extended(binary)));
                corners.extend(seen.iter().filter_map(Corner::squared));
            } else {
                meeting::hidden(binary, stretches, corners);
            }
            let squared: Vec<Corner> = corners.iter().filter_map(Corner::squared).collect();
            corners.extend(squared);
        }
        corners.sort_unstable_by(|a, b| b.reach().total_cmp(&a.reach()));
        let limit = if hidden == Hidden::Nothing { 0.8 } else { 0.7 };
        let mut frames: Vec<Frame> = corners
            .iter()
            .filter(|corner| corner.solid(binary) >= limit && corner.busy(binary))
            .take(CORNERS)
            .filter_map(|corner| {
                let (warp, score) = sides::sides(binary, corner)?;
                // Parts of a large symbol look like small ones.
                let score = score + 0.25 * corner.reach().log2();
                Some(Frame { warp, inverted: corner.inverted, module: corner.module, score })
            })
            .collect();
        frames.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        frames
    }
}

/// Whether two frames are nearly the same.
fn same(a: &[Point; 4], b: &[Point; 4]) -> bool {
    let far = |a: Point, b: Point| length(sub(a, b));
    let near = 0.02 * far(a[0], a[2]);
    a.iter().zip(b).all(|(a, b)| far(*a, *b) < near)
}

/// Whether the middle of `inner` is inside of `outer`.
fn within(outer: &[Point; 4], inner: &[Point; 4]) -> bool {
    let middle = add(inner[0], sub(inner[2], inner[0]), 0.5);
    (0..4).all(|i| cross(sub(outer[(i + 1) % 4], outer[i]), sub(middle, outer[i])) > 0.0)
}
