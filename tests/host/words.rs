//! Every language says everything, each in its own words: `locales/*.json` beside one another and beside points-core.

mod locale;
mod style;
mod truth;

use locale::{Locale, all, of, placeholders};
use points_core::api::{ApiError, Refusal};
use points_core::contact::ContactError;
use points_core::messages::{CATEGORIES, Messages, fill};
use points_core::product_code::CodeError;
use std::collections::HashSet;

/// What a file says of its language, beside the messages.
const TAGS: [&str; 3] = ["tag", "intl", "direction"];

/// Every message of a language under its key.
fn messages(locale: &Locale) -> Vec<(String, &str)> {
    locale.messages().into_iter().filter(|(key, _)| !TAGS.contains(&key.as_str())).collect()
}

fn read(tag: &str) -> &'static Messages {
    of(tag).read()
}

#[test]
fn there_are_eight_languages_each_in_the_file_of_its_tag() {
    let tags = all().into_iter().map(|locale| {
        let [tag, intl, direction] = TAGS.map(|key| locale.message(key).unwrap_or_default().to_owned());
        [locale.file, tag, intl, direction]
    });
    assert_eq!(
        tags.collect::<Vec<_>>(),
        [
            ["locales/ar.json", "ar", "ar-u-hc-h23-nu-latn", "rtl"],
            ["locales/en.json", "en", "en-GB", "ltr"],
            ["locales/id.json", "id", "id-ID", "ltr"],
            ["locales/ja.json", "ja", "ja-JP", "ltr"],
            ["locales/ko.json", "ko", "ko-KR-u-hc-h23", "ltr"],
            ["locales/th.json", "th", "th-TH", "ltr"],
            ["locales/vi.json", "vi", "vi-VN", "ltr"],
            ["locales/zh.json", "zh", "zh-CN", "ltr"],
        ]
    );
}

#[test]
fn the_forms_keys_are_those_of_points_core_in_its_order() {
    let form: Vec<String> = of("vi").keys().into_iter().filter(|key| !key.contains('.')).collect();
    let mut read: Vec<String> =
        Messages::keys().iter().map(|key| key.split('.').next().unwrap_or_default().to_owned()).collect();
    read.dedup();
    for (form, read) in form.iter().zip(&read) {
        assert_eq!(form, read, "locales/vi.json and points-core have other keys here");
    }
    assert_eq!(
        form.len(),
        read.len(),
        "locales/vi.json ends with {:?}, points-core with {:?}",
        form.last(),
        read.last()
    );
}

