//! Signals: Leptos's by name and meaning, with one type behind all of them, so that a signal of another type costs a cast and
//! not a copy of the code.

use super::effect::Trigger;
use super::owner::{keep_slot, slot};
use std::any::Any;
use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;
use stock_leptos::reactive::owner::{LocalStorage, SyncStorage};

/// The value, an `Rc<T>`, and who follows it. It is away while it is written.
pub(crate) struct Slot {
    value: Cell<Option<Rc<dyn Any>>>,
    trigger: Trigger,
}

/// The number of a slot, which is kept until the owner that it was made under is cleaned up.
type Stored = u32;

/// The reading half of a signal.
pub struct ReadSignal<T, S = SyncStorage>(Stored, PhantomData<fn() -> (T, S)>);

/// The writing half of a signal.
pub struct WriteSignal<T, S = SyncStorage>(Stored, PhantomData<fn(T) -> S>);

/// A signal with both halves.
pub struct RwSignal<T, S = SyncStorage>(Stored, PhantomData<fn(T) -> (T, S)>);

impl<T, S> Clone for RwSignal<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for RwSignal<T, S> {}

impl<T: 'static> RwSignal<T, SyncStorage> {
    /// Makes a signal. There is one thread, so it is as local as any.
    pub fn new(value: T) -> RwSignal<T, SyncStorage> {
        RwSignal(store(Rc::new(value)), PhantomData)
    }
}

impl<T: 'static> RwSignal<T, LocalStorage> {
    /// Makes a signal of this thread.
    pub fn new_local(value: T) -> RwSignal<T, LocalStorage> {
        RwSignal(store(Rc::new(value)), PhantomData)
    }
}

impl<T: 'static, S> RwSignal<T, S> {
    pub fn read_only(self) -> ReadSignal<T, S> {
        ReadSignal(self.0, PhantomData)
    }

    pub fn write_only(self) -> WriteSignal<T, S> {
        WriteSignal(self.0, PhantomData)
    }
}

impl<T, S> Clone for ReadSignal<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for ReadSignal<T, S> {}

impl<T, S> Clone for WriteSignal<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for WriteSignal<T, S> {}

/// Makes a signal of this thread.
pub fn signal_local<T: 'static>(value: T) -> (ReadSignal<T, LocalStorage>, WriteSignal<T, LocalStorage>) {
    let signal = RwSignal::new_local(value);
    (signal.read_only(), signal.write_only())
}

#[inline(never)]
fn store(value: Rc<dyn Any>) -> Stored {
    keep_slot(Slot { value: Cell::new(Some(value)), trigger: Trigger::default() })
}

#[inline(never)]
fn value(stored: Stored, is_tracked: bool) -> Option<Rc<dyn Any>> {
    let slot = slot(stored)?;
    if is_tracked {
        slot.trigger.track();
    }
    let value = slot.value.take();
    slot.value.set(value.clone());
    value
}

#[inline(never)]
fn try_read<T: 'static>(stored: Stored) -> Option<Rc<T>> {
    value(stored, false)?.downcast().ok()
}

#[inline(never)]
fn read<T: 'static>(stored: Stored, is_tracked: bool) -> Rc<T> {
    match value(stored, is_tracked).map(Rc::downcast) {
        Some(Ok(value)) => value,
        _ => disposed(),
    }
}

/// Takes the value away, to write it; `None` once the owner is gone.
#[inline(never)]
fn take<T: 'static>(stored: Stored) -> Option<Rc<T>> {
    match slot(stored)?.value.take().map(Rc::downcast) {
        Some(Ok(value)) => Some(value),
        _ => disposed(),
    }
}

/// Puts a value back that was written.
#[inline(never)]
fn put(stored: Stored, value: Rc<dyn Any>, has_changed: bool) {
    if let Some(slot) = slot(stored) {
        slot.value.set(Some(value));
        if has_changed {
            slot.trigger.notify();
        }
    }
}

/// The value, to write it. One that is still held cannot be written: where stock Leptos would wait for ever, this panics.
fn unique<T>(value: &mut Rc<T>) -> &mut T {
    Rc::get_mut(value).unwrap_or_else(|| disposed())
}

/// As stock Leptos, which says so in words that cost bytes.
#[expect(clippy::panic, reason = "a fault of the program, which must not go on with another state than it thinks")]
#[inline(never)]
fn disposed() -> ! {
    panic!("a signal was read after its owner was cleaned up, or written while its value was held")
}

/// What a reading half does. A trait, as stock Leptos has traits for it, so that the same imports are used with both.
pub trait ReadLocal: Sized {
    type Value;

    /// The value; an effect that reads it is run again when it changes. A signal cannot be written while its value is held.
    fn read(&self) -> Rc<Self::Value>;
    fn read_untracked(&self) -> Rc<Self::Value>;
    /// Follows the value without reading it.
    fn track(&self);

    fn with<U>(&self, reader: impl FnOnce(&Self::Value) -> U) -> U {
        reader(&self.read())
    }

    /// `None` once the owner is gone.
    fn try_read_untracked(&self) -> Option<Rc<Self::Value>>;

    fn get(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        Self::Value::clone(&self.read())
    }

    fn get_untracked(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        Self::Value::clone(&self.read_untracked())
    }
}

macro_rules! reads {
    ($signal:ident) => {
        impl<T: 'static, S> ReadLocal for $signal<T, S> {
            type Value = T;

            fn read(&self) -> Rc<T> {
                read(self.0, true)
            }

            fn read_untracked(&self) -> Rc<T> {
                read(self.0, false)
            }

            fn track(&self) {
                value(self.0, true);
            }

            fn try_read_untracked(&self) -> Option<Rc<T>> {
                try_read(self.0)
            }
        }
    };
}

reads!(ReadSignal);
reads!(RwSignal);

/// What a writing half does.
pub trait WriteLocal: Sized {
    type Value;

    /// Changes the value, and notifies where the change says so; `None` once the owner is gone.
    fn try_maybe_update<U>(&self, change: impl FnOnce(&mut Self::Value) -> (bool, U)) -> Option<U>;

    /// Changes the value, and notifies where the change says so.
    fn maybe_update(&self, change: impl FnOnce(&mut Self::Value) -> bool) {
        self.try_maybe_update(|value| (change(value), ()));
    }

    fn update(&self, change: impl FnOnce(&mut Self::Value)) {
        self.try_maybe_update(|value| (true, change(value)));
    }

    /// Changes the value, and tells nobody.
    fn update_untracked(&self, change: impl FnOnce(&mut Self::Value)) {
        self.try_maybe_update(|value| (false, change(value)));
    }

    fn set(&self, value: Self::Value) {
        self.update(|place| *place = value);
    }
}

macro_rules! writes {
    ($signal:ident) => {
        impl<T: 'static, S> WriteLocal for $signal<T, S> {
            type Value = T;

            fn try_maybe_update<U>(&self, change: impl FnOnce(&mut T) -> (bool, U)) -> Option<U> {
                let mut value = take(self.0)?;
                let (has_changed, result) = change(unique(&mut value));
                put(self.0, value, has_changed);
                Some(result)
            }
        }
    };
}

writes!(WriteSignal);
writes!(RwSignal);
