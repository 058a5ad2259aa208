//! Who collects: [`Phone`], [`Email`] and [`Name`], parsed from what a customer typed, pasted or had filled in. Pure.

mod calling_code;

use calling_code::CallingCode;

/// Why a field of the contact cannot be sent. Worded in [`crate::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactError {
    Empty,
    /// A phone number with letters, too few or too many digits.
    NoPhone,
    /// An e-mail address without its `@`, or without a domain.
    NoEmail,
    TooLong,
}

/// A phone number as the API gets it: the brand's own country's as they are dialled there, `0867123456`; others as
/// `+6591234567`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    value: String,
    familiar: bool,
}

impl Phone {
    /// Reads `0…`, `+84…`, `84…`, `0084…`, with `(0)`, spaces, dots, dashes and the digits of any script. Without `+` it is a
    /// number of `country` (ISO 3166).
    pub fn parse(text: &str, country: &str) -> Result<Phone, ContactError> {
        let text = plain(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(ContactError::Empty);
        }
        let is_punctuation = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '/' | '‐' | '‑' | '–');
        let (head, tail) = text.split_once(['(']).unwrap_or((text, ""));
        let tail = tail.strip_prefix("0)").unwrap_or(tail); // the zero of home, in a number for abroad
        let bare: String = head.chars().chain(tail.chars()).filter(|c| !is_punctuation(*c)).collect();
        let (plus, digits) = match bare.strip_prefix('+').or(bare.strip_prefix("00")) {
            Some(digits) => (true, digits),
            None => (false, &bare[..]),
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) || !(5..=15).contains(&digits.len()) {
            return Err(ContactError::NoPhone);
        }
        let own = CallingCode::of(country, "");
        let national = own.and_then(|own| own.national(digits, plus));
        let is_known = plus && national.is_none() || own.is_none_or(|own| own.digits != "84");
        let value = match national {
            Some(national) => national,
            None if plus => calling_code::international(digits),
            None => digits.to_owned(),
        };
        if value.len() < 5 {
            return Err(ContactError::NoPhone); // nothing but a country and a few digits
        }
        let familiar = is_known || is_vietnamese(&value);
        Ok(Phone { value, familiar })
    }

    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// False where the number looks like none in use: worth a warning, never a refusal.
    pub fn is_familiar(&self) -> bool {
        self.familiar
    }
}

/// Mobile: 0 and 9 digits, from 03, 05, 07, 08 or 09. Landline: 02 and 9 digits.
fn is_vietnamese(value: &str) -> bool {
    match value.as_bytes() {
        [b'0', b'3' | b'5' | b'7' | b'8' | b'9', rest @ ..] => rest.len() == 8,
        [b'0', b'2', rest @ ..] => rest.len() == 9,
        _ => false,
    }
}

/// An e-mail address, checked only for what every address has. The domain is in small letters, which are the same domain; in
/// front of the `@` they need not be the same address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    const LONGEST: usize = 254; // RFC 5321, 4.5.3.1.3, less the angle brackets

    pub fn parse(text: &str) -> Result<Email, ContactError> {
        let text = plain(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(ContactError::Empty);
        }
        if text.len() > Email::LONGEST {
            return Err(ContactError::TooLong);
        }
        match text.rsplit_once(['@']) {
            Some((local, domain))
                if !local.is_empty()
                    && !local.bytes().any(|b| b == b'@')
                    && domain.bytes().any(|b| b == b'.')
                    && !domain.starts_with('.')
                    && !domain.ends_with('.')
                    && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"')) =>
            {
                Ok(Email([local, "@", &domain.to_ascii_lowercase()].concat()))
            }
            _ => Err(ContactError::NoEmail),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A full name, in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    const LONGEST: usize = 200;

    pub fn parse(text: &str) -> Result<Name, ContactError> {
        let words: Vec<String> = visible(text).split_whitespace().map(str::to_owned).collect();
        let name = words.join(" ");
        match name.chars().count() {
            0 => Err(ContactError::Empty),
            1..=Name::LONGEST => Ok(Name(name)),
            _ => Err(ContactError::TooLong),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The customer, as far as the brand requires one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<Name>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

impl From<HistoryOwner> for Contact {
    fn from(owner: HistoryOwner) -> Contact {
        match owner {
            HistoryOwner::Phone(phone) => Contact { phone: Some(phone), ..Contact::default() },
            HistoryOwner::Email(email) => Contact { email: Some(email), ..Contact::default() },
        }
    }
}

impl Contact {
    /// Whether there is a history that tells what became of a code.
    pub fn has_owner(&self) -> bool {
        self.phone.is_some() || self.email.is_some()
    }

    /// Whose history tells what became of a code; `None` where neither phone nor e-mail was given.
    pub fn owner(&self) -> Option<HistoryOwner> {
        let phone = self.phone.clone().map(HistoryOwner::Phone);
        phone.or_else(|| self.email.clone().map(HistoryOwner::Email))
    }
}

/// Whose history is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryOwner {
    Phone(Phone),
    Email(Email),
}

impl HistoryOwner {
    /// A phone number or an e-mail address: an `@` tells them apart.
    pub fn parse(text: &str, country: &str) -> Result<HistoryOwner, ContactError> {
        if text.contains(['@', '＠']) {
            Email::parse(text).map(HistoryOwner::Email)
        } else {
            Phone::parse(text, country).map(HistoryOwner::Phone)
        }
    }

    pub fn as_str(&self) -> &str {
        match self {
            HistoryOwner::Phone(phone) => phone.as_str(),
            HistoryOwner::Email(email) => email.as_str(),
        }
    }

    /// Enough to recognise oneself by, too little for a stranger's glance: `086•••3456`, `ga•••@gmail.com`.
    pub fn masked(&self) -> String {
        let text = self.as_str();
        let (head, tail) = match self {
            HistoryOwner::Phone(_) => (3, text.len().saturating_sub(4)),
            HistoryOwner::Email(_) => (2, text.rfind(['@']).unwrap_or(text.len())),
        };
        let start: String = text.chars().take(head).collect();
        [&start, "•••", text.get(tail.max(start.len())..).unwrap_or_default()].concat()
    }
}

/// `text` with digits and full-width forms in ASCII, and without invisible characters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(to_ascii).collect()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// A digit of another script, or a full-width form as keyboards for East Asian languages type it, in ASCII; other characters
/// as they are.
pub fn to_ascii(c: char) -> char {
    /// The zeros of Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese and Khmer.
    const ZEROS: [u16; 8] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0];
    let code = u32::from(c);
    let ascii = match code {
        0x3000 => 0x20,
        0xFF01..=0xFF5E => code - 0xFEE0,
        _ => match ZEROS.iter().map(|zero| code.wrapping_sub((*zero).into())).find(|digit| *digit < 10) {
            Some(digit) => 0x30 + digit,
            None => code,
        },
    };
    char::from_u32(ascii).unwrap_or(c)
}

/// Control characters, zero-width characters, and those that change the direction of the text around them. White space
/// is not among them.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
