//! Messages as lines of text: how a catalogue writes them down, and how they are read back and filled in. Pure.

/// A message; it never changes.
pub type Text = &'static str;

/// What has a line, or several, in a catalogue.
pub trait Lines {
    /// What stands in its place when it is read.
    type Read;
    /// From the lines that begin with its own.
    fn read(lines: &[Text]) -> Self::Read;
    /// Its lines, each with the key a brand overrides it by: `codeHint`, and `points.one` in a plural.
    fn write(&self, key: &str, to: &mut Vec<(String, Text)>);
}

impl Lines for Text {
    type Read = Text;

    fn read(lines: &[Text]) -> Text {
        lines[0]
    }

    fn write(&self, key: &str, to: &mut Vec<(String, Text)>) {
        to.push((key.to_owned(), self));
    }
}

/// One message for each of Unicode's plural categories, in the order of [`CATEGORIES`]; a language repeats what it does not
/// tell apart.
#[repr(transparent)]
pub struct Plural(pub [Text; 6]);

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Plural {
    /// Languages that do not tell numbers apart.
    pub const fn other(text: Text) -> Plural {
        Plural([text; 6])
    }

    pub const fn one_other(one: Text, other: Text) -> Plural {
        Plural([other, one, other, other, other, other])
    }

    /// `zero`, `one`, `two`, `few`, `many`, `other`.
    pub const fn all(texts: [Text; 6]) -> Plural {
        Plural(texts)
    }

    /// The message of a category, as `Intl.PluralRules` names it.
    pub fn select(&self, category: &str) -> Text {
        CATEGORIES.iter().zip(self.0).find(|(name, _)| **name == category).map_or(self.0[5], |(_, text)| text)
    }
}

impl Lines for Plural {
    type Read = Plural;

    fn read(lines: &[Text]) -> Plural {
        Plural([0, 1, 2, 3, 4, 5].map(|at| lines[at]))
    }

    fn write(&self, key: &str, to: &mut Vec<(String, Text)>) {
        to.extend(CATEGORIES.iter().zip(self.0).map(|(category, text)| ([key, ".", category].concat(), text)));
    }
}

/// `template` with what stands in braces replaced by the value of that name. Values are not looked into.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (at, part) in template.split(['{', '}']).enumerate() {
        // Every other part stands in braces.
        let value = values.iter().find(|(name, _)| at % 2 == 1 && *name == part);
        text.push_str(value.map_or(part, |(_, value)| value));
    }
    text
}

/// Declares a record of messages, whose lines are its fields in order; and, where it is `read as` another, a reader with a
/// method for each field. The reader is an array and one loop: less code than a field and a call each.
macro_rules! messages {
    ($(#[$doc:meta])* $record:ident read as $reader:ident { $($(#[$about:meta])* $field:ident: $type:ident),* $(,)? }) => {
        lines::messages! { $(#[$doc])* $record { $($(#[$about])* $field: $type),* } }

        $(#[$doc])*
        pub struct $reader([lines::Text; size_of::<$record>() / size_of::<lines::Text>()]);

        impl $reader {
            /// From the lines of a text; those that are missing are empty.
            fn read(text: lines::Text) -> $reader {
                let mut lines = text.split('\n');
                $reader(std::array::from_fn(|_| lines.next().unwrap_or_default()))
            }

            $(
                $(#[$about])*
                pub fn $field(&self) -> <lines::$type as lines::Lines>::Read {
                    const AT: usize = std::mem::offset_of!($record, $field) / size_of::<lines::Text>();
                    <lines::$type as lines::Lines>::read(&self.0[AT..])
                }
            )*
        }
    };
    ($(#[$doc:meta])* $record:ident { $($(#[$about:meta])* $field:ident: $type:ident),* $(,)? }) => {
        $(#[$doc])*
        #[repr(C)] // the fields lie as they are written, so that their places are the numbers of their lines
        pub struct $record { $($(#[$about])* pub $field: lines::$type,)* }

        impl $record {
            /// Every message with its key, which begins with `group`.
            pub fn write(&self, group: &str, to: &mut Vec<(String, lines::Text)>) {
                $(lines::Lines::write(&self.$field, &lines::key(group, stringify!($field)), to);)*
            }
        }
    };
}
pub(super) use messages;

/// `codeHint` for `code_hint`, after the group's name where there is one: `scanner.inApp`.
pub fn key(group: &str, field: &str) -> String {
    let mut words = field.trim_start_matches("r#").split('_');
    let mut key = [group, words.next().unwrap_or_default()].concat();
    for word in words {
        let (first, rest) = word.split_at(1);
        key.push_str(&[&first.to_uppercase(), rest].concat());
    }
    key
}
