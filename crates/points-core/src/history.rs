//! The history as a state machine: whose, which range of time, and the pages read so far. [`State::apply`] decides,
//! [`interpreter`] carries the effects out.

pub mod interpreter;

use crate::api::ApiError;
use crate::api::history_point::{HistoryPoint, Millis, PAGE, Range, Record};
use crate::contact::HistoryOwner;

/// What is shown below the filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// Whose history is not known yet.
    #[default]
    Asking,
    Loading(Query),
    Ready {
        query: Query,
        rows: Vec<Record>,
        page: u32,
        more: More,
        /// The server has sent the newest first so far, so a full month cannot grow any more.
        in_order: bool,
    },
    Failed(Query, ApiError),
}

/// Whose records, of which span.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub owner: HistoryOwner,
    pub range: Range,
}

impl Query {
    /// The call that reads a page of it.
    fn page(&self, page: u32) -> HistoryPoint {
        HistoryPoint { owner: self.owner.clone(), range: self.range, page }
    }
}

/// The ranges of time a customer chooses from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    #[default]
    All,
    /// The last so many days.
    Days(u16),
    /// Two dates of one's own.
    Dates,
}

/// Whether there may be another page. The API does not say; a full page may have a successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    None,
    Maybe,
    Loading,
    Failed,
}

#[derive(Clone, Debug)]
pub enum Event {
    /// Show the records of this customer, anew if they are shown already.
    Show(HistoryOwner),
    /// Ask whose records to show.
    Change,
    Filter(Range),
    LoadMore,
    Retry,
    /// The answer to the newest [`Effect::ReadPage`].
    Page(Result<Vec<Record>, ApiError>),
}

/// Everything that follows from a step, in the order in which it has to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read this page, in several attempts where the network is bad, then report [`Event::Page`].
    ReadPage(HistoryPoint),
    /// Move the focus once the change is on the page, unless the customer has moved on.
    Focus(Focus),
    /// Tell the page that the history could not be read.
    Announce(ApiError),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading that says whose history it is.
    Heading,
    /// The button that loads more.
    More,
    /// The first record of the page that was added.
    FirstNew,
}

impl State {
    pub fn query(&self) -> Option<&Query> {
        match self {
            State::Asking => None,
            State::Loading(query) | State::Ready { query, .. } | State::Failed(query, _) => Some(query),
        }
    }

    /// Takes the next step. `None`: the event does not fit the state, and nothing changed.
    pub fn apply(&mut self, event: Event) -> Option<Vec<Effect>> {
        let failure = match &event {
            Event::Page(Err(error)) => Some(Effect::Announce(*error)),
            _ => None,
        };
        let (next, step) = step(std::mem::take(self), event);
        *self = next;
        let focus = Effect::Focus(self.focus());
        Some(step?.map(Effect::ReadPage).into_iter().chain([focus]).chain(failure).collect())
    }

    fn focus(&self) -> Focus {
        match self {
            State::Ready { more: More::Loading, .. } => Focus::More,
            State::Ready { page: 2.., .. } => Focus::FirstNew,
            _ => Focus::Heading,
        }
    }
}

/// One transition with the page to read, if there is one; `None` where the event does not fit the state.
fn step(state: State, event: Event) -> (State, Option<Option<HistoryPoint>>) {
    let range = state.query().map(|query| query.range).unwrap_or_default();
    let (next, read) = match (state, event) {
        (_, Event::Show(owner)) => load(Query { owner, range }),
        (_, Event::Change) => (State::Asking, None),
        (State::Loading(query) | State::Ready { query, .. } | State::Failed(query, _), Event::Filter(range)) => {
            load(Query { range, ..query })
        }
        (State::Failed(query, _), Event::Retry) => load(query),
        (
            State::Ready { query, rows, page, more: More::Maybe | More::Failed, in_order },
            Event::LoadMore | Event::Retry,
        ) => {
            let read = query.page(page + 1);
            (State::Ready { query, rows, page, more: More::Loading, in_order }, Some(read))
        }
        (State::Loading(query), Event::Page(Ok(rows))) => (ready(query, Vec::new(), rows, 1, true), None),
        (State::Loading(query), Event::Page(Err(error))) => (State::Failed(query, error), None),
        (State::Ready { query, rows, page, more: More::Loading, in_order }, Event::Page(answer)) => match answer {
            Ok(new) => (ready(query, rows, new, page + 1, in_order), None),
            Err(_) => (State::Ready { query, rows, page, more: More::Failed, in_order }, None),
        },
        (state, _) => return (state, None),
    };
    (next, Some(read))
}

fn load(query: Query) -> (State, Option<HistoryPoint>) {
    let read = query.page(1);
    (State::Loading(query), Some(read))
}

/// Adds a page: the newest first whatever the server's order, and no record twice (one made in between shifts the
/// pages). A page that brought nothing new is the last, or a server that ignores `page` would go on for ever.
fn ready(query: Query, mut rows: Vec<Record>, new: Vec<Record>, page: u32, mut in_order: bool) -> State {
    let full = new.len() >= PAGE;
    let before = rows.len();
    for record in new {
        if record.id.is_none() || !rows.iter().any(|row| row.id == record.id) {
            let at = rows.iter().rposition(|row| row.created_at >= record.created_at).map_or(0, |last| last + 1);
            in_order &= at == rows.len();
            rows.insert(at, record);
        }
    }
    let more = if full && rows.len() > before { More::Maybe } else { More::None };
    State::Ready { query, rows, page, more, in_order }
}

/// The records of one month and what they earned.
#[derive(Debug, PartialEq)]
pub struct Month<'a> {
    pub name: String,
    /// The points of this month's records that counted; `None` while records of the month may be on the next page, and
    /// where no number can hold them.
    pub total: Option<f64>,
    pub rows: Vec<&'a Record>,
}

/// Groups records, newest first, by the name of their month; `name` gets the time of a record, if it has one. `more` and
/// `in_order` are [`State::Ready`]'s.
pub fn months<'a>(
    rows: &'a [Record],
    more: More,
    in_order: bool,
    name: impl Fn(Option<Millis>) -> String,
) -> Vec<Month<'a>> {
    let mut months: Vec<Month> = Vec::new();
    for row in rows {
        let name = name(row.created_at);
        match months.last_mut() {
            Some(month) if month.name == name => month.rows.push(row),
            _ => months.push(Month { name, total: None, rows: vec![row] }),
        }
    }
    let last = months.len().saturating_sub(1);
    for (index, month) in months.iter_mut().enumerate() {
        if more == More::None || in_order && index < last {
            let total: f64 = month.rows.iter().filter(|row| row.counted).filter_map(|row| row.score).sum();
            month.total = Some(total).filter(|total| total.is_finite());
        }
    }
    months
}
