//! Code 128, EAN-13 and UPC-A: bars that are read along lines.
//!
//! Regions of stripes are looked for first; then lines through them are read, by their edges, or where these are not enough by
//! fitting whole characters. What several lines agree on is believed.

mod bars;
mod code128;
mod ean;
mod fit;
mod profile;
mod regions;
mod shapes;
mod votes;

use crate::{Found, Luma, image};
use bars::Symbol;
use fit::Fitter;
use profile::{Edges, Line, Sense};
use regions::{Finder, Region};
use votes::{Vote, Votes};

/// Reads 1-D symbologies; keeps its buffers, and what it remembers of the frames before, from one picture to the next.
#[derive(Default)]
pub struct Reader {
    finder: Finder,
    half: Vec<u8>,
    profile: Vec<f32>,
    fine: Vec<f32>,
    edges: Edges,
    widths: Vec<f32>,
    fitter: Fitter,
    votes: Votes,
    left: Left,
}

/// What an attempt may still spend, so that it ends in time on any picture.
#[derive(Default)]
struct Left {
    samples: usize,
    /// Fits that fail, and those that succeed.
    misses: usize,
    hits: usize,
}

/// How an attempt looks at the picture.
struct Look {
    /// Whether stripes are looked for at half size: it halves the noise, and loses the finest bars.
    half: bool,
    /// What the gradients of stripes have in common at least, from 0 to 1.
    coherence: f32,
    /// How many pixels beside a line are averaged.
    wide: usize,
    /// How often the profile is smoothed.
    smooth: usize,
    sense: Sense,
}

const fn look(half: bool, coherence: f32, wide: usize, smooth: usize, step: f32, steepest: bool) -> Look {
    Look { half, coherence, wide, smooth, sense: Sense { step, steepest } }
}

const LOOKS: [Look; Reader::TURNS as usize] = [
    look(false, 0.45, 5, 0, 0.2, true),
    look(true, 0.4, 11, 1, 0.15, true),
    look(false, 0.45, 3, 0, 0.25, false),
    look(true, 0.25, 17, 2, 0.2, true),
    look(false, 0.3, 9, 0, 0.12, true),
    look(true, 0.45, 7, 1, 0.15, false),
    look(false, 0.45, 15, 0, 0.12, true),
    look(true, 0.3, 25, 3, 0.2, false),
];

/// The shortest symbol has more edges, even where a blur has merged some.
const FEWEST_EDGES: usize = 20;

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = 8;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let turn = turn as usize % LOOKS.len();
        let look = &LOOKS[turn];
        self.votes.next();
        self.left = Left { samples: (image.width + image.height) * 56, misses: 2, hits: 4 };
        // Every other pair of attempts takes the lines between.
        let shift = if turn % 4 >= 2 { 0.5 } else { 0.0 };
        for region in self.regions(image, look) {
            self.scan(image, &region, look, shift);
        }
        self.votes.found()
    }

    fn regions(&mut self, image: &Luma, look: &Look) -> Vec<Region> {
        if !look.half {
            return self.finder.find(image, look.coherence).into();
        }
        let (width, height) = image::half(image, &mut self.half);
        let half = Luma::new(width, height, &self.half);
        half.map(|half| self.finder.find(&half, look.coherence).iter().map(Region::doubled).collect())
            .unwrap_or_default()
    }

    /// Reads along lines through a region, from its middle outwards.
    fn scan(&mut self, image: &Luma, region: &Region, look: &Look, shift: f32) {
        // Lines that share no pixels, or they would not be independent.
        let height = region.height * 1.7;
        let lines = ((height / look.wide as f32) as i32 + 1).clamp(3, 11);
        let apart = height / (lines - 1) as f32;
        let mut empty = 0;
        for line in 0..lines {
            let number = if line % 2 == 0 { line / 2 } else { -(line / 2) - 1 };
            let centre = region.beside((number as f32 + shift) * apart);
            let reach = region.length * 1.5 + 30.0;
            let Some(line) = Line::through(image, centre, region.step(), region.along(), look.wide, reach) else {
                continue;
            };
            let Some(samples) = self.left.samples.checked_sub(line.samples * line.wide) else { return };
            self.left.samples = samples;
            line.sample(image, &mut self.profile);
            let middle = line.nearest(centre);
            profile::limit(&mut self.profile, middle - 0.8 * region.length, middle + 0.8 * region.length);
            profile::refine(&self.profile, &mut self.fine);
            for _ in 0..look.smooth {
                profile::smooth(&mut self.fine);
            }
            self.edges.find(&self.fine, look.sense);
            if self.edges.at.len() < FEWEST_EDGES {
                empty += 1;
                if empty > 2 {
                    return;
                }
            } else if !self.read_edges(&line) {
                self.fit(&line, 2.0 * middle);
            }
        }
    }

    /// Reads the symbols of a line by the distances between its edges. Whether there is one.
    fn read_edges(&mut self, line: &Line) -> bool {
        let edges = self.edges.at.len();
        let Some((first, last)) = self.edges.at.first().zip(self.edges.at.last()) else { return false };
        self.widths.clear();
        self.widths.push(*first);
        self.widths.extend(self.edges.at.windows(2).map(|pair| pair[1] - pair[0]));
        self.widths.push(self.fine.len() as f32 - last);
        let mut read = false;
        for backwards in [false, true] {
            if backwards {
                self.widths.reverse();
            }
            for start in 0..edges.saturating_sub(FEWEST_EDGES) {
                let Some((symbol, elements)) = self.widths.get(start..).and_then(bars::read) else { continue };
                let (a, b) = (start, start + elements);
                let (a, b) = if backwards { (edges - 1 - a, edges - 1 - b) } else { (a, b) };
                if let (Some(a), Some(b)) = (self.edges.at.get(a), self.edges.at.get(b)) {
                    read |= symbol.weight > 0;
                    self.votes.add(vote(symbol, line, *a, *b));
                }
            }
        }
        read
    }

    /// Fits a symbol to what is around `middle` on a line.
    fn fit(&mut self, line: &Line, middle: f32) {
        for (a, b) in self.edges.spans(middle) {
            // Bars are at both ends.
            if b < a + 16 || (b - a) % 2 == 0 || self.left.misses == 0 || self.left.hits == 0 {
                continue;
            }
            let dark = self.edges.falls == (a % 2 == 0);
            let (first, last) = (self.edges.at[a], self.edges.at[b]);
            let read = self.fitter.read(&self.fine, first, last, b - a + 1, dark);
            let Some((symbol, backwards)) = read.filter(|(symbol, _)| symbol.weight > 0) else {
                self.left.misses -= 1;
                continue;
            };
            self.left.hits -= 1;
            let (first, last) = if backwards { (last, first) } else { (first, last) };
            self.votes.add(vote(symbol, line, first, last));
        }
    }
}

/// A line's vote for the symbol that it reads from one place of its fine profile to another.
fn vote(symbol: Symbol, line: &Line, first: f32, last: f32) -> Vote {
    let ends = [first, last].map(|at| line.point(at / 2.0));
    Vote::new(symbol.format, symbol.text, ends, line.wide as f32, symbol.weight)
}
