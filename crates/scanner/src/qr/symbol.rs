//! QR code structure by ISO/IEC 18004:2015: sizes, function patterns, blocks, data masks, format and version
//! information.

/// Error correction levels, in the order of their two-bit indicators in the format information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    M,
    L,
    H,
    Q,
}

/// Check codewords per block, by level in the order of [`Level`] and by version from 1 (Table 9).
const CHECK_CODEWORDS: [[u8; 40]; 4] = [
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Error correction blocks, indexed as [`CHECK_CODEWORDS`] (Table 9).
const BLOCK_COUNTS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31,
        33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
        19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48,
        51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40,
        43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
];

/// How a symbol's codewords are divided into error correction blocks.
#[derive(Clone, Copy, Debug)]
pub struct BlockLayout {
    /// Data and check codewords of the whole symbol.
    pub codeword_count: usize,
    pub blocks: usize,
    /// Check codewords per block.
    pub check_codewords: usize,
    /// Check codewords reserved for error detection (Table 9: the misdecode protection codewords p).
    pub misdecode_protection: usize,
}

/// A version, 1 to 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version(pub u8);

impl Version {
    /// The version of a symbol with so many modules per side, if there is one.
    pub fn of_size(size: usize) -> Option<Version> {
        ((21..=177).contains(&size) && size % 4 == 1).then(|| Version(((size - 17) / 4) as u8))
    }

    /// Modules per side.
    pub fn size(self) -> usize {
        17 + 4 * usize::from(self.0)
    }

    /// The block structure at an error correction level. The number of codewords is what function patterns, format and
    /// version information leave of the symbol's modules.
    pub fn block_layout(self, level: Level) -> BlockLayout {
        let version = usize::from(self.0);
        let mut bits = (16 * version + 128) * version + 64;
        if version >= 2 {
            let alignment_count = version / 7 + 2;
            bits -= (25 * alignment_count - 10) * alignment_count - 55;
            if version >= 7 {
                bits -= 36;
            }
        }
        let misdecode_protection = match (version, level) {
            (1, Level::L) => 3,
            (1, Level::M) | (2, Level::L) => 2,
            (1, _) | (3, Level::L) => 1,
            _ => 0,
        };
        BlockLayout {
            codeword_count: bits / 8,
            blocks: BLOCK_COUNTS[level as usize][version - 1].into(),
            check_codewords: CHECK_CODEWORDS[level as usize][version - 1].into(),
            misdecode_protection,
        }
    }

    /// The row and column coordinates of the alignment patterns' centres (Annex E), in descending order.
    fn alignment_centres(self) -> impl Iterator<Item = usize> {
        let version = usize::from(self.0);
        let count = if version == 1 { 0 } else { version / 7 + 2 };
        let step = match version {
            1 => 0,
            32 => 26,
            _ => (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2,
        };
        let last = self.size() - 7;
        (0..count).map(move |i| if i + 1 == count { 6 } else { last - i * step })
    }

    /// The role of each module, row by row.
    pub fn roles(self) -> Vec<Role> {
        let size = self.size();
        (0..size * size).map(|i| self.role(i % size, i / size)).collect()
    }

    fn role(self, x: usize, y: usize) -> Role {
        let size = self.size();
        let near = |at: usize| at < 9;
        let far = |at: usize| at + 8 >= size;
        if (near(x) && (near(y) || far(y))) || (far(x) && near(y)) {
            return finder_role(x, y, size);
        }
        if x == 6 || y == 6 {
            return Role::Function((x + y).is_multiple_of(2));
        }
        if self.0 >= 7 && ((x < 6 && y + 11 >= size) || (y < 6 && x + 11 >= size)) {
            return Role::FormatOrVersion;
        }
        let alignment_centre_near = |at: usize| self.alignment_centres().find(|mark| mark.abs_diff(at) <= 2);
        if let (Some(cx), Some(cy)) = (alignment_centre_near(x), alignment_centre_near(y)) {
            let is_finder = (cx == 6 && (cy == 6 || cy + 7 == size)) || (cy == 6 && cx + 7 == size);
            if !is_finder {
                return Role::Function(x.abs_diff(cx).max(y.abs_diff(cy)) != 1);
            }
        }
        Role::Data
    }
}

/// What a module belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Data,
    /// A finder, separator, timing or alignment pattern, or the dark module: always dark (true) or light.
    Function(bool),
    /// Format or version information.
    FormatOrVersion,
}

