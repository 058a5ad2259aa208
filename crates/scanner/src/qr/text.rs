//! Codewords to text: blocks put back in order and corrected, then segment after segment.

use super::symbol::{Layout, Level, Role, Version, is_masked};
use crate::reed_solomon::Code;

/// What a module was taken for: positive is dark, and the further from 0 the surer.
pub type Module = f32;

static FIELD: Code = Code::QR;

/// Reads a symbol's modules, row by row. `None` where there are more errors than the level corrects, or what is left is no
/// text.
pub fn read(version: Version, roles: &[Role], level: Level, mask: u8, modules: &[Module]) -> Option<String> {
    let layout = version.layout(level);
    let (words, doubts) = codewords(version.size(), roles, mask, modules, layout.codewords);
    let data = corrected(&words, &doubts, layout)?;
    text(version, &data)
}

/// The codewords in the order of the symbol, and how doubtful each is: its least sure module.
fn codewords(size: usize, roles: &[Role], mask: u8, modules: &[Module], count: usize) -> (Vec<u8>, Vec<f32>) {
    let mut words = Vec::with_capacity(count);
    let mut doubts = Vec::with_capacity(count);
    let (mut word, mut sure, mut bits) = (0u8, f32::MAX, 0);
    let mut right = size - 1;
    loop {
        for step in 0..size {
            let y = if (right + 1) & 2 == 0 { size - 1 - step } else { step };
            for x in [right, right - 1] {
                if roles[y * size + x] != Role::Data {
                    continue;
                }
                let module = modules[y * size + x];
                word = word << 1 | u8::from((module > 0.0) != is_masked(mask, x, y));
                sure = sure.min(module.abs());
                bits += 1;
                if bits == 8 {
                    if words.len() < count {
                        words.push(word);
                        doubts.push(sure);
                    }
                    (word, sure, bits) = (0, f32::MAX, 0);
                }
            }
        }
        match right {
            1 => return (words, doubts),
            8 => right = 5, // the timing pattern's column
            _ => right -= 2,
        }
    }
}

/// The data codewords in their own order.
fn corrected(words: &[u8], doubts: &[f32], layout: Layout) -> Option<Vec<u8>> {
    let Layout { codewords, blocks, checks, reserve } = layout;
    if words.len() < codewords {
        return None;
    }
    let short = codewords / blocks;
    let short_blocks = blocks - codewords % blocks;
    let mut all = Vec::with_capacity(codewords);
    for block in 0..blocks {
        let data = short - checks + usize::from(block >= short_blocks);
        // Of a long block, the last data codeword stands behind those of all others.
        let place = |i: usize| match i {
            i if i >= data => blocks * (short - checks) + (codewords % blocks) + (i - data) * blocks + block,
            i if i == short - checks => blocks * i + block - short_blocks,
            i => i * blocks + block,
        };
        let places: Vec<usize> = (0..data + checks).map(place).collect();
        let mut word: Vec<u8> = places.iter().map(|place| words[*place]).collect();
        if FIELD.correct(&mut word, checks, &[], reserve).is_none() {
            with_gaps(&mut word, checks, reserve, |i| doubts[places[i]])?;
        }
        all.extend_from_slice(&word[..data]);
    }
    Some(all)
}

/// Tries again without the least sure codewords: a gap costs half of what an error does.
fn with_gaps(word: &mut [u8], checks: usize, reserve: usize, sure: impl Fn(usize) -> f32) -> Option<()> {
    /// Check codewords that stay for finding errors, so that a wrong correction is noticed.
    const KEPT: usize = 6;
    let mut order: Vec<u8> = (0..word.len() as u8).collect();
    order.sort_by(|a, b| sure((*a).into()).total_cmp(&sure((*b).into())));
    let most = checks.checked_sub(KEPT + reserve)?;
    [most / 3, most * 2 / 3, most]
        .into_iter()
        .filter(|gaps| *gaps > 0)
        .find_map(|gaps| FIELD.correct(word, checks, &order[..gaps], reserve))
        .map(|_| ())
}

/// Bits, highest first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn left(&self) -> usize {
        self.bytes.len() * 8 - self.at
    }

    fn take(&mut self, count: usize) -> Option<u32> {
        if self.left() < count {
            return None;
        }
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | u32::from(self.bytes[self.at / 8] >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }
}

const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

fn text(version: Version, data: &[u8]) -> Option<String> {
    let mut bits = Bits { bytes: data, at: 0 };
    let mut bytes = Vec::new();
    let class = match version.0 {
        1..=9 => 0,
        10..=26 => 1,
        _ => 2,
    };
    loop {
        if bits.left() < 4 {
            break;
        }
        match bits.take(4)? {
            0 => break,
            1 => {
                let mut count = bits.take([10, 12, 14][class])?;
                while count > 0 {
                    let digits = count.min(3);
                    let value = bits.take([0, 4, 7, 10][digits as usize])?;
                    let mut unit = 10u32.pow(digits - 1);
                    if value >= unit * 10 {
                        return None;
                    }
                    while unit > 0 {
                        bytes.push(b'0' + (value / unit % 10) as u8);
                        unit /= 10;
                    }
                    count -= digits;
                }
            }
            2 => {
                let mut count = bits.take([9, 11, 13][class])?;
                while count > 1 {
                    let pair = bits.take(11)? as usize;
                    bytes.push(*ALPHANUMERIC.get(pair / 45)?);
                    bytes.push(ALPHANUMERIC[pair % 45]);
                    count -= 2;
                }
                if count == 1 {
                    bytes.push(*ALPHANUMERIC.get(bits.take(6)? as usize)?);
                }
            }
            3 => _ = bits.take(16)?, // structured append: this symbol's part is read by itself
            4 => {
                let count = bits.take([8, 16, 16][class])?;
                for _ in 0..count {
                    bytes.push(bits.take(8)? as u8);
                }
            }
            5 => {} // FNC1
            7 => {
                let first = bits.take(8)?;
                if first & 0x80 != 0 {
                    bits.take(if first & 0x40 == 0 { 8 } else { 16 })?;
                }
            }
            9 => _ = bits.take(8)?,
            _ => return None, // Kanji, which no code of ours holds, and what the standard does not define
        }
    }
    if bytes.is_empty() {
        return None;
    }
    // Writers put UTF-8 into byte segments, whatever the standard's default.
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(latin) => latin.into_bytes().into_iter().map(char::from).collect(),
    })
}
