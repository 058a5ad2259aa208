//! The world as the shipped interpreter sees it: locks, storage, network, time and the page of one widget.

use super::locks::{Held, Key};
use super::world::{Id, What, World, index};
use points_core::contact::HistoryOwner;
use points_core::product_code::ProductCode;
use points_core::redeem::interpreter::{self, Host, Redeeming};
use points_core::redeem::{Event, Focus, Intent, State};
use std::ops::Deref;

/// The longest wait for a lock, in milliseconds.
const LONGEST_WAIT: u64 = 20_000;

struct Page<'a> {
    world: &'a mut World,
    id: Id,
}

impl Page<'_> {
    /// Something was started that reports back as `what`, and the widget waits for it.
    fn start(&mut self, attempt: u32, after: u64, what: What) {
        if let Some(widget) = self.world.widget(self.id) {
            widget.told.awaits |= !matches!(what, What::TimeUp);
            widget.told.newest = attempt;
        }
        self.world.push(after, self.id, attempt, what);
    }
}

impl Host for Page<'_> {
    type Lock = Held;

    fn update<T>(&mut self, change: impl FnOnce(&mut Redeeming<Held>) -> (bool, T)) -> Option<T> {
        self.world.widget(self.id).map(|widget| change(&mut widget.redeeming).1)
    }

    fn read(&self) -> Option<impl Deref<Target = Redeeming<Held>>> {
        let widget = self.world.tabs[self.id.tab].widgets.get(self.id.seat)?;
        (widget.id == self.id).then_some(&widget.redeeming)
    }

    fn lock(&mut self, attempt: u32, code: ProductCode) {
        let customer = self.world.tabs[self.id.tab].customer;
        let domain = if self.world.has_locks { customer } else { 10 + self.id.tab };
        match self.world.locks.take(Key { domain, code: index(&code) }, self.id) {
            Some(lock) => self.start(attempt, 0, What::Locked { code, waited: false, lock: Some(lock) }),
            None => self.start(attempt, LONGEST_WAIT, What::Locked { code, waited: true, lock: None }),
        }
    }

    fn is_pending(&mut self, code: &ProductCode) -> bool {
        self.world.tabs[self.id.tab].stored.contains(code)
    }

    fn add_pending(&mut self, code: &ProductCode) {
        if !self.is_pending(code) {
            self.world.tabs[self.id.tab].stored.push(code.clone());
        }
    }

    fn remove_pending(&mut self, code: &ProductCode) {
        self.world.tabs[self.id.tab].stored.retain(|other| other != code);
    }

    fn send(&mut self, attempt: u32, intent: Intent) {
        if let Some(widget) = self.world.widget(self.id) {
            widget.told.awaits = true;
            widget.told.newest = attempt;
        }
        self.world.post(self.id, attempt, &intent);
    }

    fn read_history(&mut self, attempt: u32, owner: HistoryOwner, page: u32, after: u32) {
        let told = self.world.widget(self.id).and_then(|widget| widget.told.intent.as_ref()?.contact.owner());
        self.world.promise(told == Some(owner), "the history that is read is the customer's own", self.id);
        self.start(attempt, after.into(), What::Wake { page });
    }

    fn start_timer(&mut self, attempt: u32, millis: u32) {
        self.start(attempt, millis.into(), What::TimeUp);
    }

    fn review_contact(&mut self) {}

    fn focus(&mut self, _: Focus) {}

    fn announce(&mut self) {
        if let Some(widget) = self.world.widget(self.id) {
            let heard = widget.redeeming.state.announcement().map(|announcement| format!("{announcement:?}"));
            widget.told.announced.extend(heard);
        }
    }
}

impl World {
    /// Something that the customer does.
    pub fn apply(&mut self, id: Id, event: Event) {
        self.step(id, |page| interpreter::dispatch(page, event));
    }

    /// A report of something that was started.
    fn resume(&mut self, id: Id, attempt: u32, event: Event) {
        self.step(id, |page| interpreter::resume(page, attempt, event));
    }

