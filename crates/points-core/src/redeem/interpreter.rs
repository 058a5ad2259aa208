//! Carries out the effects of [`State::apply`]: the one interpreter, over the browser in the widget and over a simulated
//! world in the tests.
//!
//! What takes time is started through the [`Host`], which reports back with [`locked`] or [`resume`]. Each start gets the
//! number of its attempt: a report of an older attempt is dropped, and a lock that comes too late is released.

use super::{Effect, Event, Focus, Intent, State};
use crate::contact::HistoryOwner;
use crate::product_code::ProductCode;
use std::ops::Deref;

/// One widget's redeeming: the state of the machine, and what the interpreter holds for it.
pub struct Redeeming<L> {
    pub state: State,
    /// A busy state has lasted for so long that the customer should hear of it.
    pub is_slow: bool,
    /// Counts starts: only what the newest one reports is heard.
    attempt: u32,
    /// The code that was locked last.
    code: Option<ProductCode>,
    /// Held while the state is busy.
    lock: Option<L>,
}

impl<L> Default for Redeeming<L> {
    fn default() -> Redeeming<L> {
        Redeeming { state: State::Form, is_slow: false, attempt: 0, code: None, lock: None }
    }
}

/// What the interpreter needs of the world around it.
pub trait Host {
    /// A held lock; dropping it releases it.
    type Lock;

    /// Changes what is kept of this widget; the change says whether anything changed. `None` once the widget is gone.
    fn update<T>(&mut self, change: impl FnOnce(&mut Redeeming<Self::Lock>) -> (bool, T)) -> Option<T>;

    /// What is kept of this widget, to read; `None` once the widget is gone.
    fn read(&self) -> Option<impl Deref<Target = Redeeming<Self::Lock>>>;

    /// Waits for the code's lock, then calls [`locked`].
    fn lock(&mut self, attempt: u32, code: ProductCode);

    /// Whether an earlier attempt of the code has an unknown outcome, in this session.
    fn is_pending(&mut self, code: &ProductCode) -> bool;
    fn add_pending(&mut self, code: &ProductCode);
    fn remove_pending(&mut self, code: &ProductCode);

    /// Sends the code once, then calls [`resume`] with [`Event::Answered`].
    fn send(&mut self, attempt: u32, intent: Intent);

    /// Reads one page of the history after so many milliseconds, then calls [`resume`] with [`Event::HistoryRead`].
    fn read_history(&mut self, attempt: u32, owner: HistoryOwner, page: u32, after: u32);

    /// Calls [`resume`] with [`Event::TimeUp`] after so many milliseconds.
    fn start_timer(&mut self, attempt: u32, millis: u32);

    fn review_contact(&mut self);
    fn focus(&mut self, focus: Focus);

    /// Tells the page what the state announces.
    fn announce(&mut self);
}

/// Takes a step and carries out what follows from it.
pub fn dispatch(host: &mut impl Host, event: Event) {
    let step = host.update(|redeeming| {
        let effects = redeeming.state.apply(event);
        if effects.iter().flatten().any(Effect::is_start) {
            redeeming.attempt += 1;
        }
        redeeming.is_slow &= redeeming.state.is_busy();
        (effects.is_some(), effects.map(|effects| (redeeming.attempt, effects)))
    });
    if let Some(Some((attempt, effects))) = step {
        for effect in effects {
            perform(host, attempt, effect);
        }
    }
}

/// Takes the step that a start leads to, unless a newer start has taken its place.
pub fn resume(host: &mut impl Host, attempt: u32, event: Event) {
    if is_newest(host, attempt) {
        dispatch(host, event);
    }
}

/// Whether no newer start has taken the place of this one.
pub fn is_newest(host: &impl Host, attempt: u32) -> bool {
    host.read().is_some_and(|redeeming| redeeming.attempt == attempt)
}

/// The lock that `attempt` waited for is held: `waited` says whether another held it before. Where nobody waits for it any
/// more it is released, and nothing is sent.
pub fn locked<H: Host>(host: &mut H, attempt: u32, code: &ProductCode, waited: bool, lock: Option<H::Lock>) {
    let is_wanted = host.update(|redeeming| {
        let is_wanted = redeeming.attempt == attempt;
        if is_wanted {
            redeeming.lock = lock;
        }
        (false, is_wanted)
    });
    if is_wanted == Some(true) {
        let pending = host.is_pending(code);
        dispatch(host, Event::Locked { waited, pending });
    }
}

fn perform(host: &mut impl Host, attempt: u32, effect: Effect) {
    match effect {
        Effect::Lock => {
            let code = host.read().and_then(|redeeming| redeeming.state.intent().map(|intent| intent.code.clone()));
            if let Some(code) = code {
                host.update(|redeeming| (false, redeeming.code = Some(code.clone())));
                host.lock(attempt, code);
            }
        }
        // Dropped outside of the update: releasing it may lead to other code.
        Effect::Unlock => drop(host.update(|redeeming| (false, redeeming.lock.take()))),
        Effect::AddPending | Effect::RemovePending => {
            let code = host.read().and_then(|redeeming| redeeming.code.clone());
            match code {
                Some(code) if effect == Effect::AddPending => host.add_pending(&code),
                Some(code) => host.remove_pending(&code),
                None => {}
            }
        }
        Effect::Send => {
            let intent = host.read().and_then(|redeeming| redeeming.state.intent().cloned());
            if let Some(intent) = intent {
                host.send(attempt, intent);
            }
        }
        Effect::ReadHistory { page, after } => {
            let owner = host.read().and_then(|redeeming| redeeming.state.intent()?.contact.owner());
            if let Some(owner) = owner {
                host.read_history(attempt, owner, page, after);
            }
        }
        Effect::Timer(millis) => host.start_timer(attempt, millis),
        Effect::ShowSlow => _ = host.update(|redeeming| (true, redeeming.is_slow = true)),
        Effect::ReviewContact => host.review_contact(),
        Effect::Focus(focus) => host.focus(focus),
        Effect::Announce => host.announce(),
    }
}
