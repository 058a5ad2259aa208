//! [`text`]: decodes data codewords in the six encodation schemes of ECC 200 (ISO/IEC 16022:2006, 5.2).

/// Decodes data codewords: as UTF-8 if valid, else as ISO/IEC 8859-1; FNC1 becomes the group separator. `None` if the
/// codewords break the rules of encodation, as those of a misread symbol nearly always do.
pub fn text(codewords: &[u8]) -> Option<String> {
    let mut decoder =
        Decoder { codewords, at: 0, bytes: Vec::new(), upper_shift: false, latin1: false, macro_trailer: false };
    decoder.ascii()?;
    if decoder.macro_trailer {
        decoder.bytes.extend(b"\x1e\x04");
    }
    let Decoder { bytes, latin1, .. } = decoder;
    if bytes.is_empty() {
        return None;
    }
    let from_latin1 = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect();
    Some(if latin1 {
        from_latin1(&bytes)
    } else {
        String::from_utf8(bytes).unwrap_or_else(|e| from_latin1(e.as_bytes()))
    })
}

struct Decoder<'a> {
    codewords: &'a [u8],
    at: usize,
    bytes: Vec<u8>,
    /// Upper Shift: 128 is added to the next character.
    upper_shift: bool,
    /// An ECI designates ISO/IEC 8859-1.
    latin1: bool,
    /// The text begins with Macro 05 or 06, whose trailer has to be appended.
    macro_trailer: bool,
}

