//! What people do at any moment: type, tap, tap twice, reload, switch apps, and carry devices whose clocks jump.

use super::world::{Id, PRODUCT_CODES, What, World};
use points_core::redeem::interpreter::Redeeming;
use points_core::redeem::{Event, Intent, State};

const DAY: f64 = 86_400_000.0;

impl World {
    /// Something that somebody does, at a moment before the next thing comes by itself.
    pub fn act(&mut self) {
        let next = self.next().map_or(self.now + 5_000, |at| self.queue[at].at);
        self.now += self.random.below(next.saturating_sub(self.now).max(1));
        let tab = self.random.index(self.tabs.len());
        let seat = self.random.index(self.tabs[tab].widgets.len());
        match self.random.below(24) {
            0 => self.reload(tab),
            1 => {
                self.kill(tab, seat); // removed from the page and added anew
                self.open(tab, seat);
            }
            2 => self.tabs[tab].is_hidden = true,
            3 => self.tabs[tab].is_frozen = true,
            4 => self.clock = self.random.pick(&[0.0, -DAY, DAY, -1_200.0 * DAY, 40_000.0, -40_000.0]),
            _ if self.tabs[tab].is_frozen || self.tabs[tab].is_hidden => self.show(tab),
            _ => self.tap(self.tabs[tab].widgets[seat].id),
        }
    }

    fn tap(&mut self, id: Id) {
        let seat = &self.tabs[id.tab].widgets[id.seat];
        let is_empty = seat.draft.is_none();
        let is_twice = self.random.one_in(4);
        match seat.state() {
            State::Form | State::FormWithNotice(_) if is_empty || self.random.one_in(4) => self.type_code(id),
            State::Form | State::FormWithNotice(_) => {
                self.submit(id);
                if is_twice {
                    self.submit(id);
                }
            }
            State::Locking { .. } | State::Sending { .. } | State::ReadingHistory { .. } if is_twice => {
                self.type_code(id)
            }
            State::Locking { .. } | State::Sending { .. } | State::ReadingHistory { .. } => self.submit(id),
            State::Collected { .. } => self.another(id),
            State::Unconfirmed { .. } => match self.random.below(8) {
                0..3 => self.check_again(id),
                3..7 => {
                    self.send_again(id);
                    if is_twice {
                        self.send_again(id);
                    }
                }
                _ => self.another(id), // the page resets the widget
            },
        }
    }

    fn type_code(&mut self, id: Id) {
        let code = self.random.pick(&[0, 0, 0, 0, 1, 2, 3]);
        if let Some(widget) = self.widget(id) {
            widget.draft = Some(code);
        }
        self.apply(id, Event::Another);
    }

    /// The form's one action, which does nothing while a code is under way.
    pub fn submit(&mut self, id: Id) {
        let contact = self.contacts[self.tabs[id.tab].customer].clone();
        let at = super::BEGAN + self.now as f64 + self.clock;
        self.keys += 1;
        let key = self.keys.to_string();
        let Some(widget) = self.widget(id).filter(|widget| !widget.state().is_busy()) else { return };
        let Some(code) = widget.draft else { return };
        let intent = Intent { code: PRODUCT_CODES[code].clone(), contact, key, at };
        if matches!(widget.state(), State::Form | State::FormWithNotice(_)) {
            widget.told.intent = Some(intent.clone());
            widget.told.may_send = true;
            widget.told.must_look = false;
            widget.told.has_waited = false;
        }
        self.apply(id, Event::Submit(intent));
    }

    pub fn check_again(&mut self, id: Id) {
        self.apply(id, Event::CheckAgain);
    }

    pub fn send_again(&mut self, id: Id) {
        let Some(widget) = self.widget(id) else { return };
        widget.told.may_send |= matches!(widget.state(), State::Unconfirmed { .. });
        self.apply(id, Event::SendAgain);
    }

    pub fn another(&mut self, id: Id) {
        if let Some(widget) = self.widget(id) {
            widget.draft = None;
        }
        self.apply(id, Event::Another);
    }

    /// The tab comes to the front, or back from the browser's memory: whoever does not know looks at once.
    pub fn show(&mut self, tab: usize) {
        self.tabs[tab].is_frozen = false;
        self.tabs[tab].is_hidden = false;
        for seat in 0..self.tabs[tab].widgets.len() {
            let widget = &self.tabs[tab].widgets[seat];
            if matches!(widget.state(), State::Unconfirmed { .. }) {
                self.check_again(widget.id);
            }
        }
    }

    fn reload(&mut self, tab: usize) {
        let seats = self.tabs[tab].widgets.len();
        for seat in 0..seats {
            self.kill(tab, seat);
        }
        self.tabs[tab].is_frozen = false;
        self.tabs[tab].is_hidden = false;
        if !self.has_storage {
            self.tabs[tab].stored.clear();
            self.tabs[tab].unknown = Default::default();
        }
        for seat in 0..seats {
            self.open(tab, seat);
        }
    }

    /// A widget ends. What it has sent may still arrive.
    fn kill(&mut self, tab: usize, seat: usize) {
        let id = self.tabs[tab].widgets[seat].id;
        self.locks.stop_waiting(id);
        let arrives = self.random.one_in(2);
        self.queue.retain(|due| due.id != id || arrives && matches!(due.what, What::Serve { .. }));
        self.tabs[tab].widgets[seat].redeeming = Redeeming::default(); // what it held is dropped
        self.free_locks();
        self.lives += 1;
        self.tabs[tab].widgets[seat].id.life = self.lives; // nobody, until a new one is opened
    }
}
