//! JavaScript values as [`Json`]: the one way in for the API's answers and the element's attributes.

use js_sys::{Array, JSON, Object};
use points_core::api::json::{DEPTH, Json};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value of plain data; what is no data (a function, a symbol) reads as [`Json::Null`].
pub fn read(value: &JsValue) -> Json {
    level(value, DEPTH)
}

/// Reads a JSON text; `None` where it is not JSON.
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| read(&value))
}

/// A value as a plain JavaScript object.
pub fn serialize(json: &Json) -> Option<JsValue> {
    json.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()
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
