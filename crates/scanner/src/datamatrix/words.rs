//! [`decode`]: from a symbol's modules to its text, through placement, blocks and error correction.

use super::{
    placement::{NONE, placement},
    size::Size,
    text::text,
};
use crate::reed_solomon::Code;

/// What a symbol says, and how much it took to read it.
pub struct Decoded {
    pub text: String,
    /// Words that were wrong.
    pub changed: usize,
}

/// Decodes `modules`, row by row, the L and timing patterns included: each positive where dark, and the farther from 0 the
/// surer. Of each block's least sure words, as many as `doubted` (in 16ths of its check words) are taken as unread, and
/// `reserve` check words are kept for noticing misreads.
pub fn decode(size: &Size, modules: &[f32], doubted: usize, reserve: usize) -> Option<Decoded> {
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
    let mut changed = 0;
    for start in 0..blocks {
        let mut block: Vec<u8> = words[start..].iter().step_by(blocks).copied().collect();
        let mut gaps: Vec<u8> = (0..block.len() as u8).collect();
        gaps.sort_by(|a, b| {
            let [a, b] = [a, b].map(|i| sureness[start + usize::from(*i) * blocks]);
            a.total_cmp(&b)
        });
        gaps.truncate(check * doubted / 16);
        changed += Code::DATA_MATRIX.correct(&mut block, check, &gaps, reserve)?;
        for (word, fixed) in words[start..].iter_mut().step_by(blocks).zip(block) {
            *word = fixed;
        }
    }
    Some(Decoded { text: text(&words[..total - usize::from(size.check)])?, changed })
}
