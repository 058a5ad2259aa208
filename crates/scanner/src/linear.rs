//! Reader of 1-D symbologies: Code 128, EAN-13 and UPC-A.
//!
//! Finds regions of parallel stripes, and reads scan lines through them: by the widths between edges or, where blur has
//! merged bars, by matching templates of whole characters. A text is accepted once several independent lines agree on
//! it.

mod code128;
mod ean;
mod profile;
mod regions;
mod template_decoder;
mod templates;
mod votes;
mod width_decoder;

use crate::{Barcode, Luma, image};
use profile::{EdgeSettings, Edges, ScanLine};
use regions::{Region, RegionFinder};
use template_decoder::TemplateDecoder;
use votes::{Vote, Votes};
use width_decoder::Reading;

/// Reads 1-D symbologies. Reuses its buffers, and keeps votes of earlier frames, from one image to the next.
#[derive(Default)]
pub struct Reader {
    region_finder: RegionFinder,
    halved: Vec<u8>,
    profile: Vec<f32>,
    refined: Vec<f32>,
    edges: Edges,
    widths: Vec<f32>,
    template_decoder: TemplateDecoder,
    votes: Votes,
    budget: Budget,
}

/// The remaining work budget of an attempt, which bounds its time on any image.
#[derive(Default)]
struct Budget {
    samples: usize,
    /// Template fits that may still fail, and that may still succeed.
    failed_fits: usize,
    successful_fits: usize,
}

/// The settings of an attempt.
struct Settings {
    /// Whether regions are searched at half size, which halves the noise, but loses the finest bars.
    half_size: bool,
    /// The minimum coherence of gradient directions in a region, 0 to 1.
    coherence: f32,
    /// The thickness of a scan line, in pixels, over which it is averaged.
    thickness: usize,
    /// How often the profile is smoothed.
    smoothings: usize,
    edges: EdgeSettings,
}

const fn settings(
    half_size: bool,
    coherence: f32,
    thickness: usize,
    smoothings: usize,
    min_step: f32,
    at_steepest: bool,
) -> Settings {
    Settings { half_size, coherence, thickness, smoothings, edges: EdgeSettings { min_step, at_steepest } }
}

/// The settings of each attempt, the most likely to succeed first.
const SETTINGS: [Settings; Reader::ATTEMPTS as usize] = [
    settings(false, 0.45, 5, 0, 0.2, true),
    settings(true, 0.4, 11, 1, 0.15, true),
    settings(false, 0.45, 3, 0, 0.25, false),
    settings(true, 0.25, 17, 2, 0.2, true),
    settings(false, 0.3, 9, 0, 0.12, true),
    settings(true, 0.45, 7, 1, 0.15, false),
    settings(false, 0.45, 15, 0, 0.12, true),
    settings(true, 0.3, 25, 3, 0.2, false),
];

/// The shortest symbol has more edges, even if blur has merged some.
const MIN_EDGES: usize = 20;

impl Reader {
    /// The number of attempts; they differ in scale, smoothing and thresholds.
    pub const ATTEMPTS: u32 = 8;

    /// Makes one attempt, `attempt` modulo [`Reader::ATTEMPTS`]. The first is the most likely to succeed. A camera
    /// makes one attempt a frame, in rotation; a photo gets all of them.
    pub fn read(&mut self, image: &Luma, attempt: u32) -> Vec<Barcode> {
        let attempt = attempt as usize % SETTINGS.len();
        let settings = &SETTINGS[attempt];
        self.votes.next_frame();
        self.budget = Budget { samples: (image.width + image.height) * 56, failed_fits: 2, successful_fits: 4 };
        // Every other pair of attempts scans midway between the lines of the others.
        let shift = if attempt % 4 >= 2 { 0.5 } else { 0.0 };
        for region in self.regions(image, settings) {
            self.scan(image, &region, settings, shift);
        }
        self.votes.accepted()
    }

    /// The regions of stripes, the most likely symbol first.
    fn regions(&mut self, image: &Luma, settings: &Settings) -> Vec<Region> {
        if !settings.half_size {
            return self.region_finder.find(image, settings.coherence).into();
        }
        let (width, height) = image::halve(image, &mut self.halved);
        let half_image = Luma::new(width, height, &self.halved);
        half_image
            .map(|image| self.region_finder.find(&image, settings.coherence).iter().map(Region::doubled).collect())
            .unwrap_or_default()
    }

