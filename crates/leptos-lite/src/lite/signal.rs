//! Signals: Leptos's by name and meaning, with one type behind all of them, so that a signal of another type costs a cast and
//! not a copy of the code.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use stock_leptos::reactive::owner::{LocalStorage, StoredValue};
use stock_leptos::reactive::signal::ArcTrigger;
use stock_leptos::reactive::traits::{GetValue, Notify, Track};

/// The value, a `RefCell<T>`, and who follows it.
#[derive(Clone)]
struct Slot {
    value: Rc<dyn Any>,
    trigger: ArcTrigger,
}

/// Where a slot is kept, until the owner that it was made under is cleaned up.
type Stored = StoredValue<Slot, LocalStorage>;

/// The reading half of a signal.
pub struct ReadSignal<T, S = LocalStorage>(Stored, PhantomData<fn() -> (T, S)>);

/// The writing half of a signal.
pub struct WriteSignal<T, S = LocalStorage>(Stored, PhantomData<fn(T) -> S>);

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
    let stored = store(Rc::new(RefCell::new(value)));
    (ReadSignal(stored, PhantomData), WriteSignal(stored, PhantomData))
}

#[inline(never)]
fn store(value: Rc<dyn Any>) -> Stored {
    StoredValue::new_local(Slot { value, trigger: ArcTrigger::new() })
}

/// The slot; `None` once its owner is gone.
#[inline(never)]
fn slot(stored: Stored) -> Option<Slot> {
    stored.try_get_value()
}

/// The slot, followed by the effect that runs.
#[inline(never)]
fn tracked(stored: Stored) -> Option<Slot> {
    let slot = slot(stored)?;
    slot.trigger.track();
    Some(slot)
}

/// Reads the value, with one copy of the code for each type of value and not for each reader.
#[inline(never)]
fn read<T: 'static>(slot: Option<Slot>, reader: &mut dyn FnMut(&T)) {
    if let Some(slot) = slot
        && let Some(Ok(value)) = slot.value.downcast_ref::<RefCell<T>>().map(RefCell::try_borrow)
    {
        reader(&value);
    }
}

fn read_with<T: 'static, U>(slot: Option<Slot>, reader: impl FnOnce(&T) -> U) -> Option<U> {
    let (mut reader, mut result) = (Some(reader), None);
    read(slot, &mut |value| result = reader.take().map(|reader| reader(value)));
    result
}

/// Writes the value; notifies where the writer says so.
#[inline(never)]
fn write<T: 'static>(stored: Stored, writer: &mut dyn FnMut(&mut T) -> bool) {
    if let Some(slot) = slot(stored) {
        let value = slot.value.downcast_ref::<RefCell<T>>().map(RefCell::try_borrow_mut);
        if let Some(Ok(mut value)) = value
            && writer(&mut value)
        {
            drop(value);
            slot.trigger.notify();
        }
    }
}

/// As stock Leptos, which says so in words that cost bytes.
#[expect(clippy::panic, reason = "a signal that is read after its owner is gone is a fault of the program")]
#[inline(never)]
fn disposed() -> ! {
    panic!("a signal was read after its owner was cleaned up, or while it was written")
}

/// What a reading half does. A trait, as stock Leptos has traits for it, so that the same imports are used with both.
pub trait ReadLocal: Sized {
    type Value;

    /// Reads the value, and is run again when it changes.
    fn with<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> U;
    fn with_untracked<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> U;
    /// `None` once the owner is gone.
    fn try_with_untracked<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U>;

    fn get(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with(Self::Value::clone)
    }

    fn get_untracked(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with_untracked(Self::Value::clone)
    }
}

impl<T: 'static, S> ReadLocal for ReadSignal<T, S> {
    type Value = T;

    fn with<U>(&self, read_value: impl FnOnce(&T) -> U) -> U {
        read_with(tracked(self.0), read_value).unwrap_or_else(|| disposed())
    }

    fn with_untracked<U>(&self, read_value: impl FnOnce(&T) -> U) -> U {
        read_with(slot(self.0), read_value).unwrap_or_else(|| disposed())
    }

    fn try_with_untracked<U>(&self, read_value: impl FnOnce(&T) -> U) -> Option<U> {
        read_with(slot(self.0), read_value)
    }
}

/// What a writing half does.
pub trait WriteLocal: Sized {
    type Value;

    /// Changes the value, and notifies where the change says so; `None` once the owner is gone.
    fn try_maybe_update<U>(&self, change: impl FnOnce(&mut Self::Value) -> (bool, U)) -> Option<U>;

    fn set(&self, value: Self::Value) {
        self.update(|place| *place = value);
    }

    fn update(&self, change: impl FnOnce(&mut Self::Value)) {
        self.maybe_update(|value| {
            change(value);
            true
        });
    }

    fn maybe_update(&self, change: impl FnOnce(&mut Self::Value) -> bool) {
        self.try_maybe_update(|value| (change(value), ()));
    }
}

impl<T: 'static, S> WriteLocal for WriteSignal<T, S> {
    type Value = T;

    fn try_maybe_update<U>(&self, change: impl FnOnce(&mut T) -> (bool, U)) -> Option<U> {
        let (mut change, mut result) = (Some(change), None);
        write(self.0, &mut |value| {
            let Some((has_changed, returned)) = change.take().map(|change| change(value)) else { return false };
            result = Some(returned);
            has_changed
        });
        result
    }
}
