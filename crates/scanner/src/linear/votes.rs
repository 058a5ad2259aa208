//! [`Votes`]: accepts a text once independent scan lines agree on it, in one frame or in successive ones.

use crate::{Barcode, Format, Point};

/// What one scan line read.
#[derive(Clone)]
pub struct Vote {
    pub format: Format,
    pub text: String,
    /// The image positions of the symbol's first and last bar.
    pub ends: [Point; 2],
    /// The thickness of the scan line, in pixels.
    pub thickness: f32,
    /// How much it counts towards [`Votes::QUORUM`].
    pub weight: u32,
    /// The frame in which it was cast.
    frame: u32,
}

impl Vote {
    pub fn new(format: Format, text: String, ends: [Point; 2], thickness: f32, weight: u32) -> Vote {
        Vote { format, text, ends, thickness, weight, frame: 0 }
    }

    /// Whether the two lines share no pixels.
    fn is_independent(&self, other: &Vote) -> bool {
        let (line_x, line_y) = (self.ends[1].x - self.ends[0].x, self.ends[1].y - self.ends[0].y);
        let length = (line_x * line_x + line_y * line_y).sqrt().max(1.0);
        let dx = (other.ends[0].x + other.ends[1].x - self.ends[0].x - self.ends[1].x) / 2.0;
        let dy = (other.ends[0].y + other.ends[1].y - self.ends[0].y - self.ends[1].y) / 2.0;
        ((dx * line_y - dy * line_x) / length).abs() >= self.thickness.max(other.thickness)
    }
}

/// The votes of the last few frames.
#[derive(Default)]
pub struct Votes {
    votes: Vec<Vote>,
    frame: u32,
}

impl Votes {
    /// The total weight at which a text is accepted.
    pub const QUORUM: u32 = 4;
    /// How many frames a vote is remembered for.
    const MEMORY: u32 = 8;
    /// The largest number of votes that are kept.
    const CAPACITY: usize = 64;

    /// Begins the next frame, and drops expired votes.
    pub fn next_frame(&mut self) {
        self.frame = self.frame.wrapping_add(1);
        let frame = self.frame;
        self.votes.retain(|vote| frame.wrapping_sub(vote.frame) < Votes::MEMORY);
    }

    /// Adds a vote; one that is not independent of an equal vote only renews that.
    pub fn add(&mut self, vote: Vote) {
        if vote.weight == 0 {
            return;
        }
        let repeats =
            |other: &Vote| other.text == vote.text && other.format == vote.format && !vote.is_independent(other);
        if let Some(other) = self.votes.iter_mut().find(|other| repeats(other)) {
            other.frame = self.frame;
            other.weight = other.weight.max(vote.weight);
        } else {
            if self.votes.len() >= Votes::CAPACITY {
                self.votes.remove(0);
            }
            self.votes.push(Vote { frame: self.frame, ..vote });
        }
    }

    /// The barcodes that have votes in this frame and reach the quorum.
    pub fn accepted(&self) -> Vec<Barcode> {
        let mut barcodes: Vec<Barcode> = Vec::new();
        for vote in self.votes.iter().filter(|vote| vote.frame == self.frame) {
            let same = |other: &&Vote| other.text == vote.text && other.format == vote.format;
            if barcodes.iter().any(|barcode| barcode.text == vote.text && barcode.format == vote.format) {
                continue;
            }
            let total: u32 = self.votes.iter().filter(same).map(|v| v.weight).sum();
            // The strongest vote for another text raises the quorum. Two symbols in one image do not block each other
            // once both are clear.
            let opposition = self.votes.iter().filter(|v| !same(v)).map(|v| v.weight).max().unwrap_or(0);
            if total >= Votes::QUORUM + opposition / 2 * 2 && self.votes.iter().filter(same).count() >= 2 {
                let corners = corners(self.votes.iter().filter(same));
                barcodes.push(Barcode { format: vote.format, text: vote.text.clone(), corners });
            }
        }
        barcodes
    }
}

/// The quadrilateral between the outermost lines.
fn corners<'a>(votes: impl Iterator<Item = &'a Vote>) -> [Point; 4] {
    let mut votes = votes.peekable();
    let [start, end] = votes.peek().map(|vote| vote.ends).unwrap_or_default();
    // The symbol's downward direction.
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
