//! Decodes symbols whose bars blur has merged: matches templates of whole characters to the profile, and uses none of
//! its edges but the outermost.
//!
//! The profile is resampled to [`SAMPLES_PER_MODULE`]. The positions of all characters, which may drift some samples
//! from even spacing, are found jointly by the Viterbi algorithm: as the path of least cost through the possible
//! positions.

use super::{
    code128, ean,
    templates::{
        BLUR_SIGMAS, CENTRE_GUARD, EAN_DIGITS, Match, OVERLAP, PatternRange, SAMPLES_PER_MODULE, SIDE_GUARD,
        TemplateSet,
    },
    width_decoder::Reading,
};
use crate::Format;

/// How far a character may lie from its position at even spacing, in samples.
const MAX_DRIFT: usize = 8;
const POSITIONS: usize = 2 * MAX_DRIFT + 1;
/// The modules sampled on either side of the symbol: more than templates cover at the outermost positions.
const PADDING: usize = 4;
/// The index of the blur that is tried first.
const FIRST_BLUR: usize = 2;
/// The largest mean cost per character of a path, with the blur that is tried first.
const MAX_MEAN_COST: f32 = 0.25;
/// Below this mean cost a match is not accidental.
const CERTAIN_COST: f32 = 0.1;
/// The smallest module size, in samples of the profile.
const MIN_MODULE: f32 = 2.4;

/// A character's position at even spacing, in modules from the symbol's start, and the patterns that it may have.
#[derive(Clone, Copy)]
struct Slot {
    at: usize,
    range: PatternRange,
}

impl Slot {
    const fn new(at: usize, modules: usize, first: usize, end: usize, sign: f32) -> Slot {
        Slot { at, range: PatternRange { modules, first, end, sign } }
    }
}

/// The slots of EAN-13: guard, six digits, centre guard, six digits, guard.
const EAN: [Slot; 15] = {
    let mut slots = [Slot::new(0, 2, SIDE_GUARD, SIDE_GUARD + 1, 1.0); 15];
    let mut index = 0;
    while index < 6 {
        slots[1 + index] = Slot::new(3 + 7 * index, 7, EAN_DIGITS, EAN_DIGITS + 20, -1.0);
        slots[8 + index] = Slot::new(50 + 7 * index, 7, EAN_DIGITS, EAN_DIGITS + 10, 1.0);
        index += 1;
    }
    slots[7] = Slot::new(45, 4, CENTRE_GUARD, CENTRE_GUARD + 1, -1.0);
    slots[14].at = 92;
    slots
};

/// A path through the positions of all slots: the best match at each.
struct Path {
    matches: Vec<Match>,
    /// The mean cost per slot.
    cost: f32,
}

/// Decodes by template matching. Reuses its buffers, and builds each template set once.
#[derive(Default)]
pub struct TemplateDecoder {
    template_sets: [TemplateSet; BLUR_SIGMAS.len()],
    /// The prefix sums of the profile, in which bars are high.
    prefix_sums: Vec<f32>,
    samples: Vec<f32>,
    matches: Vec<Match>,
    costs: Vec<f32>,
    /// For each slot and position, the position of the previous slot on the best path.
    predecessors: Vec<u8>,
    /// Whether a path below [`CERTAIN_COST`] was found.
    certain: bool,
}

impl TemplateDecoder {
    /// Reads the symbol between the positions `first` and `last` of `profile`, in either direction. Also returns
    /// whether it was read backwards. `edges` is the number of edges found; `bars_are_dark` is false for an inverted
    /// symbol.
    pub fn read(
        &mut self,
        profile: &[f32],
        first: f32,
        last: f32,
        edges: usize,
        bars_are_dark: bool,
    ) -> Option<(Reading, bool)> {
        self.prefix_sums.clear();
        self.prefix_sums.push(0.0);
        let mut sum = 0.0;
        for value in profile {
            sum += if bars_are_dark { 255.0 - value } else { *value };
            self.prefix_sums.push(sum);
        }
        self.certain = false;
        let mut best: Option<(Reading, bool)> = None;
        for (start, end, backwards) in [(first, last, false), (last, first, true)] {
            for read in [TemplateDecoder::ean13, TemplateDecoder::code128] {
                if let Some(reading) = read(self, start, end, edges)
                    && best.as_ref().is_none_or(|b| reading.error < b.0.error)
                {
                    best = Some((reading, backwards));
                }
                // A certain match excludes other symbologies, whether or not its check digit is right.
                if self.certain {
                    return best;
                }
            }
        }
        best
    }

