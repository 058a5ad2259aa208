//! `GET /codes`: a page of QR codes to print and scan, one unused code each, without scripts or outside resources.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use qrcode::render::svg;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode};

use crate::sandbox_state::Sandbox;
use crate::store::codes::UnusedCode;

const DEFAULT_COUNT: u32 = 24;
const MAX_COUNT: u32 = 200;
/// The content security policy: the page's own styles, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = "
@page { size: A4; margin: 12mm }
body { margin: 0 auto; max-width: 186mm; padding: 6mm; font: 12px/1.4 system-ui, sans-serif; color: #000; background: #fff }
h1 { font-size: 18px; margin: 0 0 2mm }
ul { list-style: none; margin: 6mm 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(42mm, 1fr)); gap: 4mm }
li { break-inside: avoid; border: 1px dashed #767676; padding: 3mm; text-align: center }
svg { width: 34mm; height: 34mm }
b, code { display: block }
code { font: 600 13px/1.6 ui-monospace, monospace; letter-spacing: .04em; overflow-wrap: anywhere }
a { color: inherit; text-decoration: none }
@media print { body { padding: 0; max-width: none } .screen { display: none } }
";

/// The link that a QR code holds: the demo page at `host` (`host:port`) with the code filled in.
pub fn deep_link(host: &str, code: &str) -> String {
    let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
    format!("http://{host}/?code={code}")
}

/// Answers `GET /codes?product=TIVI01&count=24`; both parameters are optional.
pub async fn page(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let (product, count) = match parse_query(query.as_deref().unwrap_or_default()) {
        Ok(parameters) => parameters,
        Err(why) => return plain_error(StatusCode::BAD_REQUEST, &why),
    };
    let found = sandbox.with_store(move |store| {
        let products = store.product_codes()?;
        let is_known = product.as_ref().is_none_or(|product| products.contains(product));
        let codes = store.unused_codes(product.as_deref(), count)?;
        Ok(if is_known { Ok(codes) } else { Err(products) })
    });
    let codes = match found.await {
        Ok(Ok(codes)) => codes,
        Ok(Err(products)) => {
            let why = format!("There is no such product. The products are: {}.", products.join(", "));
            return plain_error(StatusCode::NOT_FOUND, &why);
        }
        Err(error) => return plain_error(error.status, &error.message),
    };
    // A phone may reach the host of this request where it cannot reach the default, which is often localhost.
    let requested = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(|host| is_host(host));
    match render(requested.unwrap_or(&sandbox.host), &codes) {
        Ok(html) => {
            let content =
                [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
            let handling = [(header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
            (content, handling, html).into_response()
        }
        Err(error) => {
            plain_error(StatusCode::INTERNAL_SERVER_ERROR, &format!("A QR code could not be drawn: {error}."))
        }
    }
}

/// A refusal as a line of plain text.
fn plain_error(status: StatusCode, why: &str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], format!("{why}\n")).into_response()
}

/// Product and count.
fn parse_query(query: &str) -> Result<(Option<String>, u32), String> {
    let (mut product, mut count) = (None, DEFAULT_COUNT);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "product" => product = Some(value.into_owned()),
            "count" => match value.parse() {
                Ok(number) if (1..=MAX_COUNT).contains(&number) => count = number,
                _ => return Err(format!("count must be a number from 1 to {MAX_COUNT}.")),
            },
            _ => (),
        }
    }
    Ok((product, count))
}

/// Whether a `Host` header has characters of a host and port only, so that it cannot change the meaning of a link.
fn is_host(host: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    (1..=255).contains(&host.len()) && host.chars().all(is_plain)
}

/// The page as HTML.
fn render(host: &str, codes: &[UnusedCode]) -> Result<String, QrError> {
    let mut items = String::new();
    for UnusedCode { code, product_name, score } in codes {
        let link = deep_link(host, code);
        let qr = QrCode::with_error_correction_level(&link, EcLevel::M)?;
        let drawn = qr.render::<svg::Color<'_>>().min_dimensions(180, 180).build();
        // Drops the XML declaration, which HTML does not allow here.
        let svg = drawn.find("<svg").map_or("", |start| &drawn[start..]);
        let (link, name, code) = (escape(&link), escape(product_name), escape(code));
        // Writing to a String cannot fail.
        let _ = writeln!(
            items,
            "<li><a href=\"{link}\">{svg}<b>{name}</b><span>{score} points</span><code>{code}</code></a></li>"
        );
    }
    if codes.is_empty() {
        items.push_str("<li>No unused codes are left. Make some: points-relay codes new</li>");
    }
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Codes to scan</title>\n\
         <style>{STYLE}</style>\n<h1>Codes to scan</h1>\n\
         <p class=\"screen\">Each code works once. Print this page, or scan from the screen.</p>\n<ul>\n{items}</ul>\n</html>\n"
    ))
}

/// `text` as HTML text or as an attribute's value.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_the_database_is_escaped() -> Result<(), QrError> {
        let with_markup = UnusedCode { code: "A&\"<b>".into(), product_name: "<i>TV</i> & 'co'".into(), score: 1 };
        let html = render("h.example", &[with_markup])?;
        assert!(html.contains("href=\"http://h.example/?code=A%26%22%3Cb%3E\""), "{html}");
        assert!(html.contains("<b>&lt;i&gt;TV&lt;/i&gt; &amp; &#39;co&#39;</b>"));
        assert!(html.contains("<code>A&amp;&quot;&lt;b&gt;</code>"));
        Ok(())
    }

    #[test]
    fn a_host_with_a_path_or_markup_is_refused() {
        assert!(is_host("192.168.1.5:8787") && is_host("[::1]:80"));
        assert!(!is_host("") && !is_host("a/b") && !is_host("a\"b") && !is_host("a@b"));
    }
}
