//! [`Owner`]: what is made while a part of the page is built, and ends with it. Leptos's by name and meaning, for one thread.

use super::effect::RenderEffect;
use super::signal::Slot;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

thread_local! {
    /// The owner of what is made now.
    static CURRENT: RefCell<Option<Owner>> = const { RefCell::new(None) };
    /// The slots of all signals, in the order of their numbers.
    static SLOTS: RefCell<Vec<(u32, Rc<Slot>)>> = const { RefCell::new(Vec::new()) };
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// A handle; what it owns is cleaned up when the last one is dropped.
#[derive(Clone)]
pub struct Owner(Rc<Inner>);

struct Inner {
    parent: Option<Weak<Inner>>,
    children: RefCell<Vec<Weak<Inner>>>,
    cleanups: RefCell<Vec<Box<dyn FnOnce()>>>,
    kept: RefCell<Vec<Kept>>,
    contexts: RefCell<Vec<Rc<dyn Any>>>,
}

/// What lives as long as its owner is not cleaned up.
pub(crate) enum Kept {
    /// The slot of a signal, by its number.
    Signal(u32),
    Effect(#[expect(dead_code, reason = "it is there to be dropped")] RenderEffect),
}

impl Owner {
    /// Makes an owner inside the current one.
    #[expect(clippy::new_without_default, reason = "as Leptos's; it depends on what is around it")]
    #[inline(never)]
    pub fn new() -> Owner {
        Owner::inside(Owner::current().as_ref())
    }

    pub fn child(&self) -> Owner {
        Owner::inside(Some(self))
    }

    fn inside(parent: Option<&Owner>) -> Owner {
        let inner = Rc::new(Inner {
            parent: parent.map(|parent| Rc::downgrade(&parent.0)),
            children: RefCell::default(),
            cleanups: RefCell::default(),
            kept: RefCell::default(),
            contexts: RefCell::default(),
        });
        if let Some(parent) = parent {
            let mut children = parent.0.children.borrow_mut();
            children.retain(|child| child.strong_count() > 0);
            children.push(Rc::downgrade(&inner));
        }
        Owner(inner)
    }

    pub fn current() -> Option<Owner> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// Runs; what is made meanwhile is this owner's.
    pub fn with<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(Some(self.clone()));
        let value = run();
        CURRENT.set(before);
        value
    }

    /// Cleans up, and runs.
    pub fn with_cleanup<T>(&self, run: impl FnOnce() -> T) -> T {
        self.cleanup();
        self.with(run)
    }

    /// Ends what it owns: first what is inside, then by the functions given to [`on_cleanup`], then signals and effects.
    pub fn cleanup(&self) {
        self.0.cleanup();
    }
}

impl Inner {
    #[inline(never)]
    fn cleanup(&self) {
        for child in self.children.take() {
            if let Some(child) = child.upgrade() {
                child.cleanup();
            }
        }
        for cleanup in self.cleanups.take() {
            cleanup();
        }
        for kept in self.kept.take() {
            if let Kept::Signal(number) = kept {
                // Dropped after the borrow: its value may own signals.
                drop(SLOTS.with_borrow_mut(|slots| find(slots, number).map(|at| slots.remove(at))));
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.cleanup();
    }
}

/// Keeps an effect or a signal until the current owner is cleaned up; for ever where there is none.
pub(crate) fn keep(kept: Kept) {
    match Owner::current() {
        Some(owner) => owner.0.kept.borrow_mut().push(kept),
        None => std::mem::forget(kept),
    }
}

/// Keeps a signal's slot until the current owner is cleaned up; gives its number.
pub(crate) fn keep_slot(slot: Slot) -> u32 {
    let number = MADE.get();
    MADE.set(number.wrapping_add(1));
    SLOTS.with_borrow_mut(|slots| slots.push((number, Rc::new(slot))));
    keep(Kept::Signal(number));
    number
}

/// The slot of a signal; `None` once its owner is gone.
pub(crate) fn slot(number: u32) -> Option<Rc<Slot>> {
    SLOTS.with_borrow(|slots| Some(slots.get(find(slots, number)?)?.1.clone()))
}

fn find(slots: &[(u32, Rc<Slot>)], number: u32) -> Option<usize> {
    slots.binary_search_by_key(&number, |(number, _)| *number).ok()
}

/// Runs when the current owner is cleaned up.
pub fn on_cleanup(run: impl FnOnce() + 'static) {
    if let Some(owner) = Owner::current() {
        owner.0.cleanups.borrow_mut().push(Box::new(run));
    }
}

/// Gives a value to everything inside the current owner.
pub fn provide_context<T: 'static>(value: T) {
    if let Some(owner) = Owner::current() {
        owner.0.contexts.borrow_mut().push(Rc::new(value));
    }
}

/// The value of this type that the nearest owner around was given last.
pub fn use_context<T: Clone + 'static>() -> Option<T> {
    let mut owner = Owner::current().map(|owner| owner.0);
    while let Some(inner) = owner {
        let found = inner.contexts.borrow().iter().rev().find_map(|context| context.downcast_ref::<T>().cloned());
        if found.is_some() {
            return found;
        }
        owner = inner.parent.as_ref().and_then(Weak::upgrade);
    }
    None
}
