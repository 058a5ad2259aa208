//! Consent: it holds for the contact that was agreed for, and for the version that was read.

use crate::support::{email, name, phone};
use points_core::contact::Contact;
use points_core::customer::Agreement;

fn contact(name_text: &str, phone_text: &str) -> Contact {
    Contact { name: Some(name(name_text)), phone: Some(phone(phone_text)), email: None }
}

#[test]
fn consent_holds_for_what_was_agreed_for_or_less() {
    let agreed = Agreement { version: "1".into(), contact: contact("Garnacho", "0867123456") };
    assert!(agreed.covers("1", &contact(" Garnacho ", "+84 867 123 456")), "the same, written differently");
    assert!(agreed.covers("1", &Contact { phone: Some(phone("0867123456")), ..Contact::default() }), "for the history");
}

#[test]
fn consent_does_not_hold_for_another_version_name_number_or_address() {
    let agreed = Agreement { version: "1".into(), contact: contact("Garnacho", "0867123456") };
    assert!(!agreed.covers("2", &agreed.contact));
    assert!(!agreed.covers("1", &contact("Thong", "0867123456")));
    assert!(!agreed.covers("1", &contact("Garnacho", "0912345678")));
    let with_email = Contact { email: Some(email("garnacho@gmail.com")), ..agreed.contact.clone() };
    assert!(!agreed.covers("1", &with_email));
}
