//! Reed–Solomon decoding over GF(256): corrects errors and erasures for QR codes and Data Matrix.

/// A Reed–Solomon code: exponent and logarithm tables of its field, and the power of α that is the generator
/// polynomial's first root.
pub struct ReedSolomon {
    exp: [u8; 512],
    log: [u8; 256],
    first_root: usize,
}

impl ReedSolomon {
    /// ISO/IEC 18004:2015, 7.5: primitive polynomial x⁸ + x⁴ + x³ + x² + 1, first root α⁰.
    pub const QR: ReedSolomon = ReedSolomon::new(0x11D, 0);
    /// ISO/IEC 16022:2006, Annex E: primitive polynomial x⁸ + x⁵ + x³ + x² + 1, first root α¹.
    pub const DATA_MATRIX: ReedSolomon = ReedSolomon::new(0x12D, 1);

    const fn new(polynomial: u16, first_root: usize) -> ReedSolomon {
        let (mut exp, mut log) = ([0; 512], [0; 256]);
        let (mut value, mut power) = (1u16, 0);
        while power < 255 {
            exp[power] = value as u8;
            exp[power + 255] = value as u8;
            log[value as usize] = power as u8;
            value <<= 1;
            if value > 255 {
                value ^= polynomial;
            }
            power += 1;
        }
        ReedSolomon { exp, log, first_root }
    }

    fn mul(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            0
        } else {
            self.exp[usize::from(self.log[a as usize]) + usize::from(self.log[b as usize])]
        }
    }

    /// `a / b`; `b` must not be 0.
    fn div(&self, a: u8, b: u8) -> u8 {
        if a == 0 { 0 } else { self.exp[usize::from(self.log[a as usize]) + 255 - usize::from(self.log[b as usize])] }
    }

    /// α to the power of `exponent`.
    fn alpha_pow(&self, exponent: usize) -> u8 {
        self.exp[exponent % 255]
    }

    /// Corrects a block of data codewords followed by `check_count` check codewords, in place. `erasures` are indices
    /// of codewords known to be unreliable. `misdecode_protection` check codewords (`p` in ISO/IEC 18004) are left for
    /// error detection: with e erasures and t errors, e + 2t ≤ `check_count` − p.
    ///
    /// Returns how many codewords were changed, or `None`, with the block unchanged, if there are too many errors.
    pub fn correct(
        &self,
        codewords: &mut [u8],
        check_count: usize,
        erasures: &[u8],
        misdecode_protection: usize,
    ) -> Option<usize> {
        let length = codewords.len();
        if length > 255 || check_count > length || erasures.len() + misdecode_protection > check_count {
            return None;
        }
        let syndromes: Vec<u8> = (0..check_count)
            .map(|i| {
                let root = self.alpha_pow(i + self.first_root);
                codewords.iter().fold(0, |sum, symbol| self.mul(sum, root) ^ symbol)
            })
            .collect();
        if syndromes.iter().all(|s| *s == 0) {
            return Some(0);
        }
        // The error locator polynomial, lowest power first: the erasure locator, which Berlekamp–Massey then extends.
        let mut locator = vec![0u8; check_count + 1];
        locator[0] = 1;
        for (count, &erasure) in erasures.iter().enumerate() {
            let location = self.alpha_pow(length.checked_sub(1 + usize::from(erasure))?);
            for i in (0..=count).rev() {
                locator[i + 1] ^= self.mul(locator[i], location);
            }
        }
        // Berlekamp–Massey.
        let mut auxiliary = locator.clone();
        let mut degree = erasures.len();
        for step in erasures.len()..check_count {
            auxiliary.rotate_right(1);
            auxiliary[0] = 0;
            let discrepancy = (0..=degree.min(step)).fold(0, |sum, i| sum ^ self.mul(locator[i], syndromes[step - i]));
            if discrepancy == 0 {
                continue;
            }
            let previous = (2 * degree <= step + erasures.len()).then(|| locator.clone());
            for (coefficient, &other) in locator.iter_mut().zip(&auxiliary) {
                *coefficient ^= self.mul(discrepancy, other);
            }
            if let Some(previous) = previous {
                degree = step + 1 + erasures.len() - degree;
                auxiliary = previous.iter().map(|coefficient| self.div(*coefficient, discrepancy)).collect();
            }
        }
        if 2 * degree > check_count + erasures.len() - misdecode_protection.min(check_count) || degree > check_count {
            return None;
        }
        // Chien search: the positions whose inverse location is a root of the locator.
        let evaluate = |polynomial: &[u8], x: u8| polynomial.iter().rev().fold(0, |sum, c| self.mul(sum, x) ^ c);
        let positions: Vec<usize> = (0..length)
            .filter(|&index| evaluate(&locator[..=degree], self.alpha_pow(255 - (length - 1 - index) % 255)) == 0)
            .collect();
        if positions.len() != degree {
            return None;
        }
        // Forney's algorithm: the error evaluator polynomial, then each error's magnitude.
        let mut evaluator = vec![0u8; check_count];
        for i in 0..check_count {
            for j in 0..=i.min(degree) {
                evaluator[i] ^= self.mul(locator[j], syndromes[i - j]);
            }
        }
        let mut corrected_count = 0;
        let mut corrected = codewords.to_vec();
        for index in positions {
            let exponent = length - 1 - index;
            let inverse = self.alpha_pow(255 - exponent % 255);
            let inverse_squared = self.mul(inverse, inverse);
            // The locator's formal derivative: in characteristic 2 only its odd terms remain.
            let mut derivative = 0;
            let mut x = 1;
            for i in (1..=degree).step_by(2) {
                derivative ^= self.mul(locator[i], x);
                x = self.mul(x, inverse_squared);
            }
            if derivative == 0 {
                return None;
            }
            // Location to the power of 1 - first_root.
            let scale = self.alpha_pow((exponent * (256 - self.first_root)) % 255);
            let magnitude = self.mul(scale, self.div(evaluate(&evaluator, inverse), derivative));
            corrected[index] ^= magnitude;
            corrected_count += usize::from(magnitude != 0);
        }
        // The corrected block must have all syndromes 0.
        let is_valid = (0..check_count).all(|i| {
            let root = self.alpha_pow(i + self.first_root);
            corrected.iter().fold(0, |sum, symbol| self.mul(sum, root) ^ symbol) == 0
        });
        is_valid.then(|| {
            codewords.copy_from_slice(&corrected);
            corrected_count
        })
    }

    /// Fills in the last `check_count` codewords of a block, as an encoder does.
    #[cfg(test)]
    fn encode(&self, codewords: &mut [u8], check_count: usize) {
        let mut generator = vec![1u8];
        for i in 0..check_count {
            let root = self.alpha_pow(i + self.first_root);
            generator.push(0);
            for j in (1..generator.len()).rev() {
                generator[j] ^= self.mul(generator[j - 1], root);
            }
        }
        let data_count = codewords.len() - check_count;
        let mut remainder = codewords[..data_count].to_vec();
        remainder.resize(codewords.len(), 0);
        for i in 0..data_count {
            let lead = remainder[i];
            for (j, coefficient) in generator.iter().enumerate() {
                remainder[i + j] ^= self.mul(*coefficient, lead);
            }
        }
        codewords[data_count..].copy_from_slice(&remainder[data_count..]);
    }
}

