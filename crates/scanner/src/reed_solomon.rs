//! Reed–Solomon over GF(256), for QR (polynomial 0x11D, first root α⁰) and Data Matrix (0x12D, first root α¹): corrects
//! errors and known gaps.

/// A field and where its code's roots begin.
pub struct Code {
    exp: [u8; 512],
    log: [u8; 256],
    first_root: usize,
}

impl Code {
    pub const QR: Code = Code::new(0x11D, 0);
    pub const DATA_MATRIX: Code = Code::new(0x12D, 1);

    const fn new(polynomial: u16, first_root: usize) -> Code {
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
        Code { exp, log, first_root }
    }

    fn mul(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            0
        } else {
            self.exp[usize::from(self.log[a as usize]) + usize::from(self.log[b as usize])]
        }
    }

    /// `a / b`, for a `b` that is not 0.
    fn div(&self, a: u8, b: u8) -> u8 {
        if a == 0 { 0 } else { self.exp[usize::from(self.log[a as usize]) + 255 - usize::from(self.log[b as usize])] }
    }

    fn power(&self, exponent: usize) -> u8 {
        self.exp[exponent % 255]
    }

    /// Corrects `word`, whose last `check` symbols are its check symbols, in place. `gaps` are positions whose symbols are
    /// not to be trusted. Keeps `reserve` of the check symbols for noticing what cannot be corrected.
    ///
    /// Gives the number of symbols changed (gaps that held the right symbol are not counted), or `None`, with `word` as it
    /// was, where there are too many errors.
    pub fn correct(&self, word: &mut [u8], check: usize, gaps: &[u8], reserve: usize) -> Option<usize> {
        let length = word.len();
        if length > 255 || check > length || gaps.len() + reserve > check {
            return None;
        }
        let syndromes: Vec<u8> = (0..check)
            .map(|i| {
                let root = self.power(i + self.first_root);
                word.iter().fold(0, |sum, symbol| self.mul(sum, root) ^ symbol)
            })
            .collect();
        if syndromes.iter().all(|s| *s == 0) {
            return Some(0);
        }
        // The locator starts with the gaps' roots; Berlekamp–Massey goes on from there. Lowest power first.
        let mut locator = vec![0u8; check + 1];
        locator[0] = 1;
        for (count, &gap) in gaps.iter().enumerate() {
            let place = self.power(length.checked_sub(1 + usize::from(gap))?);
            for i in (0..=count).rev() {
                locator[i + 1] ^= self.mul(locator[i], place);
            }
        }
        let mut before = locator.clone();
        let mut errors = gaps.len();
        for step in gaps.len()..check {
            before.rotate_right(1);
            before[0] = 0;
            let discrepancy = (0..=errors.min(step)).fold(0, |sum, i| sum ^ self.mul(locator[i], syndromes[step - i]));
            if discrepancy == 0 {
                continue;
            }
            let old = (2 * errors <= step + gaps.len()).then(|| locator.clone());
            for (value, &other) in locator.iter_mut().zip(&before) {
                *value ^= self.mul(discrepancy, other);
            }
            if let Some(old) = old {
                errors = step + 1 + gaps.len() - errors;
                before = old.iter().map(|value| self.div(*value, discrepancy)).collect();
            }
        }
        if 2 * errors > check + gaps.len() - reserve.min(check) || errors > check {
            return None;
        }
        // Chien: the places whose inverse is a root.
        let at = |polynomial: &[u8], x: u8| polynomial.iter().rev().fold(0, |sum, c| self.mul(sum, x) ^ c);
        let places: Vec<usize> = (0..length)
            .filter(|&index| at(&locator[..=errors], self.power(255 - (length - 1 - index) % 255)) == 0)
            .collect();
        if places.len() != errors {
            return None;
        }
        // Forney.
        let mut evaluator = vec![0u8; check];
        for i in 0..check {
            for j in 0..=i.min(errors) {
                evaluator[i] ^= self.mul(locator[j], syndromes[i - j]);
            }
        }
        let mut changed = 0;
        let mut fixed = word.to_vec();
        for index in places {
            let place = length - 1 - index;
            let inverse = self.power(255 - place % 255);
            let square = self.mul(inverse, inverse);
            let mut derivative = 0;
            let mut x = 1;
            for i in (1..=errors).step_by(2) {
                derivative ^= self.mul(locator[i], x);
                x = self.mul(x, square);
            }
            if derivative == 0 {
                return None;
            }
            // X^(1 - first_root)
            let scale = self.power((place * (256 - self.first_root)) % 255);
            let value = self.mul(scale, self.div(at(&evaluator, inverse), derivative));
            fixed[index] ^= value;
            changed += usize::from(value != 0);
        }
        let holds = (0..check).all(|i| {
            let root = self.power(i + self.first_root);
            fixed.iter().fold(0, |sum, symbol| self.mul(sum, root) ^ symbol) == 0
        });
        holds.then(|| {
            word.copy_from_slice(&fixed);
            changed
        })
    }

    /// Fills in the last `check` symbols of `word`, as a writer does.
    #[cfg(test)]
    fn encode(&self, word: &mut [u8], check: usize) {
        let mut generator = vec![1u8];
        for i in 0..check {
            let root = self.power(i + self.first_root);
            generator.push(0);
            for j in (1..generator.len()).rev() {
                generator[j] ^= self.mul(generator[j - 1], root);
            }
        }
        let data = word.len() - check;
        let mut rest = word[..data].to_vec();
        rest.resize(word.len(), 0);
        for i in 0..data {
            let lead = rest[i];
            for (j, g) in generator.iter().enumerate() {
                rest[i + j] ^= self.mul(*g, lead);
            }
        }
        word[data..].copy_from_slice(&rest[data..]);
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    /// A small generator of numbers, the same every time.
    fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
        move |below| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        }
    }

    #[test]
    fn corrects_all_that_the_check_symbols_allow() {
        let mut next = numbers(1);
        for code in [Code::QR, Code::DATA_MATRIX] {
            for _ in 0..2000 {
                let length = 8 + next(140);
                let check = 2 + next(30.min(length - 4));
                let mut word: Vec<u8> = (0..length).map(|_| next(256) as u8).collect();
                code.encode(&mut word, check);
                let gaps = next(check + 1);
                let errors = next((check - gaps) / 2 + 1);
                let mut places: Vec<u8> = (0..length as u8).collect();
                for i in 0..gaps + errors {
                    let j = i + next(length - i);
                    places.swap(i, j);
                }
                let mut broken = word.clone();
                for (i, &place) in places[..gaps + errors].iter().enumerate() {
                    broken[usize::from(place)] ^= if i < gaps { next(256) } else { 1 + next(255) } as u8;
                }
                let changed = code.correct(&mut broken, check, &places[..gaps], 0);
                assert!(changed.is_some_and(|changed| changed <= gaps + errors), "{length} {check} {gaps} {errors}");
                assert_eq!(broken, word);
            }
        }
    }

    #[test]
    fn too_many_errors_leave_the_word_as_it_was() {
        let mut next = numbers(2);
        let mut wrong = 0;
        for _ in 0..2000 {
            let mut word: Vec<u8> = (0..60).map(|_| next(256) as u8).collect();
            let before = word.clone();
            match Code::QR.correct(&mut word, 16, &[], 2) {
                None => assert_eq!(word, before),
                Some(_) => wrong += 1,
            }
        }
        assert_eq!(wrong, 0);
    }
}
