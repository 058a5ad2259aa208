//! What the texts claim is known, in every language: no cause, no span of time and no promise that nobody can vouch for, and
//! nothing about a code to somebody who reads the history.

use super::locale::{Locale, all, of};
use crate::redeem::{AMBIGUOUS, KNOWN};
use points_core::contact::ContactError;
use points_core::messages::Messages;

/// A word of each language, by its tag.
type Words = [(&'static str, &'static str); 8];

const CODE: Words = [
    ("ar", "رمز"),
    ("en", "code"),
    ("id", "kode"),
    ("ja", "コード"),
    ("ko", "코드"),
    ("th", "รหัส"),
    ("vi", "mã"),
    ("zh", "码"),
];
const EMAIL: Words = [
    ("ar", "البريد الإلكتروني"),
    ("en", "email"),
    ("id", "email"),
    ("ja", "メール"),
    ("ko", "이메일"),
    ("th", "อีเมล"),
    ("vi", "email"),
    ("zh", "邮箱"),
];
const CONNECTION: [&str; 16] = [
    "اتصال",
    "إنترنت",
    "الشبكة",
    "connection",
    "offline",
    "network",
    "koneksi",
    "internet",
    "jaringan",
    "通信",
    "インターネット",
    "인터넷",
    "네트워크",
    "อินเทอร์เน็ต",
    "mạng",
    "网",
];

fn holds(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Each of these sentences holds the words of its language.
fn each_says(words: Words, sentence: impl Fn(&Locale) -> String) {
    for (tag, word) in words {
        let text = sentence(&of(tag));
        assert!(text.contains(word), "{tag}: {word} in {text}");
    }
}

fn message(key: &str) -> impl Fn(&Locale) -> String {
    move |locale| locale.message(key).unwrap().to_owned()
}

#[test]
fn who_only_reads_the_history_hears_nothing_of_a_code() {
    for (tag, code) in CODE {
        let words = of(tag).read();
        for error in KNOWN.into_iter().chain(AMBIGUOUS) {
            assert!(!holds(words.history_error(error), &[code]), "{tag}: {}", words.history_error(error));
        }
    }
}

#[test]
fn the_connection_is_blamed_only_where_the_device_knows_that_it_has_none() {
    for locale in all() {
        for key in ["slow", "unconfirmed", "rateLimited", "loadFailed", "historyBusy", "scanMissing", "scanner.broken"]
        {
            let text = locale.message(key).unwrap();
            assert!(!holds(text, &CONNECTION), "{} {key}: {text}", locale.file);
        }
        for key in ["offline", "historyOffline"] {
            let text = locale.message(key).unwrap();
            assert!(holds(text, &CONNECTION), "{} {key}: {text}", locale.file);
        }
    }
}

#[test]
fn no_text_names_a_span_of_time_that_nobody_knows() {
    let minutes =
        ["دقيقة", "دقائق", "minute", "menit", "1分", "数分", "分間", "分钟", "一分", "1분", "몇 분", "นาที", "phút"];
    for locale in all() {
        for (key, text) in locale.messages() {
            // "Seconds" may end with the word for minutes, and are counted down.
            let text = if key == "wait" { String::new() } else { text.replace("วินาที", "") };
            assert!(!holds(&text, &minutes), "{} {key}: {text}", locale.file);
        }
    }
}

#[test]
fn nobody_is_told_that_a_code_is_unused_or_that_sending_again_cannot_count_twice() {
    let promises = [
        "مرة واحدة",
        "لم يُستخدم",
        "safe",
        "once",
        "has not been used",
        "aman dikirim",
        "sekali",
        "belum terpakai",
        "二重に加算",
        "使われていません",
        "한 번만",
        "사용되지 않았",
        "แค่ครั้งเดียว",
        "ยังไม่ถูกใช้",
        "một lần",
        "chưa bị dùng",
        "只算一次",
        "没有被使用",
    ];
    for locale in all() {
        for key in ["unconfirmed", "rateLimited", "notSetUp"] {
            let text = locale.message(key).unwrap();
            assert!(!holds(text, &promises), "{} {key}: {text}", locale.file);
        }
    }
}

#[test]
fn one_and_the_same_day_is_a_period() {
    let not_before = [
        ("ar", "لا يمكن أن يسبق"),
        ("en", "can't be before"),
        ("id", "tidak boleh sebelum"),
        ("ja", "以降"),
        ("ko", "빠를 수 없"),
        ("th", "ต้องไม่มาก่อน"),
        ("vi", "không được trước"),
        ("zh", "不能早于"),
    ];
    each_says(not_before, message("rangeWrong"));
}

#[test]
fn a_text_without_an_at_sign_may_be_either_a_phone_number_or_an_email_address() {
    let wrong = |locale: &Locale| locale.read().owner_error(ContactError::NoPhone).to_lowercase();
    each_says(EMAIL, wrong);
    for locale in all() {
        let words: &Messages = locale.read();
        assert_eq!(words.owner_error(ContactError::Empty), words.who_empty());
        assert_eq!(words.owner_error(ContactError::NoEmail), words.email_wrong());
        assert_eq!(words.owner_error(ContactError::TooLong), words.too_long());
        assert_eq!(words.contact_error(ContactError::NoPhone, ""), words.phone_wrong(), "in the phone's own field");
    }
}

#[test]
fn another_app_may_have_the_camera_which_nobody_knows() {
    let may = [
        ("ar", "قد تكون"),
        ("en", "may be"),
        ("id", "mungkin"),
        ("ja", "可能性"),
        ("ko", "있을 수 있"),
        ("th", "อาจ"),
        ("vi", "Có thể"),
        ("zh", "可能"),
    ];
    each_says(may, message("scanner.busy"));
}

#[test]
fn a_number_from_abroad_is_asked_for_with_its_country_code() {
    for locale in all().into_iter().filter(|locale| locale.tag() != "vi") {
        for key in ["phoneWrong", "phoneUnfamiliar"] {
            assert!(locale.message(key).unwrap().contains('+'), "{} {key}", locale.file);
        }
    }
}
