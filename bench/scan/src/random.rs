//! [`Random`]: the only random number generator, so that a seed determines every byte. SplitMix64 (Steele, Lea, Flood
//! 2014).

/// The generator's state.
pub struct Random(u64);

impl Random {
    /// A generator seeded by a sequence of numbers.
    pub fn from_numbers(numbers: &[u64]) -> Random {
        let mut random = Random(0x243F_6A88_85A3_08D3);
        for number in numbers {
            random.0 ^= number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            random.0 = random.bits();
        }
        random
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform from 0 to just below 1.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Uniform from `low` to `high`.
    pub fn uniform(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Log-uniform from `low` to `high`: as likely between 2 and 4 as between 4 and 8.
    pub fn log_uniform(&mut self, low: f32, high: f32) -> f32 {
        low * (high / low).powf(self.unit())
    }

    /// An integer from 0 to `count - 1`.
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }

    /// An integer from `low` to `high`, both included.
    pub fn range(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// A random element.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Approximately normal, with mean 0 and standard deviation 1: a sum of four uniform numbers, which suffices for
    /// sensor noise.
    pub fn normal(&mut self) -> f32 {
        let bits = self.bits();
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        (sum as f32 - 131_070.0) * (1.0 / 37_837.2)
    }
}
