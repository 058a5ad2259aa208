//! Phone numbers, e-mail addresses and names: what people type is normalised, and only what cannot be right is refused.

mod any;

use crate::support::{email, name, phone};
use points_core::contact::{Contact, ContactError, Email, HistoryOwner, Name, Phone};

#[test]
fn every_vietnamese_way_to_write_a_mobile_number_is_one_number() {
    for text in [
        "0867123456",
        "+84867123456",
        "84867123456",
        "0084867123456",
        "+84 (0) 867 123 456",
        "+84(0)867123456",
        "+840867123456",
        "(+84) 867 123 456",
        "(0867) 123 456",
        "(0)867123456",
        "0867 123 456",
        "0867.123.456",
        "0867-123-456",
        "0867‑123–456",
        "0867/123456",
        "０８６７１２３４５６",
        "＋８４　８６７　１２３　４５６",
        "0867\u{A0}123\u{A0}456",
        "\u{202A}+84 867 123 456\u{202C}",
        "\u{200B}0867123456\u{FEFF}",
        "867123456",
        " 0867123456 \n",
    ] {
        let phone = phone(text);
        assert_eq!((phone.as_str(), phone.is_familiar()), ("0867123456", true), "{text:?}");
    }
}

#[test]
fn digits_of_every_script_are_digits() {
    for text in ["٠٨٦٧١٢٣٤٥٦", "۰۸۶۷۱۲۳۴۵۶", "०८६७१२३४५६", "๐๘๖๗๑๒๓๔๕๖", "০৮৬৭১২৩৪৫৬", "០៨៦៧១២៣៤៥៦", "+๘๔ ๘๖๗ ๑๒๓ ๔๕๖"]
    {
        assert_eq!(phone(text).as_str(), "0867123456", "{text}");
    }
    assert_eq!(email("garnacho๗@gmail.com").as_str(), "garnacho7@gmail.com");
}

#[test]
fn one_number_of_the_brands_country_is_one_however_it_is_written() {
    for (country, sent, texts) in [
        (
            "TH",
            "0812345678",
            &["081 234 5678", "+66 81 234 5678", "+66 081 234 5678", "66812345678", "812345678", "๐๘๑๒๓๔๕๖๗๘"][..],
        ),
        ("ID", "081234567890", &["0812-3456-7890", "+62 812-3456-7890", "+62/0812/3456/7890", "6281234567890"]),
        (
            "KR",
            "01012345678",
            &["010-1234-5678", "+82 10-1234-5678", "+82/010-1234-5678", "+82 (0)10-1234-5678", "821012345678"],
        ),
        ("JP", "09012345678", &["090-1234-5678", "+81 90-1234-5678", "+81/090-1234-5678", "819012345678"]),
        ("CN", "13812345678", &["138 1234 5678", "+86 138 1234 5678", "8613812345678", "0086 138 1234 5678"]),
        ("US", "4155550100", &["(415) 555-0100", "+1 415-555-0100", "1-415-555-0100"]),
        ("IN", "9876543210", &["98765 43210", "098765 43210", "+91 98765 43210", "919876543210"]),
        ("SG", "91234567", &["9123 4567", "+65 9123 4567"]),
    ] {
        for text in texts {
            let phone = Phone::parse(text, country).unwrap();
            assert_eq!((phone.as_str(), phone.is_familiar()), (sent, true), "{country}: {text}");
        }
    }
}

#[test]
fn the_zero_of_home_goes_in_a_number_of_another_country() {
    for (text, sent) in [
        ("+66 081 234 5678", "+66812345678"),
        ("+62/0812 3456 7890", "+6281234567890"),
        ("0082/010 1234 5678", "+821012345678"),
        ("+81/090 1234 5678", "+819012345678"),
        ("+39 06 1234 5678", "+390612345678"), // where it is part of the number
        ("+1 415 555 0100", "+14155550100"),
        ("+86 138 1234 5678", "+8613812345678"),
    ] {
        let phone = phone(text);
        assert_eq!((phone.as_str(), phone.is_familiar()), (sent, true), "{text}");
    }
}

