//! What the widget says: one [`Messages`] record a locale, and the only place where an error becomes words. Pure.

mod en;
mod vi;

use crate::api::{ApiError, Refusal};
use crate::code::CodeError;
use crate::contact::ContactError;

/// A language the widget speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    #[default]
    Vi,
    En,
}

impl Locale {
    /// The locale of a BCP 47 tag, by its first subtag.
    pub fn nearest(tag: &str) -> Option<Locale> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        [Locale::Vi, Locale::En].into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language.trim()))
    }

    /// The tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::Vi => "vi",
            Locale::En => "en",
        }
    }

    /// The tag for `Intl`. English dates are written day first, as this widget's readers write them.
    pub fn intl(self) -> &'static str {
        match self {
            Locale::Vi => "vi-VN",
            Locale::En => "en-GB",
        }
    }

    pub fn messages(self) -> &'static Messages {
        match self {
            Locale::Vi => &vi::MESSAGES,
            Locale::En => &en::MESSAGES,
        }
    }
}

type Text = &'static str;

/// Every sentence, label and button. A parameter is already formatted for the reader; a count comes with its number.
pub struct Messages {
    pub redeem: Text,
    pub history: Text,

    pub code: Text,
    pub code_hint: Text,
    pub name: Text,
    pub phone: Text,
    pub email: Text,
    pub optional: Text,
    pub submit: Text,
    pub sending: Text,
    pub slow: Text,

    pub code_empty: Text,
    pub code_missing: Text,
    pub code_several: Text,
    pub code_long: Text,
    pub name_empty: Text,
    pub phone_empty: Text,
    pub phone_wrong: Text,
    pub phone_unfamiliar: Text,
    pub email_empty: Text,
    pub email_wrong: Text,
    pub too_long: Text,
    pub who_empty: Text,

    pub scan: Text,
    pub scan_opening: Text,
    pub scan_missing: Text,

    pub points: fn(f64, &str) -> String,
    pub success: Text,
    pub on_their_way_title: Text,
    pub on_their_way: Text,
    pub in_history_since: fn(&str) -> String,
    pub another: Text,
    pub see_history: Text,

    pub yours: fn(&str, &str) -> String,
    pub used: Text,
    pub invalid: Text,
    pub refused: Text,
    pub offline: Text,
    pub rate_limited: Text,
    pub wait: fn(&str) -> String,
    pub rejected: Text,
    pub not_set_up: Text,

    pub unconfirmed_title: Text,
    pub unconfirmed: Text,
    pub checking: Text,
    pub check_again: Text,
    pub send_again: Text,
    pub pending: Text,
    pub still_open: fn(&str) -> String,

    pub who: Text,
    pub show: Text,
    pub change: Text,
    pub period: Text,
    pub all_time: Text,
    pub last_30_days: Text,
    pub last_90_days: Text,
    pub choose_dates: Text,
    pub from: Text,
    pub to: Text,
    pub range_wrong: Text,
    pub loading: Text,
    pub load_more: Text,
    pub load_failed: Text,
    pub history_not_set_up: Text,
    pub retry: Text,
    pub empty_title: Text,
    pub empty: Text,
    pub empty_action: Text,
    pub empty_range: Text,
    pub show_all_time: Text,
    pub counted: Text,
    pub not_counted: Text,
    pub no_product: Text,
    pub no_date: Text,
}

impl Messages {
    pub fn code_error(&self, error: CodeError) -> Text {
        match error {
            CodeError::Empty => self.code_empty,
            CodeError::Missing => self.code_missing,
            CodeError::Several => self.code_several,
            CodeError::TooLong => self.code_long,
        }
    }

    /// What to do about a contact field; `empty` is the field's own sentence.
    pub fn contact_error(&self, error: ContactError, empty: Text) -> Text {
        match error {
            ContactError::Empty => empty,
            ContactError::NoPhone => self.phone_wrong,
            ContactError::NoEmail => self.email_wrong,
            ContactError::TooLong => self.too_long,
        }
    }

    pub fn refusal(&self, refusal: Refusal) -> Text {
        match refusal {
            Refusal::Used => self.used,
            Refusal::Invalid => self.invalid,
            Refusal::Unknown => self.refused,
        }
    }

    /// Why the history did not load, and what to do.
    pub fn history_error(&self, error: ApiError) -> Text {
        match error {
            ApiError::RateLimited(_) => self.rate_limited,
            ApiError::Unauthorized | ApiError::NotFound => self.history_not_set_up,
            _ => self.load_failed,
        }
    }

    /// What to do after a call that came to nothing, and is known to have come to nothing.
    pub fn api_error(&self, error: ApiError) -> Text {
        match error {
            ApiError::Offline => self.offline,
            ApiError::RateLimited(_) => self.rate_limited,
            ApiError::Refused(refusal) => self.refusal(refusal),
            ApiError::Rejected => self.rejected,
            ApiError::Unauthorized | ApiError::NotFound => self.not_set_up,
            ApiError::Unavailable | ApiError::Protocol => self.unconfirmed,
        }
    }
}
