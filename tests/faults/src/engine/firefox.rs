//! Firefox behind geckodriver.

use std::path::Path;

use serde_json::json;

use super::program::{Program, free_port};
use super::{Driver, variable};

pub async fn start(folder: &Path) -> Result<Driver, String> {
    let browser = variable("FIREFOX")?;
    let (port, wire) = (free_port()?.to_string(), free_port()?.to_string());
    let home = folder.display().to_string();
    let args = ["--port", &port, "--marionette-port", &wire, "--profile-root", &home, "--log", "fatal"];
    let mut program = Program::start("geckodriver", &args, &[])?;
    program.listens(port.parse().map_err(|_| "a port is a number")?).await?;
    let options = json!({
        "binary": browser,
        "args": ["-headless", "-width", "500", "-height", "1000"],
        "prefs": { "intl.accept_languages": "vi", "dom.disable_open_during_load": false },
    });
    Ok(Driver {
        programs: vec![program],
        address: format!("http://127.0.0.1:{port}"),
        capabilities: json!({ "browserName": "firefox", "moz:firefoxOptions": options }),
    })
}
