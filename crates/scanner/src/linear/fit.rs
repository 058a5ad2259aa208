//! Symbols whose bars a blur has merged: whole characters are fitted to the profile, none of its edges but the outermost.
//!
//! The profile is resampled to [`PER`] samples a module. A blurred pattern is a sum of blurred modules, so that its product
//! with the profile is a sum over its bars of one filtered profile; each pattern then costs a few additions. Which place each
//! character has, within some modules of an even spread, is found for all of them at once, as the cheapest path.

use super::{bars, bars::Symbol, code128, ean};
use crate::Format;

/// Samples a module.
const PER: usize = 4;
/// Modules that are sampled outside of the symbol.
const PAD: usize = 6;
/// How far a character may be from its even place, in samples.
const SLACK: usize = 12;
const PLACES: usize = 2 * SLACK + 1;

/// A character's place, and what it may be.
#[derive(Clone, Copy)]
struct Slot {
    /// Modules from the symbol's start.
    at: usize,
    modules: usize,
    /// A range of [`Alphabet::patterns`].
    first: usize,
    end: usize,
    /// 1 where it begins with a bar, -1 where with a space.
    sign: f32,
}

/// Patterns as a certain blur shows them, with half a module around: bright before them, dark after.
#[derive(Default)]
struct Alphabet {
    patterns: Vec<Pattern>,
}

#[derive(Clone, Copy, Default)]
struct Pattern {
    /// Where bars and spaces begin, in modules; bars at even indices.
    starts: [u8; 7],
    mean: f32,
    /// The inverse of its deviation's length.
    scale: f32,
}

#[derive(Clone, Copy, Default)]
struct Choice {
    pattern: u16,
    /// The part of the profile's variance that the best pattern leaves, and the next best one.
    cost: f32,
    next: f32,
}

#[derive(Default)]
pub struct Fitter {
    codes: [Alphabet; BLURS.len()],
    sums: Vec<f32>,
    line: Vec<f32>,
    filtered: Vec<f32>,
    choices: Vec<Choice>,
    costs: Vec<f32>,
    from: Vec<u8>,
}

/// The standard deviations of the blurs that are tried, in modules.
const BLURS: [f32; 3] = [0.3, 0.55, 0.8];
/// The order in which they are tried.
const TRIES: [usize; 3] = [1, 2, 0];
/// What the middle blur must not exceed for the others to be tried.
const WORST: f32 = 0.45;
/// The narrowest module, in half pixels.
const FINEST: f32 = 2.4;
const GUARDS: usize = 107;
const DIGITS: usize = 109;

/// What the bar after a character adds, from the window's end backwards.
fn after(blur: f32) -> [f32; 3 * PER] {
    std::array::from_fn(|index| step(1.0 - (index as f32 + 0.5) / PER as f32, blur))
}

/// A step from 0 to 1, blurred.
fn step(at: f32, blur: f32) -> f32 {
    let t = (at / (blur * 2.236)).clamp(-1.0, 1.0);
    0.5 + t * (0.75 - 0.25 * t * t)
}

impl Alphabet {
    fn fill(&mut self, blur: f32) {
        if !self.patterns.is_empty() {
            return;
        }
        for widths in &bars::CODE128 {
            self.patterns.push(pattern(widths, blur));
        }
        self.patterns.push(pattern(&[1, 1], blur));
        self.patterns.push(pattern(&[1, 1, 1, 1], blur));
        for widths in &bars::EAN {
            self.patterns.push(pattern(widths, blur));
        }
    }
}

fn pattern(widths: &[u8], blur: f32) -> Pattern {
    let mut starts = [0; 7];
    let mut modules = 0;
    for (start, width) in starts[1..].iter_mut().zip(widths.iter().chain([&0; 6])) {
        modules += width;
        *start = modules;
    }
    let count = (usize::from(modules) + 2) * PER;
    let (mut sum, mut squares) = (0.0, 0.0);
    for index in 0..count {
        let at = (index as f32 + 0.5) / PER as f32 - 1.0;
        let mut value = step(at - f32::from(modules), blur);
        for bar in starts[..6].chunks_exact(2) {
            value += step(at - f32::from(bar[0]), blur) - step(at - f32::from(bar[1]), blur);
        }
        sum += value;
        squares += value * value;
    }
    let mean = sum / count as f32;
    Pattern { starts, mean, scale: 1.0 / (squares - sum * mean).max(1e-6).sqrt() }
}