    /// Lets the interpreter work, and checks what came of it.
    fn step(&mut self, id: Id, work: impl FnOnce(&mut Page<'_>)) {
        let Some(widget) = self.widget(id) else { return };
        let before = widget.redeeming.state.clone();
        widget.told.announced.clear();
        work(&mut Page { world: self, id });
        self.free_locks();
        self.check(id, &before);
    }

    /// Hands on the locks that were dropped; who waited for one goes on at once.
    pub fn free_locks(&mut self) {
        while let Some(next) = self.locks.free_next() {
            let Some((next, freed)) = next else { continue };
            let now = self.now;
            for due in self.queue.iter_mut().filter(|due| due.id == next) {
                if let What::Locked { waited: true, lock, .. } = &mut due.what {
                    due.at = now;
                    *lock = Some(freed);
                    break;
                }
            }
        }
    }

    /// The lock came, or the widget has waited for too long.
    pub fn locked(&mut self, id: Id, attempt: u32, code: ProductCode, waited: bool, lock: Option<Held>) {
        self.locks.stop_waiting(id);
        let is_pending = self.tabs[id.tab].stored.contains(&code);
        let Some(widget) = self.widget(id) else { return };
        widget.told.awaits = false;
        if let State::Locking { resent: false, .. } = widget.redeeming.state {
            if is_pending {
                widget.told.may_send = false;
                self.tally.pending += 1;
            } else if waited {
                widget.told.has_waited = true;
                let owner = widget.told.intent.as_ref().and_then(|intent| intent.contact.owner());
                widget.told.must_look = owner.is_some();
                self.tally.sent_elsewhere += 1;
            }
        }
        self.step(id, |page| interpreter::locked(page, attempt, &code, waited, lock));
    }

    /// An answer to a POST.
    pub fn answer(&mut self, id: Id, attempt: u32, code: usize, answer: Result<(), points_core::api::ApiError>) {
        if let Some(widget) = self.widget(id) {
            widget.told.awaits = false;
            widget.told.answer = Some(answer);
        }
        self.learn(id.tab, code, answer);
        self.resume(id, attempt, Event::Answered(answer));
    }

    /// A page of the history that was read at `read_at`.
    pub fn page_read(&mut self, id: Id, attempt: u32, page: u32, read_at: u64, rows: super::world::Rows) {
        let Some(widget) = self.widget(id) else { return };
        widget.told.awaits = false;
        widget.told.must_look = false;
        let first = if page == 1 { read_at } else { widget.told.searched_at };
        widget.told.searched_at = if rows.is_ok() { first } else { u64::MAX };
        let counted = rows.iter().flatten().filter(|row| row.counted).filter_map(|row| row.code.as_deref());
        let codes = super::CODES;
        let found: Vec<usize> = counted.filter_map(|code| codes.iter().position(|own| *own == code)).collect();
        for code in found {
            self.tabs[id.tab].unknown[code] = 0;
        }
        self.resume(id, attempt, Event::HistoryRead(page, rows));
    }

    pub fn time_up(&mut self, id: Id, attempt: u32) {
        self.resume(id, attempt, Event::TimeUp);
    }

    /// What an older start reports: nobody waits for it any more, and nothing may come of it.
    pub fn late(&mut self, id: Id, attempt: u32, what: What) {
        let Some(widget) = self.widget(id) else { return };
        let before = widget.redeeming.state.clone();
        let mut page = Page { world: self, id };
        match what {
            What::Locked { code, waited, lock } => interpreter::locked(&mut page, attempt, &code, waited, lock),
            What::Answer { answer, .. } => interpreter::resume(&mut page, attempt, Event::Answered(answer)),
            What::Page { page: number, rows, .. } => {
                interpreter::resume(&mut page, attempt, Event::HistoryRead(number, rows));
            }
            _ => interpreter::resume(&mut page, attempt, Event::TimeUp),
        }
        self.free_locks();
        let after = self.tabs[id.tab].widgets[id.seat].redeeming.state.clone();
        self.promise(before == after, "what an older start reports changes nothing", id);
        self.tally.late += 1;
    }
}
