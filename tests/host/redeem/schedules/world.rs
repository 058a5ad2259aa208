//! One schedule: tabs and widgets of a customer, another customer, a server, a network and a clock, all in memory.

use super::random::Random;
use super::server::{CODES, Server};
use super::tally::Tally;
use super::turns::Turns;
use crate::support::code;
use points_core::api::ApiError;
use points_core::api::history_point::Record;
use points_core::contact::Contact;
use points_core::product_code::ProductCode;
use points_core::redeem::{Intent, State};
use std::sync::LazyLock;

/// Since the schedule began.
pub type Millis = u64;

/// One life of one widget; the place of a dead one is taken by the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    pub tab: usize,
    pub seat: usize,
    pub life: u32,
}

pub struct Widget {
    pub id: Id,
    pub state: State,
    /// The code in the field.
    pub draft: Option<usize>,
    /// Counts commands: only the newest one's result is heard.
    pub turn: u32,
    pub told: Told,
}

/// What the checks remember of a widget, beside the machine.
#[derive(Default)]
pub struct Told {
    /// The newest tap that may send.
    pub intent: Option<Intent>,
    /// Of which nothing has left yet.
    pub may_send: bool,
    /// Another widget was sending the same: the history is to be read first.
    pub has_waited: bool,
    pub must_look: bool,
    /// Something will come.
    pub awaits: bool,
    /// The newest answer to a POST.
    pub answer: Option<Result<(), ApiError>>,
    /// When page 1 of the newest search was read.
    pub searched_at: Millis,
}

pub struct Tab {
    pub customer: usize,
    pub is_frozen: bool,
    pub is_hidden: bool,
    /// Codes of unknown outcome, as the executor keeps them. The type says that nothing personal can be among them.
    pub stored: Vec<ProductCode>,
    /// How many requests left this tab, or this page where storage is broken, of which nothing is known, for each code.
    pub unknown: [u32; CODES.len()],
    pub widgets: Vec<Widget>,
}

pub struct Due {
    pub at: Millis,
    pub id: Id,
    pub turn: u32,
    pub what: What,
}

pub enum What {
    /// The turn came.
    Turn {
        intent: Intent,
        first: bool,
    },
    /// HistoryOwner waits in vain goes on.
    Patience {
        intent: Intent,
        first: bool,
    },
    /// A copy of the POST reaches the server; the widget hears the answer of one.
    Serve {
        code: usize,
        key: u32,
        is_heard: bool,
    },
    Answer {
        code: usize,
        answer: Result<(), ApiError>,
    },
    /// Time to read the history.
    Wake {
        page: u32,
    },
    /// The reading reaches the server.
    Read {
        page: u32,
    },
    Page {
        page: u32,
        read_at: Millis,
        rows: Result<Vec<Record>, ApiError>,
    },
}

pub struct World {
    pub seed: u64,
    pub random: Random,
    pub now: Millis,
    /// How wrong the device's clock is.
    pub clock: f64,
    pub queue: Vec<Due>,
    pub server: Server,
    pub turns: Turns,
    pub tabs: Vec<Tab>,
    pub lives: u32,
    pub keys: u32,
    pub contacts: [Contact; 2],
    pub has_locks: bool,
    pub has_storage: bool,
    /// From now on nothing goes wrong.
    pub is_good: bool,
    pub tally: Tally,
}

pub static PRODUCT_CODES: LazyLock<Vec<ProductCode>> = LazyLock::new(|| CODES.iter().map(|text| code(text)).collect());

pub fn index(code: &ProductCode) -> usize {
    usize::from(code.as_str().as_bytes()[CODES[0].len() - 1] - b'0')
}

impl World {
    pub fn widget(&mut self, id: Id) -> Option<&mut Widget> {
        self.tabs[id.tab].widgets.get_mut(id.seat).filter(|widget| widget.id == id)
    }

    pub fn push(&mut self, after: Millis, id: Id, turn: u32, what: What) {
        self.queue.push(Due { at: self.now + after, id, turn, what });
    }

    /// What comes next and is not held up by a frozen page; servers never freeze.
    pub fn next(&self) -> Option<usize> {
        let comes =
            |due: &Due| matches!(due.what, What::Serve { .. } | What::Read { .. }) || !self.tabs[due.id.tab].is_frozen;
        let due = self.queue.iter().enumerate().filter(|(_, due)| comes(due));
        due.min_by_key(|(_, due)| due.at).map(|(at, _)| at)
    }
}
