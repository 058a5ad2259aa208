//! The history's pages and ranges, compared with the whole list.

use serde_json::Value;

use crate::harness::{Bench, request};

#[test]
fn forty_five_records_are_three_pages_newest_first() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let codes = bench.codes(45);
    for code in &codes {
        sandbox.post(&request(code, "0867"));
    }
    sandbox.post(&request("TIVIsomeoneelse", "0999"));
    let pages: Vec<Vec<Value>> = (1..=4).map(|page| sandbox.history(&format!("&phone=0867&page={page}"))).collect();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5, 0]);
    assert_eq!(sandbox.history("&phone=0867"), pages[0], "no page means the first");
    let codes_seen: Vec<&str> = pages.iter().flatten().map(|record| record["code"].as_str().unwrap()).collect();
    let newest_first: Vec<&str> = codes.iter().rev().map(String::as_str).collect();
    assert_eq!(codes_seen, newest_first);
    assert_eq!(sandbox.whole_history("").len(), 46);
    assert!(sandbox.history("&page=9007199254740991").is_empty());

    // Both ends of a range are included.
    let time = |record: &Value| record["createdAt"].as_i64().unwrap();
    let all: Vec<Value> = pages.into_iter().flatten().collect();
    let (early, late) = (time(&all[30]), time(&all[10]));
    for (query, keep) in [
        (format!("&createdAtRangeFrom={late}"), (late, i64::MAX)),
        (format!("&createdAtRangeTo={early}"), (0, early)),
        (format!("&createdAtRangeFrom={early}&createdAtRangeTo={late}"), (early, late)),
        (format!("&createdAtRangeFrom={}", time(&all[0]) + 1), (i64::MAX, i64::MAX)),
    ] {
        let expected: Vec<&Value> = all.iter().filter(|r| (keep.0..=keep.1).contains(&time(r))).collect();
        let got = sandbox.whole_history(&format!("&phone=0867{query}"));
        assert_eq!(got.iter().collect::<Vec<_>>(), expected, "{query}");
    }
}
