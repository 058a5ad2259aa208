//! Messages as lines of text: how they are read from a language's lines, and filled in.

/// A message; it never changes.
pub type Text = &'static str;

/// What takes one line, or several, among the lines of a language.
pub trait Lines {
    /// What a reader gives for it.
    type Read;
    /// Reads it from the lines that begin with its own.
    fn read(lines: &[Text]) -> Self::Read;
    /// Adds the key of each of its lines; `key` is the field's.
    fn keys(key: &str, to: &mut Vec<String>);
}

impl Lines for Text {
    type Read = Text;

    fn read(lines: &[Text]) -> Text {
        lines[0]
    }

    fn keys(key: &str, to: &mut Vec<String>) {
        to.push(key.to_owned());
    }
}

/// One message for each of Unicode's plural categories, in the order of [`CATEGORIES`]; a language that does not tell some of
/// them apart repeats the message of `other`.
#[repr(transparent)]
pub struct Plural(pub [Text; 6]);

/// The plural categories, in the order of their lines.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Plural {
    /// The message of a category, as `Intl.PluralRules` names it; that of `other` for an unknown one.
    pub fn select(&self, category: &str) -> Text {
        CATEGORIES.iter().zip(self.0).find(|(name, _)| **name == category).map_or(self.0[5], |(_, text)| text)
    }
}

impl Lines for Plural {
    type Read = Plural;

    fn read(lines: &[Text]) -> Plural {
        Plural([0, 1, 2, 3, 4, 5].map(|at| lines[at]))
    }

    fn keys(key: &str, to: &mut Vec<String>) {
        to.extend(CATEGORIES.iter().map(|category| [key, ".", category].concat()));
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

/// Declares a reader with a method for each message, whose lines come in the order of the messages. It is an array filled by
/// one loop: less code than a field and a call each.
macro_rules! messages {
    ($(#[$doc:meta])* $reader:ident { $($(#[$about:meta])* $field:ident: $type:ident),* $(,)? }) => {
        /// As many [`lines::Text`]s as there are lines. Never built: where a field lies is the number of its line.
        #[repr(C)]
        struct Layout { $($field: lines::$type,)* }

        $(#[$doc])*
        pub struct $reader([lines::Text; size_of::<Layout>() / size_of::<lines::Text>()]);

        impl $reader {
            /// Reads the lines of a text; those that are missing are empty.
            fn read(text: lines::Text) -> $reader {
                let mut lines = text.split(['\n']);
                $reader(std::array::from_fn(|_| lines.next().unwrap_or_default()))
            }

            /// The key of each line, in order: `codeHint`, and `points.one` in a plural.
            pub fn keys() -> Vec<String> {
                let mut keys = Vec::new();
                $(<lines::$type as lines::Lines>::keys(&lines::key(stringify!($field)), &mut keys);)*
                keys
            }

            $(
                $(#[$about])*
                pub fn $field(&self) -> <lines::$type as lines::Lines>::Read {
                    const AT: usize = std::mem::offset_of!(Layout, $field) / size_of::<lines::Text>();
                    <lines::$type as lines::Lines>::read(&self.0[AT..])
                }
            )*
        }
    };
}
pub(super) use messages;

/// `codeHint` for `code_hint`.
pub fn key(field: &str) -> String {
    let mut words = field.split(['_']);
    let mut key = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        key.push_str(&[&first.to_uppercase(), rest].concat());
    }
    key
}