    fn ean13(&mut self, from: f32, to: f32, edges: usize) -> Option<Reading> {
        if !(20..68).contains(&edges) || (to - from).abs() < 95.0 * MIN_MODULE {
            return None;
        }
        self.resample(from, to, 95);
        let mut matches = self.best_path(&EAN)?.matches;
        matches.remove(7);
        let matches = matches.get(1..13)?;
        let mut digits = [0; 12];
        for (digit, found) in digits.iter_mut().zip(matches) {
            *digit = found.pattern;
        }
        let Some((format, text)) = ean::text(&digits) else {
            // Read backwards, an EAN symbol matches nearly as well, so the other direction must still be tried.
            self.certain = false;
            return None;
        };
        Some(reading(format, text, matches))
    }

    fn code128(&mut self, from: f32, to: f32, edges: usize) -> Option<Reading> {
        self.likely_character_counts(from, to, edges).into_iter().find_map(|count| {
            if count == 0 || self.certain {
                return None;
            }
            self.resample(from, to, 11 * count + 2);
            let last = count - 1;
            let slots: Vec<Slot> = (0..count)
                .map(|index| {
                    let (first, end) = match index {
                        0 => (103, 106),
                        _ if index == last => (106, 107),
                        _ => (0, 103),
                    };
                    Slot::new(11 * index, 11, first, end, 1.0)
                })
                .collect();
            let matches = self.best_path(&slots)?.matches;
            let mut values: Vec<u8> = matches.iter().take(last).map(|found| found.pattern).collect();
            *values.first_mut()? += code128::START_A;
            Some(reading(Format::Code128, code128::text(&values)?, &matches))
        })
    }

    /// The two most likely numbers of characters, by how well the start and stop patterns match; 0 for none.
    fn likely_character_counts(&mut self, from: f32, to: f32, edges: usize) -> [usize; 2] {
        /// The largest cost of start and stop pattern together.
        const MAX_COST: f32 = 0.35;
        let mut best = [(MAX_COST, 0); 2];
        // Blur hides some edges, and noise adds a few.
        for count in (edges.saturating_sub(8) / 6).max(5)..=(edges / 3).min(32) {
            let module = (to - from) / (11 * count + 2) as f32;
            if module.abs() < MIN_MODULE {
                break;
            }
            let mut cost = 0.0;
            for (at, first, end) in [(0, 103, 106), (11 * (count - 1), 106, 107)] {
                let slot = Slot::new(0, 11, first, end, 1.0);
                let from = from + at as f32 * module;
                self.resample(from, from + 11.0 * module, 11);
                let positions = MAX_DRIFT - SAMPLES_PER_MODULE..=MAX_DRIFT + SAMPLES_PER_MODULE;
                cost += positions.map(|position| self.match_slot(&slot, FIRST_BLUR, position).cost).fold(1.0, f32::min);
                if cost > MAX_COST {
                    break;
                }
            }
            if cost < best[0].0 {
                best = [(cost, count), best[0]];
            } else if cost < best[1].0 {
                best[1] = (cost, count);
            }
        }
        // A clearly better count excludes the second.
        if best[1].0 > best[0].0 + 0.1 {
            best[1].1 = 0;
        }
        best.map(|(_, count)| count)
    }

    /// Resamples the profile between two positions, with [`PADDING`] modules on either side, by box averaging. `to` may
    /// lie before `from`.
    fn resample(&mut self, from: f32, to: f32, modules: usize) {
        let step = (to - from) / (modules * SAMPLES_PER_MODULE) as f32;
        self.samples.clear();
        for index in 0..(modules + 2 * PADDING) * SAMPLES_PER_MODULE {
            let at = from + (index as f32 - (PADDING * SAMPLES_PER_MODULE) as f32) * step;
            let value = (self.prefix_sum(at + step) - self.prefix_sum(at)) / step;
            self.samples.push(value);
        }
    }

    /// The sum of the profile up to a position, interpolated linearly.
    fn prefix_sum(&self, position: f32) -> f32 {
        let position = position.clamp(0.0, self.prefix_sums.len() as f32 - 1.001);
        let index = position as usize;
        match self.prefix_sums.get(index..index + 2) {
            Some([a, b]) => a + (b - a) * (position - index as f32),
            _ => 0.0,
        }
    }

    /// The best match in a slot. `position` counts samples from [`MAX_DRIFT`] before the position at even spacing.
    fn match_slot(&mut self, slot: &Slot, blur: usize, position: usize) -> Match {
        let templates = &mut self.template_sets[blur];
        templates.prepare(BLUR_SIGMAS[blur]);
        let start = (slot.at + PADDING) * SAMPLES_PER_MODULE + position - MAX_DRIFT;
        let window = self
            .samples
            .get(start - OVERLAP..start + slot.range.modules * SAMPLES_PER_MODULE + OVERLAP)
            .unwrap_or_default();
        templates.best_match(&slot.range, window)
    }

