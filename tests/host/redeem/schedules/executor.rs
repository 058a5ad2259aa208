//! The widget's executor, as `src/flow.rs` runs the machine, over the schedule's network.

use super::server::CODES;
use super::world::{Due, Id, What, World, index};
use points_core::api::ApiError;
use points_core::redeem::{Command, Event, Intent, State};

/// The longest wait for a turn.
const PATIENCE: u64 = 20_000;

impl World {
    pub fn apply(&mut self, id: Id, event: Event) {
        let Some(widget) = self.widget(id) else { return };
        let before = std::mem::discriminant(&widget.state);
        let unsettled = widget.state.unsettled().map(index);
        let command = widget.state.apply(event);
        let still = widget.state.unsettled().map(index);
        let is_form = matches!(widget.state, State::Form);
        let is_busy = widget.state.is_busy();
        let entered = before != std::mem::discriminant(&widget.state);
        widget.told.awaits |= command.is_some();
        if let Some(code) = unsettled.filter(|_| still != unsettled && !is_form) {
            self.tabs[id.tab].stored.retain(|other| index(other) != code);
        }
        if !is_busy {
            self.give_back(id);
        }
        self.check(id, entered);
        match command {
            Some(Command::Accumulate { intent, first }) => self.wait_for_turn(id, intent, first),
            Some(Command::Look { page, after, .. }) => {
                let turn = self.newest(id);
                self.push(after.into(), id, turn, What::Wake { page });
            }
            None => {}
        }
    }

    fn newest(&mut self, id: Id) -> u32 {
        self.widget(id).map_or(0, |widget| {
            widget.turn += 1;
            widget.turn
        })
    }

    pub fn give_back(&mut self, id: Id) {
        for next in self.turns.give_back(id) {
            // Its patience is over at once: the turn is there.
            for due in self.queue.iter_mut().filter(|due| due.id == next) {
                if let What::Patience { intent, first } = &due.what {
                    due.at = self.now;
                    due.what = What::Turn { intent: intent.clone(), first: *first };
                }
            }
        }
    }

    fn wait_for_turn(&mut self, id: Id, intent: Intent, first: bool) {
        let turn = self.newest(id);
        let customer = self.tabs[id.tab].customer;
        let domain = if self.has_locks { customer } else { 10 + id.tab };
        let code = index(&intent.code);
        if self.turns.has(id, code) || self.turns.take(domain, code, id) {
            self.go(id, turn, intent, first, false);
        } else {
            self.push(PATIENCE, id, turn, What::Patience { intent, first });
        }
    }

    fn go(&mut self, id: Id, turn: u32, intent: Intent, first: bool, waited: bool) {
        let is_stored = self.tabs[id.tab].stored.contains(&intent.code);
        let Some(widget) = self.widget(id) else { return };
        if first && is_stored {
            widget.told.may_send = false;
            widget.told.awaits = false;
            self.tally.earlier += 1;
            self.apply(id, Event::Earlier);
        } else if first && waited {
            widget.told.has_waited = true;
            widget.told.must_look = widget.told.intent.as_ref().is_some_and(|intent| intent.contact.owner().is_some());
            widget.told.awaits = false;
            self.tally.occupied += 1;
            self.apply(id, Event::Occupied);
        } else {
            if !is_stored {
                self.tabs[id.tab].stored.push(intent.code.clone());
            }
            self.post(id, turn, &intent);
        }
    }

    /// Takes the next step of the network or of a timer.
    pub fn run(&mut self, at: usize) {
        let Due { at, id, turn, what } = self.queue.swap_remove(at);
        self.now = self.now.max(at);
        self.tally.steps += 1;
        let customer = self.tabs[id.tab].customer;
        if let What::Serve { code, key, is_heard } = what {
            let answer = self.server.redeem(code, customer, key, self.now).meaning();
            if is_heard {
                let back = self.random.below(2_000);
                self.push(back, id, turn, What::Answer { code, answer });
            }
            return;
        }
        let now = self.now;
        let Some(widget) = self.widget(id).filter(|widget| widget.turn == turn) else { return };
        match what {
            What::Serve { .. } => {}
            What::Turn { intent, first } => self.go(id, turn, intent, first, true),
            What::Patience { intent, first } => {
                self.turns.stop_waiting(id);
                self.go(id, turn, intent, first, true);
            }
            What::Answer { code, answer } => {
                widget.told.awaits = false;
                widget.told.answer = Some(answer);
                self.learn(id.tab, code, answer);
                self.apply(id, Event::Answered(answer));
            }
            What::Wake { page } => {
                if page == 1 {
                    widget.told.searched_at = u64::MAX; // not read yet
                }
                let is_down = !self.is_good && self.random.one_in(5);
                let soon = self.random.below(3_000);
                let failed = What::Page { page, read_at: 0, rows: Err(ApiError::Unavailable) };
                self.push(soon, id, turn, if is_down { failed } else { What::Read { page } });
            }
            What::Read { page } => {
                let rows = Ok(self.server.page(page, customer, now, super::BEGAN));
                let back = self.random.below(1_000);
                self.push(back, id, turn, What::Page { page, read_at: now, rows });
            }
            What::Page { page, read_at, rows } => {
                widget.told.awaits = false;
                widget.told.must_look = false;
                let first = if page == 1 { read_at } else { widget.told.searched_at };
                widget.told.searched_at = if rows.is_ok() { first } else { u64::MAX };
                let counted = rows.iter().flatten().filter(|row| row.counted).filter_map(|row| row.code.as_deref());
                let found: Vec<usize> = counted.filter_map(|code| CODES.iter().position(|own| *own == code)).collect();
                for code in found {
                    self.tabs[id.tab].unknown[code] = 0;
                }
                self.apply(id, Event::Looked(page, rows));
            }
        }
    }
}
