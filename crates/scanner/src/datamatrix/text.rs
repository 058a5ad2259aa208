//! [`text`]: what the data words say, in all six encodation modes of ECC 200.

/// The words' text: UTF-8 where it is valid, else Latin-1; FNC1 as the group separator. `None` where the words break the
/// rules, as those of a misread symbol nearly always do.
pub fn text(words: &[u8]) -> Option<String> {
    let mut reader = Reader { words, at: 0, bytes: Vec::new(), upper: false, latin: false, trailer: false };
    reader.ascii()?;
    if reader.trailer {
        reader.bytes.extend(b"\x1e\x04");
    }
    let Reader { bytes, latin, .. } = reader;
    if bytes.is_empty() {
        return None;
    }
    let latin_1 = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect();
    Some(if latin { latin_1(&bytes) } else { String::from_utf8(bytes).unwrap_or_else(|e| latin_1(e.as_bytes())) })
}

struct Reader<'a> {
    words: &'a [u8],
    at: usize,
    bytes: Vec<u8>,
    /// The next character is of the upper half.
    upper: bool,
    /// An ECI asked for Latin-1.
    latin: bool,
    /// A macro, whose end belongs to the text, began it.
    trailer: bool,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<u8> {
        let word = self.words.get(self.at).copied()?;
        self.at += 1;
        Some(word)
    }

    fn left(&self) -> usize {
        self.words.len() - self.at
    }

    fn push(&mut self, byte: u8) {
        self.bytes.push(byte.wrapping_add(if self.upper { 128 } else { 0 }));
        self.upper = false;
    }

    /// The mode that a symbol starts in, and comes back to.
    fn ascii(&mut self) -> Option<()> {
        while let Some(word) = self.next() {
            match word {
                1..=128 => self.push(word - 1),
                129 => return self.padding(),
                130..=229 => self.bytes.extend([b'0' + (word - 130) / 10, b'0' + (word - 130) % 10]),
                230 => self.triples(Set::C40)?,
                231 => self.base_256()?,
                // In the first place it only says that the text is of GS1.
                232 if self.at == 1 => {}
                232 => self.bytes.push(0x1d),
                // Structured append: which of several symbols this is.
                233 => self.at = (self.at + 3).min(self.words.len()),
                // Not for reading text, but for programming a reader.
                234 => return None,
                235 => self.upper = true,
                236 | 237 if self.at == 1 => {
                    self.bytes.extend(if word == 236 { b"[)>\x1e05\x1d" } else { b"[)>\x1e06\x1d" });
                    self.trailer = true;
                }
                238 => self.triples(Set::X12)?,
                239 => self.triples(Set::Text)?,
                240 => self.edifact()?,
                241 => self.eci()?,
                _ => return None,
            }
        }
        Some(())
    }

    /// After the first one, padding is scrambled by its place: anything else is a misread.
    fn padding(&mut self) -> Option<()> {
        while let Some(word) = self.next() {
            let scrambled = 129 + (149 * self.at) % 253 + 1;
            let scrambled = if scrambled > 254 { scrambled - 254 } else { scrambled };
            if usize::from(word) != scrambled {
                return None;
            }
        }
        Some(())
    }

    /// C40, Text and X12: three characters in two words.
    fn triples(&mut self, set: Set) -> Option<()> {
        let mut shift = 0;
        while self.left() > 1 {
            let first = self.next()?;
            if first == 254 {
                return Some(());
            }
            let value = (u16::from(first) * 256 + u16::from(self.next()?)).checked_sub(1)?;
            for value in [value / 1600, value / 40 % 40, value % 40] {
                self.character(set, &mut shift, value as u8)?;
            }
        }
        // A last word alone is in ASCII, without a latch before it; or it is the latch.
        if self.left() == 1 && self.words[self.at] == 254 {
            self.at += 1;
        }
        Some(())
    }

    fn character(&mut self, set: Set, shift: &mut u8, value: u8) -> Option<()> {
        let byte = match (*shift, value) {
            (0, 0) if set == Set::X12 => b'\r',
            (0, 1) if set == Set::X12 => b'*',
            (0, 2) if set == Set::X12 => b'>',
            (0, 0..=2) => {
                *shift = value + 1;
                return Some(());
            }
            (0, 3) => b' ',
            (0, 4..=13) => b'0' + value - 4,
            (0, 14..=39) => value - 14 + if set == Set::Text { b'a' } else { b'A' },
            (1, 0..=31) => value,
            (2, 0..=14) => b'!' + value,
            (2, 15..=21) => b':' + value - 15,
            (2, 22..=26) => b'[' + value - 22,
            (2, 27) => {
                // The first value of a symbol that latched at once says GS1, as in ASCII.
                if !self.bytes.is_empty() {
                    self.bytes.push(0x1d);
                }
                *shift = 0;
                return Some(());
            }
            (2, 30) => {
                self.upper = true;
                *shift = 0;
                return Some(());
            }
            (3, 1..=26) if set == Set::Text => b'A' + value - 1,
            (3, 0..=31) => b'`' + value,
            _ => return None,
        };
        self.push(byte);
        *shift = 0;
        Some(())
    }

    /// Four characters of six bits in three words.
    fn edifact(&mut self) -> Option<()> {
        while self.left() > 2 {
            let start = self.at;
            self.at += 3;
            let bits = self.words[start..self.at].iter().fold(0, |bits, word| bits << 8 | u32::from(*word));
            for i in 0..4 {
                let value = (bits >> (18 - 6 * i)) as u8 & 63;
                if value == 31 {
                    // Unlatched: what is left of this word is void.
                    self.at = start + (i + 1).min(3);
                    return Some(());
                }
                self.push(if value < 32 { value | 64 } else { value });
            }
        }
        Some(())
    }

    fn base_256(&mut self) -> Option<()> {
        let first = usize::from(self.unscrambled()?);
        let length = match first {
            0 => self.left(),
            1..=249 => first,
            _ => 250 * (first - 249) + usize::from(self.unscrambled()?),
        };
        for _ in 0..length {
            let byte = self.unscrambled()?;
            self.bytes.push(byte);
        }
        Some(())
    }

    fn unscrambled(&mut self) -> Option<u8> {
        let word = self.next()?;
        Some(word.wrapping_sub(((149 * self.at) % 255 + 1) as u8))
    }

    /// An extended channel's number. All but Latin-1 is left to the test for UTF-8.
    fn eci(&mut self) -> Option<()> {
        let first = self.next()?;
        match first {
            1..=127 => self.latin = matches!(first, 2 | 4),
            128..=191 => self.at += 1,
            192..=207 => self.at += 2,
            _ => return None,
        }
        (self.at <= self.words.len()).then_some(())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Set {
    C40,
    Text,
    X12,
}
