//! Answers to `GET /history-point` and what the history makes of the pages; and the query that asks for them.

use super::accumulate::{retry_after, status};
use super::random::Random;
use super::{Target, text, tree};
use crate::support::{is_hidden, owner};
use points_core::api::history_point::{HistoryPoint, Range, Record};
use points_core::api::json::Json;
use points_core::api::{Get, Reply};
use points_core::contact::HistoryOwner;
use points_core::history::{Event, More, State, months};

#[derive(Debug)]
pub struct Pages {
    who: HistoryOwner,
    range: Range,
    page: u32,
    replies: Vec<Reply>,
}

impl Target for Pages {
    fn make(random: &mut Random) -> Pages {
        let who = HistoryOwner::parse(&text::up_to(random, 40), "VN").unwrap_or_else(|_| owner());
        let mut end = || (!random.one_in(3)).then(|| random.number());
        let range = Range { from: end(), to: end() };
        let page = random.pick(&[1, 2, 20, u32::MAX]);
        let mut reply = || {
            let body = tree::body(random, true);
            Reply { status: status(random), retry_after: retry_after(random), body }
        };
        let replies = (0..2).map(|_| reply()).collect();
        Pages { who, range, page, replies }
    }

    fn size(&self) -> usize {
        self.replies.iter().filter_map(|reply| reply.body.as_ref()).map(tree::size).sum()
    }

    fn check(&self) {
        is_query(self);
        let mut state = State::Asking;
        state.apply(Event::Show(self.who.clone()));
        let mut expected: Vec<Record> = Vec::new();
        for reply in &self.replies {
            let objects = match (reply.status / 100, &reply.body) {
                (2, Some(Json::List(rows))) => Some(rows.iter().filter(|row| matches!(row, Json::Object(_))).count()),
                _ => None,
            };
            let read = HistoryPoint::parse(reply);
            assert_eq!(read.as_ref().ok().map(Vec::len), objects, "a list of a 2xx, and its objects");
            read.iter().flatten().for_each(is_fit_to_show);
            let is_awaited = matches!(state, State::Loading(_) | State::Ready { more: More::Loading, .. });
            for row in read.iter().flatten().filter(|_| is_awaited) {
                if row.id.is_none() || expected.iter().all(|known| known.id != row.id) {
                    expected.push(row.clone());
                }
            }
            state.apply(Event::Page(read));
            is_in_order(&state, &expected);
            state.apply(Event::Retry);
            is_in_order(&state, &expected);
        }
    }
}

fn is_fit_to_show(row: &Record) {
    for text in [&row.id, &row.code, &row.product_code, &row.product_name].into_iter().flatten() {
        assert!(!text.contains(is_hidden), "{text:?}");
        assert!(!text.trim().is_empty(), "absent, rather than blank");
        assert!(text.chars().count() <= 121, "{} bytes", text.len());
    }
    assert!(row.score.is_none_or(|score| score.is_finite() && score >= 0.0), "{:?}", row.score);
    assert!(row.created_at.is_none_or(|millis| millis.abs() <= 8.64e15), "{:?}", row.created_at);
}

/// The rows that came, in the order in which they came where their times say no more; and each in one month.
fn is_in_order(state: &State, came: &[Record]) {
    let State::Ready { rows, more, in_order, .. } = state else { return };
    let mut sorted: Vec<&Record> = came.iter().collect();
    sorted.sort_by(|a, b| b.created_at.partial_cmp(&a.created_at).unwrap());
    assert!(rows.iter().eq(sorted), "{rows:?} of {came:?}");
    let months =
        months(rows, *more, *in_order, |time| time.map_or(String::new(), |time| (time / 3e9).floor().to_string()));
    assert_eq!(months.iter().map(|month| month.rows.len()).sum::<usize>(), rows.len());
    assert!(months.iter().all(|month| month.total.is_none_or(|total| total.is_finite() && total >= 0.0)), "{months:?}");
}

/// The parameters mean what was asked.
fn is_query(Pages { who, range, page, .. }: &Pages) {
    let whole = |end: Option<f64>| end.map(|millis| (millis as i64).to_string());
    let (phone, email) = match who {
        HistoryOwner::Phone(phone) => (Some(phone.as_str().to_owned()), None),
        HistoryOwner::Email(email) => (None, Some(email.as_str().to_owned())),
    };
    let asked = [
        ("type", Some("point".to_owned())),
        ("createdAtRangeFrom", whole(range.from)),
        ("createdAtRangeTo", whole(range.to)),
        ("phone", phone),
        ("email", email),
        ("page", Some(page.to_string())),
    ];
    let asked: Vec<_> = asked.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let call = HistoryPoint { owner: who.clone(), range: *range, page: *page };
    assert_eq!(call.query(), asked);
}
