//! [`ProductCode`]: the unique code on a product, found in what was typed, pasted, scanned or linked. Pure.

use crate::contact::{is_invisible, to_ascii};

/// A code as it is sent: letters keep their case, which tells codes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCode(String);

/// Why no code was found. Worded in [`crate::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    Empty,
    /// Nothing in the text looks like a code.
    Missing,
    /// More than one thing in the text looks like a code.
    Several,
    TooLong,
    /// Letters that no code has, `đ` or `á`: a keyboard made them of the keys that were pressed.
    Keyboard,
}

/// Finds the code in a text by the brand's pattern; `None` where there is no pattern, or nothing fits, or several things do.
pub type ByPattern<'a> = &'a dyn Fn(&str) -> Option<String>;

impl ProductCode {
    /// No longer than what is kept of a record's text, or the history would never tell what became of the code.
    const LONGEST: usize = 120;

    /// Finds the one code in `text`: the text itself, a link that carries it as the query parameter `param` or as its
    /// last path segment, or a message around either. A code typed in groups is joined. Where there is a pattern, it decides.
    pub fn find(text: &str, param: &str, by_pattern: ByPattern) -> Result<ProductCode, CodeError> {
        let mut text = plain(text);
        // What a link carries is read as if it were typed: it may hold spaces, invisible characters or another link. It is
        // shorter than the link every time.
        loop {
            if let Some(value) = linked(&text, Some(param)) {
                text = plain(&value);
                continue;
            }
            if let Some(code) = by_pattern(&text) {
                return ProductCode::checked(code);
            }
            let found = ProductCode::written(&text);
            if found == Err(CodeError::Missing)
                && let Some(link) = linked(&text, None)
            {
                text = plain(&link);
                continue;
            }
            return match found {
                Ok(code) if !code.0.is_ascii() => Err(CodeError::Keyboard),
                found => found,
            };
        }
    }

    /// The one code in what is no link, or a link without the parameter.
    fn written(text: &str) -> Result<ProductCode, CodeError> {
        let text = trim(text);
        let (mut found, mut has_capitals) = (None, false);
        let count = |wanted| text.bytes().filter(|b| *b == wanted).count();
        let is_single = count(b' ') == 0;
        let has_groups = !is_single && count(b',') == 0 || count(b'.') > 1;
        // In short groups, `TIVI npmx 8b98 pfg`, with dots or dashes between them.
        let (mut joined, mut is_grouped) = (String::new(), has_groups);
        for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
            let code = bare(word);
            if !looks_like_code(code) {
                has_capitals |= is_capitals(word);
            } else if found.replace(code).is_some_and(|other| other != code) {
                return Err(CodeError::Several);
            }
            for group in word.split(['.', '-']) {
                is_grouped &= group.len() <= 6 && group.bytes().all(is_letter);
                joined += group;
            }
        }
        match found {
            Some(_) if has_capitals => Err(CodeError::Several),
            Some(code) => ProductCode::checked(code.to_owned()),
            None if is_grouped && has_digit(&joined) => ProductCode::checked(joined),
            None if !is_single || last_segment(text).is_some() => Err(CodeError::Missing),
            None => ProductCode::checked(bare(text).to_owned()),
        }
    }

    /// The code in the query and fragment of a page's own address, if there is one; a route behind `#` comes first, since it
    /// is the newer. What a sign-in leaves there is called `code` too: it is none, unless the brand chose the name
    /// (`is_own_param`).
    pub fn in_address(address: &str, param: &str, is_own_param: bool) -> Option<ProductCode> {
        const SIGN_IN: [&str; 3] = ["state", "session_state", "scope"];
        let (query, route) = address.split_once(['#']).unwrap_or((address, ""));
        [route, query].iter().find_map(|part| {
            let is_sign_in = !is_own_param && SIGN_IN.iter().any(|name| value_in(part, Some(name)).is_some());
            let value = value_in(part, Some(param)).filter(|_| !is_sign_in)?;
            ProductCode::find(&value, param, &|_| None).ok()
        })
    }

    fn checked(code: String) -> Result<ProductCode, CodeError> {
        match code.chars().count() {
            0 => Err(CodeError::Empty),
            1..=ProductCode::LONGEST => Ok(ProductCode(code)),
            _ => Err(CodeError::TooLong),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `text` in ASCII as far as it looks so, without invisible characters, and with one kind of space.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(to_ascii).map(latin).collect()
}

/// Letters of other alphabets that look like Latin ones, as those: no code is printed with them, but they come by keyboards
/// and by text recognition, and nobody sees the difference. Dashes, which phones put for hyphens, likewise.
fn latin(letter: char) -> char {
    // Cyrillic, then Greek.
    const OTHERS: &str = "АВЕКМНОРСТУХаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    const LATINS: &[u8] = b"ABEKMHOPCTYXaeopcyxijABEZHIKMNOPTYXo";
    match letter {
        '\u{2010}'..='\u{2015}' => return '-',
        _ if letter.is_whitespace() => return ' ',
        _ if letter.is_ascii() => return letter,
        _ => {}
    }
    let same = OTHERS.chars().zip(LATINS).find(|(other, _)| *other == letter);
    same.map_or(letter, |(_, latin)| char::from(*latin))
}

/// What stands around a code and is no part of it: punctuation, quotes and brackets of every script, and the letters of
/// scripts that put no space between words.
fn is_around(c: char) -> bool {
    matches!(c, ' '..='#' | '\''..='*' | ','..='.' | ':'..='<' | '>' | '?' | '[' | ']' | '`' | '{'..='\u{BF}'
        | '\u{590}'..='\u{1DFF}' | '\u{2000}'..)
}

/// A word without what stands around it, or a link's last path segment where that looks like a code.
fn bare(word: &str) -> &str {
    let segment = last_segment(word);
    let word = trim(segment.unwrap_or(word));
    // `Mã:TIVI…`, `code=TIVI…`, `1.TIVI…`
    let code = word.rsplit(|c| c == '=' || is_around(c) && c != '-').next().unwrap_or(word);
    let label = word.strip_suffix(code).unwrap_or_default();
    let is_label = if has_digit(label) {
        label.len() <= 3 && label.ends_with(['.', ')']) && code.starts_with(|c: char| c.is_ascii_alphabetic())
    } else {
        !label.ends_with('.')
    };
    if is_label && looks_like_code(code) { trim(code) } else { word }
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_around)
}

