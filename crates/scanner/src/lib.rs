//! Barcode scanner: takes a luminance image, returns texts and corners. Pure: no browser, no IO, no clock; the same
//! code runs natively in tests and as wasm in the browser's worker. On any input it neither panics nor runs without
//! bound.
#![forbid(unsafe_code)]

#[cfg(feature = "more")]
pub mod datamatrix;
pub mod image;
#[cfg(feature = "more")]
pub mod linear;
#[cfg(feature = "qr")]
pub mod qr;
pub mod reed_solomon;
mod scanner;

pub use image::{Luma, Point};
pub use scanner::Scanner;

/// A symbology, one of those that the browser's `BarcodeDetector` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// QR code, ISO/IEC 18004.
    QrCode,
    /// Data Matrix ECC 200, ISO/IEC 16022.
    DataMatrix,
    /// Code 128, ISO/IEC 15417.
    Code128,
    /// EAN-13, ISO/IEC 15420: 13 digits.
    Ean13,
    /// UPC-A, ISO/IEC 15420: 12 digits. An EAN-13 that begins with 0 is the same symbol, and is read as UPC-A.
    UpcA,
}

impl Format {
    /// The name in `BarcodeDetector`'s `BarcodeFormat`.
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

/// A decoded barcode.
#[derive(Clone, Debug, PartialEq)]
pub struct Barcode {
    /// The symbology.
    pub format: Format,
    /// The decoded text; never empty.
    pub text: String,
    /// The symbol's corners in image pixels, without the quiet zone: top left, top right, bottom right and bottom left
    /// as the symbol itself is oriented. For a 1-D symbol, the ends of the topmost and the bottommost scan line that
    /// read it.
    pub corners: [Point; 4],
}
