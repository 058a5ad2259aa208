//! Every catalogue says everything, each in its own language.

use points_core::api::{ApiError, Refusal};
use points_core::contact::ContactError;
use points_core::messages::{CATALOGUES, Catalogue, Messages, fill};
use points_core::product_code::CodeError;
use std::collections::HashSet;

/// Every message of a catalogue under its key, but for its tags.
fn all(catalogue: &Catalogue) -> Vec<(String, &'static str)> {
    catalogue.messages().into_iter().skip(3).collect()
}

fn of(tag: &str) -> &'static Catalogue {
    Catalogue::of(tag).unwrap_or_else(|| panic!("no catalogue {tag}"))
}

fn read(tag: &str) -> &'static Messages {
    Messages::of(&of(tag).lines())
}

#[test]
fn there_are_eight_languages_and_vietnamese_is_the_first() {
    let tags = CATALOGUES.map(|catalogue| [catalogue.form.tag, catalogue.form.intl, catalogue.form.direction]);
    assert_eq!(
        tags,
        [
            ["vi", "vi-VN", "ltr"],
            ["en", "en-GB", "ltr"],
            ["th", "th-TH", "ltr"],
            ["id", "id-ID", "ltr"],
            ["zh", "zh-CN", "ltr"],
            ["ja", "ja-JP", "ltr"],
            ["ko", "ko-KR", "ltr"],
            ["ar", "ar-u-nu-latn", "rtl"],
        ]
    );
}

#[test]
fn every_message_is_a_line_that_says_something_and_has_no_edges_of_white_space() {
    for catalogue in CATALOGUES {
        for (key, text) in all(catalogue) {
            let tag = catalogue.form.tag;
            assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{tag} {key}: {text:?}");
            assert!(!text.contains(|c: char| c.is_control()), "{tag} {key}: {text:?}");
        }
    }
}

#[test]
fn a_catalogue_is_read_as_it_was_written() {
    for catalogue in CATALOGUES {
        let messages = read(catalogue.form.tag);
        assert_eq!(messages.tag(), catalogue.form.tag);
        assert_eq!(messages.submit(), catalogue.form.submit);
        assert_eq!(messages.points().0, catalogue.form.points.0);
        assert_eq!(messages.success(), catalogue.form.success, "the first after the plural");
        assert_eq!(messages.no_date(), catalogue.form.no_date, "the last");
        assert!(std::ptr::eq(messages, read(catalogue.form.tag)), "and once");
    }
    assert_eq!(Messages::of("xx\nyy").submit(), "", "what is missing is empty");
}

#[test]
fn keys_are_what_a_brand_would_write() {
    let keys: Vec<String> = of("en").messages().into_iter().map(|(key, _)| key).collect();
    for key in ["submit", "codeHint", "last30Days", "points.one", "scanner.inApp", "scanner.type", "hints.alike"] {
        assert!(keys.iter().any(|other| other == key), "{key}");
    }
    assert_eq!(keys.len(), keys.iter().collect::<HashSet<_>>().len());
}

#[test]
fn no_message_was_left_untranslated() {
    for catalogue in CATALOGUES.into_iter().filter(|catalogue| catalogue.form.tag != "en") {
        for ((key, text), (_, english)) in all(catalogue).into_iter().zip(all(of("en"))) {
            if key == "email" || key == "hints.alike" {
                continue;
            }
            assert_ne!(text.to_lowercase(), english.to_lowercase(), "{} {key}", catalogue.form.tag);
        }
    }
}

#[test]
fn each_language_is_written_in_its_own_letters() {
    let is_own = |tag: &str, c: char| match tag {
        "vi" => c.is_alphabetic() && !c.is_ascii(),
        "en" | "id" => c.is_ascii_alphabetic(),
        "th" => ('\u{E01}'..='\u{E5B}').contains(&c),
        "zh" => ('\u{4E00}'..='\u{9FFF}').contains(&c),
        "ja" => ('\u{3041}'..='\u{30FF}').contains(&c) || ('\u{4E00}'..='\u{9FFF}').contains(&c),
        "ko" => ('\u{AC00}'..='\u{D7A3}').contains(&c),
        _ => ('\u{620}'..='\u{64A}').contains(&c),
    };
    for catalogue in CATALOGUES {
        let tag = catalogue.form.tag;
        for (key, text) in all(catalogue).into_iter().filter(|(key, _)| key != "email") {
            assert!(text.chars().any(|c| is_own(tag, c)), "{tag} {key}: {text}");
            if matches!(tag, "en" | "id") {
                assert!(text.chars().all(|c| c.is_ascii() || "…“”".contains(c)), "{tag} {key}: {text}");
            }
        }
    }
}

/// The names in braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_language_has_the_same_placeholders() {
    let known = ["code", "date", "other", "points", "seconds", "submit", "time", "typed"];
    let mut seen = HashSet::new();
    for catalogue in CATALOGUES {
        for ((key, text), (_, vietnamese)) in all(catalogue).into_iter().zip(all(of("vi"))) {
            let names = placeholders(text);
            assert_eq!(names, placeholders(vietnamese), "{} {key}: {text}", catalogue.form.tag);
            assert_eq!(text.matches(['{', '}']).count(), 2 * names.len(), "{} {key}: {text}", catalogue.form.tag);
            seen.extend(names);
        }
    }
    let mut seen: Vec<&str> = seen.into_iter().collect();
    seen.sort_unstable();
    assert_eq!(seen, known);
}

