//! One turn a code: a widget waits while another widget or tab of the same browser has it.

use super::world::Id;

#[derive(Default)]
pub struct Turns(Vec<Turn>);

struct Turn {
    /// A browser with Web Locks, or else one page.
    domain: usize,
    code: usize,
    holder: Id,
    waiting: Vec<Id>,
}

impl Turns {
    pub fn has(&self, id: Id, code: usize) -> bool {
        self.0.iter().any(|turn| turn.holder == id && turn.code == code)
    }

    /// Takes the turn, or waits for it.
    pub fn take(&mut self, domain: usize, code: usize, id: Id) -> bool {
        match self.0.iter_mut().find(|turn| (turn.domain, turn.code) == (domain, code)) {
            Some(turn) => turn.waiting.push(id),
            None => {
                self.0.push(Turn { domain, code, holder: id, waiting: Vec::new() });
                return true;
            }
        }
        false
    }

    /// HistoryOwner waited too long goes on without.
    pub fn stop_waiting(&mut self, id: Id) -> bool {
        let mut waited = false;
        for turn in &mut self.0 {
            let before = turn.waiting.len();
            turn.waiting.retain(|other| *other != id);
            waited |= turn.waiting.len() < before;
        }
        waited
    }

    /// Gives back every turn of a widget; returns who has one now.
    pub fn give_back(&mut self, id: Id) -> Vec<Id> {
        let mut next = Vec::new();
        self.0.retain_mut(|turn| {
            if turn.holder != id {
                return true;
            }
            if turn.waiting.is_empty() {
                return false;
            }
            turn.holder = turn.waiting.remove(0);
            next.push(turn.holder);
            true
        });
        next
    }
}