impl Fitter {
    /// Reads the symbol between the edges `first` and `last` of `profile`, forwards or backwards. `dark` says that its bars are.
    /// True with it where it was read backwards.
    pub fn read(&mut self, profile: &[f32], first: f32, last: f32, edges: usize, dark: bool) -> Option<(Symbol, bool)> {
        for (code, blur) in self.codes.iter_mut().zip(BLURS) {
            code.fill(blur);
        }
        self.sums.clear();
        self.sums.push(0.0);
        let mut sum = 0.0;
        for value in profile {
            sum += if dark { 255.0 - value } else { *value };
            self.sums.push(sum);
        }
        let mut best: Option<(Symbol, bool)> = None;
        for backwards in [false, true] {
            let (from, to) = if backwards { (last, first) } else { (first, last) };
            for symbol in [self.ean13(from, to, edges), self.code128(from, to, edges)].into_iter().flatten() {
                if best.as_ref().is_none_or(|b| symbol.error < b.0.error) {
                    best = Some((symbol, backwards));
                }
            }
        }
        best
    }

    /// The mean of the profile between two places.
    fn mean(&self, a: f32, b: f32) -> f32 {
        let (a, b) = (a.min(b), a.max(b));
        let upto = |at: f32| {
            let at = at.clamp(0.0, self.sums.len() as f32 - 1.001);
            let index = at as usize;
            match self.sums.get(index..index + 2) {
                Some([x, y]) => x + (y - x) * (at - index as f32),
                _ => 0.0,
            }
        };
        (upto(b) - upto(a)) / (b - a).max(1e-3)
    }

    fn resample(&mut self, from: f32, to: f32, modules: usize) {
        let step = (to - from) / (modules * PER) as f32;
        self.line.clear();
        for index in 0..(modules + 2 * PAD) * PER {
            let at = from + (index as f32 - (PAD * PER) as f32) * step;
            let value = self.mean(at, at + step);
            self.line.push(value);
        }
    }

    /// At each sample, the product of the profile with a module that begins there.
    fn filter(&mut self, blur: f32) {
        const REACH: usize = 2 * PER;
        let mut taps = [0.0; PER + 2 * REACH];
        for (index, tap) in taps.iter_mut().enumerate() {
            let at = (index as f32 + 0.5 - REACH as f32) / PER as f32;
            *tap = step(at, blur) - step(at - 1.0, blur);
        }
        self.filtered.clear();
        self.filtered.resize(REACH, 0.0);
        self.filtered
            .extend(self.line.windows(taps.len()).map(|window| window.iter().zip(&taps).map(|(a, b)| a * b).sum::<f32>()));
        self.filtered.resize(self.line.len(), 0.0);
    }

    /// The best pattern for a slot at a place.
    fn choose(&self, slot: &Slot, blur: usize, place: usize, after: &[f32]) -> Choice {
        let start = (slot.at + PAD) * PER + place - SLACK;
        let none = Choice { pattern: 0, cost: 1.0, next: 1.0 };
        let window = &self.line[start - PER..start + (slot.modules + 1) * PER];
        let count = window.len() as f32;
        let (sum, squares) = window.iter().fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
        let variance = squares - sum * sum / count;
        if variance < count {
            return none;
        }
        // The sums of the filtered modules up to each one, and what the next character's bar adds.
        let mut upto = [0.0; 12];
        let mut total = 0.0;
        for module in 0..slot.modules {
            total += self.filtered[start + module * PER];
            upto[module + 1] = total;
        }
        let tail: f32 = window.iter().rev().zip(after).map(|(a, b)| a * b).sum();
        let (mut best, mut next, mut index) = (-1.0, -1.0, 0);
        let scale = slot.sign / variance.sqrt();
        for (number, pattern) in self.codes[blur].patterns[slot.first..slot.end].iter().enumerate() {
            let s = pattern.starts.map(|start| upto[usize::from(start).min(11)]);
            let product = s[1] - s[0] + s[3] - s[2] + s[5] - s[4] + tail;
            let r = (product - sum * pattern.mean) * pattern.scale * scale;
            if r > best {
                next = best;
                best = r;
                index = number;
            } else if r > next {
                next = r;
            }
        }
        let left = |r: f32| if r > 0.0 { (1.0 - r * r).max(0.0) } else { 1.0 };
        Choice { pattern: index as u16, cost: left(best), next: left(next) }
    }

    /// The cheapest path of all slots: the choices on it, and its cost a slot.
    fn path(&mut self, slots: &[Slot], blur: usize) -> (Vec<Choice>, f32) {
        /// What a sample of drift costs.
        const DRIFT: f32 = 0.01;
        let after = after(BLURS[blur]);
        self.filter(BLURS[blur]);
        self.choices.clear();
        self.costs.clear();
        self.from.clear();
        for (number, slot) in slots.iter().enumerate() {
            for place in 0..PLACES {
                let choice = self.choose(slot, blur, place, &after);
                let (mut cost, mut from) = (0.0, place);
                if number > 0 {
                    let before = &self.costs[(number - 1) * PLACES..];
                    cost = before[place];
                    for other in [place.wrapping_sub(1), place + 1] {
                        if other < PLACES && before[other] + DRIFT < cost {
                            (cost, from) = (before[other] + DRIFT, other);
                        }
                    }
                }
                self.choices.push(choice);
                self.costs.push(cost + choice.cost);
                self.from.push(from as u8);
            }
        }
        let last = (slots.len() - 1) * PLACES;
        let end = (0..PLACES).min_by(|a, b| self.costs[last + a].total_cmp(&self.costs[last + b])).unwrap_or(SLACK);
        let cost = self.costs[last + end] / slots.len() as f32;
        let mut place = end;
        let mut path: Vec<Choice> = (0..slots.len())
            .rev()
            .map(|number| {
                let choice = self.choices[number * PLACES + place];
                place = usize::from(self.from[number * PLACES + place]);
                choice
            })
            .collect();
        path.reverse();
        (path, cost)
    }

