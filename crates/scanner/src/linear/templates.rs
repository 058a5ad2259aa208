//! [`TemplateSet`]: templates of blurred characters, matched to a profile by normalised correlation.
//!
//! A blurred pattern is a sum of blurred modules. So its inner product with a profile is a sum, over its bars, of the
//! modules' inner products. All patterns share these, and prefix sums over them reduce each pattern to a few additions.

use super::width_decoder;

/// Samples per module.
pub const SAMPLES_PER_MODULE: usize = 4;
/// How far blur extends beyond a module, in samples.
const BLUR_REACH: usize = 2 * SAMPLES_PER_MODULE;
/// How many samples beyond a character are compared on either side.
pub const OVERLAP: usize = SAMPLES_PER_MODULE / 2;

/// The standard deviations of blur, in modules, for which template sets exist.
pub const BLUR_SIGMAS: [f32; 5] = [0.25, 0.4, 0.55, 0.7, 0.85];

/// The indices of the guard elements "1 1" and "1 1 1 1" of EAN in a template set. The characters of Code 128 precede
/// them.
pub const SIDE_GUARD: usize = 107;
pub const CENTRE_GUARD: usize = 108;
/// The index of the EAN digits: ten of number set A, then ten of number set B.
pub const EAN_DIGITS: usize = 109;

/// The templates of all patterns with a certain blur.
#[derive(Default)]
pub struct TemplateSet {
    templates: Vec<Template>,
    /// The contribution of a dark module to the samples from [`BLUR_REACH`] before it.
    module: [f32; SAMPLES_PER_MODULE + 2 * BLUR_REACH],
    /// The contribution of what precedes a character, from the window's start, and of what follows it, from the
    /// window's end backwards.
    before: [f32; 3 * SAMPLES_PER_MODULE],
    after: [f32; 3 * SAMPLES_PER_MODULE],
}

/// The patterns that are possible at a position, as a range of indices in the template set.
#[derive(Clone, Copy)]
pub struct PatternRange {
    pub modules: usize,
    pub first: usize,
    pub end: usize,
    /// 1 if they begin with a bar, -1 if with a space.
    pub sign: f32,
}

/// The best match among a range of patterns.
#[derive(Clone, Copy)]
pub struct Match {
    /// The pattern's index in the range.
    pub pattern: u8,
    /// The share of the profile's variance left unexplained by the best pattern, and by the second best: 0 to 1.
    pub cost: f32,
    pub next_cost: f32,
}

impl TemplateSet {
    /// Builds the templates on the first call. `blur` is the standard deviation in modules.
    pub fn prepare(&mut self, blur: f32) {
        if !self.templates.is_empty() {
            return;
        }
        for (index, tap) in self.module.iter_mut().enumerate() {
            let at = (index as f32 + 0.5 - BLUR_REACH as f32) / SAMPLES_PER_MODULE as f32;
            *tap = blurred_step(at, blur) - blurred_step(at - 1.0, blur);
        }
        for (index, (before, after)) in self.before.iter_mut().zip(&mut self.after).enumerate() {
            let at = (index as f32 + 0.5 - OVERLAP as f32) / SAMPLES_PER_MODULE as f32;
            (*before, *after) = (left_context(at, blur), right_context(-at, blur));
        }
        for widths in &width_decoder::CODE128_WIDTHS {
            self.templates.push(template(widths, blur));
        }
        self.templates.push(template(&[1, 1], blur));
        self.templates.push(template(&[1, 1, 1, 1], blur));
        for widths in &width_decoder::EAN_WIDTHS {
            self.templates.push(template(widths, blur));
        }
    }

