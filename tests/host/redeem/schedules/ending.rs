//! The fair end of every schedule: the network is good, the history is up to date, and people press what is offered.

use super::world::{Id, World};
use super::{CODES, MISSING};
use points_core::redeem::{Event, Notice, State};

/// More steps than any settled end takes.
const BOUND: u64 = 400;

impl World {
    /// Lets everything end.
    pub fn end(&mut self) {
        self.settle();
        self.is_good = true;
        self.server.lag = 0;
        self.clock = 0.0;
        let ids: Vec<Id> = self.tabs.iter().flat_map(|tab| tab.widgets.iter().map(|widget| widget.id)).collect();
        for id in ids {
            // A new page first says that there was an earlier try; then each button once.
            self.press(id, |state| matches!(state, State::FormWithNotice(Notice::Pending)), World::submit);
            self.press(id, |state| matches!(state, State::Unconfirmed { .. }), World::check_again);
            self.press(id, |state| matches!(state, State::Unconfirmed { .. }), World::send_again);
            self.leave_in_doubt(id);
        }
        self.are_settled();
    }

    fn press(&mut self, id: Id, is_offered: fn(&State) -> bool, button: fn(&mut World, Id)) {
        if is_offered(self.tabs[id.tab].widgets[id.seat].state()) {
            button(self, id);
            self.settle();
        }
    }

    /// All that comes by itself.
    fn settle(&mut self) {
        for tab in 0..self.tabs.len() {
            self.show(tab);
        }
        let began = self.tally.steps;
        while let Some(next) = self.next() {
            self.run(next);
            assert!(self.tally.steps - began < BOUND, "it goes on for ever, SEED={}", self.seed);
        }
        for tab in &self.tabs {
            for widget in &tab.widgets {
                let is_over = !widget.state().is_busy();
                self.promise(is_over, "no spinner turns for ever", widget.id);
                let is_checking = matches!(widget.state(), State::Unconfirmed { checking: true, .. });
                self.promise(!is_checking, "nothing says that it checks and does not", widget.id);
            }
        }
    }

    /// A code that was refused on the second try and is in no history of theirs: the machine never calls it used, since
    /// a history may lag for longer than anybody waits. The way out is another code.
    fn leave_in_doubt(&mut self, id: Id) {
        let tab = &self.tabs[id.tab];
        let State::Unconfirmed { intent, .. } = tab.widgets[id.seat].state() else { return };
        let code = super::world::index(&intent.code);
        let is_theirs = self.server.is_held_by(tab.customer, code) && intent.contact.owner().is_some();
        self.promise(!is_theirs, "who has the points hears of it in the end", id);
        let is_taken = self.server.held[code].is_some() || code == MISSING && self.server.is_silent;
        self.promise(is_taken, "a code that is free is collected in the end", id);
        self.apply(id, Event::Another);
        self.promise(matches!(self.tabs[id.tab].widgets[id.seat].state(), State::Form), "there is a way out", id);
        self.tally.doubted += 1;
    }

    fn are_settled(&self) {
        assert!(!self.locks.is_any_held(), "every lock is released in the end, SEED={}", self.seed);
        for tab in &self.tabs {
            for widget in &tab.widgets {
                let settled = match widget.state() {
                    State::Form | State::Collected { .. } => true,
                    State::FormWithNotice(notice) => *notice != Notice::Pending || widget.draft.is_none(),
                    _ => false,
                };
                self.promise(settled, "everybody knows in the end", widget.id);
            }
        }
        let collected = (0..CODES.len()).filter(|code| self.server.held[*code].is_some_and(|hold| hold.by < 2));
        assert_eq!(self.server.points, 100 * collected.count() as u64, "points are never doubled, SEED={}", self.seed);
    }
}
