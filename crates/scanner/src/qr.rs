//! QR codes, of any size and error correction level: dark on light or light on dark, bent, blurred or partly covered.

mod decode;
mod finder;
mod grid;
mod layout;
mod symbol;
mod text;

use crate::threshold::Binary;
use crate::{Found, Luma};
use finder::Finder;

/// Reads QR codes; keeps its buffers from one picture to the next.
#[derive(Default)]
pub struct Reader {
    binary: Binary,
    finders: Vec<Finder>,
    scaled: Vec<u8>,
    work: Vec<u8>,
}

/// How a picture is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Look {
    Full,
    Half,
    Quarter,
    Sharp,
    Smooth,
}

const LOOKS: [Look; 5] = [Look::Full, Look::Half, Look::Sharp, Look::Smooth, Look::Quarter];

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness, threshold).
    pub const TURNS: u32 = LOOKS.len() as u32;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let look = LOOKS[turn as usize % LOOKS.len()];
        let (width, height, factor) = match look {
            Look::Full => return self.look(image, 2),
            Look::Half => {
                let (width, height) = crate::image::half(image, &mut self.scaled);
                (width, height, 2.0)
            }
            Look::Quarter => {
                let (width, height) = crate::image::half(image, &mut self.work);
                let Some(half) = Luma::new(width, height, &self.work) else { return Vec::new() };
                let (width, height) = crate::image::half(&half, &mut self.scaled);
                (width, height, 4.0)
            }
            Look::Sharp | Look::Smooth => {
                let strength = if look == Look::Sharp { -12 } else { 4 };
                crate::image::unsharp(image, strength, &mut self.work, &mut self.scaled);
                (image.width, image.height, 1.0)
            }
        };
        let scaled = std::mem::take(&mut self.scaled);
        let mut found = match Luma::new(width, height, &scaled) {
            Some(image) => self.look(&image, if factor > 1.0 { 1 } else { 2 }),
            None => Vec::new(),
        };
        self.scaled = scaled;
        for corner in found.iter_mut().flat_map(|found| &mut found.corners) {
            corner.x *= factor;
            corner.y *= factor;
        }
        found
    }

    fn look(&mut self, image: &Luma, step: usize) -> Vec<Found> {
        self.binary.make(image, 2);
        finder::find(image, &self.binary, step, &mut self.finders);
        layout::read(image, &self.finders)
    }
}