#[test]
fn placeholders_are_filled_and_values_are_not_looked_into() {
    for (template, values, text) in [
        ("since {time}", &[("time", "14:28")][..], "since 14:28"),
        ("{date}: {points}.", &[("points", "5"), ("date", "{points}")], "{points}: 5."),
        ("plain", &[("time", "x")], "plain"),
        ("{code}", &[], "code"),
        ("half {open", &[("open", "x")], "half x"),
        ("", &[("time", "x")], ""),
    ] {
        assert_eq!(fill(template, values), text);
    }
}

#[test]
fn in_a_language_from_right_to_left_what_is_put_in_is_kept_apart() {
    let (isolate, pop) = ('\u{2068}', '\u{2069}');
    for (key, text) in all(of("ar")) {
        assert_eq!(text.matches(isolate).count(), text.matches(pop).count(), "{key}");
        for name in placeholders(text).into_iter().filter(|name| *name != "submit") {
            let (before, _) = text.split_once(&format!("{{{name}}}")).unwrap();
            assert!(before.rfind(isolate) > before.rfind(pop), "{key}: {name} stands alone");
        }
    }
}

#[test]
fn no_machine_speaks_to_the_customer() {
    let machine = [
        "api",
        "http",
        "json",
        "server",
        "token",
        "request",
        "relay",
        "null",
        "error",
        "undefined",
        "timeout",
        "unconfirmed",
        "submit",
    ];
    let english = [
        "ok", "code", "point", "points", "history", "phone", "click", "retry", "link", "online", "offline", "serial",
        "scan",
    ];
    for catalogue in CATALOGUES {
        let tag = catalogue.form.tag;
        for (key, text) in all(catalogue) {
            // The names in braces are no words.
            let empty: Vec<(&str, &str)> = placeholders(text).into_iter().map(|name| (name, "")).collect();
            let text = fill(text, &empty).to_lowercase().replace("qr code", "");
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                assert!(!machine.contains(&word), "{tag} {key}: {word}");
                assert!(matches!(tag, "en" | "id") || !english.contains(&word), "{tag} {key}: {word}");
            }
        }
    }
}

#[test]
fn points_are_counted_as_each_language_counts() {
    let points = |tag: &str, category: &str| read(tag).points().select(category);
    assert_eq!([points("en", "one"), points("en", "other")], ["{points} point", "{points} points"]);
    for tag in ["vi", "th", "id", "zh", "ja", "ko"] {
        assert_eq!(points(tag, "one"), points(tag, "other"), "{tag}");
    }
    let arabic: HashSet<&str> = ["zero", "one", "two", "few", "many", "other"].map(|name| points("ar", name)).into();
    assert_eq!(arabic.len(), 2, "a number stands before each, so three to ten differ from the rest");
    assert_eq!(points("en", "unheard of"), points("en", "other"));
}

#[test]
fn a_code_that_is_unconfirmed_is_to_be_kept() {
    for (tag, text) in [
        ("en", "Keep the code"),
        ("vi", "giữ lại mã"),
        ("th", "เก็บ"),
        ("id", "Simpan"),
        ("zh", "保留"),
        ("ja", "保管"),
        ("ko", "보관"),
        ("ar", "الاحتفاظ بالرمز"),
    ] {
        assert!(read(tag).unconfirmed().contains(text), "{tag}: {}", read(tag).unconfirmed());
    }
}

#[test]
fn every_fault_of_a_field_has_its_own_sentence() {
    for catalogue in CATALOGUES {
        let words = read(catalogue.form.tag);
        let codes = [CodeError::Empty, CodeError::Missing, CodeError::Several, CodeError::TooLong]
            .map(|error| words.code_error(error));
        let contacts = [ContactError::Empty, ContactError::NoPhone, ContactError::NoEmail, ContactError::TooLong]
            .map(|error| words.contact_error(error, words.name_empty()));
        let refusals = [Refusal::Used, Refusal::Invalid, Refusal::Unknown].map(|refusal| words.refusal(refusal));
        let mut all = [&codes[..], &contacts[..], &refusals[..]].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 11);
        assert!(contacts.contains(&words.name_empty()), "the field's own");
    }
}

#[test]
fn every_error_says_what_to_do() {
    for catalogue in CATALOGUES {
        let words = read(catalogue.form.tag);
        for (error, text, history) in [
            (ApiError::Offline, words.offline(), words.load_failed()),
            (ApiError::RateLimited(None), words.rate_limited(), words.rate_limited()),
            (ApiError::Refused(Refusal::Used), words.used(), words.load_failed()),
            (ApiError::Rejected, words.rejected(), words.load_failed()),
            (ApiError::Unauthorized, words.not_set_up(), words.history_not_set_up()),
            (ApiError::NotFound, words.not_set_up(), words.history_not_set_up()),
            (ApiError::Unavailable, words.unconfirmed(), words.load_failed()),
            (ApiError::Protocol, words.unconfirmed(), words.load_failed()),
        ] {
            assert_eq!((words.api_error(error), words.history_error(error)), (text, history), "{error:?}");
        }
        assert_eq!(words.api_error(ApiError::RateLimited(Some(30))), words.rate_limited());
    }
}
