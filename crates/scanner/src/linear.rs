//! Code 128, EAN-13 and UPC-A: bars that are read along lines.

use crate::{Found, Luma};

/// Reads one symbology; keeps its buffers, and what it remembers of the frames before, from one picture to the next.
#[derive(Default)]
pub struct Reader {}

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = 1;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        _ = (image, turn);
        Vec::new()
    }
}
