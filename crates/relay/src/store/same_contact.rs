//! One person, one history: what is the same of a phone number or an e-mail address, however it is written.

use phonenumber::Mode;
use phonenumber::country::Id;

/// A number with its calling code (the library reads no `/`), `+66812345678`. Without `+` it is of `country`. What is no number is the same as itself.
pub fn phone(text: &str, country: Id) -> String {
    match phonenumber::parse(Some(country), text.replace('/', " ")) {
        Ok(number) => number.format().mode(Mode::E164).to_string(),
        Err(_) => text.trim().to_owned(),
    }
}

/// In small letters, also in front of the `@`: nobody has two addresses that differ in capitals alone.
pub fn email(text: &str) -> String {
    text.trim().to_lowercase()
}