    /// The pattern that matches `window` best: the character's samples and [`OVERLAP`] more on either side, with bars
    /// high.
    pub fn best_match(&self, range: &PatternRange, window: &[f32]) -> Match {
        let no_match = Match { pattern: 0, cost: 1.0, next_cost: 1.0 };
        let count = window.len() as f32;
        let (sum, squares) = window.iter().fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
        let mean = sum / count;
        let variance = squares - sum * mean;
        if variance < count {
            return no_match;
        }
        // The prefix sums of the modules' inner products with the window, and the product with the context on both
        // sides.
        let mut prefix_sums = [0.0; 12];
        let mut total = 0.0;
        for module in 0..range.modules {
            let start = module * SAMPLES_PER_MODULE + OVERLAP;
            let (skip, from) = (BLUR_REACH.saturating_sub(start), start.saturating_sub(BLUR_REACH));
            let taps = &self.module[skip..];
            total += window[from..].iter().zip(taps).map(|(value, tap)| (value - mean) * tap).sum::<f32>();
            prefix_sums[module + 1] = total;
        }
        let context_product: f32 =
            window.iter().zip(&self.before).map(|(value, weight)| (value - mean) * weight).sum::<f32>()
                + window.iter().rev().zip(&self.after).map(|(value, weight)| (value - mean) * weight).sum::<f32>();
        let (mut best, mut second, mut best_index) = (-1.0, -1.0, 0);
        let scale = range.sign / variance.sqrt();
        for (index, template) in self.templates.get(range.first..range.end).unwrap_or_default().iter().enumerate() {
            let sums = template.starts.map(|start| prefix_sums[usize::from(start).min(11)]);
            let product = sums[1] - sums[0] + sums[3] - sums[2] + sums[5] - sums[4] + context_product;
            let correlation = product * template.scale * scale;
            if correlation > best {
                second = best;
                best = correlation;
                best_index = index;
            } else if correlation > second {
                second = correlation;
            }
        }
        let residual_variance =
            |correlation: f32| if correlation > 0.0 { (1.0 - correlation * correlation).max(0.0) } else { 1.0 };
        Match { pattern: best_index as u8, cost: residual_variance(best), next_cost: residual_variance(second) }
    }
}

/// The positions, in modules, at which a character's elements begin, bars at even indices; and the inverse norm of its
/// template's deviation from the mean.
struct Template {
    starts: [u8; 7],
    scale: f32,
}

/// A step from 0 to 1, blurred: an approximation of the integral of a Gaussian.
fn blurred_step(at: f32, blur: f32) -> f32 {
    let t = (at / (blur * 2.236)).clamp(-1.0, 1.0);
    0.5 + t * (0.75 - 0.25 * t * t)
}

/// The expected context before a character, `at` modules from its start: a light module, and before it an average of
/// both.
fn left_context(at: f32, blur: f32) -> f32 {
    0.5 - 0.5 * blurred_step(at + 1.0, blur)
}

/// The expected context after a character, `at` modules from its end: a dark module, and then an average of both.
fn right_context(at: f32, blur: f32) -> f32 {
    blurred_step(at, blur) - 0.5 * blurred_step(at - 1.0, blur)
}

/// Builds the template of a pattern, given its element widths in modules.
fn template(widths: &[u8], blur: f32) -> Template {
    let mut starts = [0; 7];
    let mut modules = 0;
    for (start, width) in starts[1..].iter_mut().zip(widths.iter().chain([&0; 6])) {
        modules += width;
        *start = modules;
    }
    let count = usize::from(modules) * SAMPLES_PER_MODULE + 2 * OVERLAP;
    let (mut sum, mut squares) = (0.0, 0.0);
    for index in 0..count {
        let at = (index as f32 + 0.5 - OVERLAP as f32) / SAMPLES_PER_MODULE as f32;
        let mut value = left_context(at, blur) + right_context(at - f32::from(modules), blur);
        for bar in starts[..6].chunks_exact(2) {
            value += blurred_step(at - f32::from(bar[0]), blur) - blurred_step(at - f32::from(bar[1]), blur);
        }
        sum += value;
        squares += value * value;
    }
    Template { starts, scale: 1.0 / (squares - sum * sum / count as f32).max(1e-6).sqrt() }
}
