//! From a symbol's modules to its text: codewords are extracted and de-interleaved, each block is corrected, then the
//! segments of the bit stream are decoded.

use super::symbol::{BlockLayout, Level, Role, Version, mask_inverts};
use crate::reed_solomon::ReedSolomon;

/// The soft value of a module: positive is dark, and the absolute value is the confidence.
pub type SoftModule = f32;

static REED_SOLOMON: ReedSolomon = ReedSolomon::QR;

/// Reads the text from a symbol's modules, given row by row. `None` if there are more errors than the level corrects,
/// or the data is malformed.
pub fn read(version: Version, roles: &[Role], level: Level, mask: u8, modules: &[SoftModule]) -> Option<String> {
    let block_layout = version.block_layout(level);
    let (codewords, confidences) = extract_codewords(version.size(), roles, mask, modules, block_layout.codeword_count);
    let data = correct_blocks(&codewords, &confidences, block_layout)?;
    text(version, &data)
}

/// The codewords in the order of their placement (ISO/IEC 18004:2015, 7.7.3), and the confidence of each: that of its
/// least certain module.
fn extract_codewords(
    size: usize,
    roles: &[Role],
    mask: u8,
    modules: &[SoftModule],
    count: usize,
) -> (Vec<u8>, Vec<f32>) {
    let mut codewords = Vec::with_capacity(count);
    let mut confidences = Vec::with_capacity(count);
    let (mut word, mut confidence, mut bits) = (0u8, f32::MAX, 0);
    let mut right = size - 1;
    loop {
        for step in 0..size {
            let y = if (right + 1) & 2 == 0 { size - 1 - step } else { step };
            for x in [right, right - 1] {
                if roles[y * size + x] != Role::Data {
                    continue;
                }
                let module = modules[y * size + x];
                word = word << 1 | u8::from((module > 0.0) != mask_inverts(mask, x, y));
                confidence = confidence.min(module.abs());
                bits += 1;
                if bits == 8 {
                    if codewords.len() < count {
                        codewords.push(word);
                        confidences.push(confidence);
                    }
                    (word, confidence, bits) = (0, f32::MAX, 0);
                }
            }
        }
        match right {
            1 => return (codewords, confidences),
            8 => right = 5, // skips the vertical timing pattern
            _ => right -= 2,
        }
    }
}

/// De-interleaves the blocks and corrects each. Returns the data codewords of all blocks in order.
fn correct_blocks(codewords: &[u8], confidences: &[f32], block_layout: BlockLayout) -> Option<Vec<u8>> {
    let BlockLayout { codeword_count, blocks, check_codewords, misdecode_protection } = block_layout;
    if codewords.len() < codeword_count {
        return None;
    }
    let short_length = codeword_count / blocks;
    let short_blocks = blocks - codeword_count % blocks;
    let mut data = Vec::with_capacity(codeword_count);
    for block in 0..blocks {
        let data_count = short_length - check_codewords + usize::from(block >= short_blocks);
        // Long blocks come last; their one extra data codeword follows the data codewords of all blocks.
        let position = |i: usize| match i {
            i if i >= data_count => {
                blocks * (short_length - check_codewords)
                    + (codeword_count % blocks)
                    + (i - data_count) * blocks
                    + block
            }
            i if i == short_length - check_codewords => blocks * i + block - short_blocks,
            i => i * blocks + block,
        };
        let positions: Vec<usize> = (0..data_count + check_codewords).map(position).collect();
        let mut block_codewords: Vec<u8> = positions.iter().map(|position| codewords[*position]).collect();
        if REED_SOLOMON.correct(&mut block_codewords, check_codewords, &[], misdecode_protection).is_none() {
            correct_with_erasures(&mut block_codewords, check_codewords, misdecode_protection, |i| {
                confidences[positions[i]]
            })?;
        }
        data.extend_from_slice(&block_codewords[..data_count]);
    }
    Some(data)
}

/// Retries with the least certain codewords as erasures: an erasure takes one check codeword, an error takes two.
fn correct_with_erasures(
    codewords: &mut [u8],
    check_codewords: usize,
    misdecode_protection: usize,
    confidence: impl Fn(usize) -> f32,
) -> Option<()> {
    /// Check codewords left for error detection, so that a miscorrection is noticed.
    const DETECTION_CODEWORDS: usize = 6;
    let mut order: Vec<u8> = (0..codewords.len() as u8).collect();
    order.sort_by(|a, b| confidence((*a).into()).total_cmp(&confidence((*b).into())));
    let max_erasures = check_codewords.checked_sub(DETECTION_CODEWORDS + misdecode_protection)?;
    [max_erasures / 3, max_erasures * 2 / 3, max_erasures]
        .into_iter()
        .filter(|erasures| *erasures > 0)
        .find_map(|erasures| REED_SOLOMON.correct(codewords, check_codewords, &order[..erasures], misdecode_protection))
        .map(|_| ())
}

/// Reads bits, most significant first.
struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl BitReader<'_> {
    fn remaining(&self) -> usize {
        self.bytes.len() * 8 - self.at
    }

    fn take(&mut self, count: usize) -> Option<u32> {
        if self.remaining() < count {
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

/// ISO/IEC 18004:2015, 7.4.4, Table 5.
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Decodes the segments of the bit stream (ISO/IEC 18004:2015, 7.4): mode indicators of four bits (Table 2), then
/// character counts whose lengths depend on the version (Table 3).
fn text(version: Version, data: &[u8]) -> Option<String> {
    let mut bits = BitReader { bytes: data, at: 0 };
    let mut bytes = Vec::new();
    let version_range = match version.0 {
        1..=9 => 0,
        10..=26 => 1,
        _ => 2,
    };
    loop {
        if bits.remaining() < 4 {
            break;
        }
        match bits.take(4)? {
            0 => break,
            // Numeric mode.
            1 => {
                let mut count = bits.take([10, 12, 14][version_range])?;
                while count > 0 {
                    let digits = count.min(3);
                    let value = bits.take([0, 4, 7, 10][digits as usize])?;
                    let mut power = 10u32.pow(digits - 1);
                    if value >= power * 10 {
                        return None;
                    }
                    while power > 0 {
                        bytes.push(b'0' + (value / power % 10) as u8);
                        power /= 10;
                    }
                    count -= digits;
                }
            }
            // Alphanumeric mode.
            2 => {
                let mut count = bits.take([9, 11, 13][version_range])?;
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
            3 => _ = bits.take(16)?, // structured append: this symbol's part is returned on its own
            // Byte mode.
            4 => {
                let count = bits.take([8, 16, 16][version_range])?;
                for _ in 0..count {
                    bytes.push(bits.take(8)? as u8);
                }
            }
            5 => {} // FNC1 in first position
            // ECI: the assignment number is skipped.
            7 => {
                let first = bits.take(8)?;
                if first & 0x80 != 0 {
                    bits.take(if first & 0x40 == 0 { 8 } else { 16 })?;
                }
            }
            9 => _ = bits.take(8)?, // FNC1 in second position: the application indicator is skipped
            _ => return None,       // Kanji mode is not supported; other values are undefined
        }
    }
    if bytes.is_empty() {
        return None;
    }
    // Encoders put UTF-8 into byte segments, although the standard's default is ISO/IEC 8859-1.
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    })
}
