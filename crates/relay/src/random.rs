//! Randomness from the operating system: record ids and the serials of one-time codes.

use std::io;

/// The characters of a serial: without 0/o and 1/l/i, which are easily confused when typed from a small print.
pub const SERIAL_ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// Characters in a serial, as in the API's documented example: 31^11 is about 2.5e16 serials.
pub const SERIAL_LENGTH: usize = 11;

fn fill(buffer: &mut [u8]) -> io::Result<()> {
    getrandom::fill(buffer).map_err(io::Error::from)
}

/// A new id: 24 lower-case hexadecimal digits, as the API's ids are.
///
/// # Errors
/// The operating system gave no randomness.
pub fn id() -> io::Result<String> {
    let mut bytes = [0; 12];
    fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A new serial of [`SERIAL_LENGTH`] characters, each of [`SERIAL_ALPHABET`] equally likely.
///
/// # Errors
/// The operating system gave no randomness.
pub fn serial() -> io::Result<String> {
    // 248 = 8 × 31: from there on, the remainder would favour the first characters.
    const UNBIASED: u8 = 248;
    let mut serial = String::with_capacity(SERIAL_LENGTH);
    let mut bytes = [0; 16];
    while serial.len() < SERIAL_LENGTH {
        fill(&mut bytes)?;
        let unbiased = bytes.iter().filter(|byte| **byte < UNBIASED);
        let characters = unbiased.map(|byte| char::from(SERIAL_ALPHABET[usize::from(byte % 31)]));
        serial.extend(characters.take(SERIAL_LENGTH - serial.len()));
    }
    Ok(serial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_use_the_whole_alphabet_and_nothing_else() -> io::Result<()> {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..1000 {
            let serial = serial()?;
            assert_eq!(serial.len(), SERIAL_LENGTH);
            seen.extend(serial.bytes());
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), SERIAL_ALPHABET);
        Ok(())
    }

    #[test]
    fn ids_are_24_hex_digits_and_differ() -> io::Result<()> {
        let (one, other) = (id()?, id()?);
        assert!(one.len() == 24 && one.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_ne!(one, other);
        Ok(())
    }
}
