//! What a person does in a browser: open, fill, press, see. Every verb waits until it can be done, so no case sleeps.

use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};

use crate::cases::Trouble;

const FIND: &str = include_str!("../../harness/page/find.js");
const TEXT: &str = include_str!("../../harness/page/text.js");
/// More than any state of the widget takes in a hurried page.
const LONGEST: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(30);
/// Control and A; WebDriver's own letter for the key.
const SELECT_ALL: &str = "\u{E009}a";
pub const ENTER: &str = "\u{E007}";

pub struct Person {
    pub client: Client,
}

impl From<CmdError> for Trouble {
    fn from(error: CmdError) -> Trouble {
        Trouble::Wrong(format!("WebDriver: {error}"))
    }
}

impl Person {
    pub async fn open(&self, url: &str) -> Result<(), Trouble> {
        Ok(self.client.goto(url).await?)
    }

    /// The body of a function that runs in the page.
    pub async fn run(&self, script: &str) -> Result<Value, Trouble> {
        Ok(self.client.execute(script, vec![]).await?)
    }

    pub async fn text(&self) -> Result<String, Trouble> {
        Ok(self.run(TEXT).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows all of these, and gives its text.
    pub async fn sees_all(&self, parts: &[&str]) -> Result<String, Trouble> {
        self.until(|text| parts.iter().all(|part| text.contains(part)), &parts.join(" & ")).await
    }

    pub async fn sees(&self, part: &str) -> Result<String, Trouble> {
        self.sees_all(&[part]).await
    }

    /// Waits until the page shows this no more.
    pub async fn sees_no(&self, part: &str) -> Result<String, Trouble> {
        self.until(|text| !text.contains(part), &format!("no {part}")).await
    }

    /// "+100 điểm", on a line of its own.
    pub async fn sees_points(&self) -> Result<String, Trouble> {
        self.until(has_points, "+… điểm").await
    }

    /// Waits until the text is as wanted.
    pub async fn until(&self, is_so: impl Fn(&str) -> bool, wanted: &str) -> Result<String, Trouble> {
        let began = Instant::now();
        loop {
            let text = self.text().await?;
            if is_so(&text) {
                return Ok(text);
            }
            if began.elapsed() > LONGEST {
                return Err(Trouble::Wrong(format!("wanted to see: {wanted}")));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until an expression of the page is true.
    pub async fn waits(&self, expression: &str) -> Result<(), Trouble> {
        let began = Instant::now();
        while self.run(&format!("return !!({expression})")).await? != json!(true) {
            if began.elapsed() > LONGEST {
                return Err(Trouble::Wrong(format!("never: {expression}")));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    pub async fn fill(&self, label: &str, value: &str) -> Result<(), Trouble> {
        let field = self.find("field", label).await?;
        field.send_keys(SELECT_ALL).await?;
        Ok(field.send_keys(value).await?)
    }

    pub async fn keys(&self, label: &str, keys: &str) -> Result<(), Trouble> {
        Ok(self.find("field", label).await?.send_keys(keys).await?)
    }

    pub async fn value(&self, label: &str) -> Result<String, Trouble> {
        Ok(self.find("field", label).await?.prop("value").await?.unwrap_or_default())
    }

    pub async fn press(&self, name: &str) -> Result<(), Trouble> {
        self.click("button", name).await
    }

    pub async fn choose(&self, name: &str) -> Result<(), Trouble> {
        self.click("tab", name).await
    }

    /// A click on a page that is just being redrawn has done nothing, and is tried again.
    async fn click(&self, kind: &str, name: &str) -> Result<(), Trouble> {
        let began = Instant::now();
        loop {
            match self.find(kind, name).await?.click().await {
                Err(error) if began.elapsed() < LONGEST && is_redrawn(&error) => tokio::time::sleep(PAUSE).await,
                done => return Ok(done?),
            }
        }
    }

    pub async fn find(&self, kind: &str, name: &str) -> Result<Element, Trouble> {
        let began = Instant::now();
        loop {
            let found = self.client.execute(FIND, vec![json!(kind), json!(name)]).await?;
            if let Some(id) = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str) {
                return Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()));
            }
            if began.elapsed() > LONGEST {
                return Err(Trouble::Wrong(format!("no {kind} '{name}'")));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

pub fn has_points(text: &str) -> bool {
    text.lines().any(|line| line.starts_with('+') && line.ends_with(" điểm"))
}

fn is_redrawn(error: &CmdError) -> bool {
    let text = error.to_string();
    ["stale", "no such element", "not interactable", "intercepted"].iter().any(|part| text.contains(part))
}