#[test]
fn numbers_of_a_country_that_is_not_known_stay_as_they_are_typed() {
    for (text, sent) in
        [("(11) 91234-5678", "11912345678"), ("+55 11 91234-5678", "+5511912345678"), ("55 3221 1234", "5532211234")]
    {
        let phone = Phone::parse(text, "BR").unwrap();
        assert_eq!((phone.as_str(), phone.is_familiar()), (sent, true), "{text}");
    }
}

#[test]
fn landlines_have_eleven_digits() {
    for text in ["02838229999", "(028) 3822 9999", "+84 28 3822 9999", "0084 28 38229999"] {
        let phone = phone(text);
        assert_eq!((phone.as_str(), phone.is_familiar()), ("02838229999", true), "{text}");
    }
}

#[test]
fn numbers_of_other_countries_pass() {
    for (text, sent) in [
        ("+65 9123 4567", "+6591234567"),
        ("0065 9123 4567", "+6591234567"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+856 20 5551 2345", "+8562055512345"),
    ] {
        let phone = phone(text);
        assert_eq!((phone.as_str(), phone.is_familiar()), (sent, true), "{text}");
    }
}

#[test]
fn numbers_that_look_like_none_in_use_warn_and_pass() {
    for text in [
        "023232",      // the API's own example
        "0667123456",  // no such prefix
        "0467123456",  // an old landline
        "01651234567", // eleven digits, gone since 2018
        "086712345",   // a digit short
        "08671234567", // a digit long
        "19001234",
    ] {
        let phone = phone(text);
        assert_eq!((phone.as_str(), phone.is_familiar()), (text, false));
    }
}

#[test]
fn every_mobile_prefix_in_use_is_familiar() {
    for (prefix, familiar) in ["1", "2", "3", "4", "5", "6", "7", "8", "9"].into_iter().zip([0, 0, 1, 0, 1, 0, 1, 1, 1])
    {
        assert_eq!(phone(&format!("0{prefix}67123456")).is_familiar(), familiar == 1, "0{prefix}");
    }
}

#[test]
fn what_cannot_be_a_phone_number_is_refused() {
    for text in [
        "abc",
        "0867x23456",
        "086712345O",
        "113",
        "1234",
        "+",
        "00",
        "()",
        "+84",
        "+84123",    // four digits, once the country is gone
        "+84 00000", // none
        "0867123456789012",
        "1+234567",
    ] {
        assert_eq!(Phone::parse(text, "VN"), Err(ContactError::NoPhone), "{text}");
    }
    for text in ["", "  ", "\u{200B}", "\u{3000}"] {
        assert_eq!(Phone::parse(text, "VN"), Err(ContactError::Empty), "{text:?}");
    }
}

#[test]
fn an_address_is_an_e_mail_where_it_has_what_all_have() {
    for (text, sent) in [
        ("xyz@example.com", "xyz@example.com"),
        (" garnacho@gmail.com\n", "garnacho@gmail.com"),
        ("garnacho+tv@gmail.com", "garnacho+tv@gmail.com"),
        ("Garnacho@Gmail.COM", "Garnacho@gmail.com"), // the domain alone is the same in small letters
        ("garnacho＠gmail．com", "garnacho@gmail.com"),
        ("\u{200B}garnacho@gmail.com\u{FEFF}", "garnacho@gmail.com"),
        ("tên@ví-dụ.vn", "tên@ví-dụ.vn"),
        ("a@b.co", "a@b.co"),
    ] {
        assert_eq!(email(text).as_str(), sent);
    }
}

#[test]
fn what_cannot_be_an_e_mail_is_refused() {
    for text in [
        "garnacho",
        "@gmail.com",
        "garnacho@",
        "garnacho@gmail",
        "garnacho@.com",
        "garnacho@gmail.",
        "gar nacho@gmail.com",
        "garnacho@@gmail.com",
        "a@b@gmail.com",
        "Garnacho <garnacho@gmail.com>",
        "garnacho@gmail.com, thong@gmail.com",
        "garnacho@gmail.com;",
    ] {
        assert_eq!(Email::parse(text), Err(ContactError::NoEmail), "{text}");
    }
    assert_eq!(Email::parse(" "), Err(ContactError::Empty));
    let of_length = |length: usize| ["a".repeat(length - 10).as_str(), "@gmail.com"].concat();
    assert_eq!(email(&of_length(254)).as_str().len(), 254);
    assert_eq!(Email::parse(&of_length(255)), Err(ContactError::TooLong));
}

#[test]
fn a_name_is_one_line_without_surprises() {
    let name = |text: &str| Name::parse(text).map(|name| name.as_str().to_owned());
    for (text, sent) in [
        ("thong", "thong"),
        ("  Nguyễn   Văn\u{A0}An ", "Nguyễn Văn An"),
        ("Garnacho\r\nFerreyra", "Garnacho Ferreyra"),
        ("\u{202E}Garnacho\0", "Garnacho"),
        ("<b>Garnacho</b>", "<b>Garnacho</b>"),
    ] {
        assert_eq!(name(text).as_deref(), Ok(sent));
    }
    assert_eq!(name(" \u{200B} "), Err(ContactError::Empty));
    assert_eq!(name(&"ễ".repeat(200)), Ok("ễ".repeat(200)));
    assert_eq!(name(&"ễ".repeat(201)), Err(ContactError::TooLong));
}

#[test]
fn the_phone_says_whose_history_it_is_and_the_e_mail_where_there_is_none() {
    let (phone, email) = (phone("0867123456"), email("garnacho@gmail.com"));
    let who = |phone: Option<&Phone>, email: Option<&Email>| {
        Contact { name: None, phone: phone.cloned(), email: email.cloned() }.owner()
    };
    assert_eq!(who(Some(&phone), Some(&email)), Some(HistoryOwner::Phone(phone.clone())));
    assert_eq!(who(None, Some(&email)), Some(HistoryOwner::Email(email)));
    assert_eq!(who(None, None), None);
}

#[test]
fn one_field_takes_phone_or_e_mail() {
    assert_eq!(HistoryOwner::parse("+84 867 123 456", "VN"), Ok(HistoryOwner::Phone(phone("0867123456"))));
    assert_eq!(HistoryOwner::parse(" garnacho＠gmail.com", "VN"), Ok(HistoryOwner::Email(email("garnacho@gmail.com"))));
    assert_eq!(HistoryOwner::parse("", "VN"), Err(ContactError::Empty));
    assert_eq!(HistoryOwner::parse("garnacho", "VN"), Err(ContactError::NoPhone));
    assert_eq!(HistoryOwner::parse("garnacho@", "VN"), Err(ContactError::NoEmail));
}

#[test]
fn whatever_is_invisible_or_turns_the_text_around_is_dropped() {
    for hidden in ['\0', '\u{8}', '\u{E}', '\u{1F}', '\u{7F}', '\u{9F}', '\u{AD}', '\u{61C}', '\u{FEFF}']
        .into_iter()
        .chain('\u{200B}'..='\u{200F}')
        .chain('\u{202A}'..='\u{202E}')
        .chain('\u{2060}'..='\u{2069}')
    {
        let text = format!("{hidden}0867{hidden}123456");
        assert_eq!(phone(&text).as_str(), "0867123456", "{hidden:?}");
        let text = format!("Gar{hidden}nacho{hidden}");
        assert_eq!(name(&text).as_str(), "Garnacho", "{hidden:?}");
    }
}

#[test]
fn masked_one_recognises_oneself() {
    for (text, masked) in [
        ("0867123456", "086•••3456"),
        ("02838229999", "028•••9999"),
        ("+6591234567", "+65•••4567"),
        ("garnacho@gmail.com", "ga•••@gmail.com"),
        ("tênbạn@gmail.com", "tê•••@gmail.com"),
    ] {
        assert_eq!(HistoryOwner::parse(text, "VN").map(|who| who.masked()).as_deref(), Ok(masked));
    }
}
