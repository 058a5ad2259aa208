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
/// How far a blur reaches, in samples.
const REACH: usize = 2 * PER;
/// How many samples around a character are compared.
const AROUND: usize = PER / 2;
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

/// Patterns as a certain blur shows them.
#[derive(Default)]
struct Alphabet {
    patterns: Vec<Pattern>,
    /// What a module adds to the samples from [`REACH`] before it on.
    module: [f32; PER + 2 * REACH],
    /// What is before a character, from the window's start on, and after it, from the window's end backwards.
    before: [f32; 3 * PER],
    after: [f32; 3 * PER],
}

#[derive(Clone, Copy, Default)]
struct Pattern {
    /// Where bars and spaces begin, in modules; bars at even indices.
    starts: [u8; 7],
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
    choices: Vec<Choice>,
    costs: Vec<f32>,
    from: Vec<u8>,
}

/// The standard deviations of the blurs that are tried, in modules.
const BLURS: [f32; 5] = [0.25, 0.4, 0.55, 0.7, 0.85];
/// The one that is tried first.
const MIDDLE: usize = 2;
/// What the middle blur must not exceed for the others to be tried.
const WORST: f32 = 0.25;
/// The narrowest module, in half pixels.
const FINEST: f32 = 2.4;
const GUARDS: usize = 107;
const DIGITS: usize = 109;

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
        for (index, tap) in self.module.iter_mut().enumerate() {
            let at = (index as f32 + 0.5 - REACH as f32) / PER as f32;
            *tap = step(at, blur) - step(at - 1.0, blur);
        }
        for (index, (before, after)) in self.before.iter_mut().zip(&mut self.after).enumerate() {
            let at = (index as f32 + 0.5 - AROUND as f32) / PER as f32;
            (*before, *after) = (brighter(at, blur), darker(-at, blur));
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

/// What is before a character, `at` modules from its start: a bright module, and before that, either.
fn brighter(at: f32, blur: f32) -> f32 {
    0.5 - 0.5 * step(at + 1.0, blur)
}

/// What is after a character, `at` modules from its end: a dark module, and then either.
fn darker(at: f32, blur: f32) -> f32 {
    step(at, blur) - 0.5 * step(at - 1.0, blur)
}

fn pattern(widths: &[u8], blur: f32) -> Pattern {
    let mut starts = [0; 7];
    let mut modules = 0;
    for (start, width) in starts[1..].iter_mut().zip(widths.iter().chain([&0; 6])) {
        modules += width;
        *start = modules;
    }
    let count = usize::from(modules) * PER + 2 * AROUND;
    let (mut sum, mut squares) = (0.0, 0.0);
    for index in 0..count {
        let at = (index as f32 + 0.5 - AROUND as f32) / PER as f32;
        let mut value = brighter(at, blur) + darker(at - f32::from(modules), blur);
        for bar in starts[..6].chunks_exact(2) {
            value += step(at - f32::from(bar[0]), blur) - step(at - f32::from(bar[1]), blur);
        }
        sum += value;
        squares += value * value;
    }
    Pattern { starts, scale: 1.0 / (squares - sum * sum / count as f32).max(1e-6).sqrt() }
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
            if best.as_ref().is_some_and(|b| b.0.error < 0.05) {
                break;
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

    /// The best pattern for a slot at a place.
    fn choose(&self, slot: &Slot, blur: usize, place: usize) -> Choice {
        let start = (slot.at + PAD) * PER + place - SLACK;
        let none = Choice { pattern: 0, cost: 1.0, next: 1.0 };
        let alphabet = &self.codes[blur];
        let window = &self.line[start - AROUND..start + slot.modules * PER + AROUND];
        let count = window.len() as f32;
        let (sum, squares) = window.iter().fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
        let mean = sum / count;
        let variance = squares - sum * mean;
        if variance < count {
            return none;
        }
        // The products with all modules up to each one, as far as they are inside of the window; and with the neighbours.
        let mut upto = [0.0; 12];
        let mut total = 0.0;
        for module in 0..slot.modules {
            let begin = module * PER + AROUND;
            let (skip, from) = (REACH.saturating_sub(begin), begin.saturating_sub(REACH));
            let taps = &alphabet.module[skip..];
            total += window[from..].iter().zip(taps).map(|(value, tap)| (value - mean) * tap).sum::<f32>();
            upto[module + 1] = total;
        }
        let beside: f32 = window.iter().zip(&alphabet.before).map(|(value, part)| (value - mean) * part).sum::<f32>()
            + window.iter().rev().zip(&alphabet.after).map(|(value, part)| (value - mean) * part).sum::<f32>();
        let (mut best, mut next, mut index) = (-1.0, -1.0, 0);
        let scale = slot.sign / variance.sqrt();
        for (number, pattern) in self.codes[blur].patterns[slot.first..slot.end].iter().enumerate() {
            let s = pattern.starts.map(|start| upto[usize::from(start).min(11)]);
            let product = s[1] - s[0] + s[3] - s[2] + s[5] - s[4] + beside;
            let r = product * pattern.scale * scale;
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
        self.choices.clear();
        self.costs.clear();
        self.from.clear();
        for (number, slot) in slots.iter().enumerate() {
            for place in 0..PLACES {
                let choice = self.choose(slot, blur, place);
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
                // A guard bar is the same anywhere, and its neighbours are not.
                let weight = if slot.modules < 7 { 0.3 } else { 1.0 };
                self.choices.push(choice);
                self.costs.push(cost + choice.cost * weight);
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

    /// The cheapest path with the blur that suits it best.
    fn best_path(&mut self, slots: &[Slot]) -> Option<(Vec<Choice>, f32)> {
        let mut best = self.path(slots, MIDDLE);
        if std::env::var("FITLOG").is_ok() {
            eprintln!("MID {:?}", best.0.iter().map(|c| (c.cost * 100.0) as i32).collect::<Vec<_>>());
        }
        if best.1 > WORST {
            return None;
        }
        let mut blur = MIDDLE;
        for up in [true, false] {
            while let Some(next) = if up { Some(blur + 1).filter(|b| *b < BLURS.len()) } else { blur.checked_sub(1) } {
                let path = self.path(slots, next);
                if path.1 > best.1 {
                    break;
                }
                (best, blur) = (path, next);
            }
            if blur != MIDDLE {
                break;
            }
        }
        if std::env::var("FITLOG").is_ok() {
            eprintln!("{blur} {:?}", best.0.iter().map(|c| (c.cost * 100.0) as i32).collect::<Vec<_>>());
        }
        Some(best)
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
        let (mut path, _) = self.best_path(&slots)?;
        path.remove(7);
        let path = &path[1..13];
        let mut digits = [0; 12];
        for (digit, choice) in digits.iter_mut().zip(path) {
            *digit = choice.pattern as u8;
        }
        let (format, text) = ean::text(&digits)?;
        Some(symbol(format, text, 59, path))
    }

    /// How many characters there may be, with the cost of their "start" and "stop", the likeliest first.
    fn counts(&mut self, from: f32, to: f32, edges: usize) -> Vec<(f32, usize)> {
        const BLUR: usize = MIDDLE;
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
                let near = SLACK - PER..=SLACK + PER;
                cost += near.map(|place| self.choose(&slot, BLUR, place).cost).fold(1.0, f32::min);
            }
            counts.push((cost, count));
        }
        counts.sort_by(|a, b| a.0.total_cmp(&b.0));
        if std::env::var("FITLOG").is_ok() {
            eprintln!("counts {:?}", &counts[..counts.len().min(4)]);
        }
        counts
    }

    fn code128(&mut self, from: f32, to: f32, edges: usize) -> Option<Symbol> {
        let mut best: Option<Symbol> = None;
        for (cost, count) in self.counts(from, to, edges).into_iter().take(2) {
            if cost > 0.35 {
                break;
            }
            self.resample(from, to, 11 * count + 2);
            let mut slots = vec![Slot { at: 0, modules: 11, first: 0, end: 103, sign: 1.0 }; count];
            for (index, slot) in slots.iter_mut().enumerate() {
                slot.at = 11 * index;
            }
            (slots[0].first, slots[0].end) = (103, 106);
            (slots[count - 1].first, slots[count - 1].end) = (106, 107);
            let Some((path, _)) = self.best_path(&slots) else { continue };
            let values: Vec<u8> = path[..count - 1]
                .iter()
                .enumerate()
                .map(|(index, choice)| choice.pattern as u8 + if index == 0 { code128::START_A } else { 0 })
                .collect();
            if let Some(text) = code128::text(&values) {
                let symbol = symbol(Format::Code128, text, 6 * count + 1, &path);
                if best.as_ref().is_none_or(|b| symbol.error < b.error) {
                    best = Some(symbol);
                }
            }
        }
        best
    }
}

fn symbol(format: Format, text: String, elements: usize, path: &[Choice]) -> Symbol {
    let error = path.iter().map(|choice| choice.cost).sum::<f32>() / path.len() as f32;
    let margin = path.iter().map(|choice| choice.next - choice.cost).fold(1.0, f32::min);
    Symbol { format, text, elements, error, margin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probe() {
        for (sigma, off) in [(0.3, 0.0), (0.55, 0.0), (0.55, 0.1), (0.8, 0.0), (0.8, 0.2)] {
            let mut widths: Vec<u8> = vec![1, 1, 1];
            for d in [0, 10, 6, 3, 18, 11] {
                widths.extend(bars::EAN[d]);
            }
            widths.extend([1; 5]);
            for d in [3, 3, 3, 9, 3, 1] {
                widths.extend(bars::EAN[d]);
            }
            widths.extend([1, 1, 1]);
            let m = 8.0;
            let mut profile = vec![200.0; 1000];
            let mut at = 20.0 * m;
            for (i, w) in widths.iter().enumerate() {
                let to = at + f32::from(*w) * m;
                if i % 2 == 0 {
                    for (x, p) in profile.iter_mut().enumerate() {
                        let x = x as f32 + 0.5;
                        *p -= 150.0 * (step((x - at) / m, sigma) - step((x - to) / m, sigma));
                    }
                }
                at = to;
            }
            
            eprintln!("sigma {sigma}");
            let r = Fitter::default().read(&profile, (20.0 + off) * m, (115.0 - off) * m, 60, true);
            eprintln!("{:?}", r.map(|r| r.0.text));
        }
    }
}