#[cfg(test)]
mod tests {
    use super::ReedSolomon;

    /// A linear congruential generator; the same numbers for the same seed.
    fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
        move |below| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        }
    }

    #[test]
    fn corrects_all_that_the_check_symbols_allow() {
        let mut next = numbers(1);
        for code in [ReedSolomon::QR, ReedSolomon::DATA_MATRIX] {
            for _ in 0..2000 {
                let length = 8 + next(140);
                let check_count = 2 + next(30.min(length - 4));
                let mut codewords: Vec<u8> = (0..length).map(|_| next(256) as u8).collect();
                code.encode(&mut codewords, check_count);
                let erasures = next(check_count + 1);
                let errors = next((check_count - erasures) / 2 + 1);
                let mut positions: Vec<u8> = (0..length as u8).collect();
                for i in 0..erasures + errors {
                    let j = i + next(length - i);
                    positions.swap(i, j);
                }
                let mut broken = codewords.clone();
                for (i, &position) in positions[..erasures + errors].iter().enumerate() {
                    broken[usize::from(position)] ^= if i < erasures { next(256) } else { 1 + next(255) } as u8;
                }
                let changed = code.correct(&mut broken, check_count, &positions[..erasures], 0);
                assert!(
                    changed.is_some_and(|changed| changed <= erasures + errors),
                    "{length} {check_count} {erasures} {errors}"
                );
                assert_eq!(broken, codewords);
            }
        }
    }

    #[test]
    fn too_many_errors_leave_the_word_as_it_was() {
        let mut next = numbers(2);
        let mut wrong = 0;
        for _ in 0..2000 {
            let mut codewords: Vec<u8> = (0..60).map(|_| next(256) as u8).collect();
            let before = codewords.clone();
            match ReedSolomon::QR.correct(&mut codewords, 16, &[], 2) {
                None => assert_eq!(codewords, before),
                Some(_) => wrong += 1,
            }
        }
        assert_eq!(wrong, 0);
    }
}
