//! [`SIZES`], the 24 square and 6 rectangular ECC 200 symbols of ISO/IEC 16022, and the positions of their fixed
//! modules.

/// A symbol's size in modules and its error correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SymbolSize {
    pub rows: u8,
    pub cols: u8,
    /// The numbers of data regions, each with its own finder and timing pattern, vertically and horizontally.
    pub regions_down: u8,
    pub regions_across: u8,
    /// Check codewords of the whole symbol.
    pub check_codewords: u16,
    /// Reed–Solomon blocks, interleaved: codeword `i` belongs to block `i % blocks`.
    pub blocks: u8,
}

const fn size(
    rows: u8,
    cols: u8,
    regions_down: u8,
    regions_across: u8,
    check_codewords: u16,
    blocks: u8,
) -> SymbolSize {
    SymbolSize { rows, cols, regions_down, regions_across, check_codewords, blocks }
}

/// ISO/IEC 16022:2006, 5.5.1, Table 7.
pub const SIZES: [SymbolSize; 30] = [
    size(10, 10, 1, 1, 5, 1),
    size(12, 12, 1, 1, 7, 1),
    size(14, 14, 1, 1, 10, 1),
    size(16, 16, 1, 1, 12, 1),
    size(18, 18, 1, 1, 14, 1),
    size(20, 20, 1, 1, 18, 1),
    size(22, 22, 1, 1, 20, 1),
    size(24, 24, 1, 1, 24, 1),
    size(26, 26, 1, 1, 28, 1),
    size(32, 32, 2, 2, 36, 1),
    size(36, 36, 2, 2, 42, 1),
    size(40, 40, 2, 2, 48, 1),
    size(44, 44, 2, 2, 56, 1),
    size(48, 48, 2, 2, 68, 1),
    size(52, 52, 2, 2, 84, 2),
    size(64, 64, 4, 4, 112, 2),
    size(72, 72, 4, 4, 144, 4),
    size(80, 80, 4, 4, 192, 4),
    size(88, 88, 4, 4, 224, 4),
    size(96, 96, 4, 4, 272, 4),
    size(104, 104, 4, 4, 336, 6),
    size(120, 120, 6, 6, 408, 6),
    size(132, 132, 6, 6, 496, 8),
    size(144, 144, 6, 6, 620, 10),
    size(8, 18, 1, 1, 7, 1),
    size(8, 32, 1, 2, 11, 1),
    size(12, 26, 1, 1, 14, 1),
    size(12, 36, 1, 2, 18, 1),
    size(16, 36, 1, 2, 24, 1),
    size(16, 48, 1, 2, 28, 1),
];

impl SymbolSize {
    /// Rows and columns of the mapping matrix, which consists of the data modules alone.
    pub fn mapping_matrix(&self) -> (usize, usize) {
        (usize::from(self.rows - 2 * self.regions_down), usize::from(self.cols - 2 * self.regions_across))
    }

    /// Data and check codewords together.
    pub fn codewords(&self) -> usize {
        let (rows, cols) = self.mapping_matrix();
        rows * cols / 8
    }

    /// The position in the symbol, as (row, column), of module (`row`, `col`) of the mapping matrix.
    pub fn symbol_position(&self, row: usize, col: usize) -> (usize, usize) {
        let (height, width) =
            (usize::from(self.rows / self.regions_down) - 2, usize::from(self.cols / self.regions_across) - 2);
        (row + 1 + 2 * (row / height), col + 1 + 2 * (col / width))
    }

    /// Whether a module of a finder or timing pattern is dark; `None` for a data module.
    pub fn fixed_module(&self, row: usize, col: usize) -> Option<bool> {
        let (height, width) =
            (usize::from(self.rows / self.regions_down), usize::from(self.cols / self.regions_across));
        let (row, col) = (row % height, col % width);
        if col == 0 || row == height - 1 {
            Some(true)
        } else if row == 0 {
            Some(col % 2 == 0)
        } else if col == width - 1 {
            Some(row % 2 == 1)
        } else {
            None
        }
    }
}
