//! [`Symbol`]: a code as a grid of modules, true where there is ink. Each symbology's own file encodes it.

mod code_128;
mod data_matrix;
mod ean_13;
mod qr;

use crate::{Format, random::Random};

pub struct Symbol {
    pub text: String,
    pub columns: usize,
    /// A 1-D symbol has one row of modules, drawn `height` modules high.
    pub rows: usize,
    pub height: usize,
    /// Row by row.
    pub modules: Vec<bool>,
    /// The margin that stays free, in modules, at the left and right, and above and below.
    pub quiet: (usize, usize),
    repair: Repair,
}

/// What error correction can mend, for covering no more than that.
enum Repair {
    /// Each module's codeword, if it carries data, and how many codewords may be wrong in all.
    Codewords { of: Vec<Option<u32>>, limit: usize },
    /// The bars are redundant from top to bottom.
    Bars,
}

impl Symbol {
    /// `sturdy` asks for more error correction where the symbology has levels of it.
    pub fn random(random: &mut Random, format: Format, sturdy: bool) -> Symbol {
        match format {
            Format::QrCode => qr::symbol(random, sturdy),
            Format::DataMatrix => data_matrix::symbol(random),
            Format::Code128 => code_128::symbol(random, 0),
            Format::Ean13 => ean_13::symbol(random, 0),
        }
    }

    /// What looks like a symbol in every way but is none: the check character is wrong, or the data are random.
    pub fn spoiled(random: &mut Random, format: Format) -> Symbol {
        let error = random.range(1, 9);
        let mut symbol = match format {
            Format::QrCode => qr::symbol(random, false),
            Format::DataMatrix => data_matrix::symbol(random),
            Format::Code128 => code_128::symbol(random, error),
            Format::Ean13 => ean_13::symbol(random, error),
        };
        if let Repair::Codewords { of, .. } = &symbol.repair {
            for (module, _) in symbol.modules.iter_mut().zip(of).filter(|(_, codeword)| codeword.is_some()) {
                *module = random.chance(0.5);
            }
        }
        symbol
    }

    fn linear(random: &mut Random, text: String, modules: Vec<bool>, quiet: usize) -> Symbol {
        let columns = modules.len();
        let height = (columns as f32 * random.between(0.22, 0.6)) as usize;
        Symbol { text, columns, rows: 1, height, modules, quiet: (quiet, 2), repair: Repair::Bars }
    }

    pub fn is_linear(&self) -> bool {
        matches!(self.repair, Repair::Bars)
    }

    pub fn ink(&self, column: usize, row: usize) -> bool {
        self.modules[if self.rows == 1 { column } else { row * self.columns + column }]
    }

    /// Whether error correction still restores the symbol where `wrong` says which modules are read wrong: up to four
    /// fifths of what it can do, for the rest is the camera's.
    pub fn survives(&self, wrong: impl Fn(usize, usize) -> bool) -> bool {
        let Repair::Codewords { of, limit } = &self.repair else { return true };
        let mut lost: Vec<u32> = (0..of.len())
            .filter(|&module| of[module].is_some() && wrong(module % self.columns, module / self.columns))
            .filter_map(|module| of[module])
            .collect();
        lost.sort_unstable();
        lost.dedup();
        lost.len() * 5 <= limit * 4
    }
}

/// Bars and spaces by their widths, a bar first.
fn bars(widths: impl IntoIterator<Item = usize>) -> Vec<bool> {
    widths.into_iter().enumerate().flat_map(|(i, width)| vec![i % 2 == 0; width]).collect()
}
