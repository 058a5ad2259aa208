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
    half: Vec<u8>,
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
    HalfSharp,
}

const LOOKS: [Look; 6] = [Look::Smooth, Look::HalfSharp, Look::Half, Look::Sharp, Look::Full, Look::Quarter];

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
            Look::HalfSharp => {
                let (width, height) = crate::image::half(image, &mut self.half);
                let Some(half) = Luma::new(width, height, &self.half) else { return Vec::new() };
                crate::image::unsharp(&half, -96, &mut self.work, &mut self.scaled);
                (width, height, 2.0)
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
        let t0 = std::time::Instant::now();
        self.binary.make(image, 2);
        let t1 = std::time::Instant::now();
        finder::find(image, &self.binary, step, &mut self.finders);
        let t2 = std::time::Instant::now();
        let found = layout::read(image, &self.finders);
        let t3 = std::time::Instant::now();
        if std::env::var("TIMES").is_ok() {
            println!("{:?} {:?} {:?} finders {}", t1 - t0, t2 - t1, t3 - t2, self.finders.len());
        }
        found
    }
}