#[test]
fn every_language_has_the_keys_and_placeholders_of_vietnamese() {
    let model = of("vi");
    let faults: Vec<String> = all().iter().flat_map(|locale| locale.faults(&model)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_fault_is_named_by_file_and_key() {
    const FILE: &str = r#"{"tag": "xx", "submit": "A", "wait": "{seconds} s", "points": {"one": "{points} p", "other": "{points} p"}, "scanner": {"title": "S", "close": "C"}}"#;
    let model = Locale::parse("vi", FILE).unwrap();
    assert_eq!(model.faults(&model), Vec::<String>::new());
    for (from, to, fault) in [
        (r#""submit": "A", "#, "", "submit is missing"),
        (r#", "close": "C""#, "", "scanner.close is missing"),
        (r#""submit""#, r#""summit": "A", "submit""#, "there is no key summit"),
        (r#""submit""#, r#""title": "S", "submit""#, "there is no key title"),
        (r#""submit": "A", "wait": "{seconds} s""#, r#""wait": "{seconds} s", "submit": "A""#, "wait stands where"),
        (r#""title": "S", "close": "C""#, r#""close": "C", "title": "S""#, "scanner.close stands where"),
        (r#""A""#, r#""""#, "submit is empty"),
        (r#""A""#, r#""A ""#, "submit is empty, or has white space to spare"),
        (r#""A""#, r#""A\nB""#, "submit is empty, or has white space to spare"),
        (r#""A""#, r#""A {code}""#, "submit has to hold [] in braces"),
        ("{seconds}", "{second}", r#"wait has to hold ["seconds"]"#),
        ("{seconds}", "{seconds", r#"wait has to hold ["seconds"]"#),
        (r#""one": "{points} p""#, r#""one": "p""#, r#"points.one has to hold ["points"]"#),
        (r#", "other": "{points} p""#, "", "points.other is missing"),
        (r#""one""#, r#""once""#, "there is no plural category points.once"),
        (r#""other": "{points} p""#, r#""other": "{points} p", "two": "{points} p""#, "points has its categories"),
        (r#""A""#, r#"{"other": "A"}"#, "submit has to be a text"),
        (r#""S""#, r#"{"other": "S"}"#, "scanner.title has to be a text"),
        (r#"{"title": "S", "close": "C"}"#, r#""S""#, "scanner has to be a group"),
        (r#"{"one": "{points} p", "other": "{points} p"}"#, r#""{points} p""#, "points has to be a group"),
    ] {
        let text = FILE.replacen(from, to, 1);
        assert_ne!(text, FILE, "{from}");
        let faults = Locale::parse("xx", &text).unwrap().faults(&model);
        let named = format!("locales/xx.json: {fault}");
        assert!(faults.iter().any(|found| found.starts_with(&named)), "{named}\nis not in {faults:#?}");
    }
    for (text, fault) in [
        (r#"{"submit": "A", "submit": "B"}"#, "locales/xx.json: submit stands there twice"),
        (r#"{"submit": 7}"#, "locales/xx.json: submit: invalid type: integer"),
        ("[]", "locales/xx.json: invalid type"),
        (r#""submit""#, "locales/xx.json: invalid type"),
        ("{", "locales/xx.json: EOF"),
    ] {
        let found = Locale::parse("xx", text).err().unwrap_or_default();
        assert!(found.starts_with(fault), "{found}");
    }
}

#[test]
fn every_message_is_a_line_that_says_something_and_has_no_edges_of_white_space() {
    for locale in all() {
        for (key, text) in locale.messages() {
            let file = &locale.file;
            assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{file} {key}: {text:?}");
            assert!(!text.contains(|c: char| c.is_control()), "{file} {key}: {text:?}");
        }
    }
}

#[test]
fn a_language_is_read_as_it_is_written() {
    for locale in all() {
        let messages = locale.read();
        let written = |key: &str| locale.message(key).unwrap();
        assert_eq!(messages.tag(), written("tag"));
        assert_eq!(messages.submit(), written("submit"));
        assert_eq!(messages.points().0, CATEGORIES.map(|category| written(&format!("points.{category}"))));
        assert_eq!(messages.success(), written("success"), "the first after the plural");
        assert_eq!(messages.no_date(), written("noDate"), "the last");
        assert!(std::ptr::eq(messages, locale.read()), "and once");
    }
    assert_eq!(Messages::of("xx\nyy").submit(), "", "what is missing is empty");
}

#[test]
fn keys_are_what_a_brand_would_write() {
    let english = of("en");
    let keys: Vec<String> = english.messages().into_iter().map(|(key, _)| key).collect();
    for key in ["submit", "codeHint", "last30Days", "points.one", "scanner.inApp", "scanner.type", "hints.alike"] {
        assert!(keys.iter().any(|other| other == key), "{key}");
    }
    assert_eq!(keys.len(), keys.iter().collect::<HashSet<_>>().len());
}

#[test]
fn no_message_was_left_untranslated() {
    let english = of("en");
    for locale in all().into_iter().filter(|locale| locale.tag() != "en") {
        for (key, text) in messages(&locale) {
            if key == "email" || key == "hints.alike" {
                continue;
            }
            let english = english.message(&key).unwrap();
            assert_ne!(text.to_lowercase(), english.to_lowercase(), "{} {key}", locale.file);
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
    for locale in all() {
        let tag = locale.tag();
        for (key, text) in messages(&locale).into_iter().filter(|(key, _)| key != "email") {
            assert!(text.chars().any(|c| is_own(tag, c)), "{tag} {key}: {text}");
            if matches!(tag, "en" | "id") {
                assert!(text.chars().all(|c| c.is_ascii() || "…“”".contains(c)), "{tag} {key}: {text}");
            }
        }
    }
}

#[test]
fn every_language_has_the_same_placeholders() {
    let known = ["code", "count", "other", "points", "seconds", "submit", "time", "typed"];
    let mut seen = HashSet::new();
    let vietnamese = of("vi");
    for locale in all() {
        for (key, text) in messages(&locale) {
            let names = placeholders(text);
            assert_eq!(names, placeholders(vietnamese.message(&key).unwrap()), "{} {key}: {text}", locale.file);
            assert_eq!(text.matches(['{', '}']).count(), 2 * names.len(), "{} {key}: {text}", locale.file);
            seen.extend(names.into_iter().map(str::to_owned));
        }
    }
    let mut seen: Vec<String> = seen.into_iter().collect();
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
    let arabic = of("ar");
    for (key, text) in messages(&arabic) {
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
    for locale in all() {
        let tag = locale.tag();
        for (key, text) in messages(&locale) {
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
    for locale in all() {
        let words = locale.read();
        let codes = [CodeError::Empty, CodeError::Missing, CodeError::Several, CodeError::TooLong, CodeError::Keyboard]
            .map(|error| words.code_error(error));
        let contacts = [ContactError::Empty, ContactError::NoPhone, ContactError::NoEmail, ContactError::TooLong]
            .map(|error| words.contact_error(error, words.name_empty()));
        let refusals = [Refusal::Used, Refusal::Invalid, Refusal::Unknown].map(|refusal| words.refusal(refusal));
        let mut all = [&codes[..], &contacts[..], &refusals[..]].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 12);
        assert!(contacts.contains(&words.name_empty()), "the field's own");
    }
}

#[test]
fn every_error_says_what_to_do() {
    for locale in all() {
        let words = locale.read();
        for (error, text, history) in [
            (ApiError::Offline, words.offline(), words.history_offline()),
            (ApiError::RateLimited(None), words.rate_limited(), words.history_busy()),
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
