//! [`ProductCode`]: the unique code on a product, found in what was typed, pasted, scanned or linked. Pure.

use crate::contact::{ascii_width, is_invisible};

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
}

impl ProductCode {
    /// No longer than what is kept of a record's text, or the history would never tell what became of the code.
    const LONGEST: usize = 120;

    /// Finds the one code in `text`: the text itself, a link that carries it as the query parameter `param` or as its
    /// last path segment, or a message around either. A code typed in groups is joined.
    pub fn find(text: &str, param: &str) -> Result<ProductCode, CodeError> {
        let mut text = plain(text);
        // What a link carries is read as if it were typed: it may hold spaces, invisible characters or another link. It is
        // shorter than the link every time.
        while let Some(value) = text.split_whitespace().find_map(|word| query_value(word, param)) {
            text = plain(&value);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return Err(CodeError::Empty);
        }
        if let [word] = words[..] {
            return match last_segment(word) {
                Some(segment) if looks_like_code(segment) => ProductCode::checked(segment.to_owned()),
                Some(_) => Err(CodeError::Missing),
                None => ProductCode::checked(word.to_owned()),
            };
        }
        let mut found: Vec<&str> = words
            .iter()
            .map(|word| trim(last_segment(word).unwrap_or(word)))
            .filter(|word| looks_like_code(word))
            .collect();
        found.dedup();
        match found[..] {
            [code] if words.iter().any(|word| *word != code && is_capitals(word)) => Err(CodeError::Several),
            [code] => ProductCode::checked(code.to_owned()),
            [] if is_grouped(&words) => ProductCode::checked(words.concat()),
            [] => Err(CodeError::Missing),
            _ => Err(CodeError::Several),
        }
    }

    /// The code in the query and fragment of a page's own address, if there is one; a route behind `#` comes first, since it
    /// is the newer. What a sign-in leaves there is called `code` too: it is none, unless the brand chose the name
    /// (`is_own_param`).
    pub fn in_address(address: &str, param: &str, is_own_param: bool) -> Option<ProductCode> {
        const SIGN_IN: [&str; 3] = ["state", "session_state", "scope"];
        let (query, route) = address.split_once('#').unwrap_or((address, ""));
        [route, query].iter().find_map(|part| {
            let is_sign_in = !is_own_param && SIGN_IN.iter().any(|name| value_in(part, name).is_some());
            let value = value_in(part, param).filter(|_| !is_sign_in)?;
            ProductCode::find(&value, param).ok()
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

/// `text` in half-width, Latin-looking characters and without invisible ones.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(ascii_width).map(latin).collect()
}

/// Letters of other alphabets that look like Latin ones, as those: no code is printed with them, but they come by keyboards
/// and by text recognition, and nobody sees the difference.
fn latin(letter: char) -> char {
    // Cyrillic, then Greek.
    const OTHERS: &str = "АВЕКМНОРСТУХаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    const LATINS: &[u8] = b"ABEKMHOPCTYXaeopcyxijABEZHIKMNOPTYXo";
    if letter.is_ascii() {
        return letter;
    }
    let same = OTHERS.chars().zip(LATINS).find(|(other, _)| *other == letter);
    same.map_or(letter, |(_, latin)| char::from(*latin))
}

/// A message's punctuation around a word.
fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric())
}

/// What printed codes have in common, for telling one from the words around it: six characters or more, a digit among
/// them, and nothing but letters, digits, `-` and `_`. Used only where there is more than the code; alone, a code may
/// look like anything.
fn looks_like_code(word: &str) -> bool {
    word.len() >= 6
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        && word.bytes().any(|b| b.is_ascii_digit())
}

/// A code printed or typed in short groups, `TIVI npmx 8b98 pfg`.
fn is_grouped(words: &[&str]) -> bool {
    let is_group = |word: &&str| word.len() <= 6 && word.bytes().all(|b| b.is_ascii_alphanumeric());
    words.iter().all(is_group) && words.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()))
}

/// Might be the head of a code typed as `TIVI npmx8b98pfg`: to send the rest alone would be wrong, so the customer
/// decides.
fn is_capitals(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// The last path segment of a link, without query and fragment; `None` where the word is no link.
fn last_segment(word: &str) -> Option<&str> {
    let rest = word.split_once(':')?.1.strip_prefix("//")?;
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    path.trim_end_matches('/').split('/').skip(1).last().or(Some(""))
}

/// The decoded, non-empty value of a query parameter in a link; a route behind `#` may have a query too.
fn query_value(word: &str, param: &str) -> Option<String> {
    value_in(word.split_once('?')?.1, param)
}

#[inline(never)]
fn value_in(query: &str, param: &str) -> Option<String> {
    query.split(['&', '#', '?']).find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.eq_ignore_ascii_case(param).then(|| percent_decode(value)).filter(|value| !value.trim().is_empty())
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
