//! What the standard (ISO/IEC 18004) fixes of a symbol: sizes, function patterns, blocks, masks, format information.

/// Error correction levels in the order of their two bits in the format information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    M,
    L,
    H,
    Q,
}

/// Check codewords a block, a row a level in the order of [`Level`], a column a version.
const CHECKS: [[u8; 40]; 4] = [
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

/// Blocks, as above.
const BLOCKS: [[u8; 40]; 4] = [
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

/// How a symbol's codewords are divided.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Data and check codewords.
    pub codewords: usize,
    pub blocks: usize,
    /// Check codewords a block.
    pub checks: usize,
    /// Check codewords that are kept for noticing a wrong correction (table 9, "p").
    pub reserve: usize,
}

/// A version, 1 to 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version(pub u8);

impl Version {
    /// Of a symbol with so many modules a side.
    pub fn of_size(size: usize) -> Option<Version> {
        ((21..=177).contains(&size) && size % 4 == 1).then(|| Version(((size - 17) / 4) as u8))
    }

    /// Modules a side.
    pub fn size(self) -> usize {
        17 + 4 * usize::from(self.0)
    }

    pub fn layout(self, level: Level) -> Layout {
        let version = usize::from(self.0);
        let mut bits = (16 * version + 128) * version + 64;
        if version >= 2 {
            let marks = version / 7 + 2;
            bits -= (25 * marks - 10) * marks - 55;
            if version >= 7 {
                bits -= 36;
            }
        }
        let reserve = match (version, level) {
            (1, Level::L) => 3,
            (1, Level::M) | (2, Level::L) => 2,
            (1, _) | (3, Level::L) => 1,
            _ => 0,
        };
        Layout {
            codewords: bits / 8,
            blocks: BLOCKS[level as usize][version - 1].into(),
            checks: CHECKS[level as usize][version - 1].into(),
            reserve,
        }
    }

    /// Centres of the alignment patterns, along one side.
    fn alignments(self) -> impl Iterator<Item = usize> {
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

    /// What each module is for, row by row.
    pub fn roles(self) -> Vec<Role> {
        let size = self.size();
        (0..size * size).map(|i| self.role(i % size, i / size)).collect()
    }

    fn role(self, x: usize, y: usize) -> Role {
        let size = self.size();
        let near = |at: usize| at < 9;
        let far = |at: usize| at + 8 >= size;
        if (near(x) && (near(y) || far(y))) || (far(x) && near(y)) {
            return corner(x, y, size);
        }
        if x == 6 || y == 6 {
            return Role::Fixed((x + y).is_multiple_of(2));
        }
        if self.0 >= 7 && ((x < 6 && y + 11 >= size) || (y < 6 && x + 11 >= size)) {
            return Role::Information;
        }
        let nearest = |at: usize| self.alignments().find(|mark| mark.abs_diff(at) <= 2);
        if let (Some(cx), Some(cy)) = (nearest(x), nearest(y)) {
            let is_finder = (cx == 6 && (cy == 6 || cy + 7 == size)) || (cy == 6 && cx + 7 == size);
            if !is_finder {
                return Role::Fixed(x.abs_diff(cx).max(y.abs_diff(cy)) != 1);
            }
        }
        Role::Data
    }
}

/// What a module is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Data,
    /// Always dark (true) or light.
    Fixed(bool),
    /// Format or version information.
    Information,
}

/// A module of a finder pattern, its separator, or the format information beside it.
fn corner(x: usize, y: usize, size: usize) -> Role {
    let along = |at: usize| if at < 9 { at as i32 - 3 } else { at as i32 - (size as i32 - 4) };
    let (dx, dy) = (along(x).abs(), along(y).abs());
    let ring = dx.max(dy);
    if (x == 8 || y == 8) && x != 6 && y != 6 {
        return if x == 8 && y + 8 == size { Role::Fixed(true) } else { Role::Information };
    }
    if ring > 4 { Role::Fixed(true) } else { Role::Fixed(ring != 4 && ring != 2) }
}

/// Whether a mask turns the module over.
pub fn is_masked(mask: u8, x: usize, y: usize) -> bool {
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

/// The format information's 15 bits for each of its 32 values.
fn format_word(value: u32) -> u32 {
    let mut rest = value;
    for _ in 0..10 {
        rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    }
    (value << 10 | rest) ^ 0x5412
}

fn version_word(value: u32) -> u32 {
    let mut rest = value;
    for _ in 0..12 {
        rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
    }
    value << 12 | rest
}

/// Where the bits of the format information's two copies are, lowest first.
pub fn format_places(size: usize) -> impl Iterator<Item = [(usize, usize); 2]> {
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

/// Where the bits of the version information's two copies are, lowest first.
pub fn version_places(size: usize) -> impl Iterator<Item = [(usize, usize); 2]> {
    (0..18).map(move |i| {
        let (a, b) = (size - 11 + i % 3, i / 3);
        [(a, b), (b, a)]
    })
}

/// Level and mask whose format information is nearest to what was read: `bits` holds one number a bit, lowest first, the
/// surer the further from 0, positive for dark. The second part is the agreement, at most 1.
pub fn nearest_formats(bits: &[f32]) -> Vec<(Level, u8, f32)> {
    let mut found: Vec<(Level, u8, f32)> = (0..32)
        .map(|value| {
            let level = [Level::M, Level::L, Level::H, Level::Q][value as usize >> 3];
            (level, value as u8 & 7, agreement(format_word(value), bits))
        })
        .collect();
    found.sort_by(|a, b| b.2.total_cmp(&a.2));
    found
}

/// The version whose information is nearest to what was read, 7 or more, and the agreement.
pub fn nearest_version(bits: &[f32]) -> (Version, f32) {
    (7..=40)
        .map(|value| (Version(value), agreement(version_word(value.into()), bits)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((Version(7), 0.0))
}

fn agreement(word: u32, bits: &[f32]) -> f32 {
    let all: f32 = bits.iter().map(|bit| bit.abs()).sum();
    let sum: f32 = bits.iter().enumerate().map(|(i, bit)| if word >> i & 1 == 1 { *bit } else { -*bit }).sum();
    if all > 0.0 { sum / all } else { 0.0 }
}
