//! The form is checked as a whole: all errors at once, and only what the brand requires must be there.

use crate::support::{CODE, config, email, name, phone};
use points_core::config::{Config, Require};
use points_core::contact::{Contact, ContactError};
use points_core::form::{Field, FormErrors, FormInput};
use points_core::product_code::CodeError;

fn typed(code: &str, name: &str, phone: &str, email: &str) -> FormInput {
    typed_with("code", [code, name, phone, email])
}

fn typed_with(code_param: &str, texts: [&str; 4]) -> FormInput {
    let mut input = FormInput::default();
    Field::ALL.into_iter().zip(texts).for_each(|(field, text)| input.set(field, text, &config(code_param), &|_| None));
    input
}

const NOTHING: Require = Require { name: false, phone: false, email: false };
const EVERYTHING: Require = Require { name: true, phone: true, email: true };

#[test]
fn a_full_form_is_sent_normalised() {
    let form = typed(" TIVInpmx8b98pfg ", " thong ", "+84 867 123 456", "xyz@example.com");
    let (code, contact) = form.check(EVERYTHING, true).unwrap();
    assert_eq!(code.as_str(), CODE);
    assert_eq!(
        contact,
        Contact { name: Some(name("thong")), phone: Some(phone("0867123456")), email: Some(email("xyz@example.com")) }
    );
}

#[test]
fn an_empty_field_is_an_error_only_where_it_is_required() {
    let empty = Some(ContactError::Empty);
    let form = typed(CODE, "", " ", "\u{200B}");
    assert_eq!(form.check(NOTHING, true).map(|(_, contact)| contact), Ok(Contact::default()));
    for (require, errors) in [
        (Require { name: true, ..NOTHING }, FormErrors { name: empty, ..FormErrors::default() }),
        (Require { phone: true, ..NOTHING }, FormErrors { phone: empty, ..FormErrors::default() }),
        (Require { email: true, ..NOTHING }, FormErrors { email: empty, ..FormErrors::default() }),
    ] {
        assert_eq!(form.check(require, true), Err(errors));
    }
}

#[test]
fn a_wrong_field_is_an_error_even_where_it_is_optional() {
    let errors = typed(CODE, "", "abc", "garnacho").check(NOTHING, true).unwrap_err();
    assert_eq!(errors.phone, Some(ContactError::NoPhone));
    assert_eq!(errors.email, Some(ContactError::NoEmail));
}

#[test]
fn all_errors_are_told_at_once() {
    let errors = typed("", "", "1", "x").check(EVERYTHING, true).unwrap_err();
    let expected = FormErrors {
        code: Some(CodeError::Empty),
        name: Some(ContactError::Empty),
        phone: Some(ContactError::NoPhone),
        email: Some(ContactError::NoEmail),
        consent: false,
    };
    assert_eq!(errors, expected);
}

#[test]
fn the_first_wrong_field_takes_the_focus() {
    let (right, wrong) = (["TIVInpmx8b98pfg", "thong", "0867123456", "xyz@example.com"], ["", "", "1", "x"]);
    for (first, field) in ["code", "name", "phone", "email"].into_iter().enumerate() {
        let value = |at: usize| if at < first { right[at] } else { wrong[at] };
        let errors = typed(value(0), value(1), value(2), value(3)).check(EVERYTHING, true).unwrap_err();
        assert_eq!(errors.first(), field);
    }
}

#[test]
fn the_code_is_looked_for_under_the_name_of_the_brands_parameter() {
    let form = typed_with("serial", ["https://shop.example/?code=WRONG123&serial=TIVInpmx8b98pfg", "", "", ""]);
    assert_eq!(form.check(NOTHING, true).unwrap().0.as_str(), CODE);
}

#[test]
fn a_code_that_a_keyboard_changed_is_told_before_it_is_sent() {
    let errors = typed("QUÁT8b98pfg123", "", "", "").check(NOTHING, true).unwrap_err();
    assert_eq!(errors, FormErrors { code: Some(CodeError::Keyboard), ..FormErrors::default() });
}

#[test]
fn a_number_without_a_plus_is_of_the_brands_country() {
    let mut input = FormInput::default();
    let thai = Config { country: "TH".to_owned(), ..config("code") };
    input.set(Field::Phone, "+66 81 234 5678", &thai, &|_| None);
    assert_eq!(input.owner().map(|owner| owner.as_str().to_owned()).as_deref(), Some("0812345678"));
}

#[test]
fn who_has_to_agree_and_does_not_sends_nothing() {
    let errors = typed(CODE, "Garnacho", "0867123456", "").check(EVERYTHING_BUT_EMAIL, false).unwrap_err();
    assert_eq!(errors, FormErrors { consent: true, ..FormErrors::default() });
    assert_eq!((errors.first(), errors.is_of_contact()), ("consent", false));
}

#[test]
fn an_error_of_who_collects_is_told_from_one_of_the_code() {
    for (code, name, is_of_contact) in [("", "Garnacho", false), (CODE, "", true), ("", "", true)] {
        let errors = typed(code, name, "0867123456", "").check(EVERYTHING_BUT_EMAIL, true).unwrap_err();
        assert_eq!(errors.is_of_contact(), is_of_contact, "{code:?} {name:?}");
    }
}

const EVERYTHING_BUT_EMAIL: Require = Require { name: true, phone: true, email: false };

#[test]
fn a_field_that_is_changed_is_parsed_anew_and_the_others_stay() {
    let mut input = typed(CODE, "Garnacho", "0867123456", "");
    input.set(Field::Code, "TIVI2", &config("code"), &|_| None);
    assert_eq!(input.code().map(|code| code.as_str()), Some("TIVI2"));
    assert_eq!(input.owner().map(|owner| owner.as_str().to_owned()).as_deref(), Some("0867123456"));
    input.set(Field::Phone, "", &config("code"), &|_| None);
    assert_eq!(input.owner(), None);
    input.set(Field::Email, "garnacho@gmail.com", &config("code"), &|_| None);
    assert_eq!(input.owner().map(|owner| owner.as_str().to_owned()).as_deref(), Some("garnacho@gmail.com"));
}

#[test]
fn an_empty_form_has_the_errors_of_empty_fields() {
    let errors = FormInput::default().check(EVERYTHING, true).unwrap_err();
    assert_eq!(errors, typed("", "", "", "").check(EVERYTHING, true).unwrap_err());
}

#[test]
fn a_number_like_none_in_use_is_warned_of_once_it_is_complete() {
    for (phone, warns) in [
        ("0867123456", false),
        ("0167123456", true),
        ("016712345", false),
        ("+84 12 345 6789", true),
        ("abcdefghij", false),
    ] {
        assert_eq!(typed("", "", phone, "").has_unfamiliar_phone(), warns, "{phone}");
    }
}

#[test]
fn mending_a_field_drops_its_error_and_no_other() {
    let errors = typed("", "", "1", "x").check(EVERYTHING, true).unwrap_err();
    for field in Field::ALL {
        let mut left = errors;
        assert!(left.clear(field) && !left.clear(field));
        assert_ne!(left, errors);
        for other in Field::ALL.into_iter().filter(|other| *other != field) {
            assert!(left.clone().clear(other), "{field:?} {other:?}");
        }
    }
}
