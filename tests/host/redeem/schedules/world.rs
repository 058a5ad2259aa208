//! One schedule: tabs and widgets of a customer, another customer, a server, a network and a clock, all in memory.

use super::random::Random;
use super::server::{CODES, Server};
use super::tally::Tally;
use super::turns::Turns;
use crate::support::{code, phone};
use points_widget::api::history_point::Record;
use points_widget::api::{ApiError, Refusal};
use points_widget::code::ProductCode;
use points_widget::contact::Contact;
use points_widget::redeem::{Event, Intent, State};
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
    /// Codes of unknown outcome, as the executor keeps them.
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
    /// Who waits in vain goes on.
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
static CONTACTS: LazyLock<[Contact; 2]> = LazyLock::new(|| {
    ["0867123456", "0867123457"].map(|text| Contact { phone: Some(phone(text)), ..Contact::default() })
});

pub fn index(code: &ProductCode) -> usize {
    usize::from(code.as_str().as_bytes()[CODES[0].len() - 1] - b'0')
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut random = Random::new(seed);
        let lag = if random.one_in(2) { 0 } else { random.below(30_000) };
        let server = Server::new(random.one_in(2), random.one_in(8), lag, random.one_in(32));
        let mut contacts = CONTACTS.clone();
        if random.one_in(16) {
            contacts[0] = Contact::default(); // of nobody there is a history
        }
        let mut world = World {
            seed,
            now: 0,
            clock: 0.0,
            queue: Vec::new(),
            server,
            turns: Turns::default(),
            tabs: Vec::new(),
            lives: 0,
            keys: 0,
            contacts,
            has_locks: !random.one_in(4),
            has_storage: !random.one_in(4),
            is_good: false,
            tally: Tally::default(),
            random,
        };
        let tabs = 1 + world.random.index(2);
        for tab in 0..=tabs {
            let customer = usize::from(tab == tabs);
            if customer == 0 || world.random.one_in(2) {
                let stored = Vec::new();
                let unknown = [0; CODES.len()];
                world.tabs.push(Tab { customer, is_frozen: false, is_hidden: false, stored, unknown, widgets: vec![] });
                for seat in 0..=world.random.index(2) {
                    world.open(tab, seat);
                }
            }
        }
        world
    }

    /// A new widget in its seat. A code whose outcome is unknown is in its field.
    pub fn open(&mut self, tab: usize, seat: usize) {
        self.lives += 1;
        let id = Id { tab, seat, life: self.lives };
        let last = self.tabs[tab].stored.last().map(index);
        let widget = Widget { id, state: State::Form, draft: last, turn: 0, told: Told::default() };
        let widgets = &mut self.tabs[tab].widgets;
        if seat < widgets.len() {
            widgets[seat] = widget;
        } else {
            widgets.push(widget);
        }
        if last.is_some() {
            self.apply(id, Event::Restore);
        }
    }

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

    /// What the answer says about the requests of this tab that are still unknown.
    pub fn learn(&mut self, tab: usize, code: usize, answer: Result<(), ApiError>) {
        let unknown = &mut self.tabs[tab].unknown[code];
        match answer {
            Err(ApiError::Unavailable | ApiError::Protocol) => {}
            Ok(()) | Err(ApiError::Refused(Refusal::Invalid)) => *unknown = 0,
            Err(_) => *unknown = unknown.saturating_sub(1),
        }
    }
}
