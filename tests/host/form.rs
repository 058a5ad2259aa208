//! The form is checked as a whole: all faults at once, and only what the brand requires must be there.

use crate::support::{CODE, email, name, phone};
use points_core::config::Require;
use points_core::contact::{Contact, ContactError};
use points_core::form::{Faults, Typed};
use points_core::product_code::CodeError;

fn typed(code: &str, name: &str, phone: &str, email: &str) -> Typed {
    let [code, name, phone, email] = [code, name, phone, email].map(str::to_owned);
    Typed { code, name, phone, email, consents: true }
}

const NOTHING: Require = Require { name: false, phone: false, email: false };
const EVERYTHING: Require = Require { name: true, phone: true, email: true };

#[test]
fn a_full_form_is_sent_normalised() {
    let form = typed(" TIVInpmx8b98pfg ", " thong ", "+84 867 123 456", "xyz@example.com");
    let (code, contact) = form.check(EVERYTHING, "code").unwrap();
    assert_eq!(code.as_str(), CODE);
    assert_eq!(
        contact,
        Contact { name: Some(name("thong")), phone: Some(phone("0867123456")), email: Some(email("xyz@example.com")) }
    );
}

#[test]
fn an_empty_field_is_a_fault_only_where_it_is_required() {
    let empty = Some(ContactError::Empty);
    let form = typed(CODE, "", " ", "\u{200B}");
    assert_eq!(form.check(NOTHING, "code").map(|(_, contact)| contact), Ok(Contact::default()));
    for (require, faults) in [
        (Require { name: true, ..NOTHING }, Faults { name: empty, ..Faults::default() }),
        (Require { phone: true, ..NOTHING }, Faults { phone: empty, ..Faults::default() }),
        (Require { email: true, ..NOTHING }, Faults { email: empty, ..Faults::default() }),
    ] {
        assert_eq!(form.check(require, "code"), Err(faults));
    }
}

#[test]
fn a_wrong_field_is_a_fault_even_where_it_is_optional() {
    let faults = typed(CODE, "", "abc", "garnacho").check(NOTHING, "code").unwrap_err();
    assert_eq!(faults.phone, Some(ContactError::NoPhone));
    assert_eq!(faults.email, Some(ContactError::NoEmail));
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = typed("", "", "1", "x").check(EVERYTHING, "code").unwrap_err();
    let expected = Faults {
        code: Some(CodeError::Empty),
        name: Some(ContactError::Empty),
        phone: Some(ContactError::NoPhone),
        email: Some(ContactError::NoEmail),
        consent: false,
    };
    assert_eq!(faults, expected);
}

#[test]
fn the_first_wrong_field_takes_the_focus() {
    let (right, wrong) = (["TIVInpmx8b98pfg", "thong", "0867123456", "xyz@example.com"], ["", "", "1", "x"]);
    for (first, field) in ["code", "name", "phone", "email"].into_iter().enumerate() {
        let value = |at: usize| if at < first { right[at] } else { wrong[at] };
        let faults = typed(value(0), value(1), value(2), value(3)).check(EVERYTHING, "code").unwrap_err();
        assert_eq!(faults.first(), field);
    }
}

#[test]
fn the_code_is_looked_for_under_the_name_of_the_brands_parameter() {
    let form = typed("https://shop.example/?code=WRONG123&serial=TIVInpmx8b98pfg", "", "", "");
    assert_eq!(form.check(NOTHING, "serial").unwrap().0.as_str(), CODE);
}

#[test]
fn who_has_to_agree_and_does_not_sends_nothing() {
    let typed = Typed { consents: false, ..typed(CODE, "Garnacho", "0867123456", "") };
    let faults = typed.check(EVERYTHING_BUT_EMAIL, "code").unwrap_err();
    assert_eq!(faults, Faults { consent: true, ..Faults::default() });
    assert_eq!((faults.first(), faults.is_of_contact()), ("consent", false));
}

#[test]
fn a_fault_of_who_collects_is_told_from_one_of_the_code() {
    for (code, name, is_of_contact) in [("", "Garnacho", false), (CODE, "", true), ("", "", true)] {
        let faults = typed(code, name, "0867123456", "").check(EVERYTHING_BUT_EMAIL, "code").unwrap_err();
        assert_eq!(faults.is_of_contact(), is_of_contact, "{code:?} {name:?}");
    }
}

const EVERYTHING_BUT_EMAIL: Require = Require { name: true, phone: true, email: false };
