//! What holds for any code in any text.

use super::find;
use crate::support::{nasty, quick};
use points_core::product_code::ProductCode;
use proptest::prelude::*;

/// What printed codes look like: letters of both cases and digits, a digit and a small letter among them.
fn printed() -> impl Strategy<Value = String> {
    ("[A-Za-z0-9]{2,9}", "[0-9]", "[a-z]", "[A-Za-z0-9]{2,9}").prop_map(|(a, b, c, d)| [a, b, c, d].concat())
}

/// Which characters are escaped.
fn flags() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(any::<bool>(), 24)
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn any_code_is_found_alone_in_links_and_in_messages(code in printed()) {
        for text in [
            code.clone(),
            format!("\u{FEFF} {code}\n"),
            format!("https://shop.example/?a=b&code={code}&lang=vi#x"),
            format!("https://shop.example/c/{code}"),
            format!("Mã của bạn là {code}. Cảm ơn!"),
            format!("Your code: “{code}”"),
            format!("Quét https://shop.example/c/{code} nhé"),
        ] {
            prop_assert_eq!(find(&text), Ok(code.clone()), "in {:?}", text);
        }
    }

    #[test]
    fn any_escaping_of_a_code_in_a_link_is_undone(code in printed(), escape in flags()) {
        let escaped = code.bytes().zip(escape.iter().cycle()).map(|(byte, escape)| match escape {
            true => format!("%{byte:02x}"),
            false => char::from(byte).to_string(),
        });
        let link = format!("https://shop.example/?code={}", escaped.collect::<String>());
        prop_assert_eq!(find(&link), Ok(code));
    }

    #[test]
    fn any_text_gives_an_answer(text in nasty(), param in "[a-z]{0,4}") {
        if let Ok(code) = ProductCode::find(&text, &param, &|_| None) {
            prop_assert!((1..=120).contains(&code.as_str().chars().count()));
        }
        ProductCode::in_address(&text, &param, false);
    }

    #[test]
    fn nothing_is_found_that_is_not_in_the_text(text in "[ -$&-*,-~]{0,40}") { // neither % nor +
        if let Ok(code) = find(&text) {
            let text: String = text.split_whitespace().collect();
            prop_assert!(text.contains(&code), "{:?}", code);
        }
    }
}
