//! QR codes, of any size and error correction level: dark on light or light on dark, bent, blurred or partly covered.

mod decode;
mod finder;
mod grid;
mod layout;
mod levels;
mod symbol;
mod text;

use crate::image::{half, unsharp};
use crate::threshold::Binary;
use crate::{Found, Luma};
use finder::Finder;

/// Reads QR codes; keeps its buffers from one picture to the next.
#[derive(Default)]
pub struct Reader {
    binary: Binary,
    finders: Vec<Finder>,
    look: Looks,
}

/// What is done to a picture before it is searched.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Filter {
    Plain,
    /// Against noise.
    Smooth,
    /// Against blur.
    Sharp,
}

use Filter::{Plain, Sharp, Smooth};

/// How often a picture is halved, and what is done to it then: the likeliest to read first.
const SMALL: [(usize, Filter); 7] =
    [(0, Smooth), (1, Sharp), (1, Plain), (0, Sharp), (2, Sharp), (0, Plain), (2, Plain)];
const LARGE: [(usize, Filter); 7] =
    [(1, Plain), (0, Smooth), (1, Sharp), (2, Sharp), (0, Sharp), (3, Sharp), (2, Plain)];

/// Above this, a side is too long for the first look.
const LONG: usize = 1000;

impl Reader {
    /// How many attempts there are; each sees a picture in another way (scale, sharpness).
    pub const TURNS: u32 = SMALL.len() as u32;

    /// Makes attempt `turn` of [`Reader::TURNS`] on `image`. Attempts are cheap, the first one most likely to read; a camera
    /// makes one a frame, in rotation, and a photo all of them.
    pub fn read(&mut self, image: &Luma, turn: u32) -> Vec<Found> {
        let longer = image.width.max(image.height);
        let extra = (0..).find(|halvings| longer >> halvings <= LONG).unwrap_or(0);
        let looks = if extra == 0 { SMALL } else { LARGE };
        let (halvings, filter) = looks[turn as usize % looks.len()];
        let halvings = halvings + usize::saturating_sub(extra, 1);
        let Reader { binary, finders, look } = self;
        let Some(image) = look.take(image, halvings, filter) else { return Vec::new() };
        binary.make(&image, 2);
        // The smallest pattern's core is five pixels high.
        finder::find(&image, binary, if halvings > 0 { 2 } else { 3 }, finders);
        let mut found = layout::read(&image, finders);
        let factor = (1 << halvings) as f32;
        for corner in found.iter_mut().flat_map(|found| &mut found.corners) {
            corner.x *= factor;
            corner.y *= factor;
        }
        found
    }
}

/// Pictures made from others.
#[derive(Default)]
struct Looks {
    halves: [Vec<u8>; 2],
    work: Vec<u8>,
    filtered: Vec<u8>,
}

impl Looks {
    fn take<'a>(&'a mut self, image: &Luma<'a>, halvings: usize, filter: Filter) -> Option<Luma<'a>> {
        let Looks { halves: [first, second], work, filtered } = self;
        let (mut from, mut to) = (first, second);
        let (mut width, mut height) = (image.width, image.height);
        for step in 0..halvings {
            let source = if step == 0 { *image } else { Luma::new(width, height, from)? };
            (width, height) = half(&source, to);
            std::mem::swap(&mut from, &mut to);
        }
        let image = if halvings == 0 { *image } else { Luma::new(width, height, from)? };
        // In eighths; strong where halving has left little of the noise.
        let strength = match (filter, halvings) {
            (Plain, _) => return Some(image),
            (Smooth, _) => 4,
            (Sharp, 0) => -12,
            (Sharp, _) => -96,
        };
        unsharp(&image, strength, work, filtered);
        Luma::new(width, height, filtered)
    }
}
