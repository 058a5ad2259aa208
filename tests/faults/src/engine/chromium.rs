//! Chromium behind chromedriver.

use std::path::Path;

use serde_json::json;

use super::program::{Program, free_port};
use super::{Driver, variable};

pub async fn start(folder: &Path) -> Result<Driver, String> {
    let (browser, driver) = (variable("CHROME")?, variable("CHROMEDRIVER")?);
    let port = free_port()?;
    let mut program = Program::start(&driver, &[&format!("--port={port}"), "--log-level=OFF"], &[])?;
    program.listens(port).await?;
    let profile = format!("--user-data-dir={}", folder.join("chromium").display());
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=vi",
        "--window-size=500,1000",
        &profile,
    ];
    Ok(Driver {
        programs: vec![program],
        address: format!("http://127.0.0.1:{port}"),
        capabilities: json!({ "browserName": "chrome", "goog:chromeOptions": { "binary": browser, "args": args } }),
    })
}
