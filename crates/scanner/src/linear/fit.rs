//! Symbols whose bars a blur has merged: whole characters are fitted to the profile, none of its edges but the outermost.
//!
//! The profile is resampled to [`PER`] samples a module. Which place each character has, within some modules of an even spread,
//! is found for all of them at once: as the cheapest path through the places.

use super::{
    bars::Symbol,
    code128, ean,
    shapes::{AROUND, Alphabet, BLURS, Choice, Choices, DIGITS, GUARD, GUARDS, PER},
};
use crate::Format;

/// How far a character may be from its even place, in samples.
const SLACK: usize = 8;
const PLACES: usize = 2 * SLACK + 1;
/// Modules that are sampled outside of the symbol: more than what is compared at the outermost places.
const PAD: usize = 4;
/// The blur that is tried first.
const MIDDLE: usize = 2;
/// The most that a character of a path costs in the mean, with the blur that is tried first.
const WORST: f32 = 0.25;
/// A path that costs less is no chance.
const CLEAR: f32 = 0.1;
/// The narrowest module, in samples of the profile.
const FINEST: f32 = 2.4;

/// A character's place in modules from the symbol's start, and what it may be.
#[derive(Clone, Copy)]
struct Slot {
    at: usize,
    choices: Choices,
}

impl Slot {
    const fn new(at: usize, modules: usize, first: usize, end: usize, sign: f32) -> Slot {
        Slot { at, choices: Choices { modules, first, end, sign } }
    }
}

const EAN: [Slot; 15] = {
    let mut slots = [Slot::new(0, 2, GUARD, GUARD + 1, 1.0); 15];
    let mut index = 0;
    while index < 6 {
        slots[1 + index] = Slot::new(3 + 7 * index, 7, DIGITS, DIGITS + 20, -1.0);
        slots[8 + index] = Slot::new(50 + 7 * index, 7, DIGITS, DIGITS + 10, 1.0);
        index += 1;
    }
    slots[7] = Slot::new(45, 4, GUARDS, GUARDS + 1, -1.0);
    slots[14].at = 92;
    slots
};

/// A path through the places of all slots.
struct Path {
    choices: Vec<Choice>,
    /// A slot's mean cost.
    cost: f32,
}

#[derive(Default)]
pub struct Fitter {
    alphabets: [Alphabet; BLURS.len()],
    /// The profile's sums up to each sample, dark high.
    sums: Vec<f32>,
    line: Vec<f32>,
    choices: Vec<Choice>,
    costs: Vec<f32>,
    from: Vec<u8>,
    /// Whether a path was found whose characters are beyond doubt.
    clear: bool,
}

impl Fitter {
    /// Reads the symbol between the places `first` and `last` of `profile`, forwards or backwards; with it true where it was read
    /// backwards. `dark` says that its bars are; `edges` is how many were seen.
    pub fn read(&mut self, profile: &[f32], first: f32, last: f32, edges: usize, dark: bool) -> Option<(Symbol, bool)> {
        self.sums.clear();
        self.sums.push(0.0);
        let mut sum = 0.0;
        for value in profile {
            sum += if dark { 255.0 - value } else { *value };
            self.sums.push(sum);
        }
        self.clear = false;
        let mut best: Option<(Symbol, bool)> = None;
        for (from, to, backwards) in [(first, last, false), (last, first, true)] {
            for read in [Fitter::ean13, Fitter::code128] {
                if let Some(symbol) = read(self, from, to, edges)
                    && best.as_ref().is_none_or(|b| symbol.error < b.0.error)
                {
                    best = Some((symbol, backwards));
                }
                // Whether or not its check is right, it is nothing else.
                if self.clear {
                    return best;
                }
            }
        }
        best
    }

    fn ean13(&mut self, from: f32, to: f32, edges: usize) -> Option<Symbol> {
        if !(20..68).contains(&edges) || (to - from).abs() < 95.0 * FINEST {
            return None;
        }
        self.resample(from, to, 95);
        let mut path = self.best_path(&EAN)?.choices;
        path.remove(7);
        let path = path.get(1..13)?;
        let mut digits = [0; 12];
        for (digit, choice) in digits.iter_mut().zip(path) {
            *digit = choice.pattern;
        }
        let Some((format, text)) = ean::text(&digits) else {
            // Backwards it looks nearly as well.
            self.clear = false;
            return None;
        };
        Some(symbol(format, text, path))
    }

