//! Pixels in, text and corners out. Pure: no browser, no IO, no clock; the same code runs natively in tests and in the
//! worker's wasm. Whatever the pixels are, it neither panics nor runs without bound.

#[cfg(feature = "more")]
pub mod datamatrix;
mod equalize;
pub mod image;
#[cfg(feature = "more")]
pub mod linear;
#[cfg(feature = "qr")]
pub mod qr;
pub mod reed_solomon;
mod scanner;
mod solve;
mod threshold;

pub use image::{Luma, Point};
pub use scanner::Scanner;

/// A symbology, by the names of the browser's `BarcodeDetector`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    QrCode,
    DataMatrix,
    Code128,
    Ean13,
    UpcA,
}

impl Format {
    /// The name that `BarcodeDetector` uses.
    pub fn name(self) -> &'static str {
        match self {
            Format::QrCode => "qr_code",
            Format::DataMatrix => "data_matrix",
            Format::Code128 => "code_128",
            Format::Ean13 => "ean_13",
            Format::UpcA => "upc_a",
        }
    }
}

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub format: Format,
    pub text: String,
    /// The symbol's corners in the frame, in pixels: its own top left, top right, bottom right, bottom left. A 1-D
    /// symbol's are the ends of the lines that read it.
    pub corners: [Point; 4],
}
