//! [`decode`]: from a symbol's modules to its text: codeword placement, de-interleaving and error correction.

use super::{
    placement::{UNUSED, placement},
    size::SymbolSize,
    text::text,
};
use crate::reed_solomon::ReedSolomon;

/// Decodes a symbol from soft modules, row by row, finder and timing patterns included: positive is dark, the absolute
/// value is the confidence. In each block, the least certain codewords are taken as erasures, `erasures_in_16ths` 16ths
/// of the number of check codewords. The probability of accepting a block of random codewords is below
/// 2^-`security_bits`.
pub fn decode(size: &SymbolSize, modules: &[f32], erasures_in_16ths: usize, security_bits: f32) -> Option<String> {
    let (rows, cols) = size.mapping_matrix();
    let total = size.codewords();
    let mut codewords = vec![0u8; total];
    let mut confidences = vec![f32::MAX; total];
    for (index, &assignment) in placement(rows, cols).iter().enumerate() {
        let (row, col) = size.symbol_position(index / cols, index % cols);
        let module = modules[row * usize::from(size.cols) + col];
        let codeword = usize::from(assignment / 8);
        if assignment != UNUSED && codeword < total {
            codewords[codeword] |= u8::from(module > 0.0) << (7 - assignment % 8);
            confidences[codeword] = confidences[codeword].min(module.abs());
        }
    }
    let blocks = usize::from(size.blocks);
    let data_count = total - usize::from(size.check_codewords);
    // In the largest symbol, the data codewords are no multiple of the blocks. Encoders disagree on whether the check
    // codewords go on with the next block or begin with the first.
    let result = correct(
        &mut codewords,
        blocks,
        data_count,
        data_count % blocks,
        &confidences,
        erasures_in_16ths,
        security_bits,
    );
    if result.is_none() {
        if data_count.is_multiple_of(blocks) {
            return None;
        }
        correct(&mut codewords, blocks, data_count, 0, &confidences, erasures_in_16ths, security_bits)?;
    }
    text(&codewords[..data_count])
}

/// De-interleaves and corrects the blocks in place. The first check codeword belongs to block `first_check_block`.
fn correct(
    codewords: &mut [u8],
    blocks: usize,
    data_count: usize,
    first_check_block: usize,
    confidences: &[f32],
    erasures_in_16ths: usize,
    security_bits: f32,
) -> Option<()> {
    let check_count = (codewords.len() - data_count) / blocks;
    for block_index in 0..blocks {
        let check_positions =
            (data_count + (block_index + blocks - first_check_block) % blocks..codewords.len()).step_by(blocks);
        let positions: Vec<usize> = (block_index..data_count).step_by(blocks).chain(check_positions).collect();
        let mut block: Vec<u8> = positions.iter().map(|position| codewords[*position]).collect();
        let mut erasures: Vec<u8> = (0..block.len() as u8).collect();
        erasures.sort_unstable_by(|a, b| {
            let [a, b] = [a, b].map(|i| confidences[positions[usize::from(*i)]]);
            a.total_cmp(&b)
        });
        erasures.truncate(check_count * erasures_in_16ths / 16);
        let errors = max_errors(block.len() - erasures.len(), check_count - erasures.len(), security_bits)?;
        let misdecode_protection = check_count - erasures.len() - 2 * errors;
        ReedSolomon::DATA_MATRIX.correct(&mut block, check_count, &erasures, misdecode_protection)?;
        for (position, corrected) in positions.into_iter().zip(block) {
            codewords[position] = corrected;
        }
    }
    Some(())
}

/// How many errors may be corrected among `codewords` codewords with `check_count` check codewords, so that random
/// codewords are accepted with a probability below 2^-`security_bits`; `None` if that is not achieved even without
/// correction.
fn max_errors(codewords: usize, check_count: usize, security_bits: f32) -> Option<usize> {
    // The redundancy in bits, less the information in the errors' positions and values.
    let mut bits = 8.0 * check_count as f32;
    let mut max_errors = None;
    for count in 0..=check_count / 2 {
        if count > 0 {
            bits -= 8.0 + ((codewords + 1 - count) as f32 / count as f32).log2();
        }
        if bits < security_bits {
            break;
        }
        max_errors = Some(count);
    }
    max_errors
}
