//! How the texts are written, in every language: examples, marks, brackets, and the terms that Vietnamese shops use.

use super::locale::{all, of};

#[test]
fn an_example_is_nobodys_address() {
    for locale in all() {
        for (key, text) in locale.messages() {
            assert!(!text.contains('@') || text.contains("@example.com"), "{} {key}: {text}", locale.file);
        }
    }
}

#[test]
fn the_name_of_a_button_is_marked_within_a_sentence() {
    for locale in all() {
        let text = locale.read().pending().replace(['\u{2068}', '\u{2069}'], "");
        let is_marked =
            ["“{submit}”", "「{submit}」", "‘{submit}’", "«{submit}»"].iter().any(|name| text.contains(name));
        assert!(is_marked, "{}: {text}", locale.file);
    }
}

#[test]
fn what_stands_behind_a_label_is_in_brackets() {
    for locale in all() {
        let text = locale.read().optional();
        assert!(text.starts_with(['(', '（']) && text.ends_with([')', '）']), "{}: {text}", locale.file);
    }
}

#[test]
fn vietnamese_collects_points_enters_codes_and_keeps_the_word_for_gifts_free() {
    for (key, text) in of("vi").messages() {
        let text = text.to_lowercase();
        assert!(!text.contains("hãy") && !text.contains("tích mã"), "{key}: {text}");
        assert!(!text.contains("đổi") || ["thay đổi", "đổi camera"].contains(&&*text), "{key}: {text}");
    }
}
