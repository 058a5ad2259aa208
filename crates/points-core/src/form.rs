//! The form: every field parsed once a change, and all of them checked at once, so that no error shows up after another.

use crate::config::{Config, Require};
use crate::contact::{Contact, ContactError, Email, HistoryOwner, Name, Phone};
use crate::product_code::{ByPattern, CodeError, ProductCode};

/// A shorter text may be a number that is still being typed.
const SHORTEST_COMPLETE_PHONE: usize = 10;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Code,
    Name,
    Phone,
    Email,
}

impl Field {
    /// In the form's order.
    pub const ALL: [Field; 4] = [Field::Code, Field::Name, Field::Phone, Field::Email];
}

/// What the fields were parsed into.
#[derive(Clone, Debug)]
pub struct FormInput {
    code: Result<ProductCode, CodeError>,
    name: Result<Name, ContactError>,
    phone: Result<Phone, ContactError>,
    email: Result<Email, ContactError>,
    has_unfamiliar_phone: bool,
}

impl Default for FormInput {
    fn default() -> FormInput {
        FormInput {
            code: Err(CodeError::Empty),
            name: Err(ContactError::Empty),
            phone: Err(ContactError::Empty),
            email: Err(ContactError::Empty),
            has_unfamiliar_phone: false,
        }
    }
}

/// What keeps the form from being sent, a field each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    pub code: Option<CodeError>,
    pub name: Option<ContactError>,
    pub phone: Option<ContactError>,
    pub email: Option<ContactError>,
    /// The box that must be ticked is not.
    pub consent: bool,
}

impl FormErrors {
    /// Who collects cannot stay as it is.
    pub fn is_of_contact(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.email.is_some()
    }

    /// The name of the first field with an error, in the form's order.
    pub fn first(&self) -> &'static str {
        match self {
            FormErrors { code: Some(_), .. } => "code",
            FormErrors { name: Some(_), .. } => "name",
            FormErrors { phone: Some(_), .. } => "phone",
            FormErrors { email: Some(_), .. } => "email",
            FormErrors { .. } => "consent",
        }
    }

    /// Drops the error of a field that is being mended; says whether there was one.
    pub fn clear(&mut self, field: Field) -> bool {
        match field {
            Field::Code => self.code.take().is_some(),
            Field::Name => self.name.take().is_some(),
            Field::Phone => self.phone.take().is_some(),
            Field::Email => self.email.take().is_some(),
        }
    }
}

impl FormInput {
    /// Takes a field's text.
    pub fn set(&mut self, field: Field, text: &str, config: &Config, by_pattern: ByPattern) {
        match field {
            Field::Code => self.code = ProductCode::find(text, &config.code_param, by_pattern),
            Field::Name => self.name = Name::parse(text),
            Field::Phone => {
                self.phone = Phone::parse(text, &config.country);
                let is_complete = text.len() >= SHORTEST_COMPLETE_PHONE;
                self.has_unfamiliar_phone = is_complete && self.phone.as_ref().is_ok_and(|phone| !phone.is_familiar());
            }
            Field::Email => self.email = Email::parse(text),
        }
    }

    /// The code that would be sent; `None` where the field holds none.
    pub fn code(&self) -> Option<&ProductCode> {
        self.code.as_ref().ok()
    }

    /// The phone number is complete and looks like none in use: worth a warning, never a refusal.
    pub fn has_unfamiliar_phone(&self) -> bool {
        self.has_unfamiliar_phone
    }

    /// What is right of the contact so far.
    pub fn contact(&self) -> Contact {
        Contact { name: self.name.clone().ok(), phone: self.phone.clone().ok(), email: self.email.clone().ok() }
    }

    /// Whose history the contact leads to; `None` while neither phone nor e-mail is right.
    pub fn owner(&self) -> Option<HistoryOwner> {
        self.contact().owner()
    }

    /// The code and the contact to send. `consents`: the customer agrees to what there is to agree to.
    ///
    /// # Errors
    /// Each field's error. An empty field is one only where the brand requires it.
    pub fn check(&self, require: Require, consents: bool) -> Result<(ProductCode, Contact), FormErrors> {
        let (name, name_error) = checked(self.name.clone(), require.name);
        let (phone, phone_error) = checked(self.phone.clone(), require.phone);
        let (email, email_error) = checked(self.email.clone(), require.email);
        let errors = FormErrors {
            code: self.code.as_ref().err().copied(),
            name: name_error,
            phone: phone_error,
            email: email_error,
            consent: !consents,
        };
        match &self.code {
            Ok(code) if errors == FormErrors::default() => Ok((code.clone(), Contact { name, phone, email })),
            _ => Err(errors),
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
