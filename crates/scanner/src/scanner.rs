//! [`Scanner`]: the readers of all symbologies that were asked for, and which attempt comes next.

use crate::{Found, Luma};

/// Reads codes off frames and photos.
#[derive(Default)]
pub struct Scanner {
    frames: u32,
    #[cfg(feature = "qr")]
    qr: crate::qr::Reader,
    #[cfg(feature = "more")]
    data_matrix: crate::datamatrix::Reader,
    #[cfg(feature = "more")]
    linear: crate::linear::Reader,
}

impl Scanner {
    /// How many frames it takes until each attempt had its turn.
    pub const TURNS: u32 = 8;

    pub fn new() -> Scanner {
        Scanner::default()
    }

    /// Reads one frame of a camera: one cheap attempt a symbology, another one each time.
    pub fn frame(&mut self, image: &Luma) -> Vec<Found> {
        let turn = self.frames;
        self.frames = self.frames.wrapping_add(1);
        self.attempt(image, |turns| Some(turn % turns))
    }

    /// Reads a photo: every attempt, until one succeeds.
    pub fn photo(&mut self, image: &Luma) -> Vec<Found> {
        (0..Scanner::TURNS)
            .map(|turn| self.attempt(image, |turns| (turn < turns).then_some(turn)))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// `turn` gives a reader its turn by the number of turns that it has; none, and it is passed over.
    fn attempt(&mut self, image: &Luma, turn: impl Fn(u32) -> Option<u32>) -> Vec<Found> {
        let mut found = Vec::new();
        #[cfg(feature = "qr")]
        if let Some(turn) = turn(crate::qr::Reader::TURNS) {
            found.extend(self.qr.read(image, turn));
        }
        #[cfg(feature = "more")]
        {
            if let Some(turn) = turn(crate::datamatrix::Reader::TURNS) {
                found.extend(self.data_matrix.read(image, turn));
            }
            if let Some(turn) = turn(crate::linear::Reader::TURNS) {
                found.extend(self.linear.read(image, turn));
            }
        }
        found
    }
}
