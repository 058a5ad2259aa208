//! [`Symbol`]: a barcode as a grid of modules, true if dark. Each symbology has an encoder in a file of its own.

mod code_128;
mod data_matrix;
mod ean_13;
mod qr;

use crate::{Format, random::Random};

/// A symbol and its text.
pub struct Symbol {
    pub text: String,
    pub columns: usize,
    /// A 1-D symbol has one row of modules, rendered `height` modules high.
    pub rows: usize,
    pub height: usize,
    /// The modules row by row; true is dark.
    pub modules: Vec<bool>,
    /// The quiet zone in modules: left and right, above and below.
    pub quiet_zone: (usize, usize),
    error_correction: ErrorCorrection,
}

/// What error correction can compensate, so that covers hide no more than that.
enum ErrorCorrection {
    /// The codeword that each module belongs to, if any, and how many codewords may be wrong in total.
    Codewords { codeword_of: Vec<Option<u32>>, limit: usize },
    /// Bars are redundant along their height.
    Bars,
}

impl Symbol {
    /// A random symbol. `high_correction` excludes the lowest error correction level, if the symbology has levels.
    pub fn random(random: &mut Random, format: Format, high_correction: bool) -> Symbol {
        match format {
            Format::QrCode => qr::symbol(random, high_correction),
            Format::DataMatrix => data_matrix::symbol(random),
            Format::Code128 => code_128::symbol(random, 0),
            Format::Ean13 => ean_13::symbol(random, 0),
        }
    }

    /// A symbol that is complete but invalid: its check character is wrong, or its data modules are random.
    pub fn corrupt(random: &mut Random, format: Format) -> Symbol {
        let error = random.range(1, 9);
        let mut symbol = match format {
            Format::QrCode => qr::symbol(random, false),
            Format::DataMatrix => data_matrix::symbol(random),
            Format::Code128 => code_128::symbol(random, error),
            Format::Ean13 => ean_13::symbol(random, error),
        };
        if let ErrorCorrection::Codewords { codeword_of, .. } = &symbol.error_correction {
            for (module, _) in symbol.modules.iter_mut().zip(codeword_of).filter(|(_, codeword)| codeword.is_some()) {
                *module = random.chance(0.5);
            }
        }
        symbol
    }

    /// A 1-D symbol of random height.
    fn linear(random: &mut Random, text: String, modules: Vec<bool>, quiet_zone: usize) -> Symbol {
        let columns = modules.len();
        let height = (columns as f32 * random.uniform(0.22, 0.6)) as usize;
        Symbol {
            text,
            columns,
            rows: 1,
            height,
            modules,
            quiet_zone: (quiet_zone, 2),
            error_correction: ErrorCorrection::Bars,
        }
    }

    pub fn is_linear(&self) -> bool {
        matches!(self.error_correction, ErrorCorrection::Bars)
    }

    /// Whether a module is dark.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        self.modules[if self.rows == 1 { column } else { row * self.columns + column }]
    }

    /// Whether error correction can compensate the modules for which `wrong` is true, with at most four fifths of its
    /// capacity: the rest is left for the camera's errors.
    pub fn is_correctable(&self, wrong: impl Fn(usize, usize) -> bool) -> bool {
        let ErrorCorrection::Codewords { codeword_of, limit } = &self.error_correction else { return true };
        let mut lost: Vec<u32> = (0..codeword_of.len())
            .filter(|&module| codeword_of[module].is_some() && wrong(module % self.columns, module / self.columns))
            .filter_map(|module| codeword_of[module])
            .collect();
        lost.sort_unstable();
        lost.dedup();
        lost.len() * 5 <= limit * 4
    }
}

/// The modules of elements with these widths, a bar first.
fn bars(widths: impl IntoIterator<Item = usize>) -> Vec<bool> {
    widths.into_iter().enumerate().flat_map(|(i, width)| vec![i % 2 == 0; width]).collect()
}
