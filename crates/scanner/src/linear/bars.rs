//! Symbols among the widths of bars and spaces, by the pattern that is closest to each character's widths.

use super::{code128, ean};
use crate::Format;

/// A symbol that one line read.
pub struct Symbol {
    pub format: Format,
    pub text: String,
    /// How much it is to be believed: 0 not at all, 1 a little, 2 more.
    pub weight: u32,
    /// How far it is from an ideal one; comparable among symbols of the same kind of reading.
    pub error: f32,
}

impl Symbol {
    /// A symbol whose squared error an element, in modules, is this; `margin` is by how much its least sure character is closer
    /// than the next best one.
    fn new(format: Format, text: String, error: f32, margin: f32) -> Symbol {
        // Of some 80,000 lines that were read right, nineteen of twenty have less than 0.02 and more than 0.8; the few that were
        // read wrong have margins below 0.05.
        let weight = match error {
            ..0.02 if margin > 0.5 => 2,
            ..0.08 if margin > 0.15 => 1,
            _ => 0,
        };
        Symbol { format, text, weight, error }
    }
}

pub const CODE128: [[u8; 6]; 107] = {
    let mut table = [[0; 6]; 107];
    let mut index = 0;
    while index < 107 {
        table[index] = digits(code128::PATTERNS[index]);
        index += 1;
    }
    table
};

/// The digits with odd parity, then those with even parity.
pub const EAN: [[u8; 4]; 20] = {
    let mut table = [[0; 4]; 20];
    let mut index = 0;
    while index < 10 {
        let widths: [u8; 4] = digits(ean::DIGITS[index]);
        table[index] = widths;
        table[index + 10] = [widths[3], widths[2], widths[1], widths[0]];
        index += 1;
    }
    table
};

const fn digits<const N: usize>(mut number: u32) -> [u8; N] {
    let mut digits = [0; N];
    let mut place = N;
    while place > 0 {
        place -= 1;
        digits[place] = (number % 10) as u8;
        number /= 10;
    }
    digits
}

/// What is known about how bars differ from spaces: ink spreads, and a camera's blur moves edges.
#[derive(Clone, Copy)]
struct Spread {
    /// How much wider bars are than they should be, in modules.
    mean: f32,
    /// How sure that is.
    weight: f32,
}

struct Match {
    index: usize,
    /// The squared distance from the pattern, and from the next best one, in squared modules.
    error: f32,
    next: f32,
    spread: f32,
}

/// The pattern closest to `widths`. `sign` is 1 where the first width is a bar's, -1 where it is a space's.
fn closest<'a>(widths: &[f32], patterns: impl Iterator<Item = &'a [u8]>, sign: f32, spread: Spread) -> Match {
    let total: f32 = widths.iter().sum();
    let count = widths.len() as f32;
    let modules = if widths.len() == 4 { 7.0 } else { 11.0 };
    let scale = modules / total;
    let mut best = Match { index: 0, error: f32::MAX, next: f32::MAX, spread: 0.0 };
    for (index, pattern) in patterns.enumerate() {
        let (mut squares, mut signed, mut sign) = (0.0, 0.0, sign);
        for (width, modules) in widths.iter().zip(pattern) {
            let off = width * scale - f32::from(*modules);
            squares += off * off;
            signed += off * sign;
            sign = -sign;
        }
        let own = (signed / count + spread.weight * spread.mean) / (1.0 + spread.weight);
        let away = own - spread.mean;
        let error = squares - 2.0 * own * signed + count * (own * own + spread.weight * away * away);
        if error < best.error {
            best = Match { index, error, next: best.error, spread: own };
        } else if error < best.next {
            best.next = error;
        }
    }
    best
}

/// The widths of a character as they were if it was as wide as its neighbours: on a bottle, or seen askew, modules narrow within
/// a character too.
fn straight(before: Option<f32>, widths: &[f32], after: Option<f32>) -> [f32; 6] {
    let total: f32 = widths.iter().sum();
    let (low, high) = (before.unwrap_or(total), after.unwrap_or(total));
    let apart = if before.is_some() && after.is_some() { 2.0 } else { 1.0 };
    let slope = ((high - low) / (apart * total)).clamp(-0.4, 0.4) / 2.0;
    let (mut at, mut last) = (0.0, 0.0);
    let mut straight = [0.0; 6];
    for (straight, width) in straight.iter_mut().zip(widths) {
        at += width / total;
        let place = at + slope * at * (1.0 - at);
        *straight = place - last;
        last = place;
    }
    straight
}

/// Reads the symbol whose quiet zone is `widths[0]` and whose first bar is `widths[1]`, if one starts there; with it, how many
/// bars and spaces it has.
pub fn read(widths: &[f32]) -> Option<(Symbol, usize)> {
    let (quiet, first) = (*widths.first()?, widths.get(1..7)?.iter().sum::<f32>());
    // Six elements have 9 to 11 modules.
    if quiet < QUIET * first / 11.0 {
        return None;
    }
    code128(widths).or_else(|| ean13(widths))
}

/// Whether a character may follow one `before` as wide.
fn alike(before: f32, width: f32) -> bool {
    (0.65..1.55).contains(&(width / before))
}

/// The narrowest quiet zone in modules of the character beside it. The standards ask for 7 to 11, but near the edge of a bottle
/// little is seen of them.
const QUIET: f32 = 2.5;