/// The role of a module in the corner of a finder pattern: the pattern, its separator or the format information beside
/// it.
fn finder_role(x: usize, y: usize, size: usize) -> Role {
    let from_centre = |at: usize| if at < 9 { at as i32 - 3 } else { at as i32 - (size as i32 - 4) };
    let (dx, dy) = (from_centre(x).abs(), from_centre(y).abs());
    let ring = dx.max(dy);
    if (x == 8 || y == 8) && x != 6 && y != 6 {
        return if x == 8 && y + 8 == size { Role::Function(true) } else { Role::FormatOrVersion };
    }
    if ring > 4 { Role::Function(true) } else { Role::Function(ring != 4 && ring != 2) }
}

/// Whether a data mask pattern inverts the module (7.8.2, Table 10).
pub fn mask_inverts(mask: u8, x: usize, y: usize) -> bool {
    0 == match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    }
}

/// The 15 bits of format information for a 5-bit value: a BCH (15, 5) code with generator polynomial 0x537, masked with
/// 0x5412 (Annex C).
fn format_information(value: u32) -> u32 {
    let mut remainder = value;
    for _ in 0..10 {
        remainder = (remainder << 1) ^ ((remainder >> 9) * 0x537);
    }
    (value << 10 | remainder) ^ 0x5412
}

/// The 18 bits of version information: a BCH (18, 6) code with generator polynomial 0x1F25 (Annex D).
fn version_information(value: u32) -> u32 {
    let mut remainder = value;
    for _ in 0..12 {
        remainder = (remainder << 1) ^ ((remainder >> 11) * 0x1F25);
    }
    value << 12 | remainder
}

/// The (column, row) positions of each bit in the two copies of the format information, least significant bit first.
pub fn format_bit_positions(size: usize) -> impl Iterator<Item = [(usize, usize); 2]> {
    (0..15).map(move |i| {
        let first = match i {
            0..=5 => (8, i),
            6 | 7 => (8, i + 1),
            8 => (7, 8),
            _ => (14 - i, 8),
        };
        let second = if i < 8 { (size - 1 - i, 8) } else { (8, size - 15 + i) };
        [first, second]
    })
}

/// The (column, row) positions of each bit in the two copies of the version information, least significant bit first.
pub fn version_bit_positions(size: usize) -> impl Iterator<Item = [(usize, usize); 2]> {
    (0..18).map(move |i| {
        let (a, b) = (size - 11 + i % 3, i / 3);
        [(a, b), (b, a)]
    })
}

/// All combinations of level and mask, ranked by the correlation (-1 to 1) of their format information with what was
/// read. `bits` holds a soft value per bit, least significant first: positive is dark, the absolute value is the
/// confidence.
pub fn rank_formats(bits: &[f32]) -> Vec<(Level, u8, f32)> {
    let mut formats: Vec<(Level, u8, f32)> = (0..32)
        .map(|value| {
            let level = [Level::M, Level::L, Level::H, Level::Q][value as usize >> 3];
            (level, value as u8 & 7, correlation(format_information(value), bits))
        })
        .collect();
    formats.sort_by(|a, b| b.2.total_cmp(&a.2));
    formats
}

/// The version, 7 or higher, whose information correlates best with what was read, and the correlation.
pub fn nearest_version(bits: &[f32]) -> (Version, f32) {
    (7..=40)
        .map(|value| (Version(value), correlation(version_information(value.into()), bits)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((Version(7), 0.0))
}

/// The correlation, -1 to 1, between a word's bits and soft values.
fn correlation(word: u32, bits: &[f32]) -> f32 {
    let all: f32 = bits.iter().map(|bit| bit.abs()).sum();
    let sum: f32 = bits.iter().enumerate().map(|(i, bit)| if word >> i & 1 == 1 { *bit } else { -*bit }).sum();
    if all > 0.0 { sum / all } else { 0.0 }
}
