//! Data Matrix (ECC 200), squares from 10×10 to 44×44 and the rectangles of ISO/IEC 16022, encoded by the crate
//! `datamatrix`.

use datamatrix::{DataMatrix, SymbolList, SymbolSize, placement::MatrixMap};

use super::{ErrorCorrection, Symbol};
use crate::{contents, random::Random};

/// A random symbol, sometimes larger than its data require.
pub fn symbol(random: &mut Random) -> Symbol {
    loop {
        let text = contents::data_matrix(random);
        let all = SymbolList::default().enforce_width_in(..=48).enforce_height_in(..=44);
        let fitting = if random.chance(0.2) { all.enforce_rectangular() } else { all.enforce_square() };
        let Ok(mut code) = DataMatrix::encode(text.as_bytes(), fitting.clone()) else { continue };
        if random.chance(0.2) {
            let larger: Vec<SymbolSize> = fitting.iter().filter(|&size| size > code.size).take(2).collect();
            if !larger.is_empty()
                && let Ok(other) = DataMatrix::encode(text.as_bytes(), random.pick(&larger))
            {
                code = other;
            }
        }
        let bitmap = code.bitmap();
        let (columns, rows) = (bitmap.width(), bitmap.height());
        let spare = code.codewords().len() - code.data_codewords().len();
        return Symbol {
            text,
            columns,
            rows,
            height: rows,
            modules: bitmap.bits().to_vec(),
            quiet_zone: (2, 2),
            error_correction: ErrorCorrection::Codewords { codeword_of: codewords(&code), limit: spare / 2 },
        };
    }
}

/// The codeword that each module belongs to, found by encoding codeword numbers.
fn codewords(code: &DataMatrix) -> Vec<Option<u32>> {
    let count = code.codewords().len();
    let draw = |words: &[u8]| MatrixMap::<bool>::new_with_codewords(words, code.size).bitmap().bits().to_vec();
    // Draws one symbol per binary digit of the codeword numbers. Modules that belong to no codeword are alike in `all`
    // and `none`.
    let all = draw(&vec![0xFF; count]);
    let none = draw(&vec![0; count]);
    let mut number = vec![0u32; all.len()];
    for digit in 0..usize::BITS - count.leading_zeros() {
        let words: Vec<u8> = (0..count).map(|word| if word >> digit & 1 == 1 { 0xFF } else { 0 }).collect();
        for (number, lit) in number.iter_mut().zip(draw(&words)) {
            *number |= u32::from(lit) << digit;
        }
    }
    (0..all.len()).map(|module| (all[module] != none[module]).then_some(number[module])).collect()
}