/// How much the quiet zones add to a symbol's error; `None` where they are too narrow.
fn unquiet(before: f32, first: f32, after: f32, last: f32) -> Option<f32> {
    let (a, b) = (before / first, after / last);
    match a.max(b) {
        _ if a.min(b) < QUIET => None,
        ..3.2 => None,
        ..5.0 => Some(0.02),
        _ => Some(0.0),
    }
}

const WORST_128: f32 = 1.2;
const WORST_EAN: f32 = 0.9;

fn code128(widths: &[f32]) -> Option<(Symbol, usize)> {
    /// The longest symbol; no label has room for more.
    const MOST: usize = 64;
    let table = || CODE128.iter().map(|pattern| pattern.as_slice());
    let mut spread = Spread { mean: 0.0, weight: 0.3 };
    if closest(&widths[1..7], table().skip(103).take(3), 1.0, spread).error > 1.5 * WORST_128 {
        return None;
    }
    let first = widths[1..7].iter().sum::<f32>() / 11.0;
    let mut result = None;
    // The second time it knows the spread.
    for _ in 0..2 {
        result = None;
        let mut values = Vec::new();
        let (mut error, mut margin, mut spreads, mut before) = (0.0, f32::MAX, 0.0, first * 11.0);
        for (index, character) in widths[1..].chunks_exact(6).take(MOST).enumerate() {
            let width: f32 = character.iter().sum();
            let beside = |from: usize| widths.get(from..from + 6).map(|widths| widths.iter().sum::<f32>());
            // The quiet zone is no neighbour.
            let after = beside(7 + 6 * index).filter(|after| alike(width, *after));
            let character = straight((index > 0).then_some(before), character, after);
            let found = closest(&character, table(), 1.0, spread);
            if found.error > WORST_128
                || !alike(before, width)
                || (found.index >= 103) != (index == 0) && found.index != 106
            {
                break;
            }
            before = width;
            error += found.error;
            margin = margin.min(found.next - found.error);
            spreads += found.spread;
            if found.index == usize::from(code128::STOP) {
                let end = 7 + values.len() * 6;
                let module = width / 11.0;
                if let Some([last, quiet]) = widths.get(end..end + 2)
                    && (1.2..3.0).contains(&(last / module))
                    && let Some(unquiet) = unquiet(widths[0], first, *quiet, module)
                {
                    result = Some((values, error / end as f32 + unquiet, margin, end));
                    spread = Spread { mean: spreads / (end / 6) as f32, weight: 2.0 };
                }
                break;
            }
            values.push(found.index as u8);
        }
        result.as_ref()?;
    }
    let (values, error, margin, end) = result?;
    let text = code128::text(&values)?;
    Some((Symbol::new(Format::Code128, text, error, margin), end))
}

fn ean13(widths: &[f32]) -> Option<(Symbol, usize)> {
    let all = widths.get(..61)?;
    // Most of what is no symbol ends here.
    let (low, high) = all[1..4].iter().fold((f32::MAX, 0.0f32), |(low, high), w| (low.min(*w), high.max(*w)));
    if high > 4.0 * low {
        return None;
    }
    let module = all[1..60].iter().sum::<f32>() / 95.0;
    let sum = |from: usize, to: usize| all[from..to].iter().sum::<f32>();
    let unquiet = unquiet(all[0], sum(1, 8) / 10.0, all[60], sum(53, 60) / 10.0)?;
    let guards = [1..4, 28..33, 57..60];
    for guard in guards.clone() {
        let ideal = guard.len() as f32;
        let width: f32 = all[guard.clone()].iter().sum();
        // A symbol seen askew or around a bottle has other modules here than in the mean.
        if !(0.25 * ideal..2.0 * ideal).contains(&(width / module)) {
            return None;
        }
        if all[guard].iter().any(|element| !(0.3..2.1).contains(&(element * ideal / width))) {
            return None;
        }
    }
    let mut spread = Spread { mean: 0.0, weight: 0.3 };
    let mut digits = [0; 12];
    let (mut error, mut margin) = (0.0, 0.0);
    for _ in 0..2 {
        let (mut spreads, mut before) = (0.0, 0.0);
        (error, margin) = (0.0, f32::MAX);
        for (index, digit) in digits.iter_mut().enumerate() {
            let right = index >= 6;
            let at = 4 + index * 4 + if right { 5 } else { 0 };
            let width = sum(at, at + 4);
            // Beyond the middle guard the neighbour is further away.
            let last = index > 0 && index != 6;
            let next = (index < 11 && index != 5).then(|| sum(at + 4, at + 8));
            let character = &straight(last.then_some(before), &all[at..at + 4], next)[..4];
            let table = EAN.iter().take(if right { 10 } else { 20 }).map(|pattern| pattern.as_slice());
            let found = closest(character, table, if right { 1.0 } else { -1.0 }, spread);
            if found.error > WORST_EAN || index > 0 && !alike(before, width) {
                return None;
            }
            before = width;
            *digit = found.index as u8;
            error += found.error;
            margin = margin.min(found.next - found.error);
            spreads += found.spread;
        }
        spread = Spread { mean: spreads / 12.0, weight: 2.0 };
    }
    let (format, text) = ean::text(&digits)?;
    Some((Symbol::new(format, text, error / 48.0 + unquiet, margin), 59))
}
