//! The real relay as a sandbox, with a database of its own and codes for every case.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// More than any run uses.
const CODES: &str = "1000";

pub struct Relay {
    pub address: SocketAddr,
    pub codes: Vec<String>,
    _child: Child,
}

impl Relay {
    /// Starts one whose database lies in `folder`.
    ///
    /// # Errors
    /// There is no such program, or it does not say where it listens.
    pub async fn start(program: &Path, dist: &Path, folder: &Path) -> io::Result<Relay> {
        let database = folder.join("points.sqlite3");
        let mut child = Command::new(program)
            .args(["sandbox", "--listen", "127.0.0.1:0", "--widget"])
            .arg(dist)
            .arg("--database")
            .arg(&database)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let out = child.stdout.take().ok_or_else(|| io::Error::other("the relay has no output"))?;
        let mut lines = BufReader::new(out).lines();
        let address = loop {
            let line = lines.next_line().await?.ok_or_else(|| io::Error::other("the relay ended"))?;
            if let Some(address) = line.strip_prefix("Listening: ") {
                break address.parse().map_err(io::Error::other)?;
            }
        };
        let made = Command::new(program)
            .args(["codes", "new", "--product", "TIVI01", "--count", CODES, "--database"])
            .arg(&database)
            .output()
            .await?;
        let codes = String::from_utf8_lossy(&made.stdout);
        let codes = codes.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
        Ok(Relay { address, codes, _child: child })
    }
}

/// `$RELAY`, or the one that cargo built beside this program.
pub fn program() -> PathBuf {
    let beside = || Some(std::env::current_exe().ok()?.parent()?.join("points-relay"));
    std::env::var_os("RELAY").map(PathBuf::from).or_else(beside).unwrap_or_else(|| "points-relay".into())
}
