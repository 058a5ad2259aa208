//! SIGKILL in the middle of work: what was answered is there, what was not answered is whole or absent.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Bench, Program, SUCCESS, request, send};

const THREADS: usize = 4;
const CODES_EACH: usize = 80;
/// After how many answers, and how many microseconds later, each round ends.
const ROUNDS: [(usize, u64); 5] = [(1, 0), (7, 900), (23, 350), (40, 2_600), (61, 1_700)];

/// What a client knows about one code when the server has gone.
struct Sent {
    code: String,
    key: Option<String>,
    answered: bool,
}

/// Posts codes until the server goes away. Every other one carries an idempotency key.
fn load(address: &str, codes: &[String], phone: &str, answers: &AtomicUsize) -> Vec<Sent> {
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

fn round(bench: &Bench, phone: &str, answers_wanted: usize, microseconds: u64) -> Vec<Sent> {
    let sandbox = bench.sandbox(&[]);
    let codes = bench.codes(THREADS * CODES_EACH);
    let answers = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let address = sandbox.address.clone();
        let start = |codes| {
            let (address, answers) = (address.clone(), &answers);
            scope.spawn(move || load(&address, codes, phone, answers))
        };
        let threads: Vec<_> = codes.chunks(CODES_EACH).map(start).collect();
        let begun = Instant::now();
        while answers.load(Ordering::SeqCst) < answers_wanted {
            assert!(begun.elapsed() < Duration::from_secs(30), "no load");
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(microseconds));
        sandbox.kill();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

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
fn nothing_that_was_answered_is_lost_and_nothing_is_half_there() {
    let bench = Bench::new();
    for (n, (answers, microseconds)) in ROUNDS.into_iter().enumerate() {
        let phone = format!("09{n}");
        let sent = round(&bench, &phone, answers, microseconds);
        assert!(sent.iter().filter(|sent| sent.answered).count() >= answers);
        assert!(sent.iter().any(|sent| !sent.answered), "the server was killed during the load");

        let check: String = bench.open().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
        let torn = "SELECT count(*) FROM codes WHERE (used_at IS NOT NULL) <>
                    (SELECT count(*) FROM records WHERE records.code = codes.code AND status = 1)";
        assert_eq!(bench.open().query_row(torn, [], |row| row.get::<_, i64>(0)).unwrap(), 0);

        let sandbox = bench.sandbox(&[]);
        let before = successes(&sandbox, &phone);
        assert!(before.values().all(|count| *count == 1), "{before:?}");
        for Sent { code, key, answered } in &sent {
            let there = before.contains_key(code);
            assert!(there || !answered, "{code} was answered and is gone");
            let body = request(code, &phone);
            let again = match key {
                Some(key) => sandbox.post_keyed(&body, key),
                None => sandbox.post(&body),
            };
            match key {
                // The same intent again is a success, whether it was done then or is done now.
                Some(_) => assert_eq!(again.body, SUCCESS, "{code}"),
                None if there => assert_eq!(again.json()["message"], "Code has already been used", "{code}"),
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
