//! Source files as the rules see them: comments and test modules blanked out, line by line as they were.

use std::fs;
use std::path::{Path, PathBuf};

#[derive(Clone)]
pub struct Source {
    /// From the workspace's root, with `/`.
    pub path: String,
    pub text: String,
    /// The text without comments and without what is compiled for tests only.
    pub code: String,
}

/// The Rust files below these folders, without those of unit tests.
pub fn files(folders: &[&str]) -> Vec<Source> {
    folders.iter().flat_map(|folder| below(folder, &["rs"])).collect()
}

/// A path from the workspace's root.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The manifests of the workspace's packages, by its list of members.
pub fn manifests() -> Vec<String> {
    let text = fs::read_to_string(root("Cargo.toml")).unwrap();
    let members = text.split_once("members = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let packages = members.split('"').skip(1).step_by(2).map(|member| format!("{member}/Cargo.toml"));
    packages.chain(["Cargo.toml".to_owned()]).collect()
}

/// The files below `folder` with one of these extensions.
pub fn below(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(folder, extensions, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &str, extensions: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(root(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = [folder, "/", &name].concat();
        if entry.file_type().unwrap().is_dir() {
            collect(&path, extensions, found);
        } else if name != "tests.rs" && extensions.iter().any(|extension| name.ends_with(&[".", extension].concat())) {
            let text = fs::read_to_string(entry.path()).unwrap();
            let code = without_tests(&without_comments(&text));
            found.push(Source { path, text, code });
        }
    }
}

impl Source {
    /// The places that say one of `words`, where a word's letters are not part of a longer one.
    pub fn find(&self, words: &[&str]) -> Vec<String> {
        let is_letter = |c: char| c.is_alphanumeric() || c == '_';
        let mut found = Vec::new();
        for (number, line) in self.code.lines().enumerate() {
            for word in words {
                let stands_alone = |at: usize| {
                    let (before, after) = (&line[..at], &line[at + word.len()..]);
                    let joins_before = word.starts_with(is_letter) && before.ends_with(is_letter);
                    let joins_after = word.ends_with(is_letter) && after.starts_with(is_letter);
                    !joins_before && !joins_after
                };
                if line.match_indices(word).any(|(at, _)| stands_alone(at)) {
                    found.push(format!("{}:{}: {word}: {}", self.path, number + 1, line.trim()));
                }
            }
        }
        found
    }

    /// Every string literal with the number of its line.
    pub fn literals(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (number, line) in self.code.lines().enumerate() {
            let mut rest = line;
            while let Some((_, after)) = rest.split_once('"') {
                let end = string_end(after);
                found.push((number + 1, after[..end].to_owned()));
                rest = after.get(end + 1..).unwrap_or_default();
            }
        }
        found
    }
}

impl Source {
    /// What stands as text between the tags of a `view!`, with or without quotes.
    pub fn view_texts(&self) -> Vec<String> {
        self.code.split("view! {").skip(1).flat_map(|rest| texts(block(rest))).collect()
    }
}

/// The text up to the `}` of a block whose `{` was just passed.
fn block(text: &str) -> &str {
    let mut depth = 1;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' => at += 1 + string_end(&text[at + 1..]),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        at += c.len_utf8();
    }
    &text[..at.min(text.len())]
}

/// What stands between a `>` and the next tag, and has a letter in it. In Rust there is a bracket or an operator between.
fn texts(view: &str) -> Vec<String> {
    let ends = view.match_indices('>').filter(|(at, _)| !view[..*at].ends_with(['-', '=', ' ']));
    ends.filter_map(|(at, _)| {
        let rest = view[at + 1..].trim_start();
        if let Some(quoted) = rest.strip_prefix('"') {
            return Some(quoted[..string_end(quoted)].to_owned());
        }
        let (text, tag) = rest.split_at(rest.find(['<', '>', '{', '}'])?);
        let is_tag = tag[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        (tag.starts_with('<') && is_tag && text.contains(char::is_alphabetic)).then(|| text.trim_end().to_owned())
    })
    .collect()
}

#[test]
fn texts_of_views_are_found() {
    let texts = |code: &str| Source { path: String::new(), text: String::new(), code: code.to_owned() }.view_texts();
    let good = "view! { <p class=\"a\" id=move || if x() > 1 { \"b\" } else { \"c\" }>{words.ok()}</p> <For each=a/> } fn f<T>() {}";
    assert_eq!(texts(good), [""; 0]);
    let bad = "view! { <p>Hello</p> <p>{x} \n</p> <b>\"ok\"</b> <i>so <b>{y}</b></i> }";
    assert_eq!(texts(bad), ["Hello", "ok", "so"]);
}

/// Where the string ends whose opening quote was just passed.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    text.find(|c| {
        let is_end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })
    .unwrap_or(text.len())
}

/// Blanks `//` and `/* */`, but not inside of strings.
fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => 1 + string_end(&rest[1..]) + 1,
            '\'' if rest.starts_with("'\"'") => 3,
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
                code.extend(rest[..end].chars().filter(|c| *c == '\n'));
                rest = &rest[end..];
                continue;
            }
            c => c.len_utf8(),
        };
        let length = length.min(rest.len());
        code.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    code
}

/// Blanks everything from `#[cfg(test)]` on: by custom the tests of a file are its end.
fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

#[test]
fn comments_are_no_code_and_strings_are() {
    let source = Source {
        path: String::new(),
        text: String::new(),
        code: without_tests(&without_comments(
            "let a = \"//no \\\" comment\"; // eval(\nlet b = '\"'; /* eval(\n */ eval(b);\nretrieval();\n#[cfg(test)]\neval(c);\n",
        )),
    };
    assert_eq!(source.find(&["eval"]), [":3: eval: eval(b);"]);
    assert_eq!(source.literals().first(), Some(&(1, "//no \\\" comment".to_owned())));
}
