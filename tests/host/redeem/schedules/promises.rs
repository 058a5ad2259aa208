//! What holds after every step, whatever the network, the clocks and the customers do.

use super::world::{Id, World, index};
use super::{CODES, MISSING};
use points_core::api::history_point::Record;
use points_core::api::{ApiError, Refusal};
use points_core::redeem::{Announcement, Intent, Notice, Reason, State};

impl World {
    #[track_caller]
    pub fn promise(&self, holds: bool, what: &str, id: Id) {
        if !holds {
            let tab = &self.tabs[id.tab];
            let widget = &tab.widgets[id.seat];
            panic!(
                "{what}\nSEED={} step {}: widget {id:?} in {:?}\nanswer {:?}, unknown {:?}, stored {:?}, server {:?}",
                self.seed,
                self.tally.steps,
                widget.state(),
                widget.told.answer,
                tab.unknown,
                tab.stored,
                self.server.held
            );
        }
    }

    /// A POST leaves the client.
    pub fn leaves(&mut self, id: Id, intent: &Intent) {
        self.tabs[id.tab].unknown[index(&intent.code)] += 1;
        let told = &self.tabs[id.tab].widgets[id.seat].told;
        self.promise(told.may_send, "a POST leaves once for a tap, and never after word of an earlier try", id);
        self.promise(told.intent.as_ref() == Some(intent), "what was confirmed is what is sent", id);
        self.promise(!told.must_look, "who waited for another reads the history first", id);
        let is_pending = self.tabs[id.tab].stored.contains(&intent.code);
        self.promise(is_pending, "a code is pending before it leaves", id);
        let is_alone = !self.has_locks || self.locks.holds(index(&intent.code), self.tabs[id.tab].customer);
        self.promise(is_alone || told.has_waited, "a code leaves under its lock", id);
        self.tabs[id.tab].widgets[id.seat].told.may_send = false;
    }

    /// After the interpreter has worked.
    pub fn check(&mut self, id: Id, before: &State) {
        let tab = &self.tabs[id.tab];
        let widget = &tab.widgets[id.seat];
        let entered = std::mem::discriminant(before) != std::mem::discriminant(widget.state());
        let heard = widget.told.announced.clone();
        let expected = entered.then(|| announcement(widget.state())).flatten();
        let expected: Vec<String> = expected.map(|announcement| format!("{announcement:?}")).into_iter().collect();
        self.promise(heard == expected, "the page hears of each outcome, once", id);
        let was_unsettled = before.unsettled().filter(|_| *widget.state() != State::Form);
        if let (Some(code), None) = (was_unsettled, widget.state().unsettled()) {
            self.promise(!tab.stored.contains(code), "a code whose outcome is known is not pending", id);
        }
        if let Some(code) = widget.state().unsettled() {
            // Another widget of the tab may have settled it meanwhile.
            let is_known = tab.unknown[index(code)] == 0;
            self.promise(
                is_known || tab.stored.contains(code),
                "a code of unknown outcome is kept for the session",
                id,
            );
        }
        let is_checking = matches!(widget.state(), State::Unconfirmed { checking: true, .. });
        if widget.state().is_busy() || is_checking {
            self.promise(widget.told.awaits, "nothing waits for what will never come", id);
        }
        if let State::Locking { intent, .. }
        | State::Sending { intent, .. }
        | State::ReadingHistory { intent, .. }
        | State::Collected { intent, .. }
        | State::Unconfirmed { intent, .. } = widget.state()
        {
            self.promise(widget.told.intent.as_ref() == Some(intent), "nothing of what was confirmed changes", id);
        }
        if !entered {
            return;
        }
        let state = widget.state().clone();
        self.tally.see(&state);
        let widget = &self.tabs[id.tab].widgets[id.seat];
        match &state {
            State::Collected { intent, record, .. } => self.is_theirs(id, index(&intent.code), record.as_ref()),
            State::FormWithNotice(Notice::Yours(record)) => {
                let code = widget.told.intent.as_ref().map_or(0, |intent| index(&intent.code));
                self.is_theirs(id, code, Some(record));
            }
            State::FormWithNotice(Notice::Refused(refusal)) => self.is_refused(id, *refusal),
            State::FormWithNotice(Notice::Failed(error)) => {
                self.promise(widget.told.answer == Some(Err(*error)), "a failure is what an answer said", id);
                let is_known = !matches!(error, ApiError::Unavailable | ApiError::Protocol | ApiError::Refused(_));
                self.promise(is_known, "what nobody knows is called no failure", id);
            }
            _ => {}
        }
    }

    /// The customer reads that the points are theirs.
    fn is_theirs(&self, id: Id, code: usize, record: Option<&Record>) {
        let customer = self.tabs[id.tab].customer;
        self.promise(self.server.is_held_by(customer, code), "points that are shown are there", id);
        let is_this = record.is_none_or(|record| record.code.as_deref() == Some(CODES[code]));
        self.promise(is_this, "the record is the code's", id);
    }

    /// The customer reads that the code is used, does not exist, or does not work.
    fn is_refused(&mut self, id: Id, refusal: Refusal) {
        let tab = &self.tabs[id.tab];
        let told = &tab.widgets[id.seat].told;
        let Some(intent) = &told.intent else { return };
        let code = index(&intent.code);
        self.promise(told.answer == Some(Err(ApiError::Refused(refusal))), "a refusal is the server's", id);
        if refusal == Refusal::Invalid {
            return self.promise(code == MISSING, "what exists is not called invalid", id);
        }
        self.promise(
            tab.unknown[code] == 0,
            "no code is refused while an earlier request of this tab may be the reason",
            id,
        );
        let Some(hold) = self.server.held[code].filter(|hold| hold.by == tab.customer) else { return };
        // It is the customer's own, then: only where the history could not tell.
        if intent.contact.owner().is_some() {
            let could_tell = told.searched_at != u64::MAX && self.server.shows(code, tab.customer, told.searched_at);
            self.promise(!could_tell, "a customer's own code is not refused where the history has it", id);
        }
        self.promise(!told.has_waited, "who waited for another doubts a refusal", id);
        let is_own_echo = self.server.is_idempotent && hold.key.to_string() == intent.key;
        self.promise(!is_own_echo, "with Idempotency-Key nobody hears that their own tap used the code", id);
        self.tally.misled += 1;
    }
}

/// What the page should hear of a state that was entered.
fn announcement(state: &State) -> Option<Announcement<'_>> {
    let rejected = |reason| Some(Announcement::Rejected(reason));
    match state {
        State::Collected { record, .. } => Some(Announcement::Accumulated(record.as_ref())),
        State::Unconfirmed { .. } => Some(Announcement::Unconfirmed),
        State::FormWithNotice(Notice::Yours(_)) => rejected(Reason::Yours),
        State::FormWithNotice(Notice::Refused(Refusal::Used)) => rejected(Reason::Used),
        State::FormWithNotice(Notice::Refused(Refusal::Invalid)) => rejected(Reason::Invalid),
        State::FormWithNotice(Notice::Refused(Refusal::Unknown) | Notice::Failed(ApiError::Rejected)) => {
            rejected(Reason::Refused)
        }
        State::FormWithNotice(Notice::Failed(error)) => Some(Announcement::Failed(*error)),
        State::Form
        | State::FormWithNotice(Notice::Pending)
        | State::Locking { .. }
        | State::Sending { .. }
        | State::ReadingHistory { .. } => None,
    }
}
