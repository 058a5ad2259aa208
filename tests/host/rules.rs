//! The rules that keep the code as it was meant, read from the source itself; `docs/architecture.md` says why.

mod source;

use source::{Source, below, files, manifests, root};

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
    files(&["src", "crates/leptos-lite/src", "crates/points-core/src"])
}

fn without(sources: Vec<Source>, path: &str) -> Vec<Source> {
    let count = sources.len();
    let others: Vec<Source> = sources.into_iter().filter(|source| source.path != path).collect();
    assert_eq!(others.len(), count - 1, "{path} is gone");
    others
}

#[test]
fn pure_modules_know_neither_browser_nor_framework() {
    let words = ["web_sys", "js_sys", "leptos", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net", "target_arch"];
    never(&below("crates/points-core/src", &["rs"]), &words);
}

#[test]
fn components_neither_fetch_nor_parse_nor_write_state() {
    let words = ["gloo_net", "fetch", "serde", "serde_wasm_bindgen", "http", "JSON", "Json", "spawn_local", "parse"];
    never(&widget(&["components"]), &words);
    never(&widget(&["components"]), &["RwSignal", "WriteSignal", ".set(", ".update(", "maybe_update", "host_api"]);
}

#[test]
fn components_are_written_with_view_and_make_no_elements_by_hand() {
    let components = widget(&["components"]);
    for source in without(components, "src/components.rs") {
        assert!(source.code.contains("#[component]") && source.code.contains("view! {"), "{}", source.path);
    }
    never(&widget(&[""]), &["create_element", "createElement", "create_element_ns", "create_text_node", "clone_node"]);
    let edits =
        ["append_child", "append_with_node_1", "insert_before", "replace_child", "set_attribute", "set_text_content"];
    // A Leptos app's component moves the container that its view made into the shadow root.
    never(&without(widget(&[""]), "src/leptos_app.rs"), &edits);
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
    ];
    never(&shipped(), &words);
}

/// What clippy cannot say: that its lints are on in every package.
#[test]
fn every_package_takes_the_workspaces_lints() {
    let manifests = manifests();
    assert!(manifests.len() >= 8, "{manifests:?}");
    for path in manifests {
        let text = std::fs::read_to_string(root(&path)).unwrap();
        assert!(text.contains("[lints]\nworkspace = true"), "{path}");
    }
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
        "crates/leptos-lite",
        "crates/points-core/src",
        "crates/relay/src",
        "crates/scanner/src",
        "crates/scanner-wasm/src",
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
fn components_hold_no_words() {
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
fn components_take_labels_from_the_catalogue() {
    for source in widget(&["components"]) {
        for (number, line) in source.code.lines().enumerate() {
            for start in ["label=\"", "hint=\"", "aside=\"", "title=\"", "text=\"", "aria-label=\"", "placeholder=\""] {
                assert!(!line.contains(start), "{}:{}: {line}", source.path, number + 1);
            }
            // Text between tags.
            let text = line.rsplit_once("=>").map_or(line, |(_, rest)| rest);
            let text = text.split('>').nth(1).and_then(|rest| rest.split_once("</")).map(|(text, _)| text.trim());
            let is_word = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '"');
            assert!(!text.is_some_and(is_word), "{}:{}: {line}", source.path, number + 1);
        }
    }
}
