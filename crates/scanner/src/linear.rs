//! Code 128, EAN-13 and UPC-A: bars that are read along lines.

mod bars;
mod code128;
mod ean;
mod fit;
mod profile;
mod regions;
mod votes;

use crate::{Found, Luma, Point};
use fit::Fitter;
use profile::{Edges, Line, Sense};
use regions::{Finder, Region};
use votes::{Vote, Votes};

/// Reads one symbology; keeps its buffers, and what it remembers of the frames before, from one picture to the next.
#[derive(Default)]
pub struct Reader {
    finder: Finder,
    small: Vec<u8>,
    votes: Votes,
    profile: Vec<f32>,
    fine: Vec<f32>,
    edges: Edges,
    widths: Vec<f32>,
    fitter: Fitter,
    fits: u32,
    samples: usize,
}

/// How an attempt looks at the picture.
struct Look {
    /// Whether stripes are looked for at half size: it halves the noise, and loses the finest bars.
    half: bool,
    /// What a stripe's gradients must have in common, from 0 to 1.
    coherence: f32,
    /// How many pixels beside a line are averaged.
    wide: usize,
    /// How often the profile is smoothed.
    smooth: usize,
    sense: Sense,
}

/// The shortest symbol has more edges, even where a blur has merged some.
const FEWEST_EDGES: usize = 24;

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

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = 8;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        self.votes.next();
        // Lines are as many as fit into a fixed time.
        self.samples = (image.width + image.height) * 56;
        self.fits = std::env::var("FITS").map_or(3, |v| v.parse().unwrap());
        let look = &LOOKS[turn as usize % LOOKS.len()];
        let regions: Vec<Region> = if look.half {
            let (width, height) = crate::image::half(image, &mut self.small);
            match Luma::new(width, height, &self.small) {
                Some(small) => self.finder.find(&small, look.coherence).iter().map(Region::doubled).collect(),
                None => Vec::new(),
            }
        } else {
            self.finder.find(image, look.coherence).into()
        };
        for region in regions.iter().take(4) {
            self.scan(image, region, look, turn);
        }
        self.votes.found()
    }

    /// Reads along lines through a region.
    fn scan(&mut self, image: &Luma, region: &Region, look: &Look, turn: u32) {
        const LINES: i32 = 11;
        let side = Point::new(-region.across.y, region.across.x);
        let step =
            Point::new(region.across.x + region.slant * side.x, region.across.y + region.slant * side.y);
        let apart = region.height * 1.7 / (LINES - 1) as f32;
        let shift = if turn % 4 >= 2 { 0.5 } else { 0.0 };
        let mut empty = 0;
        for line in 0..LINES {
            // From the middle outwards.
            let number = if line % 2 == 0 { line / 2 } else { -(line / 2) - 1 };
            let away = (number as f32 + shift) * apart;
            let centre = Point::new(region.centre.x + away * side.x, region.centre.y + away * side.y);
            let reach = region.length * 1.5 + 30.0;
            if let Some(line) = Line::through(image, centre, step, side, look.wide, reach) {
                let Some(rest) = self.samples.checked_sub(line.samples * line.wide) else { return };
                self.samples = rest;
                let read = self.line(image, &line, look);
                if self.edges.at.len() < FEWEST_EDGES {
                    empty += 1;
                    if empty > 2 {
                        return;
                    }
                } else if !read {
                    self.fit(&line, region, away);
                }
            }
        }
    }

    fn line(&mut self, image: &Luma, line: &Line, look: &Look) -> bool {
        let mut read = false;
        line.sample(image, &mut self.profile);
        profile::refine(&self.profile, &mut self.fine);
        for _ in 0..look.smooth {
            profile::smooth(&mut self.fine);
        }
        self.edges.find(&self.fine, look.sense);
        let Some((first, last)) = self.edges.at.first().zip(self.edges.at.last()) else { return false };
        if self.edges.at.len() < FEWEST_EDGES {
            return false;
        }
        self.widths.clear();
        self.widths.push(*first);
        self.widths.extend(self.edges.at.windows(2).map(|pair| pair[1] - pair[0]));
        self.widths.push(self.fine.len() as f32 - last);
        if std::env::var("WLOG").is_ok() {
            eprintln!("W {} {:?}", self.edges.falls, self.widths);
        }
        for backwards in [false, true] {
            if backwards {
                self.widths.reverse();
            }
            let edges = self.edges.at.len();
            for start in 0..edges.saturating_sub(FEWEST_EDGES) {
                let Some(symbol) = bars::read(&self.widths[start..]) else { continue };
                let (a, b) = (start, start + symbol.elements);
                let (a, b) = if backwards { (edges - 1 - a, edges - 1 - b) } else { (a, b) };
                let (Some(a), Some(b)) = (self.edges.at.get(a), self.edges.at.get(b)) else { continue };
                let ends = [*a, *b].map(|at| line.point(at * 0.5));
                if std::env::var("FITLOG").is_ok() {
                    eprintln!("E {} error {} margin {}", symbol.text, symbol.error, symbol.margin);
                }
                if symbol.error < 0.055 {
                    let weight = if symbol.error < 0.02 { 2 } else { 1 };
                    self.votes.add(Vote::new(symbol.format, symbol.text, ends, line.wide as f32, weight));
                }
                read = true;
            }
        }
        read
    }

    /// Fits a symbol between the outermost edges around the middle of the region.
    fn fit(&mut self, line: &Line, region: &Region, away: f32) {
        let side = Point::new(-region.across.y, region.across.x);
        let x = region.centre.x + away * side.x - line.from.x;
        let y = region.centre.y + away * side.y - line.from.y;
        let middle = 2.0 * (x * region.across.x + y * region.across.y);
        let edges = self.edges.at.clone();
        let start = edges.partition_point(|at| *at < middle);
        if start >= edges.len() {
            return;
        }
        // Quiet zones have the width of some five bars; a blur merges bars, so that inside are gaps of up to four.
        let mut tried = (0, 0);
        for part in [3.0, 4.2] {
            let (mut a, mut b) = (0, edges.len() - 1);
            // What a bar is wide, and what belongs to the symbol, follow from each other.
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
            if (a, b) != tried {
                tried = (a, b);
                self.fit_between(line, a, b);
            }
        }
    }

    /// Fits a symbol between two edges.
    fn fit_between(&mut self, line: &Line, a: usize, b: usize) {
        let edges = &self.edges.at;
        if std::env::var("FITLOG").is_ok() {
            eprintln!("a {a} b {b} {} {}", edges[a], edges[b]);
        }
        // Bars are at both ends.
        if b < a + 16 || (b - a) % 2 == 0 || self.fits == 0 {
            return;
        }
        self.fits -= 1;
        let dark = self.edges.falls == (a % 2 == 0);
        let (first, last) = (edges[a], edges[b]);
        if let Some((symbol, backwards)) = self.fitter.read(&self.fine, first, last, b - a + 1, dark) {
            if std::env::var("FITLOG").is_ok() {
                eprintln!("F {} error {} margin {}", symbol.text, symbol.error, symbol.margin);
            }
            let ends = [first, last].map(|at| line.point(at * 0.5));
            let ends = if backwards { [ends[1], ends[0]] } else { ends };
            if symbol.error < 0.13 && symbol.margin > 0.1 {
                let weight = if symbol.error < 0.06 && symbol.margin > 0.2 { 2 } else { 1 };
                self.votes.add(Vote::new(symbol.format, symbol.text, ends, line.wide as f32, weight));
            }
        }
    }
}
