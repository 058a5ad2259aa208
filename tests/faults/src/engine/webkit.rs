//! WebKitGTK's own MiniBrowser behind WebKitWebDriver, on a screen that nobody sees.

use serde_json::json;

use super::program::{Program, free_port};
use super::{Driver, variable};

pub async fn start() -> Result<Driver, String> {
    let (driver, browser) = (variable("WEBKIT_DRIVER")?, variable("MINIBROWSER")?);
    let screen = ["-displayfd", "1", "-screen", "0", "1024x1024x24", "-nolisten", "tcp", "-noreset"];
    let mut screen = Program::start("Xvfb", &screen, &[])?;
    let display = format!(":{}", screen.line().await?);
    let port = free_port()?;
    let env = [
        ("DISPLAY", display.as_str()),
        ("GDK_BACKEND", "x11"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        // Its sandbox needs user namespaces, which a container and root do not have. The pages are our own.
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
    ];
    let mut program = Program::start(&driver, &[&format!("--port={port}")], &env)?;
    program.listens(port).await?;
    Ok(Driver {
        programs: vec![screen, program],
        address: format!("http://127.0.0.1:{port}"),
        capabilities: json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] },
        }),
    })
}
