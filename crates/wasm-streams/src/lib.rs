//! The part of `wasm-streams` that Leptos's server functions are compiled against.
//!
//! The real crate exports three JavaScript classes to wasm-bindgen, and an export is never dropped: each customer would
//! download them, though the widget has no server functions. `docs/architecture.md` has the figure. Streams made here
//! are empty; nothing in the widget makes one.

use futures_core::Stream;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// A stream of the browser, held but not read.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Always empty.
    ///
    /// # Panics
    /// Where the browser has no streams.
    #[expect(clippy::unwrap_used, reason = "the real crate panics here too, and nothing in the widget calls it")]
    pub fn from_stream<S>(_: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        ReadableStream(web_sys::ReadableStream::new().unwrap())
    }

    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    pub fn into_stream(self) -> IntoStream<'static> {
        IntoStream(PhantomData)
    }
}

/// Ends at once.
#[derive(Debug)]
pub struct IntoStream<'a>(PhantomData<&'a ()>);

impl Stream for IntoStream<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
