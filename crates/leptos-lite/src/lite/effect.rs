//! Effects: closures that run again when a signal changes that they have read.
//!
//! They run at once when they are made, and after a change in a microtask, in the order in which they were made: what is
//! inside another effect's view comes after it, and has ended where that was built anew.

use super::owner::{Kept, Owner, keep};
use super::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

thread_local! {
    /// The effect that runs now, and follows what it reads.
    static OBSERVER: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
    /// The effects that are to run again, in the order in which they were made.
    static QUEUE: RefCell<Vec<Rc<Inner>>> = const { RefCell::new(Vec::new()) };
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// An effect that shows something; dropping it ends it.
pub(crate) struct RenderEffect(Rc<Inner>);

struct Inner {
    /// Counts up as effects are made.
    number: u32,
    run: RefCell<Box<dyn FnMut()>>,
    is_queued: Cell<bool>,
    is_ended: Cell<bool>,
    sources: RefCell<Vec<Trigger>>,
    /// Of what is made while it runs; cleaned up before the next run.
    owner: Owner,
}

impl RenderEffect {
    #[inline(never)]
    pub fn new(run: Box<dyn FnMut()>) -> RenderEffect {
        let number = MADE.get();
        MADE.set(number.wrapping_add(1));
        let inner = Rc::new(Inner {
            number,
            run: RefCell::new(run),
            is_queued: Cell::new(false),
            is_ended: Cell::new(false),
            sources: RefCell::default(),
            owner: Owner::new(),
        });
        inner.run();
        RenderEffect(inner)
    }
}

impl Drop for RenderEffect {
    fn drop(&mut self) {
        self.0.is_ended.set(true);
        self.0.unsubscribe();
        self.0.owner.cleanup();
    }
}

/// An effect that lasts as long as what it was made in.
pub struct Effect;

impl Effect {
    /// Runs `effect` now and after each change of what it reads, with the value that it gave before.
    #[expect(clippy::new_ret_no_self, reason = "as Leptos's; the owner keeps it")]
    pub fn new<T: 'static>(mut effect: impl FnMut(Option<T>) -> T + 'static) {
        let mut before = None;
        let run = move || before = Some(effect(before.take()));
        keep(Kept::Effect(RenderEffect::new(Box::new(run))));
    }
}

impl Inner {
    fn run(self: &Rc<Self>) {
        self.unsubscribe();
        let before = OBSERVER.replace(Some(self.clone()));
        // Nothing else runs it meanwhile: a change queues it.
        if let Ok(mut run) = self.run.try_borrow_mut() {
            self.owner.with_cleanup(&mut *run);
        }
        OBSERVER.set(before);
    }

    fn unsubscribe(self: &Rc<Self>) {
        for source in self.sources.take() {
            source.0.borrow_mut().retain(|subscriber| !std::ptr::eq(subscriber.as_ptr(), Rc::as_ptr(self)));
        }
    }
}

/// Runs without an effect that follows what is read.
pub fn untrack<T>(run: impl FnOnce() -> T) -> T {
    let before = OBSERVER.take();
    let value = run();
    OBSERVER.set(before);
    value
}

/// The effects that follow a value.
#[derive(Clone, Default)]
pub(crate) struct Trigger(Rc<RefCell<Vec<Weak<Inner>>>>);

impl Trigger {
    /// Lets the effect that runs follow the value.
    pub fn track(&self) {
        OBSERVER.with_borrow(|observer| {
            if let Some(effect) = observer {
                let mut sources = effect.sources.borrow_mut();
                if !sources.iter().any(|source| Rc::ptr_eq(&source.0, &self.0)) {
                    sources.push(self.clone());
                    self.0.borrow_mut().push(Rc::downgrade(effect));
                }
            }
        });
    }

    /// Queues the effects that follow the value.
    pub fn notify(&self) {
        for subscriber in &*self.0.borrow() {
            if let Some(effect) = subscriber.upgrade().filter(|effect| !effect.is_queued.replace(true)) {
                let is_first = QUEUE.with_borrow_mut(|queue| {
                    let at = queue.iter().position(|other| other.number > effect.number).unwrap_or(queue.len());
                    queue.insert(at, effect);
                    queue.len() == 1
                });
                if is_first {
                    spawn_local(async { flush() });
                }
            }
        }
    }
}

/// Runs what is queued, the effects that were made first before what they may end.
fn flush() {
    for effect in QUEUE.take() {
        effect.is_queued.set(false);
        if !effect.is_ended.get() {
            effect.run();
        }
    }
}
