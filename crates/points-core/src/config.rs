//! [`Config`]: the element's attributes, read once, with every default. Pure.

use crate::api::json::Json;

/// What one widget is set to.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Prefix of both calls, without a slash at its end; absolute, or relative to the page.
    pub api_base: String,
    /// The screens that there are, in the order of their tabs.
    pub screens: &'static [Screen],
    /// Name of the query parameter that holds a code, in the page's address and in a pasted link.
    pub code_param: String,
    /// A code is taken out of the page's address once it is read.
    pub removes_code: bool,
    pub require: Require,
    /// The brand's country (ISO 3166), whose phone numbers have no `+`.
    pub country: String,
    /// An IANA time zone for dates; the visitor's own where none is set.
    pub time_zone: Option<String>,
    /// What the customer has to agree to before a code is sent, where the brand asks for it.
    pub consent: Option<Consent>,
    /// Whether the customer is asked for leave to be remembered.
    pub asks_to_remember: bool,
    pub prefill: Prefill,
}

/// The brand's privacy notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Its address, absolute or relative; empty where the brand's was none a browser should go to.
    pub href: String,
    /// Its version, as the brand counts them; may be empty.
    pub version: String,
}

/// A screen of the widget. [`Screen::ALL`] is the one list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Screen {
    Redeem,
    History,
}

impl Screen {
    /// In the order of their tabs.
    pub const ALL: &'static [Screen] = &[Screen::Redeem, Screen::History];

    /// The value of the attribute `view` that shows this screen alone.
    pub fn name(self) -> &'static str {
        match self {
            Screen::Redeem => "redeem",
            Screen::History => "history",
        }
    }

    /// The screens of a `view`: one by its name, or all.
    fn of_view(view: &str) -> Option<&'static [Screen]> {
        if view == "both" {
            return Some(Screen::ALL);
        }
        let at = Screen::ALL.iter().position(|screen| screen.name() == view)?;
        Screen::ALL.get(at..=at)
    }
}

/// What the customer must give besides the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Require {
    pub name: bool,
    pub phone: bool,
    pub email: bool,
}

impl Default for Require {
    fn default() -> Require {
        Require { name: true, phone: true, email: false }
    }
}

/// Values to begin with, and those that the page sets later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    pub code: Option<String>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// An attribute whose value means nothing: its name and the value that stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub attribute: &'static str,
    pub instead: &'static str,
}

impl Config {
    /// Reads attributes (an object of strings, named as in HTML). An unknown value is replaced by the default, with a warning.
    pub fn read(attributes: &Json) -> (Config, Vec<Warning>) {
        let text = |name: &str| attributes.get(name).text().map(str::trim).filter(|value| !value.is_empty());
        let owned = |name: &str| text(name).map(str::to_owned);
        let mut warnings = Vec::new();
        let mut warn = |attribute, instead| warnings.push(Warning { attribute, instead });

        let code_param = text("code-param").unwrap_or("code").to_owned();
        let screens = Screen::of_view(text("view").unwrap_or("both")).unwrap_or_else(|| {
            warn("view", "both");
            Screen::ALL
        });
        let require = text("require").map_or(Some(Require::default()), Require::parse).unwrap_or_else(|| {
            warn("require", "name phone");
            Require::default()
        });
        let country = text("country").filter(|country| country.len() == 2);
        if country.is_none() && text("country").is_some() {
            warn("country", "VN");
        }
        if !matches!(text("theme"), None | Some("auto" | "light" | "dark")) {
            warn("theme", "auto"); // the style sheet reads the attribute, and takes any other value for auto
        }
        let consent = text("consent-href").map(|href| {
            let is_safe = is_web_address(href);
            if !is_safe {
                warn("consent-href", "no address");
            }
            let href = if is_safe { href } else { "" };
            Consent { href: href.to_owned(), version: text("consent-version").unwrap_or_default().to_owned() }
        });
        let asks_to_remember = match text("remember") {
            None | Some("ask") => true,
            Some("off") => false,
            Some(_) => {
                warn("remember", "ask");
                true
            }
        };
        let removes_code = match text("code-in-url") {
            None | Some("keep") => false,
            Some("remove") => true,
            Some(_) => {
                warn("code-in-url", "keep");
                false
            }
        };
        let prefill =
            Prefill { code: owned("code"), name: owned("name"), phone: owned("phone"), email: owned("email") };
        let config = Config {
            api_base: text("api-base").unwrap_or_default().trim_end_matches(['/']).to_owned(),
            screens,
            code_param,
            removes_code,
            require,
            country: country.unwrap_or("VN").to_owned(),
            time_zone: owned("time-zone"),
            consent,
            asks_to_remember,
            prefill,
        };
        (config, warnings)
    }
}

impl Require {
    fn parse(text: &str) -> Option<Require> {
        let mut require = Require { name: false, phone: false, email: false };
        for word in text.split_whitespace() {
            match word {
                "name" => require.name = true,
                "phone" => require.phone = true,
                "email" => require.email = true,
                _ => return None,
            }
        }
        Some(require)
    }
}

/// Whether a link may lead there: to http or https, or relative to the page. Other schemes may run as code.
fn is_web_address(href: &str) -> bool {
    !href.bytes().any(|b| b == b':')
        || href.starts_with(['/', '?', '#', '.'])
        || href.starts_with("https://")
        || href.starts_with("http://")
}
