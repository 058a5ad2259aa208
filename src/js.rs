//! JavaScript values as [`Json`], and back: the one way in for the API's answers and the element's attributes, and out
//! for what is sent.

use crate::api::json::{DEPTH, Json};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value of plain data; what is no data (a function, a symbol) reads as [`Json::Null`].
pub fn read(value: &JsValue) -> Json {
    level(value, DEPTH)
}

/// Reads a JSON text; `None` where it is not JSON.
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| read(&value))
}

/// The same data as a JavaScript value.
pub fn write(value: &Json) -> JsValue {
    match value {
        Json::Null => JsValue::NULL,
        Json::Bool(truth) => (*truth).into(),
        Json::Number(number) => (*number).into(),
        Json::Text(text) => text.as_str().into(),
        Json::List(items) => items.iter().map(write).collect::<Array>().into(),
        Json::Object(members) => {
            let object = Object::new();
            for (name, value) in members {
                _ = Reflect::set(&object, &name.as_str().into(), &write(value));
            }
            object.into()
        }
    }
}

fn level(value: &JsValue, left: u8) -> Json {
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(truth) = value.as_bool() {
        Json::Bool(truth)
    } else if left == 0 || !value.is_object() {
        Json::Null
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Json::List(items.iter().map(|item| level(&item, left - 1)).collect())
    } else {
        let entries = Object::entries(value.unchecked_ref());
        let member = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            Some((entry.get(0).as_string()?, level(&entry.get(1), left - 1)))
        };
        Json::Object(entries.iter().filter_map(member).collect())
    }
}
