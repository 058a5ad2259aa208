//! [`Alphabet`]: how characters look through a blur, to be compared with a profile. Knows no symbol and reads none.
//!
//! A blurred pattern is a sum of blurred modules. Its product with a profile is a sum over its bars of the modules' products,
//! which all patterns share, so that each pattern costs a few additions.

use super::bars;

/// Samples a module.
pub const PER: usize = 4;
/// How far a blur reaches, in samples.
const REACH: usize = 2 * PER;
/// How many samples around a character are compared.
pub const AROUND: usize = PER / 2;

/// The standard deviations of the blurs that there are alphabets for, in modules.
pub const BLURS: [f32; 5] = [0.25, 0.4, 0.55, 0.7, 0.85];

/// Where "1 1" and "1 1 1 1", the parts of EAN's guards, are among the patterns; Code 128's characters are before them.
pub const GUARD: usize = 107;
pub const GUARDS: usize = 108;
/// Where EAN's digits are: ten of odd parity, ten of even parity.
pub const DIGITS: usize = 109;

/// All patterns as a certain blur shows them.
#[derive(Default)]
pub struct Alphabet {
    patterns: Vec<Pattern>,
    /// What a module adds to the samples from [`REACH`] before it on.
    module: [f32; PER + 2 * REACH],
    /// What is before a character, from the window's start on, and after it, from the window's end backwards.
    before: [f32; 3 * PER],
    after: [f32; 3 * PER],
}

/// Which characters there may be at a place, as a range of the patterns.
#[derive(Clone, Copy)]
pub struct Choices {
    pub modules: usize,
    pub first: usize,
    pub end: usize,
    /// 1 where they begin with a bar, -1 where with a space.
    pub sign: f32,
}

/// The best of the choices.
#[derive(Clone, Copy)]
pub struct Choice {
    /// Counted from the first of the choices.
    pub pattern: u8,
    /// The part of the profile's variance that the best pattern leaves, and the next best one: 0 to 1.
    pub cost: f32,
    pub next: f32,
}

impl Alphabet {
    /// Makes the patterns, the first time.
    pub fn prepare(&mut self, blur: f32) {
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

    /// The choice that is closest to `window`: the character's samples and [`AROUND`] more on both sides, dark high.
    pub fn choose(&self, choices: &Choices, window: &[f32]) -> Choice {
        let none = Choice { pattern: 0, cost: 1.0, next: 1.0 };
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
        for module in 0..choices.modules {
            let begin = module * PER + AROUND;
            let (skip, from) = (REACH.saturating_sub(begin), begin.saturating_sub(REACH));
            let taps = &self.module[skip..];
            total += window[from..].iter().zip(taps).map(|(value, tap)| (value - mean) * tap).sum::<f32>();
            upto[module + 1] = total;
        }
        let beside: f32 = window.iter().zip(&self.before).map(|(value, part)| (value - mean) * part).sum::<f32>()
            + window.iter().rev().zip(&self.after).map(|(value, part)| (value - mean) * part).sum::<f32>();
        let (mut best, mut next, mut index) = (-1.0, -1.0, 0);
        let scale = choices.sign / variance.sqrt();
        for (number, pattern) in self.patterns.get(choices.first..choices.end).unwrap_or_default().iter().enumerate() {
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
        Choice { pattern: index as u8, cost: left(best), next: left(next) }
    }
}

/// Where bars and spaces begin in a character, in modules, bars at even indices; and the inverse of its deviation's length.
struct Pattern {
    starts: [u8; 7],
    scale: f32,
}

/// A step from 0 to 1, blurred: nearly a Gaussian's integral.
fn step(at: f32, blur: f32) -> f32 {
    let t = (at / (blur * 2.236)).clamp(-1.0, 1.0);
    0.5 + t * (0.75 - 0.25 * t * t)
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
