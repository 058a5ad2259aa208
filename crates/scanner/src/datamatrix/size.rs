//! [`SIZES`], the 24 square and 6 rectangular symbols of ISO/IEC 16022 (ECC 200), and where their fixed modules are.

/// A symbol's size in modules and how its words are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub rows: u8,
    pub cols: u8,
    /// How many regions, each framed by its own L and timing pattern, are below and beside each other.
    pub down: u8,
    pub across: u8,
    /// Check words of the whole symbol.
    pub check: u16,
    /// Reed–Solomon blocks: word `i` belongs to block `i % blocks`.
    pub blocks: u8,
}

const fn size(rows: u8, cols: u8, down: u8, across: u8, check: u16, blocks: u8) -> Size {
    Size { rows, cols, down, across, check, blocks }
}

pub const SIZES: [Size; 30] = [
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

impl Size {
    /// Rows and columns of the data modules alone.
    pub fn mapping(&self) -> (usize, usize) {
        (usize::from(self.rows - 2 * self.down), usize::from(self.cols - 2 * self.across))
    }

    /// Data and check words together.
    pub fn words(&self) -> usize {
        let (rows, cols) = self.mapping();
        rows * cols / 8
    }

    /// The module that shows data module (`row`, `col`), as (row, column) of the symbol.
    pub fn module(&self, row: usize, col: usize) -> (usize, usize) {
        let (high, wide) = (usize::from(self.rows / self.down) - 2, usize::from(self.cols / self.across) - 2);
        (row + 1 + 2 * (row / high), col + 1 + 2 * (col / wide))
    }

    /// Whether a module of an L (dark) or of a timing pattern (alternating) is dark; `None` for a data module.
    pub fn fixed(&self, row: usize, col: usize) -> Option<bool> {
        let (high, wide) = (usize::from(self.rows / self.down), usize::from(self.cols / self.across));
        let (row, col) = (row % high, col % wide);
        if col == 0 || row == high - 1 {
            Some(true)
        } else if row == 0 {
            Some(col % 2 == 0)
        } else if col == wide - 1 {
            Some(row % 2 == 1)
        } else {
            None
        }
    }
}
