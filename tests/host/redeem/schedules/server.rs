//! The API: four codes, who holds them, a history that may lag, and answers as the widget's own reader understands them.

use super::world::Millis;
use crate::support::{json, others, reply};
use points_core::api::ApiError;
use points_core::api::accumulate::parse;
use points_core::api::history_point::Record;
use std::sync::LazyLock;

/// The last digit is the index.
pub const CODES: [&str; 4] = ["TIVIaaaa0", "TIVIbbbb1", "TIVIcccc2", "TIVIdddd3"];
/// Nobody's, and nobody can have it: it was never printed.
pub const MISSING: usize = 3;
/// Collected by a stranger before anything happens.
const TAKEN: usize = 2;
const STRANGER: usize = usize::MAX;

#[derive(Clone, Copy, Debug)]
pub struct Hold {
    pub by: usize,
    pub at: Millis,
    pub key: u32,
}

/// What an answer to a POST looks like on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Success,
    Used,
    NoSuch,
    /// A refusal without a reason.
    Silent,
    /// The page of a hotel's network.
    Portal,
    Empty,
    Failure,
    Limited,
    Malformed,
    Forbidden,
    NoPage,
}

static MEANINGS: LazyLock<Vec<Result<(), ApiError>>> = LazyLock::new(|| {
    let answers = [
        (200, r#"{"success":1}"#),
        (200, r#"{"success":0,"message":"Code has already been used"}"#),
        (400, r#"{"success":0,"message":"Code does not exist"}"#),
        (200, r#"{"success":0}"#),
        (200, "null"),
        (204, "null"),
        (502, "null"),
        (429, "{}"),
        (422, "{}"),
        (403, "{}"),
        (404, "{}"),
    ];
    answers.iter().map(|(status, body)| parse(&reply(*status, json(body)))).collect()
});

impl Answer {
    pub fn meaning(self) -> Result<(), ApiError> {
        MEANINGS[self as usize]
    }
}

pub struct Server {
    pub held: [Option<Hold>; CODES.len()],
    /// The relay's: one key, one answer.
    pub is_idempotent: bool,
    pub is_silent: bool,
    pub lag: Millis,
    /// The customers have a full page of older records, so new ones are on the second.
    pub is_full: bool,
    pub points: u64,
    replays: Vec<(u32, Answer)>,
    /// Tries in vain, which are in the history too and do not count.
    in_vain: Vec<(usize, usize)>,
}

impl Server {
    pub fn new(is_idempotent: bool, is_silent: bool, lag: Millis, is_full: bool) -> Server {
        let mut held = [None; CODES.len()];
        held[TAKEN] = Some(Hold { by: STRANGER, at: 0, key: 0 });
        Server { held, is_idempotent, is_silent, lag, is_full, points: 0, replays: Vec::new(), in_vain: Vec::new() }
    }

    pub fn redeem(&mut self, code: usize, by: usize, key: u32, now: Millis) -> Answer {
        if let Some((_, answer)) = self.replays.iter().find(|(other, _)| self.is_idempotent && *other == key) {
            return *answer;
        }
        let answer = match self.held[code] {
            _ if code == MISSING && !self.is_silent => Answer::NoSuch,
            Some(_) if !self.is_silent => Answer::Used,
            None if code != MISSING => {
                self.held[code] = Some(Hold { by, at: now, key });
                self.points += 100;
                Answer::Success
            }
            _ => Answer::Silent,
        };
        if answer != Answer::Success {
            self.in_vain.push((code, by));
        }
        self.replays.push((key, answer));
        answer
    }

    pub fn is_held_by(&self, customer: usize, code: usize) -> bool {
        self.held[code].is_some_and(|hold| hold.by == customer)
    }

    /// Whether the customer's history has the code at this moment.
    pub fn shows(&self, code: usize, customer: usize, now: Millis) -> bool {
        self.held[code].is_some_and(|hold| hold.by == customer && hold.at + self.lag <= now)
    }

    pub fn page(&self, page: u32, customer: usize, now: Millis, wall: f64) -> Vec<Record> {
        if self.is_full && page == 1 {
            return others(20);
        }
        let in_vain = self.in_vain.iter().filter(|(_, by)| *by == customer).map(|(code, _)| (*code, false));
        let shown = (0..CODES.len()).filter(|code| self.shows(*code, customer, now)).map(|code| (code, true));
        let record = |(code, counted): (usize, bool)| Record {
            code: Some(CODES[code].to_owned()),
            counted,
            created_at: self.held[code].map(|hold| wall + hold.at as f64),
            ..Record::default()
        };
        in_vain.chain(shown).map(record).collect()
    }
}
