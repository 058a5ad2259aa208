//! The three engines: how each is started behind its WebDriver, and ended with everything that it started.

mod chromium;
mod firefox;
mod program;
mod webkit;

use std::path::Path;
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use program::Program;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// A browser that runs, and the programs that it takes.
pub struct Browser {
    pub client: Client,
    /// Ended from the last to the first.
    programs: Vec<Program>,
}

/// A driver that listens, and what it wants to hear of the browser.
struct Driver {
    programs: Vec<Program>,
    address: String,
    capabilities: Value,
}

impl Engine {
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKitGTK",
        }
    }

    /// As the command line names it.
    pub fn parse(name: &str) -> Option<Engine> {
        match name {
            "chromium" => Some(Engine::Chromium),
            "firefox" => Some(Engine::Firefox),
            "webkit" => Some(Engine::WebKit),
            _ => None,
        }
    }

    /// Why it is not on this machine, as set-up found.
    pub fn missing(self) -> Option<String> {
        let name = match self {
            Engine::Chromium => return None,
            Engine::Firefox => "FIREFOX_MISSING",
            Engine::WebKit => "WEBKIT_MISSING",
        };
        std::env::var(name).ok().filter(|why| !why.is_empty())
    }

    /// Starts it, with what it writes below `folder`.
    ///
    /// # Errors
    /// In words: what is missing, or what did not start.
    pub async fn start(self, folder: &Path) -> Result<Browser, String> {
        let Driver { programs, address, capabilities } = match self {
            Engine::Chromium => chromium::start(folder).await?,
            Engine::Firefox => firefox::start(folder).await?,
            Engine::WebKit => webkit::start().await?,
        };
        let Value::Object(capabilities) = capabilities else { return Err("capabilities are an object".into()) };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = builder.connect(&address).await.map_err(|error| format!("no session: {error}"))?;
        let (script, load) = (Duration::from_secs(10), Duration::from_secs(20));
        let limits = TimeoutConfiguration::new(Some(script), Some(load), Some(Duration::ZERO));
        client.update_timeouts(limits).await.map_err(|error| error.to_string())?;
        Ok(Browser { client, programs })
    }
}

impl Browser {
    /// The session first: a driver that is killed leaves its browser behind.
    pub async fn stop(self) {
        let Browser { client, mut programs } = self;
        _ = tokio::time::timeout(Duration::from_secs(5), client.close()).await;
        while let Some(program) = programs.pop() {
            program.stop().await;
        }
    }
}

/// A variable that `scripts/env` sets.
fn variable(name: &str) -> Result<String, String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .ok_or_else(|| format!("{name} is not set; see scripts/env"))
}
