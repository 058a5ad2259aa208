//! `locales/*.json` as the tests read them, in the order of the keys, and what is wrong with one, by file and key.

use points_core::messages::{CATEGORIES, Messages};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::path::Path;

/// The groups of messages that are not the form's.
const GROUPS: [&str; 2] = ["scanner", "hints"];

/// A member of a file: a message, or a group of them by key. A group that is none of [`GROUPS`] is a plural.
enum Node {
    Message(String),
    Group(Vec<(String, Node)>),
}

/// One language's file.
pub struct Locale {
    /// Its name, from the root of the repository.
    pub file: String,
    members: Vec<(String, Node)>,
}

/// Every language, by the name of its file.
pub fn all() -> Vec<Locale> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let mut locales = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            locales.push(Locale::parse(name, &text).unwrap_or_else(|fault| panic!("{fault}")));
        }
    }
    locales.sort_by(|a, b| a.file.cmp(&b.file));
    locales
}

/// The language of a tag.
pub fn of(tag: &str) -> Locale {
    all().into_iter().find(|locale| locale.tag() == tag).unwrap_or_else(|| panic!("there is no locales/{tag}.json"))
}

impl Locale {
    /// Reads the text of a file; fails with the name of the file, and the key where there is one.
    pub fn parse(name: &str, text: &str) -> Result<Locale, String> {
        let file = format!("locales/{name}.json");
        match serde_json::from_str(text) {
            Ok(Node::Group(members)) => Ok(Locale { file, members }),
            Ok(Node::Message(_)) => Err(format!("{file}: invalid type: string")),
            Err(error) => Err(format!("{file}: {error}")),
        }
    }

    pub fn tag(&self) -> &str {
        self.message("tag").unwrap_or_default()
    }

    /// Every message under the key that a brand replaces it by (`points.one`, `scanner.inApp`), in the order of the file.
    pub fn messages(&self) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        for (key, node) in &self.members {
            match node {
                Node::Message(text) => found.push((key.clone(), text.as_str())),
                Node::Group(members) => {
                    for (name, node) in members {
                        if let Node::Message(text) = node {
                            found.push((format!("{key}.{name}"), text.as_str()));
                        }
                    }
                }
            }
        }
        found
    }

    /// The message of a key; a plural's category that the language does not tell apart has that of `other`.
    pub fn message(&self, key: &str) -> Option<&str> {
        let find = |key: &str| self.messages().into_iter().find(|(name, _)| name == key).map(|(_, text)| text);
        find(key).or_else(|| {
            let (plural, category) = key.split_once('.')?;
            if CATEGORIES.contains(&category) { find(&format!("{plural}.other")) } else { None }
        })
    }

    /// The form's messages, as points-core reads them.
    pub fn read(&self) -> &'static Messages {
        let line = |key: &String| self.message(key).unwrap_or_else(|| panic!("{}: {key} is missing", self.file));
        Messages::of(&Messages::keys().iter().map(line).collect::<Vec<&str>>().join("\n"))
    }

    /// The keys of all messages, a plural as one, in the order of the file.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for (key, node) in &self.members {
            match node {
                Node::Group(members) if GROUPS.contains(&key.as_str()) => {
                    keys.extend(members.iter().map(|(name, _)| format!("{key}.{name}")));
                }
                _ => keys.push(key.clone()),
            }
        }
        keys
    }

    /// What is wrong with this file beside `model`, whose keys and placeholders it has to have; each by file and key.
    pub fn faults(&self, model: &Locale) -> Vec<String> {
        let mut faults = self.faults_of_keys(model);
        for (key, node) in &self.members {
            faults.extend(fault_of_shape(key, node));
        }
        for (key, text) in self.messages() {
            if text.is_empty() || text.trim() != text || text.contains("  ") || text.contains(char::is_control) {
                faults.push(format!("{key} is empty, or has white space to spare: {text:?}"));
            }
            let wanted = model.message(&key).map(placeholders).unwrap_or_default();
            if placeholders(text) != wanted || text.matches(['{', '}']).count() != 2 * wanted.len() {
                faults.push(format!("{key} has to hold {wanted:?} in braces: {text}"));
            }
        }
        faults.into_iter().map(|fault| format!("{}: {fault}", self.file)).collect()
    }

    fn faults_of_keys(&self, model: &Locale) -> Vec<String> {
        let (own, others) = (self.keys(), model.keys());
        let mut faults = Vec::new();
        faults.extend(others.iter().filter(|key| !own.contains(key)).map(|key| format!("{key} is missing")));
        faults.extend(own.iter().filter(|key| !others.contains(key)).map(|key| format!("there is no key {key}")));
        if faults.is_empty() {
            let swapped = own.iter().zip(&others).find(|(own, other)| own != other);
            faults.extend(swapped.map(|(own, other)| format!("{own} stands where {} has {other}", model.file)));
        }
        faults
    }
}

/// A group has texts, the plural has its categories in their order, and everything else is a text.
fn fault_of_shape(key: &str, node: &Node) -> Option<String> {
    let members = match node {
        Node::Message(_) if key == "points" || GROUPS.contains(&key) => {
            return Some(format!("{key} has to be a group"));
        }
        Node::Message(_) => return None,
        Node::Group(members) => members,
    };
    if let Some((name, _)) = members.iter().find(|(_, node)| matches!(node, Node::Group(_))) {
        return Some(format!("{key}.{name} has to be a text"));
    }
    if GROUPS.contains(&key) {
        return None;
    }
    if key != "points" {
        return Some(format!("{key} has to be a text"));
    }
    let mut places = Vec::new();
    for (name, _) in members {
        match CATEGORIES.iter().position(|category| category == name) {
            Some(place) => places.push(place),
            None => return Some(format!("there is no plural category {key}.{name}")),
        }
    }
    if !places.is_sorted() {
        return Some(format!("{key} has its categories in another order than {CATEGORIES:?}"));
    }
    (!members.iter().any(|(name, _)| name == "other")).then(|| format!("{key}.other is missing"))
}

/// The names in braces, sorted.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Node, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

/// Keeps the order of the keys and takes none twice, unlike a map of `serde_json`.
struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a text, or a group of texts")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Message(text.to_owned()))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Node, M::Error> {
        let mut members: Vec<(String, Node)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.iter().any(|(other, _)| *other == key) {
                return Err(M::Error::custom(format!("{key} stands there twice")));
            }
            let node = map.next_value().map_err(|error| M::Error::custom(format!("{key}: {error}")))?;
            members.push((key, node));
        }
        Ok(Node::Group(members))
    }
}
