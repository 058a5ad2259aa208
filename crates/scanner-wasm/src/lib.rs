//! The wasm interface of the scanner: [`Reader`] takes RGBA pixels and holds the barcodes that were read. No decoding
//! of its own.
#![cfg(target_arch = "wasm32")]

use points_scanner::image::luma_of_rgba;
use points_scanner::{Barcode, Luma, Scanner};
use wasm_bindgen::prelude::*;

/// A scanner with its buffers, and the barcodes of the last image. Keep one for a whole video.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reader {
    scanner: Scanner,
    luma: Vec<u8>,
    barcodes: Vec<Barcode>,
}

#[wasm_bindgen]
impl Reader {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Reads an image of `width * height` RGBA pixels: a camera frame with one attempt, a photo with all of them.
    /// Returns eight numbers per barcode, its corners as `x, y` in pixels; nothing if there are fewer pixels than the
    /// size requires.
    pub fn read(&mut self, rgba: &[u8], width: usize, height: usize, is_photo: bool) -> Vec<f32> {
        luma_of_rgba(rgba, &mut self.luma);
        self.barcodes = match Luma::new(width, height, &self.luma) {
            None => Vec::new(),
            Some(image) if is_photo => self.scanner.photo(&image),
            Some(image) => self.scanner.frame(&image),
        };
        self.barcodes.iter().flat_map(|barcode| barcode.corners).flat_map(|corner| [corner.x, corner.y]).collect()
    }

    /// The text of the barcode at `index` of the last image; empty if there is none.
    pub fn text(&self, index: usize) -> String {
        self.barcodes.get(index).map(|barcode| barcode.text.clone()).unwrap_or_default()
    }

    /// The format of the barcode at `index`, as `BarcodeDetector` names it; empty if there is none.
    pub fn format(&self, index: usize) -> String {
        self.barcodes.get(index).map_or("", |barcode| barcode.format.name()).to_owned()
    }
}