    fn ean13(&mut self, from: f32, to: f32, edges: usize) -> Option<Symbol> {
        if !(30..68).contains(&edges) || (to - from).abs() < 95.0 * FINEST {
            return None;
        }
        let mut slots = [Slot { at: 0, modules: 2, first: GUARDS, end: GUARDS + 1, sign: 1.0 }; 15];
        for (index, slot) in slots.iter_mut().enumerate() {
            match index {
                1..7 => *slot = Slot { at: 7 * index - 4, modules: 7, first: DIGITS, end: DIGITS + 20, sign: -1.0 },
                7 => *slot = Slot { at: 45, modules: 4, first: GUARDS + 1, end: GUARDS + 2, sign: -1.0 },
                8..14 => *slot = Slot { at: 7 * index - 6, modules: 7, first: DIGITS, end: DIGITS + 10, sign: 1.0 },
                14 => slot.at = 92,
                _ => {}
            }
        }
        self.resample(from, to, 95);
        let mut best: Option<Symbol> = None;
        for blur in TRIES {
            let (path, cost) = self.path(&slots, blur);
            if cost > WORST {
                break;
            }
            let mut digits = [0; 12];
            for (digit, choice) in digits.iter_mut().zip(path[1..7].iter().chain(&path[8..14])) {
                *digit = choice.pattern as u8;
            }
            if best.as_ref().is_none_or(|b| cost < b.error)
                && let Some((format, text)) = ean::text(&digits)
            {
                let margin = margin(&path);
                best = Some(Symbol { format, text, elements: 59, error: cost, margin });
            }
        }
        best
    }

    /// How many characters there may be, with the cost of their "start" and "stop", the likeliest first.
    fn counts(&mut self, from: f32, to: f32, edges: usize) -> Vec<(f32, usize)> {
        const BLUR: usize = 1;
        let mut counts = Vec::new();
        // Blur hides some edges, noise adds a few.
        for count in (edges.saturating_sub(8) / 6).max(5)..=(edges / 3).min(32) {
            let modules = 11 * count + 2;
            let module = (to - from) / modules as f32;
            if module.abs() < FINEST {
                break;
            }
            let mut cost = 0.0;
            for (at, pattern) in [(0, 103..106), (11 * (count - 1), 106..107)] {
                let slot = Slot { at: 0, modules: 11, first: pattern.start, end: pattern.end, sign: 1.0 };
                let from = from + at as f32 * module;
                self.resample(from, from + 11.0 * module, 11);
                self.filter(BLURS[BLUR]);
                let after = after(BLURS[BLUR]);
                let near = SLACK - PER..=SLACK + PER;
                cost += near.map(|place| self.choose(&slot, BLUR, place, &after).cost).fold(1.0, f32::min);
            }
            counts.push((cost, count));
        }
        counts.sort_by(|a, b| a.0.total_cmp(&b.0));
        counts
    }

    fn code128(&mut self, from: f32, to: f32, edges: usize) -> Option<Symbol> {
        let mut best: Option<Symbol> = None;
        for (cost, count) in self.counts(from, to, edges).into_iter().take(2) {
            if cost > 0.6 {
                break;
            }
            self.resample(from, to, 11 * count + 2);
            let mut slots = vec![Slot { at: 0, modules: 11, first: 0, end: 103, sign: 1.0 }; count];
            for (index, slot) in slots.iter_mut().enumerate() {
                slot.at = 11 * index;
            }
            (slots[0].first, slots[0].end) = (103, 106);
            (slots[count - 1].first, slots[count - 1].end) = (106, 107);
            for blur in TRIES {
                let (path, cost) = self.path(&slots, blur);
                if cost > WORST {
                    break;
                }
                let values: Vec<u8> = path[..count - 1]
                    .iter()
                    .enumerate()
                    .map(|(index, choice)| choice.pattern as u8 + if index == 0 { code128::START_A } else { 0 })
                    .collect();
                if best.as_ref().is_none_or(|b| cost < b.error)
                    && let Some(text) = code128::text(&values)
                {
                    let margin = margin(&path);
                    best = Some(Symbol { format: Format::Code128, text, elements: 6 * count + 1, error: cost, margin });
                }
            }
        }
        best
    }
}

/// By how much the least sure character is better than the next best.
fn margin(path: &[Choice]) -> f32 {
    path.iter().map(|choice| choice.next - choice.cost).fold(1.0, f32::min)
}
