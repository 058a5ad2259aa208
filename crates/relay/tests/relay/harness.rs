//! Starts and stops the binary, sends it HTTP requests, and reads its database.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::http::{HeaderMap, Request};

/// The body of a successful `POST /accumulate`.
pub const SUCCESS: &str = r#"{"success":1}"#;

/// The binary, without a key in its environment.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_points-relay"));
    command.env_remove("POINTS_SANDBOX_APIKEY").env_remove("POINTS_RELAY_APIKEY");
    command
}

/// A running server. Dropping it kills it.
pub struct Program {
    child: Child,
    /// The lines that it printed at its start.
    pub lines: Vec<String>,
    /// `host:port`.
    pub address: String,
    stderr: Option<JoinHandle<String>>,
}

impl Program {
    /// Starts `command` and reads the `lines` lines that it prints at its start.
    pub fn start(mut command: Command, lines: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let stderr = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let lines: Vec<String> = stdout.lines().take(lines).map_while(Result::ok).collect();
        let Some(address) = lines.first().and_then(|line| line.strip_prefix("Listening: ")) else {
            let _ = child.kill();
            panic!("it did not start: {lines:?} {}", stderr.join().unwrap());
        };
        Self { address: address.to_owned(), child, lines, stderr: Some(stderr) }
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills it with SIGKILL; returns all that it wrote to stderr.
    pub fn kill(mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.stderr.take().unwrap().join().unwrap()
    }

    /// Waits until it ends by itself; returns its exit code and all that it wrote to stderr.
    pub fn wait(mut self) -> (Option<i32>, String) {
        let status = self.child.wait().unwrap();
        (status.code(), self.stderr.take().unwrap().join().unwrap())
    }

    /// GETs `path`.
    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], "")
    }

    /// POSTs `body` to `/accumulate`.
    pub fn post(&self, body: &str) -> Reply {
        self.send("POST", "/points/accumulate", &[("content-type", "application/json")], body)
    }

    /// POSTs `body` to `/accumulate` with an idempotency key.
    pub fn post_keyed(&self, body: &str, key: &str) -> Reply {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.send("POST", "/points/accumulate", &headers, body)
    }

    /// One page of the history; `query` is empty or begins with `&`.
    pub fn history(&self, query: &str) -> Vec<Value> {
        let reply = self.get(&format!("/points/history-point?type=point{query}"));
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.json().as_array().unwrap().clone()
    }

    /// All pages of the history.
    pub fn whole_history(&self, query: &str) -> Vec<Value> {
        let mut all = Vec::new();
        for page in 1.. {
            let records = self.history(&format!("{query}&page={page}"));
            assert!(records.len() <= 20);
            let last = records.len() < 20;
            all.extend(records);
            if last {
                break;
            }
        }
        all
    }

    /// Sends one request and reads the answer.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.try_send(method, path, headers, body).unwrap()
    }

    /// Like [`Self::send`], for a server that may be gone.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Reply, ureq::Error> {
        send(&self.address, method, path, headers, body)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An HTTP answer.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// A header's value, or "" without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and kind of an error, whose shape is checked.
    pub fn error(&self) -> (u16, String) {
        let body = self.json();
        assert_eq!(body["success"], 0, "{body}");
        assert!(body["message"].as_str().is_some_and(|text| text.ends_with('.')), "{body}");
        (self.status, body["error"].as_str().unwrap().to_owned())
    }
}

/// Sends one request on its own connection.
pub fn send(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Reply, ureq::Error> {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(30)));
    let agent: ureq::Agent = config.build().into();
    let mut request = Request::builder().method(method).uri(format!("http://{address}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = match (method, body) {
        ("GET" | "HEAD" | "OPTIONS", "") => agent.run(request.body(()).unwrap())?,
        _ => agent.run(request.body(body.to_owned()).unwrap())?,
    };
    let body = response.body_mut().with_config().limit(1 << 24).read_to_vec()?;
    Ok(Reply {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// The test bench: a temporary folder with a widget and a database, and the commands that work on them.
pub struct Bench {
    /// Deleted when the bench is dropped.
    pub folder: TempDir,
}

impl Bench {
    /// A folder with a demo page and without a database.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("dist")).unwrap();
        std::fs::write(folder.path().join("dist/index.html"), "<!doctype html><title>Demo</title>").unwrap();
        Self { folder }
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The path of the sandbox's database.
    pub fn database(&self) -> PathBuf {
        self.path("data/points.sqlite3")
    }

    /// The command that starts a sandbox.
    pub fn command(&self, options: &[&str]) -> Command {
        let mut command = binary();
        command.args(["sandbox", "--listen", "127.0.0.1:0", "--database"]).arg(self.database());
        command.arg("--widget").arg(self.path("dist")).args(options);
        command
    }

    /// Starts a sandbox.
    pub fn sandbox(&self, options: &[&str]) -> Program {
        Program::start(self.command(options), 7)
    }

    /// Creates `count` codes of TIVI01.
    pub fn codes(&self, count: usize) -> Vec<String> {
        let mut command = binary();
        command.args(["codes", "new", "--product", "TIVI01", "--count", &count.to_string(), "--database"]);
        let output = command.arg(self.database()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let codes: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        assert_eq!(codes.len(), count);
        codes
    }

    /// Opens the database beside the sandbox.
    pub fn open(&self) -> rusqlite::Connection {
        open(&self.database())
    }

    /// The number of rows of every table that a call could write, and of used codes.
    pub fn rows(&self) -> HashMap<&'static str, i64> {
        let database = self.open();
        let tables = ["records", "contacts", "reaches", "replays", "codes", "codes WHERE used_at IS NOT NULL"];
        let count = |table| {
            let sql = format!("SELECT count(*) FROM {table}");
            (table, database.query_row(&sql, [], |row| row.get(0)).unwrap())
        };
        tables.into_iter().map(count).collect()
    }
}

fn open(path: &Path) -> rusqlite::Connection {
    let database = rusqlite::Connection::open(path).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    database
}

/// The body of a request to redeem `code` for the customer with the number `phone`.
pub fn request(code: &str, phone: &str) -> String {
    let phones = json!([{ "type": "Work", "value": phone }]);
    json!({ "code": code, "data": { "emails": [], "name": "thong", "phones": phones } }).to_string()
}

/// A file of `tests/fixtures`, as JSON.
pub fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
