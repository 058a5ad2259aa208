//! A gzip bomb: 50 MB of blanks and then a good answer, in 330 kB. Whoever reads it all has been too patient.

const BLANKS: u32 = 50_000_000;

/// The compressed bytes of [`BLANKS`] spaces and `text`: one block with DEFLATE's fixed codes.
pub fn gzip(text: &[u8]) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], free: 0 };
    bits.put(0b011, 3); // the last block; fixed codes
    bits.literal(b' ');
    let copies = (BLANKS - 1) / 258;
    for _ in 0..copies {
        bits.code(0b1100_0101, 8); // a length of 258...
        bits.code(0, 5); // ...from one byte back
    }
    text.iter().for_each(|byte| bits.literal(*byte));
    bits.code(0, 7); // the end
    let mut crc = u32::MAX;
    let length = copies * 258 + 1;
    let table = table();
    let add = |crc: u32, byte: u8| table[(crc as u8 ^ byte) as usize] ^ (crc >> 8);
    for _ in 0..length {
        crc = add(crc, b' ');
    }
    crc = text.iter().fold(crc, |crc, byte| add(crc, *byte));
    bits.bytes.extend((!crc).to_le_bytes());
    bits.bytes.extend((length + text.len() as u32).to_le_bytes());
    bits.bytes
}

/// CRC-32 of each byte.
fn table() -> [u32; 256] {
    std::array::from_fn(|byte| (0..8).fold(byte as u32, |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())))
}

struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are unused.
    free: u8,
}

impl Bits {
    /// The lowest bit first.
    fn put(&mut self, value: u32, count: u8) {
        for at in 0..count {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> at & 1) as u8) << (8 - self.free);
            }
            self.free -= 1;
        }
    }

    /// The highest bit first, as Huffman codes are written.
    fn code(&mut self, value: u32, count: u8) {
        for at in (0..count).rev() {
            self.put(value >> at & 1, 1);
        }
    }

    fn literal(&mut self, byte: u8) {
        match byte {
            0..144 => self.code(0x30 + u32::from(byte), 8),
            _ => self.code(0x190 + u32::from(byte) - 144, 9),
        }
    }
}
