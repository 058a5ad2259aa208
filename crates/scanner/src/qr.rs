//! QR code reader: versions 1 to 40, every error correction level, both polarities; curved, blurred or partly covered
//! symbols.

mod binarize;
mod candidates;
mod deblur;
mod decode;
mod finder;
mod grid;
mod least_squares;
mod module_threshold;
mod symbol;
mod text;

use crate::image::{halve, unsharp_mask};
use crate::qr::binarize::BinaryImage;
use crate::{Barcode, Luma};
use finder::FinderPattern;

/// Reads QR codes. Reuses its buffers from one image to the next.
#[derive(Default)]
pub struct Reader {
    binary: BinaryImage,
    patterns: Vec<FinderPattern>,
    preprocessor: Preprocessor,
}

/// The filter applied to an image before finder patterns are searched.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Filter {
    Plain,
    /// Suppresses noise.
    Smooth,
    /// Counters blur.
    Sharpen,
}

use Filter::{Plain, Sharpen, Smooth};

/// The attempts in order, the most likely to succeed first: how often the image is halved, and which filter is applied
/// then.
const SMALL_IMAGE_ATTEMPTS: [(usize, Filter); 7] =
    [(0, Smooth), (1, Sharpen), (1, Plain), (0, Sharpen), (2, Sharpen), (0, Plain), (2, Plain)];
const LARGE_IMAGE_ATTEMPTS: [(usize, Filter); 7] =
    [(1, Plain), (0, Smooth), (1, Sharpen), (2, Sharpen), (0, Sharpen), (3, Sharpen), (2, Plain)];

/// Images with a side longer than this, in pixels, follow [`LARGE_IMAGE_ATTEMPTS`], which starts at a reduced scale.
const LARGE_SIDE: usize = 1000;

impl Reader {
    /// The number of attempts; they differ in scale and filter.
    pub const ATTEMPTS: u32 = SMALL_IMAGE_ATTEMPTS.len() as u32;

    /// Makes one attempt, `attempt` modulo [`Reader::ATTEMPTS`]. The first is the most likely to succeed. A camera
    /// makes one attempt a frame, in rotation; a photo gets all of them.
    pub fn read(&mut self, image: &Luma, attempt: u32) -> Vec<Barcode> {
        let long_side = image.width.max(image.height);
        let extra_halvings = (0..).find(|halvings| long_side >> halvings <= LARGE_SIDE).unwrap_or(0);
        let attempts = if extra_halvings == 0 { SMALL_IMAGE_ATTEMPTS } else { LARGE_IMAGE_ATTEMPTS };
        let (halvings, filter) = attempts[attempt as usize % attempts.len()];
        let halvings = halvings + usize::saturating_sub(extra_halvings, 1);
        let Reader { binary, patterns, preprocessor } = self;
        let Some(image) = preprocessor.prepare(image, halvings, filter) else { return Vec::new() };
        binary.binarize(&image, 2);
        // The core of the smallest readable finder pattern is five pixels high, so that a row in three cannot miss it.
        finder::find(&image, binary, if halvings > 0 { 2 } else { 3 }, patterns);
        let mut barcodes = candidates::read(&image, patterns);
        let scale = (1 << halvings) as f32;
        for corner in barcodes.iter_mut().flat_map(|barcode| &mut barcode.corners) {
            corner.x *= scale;
            corner.y *= scale;
        }
        barcodes
    }
}

/// Work buffers for halved and filtered images.
#[derive(Default)]
struct Preprocessor {
    halved: [Vec<u8>; 2],
    row_blurred: Vec<u8>,
    filtered: Vec<u8>,
}

impl Preprocessor {
    /// The image after so many halvings and the filter; `None` if nothing is left of it.
    fn prepare<'a>(&'a mut self, image: &Luma<'a>, halvings: usize, filter: Filter) -> Option<Luma<'a>> {
        let Preprocessor { halved: [first, second], row_blurred, filtered } = self;
        let (mut from, mut to) = (first, second);
        let (mut width, mut height) = (image.width, image.height);
        for step in 0..halvings {
            let source = if step == 0 { *image } else { Luma::new(width, height, from)? };
            (width, height) = halve(&source, to);
            std::mem::swap(&mut from, &mut to);
        }
        let image = if halvings == 0 { *image } else { Luma::new(width, height, from)? };
        // In eighths. Halving has averaged out most of the noise, so that sharpening can be stronger.
        let strength = match (filter, halvings) {
            (Plain, _) => return Some(image),
            (Smooth, _) => 4,
            (Sharpen, 0) => -12,
            (Sharpen, _) => -96,
        };
        unsharp_mask(&image, strength, row_blurred, filtered);
        Luma::new(width, height, filtered)
    }
}