/// What printed codes have in common, for telling one from the words around it: six characters or more, a digit among
/// them, and nothing but letters, digits, `-` and `_`. Used only where there is more than the code; alone, a code may
/// look like anything.
fn looks_like_code(word: &str) -> bool {
    word.len() >= 6 && word.bytes().all(|b| is_letter(b) || matches!(b, b'-' | b'_')) && has_digit(word)
}

/// Of codes as they come: letters, digits, and the bytes of what a keyboard makes of letters.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// Might be the head of a code typed as `TIVI npmx8b98pfg`: to send the rest alone would be wrong, so the customer
/// decides.
fn is_capitals(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// The last path segment of a link, without query and fragment; `None` where the word is no link.
fn last_segment(word: &str) -> Option<&str> {
    let rest = word.split_once([':'])?.1.strip_prefix("//")?;
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    path.trim_end_matches(['/']).split(['/']).skip(1).last().or(Some(""))
}

/// What a link in the text carries, as [`query_value`] has it.
fn linked(text: &str, param: Option<&str>) -> Option<String> {
    text.split([' ']).find_map(|word| query_value(word, param))
}

/// The decoded, non-empty value of a query parameter in a link: of this name, or else of any that holds a link, as apps write
/// them that count who leaves them. A route behind `#` may have a query too, and in the HTML of a mail `&` is `&amp;`.
fn query_value(word: &str, param: Option<&str>) -> Option<String> {
    value_in(word.split_once(['?'])?.1, param)
}

#[inline(never)]
fn value_in(query: &str, param: Option<&str>) -> Option<String> {
    query.split(['&', '#', '?', ';', '"', '<']).find_map(|pair| {
        let (name, value) = pair.split_once(['='])?;
        let value = percent_decode(value);
        let is_wanted = match param {
            Some(param) => name.eq_ignore_ascii_case(param) && !value.trim().is_empty(),
            None => last_segment(&value).is_some(),
        };
        is_wanted.then_some(value)
    })
}

/// `%41` and `+` decoded; a `%` that starts no escape stands for itself, and broken UTF-8 becomes U+FFFD.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
                continue;
            }
            (b'+', ..) => decoded.push(b' '),
            _ => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
