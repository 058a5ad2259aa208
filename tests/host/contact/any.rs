//! What holds for any number, address and name.

use crate::support::{is_hidden, nasty, phone, quick};
use points_core::contact::{Email, HistoryOwner, Name, Phone};
use proptest::prelude::*;

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn any_text_is_read_or_refused(text in nasty()) {
        if let Ok(phone) = Phone::parse(&text, "VN") {
            let digits = phone.as_str().strip_prefix('+').unwrap_or(phone.as_str());
            prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{:?}", phone);
            prop_assert!(digits.len() <= 16);
        }
        if let Ok(email) = Email::parse(&text) {
            prop_assert!(!email.as_str().contains(|c: char| c.is_whitespace() || is_hidden(c)), "{:?}", email);
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
        if let Ok(name) = Name::parse(&text) {
            prop_assert!(!name.as_str().contains(|c: char| is_hidden(c) || c == '\n'), "{:?}", name);
            prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
        }
    }

    #[test]
    fn separators_never_matter(
        digits in "[35789][0-9]{8}",
        separators in prop::collection::vec("[ .\u{A0}-]{0,2}", 9),
    ) {
        let pairs = digits.chars().zip(&separators);
        let spread: String = pairs.map(|(digit, after)| format!("{digit}{after}")).collect();
        for start in ["0", "+84", "0084 ", "+84 (0) "] {
            let text = [start, &spread].concat();
            let phone = phone(&text);
            prop_assert_eq!(phone.as_str(), format!("0{digits}"), "{}", text);
            prop_assert!(phone.is_familiar());
        }
    }

    #[test]
    fn a_mask_hides_the_middle_of_every_number_in_use(digits in "0[35789][0-9]{8}") {
        let masked = HistoryOwner::Phone(phone(&digits)).masked();
        prop_assert_eq!(masked, format!("{}•••{}", &digits[..3], &digits[6..]));
    }

    #[test]
    fn a_mask_never_holds_the_whole(text in nasty()) {
        if let Ok(who) = HistoryOwner::parse(&text, "VN") {
            prop_assert!(!who.masked().contains(who.as_str()));
        }
    }
}
