//! The form as typed, checked as a whole: every fault at once, so that none shows up after the other. Pure.

use crate::config::Require;
use crate::contact::{Contact, ContactError, Email, Name, Phone};
use crate::product_code::{CodeError, ProductCode};

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub code: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    /// The customer agrees to what there is to agree to.
    pub consents: bool,
}

/// What keeps the form from being sent, a field each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    pub code: Option<CodeError>,
    pub name: Option<ContactError>,
    pub phone: Option<ContactError>,
    pub email: Option<ContactError>,
    /// The box that must be ticked is not.
    pub consent: bool,
}

impl Faults {
    /// Who collects cannot stay as it is.
    pub fn is_of_contact(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.email.is_some()
    }

    /// The name of the first field with a fault, in the form's order.
    pub fn first(&self) -> &'static str {
        match self {
            Faults { code: Some(_), .. } => "code",
            Faults { name: Some(_), .. } => "name",
            Faults { phone: Some(_), .. } => "phone",
            Faults { email: Some(_), .. } => "email",
            Faults { .. } => "consent",
        }
    }
}

impl Typed {
    /// The code and the contact to send.
    ///
    /// # Errors
    /// Each field's fault. An empty field is one only where the brand requires it.
    pub fn check(&self, require: Require, code_param: &str) -> Result<(ProductCode, Contact), Faults> {
        let code = ProductCode::find(&self.code, code_param);
        let (name, name_fault) = checked(Name::parse(&self.name), require.name);
        let (phone, phone_fault) = checked(Phone::parse(&self.phone), require.phone);
        let (email, email_fault) = checked(Email::parse(&self.email), require.email);
        let faults = Faults {
            code: code.as_ref().err().copied(),
            name: name_fault,
            phone: phone_fault,
            email: email_fault,
            consent: !self.consents,
        };
        match code {
            Ok(code) if faults == Faults::default() => Ok((code, Contact { name, phone, email })),
            _ => Err(faults),
        }
    }
}

fn checked<T>(parsed: Result<T, ContactError>, required: bool) -> (Option<T>, Option<ContactError>) {
    match parsed {
        Ok(value) => (Some(value), None),
        Err(ContactError::Empty) if !required => (None, None),
        Err(error) => (None, Some(error)),
    }
}
