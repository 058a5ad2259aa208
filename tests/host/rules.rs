//! The rules that keep the code as it was meant, read from the source itself; `docs/architecture.md` says why.

mod source;

use source::{Source, below, files};

/// Fails with every place in `sources` where the code says one of `words`. A word's letters stand alone.
#[track_caller]
fn never(sources: &[Source], words: &[&str]) {
    assert!(!sources.is_empty(), "a rule about no file");
    let found: Vec<String> = sources.iter().flat_map(|source| source.find(words)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The widget's own sources, by the beginning of their path below `src`.
fn widget(starts: &[&str]) -> Vec<Source> {
    let mut sources = below("src", &["rs"]);
    sources.retain(|source| starts.iter().any(|start| source.path.starts_with(&["src/", start].concat())));
    sources
}

/// What a customer's browser runs, in Rust; eslint holds the JavaScript to the same (`scripts/eslint.config.mjs`).
fn shipped() -> Vec<Source> {
    [below("src", &["rs"]), below("crates/points-core/src", &["rs"])].concat()
}

fn without(sources: Vec<Source>, path: &str) -> Vec<Source> {
    let count = sources.len();
    let others: Vec<Source> = sources.into_iter().filter(|source| source.path != path).collect();
    assert_eq!(others.len(), count - 1, "{path} is gone");
    others
}

#[test]
fn pure_modules_know_neither_browser_nor_framework() {
    let words = ["web_sys", "js_sys", "leptos", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net", "cfg"];
    never(&below("crates/points-core/src", &["rs"]), &words);
}

#[test]
fn views_neither_fetch_nor_parse() {
    let words = ["gloo_net", "fetch", "serde", "serde_wasm_bindgen", "client", "JSON", "Json", "spawn_local"];
    never(&widget(&["components"]), &words);
}

#[test]
fn one_file_fetches() {
    let words = ["gloo_net", "fetch_with_str", "fetch_with_request", "XmlHttpRequest", "WebSocket", "send_beacon"];
    never(&without(widget(&[""]), "src/browser/http.rs"), &words);
}

#[test]
fn rust_stores_nothing() {
    never(&shipped(), &["indexedDB", "indexed_db", "cookie", "cookieStore", "caches"]);
    never(&shipped(), &["sessionStorage", "session_storage", "localStorage", "local_storage"]);
    never(&shipped(), &["getItem", "setItem", "get_item", "set_item"]);
}

#[test]
fn one_file_dispatches_events() {
    never(&without(widget(&[""]), "src/browser/events.rs"), &["CustomEvent", "CustomEventInit", "dispatch_event"]);
}

#[test]
fn nothing_becomes_markup_or_code_at_run_time() {
    let words = [
        "innerHTML",
        "inner_html",
        "set_inner_html",
        "outerHTML",
        "set_outer_html",
        "insertAdjacentHTML",
        "insert_adjacent_html",
        "document.write",
        "eval",
        "Function::new_no_args",
        "Function::new_with_args",
        "new Function",
        "view!",
    ];
    never(&shipped(), &words);
}

#[test]
fn nothing_stops_the_program_on_purpose() {
    let words = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        ".expect_err(",
        "unwrap_throw",
        "expect_throw",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
    ];
    never(
        &files(&[
            "src",
            "crates/points-core/src",
            "crates/relay/src",
            "crates/scanner/src",
            "crates/scanner-worker/src",
        ]),
        &words,
    );
}

#[test]
fn nobody_writes_unsafe_code() {
    never(&files(&["src", "crates"]), &["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern", "#[unsafe"]);
}

#[test]
fn the_widget_writes_no_log() {
    never(
        &shipped(),
        &["console.log", "console::log", "log_1", "println!", "eprintln!", "print!", "dbg!", "log!", "debug_log!"],
    );
}

#[test]
fn every_file_opens_with_a_sentence() {
    let sources = files(&[
        "src",
        "crates/points-core/src",
        "crates/relay/src",
        "crates/scanner/src",
        "crates/scanner-worker/src",
    ]);
    for source in sources {
        let first = source.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! "), "{}: {first}", source.path);
    }
    for source in below("js", &["js"]) {
        assert!(source.text.starts_with("// "), "{}", source.path);
    }
}

#[test]
fn views_hold_no_words() {
    for source in widget(&["components"]) {
        for (line, literal) in source.literals() {
            let words = literal.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
                || literal.split(' ').count() > 1
                    && literal.split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
                || literal.ends_with(['.', '!', '?', '…', ':']) && literal.len() > 1;
            let is_drawing = source.path == "src/components/icon.rs"
                && !literal.contains(|c: char| c.is_alphabetic() && !c.is_ascii());
            assert!(!words || is_drawing, "{}:{line}: {literal:?}", source.path);
        }
    }
}

#[test]
fn views_take_labels_from_the_catalogue() {
    for source in widget(&["components"]) {
        for (number, line) in source.code.lines().enumerate() {
            for start in [".text(\"", "label: \"", "hint: \"", "aside: \"", "title(\"", "notice(\""] {
                let is_empty = |at: usize| line[at + start.len()..].starts_with('"');
                assert!(
                    line.match_indices(start).all(|(at, _)| is_empty(at)),
                    "{}:{}: {line}",
                    source.path,
                    number + 1
                );
            }
        }
    }
}