impl Decoder<'_> {
    /// The next codeword.
    fn next(&mut self) -> Option<u8> {
        let codeword = self.codewords.get(self.at).copied()?;
        self.at += 1;
        Some(codeword)
    }

    fn remaining(&self) -> usize {
        self.codewords.len() - self.at
    }

    fn push(&mut self, byte: u8) {
        self.bytes.push(byte.wrapping_add(if self.upper_shift { 128 } else { 0 }));
        self.upper_shift = false;
    }

    /// ASCII encodation (5.2.3), in which a symbol starts and to which the other schemes return.
    fn ascii(&mut self) -> Option<()> {
        while let Some(codeword) = self.next() {
            match codeword {
                1..=128 => self.push(codeword - 1),
                129 => return self.padding(),
                130..=229 => self.bytes.extend([b'0' + (codeword - 130) / 10, b'0' + (codeword - 130) % 10]),
                230 => self.c40_text_x12(CharacterSet::C40)?,
                231 => self.base_256()?,
                // FNC1 in first position only marks GS1 data.
                232 if self.at == 1 => {}
                232 => self.bytes.push(0x1d),
                // Structured Append: the position and file identification are skipped.
                233 => self.at = (self.at + 3).min(self.codewords.len()),
                // Reader Programming: not data.
                234 => return None,
                235 => self.upper_shift = true,
                236 | 237 if self.at == 1 => {
                    self.bytes.extend(if codeword == 236 { b"[)>\x1e05\x1d" } else { b"[)>\x1e06\x1d" });
                    self.macro_trailer = true;
                }
                238 => self.c40_text_x12(CharacterSet::X12)?,
                239 => self.c40_text_x12(CharacterSet::Text)?,
                240 => self.edifact()?,
                241 => self.eci()?,
                _ => return None,
            }
        }
        Some(())
    }

    /// Checks the pad codewords after the first, which are randomised by position (Annex B.1): any other codeword is a
    /// misread.
    fn padding(&mut self) -> Option<()> {
        while let Some(codeword) = self.next() {
            let randomized = 129 + (149 * self.at) % 253 + 1;
            let randomized = if randomized > 254 { randomized - 254 } else { randomized };
            if usize::from(codeword) != randomized {
                return None;
            }
        }
        Some(())
    }

    /// C40, Text and ANSI X12 encodation (5.2.5 to 5.2.7): three values in two codewords.
    fn c40_text_x12(&mut self, set: CharacterSet) -> Option<()> {
        let mut shift = 0;
        while self.remaining() > 1 {
            let first = self.next()?;
            if first == 254 {
                return Some(());
            }
            let value = (u16::from(first) * 256 + u16::from(self.next()?)).checked_sub(1)?;
            for value in [value / 1600, value / 40 % 40, value % 40] {
                self.character(set, &mut shift, value as u8)?;
            }
        }
        // A single last codeword is in ASCII encodation without an unlatch before it, or is itself the unlatch.
        if self.remaining() == 1 && self.codewords[self.at] == 254 {
            self.at += 1;
        }
        Some(())
    }

    /// Decodes a C40, Text or X12 value (Annex C, Tables C.1 and C.2). `shift` is the shift set, 1 to 3, or 0 for the
    /// basic set.
    fn character(&mut self, set: CharacterSet, shift: &mut u8, value: u8) -> Option<()> {
        let byte = match (*shift, value) {
            (0, 0) if set == CharacterSet::X12 => b'\r',
            (0, 1) if set == CharacterSet::X12 => b'*',
            (0, 2) if set == CharacterSet::X12 => b'>',
            (0, 0..=2) => {
                *shift = value + 1;
                return Some(());
            }
            (0, 3) => b' ',
            (0, 4..=13) => b'0' + value - 4,
            (0, 14..=39) => value - 14 + if set == CharacterSet::Text { b'a' } else { b'A' },
            (1, 0..=31) => value,
            (2, 0..=14) => b'!' + value,
            (2, 15..=21) => b':' + value - 15,
            (2, 22..=26) => b'[' + value - 22,
            (2, 27) => {
                // FNC1; in first position it only marks GS1 data, as in ASCII encodation.
                if !self.bytes.is_empty() {
                    self.bytes.push(0x1d);
                }
                *shift = 0;
                return Some(());
            }
            (2, 30) => {
                self.upper_shift = true;
                *shift = 0;
                return Some(());
            }
            (3, 1..=26) if set == CharacterSet::Text => b'A' + value - 1,
            (3, 0..=31) => b'`' + value,
            _ => return None,
        };
        self.push(byte);
        *shift = 0;
        Some(())
    }

    /// EDIFACT encodation (5.2.8): four six-bit values in three codewords.
    fn edifact(&mut self) -> Option<()> {
        while self.remaining() > 2 {
            let start = self.at;
            self.at += 3;
            let bits = self.codewords[start..self.at].iter().fold(0, |bits, codeword| bits << 8 | u32::from(*codeword));
            for i in 0..4 {
                let value = (bits >> (18 - 6 * i)) as u8 & 63;
                if value == 31 {
                    // Unlatch: the remaining bits of this codeword are ignored.
                    self.at = start + (i + 1).min(3);
                    return Some(());
                }
                self.push(if value < 32 { value | 64 } else { value });
            }
        }
        Some(())
    }

    /// Base 256 encodation (5.2.9): a length in one or two codewords, 0 for the rest of the symbol, then bytes.
    fn base_256(&mut self) -> Option<()> {
        let first = usize::from(self.unrandomized()?);
        let length = match first {
            0 => self.remaining(),
            1..=249 => first,
            _ => 250 * (first - 249) + usize::from(self.unrandomized()?),
        };
        for _ in 0..length {
            let byte = self.unrandomized()?;
            self.bytes.push(byte);
        }
        Some(())
    }

    /// The next codeword with the 255-state randomising algorithm (Annex B.2) undone.
    fn unrandomized(&mut self) -> Option<u8> {
        let codeword = self.next()?;
        Some(codeword.wrapping_sub(((149 * self.at) % 255 + 1) as u8))
    }

    /// Extended Channel Interpretation. Only ISO/IEC 8859-1 is distinguished; all else is decoded as UTF-8 if valid.
    fn eci(&mut self) -> Option<()> {
        let first = self.next()?;
        match first {
            1..=127 => self.latin1 = matches!(first, 2 | 4),
            128..=191 => self.at += 1,
            192..=207 => self.at += 2,
            _ => return None,
        }
        (self.at <= self.codewords.len()).then_some(())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum CharacterSet {
    C40,
    Text,
    X12,
}
