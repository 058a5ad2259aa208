//! Attributes and the page's address make a configuration: every default, every fallback, every warning.

use crate::support::from_value;
use points_core::config::{Config, Consent, Prefill, Require, Screen, Warning};
use serde_json::{Value, json};

fn read(attributes: Value) -> (Config, Vec<&'static str>) {
    let (config, warnings) = Config::read(&from_value(&attributes));
    (config, warnings.into_iter().map(|warning| warning.attribute).collect())
}

#[test]
fn without_attributes_everything_has_its_default() {
    let default = Config {
        api_base: String::new(),
        screens: Screen::ALL,
        code_param: "code".to_owned(),
        removes_code: false,
        require: Require { name: true, phone: true, email: false },
        country: "VN".to_owned(),
        time_zone: None,
        consent: None,
        asks_to_remember: true,
        prefill: Prefill::default(),
    };
    for attributes in [json!({}), json!(null), json!([]), json!({ "unheard-of": "x" })] {
        assert_eq!(read(attributes), (default.clone(), vec![]));
    }
}

#[test]
fn an_empty_or_blank_attribute_is_as_good_as_none() {
    let names = [
        "api-base",
        "view",
        "code",
        "name",
        "phone",
        "email",
        "code-param",
        "require",
        "theme",
        "time-zone",
        "consent-href",
        "consent-version",
        "remember",
    ];
    for blank in ["", "  ", "\n"] {
        let attributes = names.iter().map(|name| ((*name).to_owned(), json!(blank))).collect();
        assert_eq!(read(Value::Object(attributes)), read(json!({})), "{blank:?}");
    }
}

#[test]
fn an_attribute_of_another_type_is_as_good_as_none() {
    for odd in [json!(1), json!(true), json!(null), json!(["en"]), json!({ "en": "en" })] {
        let attributes = json!({
            "view": odd, "consent-href": odd, "remember": odd, "require": odd, "theme": odd, "code": odd, "api-base": odd,
        });
        assert_eq!(read(attributes), read(json!({})));
    }
}

#[test]
fn the_api_base_loses_its_last_slash() {
    for (given, base) in [
        ("https://brand.example/points", "https://brand.example/points"),
        ("https://brand.example/points/", "https://brand.example/points"),
        (" /points// ", "/points"),
        ("/", ""),
    ] {
        assert_eq!(read(json!({ "api-base": given })).0.api_base, base);
    }
}

#[test]
fn views_are_both_redeem_and_history() {
    for (given, screens, warned) in [
        ("both", Screen::ALL, false),
        ("redeem", &[Screen::Redeem][..], false),
        ("history", &[Screen::History], false),
        ("History", Screen::ALL, true),
        ("everything", Screen::ALL, true),
    ] {
        let (config, warnings) = read(json!({ "view": given }));
        assert_eq!((config.screens, warnings == ["view"]), (screens, warned), "{given}");
    }
}

#[test]
fn the_brand_says_what_a_customer_must_give() {
    for (given, [name, phone, email]) in [
        ("name", [true, false, false]),
        ("phone", [false, true, false]),
        ("email", [false, false, true]),
        ("email name", [true, false, true]),
        ("  name\n phone  email ", [true, true, true]),
        ("phone phone", [false, true, false]),
    ] {
        assert_eq!(
            read(json!({ "require": given })),
            (Config { require: Require { name, phone, email }, ..read(json!({})).0 }, vec![])
        );
    }
    for unknown in ["address", "name, phone", "Name", "name address"] {
        assert_eq!(read(json!({ "require": unknown })), (read(json!({})).0, vec!["require"]), "{unknown}");
    }
}

#[test]
fn themes_are_auto_light_and_dark() {
    for theme in ["auto", "light", "dark"] {
        assert_eq!(read(json!({ "theme": theme })).1, [""; 0]);
    }
    assert_eq!(read(json!({ "theme": "black" })).1, ["theme"]);
}

#[test]
fn a_code_stays_in_the_address_unless_the_brand_has_it_removed() {
    for (given, removes, warned) in [("keep", false, false), ("remove", true, false), ("hide", false, true)] {
        let (config, warnings) = read(json!({ "code-in-url": given }));
        assert_eq!((config.removes_code, warnings == ["code-in-url"]), (removes, warned), "{given}");
    }
}

#[test]
fn each_unknown_value_warns_once_and_names_what_stands_in() {
    let odd = json!({ "view": "xx", "require": "xx", "theme": "xx" });
    let (_, warnings) = Config::read(&from_value(&odd));
    let expected = [("view", "both"), ("require", "name phone"), ("theme", "auto")];
    assert_eq!(warnings, expected.map(|(attribute, instead)| Warning { attribute, instead }));
}

#[test]
fn values_are_prefilled_as_given() {
    let given = json!({
        "code": " TIVInpmx8b98pfg ",
        "name": "thong",
        "phone": "+84 867",
        "email": "xyz@example.com",
        "time-zone": "Asia/Tokyo",
    });
    let (config, _) = read(given);
    let owned = |text: &str| Some(text.to_owned());
    let prefill = Prefill {
        code: owned("TIVInpmx8b98pfg"),
        name: owned("thong"),
        phone: owned("+84 867"),
        email: owned("xyz@example.com"),
    };
    assert_eq!((config.prefill, config.time_zone), (prefill, owned("Asia/Tokyo")));
}

#[test]
fn a_privacy_notice_is_to_be_agreed_to() {
    let consent = |href: &str, version: &str| Some(Consent { href: href.to_owned(), version: version.to_owned() });
    for href in [
        "https://brand.example/privacy",
        "http://brand.example",
        "/privacy",
        "privacy.html#points",
        "/privacy?since=10:30",
        "./a:b",
        "?page=privacy",
    ] {
        let (config, warnings) = read(json!({ "consent-href": href, "consent-version": " 2026-01 " }));
        assert_eq!((config.consent, warnings), (consent(href, "2026-01"), vec![]));
    }
    assert_eq!(read(json!({ "consent-href": "/privacy" })).0.consent, consent("/privacy", ""));
    assert_eq!(read(json!({ "consent-version": "1" })), read(json!({})), "a version of nothing asks nothing");
}

#[test]
fn a_notice_at_no_address_of_the_web_is_asked_for_all_the_same_but_not_linked() {
    for href in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "blob:x",
        " vbscript:x",
        "ftp://x",
    ] {
        let (config, warnings) = read(json!({ "consent-href": href }));
        assert_eq!((config.consent, warnings), (Some(Consent::default()), vec!["consent-href"]), "{href}");
    }
}

#[test]
fn a_customer_is_asked_to_be_remembered_unless_the_brand_says_no() {
    for (given, asks, warned) in [("ask", true, false), ("off", false, false), ("yes", true, true)] {
        let (config, warnings) = read(json!({ "remember": given }));
        assert_eq!((config.asks_to_remember, warnings == ["remember"]), (asks, warned), "{given}");
    }
}

#[test]
fn the_country_is_two_letters() {
    for (value, country, warned) in [
        ("TH", "TH", &[][..]),
        ("th", "th", &[]),
        ("BR", "BR", &[]),
        (" ", "VN", &[]),
        ("Viet Nam", "VN", &["country"]),
    ] {
        let (config, warnings) = read(json!({ "country": value }));
        assert_eq!((config.country.as_str(), &warnings[..]), (country, warned), "{value:?}");
    }
}
