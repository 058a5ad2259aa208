//! One schedule: tabs and widgets of a customer, another customer, a server, a network and a clock, all in memory.

use super::locks::{Held, Locks};
use super::random::Random;
use super::server::{CODES, Server};
use super::tally::Tally;
use crate::support::code;
use points_core::api::ApiError;
use points_core::api::history_point::Record;
use points_core::contact::Contact;
use points_core::product_code::ProductCode;
use points_core::redeem::interpreter::Redeeming;
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
    pub redeeming: Redeeming<Held>,
    /// The code in the field.
    pub draft: Option<usize>,
    pub told: Told,
}

impl Widget {
    pub fn state(&self) -> &State {
        &self.redeeming.state
    }
}

/// A page of the history, or why there is none.
pub type Rows = Result<Vec<Record>, ApiError>;

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
    /// The attempt of the newest start.
    pub newest: u32,
    /// What the page heard of the last step.
    pub announced: Vec<String>,
    /// The newest answer to a POST.
    pub answer: Option<Result<(), ApiError>>,
    /// When page 1 of the newest search was read.
    pub searched_at: Millis,
}

pub struct Tab {
    pub customer: usize,
    pub is_frozen: bool,
    pub is_hidden: bool,
    /// Codes of unknown outcome, as the session's storage keeps them. The type says that nothing personal can be among them.
    pub stored: Vec<ProductCode>,
    /// How many requests left this tab, or this page where storage is broken, of which nothing is known, for each code.
    pub unknown: [u32; CODES.len()],
    pub widgets: Vec<Widget>,
}

pub struct Due {
    pub at: Millis,
    pub id: Id,
    pub attempt: u32,
    pub what: What,
}

pub enum What {
    /// The lock is held, or was waited for in vain.
    Locked {
        code: ProductCode,
        waited: bool,
        lock: Option<Held>,
    },
    TimeUp,
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
        rows: Rows,
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
    pub locks: Locks,
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

    pub fn push(&mut self, after: Millis, id: Id, attempt: u32, what: What) {
        self.queue.push(Due { at: self.now + after, id, attempt, what });
    }

    /// Takes the next step of the network or of a timer.
    pub fn run(&mut self, at: usize) {
        let Due { at, id, attempt, what } = self.queue.swap_remove(at);
        self.now = self.now.max(at);
        self.tally.steps += 1;
        let (now, customer) = (self.now, self.tabs[id.tab].customer);
        if let What::Serve { code, key, is_heard } = what {
            let answer = self.server.redeem(code, customer, key, now).meaning();
            if is_heard {
                let back = self.random.below(2_000);
                self.push(back, id, attempt, What::Answer { code, answer });
            }
            return;
        }
        let Some(widget) = self.widget(id) else { return };
        let is_late = widget.told.newest != attempt;
        match what {
            What::Wake { .. } | What::Read { .. } if is_late => {} // aborted on its way
            what if is_late => self.late(id, attempt, what),
            What::Serve { .. } => {}
            What::Locked { code, waited, lock } => self.locked(id, attempt, code, waited, lock),
            What::TimeUp => self.time_up(id, attempt),
            What::Answer { code, answer } => self.answer(id, attempt, code, answer),
            What::Wake { page } => {
                if page == 1 {
                    widget.told.searched_at = u64::MAX; // not read yet
                }
                let is_down = !self.is_good && self.random.one_in(5);
                let soon = self.random.below(3_000);
                let failed = What::Page { page, read_at: 0, rows: Err(ApiError::Unavailable) };
                self.push(soon, id, attempt, if is_down { failed } else { What::Read { page } });
            }
            What::Read { page } => {
                let rows = Ok(self.server.page(page, customer, now, super::BEGAN));
                let back = self.random.below(1_000);
                self.push(back, id, attempt, What::Page { page, read_at: now, rows });
            }
            What::Page { page, read_at, rows } => self.page_read(id, attempt, page, read_at, rows),
        }
    }

    /// What comes next and is not held up by a frozen page; servers never freeze.
    pub fn next(&self) -> Option<usize> {
        let comes =
            |due: &Due| matches!(due.what, What::Serve { .. } | What::Read { .. }) || !self.tabs[due.id.tab].is_frozen;
        let due = self.queue.iter().enumerate().filter(|(_, due)| comes(due));
        due.min_by_key(|(_, due)| due.at).map(|(at, _)| at)
    }
}
