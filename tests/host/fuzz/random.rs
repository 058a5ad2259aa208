//! Random numbers that depend on a seed and an index only, so that any input can be made again from these two.

/// SplitMix64: short, fast, and good enough to choose test inputs by.
pub struct Random(u64);

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    pub fn new(seed: u64, index: u64) -> Random {
        Random(mix(seed.wrapping_add(GOLDEN)) ^ mix(index.wrapping_mul(GOLDEN)))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// From 0 to `end`, exclusive; 0 where there is nothing to choose from.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Any character, the rare planes as often as the common ones.
    pub fn any_char(&mut self) -> char {
        let end = self.pick(&[0x80, 0x250, 0x3000, 0x1_0000, 0x11_0000]);
        char::from_u32(self.below(end) as u32).unwrap_or('\u{FFFD}')
    }

    /// A number as JSON may hold it, and a few that only a program can make.
    pub fn number(&mut self) -> f64 {
        const SPECIAL: [f64; 21] = [
            0.0,
            -0.0,
            1.0,
            1.0 + f64::EPSILON,
            1.0 - f64::EPSILON,
            -1.0,
            0.5,
            2.0,
            20.0,
            100.0,
            1_692_084_490_615.0,
            -1_692_084_490_615.0,
            8.64e15,
            8.640_000_000_000_001e15,
            9.007_199_254_740_993e15,
            1e308,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
        ];
        match self.below(4) {
            0 => f64::from_bits(self.next()),
            1 => self.below(2_000) as f64,
            _ => self.pick(&SPECIAL),
        }
    }
}
