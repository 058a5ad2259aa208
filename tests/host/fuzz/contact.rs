//! One text as a phone number, an address, a name and as whose history to read: normalised once and for all, or refused.

use super::random::Random;
use super::{Target, text};
use crate::support::is_hidden;
use points_core::contact::{Email, HistoryOwner, Name, Phone, to_ascii};

#[derive(Debug)]
pub struct Field {
    text: String,
    country: &'static str,
}

impl Target for Field {
    fn make(random: &mut Random) -> Field {
        Field { text: text::any(random), country: random.pick(&["VN", "VN", "TH", "US", "CN", "IN", "SG", "KH", ""]) }
    }

    fn size(&self) -> usize {
        self.text.len()
    }

    fn check(&self) {
        let Field { text, country } = self;
        if let Ok(phone) = Phone::parse(text, country) {
            is_number(&phone, text, country);
        }
        if let Ok(email) = Email::parse(text) {
            is_address(&email);
        }
        if let Ok(name) = Name::parse(text) {
            is_name(&name);
        }
        if let Ok(who) = HistoryOwner::parse(text, "VN") {
            is_masked(&who);
        }
    }
}

/// Digits that were typed, in their order, and a `+` at most.
pub fn is_number(phone: &Phone, text: &str, country: &str) {
    let value = phone.as_str();
    let digits = value.strip_prefix('+').unwrap_or(value);
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{value:?}");
    assert!((5..=15).contains(&digits.len()), "{value:?}");
    let mut typed = text.chars().map(to_ascii).filter(char::is_ascii_digit);
    let is_typed = digits.strip_prefix('0').unwrap_or(digits).chars().all(|digit| typed.any(|other| other == digit));
    assert!(is_typed, "{value:?} was not typed");
    assert_eq!(Phone::parse(value, country).as_ref(), Ok(phone), "read again");
}

pub fn is_address(email: &Email) {
    let value = email.as_str();
    assert!(value.len() <= 254, "{} bytes", value.len());
    assert!(!value.contains(|c: char| c.is_whitespace() || is_hidden(c)), "{value:?}");
    let parts: Vec<&str> = value.split('@').collect();
    assert!(matches!(parts[..], [local, domain] if !local.is_empty() && domain.contains('.')), "{value:?}");
    assert_eq!(Email::parse(value).as_ref(), Ok(email), "read again");
}

pub fn is_name(name: &Name) {
    let value = name.as_str();
    assert!((1..=200).contains(&value.chars().count()), "{} bytes", value.len());
    assert!(!value.contains(|c: char| is_hidden(c) || c.is_whitespace() && c != ' '), "{value:?}");
    assert!(value.split(' ').all(|word| !word.is_empty()), "{value:?}");
    assert_eq!(Name::parse(value).as_ref(), Ok(name), "read again");
}

/// A mask shows the two ends; of what is long enough to have a middle, the middle is gone.
fn is_masked(who: &HistoryOwner) {
    let (value, masked) = (who.as_str(), who.masked());
    assert_eq!(HistoryOwner::parse(value, "VN").as_ref(), Ok(who), "read again");
    assert!(!masked.contains(value), "{masked:?} holds {value:?}");
    let hidden = match who {
        HistoryOwner::Phone(_) => value.chars().count().saturating_sub(7),
        HistoryOwner::Email(_) => {
            value.rsplit_once('@').map_or(0, |(local, _)| local.chars().count().saturating_sub(2))
        }
    };
    let shown = masked.chars().count() - 3;
    assert_eq!(shown, value.chars().count() - hidden, "{masked:?} of {value:?}");
    let middle = masked.match_indices("•••").any(|(at, mark)| {
        let (start, end) = (&masked[..at], &masked[at + mark.len()..]);
        value.starts_with(start) && value.ends_with(end)
    });
    assert!(middle, "{masked:?} of {value:?}");
}
