//! What holds for any answer and any query.

use super::{parse, query};
use crate::support::{email, is_hidden, nasty, owner, quick, reply};
use points_core::api::history_point::Range;
use points_core::api::json::Json;
use points_core::contact::HistoryOwner;
use proptest::prelude::*;

/// Any JSON value, a few levels deep, with the API's own names among its members.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<f64>().prop_map(Json::Number),
        nasty().prop_map(Json::Text),
        "x{119,123}".prop_map(Json::Text),
    ];
    let names =
        prop::sample::select(vec!["id", "code", "status", "score", "product", "name", "createdAt", "type", "new"]);
    leaf.prop_recursive(3, 40, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::List),
            prop::collection::vec((names.clone().prop_map(str::to_owned), inner), 0..8).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn any_answer_is_read_or_refused_and_what_is_read_is_fit_to_show(status in 190..610_u16, list in prop::collection::vec(any_json(), 0..6)) {
        let Ok(rows) = parse(&reply(status, Json::List(list))) else { return Ok(()) };
        for row in rows {
            for text in [&row.id, &row.code, &row.product_code, &row.product_name].into_iter().flatten() {
                prop_assert!(!text.contains(is_hidden), "{:?}", text);
                prop_assert!(text.chars().count() <= 121);
            }
            prop_assert!(row.score.is_none_or(|score| score.is_finite() && score >= 0.0));
            prop_assert!(row.created_at.is_none_or(|millis| millis.abs() <= 8.64e15));
        }
    }

    #[test]
    fn a_query_has_one_owner_and_its_page_last(local in "[!-~&&[^@<>,;\"]]{1,9}", page in 1..99_u32) {
        let address = format!("{local}@gmail.com");
        let query = query(&HistoryOwner::Email(email(&address)), Range::default(), page);
        prop_assert_eq!(query, [("type", "point".to_owned()), ("email", address), ("page", page.to_string())]);
    }

    #[test]
    fn any_span_makes_whole_numbers(from in any::<f64>(), to in any::<f64>()) {
        let query = query(&owner(), Range { from: Some(from), to: Some(to) }, 1);
        let is_number = |(_, value): &(&str, String)| value.parse::<i64>().is_ok();
        prop_assert!(query.iter().filter(|(name, _)| name.starts_with("createdAt")).all(is_number), "{:?}", query);
    }
}
