//! Numbers and times for the reader, through the browser's `Intl`.

use crate::settings::Settings;
use js_sys::{Date, Object, Reflect};
use points_core::api::history_point::Millis;
use points_core::day;
use points_core::messages::{Messages, fill};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn format(this: &DateTimeFormat, millis: f64) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> NumberFormat;
    #[wasm_bindgen(method, js_name = format)]
    fn format_number(this: &NumberFormat, number: f64) -> String;
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// How a language writes, in a time zone; the visitor's own where none is set.
#[derive(Clone)]
pub struct Format {
    pub messages: &'static Messages,
    pub zone: Option<String>,
}

impl Format {
    pub fn of(settings: &Settings) -> Format {
        Format { messages: settings.messages, zone: settings.config.time_zone.clone() }
    }

    /// False where the browser does not know the time zone.
    pub fn is_known(zone: &str) -> bool {
        DateTimeFormat::new("en", &options(&[("timeZone", zone)])).is_ok()
    }

    pub fn number(&self, number: f64) -> String {
        NumberFormat::new(self.messages.intl()).format_number(number)
    }

    /// "+100".
    pub fn earned(&self, score: f64) -> String {
        ["+", &self.number(score)].concat()
    }

    /// "+100 points".
    pub fn points(&self, score: f64) -> String {
        let category = PluralRules::new(self.messages.intl()).select(score);
        fill(self.messages.points().select(&category), &[("points", &self.earned(score))])
    }

    /// "15 Aug 2023, 14:28".
    pub fn date_time(&self, millis: Millis) -> String {
        self.write(
            millis,
            &[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")],
        )
    }

    /// "15 Aug, 14:28".
    pub fn day_time(&self, millis: Millis) -> String {
        self.write(millis, &[("day", "numeric"), ("month", "short"), ("hour", "2-digit"), ("minute", "2-digit")])
    }

    /// "14:28".
    pub fn time(&self, millis: Millis) -> String {
        self.write(millis, &[("hour", "2-digit"), ("minute", "2-digit")])
    }

    /// "August 2023".
    pub fn month(&self, millis: Millis) -> String {
        self.write(millis, &[("month", "long"), ("year", "numeric")])
    }

    /// When the day of an `<input type="date">` begins, in this time zone; `None` where the text is no date.
    pub fn day_start(&self, date: &str) -> Option<Millis> {
        Some(day::start(midnight(date)?, &|millis| self.offset(millis)))
    }

    /// When the day ends, to the millisecond.
    pub fn day_end(&self, date: &str) -> Option<Millis> {
        Some(day::end(midnight(date)?, &|millis| self.offset(millis)))
    }

    /// How far local time is ahead of UTC, in milliseconds. `Intl` tells as "GMT+07:00" and "GMT".
    #[inline(never)]
    fn offset(&self, millis: Millis) -> Millis {
        let here = -Date::new(&millis.into()).get_timezone_offset() * 60_000.0;
        if self.zone.is_none() {
            return here;
        }
        let Some(text) = self.try_write("en", millis, &[("timeZoneName", "longOffset")]) else { return here };
        let Some((_, offset)) = text.rsplit_once(['T']) else { return here };
        // Four digits, `+07:00`, or none.
        let digits = offset.bytes().filter(u8::is_ascii_digit).map(|digit| f64::from(digit - b'0'));
        let minutes: f64 = digits.zip([600.0, 60.0, 10.0, 1.0]).map(|(digit, worth)| digit * worth).sum();
        if offset.starts_with('-') { -minutes * 60_000.0 } else { minutes * 60_000.0 }
    }

    fn write(&self, millis: Millis, fields: &[(&str, &str)]) -> String {
        self.try_write(self.messages.intl(), millis, fields).unwrap_or_default()
    }

    fn try_write(&self, locale: &str, millis: Millis, fields: &[(&str, &str)]) -> Option<String> {
        let options = options(fields);
        if let Some(zone) = &self.zone {
            _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
        }
        DateTimeFormat::new(locale, &options).ok()?.format(millis).ok()
    }
}

/// The midnight of a date in UTC.
fn midnight(date: &str) -> Option<Millis> {
    Some(Date::parse(date)).filter(|millis| millis.is_finite())
}

fn options(fields: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in fields {
        _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}
