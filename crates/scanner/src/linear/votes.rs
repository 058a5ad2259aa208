//! Which readings are believed: a text that independent lines agree on, in one frame or in successive ones.

use crate::{Format, Found, Point};

/// What one line read.
#[derive(Clone)]
pub struct Vote {
    pub format: Format,
    pub text: String,
    /// Where the symbol's first and last bar are.
    pub ends: [Point; 2],
    /// How many pixels beside the line were averaged.
    pub wide: f32,
    /// How much it counts; it takes [`Votes::ENOUGH`] to be believed.
    pub weight: u32,
    turn: u32,
}

impl Vote {
    pub fn new(format: Format, text: String, ends: [Point; 2], wide: f32, weight: u32) -> Vote {
        Vote { format, text, ends, wide, weight, turn: 0 }
    }

    /// Whether both read the same symbol, from other pixels.
    fn independent(&self, other: &Vote) -> bool {
        let (along, middle) = (self.ends[1].x - self.ends[0].x, self.ends[1].y - self.ends[0].y);
        let length = (along * along + middle * middle).sqrt().max(1.0);
        let dx = (other.ends[0].x + other.ends[1].x - self.ends[0].x - self.ends[1].x) / 2.0;
        let dy = (other.ends[0].y + other.ends[1].y - self.ends[0].y - self.ends[1].y) / 2.0;
        ((dx * middle - dy * along) / length).abs() >= self.wide.max(other.wide)
    }
}

/// The votes of the last few frames.
#[derive(Default)]
pub struct Votes {
    votes: Vec<Vote>,
    turn: u32,
}

impl Votes {
    pub const ENOUGH: u32 = 4;
    /// How many frames a vote is remembered for.
    const MEMORY: u32 = 8;
    const MOST: usize = 64;

    /// Another frame begins: forgets old votes.
    pub fn next(&mut self) {
        self.turn = self.turn.wrapping_add(1);
        let turn = self.turn;
        self.votes.retain(|vote| turn.wrapping_sub(vote.turn) < Votes::MEMORY);
    }

    /// Adds a vote, unless it repeats one.
    pub fn add(&mut self, vote: Vote) {
        if vote.weight == 0 {
            return;
        }
        let repeats = |other: &Vote| other.text == vote.text && other.format == vote.format && !vote.independent(other);
        if let Some(other) = self.votes.iter_mut().find(|other| repeats(other)) {
            other.turn = self.turn;
            other.weight = other.weight.max(vote.weight);
        } else {
            if self.votes.len() >= Votes::MOST {
                self.votes.remove(0);
            }
            self.votes.push(Vote { turn: self.turn, ..vote });
        }
    }

    /// The texts of this frame that are believed.
    pub fn found(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for vote in self.votes.iter().filter(|vote| vote.turn == self.turn) {
            let same = |other: &&Vote| other.text == vote.text && other.format == vote.format;
            if found.iter().any(|f| f.text == vote.text && f.format == vote.format) {
                continue;
            }
            let total: u32 = self.votes.iter().filter(same).map(|v| v.weight).sum();
            // What else was read; two symbols in one picture do not get in each other's way once they are clear.
            let against = self.votes.iter().filter(|v| !same(v)).map(|v| v.weight).max().unwrap_or(0);
            if total >= Votes::ENOUGH + against / 2 * 2 && self.votes.iter().filter(same).count() >= 2 {
                let corners = corners(self.votes.iter().filter(same));
                found.push(Found { format: vote.format, text: vote.text.clone(), corners });
            }
        }
        found
    }
}

/// The quadrilateral of the outermost lines.
fn corners<'a>(votes: impl Iterator<Item = &'a Vote>) -> [Point; 4] {
    let mut votes = votes.peekable();
    let [start, end] = votes.peek().map(|vote| vote.ends).unwrap_or_default();
    // Downwards, as the symbol sees it.
    let down = (start.y - end.y, end.x - start.x);
    let depth = |vote: &Vote| {
        let [a, b] = vote.ends;
        (a.x + b.x) * down.0 + (a.y + b.y) * down.1
    };
    let (mut top, mut bottom) = (([start, end], f32::MAX), ([start, end], f32::MIN));
    for vote in votes {
        let depth = depth(vote);
        if depth < top.1 {
            top = (vote.ends, depth);
        }
        if depth > bottom.1 {
            bottom = (vote.ends, depth);
        }
    }
    [top.0[0], top.0[1], bottom.0[1], bottom.0[0]]
}
