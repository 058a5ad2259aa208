//! Signals: Leptos's by name and meaning, with one type behind all of them, so that a signal of another type costs a cast and
//! not a copy of the code.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use stock_leptos::reactive::owner::{LocalStorage, StoredValue};
use stock_leptos::reactive::signal::ArcTrigger;
use stock_leptos::reactive::traits::{GetValue, Notify, Track};

/// The value, an `Rc<T>`, and who follows it.
#[derive(Clone)]
struct Slot {
    value: Rc<RefCell<Rc<dyn Any>>>,
    trigger: ArcTrigger,
}

/// Where a slot is kept, until the owner that it was made under is cleaned up.
type Stored = StoredValue<Slot, LocalStorage>;

/// The reading half of a signal.
pub struct ReadSignal<T, S = LocalStorage>(Stored, PhantomData<fn() -> (T, S)>);

/// The writing half of a signal.
pub struct WriteSignal<T, S = LocalStorage>(Stored, PhantomData<fn(T) -> S>);

/// A signal with both halves.
pub struct RwSignal<T, S = LocalStorage>(Stored, PhantomData<fn(T) -> (T, S)>);

impl<T, S> Clone for RwSignal<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for RwSignal<T, S> {}

impl<T: 'static> RwSignal<T, LocalStorage> {
    /// Makes a signal of this thread.
    pub fn new_local(value: T) -> RwSignal<T, LocalStorage> {
        RwSignal(store(Rc::new(value)), PhantomData)
    }

    pub fn read_only(self) -> ReadSignal<T, LocalStorage> {
        ReadSignal(self.0, PhantomData)
    }

    pub fn write_only(self) -> WriteSignal<T, LocalStorage> {
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
    StoredValue::new_local(Slot { value: Rc::new(RefCell::new(value)), trigger: ArcTrigger::new() })
}

/// The slot; `None` once its owner is gone.
#[inline(never)]
fn slot(stored: Stored) -> Option<Slot> {
    stored.try_get_value()
}

#[inline(never)]
fn value(stored: Stored, is_tracked: bool) -> Option<Rc<dyn Any>> {
    let slot = slot(stored)?;
    if is_tracked {
        slot.trigger.track();
    }
    let value = slot.value.try_borrow().ok()?.clone();
    Some(value)
}

#[inline(never)]
fn read<T: 'static>(stored: Stored, is_tracked: bool) -> Option<Rc<T>> {
    value(stored, is_tracked)?.downcast().ok()
}

/// Changes the value in its place; notifies where the writer says so. A value that is still held cannot be written: where
/// stock Leptos would wait for ever, this panics.
#[inline(never)]
fn write_any(stored: Stored, writer: &mut dyn FnMut(&mut dyn Any) -> bool) {
    let Some(slot) = slot(stored) else { return };
    let has_changed = match slot.value.try_borrow_mut() {
        Ok(mut value) => Rc::get_mut(&mut value).map_or_else(|| disposed(), writer),
        Err(_) => disposed(),
    };
    if has_changed {
        slot.trigger.notify();
    }
}

#[inline(never)]
fn write<T: 'static>(stored: Stored, writer: &mut dyn FnMut(&mut T) -> bool) {
    write_any(stored, &mut |value| value.downcast_mut().is_some_and(&mut *writer));
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
                read(self.0, true).unwrap_or_else(|| disposed())
            }

            fn read_untracked(&self) -> Rc<T> {
                read(self.0, false).unwrap_or_else(|| disposed())
            }

            fn try_read_untracked(&self) -> Option<Rc<T>> {
                read(self.0, false)
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

macro_rules! writes {
    ($signal:ident) => {
        impl<T: 'static, S> WriteLocal for $signal<T, S> {
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
    };
}

writes!(WriteSignal);
writes!(RwSignal);
