//! The whole form: each field's fault is its own, and what is sent is what the fields say.

use super::random::Random;
use super::{Target, code, contact, text};
use crate::support::config;
use points_core::api::accumulate::request;
use points_core::config::Require;
use points_core::contact::{Contact, ContactError, Email, Name, Phone};
use points_core::form::{Field, FormInput};
use points_core::product_code::ProductCode;

#[derive(Debug)]
struct Typed {
    code: String,
    name: String,
    phone: String,
    email: String,
}

impl Typed {
    fn input(&self, code_param: &str) -> FormInput {
        let mut input = FormInput::default();
        let texts = [&self.code, &self.name, &self.phone, &self.email];
        Field::ALL
            .into_iter()
            .zip(texts)
            .for_each(|(field, text)| input.set(field, text, &config(code_param), &|_| None));
        input
    }
}

#[derive(Debug)]
pub struct Form {
    typed: Typed,
    require: Require,
    param: String,
}

impl Target for Form {
    fn make(random: &mut Random) -> Form {
        // A right value in half of the fields, or hardly a form would be right as a whole.
        let mut field = |right: &str| if random.one_in(2) { text::any(random) } else { right.to_owned() };
        let typed = Typed {
            code: field(crate::support::CODE),
            name: field("Garnacho"),
            phone: field("+84 867 123 456"),
            email: field("garnacho@gmail.com"),
        };
        let mut flag = || random.one_in(2);
        let require = Require { name: flag(), phone: flag(), email: flag() };
        Form { typed, require, param: code::param(random) }
    }

    fn size(&self) -> usize {
        let Typed { code, name, phone, email } = &self.typed;
        code.len() + name.len() + phone.len() + email.len()
    }

    fn check(&self) {
        let Form { typed, require, param } = self;
        let code = ProductCode::find(&typed.code, param, &|_| None);
        let name = optional(Name::parse(&typed.name), require.name);
        let phone = optional(Phone::parse(&typed.phone, "VN"), require.phone);
        let email = optional(Email::parse(&typed.email), require.email);
        match typed.input(param).check(*require, true) {
            Ok((sent, who)) => {
                assert_eq!((Ok(&sent), Ok(&who.name)), (code.as_ref(), name.as_ref()));
                assert_eq!((Ok(&who.phone), Ok(&who.email)), (phone.as_ref(), email.as_ref()));
                is_sent(&sent, &who, typed, param);
            }
            Err(errors) => {
                assert_eq!((errors.code, errors.name), (code.err(), name.err()));
                assert_eq!((errors.phone, errors.email), (phone.err(), email.err()));
                let is_wrong = match errors.first() {
                    "code" => errors.code.is_some(),
                    "name" => errors.name.is_some(),
                    "phone" => errors.phone.is_some(),
                    _ => errors.email.is_some(),
                };
                assert!(is_wrong, "{errors:?}");
            }
        }
    }
}

fn optional<T>(parsed: Result<T, ContactError>, required: bool) -> Result<Option<T>, ContactError> {
    match parsed {
        Err(ContactError::Empty) if !required => Ok(None),
        parsed => parsed.map(Some),
    }
}

fn is_sent(sent: &ProductCode, who: &Contact, typed: &Typed, param: &str) {
    code::is_printed(sent, param);
    who.name.as_ref().inspect(|name| contact::is_name(name));
    who.phone.as_ref().inspect(|phone| contact::is_number(phone, &typed.phone, "VN"));
    who.email.as_ref().inspect(|email| contact::is_address(email));
    let body = serde_json::to_value(request(sent, who)).unwrap();
    assert_eq!(body["code"], sent.as_str());
    assert_eq!(body["data"]["name"], who.name.as_ref().map_or("", |name| name.as_str()));
    assert_eq!(body["data"]["phones"].as_array().map(Vec::len), Some(usize::from(who.phone.is_some())));
    assert_eq!(body["data"]["emails"].as_array().map(Vec::len), Some(usize::from(who.email.is_some())));
}
