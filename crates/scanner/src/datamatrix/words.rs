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
    let check = usize::from(size.check) / blocks;
    for start in 0..blocks {
        let mut block: Vec<u8> = words[start..].iter().step_by(blocks).copied().collect();
        let mut gaps: Vec<u8> = (0..block.len() as u8).collect();
        gaps.sort_by(|a, b| {
            let [a, b] = [a, b].map(|i| sureness[start + usize::from(*i) * blocks]);
            a.total_cmp(&b)
        });
        gaps.truncate(check * doubted / 16);
        let errors = affordable(block.len() - gaps.len(), check - gaps.len(), proof)?;
        let reserve = check - gaps.len() - 2 * errors;
        Code::DATA_MATRIX.correct(&mut block, check, &gaps, reserve)?;
        for (word, fixed) in words[start..].iter_mut().step_by(blocks).zip(block) {
            *word = fixed;
        }
    }
    text(&words[..total - usize::from(size.check)])
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
