//! SIGKILL under load: an answered request is on disk, an unanswered one is there as a whole or not at all.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Bench, Program, SUCCESS, request, send};

const THREADS: usize = 4;
const CODES_EACH: usize = 80;
/// Each round kills the server after so many answers and so many microseconds more.
const ROUNDS: [(usize, u64); 5] = [(1, 0), (7, 900), (23, 350), (40, 2_600), (61, 1_700)];

/// What a client knows about one code once the server is dead.
struct Sent {
    code: String,
    key: Option<String>,
    answered: bool,
}

/// Posts codes until the server is dead. Every other one has an idempotency key.
fn post_until_killed(address: &str, codes: &[String], phone: &str, answers: &AtomicUsize) -> Vec<Sent> {
    let mut sent = Vec::new();
    for (n, code) in codes.iter().enumerate() {
        let key = (n % 2 == 0).then(|| format!("key-{code}"));
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(key.as_deref().map(|key| ("idempotency-key", key)));
        let reply = send(address, "POST", "/points/accumulate", &headers, &request(code, phone));
        let answered = reply.is_ok_and(|reply| {
            assert_eq!(reply.body, SUCCESS);
            true
        });
        sent.push(Sent { code: code.clone(), key, answered });
        if !answered {
            break;
        }
        answers.fetch_add(1, Ordering::SeqCst);
    }
    sent
}

/// Starts a sandbox, kills it under load, and returns what was sent.
fn round(bench: &Bench, phone: &str, answers_wanted: usize, microseconds: u64) -> Vec<Sent> {
    let sandbox = bench.sandbox(&[]);
    let codes = bench.codes(THREADS * CODES_EACH);
    let answers = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let address = sandbox.address.clone();
        let start = |codes| {
            let (address, answers) = (address.clone(), &answers);
            scope.spawn(move || post_until_killed(&address, codes, phone, answers))
        };
        let threads: Vec<_> = codes.chunks(CODES_EACH).map(start).collect();
        let start_of_load = Instant::now();
        while answers.load(Ordering::SeqCst) < answers_wanted {
            assert!(start_of_load.elapsed() < Duration::from_secs(30), "no load");
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(microseconds));
        sandbox.kill();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// The successful records by code, and how many each code has.
fn successes(sandbox: &Program, phone: &str) -> HashMap<String, usize> {
    let mut successes = HashMap::new();
    for record in sandbox.whole_history(&format!("&phone={phone}")) {
        if record["status"] == 1 {
            assert_eq!(record["score"], 100);
            let Value::String(code) = &record["code"] else { panic!("{record}") };
            *successes.entry(code.clone()).or_default() += 1;
        }
    }
    successes
}

#[test]
fn a_kill_loses_no_answered_request_and_leaves_none_half_done() {
    let bench = Bench::new();
    for (n, (answers, microseconds)) in ROUNDS.into_iter().enumerate() {
        let phone = format!("09{n}");
        let sent = round(&bench, &phone, answers, microseconds);
        assert!(sent.iter().filter(|sent| sent.answered).count() >= answers);
        assert!(sent.iter().any(|sent| !sent.answered), "the server was killed during the load");

        let check: String = bench.open().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
        let half_done = "SELECT count(*) FROM codes WHERE (used_at IS NOT NULL) <>
                    (SELECT count(*) FROM records WHERE records.code = codes.code AND status = 1)";
        assert_eq!(bench.open().query_row(half_done, [], |row| row.get::<_, i64>(0)).unwrap(), 0);

        let sandbox = bench.sandbox(&[]);
        let before = successes(&sandbox, &phone);
        assert!(before.values().all(|count| *count == 1), "{before:?}");
        for Sent { code, key, answered } in &sent {
            let is_stored = before.contains_key(code);
            assert!(is_stored || !answered, "{code} was answered and is lost");
            let body = request(code, &phone);
            let again = match key {
                Some(key) => sandbox.post_keyed(&body, key),
                None => sandbox.post(&body),
            };
            match key {
                // The same intent again succeeds, whether it was stored before the kill or is now.
                Some(_) => assert_eq!(again.body, SUCCESS, "{code}"),
                None if is_stored => assert_eq!(again.json()["message"], "Code has already been used", "{code}"),
                None => assert_eq!(again.body, SUCCESS, "{code}"),
            }
            assert_eq!(sandbox.post(&body).json()["message"], "Code has already been used", "{code}");
        }
        let after = successes(&sandbox, &phone);
        assert_eq!(after.len(), sent.len());
        assert!(after.values().all(|count| *count == 1), "{after:?}");
        sandbox.kill();
    }
}
