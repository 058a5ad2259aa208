//! What happened in the schedules: a model in which nothing happens would keep every promise.

use points_core::redeem::{Notice, State};

#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub steps: u64,
    pub sent: u64,
    pub pending: u64,
    pub sent_elsewhere: u64,
    pub collected: u64,
    pub unconfirmed: u64,
    pub yours: u64,
    pub refused: u64,
    pub failed: u64,
    /// Reports of older starts.
    pub late: u64,
    /// Of the refused: told "used" of their own code, while the history lagged, failed or could not be asked.
    pub misled: u64,
    /// Left in doubt at the end, about a code that is not theirs.
    pub doubted: u64,
}

impl Tally {
    pub fn see(&mut self, state: &State) {
        match state {
            State::Collected { .. } => self.collected += 1,
            State::Unconfirmed { .. } => self.unconfirmed += 1,
            State::FormWithNotice(Notice::Yours(_)) => self.yours += 1,
            State::FormWithNotice(Notice::Refused(_)) => self.refused += 1,
            State::FormWithNotice(Notice::Failed(_)) => self.failed += 1,
            _ => {}
        }
    }

    fn counts(&mut self) -> [&mut u64; 12] {
        [
            &mut self.steps,
            &mut self.sent,
            &mut self.pending,
            &mut self.sent_elsewhere,
            &mut self.collected,
            &mut self.unconfirmed,
            &mut self.yours,
            &mut self.refused,
            &mut self.failed,
            &mut self.late,
            &mut self.misled,
            &mut self.doubted,
        ]
    }

    pub fn add(mut self, mut other: Tally) -> Tally {
        for (sum, more) in self.counts().into_iter().zip(other.counts()) {
            *sum += *more;
        }
        self
    }

    /// The rarest of all.
    pub fn least(mut self) -> u64 {
        self.counts().into_iter().map(|count| *count).min().unwrap_or_default()
    }
}
