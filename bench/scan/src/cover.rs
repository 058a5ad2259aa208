//! [`Cover`]: hides a part of a symbol by a blob, a finger, a tear, a strip, or by scratches across bars.

use crate::{canvas::Capsule, random::Random, symbol::Symbol};

/// Shapes of one tone that hide a part of a symbol.
pub struct Cover {
    /// In modules, from the symbol's top left corner.
    pub parts: Vec<Capsule>,
    pub tone: u8,
}

/// Random covers that hide about `share` of the symbol's area. Of up to 40 random shapes, the first that error
/// correction can compensate is taken. `ink` and `paper` are the label's tones.
pub fn random_covers(random: &mut Random, symbol: &Symbol, share: f32, (ink, paper): (u8, u8)) -> Vec<Cover> {
    if symbol.is_linear() {
        return covers_over_bars(random, symbol, (ink, paper));
    }
    let mut share = share;
    let mut last = None;
    for attempt in 0..40 {
        if attempt % 8 == 7 {
            share = (share * 0.85).max(0.03);
        }
        let tone = random.pick(&[ink, paper, 150, 235, 25]);
        let mut parts = random_shape(random, symbol);
        for _ in 0..4 {
            let current = covered_share(symbol, &parts).max(0.002);
            let factor = (share / current).sqrt().clamp(0.4, 2.5);
            parts.iter_mut().for_each(|part| part.radius *= factor);
        }
        let cover = Cover { parts, tone };
        if is_correctable_under(symbol, &cover, (ink, paper)) {
            return vec![cover];
        }
        last = Some(cover);
    }
    last.into_iter().collect()
}

/// Whether error correction can compensate a cover. A module counts as wrong if a third of it is hidden by the other
/// tone.
fn is_correctable_under(symbol: &Symbol, cover: &Cover, (ink, paper): (u8, u8)) -> bool {
    let dark = cover.tone.abs_diff(ink) < cover.tone.abs_diff(paper);
    symbol.is_correctable(|x, y| {
        symbol.is_dark(x, y) != dark && sample_points(x, y).filter(|&(x, y)| is_hidden(&cover.parts, x, y)).count() >= 3
    })
}

/// Whether one of the shapes covers a point.
fn is_hidden(parts: &[Capsule], x: f32, y: f32) -> bool {
    parts.iter().any(|part| part.covers(x, y))
}

/// Nine sample points of a module.
fn sample_points(x: usize, y: usize) -> impl Iterator<Item = (f32, f32)> {
    (0..9).map(move |i| (x as f32 + (i % 3) as f32 / 3.0 + 0.17, y as f32 + (i / 3) as f32 / 3.0 + 0.17))
}

/// The share of modules whose centre is covered.
fn covered_share(symbol: &Symbol, parts: &[Capsule]) -> f32 {
    let modules = symbol.columns * symbol.rows;
    let centres = (0..modules).map(|i| (i % symbol.columns, i / symbol.columns));
    centres.filter(|&(x, y)| is_hidden(parts, x as f32 + 0.5, y as f32 + 0.5)).count() as f32 / modules as f32
}

/// A random shape, in modules.
fn random_shape(random: &mut Random, symbol: &Symbol) -> Vec<Capsule> {
    let (width, height) = (symbol.columns as f32, symbol.rows as f32);
    let side = width.min(height);
    let centre = if random.chance(0.3) {
        (random.pick(&[3.5, width - 3.5]), random.pick(&[3.5, height - 3.5]))
    } else {
        (random.unit() * width, random.unit() * height)
    };
    let angle = random.uniform(0.0, std::f32::consts::TAU);
    let along = |length: f32| (centre.0 + angle.cos() * length, centre.1 + angle.sin() * length);
    match random.below(4) {
        // A blob of several discs.
        0 => (0..random.range(2, 5))
            .map(|_| {
                let at = (centre.0 + random.uniform(-0.1, 0.1) * side, centre.1 + random.uniform(-0.1, 0.1) * side);
                Capsule { from: at, to: at, radius: random.uniform(0.05, 0.12) * side }
            })
            .collect(),
        // A finger that reaches in from outside.
        1 => {
            let out = (centre.0 - width / 2.0, centre.1 - height / 2.0);
            let norm = (out.0 * out.0 + out.1 * out.1).sqrt().max(1.0);
            let to = (centre.0 + out.0 / norm * width * 1.5, centre.1 + out.1 / norm * width * 1.5);
            vec![Capsule { from: centre, to, radius: 0.1 * side }]
        }
        // A ragged tear.
        2 => (0..6)
            .map(|step| {
                let (from, to) = (along(step as f32 * 0.06 * side), along((step + 1) as f32 * 0.06 * side));
                Capsule { from, to, radius: random.uniform(0.03, 0.09) * side }
            })
            .collect(),
        // A strip.
        _ => {
            let length = random.uniform(0.3, 0.7) * side;
            vec![Capsule { from: along(-length / 2.0), to: along(length / 2.0), radius: 0.06 * side }]
        }
    }
}

/// Covers for 1-D symbols: a patch of at most 60 % of the bars' height, and scratches that are not parallel to the
/// bars, so that a part of each bar stays visible.
fn covers_over_bars(random: &mut Random, symbol: &Symbol, (ink, paper): (u8, u8)) -> Vec<Cover> {
    let (width, height) = (symbol.columns as f32, symbol.height as f32);
    let radius = random.uniform(0.1, 0.3) * height;
    let y = random.uniform(0.0, height);
    let x = random.unit() * width;
    let length = random.uniform(0.0, 0.5) * width;
    let patch = Capsule { from: (x, y), to: (x + length, y), radius };
    let mut covers = vec![Cover { parts: vec![patch], tone: random.pick(&[ink, paper, 150, 235, 25]) }];
    let scratches = (0..random.range(1, 4))
        .map(|_| {
            let (slope, length) = (random.uniform(-1.0, 1.0), random.uniform(0.2, 0.7) * width);
            let from = (random.unit() * width, random.unit() * height);
            let to = (from.0 + length, from.1 + length * slope);
            Capsule { from, to, radius: random.uniform(0.3, 0.8) }
        })
        .collect();
    covers.push(Cover { parts: scratches, tone: random.pick(&[paper, paper, ink, 150]) });
    covers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;

    #[test]
    fn most_of_what_is_covered_can_be_restored() {
        for format in [Format::QrCode, Format::DataMatrix] {
            let correctable = (0..100)
                .filter(|&seed| {
                    let mut random = Random::from_numbers(&[seed]);
                    let symbol = Symbol::random(&mut random, format, true);
                    random_covers(&mut random, &symbol, 0.065, (30, 220)).iter().all(|cover| {
                        assert!((0.01..0.2).contains(&covered_share(&symbol, &cover.parts)));
                        is_correctable_under(&symbol, cover, (30, 220))
                    })
                })
                .count();
            assert!(correctable >= 80, "{format:?}: {correctable} of 100");
        }
    }
}