    /// Reads scan lines through a region, from its centre outwards.
    fn scan(&mut self, image: &Luma, region: &Region, settings: &Settings, shift: f32) {
        // Lines share no pixels, as otherwise their readings would not be independent.
        let height = region.height * 1.7;
        let lines = ((height / settings.thickness as f32) as i32 + 1).clamp(3, 11);
        let spacing = height / (lines - 1) as f32;
        let mut empty_lines = 0;
        for line in 0..lines {
            let index = if line % 2 == 0 { line / 2 } else { -(line / 2) - 1 };
            let centre = region.along_bars((index as f32 + shift) * spacing);
            let reach = region.length * 1.5 + 30.0;
            let Some(line) = ScanLine::through(
                image,
                centre,
                region.scan_direction(),
                region.bar_direction(),
                settings.thickness,
                reach,
            ) else {
                continue;
            };
            let Some(samples) = self.budget.samples.checked_sub(line.samples * line.thickness) else { return };
            self.budget.samples = samples;
            line.sample(image, &mut self.profile);
            let centre_sample = line.nearest(centre);
            profile::clip(&mut self.profile, centre_sample - 0.8 * region.length, centre_sample + 0.8 * region.length);
            profile::refine(&self.profile, &mut self.refined);
            for _ in 0..settings.smoothings {
                profile::smooth(&mut self.refined);
            }
            self.edges.find(&self.refined, settings.edges);
            if self.edges.at.len() < MIN_EDGES {
                empty_lines += 1;
                if empty_lines > 2 {
                    return;
                }
            } else if !self.read_widths(&line) {
                self.read_templates(&line, 2.0 * centre_sample);
            }
        }
    }

    /// Reads the symbols on a line by the widths between its edges, in both directions. Returns whether there is one.
    fn read_widths(&mut self, line: &ScanLine) -> bool {
        let edge_count = self.edges.at.len();
        let Some((first_edge, last_edge)) = self.edges.at.first().zip(self.edges.at.last()) else { return false };
        self.widths.clear();
        self.widths.push(*first_edge);
        self.widths.extend(self.edges.at.windows(2).map(|pair| pair[1] - pair[0]));
        self.widths.push(self.refined.len() as f32 - last_edge);
        let mut found = false;
        for backwards in [false, true] {
            if backwards {
                self.widths.reverse();
            }
            for start in 0..edge_count.saturating_sub(MIN_EDGES) {
                let Some((reading, elements)) = self.widths.get(start..).and_then(width_decoder::read) else {
                    continue;
                };
                let (a, b) = (start, start + elements);
                let (a, b) = if backwards { (edge_count - 1 - a, edge_count - 1 - b) } else { (a, b) };
                if let (Some(a), Some(b)) = (self.edges.at.get(a), self.edges.at.get(b)) {
                    found |= reading.weight > 0;
                    self.votes.add(vote(reading, line, *a, *b));
                }
            }
        }
        found
    }

    /// Reads the symbol around `middle`, a position in the refined profile, by matching templates.
    fn read_templates(&mut self, line: &ScanLine, middle: f32) {
        for (a, b) in self.edges.spans(middle) {
            // A symbol begins and ends with a bar.
            if b < a + 16 || (b - a) % 2 == 0 || self.budget.failed_fits == 0 || self.budget.successful_fits == 0 {
                continue;
            }
            let bars_are_dark = self.edges.starts_falling == (a % 2 == 0);
            let (first, last) = (self.edges.at[a], self.edges.at[b]);
            let result = self.template_decoder.read(&self.refined, first, last, b - a + 1, bars_are_dark);
            let Some((reading, backwards)) = result.filter(|(reading, _)| reading.weight > 0) else {
                self.budget.failed_fits -= 1;
                continue;
            };
            self.budget.successful_fits -= 1;
            let (first, last) = if backwards { (last, first) } else { (first, last) };
            self.votes.add(vote(reading, line, first, last));
        }
    }
}

/// A line's vote for a reading between two positions of its refined profile.
fn vote(reading: Reading, line: &ScanLine, first: f32, last: f32) -> Vote {
    let ends = [first, last].map(|at| line.point(at / 2.0));
    Vote::new(reading.format, reading.text, ends, line.thickness as f32, reading.weight)
}
