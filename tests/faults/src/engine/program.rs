//! A child process that goes when its owner goes.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

pub struct Program {
    name: String,
    child: Child,
}

impl Program {
    /// # Errors
    /// There is no such program.
    pub fn start(name: &str, args: &[&str], env: &[(&str, &str)]) -> Result<Program, String> {
        let child = Command::new(name)
            .args(args)
            .envs(env.iter().copied())
            .env("TZ", "Asia/Ho_Chi_Minh")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{name} does not start: {error}"))?;
        Ok(Program { name: name.to_owned(), child })
    }

    /// The first line that it prints.
    pub async fn line(&mut self) -> Result<String, String> {
        let out = self.child.stdout.take().ok_or_else(|| format!("{} has been read", self.name))?;
        let mut line = String::new();
        let reading = async { BufReader::new(out).read_line(&mut line).await };
        match tokio::time::timeout(Duration::from_secs(15), reading).await {
            Ok(Ok(1..)) => Ok(line.trim().to_owned()),
            _ => Err(format!("{} says nothing", self.name)),
        }
    }

    /// Waits until it takes connections.
    pub async fn listens(&mut self, port: u16) -> Result<(), String> {
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("{} ended: {status}", self.name));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("{} does not listen", self.name))
    }

    pub async fn stop(mut self) {
        _ = self.child.kill().await;
    }
}

/// A port that nobody has at the moment.
pub fn free_port() -> Result<u16, String> {
    let taken = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    taken.map(|address| address.port()).map_err(|error| error.to_string())
}
