//! What the widget says: [`Messages`], and the only place where an error becomes a sentence.
//!
//! The sentences are in `locales/*.json`, one file a language. The build writes the form's messages of each language as lines
//! of text, in the order of the keys, and a customer downloads no language but the one that is spoken. `tests/host/words.rs`
//! holds the order of the files to the order here.

mod lines;

pub use lines::{CATEGORIES, Plural, Text, fill};

use crate::api::{ApiError, Refusal};
use crate::contact::ContactError;
use crate::product_code::CodeError;
use std::cell::RefCell;

lines::messages! {
    /// Every sentence, label and button of form and history. What stands in braces is put in by [`fill`], already written
    /// for the reader. The scanner and the hints on codes are JavaScript, which has their messages.
    Messages {
        /// The tag for `lang` attributes, that for `Intl`, and `ltr` or `rtl`.
        tag: Text, intl: Text, direction: Text,

        redeem: Text, history: Text,

        code: Text, code_hint: Text, name: Text, phone: Text, email: Text, optional: Text, submit: Text, sending: Text,
        slow: Text,

        code_empty: Text, code_missing: Text, code_several: Text, code_long: Text, code_keyboard: Text, name_empty: Text,
        phone_empty: Text, phone_wrong: Text, phone_unfamiliar: Text, email_empty: Text, email_wrong: Text, too_long: Text,
        who_empty: Text, who_wrong: Text,

        /// The brand's privacy notice, and the box that must be ticked before the first code is sent.
        consent: Text, consent_notice: Text, consent_empty: Text,
        /// Asks for leave to keep who collects; `points_go_to` stands above who was kept.
        remember: Text, points_go_to: Text, forget: Text, forgotten: Text,

        scan: Text, scan_opening: Text, scan_missing: Text,

        /// `{points}`.
        points: Plural,
        success: Text, on_their_way_title: Text, on_their_way: Text,
        /// `{time}`.
        in_history_since: Text,
        another: Text, see_history: Text,

        /// Points and date follow, as far as they are known.
        yours: Text,
        used: Text, invalid: Text, refused: Text, offline: Text, rate_limited: Text,
        /// `{seconds}`.
        wait: Text,
        rejected: Text, not_set_up: Text,

        unconfirmed_title: Text, unconfirmed: Text, checking: Text, check_again: Text, send_again: Text,
        /// `{submit}`, the button.
        pending: Text,
        /// `{code}`.
        still_open: Text,

        who: Text, show: Text, change: Text, period: Text, all_time: Text, last_30_days: Text, last_90_days: Text,
        choose_dates: Text, from: Text, to: Text, range_wrong: Text, loading: Text, load_more: Text,
        /// `{count}`; heard only.
        entries_shown: Text,
        load_failed: Text, history_busy: Text, history_offline: Text, history_not_set_up: Text, retry: Text, empty_title: Text, empty: Text, empty_action: Text, empty_range: Text,
        show_all_time: Text, counted: Text, not_counted: Text, no_product: Text, no_date: Text,
    }
}

thread_local! {
    static READ: RefCell<Vec<(Text, &'static Messages)>> = const { RefCell::new(Vec::new()) };
}

impl Messages {
    /// The messages in these lines. They live as long as the page, which keeps no text twice: as many as it has languages.
    pub fn of(source: &str) -> &'static Messages {
        let known =
            READ.with_borrow(|read| read.iter().find(|(text, _)| *text == source).map(|(_, messages)| *messages));
        known.unwrap_or_else(|| {
            let text: Text = Box::leak(source.into());
            let messages: &'static Messages = Box::leak(Box::new(Messages::read(text)));
            READ.with_borrow_mut(|read| read.push((text, messages)));
            messages
        })
    }

    pub fn code_error(&self, error: CodeError) -> Text {
        match error {
            CodeError::Empty => self.code_empty(),
            CodeError::Missing => self.code_missing(),
            CodeError::Several => self.code_several(),
            CodeError::TooLong => self.code_long(),
            CodeError::Keyboard => self.code_keyboard(),
        }
    }

    /// What to do about a contact field; `empty` is the field's own sentence.
    pub fn contact_error(&self, error: ContactError, empty: Text) -> Text {
        match error {
            ContactError::Empty => empty,
            ContactError::NoPhone => self.phone_wrong(),
            ContactError::NoEmail => self.email_wrong(),
            ContactError::TooLong => self.too_long(),
        }
    }

    /// What to do about the field that asks whose history to show. Without an `@`, a text may be a phone number or an e-mail
    /// address with a fault.
    pub fn owner_error(&self, error: ContactError) -> Text {
        match error {
            ContactError::NoPhone => self.who_wrong(),
            error => self.contact_error(error, self.who_empty()),
        }
    }

    pub fn refusal(&self, refusal: Refusal) -> Text {
        match refusal {
            Refusal::Used => self.used(),
            Refusal::Invalid => self.invalid(),
            Refusal::Unknown => self.refused(),
        }
    }

    /// Why the history did not load, and what to do.
    pub fn history_error(&self, error: ApiError) -> Text {
        match error {
            ApiError::Offline => self.history_offline(),
            ApiError::RateLimited(_) => self.history_busy(),
            ApiError::Unauthorized | ApiError::NotFound => self.history_not_set_up(),
            _ => self.load_failed(),
        }
    }

    /// What to do after a call that came to nothing, and is known to have come to nothing.
    pub fn api_error(&self, error: ApiError) -> Text {
        match error {
            ApiError::Offline => self.offline(),
            ApiError::RateLimited(_) => self.rate_limited(),
            ApiError::Refused(refusal) => self.refusal(refusal),
            ApiError::Rejected => self.rejected(),
            ApiError::Unauthorized | ApiError::NotFound => self.not_set_up(),
            ApiError::Unavailable | ApiError::Protocol => self.unconfirmed(),
        }
    }
}
