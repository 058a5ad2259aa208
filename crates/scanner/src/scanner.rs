//! [`Scanner`]: runs the readers of all enabled symbologies, and schedules their attempts.

use crate::{Barcode, Luma};

/// Reads barcodes from camera frames and photos. Keep one for a whole video: it reuses buffers, and the 1-D reader
/// combines evidence from successive frames.
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
    /// How many frames it takes until every reader has made every one of its attempts.
    pub const ATTEMPTS: u32 = 8;

    /// A scanner with empty buffers.
    pub fn new() -> Scanner {
        Scanner::default()
    }

    /// Reads a camera frame with one cheap attempt per symbology; successive calls rotate through the attempts.
    pub fn frame(&mut self, image: &Luma) -> Vec<Barcode> {
        let attempt = self.frames;
        self.frames = self.frames.wrapping_add(1);
        self.read(image, |count| Some(attempt % count))
    }

    /// Reads a photo: makes all attempts in order until one finds a barcode.
    pub fn photo(&mut self, image: &Luma) -> Vec<Barcode> {
        (0..Scanner::ATTEMPTS)
            .map(|attempt| self.read(image, |count| (attempt < count).then_some(attempt)))
            .find(|barcodes| !barcodes.is_empty())
            .unwrap_or_default()
    }

    /// Runs each reader. `attempt_of` maps a reader's number of attempts to the one to make; `None` skips the reader.
    fn read(&mut self, image: &Luma, attempt_of: impl Fn(u32) -> Option<u32>) -> Vec<Barcode> {
        let mut barcodes = Vec::new();
        #[cfg(feature = "qr")]
        if let Some(attempt) = attempt_of(crate::qr::Reader::ATTEMPTS) {
            barcodes.extend(self.qr.read(image, attempt));
        }
        #[cfg(feature = "more")]
        {
            if let Some(attempt) = attempt_of(crate::datamatrix::Reader::ATTEMPTS) {
                barcodes.extend(self.data_matrix.read(image, attempt));
            }
            if let Some(attempt) = attempt_of(crate::linear::Reader::ATTEMPTS) {
                barcodes.extend(self.linear.read(image, attempt));
            }
        }
        barcodes
    }
}
