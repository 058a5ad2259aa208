//! The command line: `codes new`, errors at the start, and stopping on a signal.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::harness::{Bench, SUCCESS, binary, request};

/// Exit code, stdout and stderr.
fn run(mut command: Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn with(arguments: &[&str]) -> Command {
    let mut command = binary();
    command.args(arguments);
    command
}

#[test]
fn new_codes_work_in_a_running_sandbox() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let codes = bench.codes(300);
    let serials: std::collections::BTreeSet<&str> =
        codes.iter().map(|code| code.strip_prefix("TIVI").unwrap()).collect();
    assert_eq!(serials.len(), 300);
    let is_readable =
        |serial: &&str| serial.len() == 11 && serial.bytes().all(|b| b"23456789abcdefghjkmnpqrstuvwxyz".contains(&b));
    assert!(serials.iter().all(is_readable));
    assert_eq!(sandbox.post(&request(&codes[299], "01")).body, SUCCESS);
}

#[test]
fn invalid_requests_for_codes_create_none() {
    let bench = Bench::new();
    let database = bench.database();
    let path = database.to_str().unwrap();
    let (code, _, stderr) = run(with(&["codes", "new", "--product", "TIVI01", "--count", "1", "--database", path]));
    assert_eq!(code, Some(1));
    assert!(stderr.contains("there is no database at") && !database.exists(), "{stderr}");
    bench.sandbox(&[]).kill();
    let rows = bench.rows();
    let (code, out, stderr) = run(with(&["codes", "new", "--product", "TIVI99", "--count", "1", "--database", path]));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(stderr.contains("no product TIVI99") && stderr.contains("TIVI01, TULA02"), "{stderr}");
    for count in ["0", "100001", "-1", "many"] {
        let count = format!("--count={count}");
        let (code, _, _) = run(with(&["codes", "new", "--product", "TIVI01", &count, "--database", path]));
        assert_eq!(code, Some(2));
    }
    assert_eq!(bench.rows(), rows);
}

#[test]
fn errors_at_the_start_are_explained() {
    let bench = Bench::new();
    std::fs::write(bench.path("empty"), " \n").unwrap();
    std::fs::write(bench.path("text"), "not a database, but long enough to be looked at").unwrap();
    std::fs::write(bench.path("dist/key"), "s3cret").unwrap();
    let path = |name: &str| bench.path(name).to_str().unwrap().to_owned();
    let (dist, text, empty, absent) = (path("dist"), path("text"), path("empty"), path("absent"));
    let (database, inside, exposed) = (path("db"), path("dist/db"), path("dist/key"));
    let under_a_file = path("text/db");
    let sandbox = bench.sandbox(&[]);
    let taken = sandbox.address.as_str();
    let base = ["sandbox", "--listen", "127.0.0.1:0"];
    for (options, expected) in [
        (vec!["--widget", &absent, "--database", &database], "--widget"),
        (vec!["--widget", &dist, "--database", &text], "cannot be used: file is not a database"),
        (vec!["--widget", &dist, "--database", &dist], "lies in the widget folder"),
        (vec!["--widget", &dist, "--database", &inside], "lies in the widget folder"),
        (vec!["--widget", &dist, "--database", &under_a_file], "its folder cannot be made"),
        (vec!["--widget", &dist, "--database", &database, "--demand-key-file", &empty], "is empty"),
        (vec!["--widget", &dist, "--database", &database, "--demand-key-file", &absent], "cannot be read"),
        (vec!["--widget", &dist, "--database", &database, "--demand-key-file", &exposed], "lies in the widget folder"),
    ] {
        let (code, out, stderr) = run(with(&[&base[..], &options].concat()));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{options:?}");
        assert!(
            stderr.contains(expected) && !stderr.contains("panicked") && !stderr.contains("s3cret"),
            "{options:?}: {stderr}"
        );
    }
    let (code, _, stderr) = run(with(&["sandbox", "--listen", taken, "--widget", &dist, "--database", &database]));
    assert_eq!(code, Some(1));
    assert!(stderr.contains(taken) && stderr.contains("already in use") && stderr.contains("--listen"), "{stderr}");
}

#[test]
fn serve_does_not_start_with_an_unsafe_configuration() {
    let good =
        ["--upstream", "https://api.example", "--allow-origin", "https://brand.example", "--listen", "127.0.0.1:0"];
    let serve = |key: Option<&str>, options: &[&str]| {
        let mut command = with(&["serve"]);
        command.args(options);
        if let Some(key) = key {
            command.env("POINTS_RELAY_APIKEY", key);
        }
        run(command)
    };
    let replace = |at: usize, value: &'static str| {
        let mut options = good;
        options[at] = value;
        options
    };
    for (key, options, expected) in [
        (None, good, "POINTS_RELAY_APIKEY"),
        (Some("  "), good, "is empty"),
        (Some("a b"), good, "must hold the key only"),
        (Some("k"), replace(1, "http://api.example"), "https"),
        (Some("k"), replace(1, "api.example"), "--upstream"),
        (Some("k"), replace(3, "https://brand.example/"), "write https://brand.example."),
        (Some("k"), replace(3, "*"), "--allow-origin"),
    ] {
        let (code, _, stderr) = serve(key, &options);
        assert_eq!(code, Some(1), "{stderr}");
        assert!(stderr.contains(expected), "{stderr}");
    }
    let (code, _, stderr) = serve(Some("k"), &good[..2]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("--allow-origin"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn open_requests_finish_after_a_signal() {
    for signal in ["-TERM", "-INT"] {
        let bench = Bench::new();
        let sandbox = bench.sandbox(&["--latency-ms", "1000"]);
        let (address, body) = (sandbox.address.clone(), request(&bench.codes(1)[0], "01"));
        let json = [("content-type", "application/json")];
        let post = std::thread::spawn(move || {
            crate::harness::send(&address, "POST", "/points/accumulate", &json, &body).unwrap().body
        });
        let start = Instant::now();
        while bench.rows()["records"] == 0 {
            assert!(start.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([signal, &sandbox.pid().to_string()]).status().unwrap().success());
        assert_eq!(post.join().unwrap(), SUCCESS);
        assert_eq!(sandbox.wait().0, Some(0));
    }
}
