//! Both catalogues say everything, each in its own language.

use points_widget::api::{ApiError, Refusal};
use points_widget::code::CodeError;
use points_widget::contact::ContactError;
use points_widget::i18n::{Locale, Messages};

/// Every message under its name, parameters filled in.
macro_rules! all {
    ($messages:expr; $($plain:ident)*; $($called:ident($($argument:expr),*))*) => {{
        // Without `..`: a message that this list lacks does not compile.
        let Messages { $($plain,)* $($called,)* } = $messages;
        vec![$((stringify!($plain), (*$plain).to_owned()),)* $((stringify!($called), $called($($argument),*)),)*]
    }};
}

fn all(locale: Locale) -> Vec<(&'static str, String)> {
    all!(locale.messages();
        redeem history code code_hint name phone email optional submit sending slow
        scan scan_opening scan_missing code_empty code_missing code_several code_long name_empty phone_empty phone_wrong phone_unfamiliar email_empty
        email_wrong too_long who_empty success on_their_way_title on_their_way another see_history used invalid refused
        offline rate_limited rejected not_set_up unconfirmed_title unconfirmed checking check_again send_again pending who show
        change period all_time last_30_days last_90_days choose_dates from to range_wrong loading load_more load_failed
        history_not_set_up retry empty_title empty empty_action empty_range show_all_time counted not_counted no_product
        no_date;
        points(100.0, "<100>") in_history_since("<14:28>") yours("<3 March>", "<+100>") wait("<30>") still_open("<TIVI>"))
}

#[test]
fn every_message_says_something_and_has_no_edges_of_white_space() {
    for locale in [Locale::Vi, Locale::En] {
        for (name, text) in all(locale) {
            assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{locale:?} {name}: {text:?}");
        }
    }
}

#[test]
fn no_message_was_left_untranslated() {
    for ((name, vi), (_, en)) in all(Locale::Vi).into_iter().zip(all(Locale::En)) {
        assert_ne!(vi.to_lowercase(), en.to_lowercase(), "{name}");
    }
}

#[test]
fn sentences_in_vietnamese_are_written_with_their_accents() {
    for (name, text) in all(Locale::Vi).into_iter().filter(|(name, _)| *name != "email") {
        assert!(text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()), "{name}: {text}");
    }
}

#[test]
fn english_is_written_in_ascii_letters() {
    for (name, text) in all(Locale::En) {
        assert!(text.chars().all(|c| c.is_ascii() || c == '…'), "{name}: {text}");
    }
}

#[test]
fn parameters_are_put_in() {
    let parameters = |name| match name {
        "points" => vec!["<100>"],
        "in_history_since" => vec!["<14:28>"],
        "yours" => vec!["<3 March>", "<+100>"],
        "wait" => vec!["<30>"],
        "still_open" => vec!["<TIVI>"],
        _ => vec![],
    };
    for locale in [Locale::Vi, Locale::En] {
        for (name, text) in all(locale) {
            let parameters = parameters(name);
            assert!(parameters.iter().all(|parameter| text.contains(parameter)), "{locale:?} {name}: {text}");
            assert_eq!(text.matches('<').count(), parameters.len(), "{locale:?} {name}: {text}");
            assert!(!text.contains(['{', '}', '%', '$']), "{locale:?} {name}: {text}");
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
    for locale in [Locale::Vi, Locale::En] {
        for (name, text) in all(locale) {
            let text = text.to_lowercase();
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                assert!(!machine.contains(&word), "{locale:?} {name}: {word}");
                assert!(locale == Locale::En || !english.contains(&word), "{locale:?} {name}: {word}");
            }
        }
    }
}

#[test]
fn one_point_is_singular_in_english_and_all_are_alike_in_vietnamese() {
    let points = |locale: Locale, count: f64, number: &str| (locale.messages().points)(count, number);
    for (count, number, text) in [
        (1.0, "1", "1 point"),
        (0.0, "0", "0 points"),
        (2.0, "2", "2 points"),
        (1.5, "1.5", "1.5 points"),
        (1000.0, "1,000", "1,000 points"),
    ] {
        assert_eq!(points(Locale::En, count, number), text);
    }
    assert_eq!([points(Locale::Vi, 1.0, "1"), points(Locale::Vi, 1000.0, "1.000")], ["1 điểm", "1.000 điểm"]);
}

#[test]
fn a_code_that_is_unconfirmed_is_to_be_kept() {
    assert!(Locale::En.messages().unconfirmed.contains("Keep the code"));
    assert!(Locale::Vi.messages().unconfirmed.contains("giữ lại mã"));
}

#[test]
fn every_fault_of_a_field_has_its_own_sentence() {
    for locale in [Locale::Vi, Locale::En] {
        let words = locale.messages();
        let codes = [CodeError::Empty, CodeError::Missing, CodeError::Several, CodeError::TooLong]
            .map(|error| words.code_error(error));
        let contacts = [ContactError::Empty, ContactError::NoPhone, ContactError::NoEmail, ContactError::TooLong]
            .map(|error| words.contact_error(error, words.name_empty));
        let refusals = [Refusal::Used, Refusal::Invalid, Refusal::Unknown].map(|refusal| words.refusal(refusal));
        let mut all = [&codes[..], &contacts[..], &refusals[..]].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 11);
        assert!(contacts.contains(&words.name_empty), "the field's own");
    }
}

#[test]
fn every_error_says_what_to_do() {
    for locale in [Locale::Vi, Locale::En] {
        let words = locale.messages();
        for (error, text, history) in [
            (ApiError::Offline, words.offline, words.load_failed),
            (ApiError::RateLimited(None), words.rate_limited, words.rate_limited),
            (ApiError::Refused(Refusal::Used), words.used, words.load_failed),
            (ApiError::Rejected, words.rejected, words.load_failed),
            (ApiError::Unauthorized, words.not_set_up, words.history_not_set_up),
            (ApiError::NotFound, words.not_set_up, words.history_not_set_up),
            (ApiError::Unavailable, words.unconfirmed, words.load_failed),
            (ApiError::Protocol, words.unconfirmed, words.load_failed),
        ] {
            assert_eq!((words.api_error(error), words.history_error(error)), (text, history), "{error:?}");
        }
        assert_eq!(words.api_error(ApiError::RateLimited(Some(30))), words.rate_limited);
    }
}

#[test]
fn locales_name_themselves_to_the_browser() {
    assert_eq!(
        [Locale::Vi.tag(), Locale::Vi.intl(), Locale::En.tag(), Locale::En.intl()],
        ["vi", "vi-VN", "en", "en-GB"]
    );
    for locale in [Locale::Vi, Locale::En] {
        assert_eq!([Locale::nearest(locale.tag()), Locale::nearest(locale.intl())], [Some(locale); 2]);
    }
}
