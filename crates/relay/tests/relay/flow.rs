//! The main flow: a code gives its points once and to the right customer, and the history survives a restart.

use serde_json::{Value, json};

use crate::harness::{Bench, SUCCESS, fixture, request};

/// Asserts that `value` has exactly the members and types of `model`, at every depth; `at` is the path to it.
fn assert_same_shape(value: &Value, model: &Value, at: &str) {
    match (value, model) {
        (Value::Object(value), Value::Object(model)) => {
            let names = |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(value), names(model), "{at}");
            for (name, member) in value {
                assert_same_shape(member, &model[name], &format!("{at}.{name}"));
            }
        }
        (Value::Array(values), Value::Array(models)) => {
            assert!(!values.is_empty(), "{at} is empty");
            for value in values {
                assert_same_shape(value, &models[0], at);
            }
        }
        (Value::Number(value), Value::Number(_)) => assert!(value.is_u64(), "{at}: {value}"),
        (Value::String(value), Value::String(model)) => {
            let hex = |text: &str| text.len() == 24 && text.bytes().all(|b| b"0123456789abcdef".contains(&b));
            assert_eq!(hex(value), hex(model), "{at}: {value}");
        }
        _ => panic!("{at}: {value} is not like {model}"),
    }
}

#[test]
fn a_redeemed_code_is_in_the_history() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    assert!(sandbox.history("").is_empty(), "a new history is empty");
    let code = bench.codes(1).remove(0);
    let mut body = fixture("accumulate-request.json");
    body["code"] = json!(code);
    let before = now_ms();
    let reply = sandbox.post(&body.to_string());
    let after = now_ms();
    assert_eq!((reply.status, reply.body.as_str()), (200, SUCCESS));
    assert_eq!(reply.json(), fixture("accumulate-success.json"));
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("cache-control"), "no-store");

    let history = sandbox.history("&phone=023232");
    assert_eq!(history, sandbox.history("&email=xyz%40example.com"));
    assert_eq!(history.len(), 1);
    assert_same_shape(&json!(history), &fixture("history-one.json"), "history");
    let record = &history[0];
    assert_eq!((&record["type"], &record["status"], &record["score"]), (&json!(1), &json!(1), &json!(100)));
    assert_eq!((&record["product"]["code"], &record["product"]["name"]), (&json!("TIVI01"), &json!("TV")));
    assert_eq!((&record["code"], &record["serialNumber"]), (&json!(code), &json!(code[4..])));
    assert_eq!((&record["contact"]["name"], &record["contact"]["customerId"]), (&json!("thong"), &json!(1)));
    let made = record["createdAt"].as_u64().unwrap();
    assert!((before..=after).contains(&made), "{before} {made} {after}");
    assert!(sandbox.history("&phone=0999").is_empty());
    assert!(sandbox.history("&phone=023232&email=someone%40example.com").is_empty());
}

fn now_ms() -> u64 {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap();
    u64::try_from(since.as_millis()).unwrap()
}

#[test]
fn the_printed_codes_are_unused_and_in_their_links() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let address = &sandbox.address;
    assert_eq!(sandbox.lines[1], format!("Demo page: http://{address}/"));
    assert_eq!(sandbox.lines[2], format!("API: http://{address}/points"));
    assert_eq!(sandbox.lines[3], format!("Code sheet: http://{address}/codes"));
    for line in &sandbox.lines[4..] {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[..2], ["Fresh", "code:"]);
        assert_eq!(words[3], format!("http://{address}/?code={}", words[2]));
        assert_eq!(sandbox.post(&request(words[2], "0867")).body, SUCCESS);
    }
    let products: Vec<Value> = sandbox.history("").iter().map(|record| record["product"]["code"].clone()).collect();
    assert_eq!(products, ["BEPT03", "TULA02", "TIVI01"]);
}

#[test]
fn a_customer_is_found_by_phone_then_by_email_and_updated() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let codes = bench.codes(4);
    let send = |code: &str, name: &str, phones: &[&str], emails: &[&str]| {
        let all = |values: &[&str]| values.iter().map(|v| json!({"type": "Work", "value": v})).collect::<Vec<_>>();
        let body = json!({"code": code, "data": {"emails": all(emails), "name": name, "phones": all(phones)}});
        assert_eq!(sandbox.post(&body.to_string()).body, SUCCESS);
        sandbox.history("")[0]["contact"].clone()
    };
    let first = send(&codes[0], "An", &["01"], &[]);
    let other = send(&codes[1], "Binh", &["02"], &["b@x.example"]);
    assert_ne!(first["id"], other["id"]);
    // The phone number decides before someone else's e-mail address; the new address is added, an empty name ignored.
    let updated = send(&codes[2], "", &["01"], &["b@x.example", "a@x.example"]);
    assert_eq!((&updated["id"], &updated["name"]), (&first["id"], &json!("An")));
    assert_eq!(updated["emails"].as_array().unwrap().len(), 2);
    assert_eq!(updated["phones"], first["phones"], "a known phone number is not added again");
    // Found by e-mail address: the new phone number is added, and the new name replaces the old one.
    let renamed = send(&codes[3], "An Nguyen", &["03"], &["a@x.example"]);
    assert_eq!((&renamed["id"], &renamed["name"]), (&first["id"], &json!("An Nguyen")));
    assert_eq!(sandbox.history("&phone=03").len(), 3);
    assert_eq!(bench.rows()["contacts"], 2);
}

#[test]
fn of_sixteen_simultaneous_requests_one_succeeds() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    for code in bench.codes(5) {
        let start = std::sync::Barrier::new(16);
        let bodies: Vec<String> = std::thread::scope(|scope| {
            let post = |n: usize| {
                let body = request(&code, &format!("0{n}"));
                start.wait();
                sandbox.post(&body).body
            };
            let threads: Vec<_> = (0..16).map(|n| scope.spawn(move || post(n))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(bodies.iter().filter(|body| *body == SUCCESS).count(), 1, "{bodies:?}");
        let records: Vec<Value> = sandbox.whole_history("").into_iter().filter(|r| r["code"] == json!(code)).collect();
        assert_eq!(records.len(), 16);
        assert_eq!(records.iter().filter(|record| record["status"] == 1).count(), 1);
    }
}

#[test]
fn a_restart_keeps_history_and_replays() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let body = request(&bench.codes(1)[0], "0867");
    assert_eq!(sandbox.post_keyed(&body, "one").body, SUCCESS);
    let history = sandbox.history("");
    sandbox.kill();
    let sandbox = bench.sandbox(&[]);
    assert_eq!(sandbox.history(""), history);
    assert_eq!(sandbox.post_keyed(&body, "one").body, SUCCESS);
    assert_eq!(sandbox.post(&body).json()["success"], 0);
    assert_eq!(sandbox.history("").len(), 2);
}
