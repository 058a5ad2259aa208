//! What the worker's JavaScript calls: [`Reader`] takes RGBA pixels and holds what was read. No decoding of its own.
#![cfg(target_arch = "wasm32")]

use points_scanner::image::luma_of_rgba;
use points_scanner::{Found, Luma, Scanner};
use wasm_bindgen::prelude::*;

/// Keeps its buffers, and what the scanner remembers of the frames before, from one picture to the next.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reader {
    scanner: Scanner,
    luma: Vec<u8>,
    found: Vec<Found>,
}

#[wasm_bindgen]
impl Reader {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Reads `width * height` RGBA pixels: a frame with one attempt, a photo with all of them. Gives eight numbers a code,
    /// its corners as `x, y` in pixels; an empty list also where the pixels are fewer than the size says.
    pub fn read(&mut self, rgba: &[u8], width: usize, height: usize, is_photo: bool) -> Vec<f32> {
        luma_of_rgba(rgba, &mut self.luma);
        self.found = match Luma::new(width, height, &self.luma) {
            None => Vec::new(),
            Some(image) if is_photo => self.scanner.photo(&image),
            Some(image) => self.scanner.frame(&image),
        };
        self.found.iter().flat_map(|found| found.corners).flat_map(|corner| [corner.x, corner.y]).collect()
    }

    /// The text of the code at `index` of the last reading; empty where there is none.
    pub fn text(&self, index: usize) -> String {
        self.found.get(index).map(|found| found.text.clone()).unwrap_or_default()
    }

    /// Its format, by `BarcodeDetector`'s name.
    pub fn format(&self, index: usize) -> String {
        self.found.get(index).map_or("", |found| found.format.name()).to_owned()
    }
}
