//! [`decode`]: from a symbol's modules to its text, through placement, blocks and error correction.

use super::{
    placement::{NONE, placement},
    size::Size,
    text::text,
};
use crate::reed_solomon::Code;

/// Decodes `modules`, row by row, the L and timing patterns included: each positive where dark, and the farther from 0 the
/// surer. Of each block's least sure words, as many as `doubted` (in 16ths of its check words) are taken as unread. That a
/// block of noise would be taken for a symbol is less likely than 1 : 2^`proof`.
pub fn decode(size: &Size, modules: &[f32], doubted: usize, proof: f32) -> Option<String> {
    let (rows, cols) = size.mapping();
    let total = size.words();
    let mut words = vec![0u8; total];
    let mut sureness = vec![f32::MAX; total];
    for (index, &place) in placement(rows, cols).iter().enumerate() {
        let (row, col) = size.module(index / cols, index % cols);
        let value = modules[row * usize::from(size.cols) + col];
        let word = usize::from(place / 8);
        if place != NONE && word < total {
            words[word] |= u8::from(value > 0.0) << (7 - place % 8);
            sureness[word] = sureness[word].min(value.abs());
        }
    }
    let blocks = usize::from(size.blocks);
    let data = total - usize::from(size.check);
    // Where the data words do not fill the last round of the blocks, in the largest symbol, writers disagree on whether the
    // check words go on with it or begin with the first block.
    let first = correct(&mut words, blocks, data, data % blocks, &sureness, doubted, proof);
    if first.is_none() {
        if data.is_multiple_of(blocks) {
            return None;
        }
        correct(&mut words, blocks, data, 0, &sureness, doubted, proof)?;
    }
    text(&words[..data])
}

/// Corrects each block: every `blocks`-th of the `data` data words, and of the check words, of which the first is of block
/// `first`.
fn correct(
    words: &mut [u8],
    blocks: usize,
    data: usize,
    first: usize,
    sureness: &[f32],
    doubted: usize,
    proof: f32,
) -> Option<()> {
    let check = (words.len() - data) / blocks;
    for start in 0..blocks {
        let checks = (data + (start + blocks - first) % blocks..words.len()).step_by(blocks);
        let places: Vec<usize> = (start..data).step_by(blocks).chain(checks).collect();
        let mut block: Vec<u8> = places.iter().map(|place| words[*place]).collect();
        let mut gaps: Vec<u8> = (0..block.len() as u8).collect();
        gaps.sort_unstable_by(|a, b| {
            let [a, b] = [a, b].map(|i| sureness[places[usize::from(*i)]]);
            a.total_cmp(&b)
        });
        gaps.truncate(check * doubted / 16);
        let errors = affordable(block.len() - gaps.len(), check - gaps.len(), proof)?;
        let reserve = check - gaps.len() - 2 * errors;
        Code::DATA_MATRIX.correct(&mut block, check, &gaps, reserve)?;
        for (place, fixed) in places.into_iter().zip(block) {
            words[place] = fixed;
        }
    }
    Some(())
}

/// How many errors may be corrected among `words` words by `check` check words, such that noise is taken for a symbol in
/// less than one of 2^`proof` cases; `None` if not even none.
fn affordable(words: usize, check: usize, proof: f32) -> Option<usize> {
    // In bits: what the check words exclude, less the choice of the errors' places and values.
    let mut left = 8.0 * check as f32;
    let mut errors = None;
    for count in 0..=check / 2 {
        if count > 0 {
            left -= 8.0 + ((words + 1 - count) as f32 / count as f32).log2();
        }
        if left < proof {
            break;
        }
        errors = Some(count);
    }
    errors
}