    /// The path of least cost with one blur; `None` as soon as its beginning costs too much.
    fn path(&mut self, slots: &[Slot], blur: usize) -> Option<Path> {
        /// The cost of one sample of drift between neighbouring characters.
        const DRIFT_COST: f32 = 0.01;
        /// By how much the cost of a path's beginning may exceed the allowed mean.
        const TOLERANCE: f32 = 0.5;
        self.matches.clear();
        self.predecessors.clear();
        self.costs.clear();
        self.costs.resize(POSITIONS, 0.0);
        for (slot, number) in slots.iter().zip(1u8..) {
            // Guards are short and their surroundings unknown, so that they carry little information.
            let weight = if slot.range.modules < 7 { 0.3 } else { 1.0 };
            let before = self.costs.len() - POSITIONS;
            for position in 0..POSITIONS {
                let found = self.match_slot(slot, blur, position);
                let (mut cost, mut predecessor) = (self.costs[before + position], position);
                for other in [position.wrapping_sub(1), position + 1] {
                    if other < POSITIONS && self.costs[before + other] + DRIFT_COST < cost {
                        (cost, predecessor) = (self.costs[before + other] + DRIFT_COST, other);
                    }
                }
                self.matches.push(found);
                self.predecessors.push(predecessor as u8);
                self.costs.push(cost + found.cost * weight);
            }
            let min_cost = self.costs.iter().skip(before + POSITIONS).fold(f32::MAX, |a, b| a.min(*b));
            if min_cost > MAX_MEAN_COST * f32::from(number) + TOLERANCE {
                return None;
            }
        }
        let ends = &self.costs[self.costs.len() - POSITIONS..];
        let (mut position, mut cost) = (MAX_DRIFT, f32::MAX);
        for (end, total) in ends.iter().enumerate() {
            if *total < cost {
                (position, cost) = (end, *total);
            }
        }
        let mut matches = Vec::new();
        for (found, predecessor) in
            self.matches.chunks_exact(POSITIONS).zip(self.predecessors.chunks_exact(POSITIONS)).rev()
        {
            matches.push(found[position]);
            position = usize::from(predecessor[position]);
        }
        matches.reverse();
        Some(Path { matches, cost: cost / slots.len() as f32 })
    }

    /// The path of least cost over all blurs, searched from [`FIRST_BLUR`] in either direction while the cost falls.
    fn best_path(&mut self, slots: &[Slot]) -> Option<Path> {
        let mut best = self.path(slots, FIRST_BLUR)?;
        if best.cost > MAX_MEAN_COST {
            return None;
        }
        let directions = [[FIRST_BLUR + 1, FIRST_BLUR + 2], [FIRST_BLUR - 1, FIRST_BLUR - 2]];
        for direction in directions {
            let before = best.cost;
            for blur in direction {
                match self.path(slots, blur) {
                    Some(path) if path.cost < best.cost => best = path,
                    _ => break,
                }
            }
            if best.cost < before {
                break;
            }
        }
        self.certain |= best.cost < CERTAIN_COST;
        Some(best)
    }
}

/// A reading with the mean cost and the margin of its matches.
fn reading(format: Format, text: String, matches: &[Match]) -> Reading {
    let error = matches.iter().map(|found| found.cost).sum::<f32>() / matches.len() as f32;
    let margin = matches.iter().map(|found| found.next_cost - found.cost).fold(1.0, f32::min);
    // Of several thousand wrong fits, none had an error below 0.14 together with a margin above 0.1.
    let weight = match error {
        ..0.06 if margin > 0.2 => 2,
        ..0.13 if margin > 0.1 => 1,
        _ => 0,
    };
    Reading { format, text, weight, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_blur() {
        let widths = "111\
            321111231114141131211222\
            11111\
            141114111411311214112221\
            111";
        let mut dark = vec![false; 20];
        dark.extend(widths.bytes().enumerate().flat_map(|(at, w)| vec![at % 2 == 0; usize::from(w - b'0')]));
        dark.extend([false; 20]);
        for (blur, off, backwards) in [(2, 0.0, false), (4, 0.0, true), (6, 0.1, false), (8, 0.2, true)] {
            // Ten samples a module; box filters one after the other are nearly a Gaussian of 0.2 to 0.8 modules.
            let mut profile: Vec<f32> = dark.iter().flat_map(|d| [if *d { 60.0 } else { 190.0 }; 10]).collect();
            for _ in 0..3 {
                let before = profile.clone();
                for (at, value) in profile.iter_mut().enumerate() {
                    let around = &before[at.saturating_sub(blur)..(at + blur + 1).min(before.len())];
                    *value = around.iter().sum::<f32>() / around.len() as f32;
                }
            }
            if backwards {
                profile.reverse();
            }
            let found = TemplateDecoder::default().read(&profile, 200.0 + off * 10.0, 1150.0 - off * 10.0, 60, true);
            let Some((found, way)) = found else { panic!("{blur}") };
            assert_eq!((found.text.as_str(), way), ("4006381333931", backwards), "{blur}");
            assert!(found.weight > 0, "{blur}: {}", found.error);
        }
    }
}
