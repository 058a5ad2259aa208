//! Refused codes under every `--refusal`, replayed answers, `--demand-key-file`, and the delays.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Bench, SUCCESS, request};

#[test]
fn used_and_unknown_codes_are_refused_as_configured_and_recorded() {
    for (option, status) in [("success-0", 200), ("400", 400), ("409", 409)] {
        for silent in [false, true] {
            let bench = Bench::new();
            let mut options = vec!["--refusal", option];
            options.extend(silent.then_some("--silent-refusals"));
            let sandbox = bench.sandbox(&options);
            let code = bench.codes(1).remove(0);
            assert_eq!(sandbox.post(&request(&code, "01")).body, SUCCESS);
            let used = sandbox.post(&request(&code, "02"));
            let wrong = sandbox.post(&request("TIVInosuchcode", "03"));
            let folded = sandbox.post(&request(&code.to_uppercase(), "03"));
            let expected = |message: &str| match silent {
                true => json!({ "success": 0 }),
                false => json!({ "success": 0, "message": message }),
            };
            assert_eq!((used.status, used.json()), (status, expected("Code has already been used")));
            assert_eq!((wrong.status, wrong.json()), (status, expected("Code does not exist")));
            assert_eq!((folded.status, folded.json()), (status, expected("Code does not exist")));
            assert_eq!(used.header("content-type"), "application/json");

            let [failed] = &sandbox.history("&phone=02")[..] else { panic!("one record of the used code") };
            assert_eq!((&failed["status"], &failed["score"]), (&json!(0), &json!(0)));
            assert_eq!((&failed["product"]["code"], &failed["code"]), (&json!("TIVI01"), &json!(code)));
            let unknown = &sandbox.history("&phone=03")[1];
            assert_eq!((&unknown["status"], &unknown["score"]), (&json!(0), &json!(0)));
            assert_eq!((&unknown["product"], &unknown["serialNumber"]), (&Value::Null, &Value::Null));
            assert_eq!(unknown["code"], "TIVInosuchcode");
        }
    }
}

#[test]
fn the_same_key_and_body_replay_the_first_answer() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&["--refusal", "409"]);
    let body = request(&bench.codes(1)[0], "0867");
    let key = "7f8de1a2-5b0c-4a53-9b7e-1d2f3c4b5a69";
    assert_eq!(sandbox.post_keyed(&body, key).body, SUCCESS);
    let rows = bench.rows();
    for _ in 0..3 {
        let again = sandbox.post_keyed(&body, key);
        assert_eq!((again.status, again.body.as_str()), (200, SUCCESS));
    }
    let other = sandbox.post_keyed(&request("TIVIother", "0867"), key);
    assert_eq!(other.error(), (422, "idempotency_key_reused".into()));
    assert_eq!(bench.rows(), rows, "neither a replay nor a reused key writes to the database");

    let refused = sandbox.post_keyed(&body, "another intent");
    assert_eq!(refused.error(), (400, "bad_idempotency_key".into()));
    let refused = sandbox.post_keyed(&body, "another-intent");
    let replayed = sandbox.post_keyed(&body, "another-intent");
    assert_eq!((refused.status, &refused.body), (409, &replayed.body));
    assert_eq!(replayed.status, 409);
    assert_eq!(sandbox.history("").len(), 2);
}

#[test]
fn simultaneous_repeats_of_one_intent_all_succeed_and_count_once() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let body = request(&bench.codes(1)[0], "0867");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(sandbox.post_keyed(&body, "same").body, SUCCESS));
        }
    });
    assert_eq!(sandbox.history("").len(), 1);
}

#[test]
fn requests_without_the_demanded_key_are_refused() {
    let bench = Bench::new();
    std::fs::write(bench.path("key"), "  right-key\n").unwrap();
    let file = bench.path("key");
    let from_file = bench.sandbox(&["--demand-key-file", file.to_str().unwrap()]);
    let mut command = bench.command(&[]);
    command.env("POINTS_SANDBOX_APIKEY", "right-key");
    let from_variable = crate::harness::Program::start(command, 7);
    let code = bench.codes(1).remove(0);
    for sandbox in [from_file, from_variable] {
        let rows = bench.rows();
        let post = |headers: &[(&str, &str)]| {
            let mut all = vec![("content-type", "application/json")];
            all.extend(headers);
            sandbox.send("POST", "/points/accumulate", &all, &request(&code, "01"))
        };
        for wrong in [&[][..], &[("apikey", "")], &[("apikey", "right-ke")], &[("apikey", "right-key2")]] {
            let reply = post(wrong);
            assert_eq!(reply.error(), (401, "unauthorized".into()));
            assert!(!reply.body.contains("right-key"));
        }
        assert_eq!(sandbox.get("/points/history-point?type=point").error().0, 401);
        assert_eq!(bench.rows(), rows);
        assert_eq!(post(&[("apikey", "right-key")]).status, 200);
        assert!(!sandbox.kill().contains("right-key"));
    }
}

#[test]
fn latency_and_history_lag_delay_answers_and_records() {
    let bench = Bench::new();
    let slow = bench.sandbox(&["--history-lag-ms", "86400000", "--latency-ms", "300"]);
    let start = Instant::now();
    assert_eq!(slow.post(&request(&bench.codes(1)[0], "01")).body, SUCCESS);
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert!(slow.history("").is_empty());
    slow.kill();
    assert_eq!(bench.sandbox(&[]).history("").len(), 1);
}
