//! One lock a code: a widget waits while another widget or tab of the same browser holds it.

use super::world::Id;
use std::cell::RefCell;
use std::rc::Rc;

/// The code's lock in a browser with Web Locks, or else in one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub domain: usize,
    pub code: usize,
}

/// A held lock; dropping it releases it.
pub struct Held {
    key: Key,
    released: Rc<RefCell<Vec<Key>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.released.borrow_mut().push(self.key);
    }
}

#[derive(Default)]
pub struct Locks {
    held: Vec<Lock>,
    /// What was dropped and is not free yet.
    released: Rc<RefCell<Vec<Key>>>,
}

struct Lock {
    key: Key,
    waiting: Vec<Id>,
}

impl Locks {
    fn hold(&self, key: Key) -> Held {
        Held { key, released: self.released.clone() }
    }

    /// Takes the lock, or waits for it.
    pub fn take(&mut self, key: Key, id: Id) -> Option<Held> {
        match self.held.iter_mut().find(|lock| lock.key == key) {
            Some(lock) => {
                lock.waiting.push(id);
                None
            }
            None => {
                self.held.push(Lock { key, waiting: Vec::new() });
                Some(self.hold(key))
            }
        }
    }

    /// Gives up waiting.
    pub fn stop_waiting(&mut self, id: Id) {
        self.held.iter_mut().for_each(|lock| lock.waiting.retain(|other| *other != id));
    }

    /// Frees a lock that was dropped: it goes to who has waited longest. `None` once nothing is left to free, and
    /// `Some(None)` where nobody waits.
    pub fn free_next(&mut self) -> Option<Option<(Id, Held)>> {
        let key = self.released.borrow_mut().pop()?;
        let at = self.held.iter().position(|lock| lock.key == key)?;
        if self.held[at].waiting.is_empty() {
            self.held.swap_remove(at);
            return Some(None);
        }
        let next = self.held[at].waiting.remove(0);
        Some(Some((next, self.hold(key))))
    }

    /// Whether the lock of a code is held in this domain.
    pub fn holds(&self, code: usize, domain: usize) -> bool {
        self.held.iter().any(|lock| lock.key == Key { domain, code })
    }

    /// Whether any is held.
    pub fn is_any_held(&self) -> bool {
        !self.held.is_empty()
    }
}