    fn code128(&mut self, from: f32, to: f32, edges: usize) -> Option<Symbol> {
        self.counts(from, to, edges).into_iter().find_map(|count| {
            if count == 0 || self.clear {
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
            let path = self.best_path(&slots)?.choices;
            let mut values: Vec<u8> = path.iter().take(last).map(|choice| choice.pattern).collect();
            *values.first_mut()? += code128::START_A;
            Some(symbol(Format::Code128, code128::text(&values)?, &path))
        })
    }

    /// How many characters there may be, by how well "start" and "stop" fit: the best two, or 0.
    fn counts(&mut self, from: f32, to: f32, edges: usize) -> [usize; 2] {
        /// The most that "start" and "stop" cost together.
        const MOST: f32 = 0.35;
        let mut best = [(MOST, 0); 2];
        // Blur hides some edges, noise adds a few.
        for count in (edges.saturating_sub(8) / 6).max(5)..=(edges / 3).min(32) {
            let module = (to - from) / (11 * count + 2) as f32;
            if module.abs() < FINEST {
                break;
            }
            let mut cost = 0.0;
            for (at, first, end) in [(0, 103, 106), (11 * (count - 1), 106, 107)] {
                let slot = Slot::new(0, 11, first, end, 1.0);
                let from = from + at as f32 * module;
                self.resample(from, from + 11.0 * module, 11);
                let near = SLACK - PER..=SLACK + PER;
                cost += near.map(|place| self.choose(&slot, MIDDLE, place).cost).fold(1.0, f32::min);
                if cost > MOST {
                    break;
                }
            }
            if cost < best[0].0 {
                best = [(cost, count), best[0]];
            } else if cost < best[1].0 {
                best[1] = (cost, count);
            }
        }
        // The right one is much better than its neighbours.
        if best[1].0 > best[0].0 + 0.1 {
            best[1].1 = 0;
        }
        best.map(|(_, count)| count)
    }

    /// Samples the profile from one place to another, and [`PAD`] modules around.
    fn resample(&mut self, from: f32, to: f32, modules: usize) {
        let step = (to - from) / (modules * PER) as f32;
        self.line.clear();
        for index in 0..(modules + 2 * PAD) * PER {
            let at = from + (index as f32 - (PAD * PER) as f32) * step;
            let value = (self.upto(at + step) - self.upto(at)) / step;
            self.line.push(value);
        }
    }

    fn upto(&self, at: f32) -> f32 {
        let at = at.clamp(0.0, self.sums.len() as f32 - 1.001);
        let index = at as usize;
        match self.sums.get(index..index + 2) {
            Some([a, b]) => a + (b - a) * (at - index as f32),
            _ => 0.0,
        }
    }

    fn choose(&mut self, slot: &Slot, blur: usize, place: usize) -> Choice {
        let alphabet = &mut self.alphabets[blur];
        alphabet.prepare(BLURS[blur]);
        let start = (slot.at + PAD) * PER + place - SLACK;
        let window = self.line.get(start - AROUND..start + slot.choices.modules * PER + AROUND).unwrap_or_default();
        alphabet.choose(&slot.choices, window)
    }

    /// The cheapest path, unless its beginning already costs too much.
    fn path(&mut self, slots: &[Slot], blur: usize) -> Option<Path> {
        /// What a sample of drift costs.
        const DRIFT: f32 = 0.01;
        /// By how much the costs may be above the mean that is allowed.
        const ABOVE: f32 = 0.5;
        self.choices.clear();
        self.from.clear();
        self.costs.clear();
        self.costs.resize(PLACES, 0.0);
        for (slot, number) in slots.iter().zip(1u8..) {
            // A guard looks alike everywhere, and what is beside it is not known: it says little.
            let weight = if slot.choices.modules < 7 { 0.3 } else { 1.0 };
            let before = self.costs.len() - PLACES;
            for place in 0..PLACES {
                let choice = self.choose(slot, blur, place);
                let (mut cost, mut from) = (self.costs[before + place], place);
                for other in [place.wrapping_sub(1), place + 1] {
                    if other < PLACES && self.costs[before + other] + DRIFT < cost {
                        (cost, from) = (self.costs[before + other] + DRIFT, other);
                    }
                }
                self.choices.push(choice);
                self.from.push(from as u8);
                self.costs.push(cost + choice.cost * weight);
            }
            let least = self.costs.iter().skip(before + PLACES).fold(f32::MAX, |a, b| a.min(*b));
            if least > WORST * f32::from(number) + ABOVE {
                return None;
            }
        }
        let ends = &self.costs[self.costs.len() - PLACES..];
        let (mut place, mut cost) = (SLACK, f32::MAX);
        for (end, total) in ends.iter().enumerate() {
            if *total < cost {
                (place, cost) = (end, *total);
            }
        }
        let mut choices = Vec::new();
        for (choice, from) in self.choices.chunks_exact(PLACES).zip(self.from.chunks_exact(PLACES)).rev() {
            choices.push(choice[place]);
            place = usize::from(from[place]);
        }
        choices.reverse();
        Some(Path { choices, cost: cost / slots.len() as f32 })
    }

    /// The cheapest path with the blur that suits it best.
    fn best_path(&mut self, slots: &[Slot]) -> Option<Path> {
        let mut best = self.path(slots, MIDDLE)?;
        if best.cost > WORST {
            return None;
        }
        let ways = [[MIDDLE + 1, MIDDLE + 2], [MIDDLE - 1, MIDDLE - 2]];
        for way in ways {
            let before = best.cost;
            for blur in way {
                match self.path(slots, blur) {
                    Some(path) if path.cost < best.cost => best = path,
                    _ => break,
                }
            }
            if best.cost < before {
                break;
            }
        }
        self.clear |= best.cost < CLEAR;
        Some(best)
    }
}

fn symbol(format: Format, text: String, path: &[Choice]) -> Symbol {
    let error = path.iter().map(|choice| choice.cost).sum::<f32>() / path.len() as f32;
    let margin = path.iter().map(|choice| choice.next - choice.cost).fold(1.0, f32::min);
    // Of some thousand wrong fits none had less error than 0.14 and more margin than 0.1.
    let weight = match error {
        ..0.06 if margin > 0.2 => 2,
        ..0.13 if margin > 0.1 => 1,
        _ => 0,
    };
    Symbol { format, text, weight, error }
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
            let found = Fitter::default().read(&profile, 200.0 + off * 10.0, 1150.0 - off * 10.0, 60, true);
            let Some((found, way)) = found else { panic!("{blur}") };
            assert_eq!((found.text.as_str(), way), ("4006381333931", backwards), "{blur}");
            assert!(found.weight > 0, "{blur}: {}", found.error);
        }
    }
}
