//! One person, one history: numbers and addresses are compared however they are written.

use serde_json::json;

use crate::harness::{Bench, request};

#[test]
fn a_number_is_one_customer_however_it_is_written() {
    for (country, ways) in [
        ("VN", ["0867123456", "+84867123456", "+84 867 123 456"]),
        ("TH", ["0812345678", "+66812345678", "+66 081 234 5678"]),
        ("id", ["081234567890", "+6281234567890", "+62 0812-3456-7890"]),
        ("KR", ["01012345678", "+821012345678", "+82/010-1234-5678"]),
        ("JP", ["09012345678", "+819012345678", "+81 090-1234-5678"]),
        ("US", ["4155550100", "+14155550100", "(415) 555-0100"]),
        ("CN", ["13812345678", "+8613812345678", "138 1234 5678"]),
    ] {
        let bench = Bench::new();
        let sandbox = bench.sandbox(&["--country", country]);
        for code in ways {
            sandbox.post(&request(&format!("TIVI{code}"), code));
        }
        for way in ways {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("phone", way).finish();
            let records = sandbox.history(&format!("&{query}"));
            assert_eq!(records.len(), ways.len(), "{country} {way}");
            assert_eq!(records[0]["contact"]["phones"].as_array().unwrap().len(), 1);
            assert_eq!(records[0]["contact"]["phones"][0]["value"], ways[0], "as it was sent");
        }
        assert_eq!(bench.rows()["contacts"], 1, "{country}");
    }
}

#[test]
fn an_address_is_one_customer_in_capitals_and_in_small_letters() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    for email in ["Garnacho@gmail.com", "garnacho@Gmail.com", "GARNACHO@GMAIL.COM"] {
        let data = json!({ "emails": [{ "type": "Work", "value": email }], "name": "", "phones": [] });
        sandbox.post(&json!({ "code": "TIVI1", "data": data }).to_string());
    }
    assert_eq!(sandbox.history("&email=garnacho@gmail.com").len(), 3);
    assert_eq!(sandbox.history("&email=gArnacho@gmail.com")[0]["contact"]["emails"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_no_number_is_the_same_as_itself_alone() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    for phone in ["113", "x", "0999", "023232"] {
        sandbox.post(&request("TIVI1", phone));
        assert_eq!(sandbox.history(&format!("&phone={phone}")).len(), 1, "{phone}");
    }
}

#[test]
fn another_country_and_an_older_database_are_compared_anew() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    sandbox.post(&request("TIVI1", "0812345678"));
    sandbox.kill();
    // As the version before left it.
    let older = "DROP INDEX reaches_by_same; ALTER TABLE reaches DROP COLUMN same; PRAGMA user_version = 1;
                 DELETE FROM settings WHERE name = 'country'";
    bench.open().execute_batch(older).unwrap();
    for (country, number) in [("VN", "%2B84812345678"), ("TH", "%2B66812345678")] {
        let sandbox = bench.sandbox(&["--country", country]);
        assert_eq!(sandbox.history(&format!("&phone={number}")).len(), 1, "{country}");
        sandbox.kill();
    }
}
