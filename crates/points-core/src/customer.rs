//! What the customer said: of being remembered, which the widget's `js/element/saved-customer.js` stores, and to the brand's
//! notice.

use crate::contact::Contact;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remember {
    #[default]
    No,
    Yes,
    /// Saved before: shown in one line instead of the fields.
    Saved,
    /// Just erased.
    Forgotten,
}

/// That the person of a contact agreed to a version of the brand's notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub version: String,
    pub contact: Contact,
}

impl Agreement {
    /// Whether it holds for sending `contact`: every part of that was in what was agreed for. Another name, number or address
    /// may be another person's.
    pub fn covers(&self, version: &str, contact: &Contact) -> bool {
        fn is_in<T: PartialEq>(part: &Option<T>, agreed: &Option<T>) -> bool {
            part.is_none() || part == agreed
        }
        self.version == version
            && is_in(&contact.name, &self.contact.name)
            && is_in(&contact.phone, &self.contact.phone)
            && is_in(&contact.email, &self.contact.email)
    }
}
