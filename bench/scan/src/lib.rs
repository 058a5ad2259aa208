//! Simulated camera frames of barcodes on packages, determined by a seed: the corpus of the scanner's tests and of this
//! benchmark. Independent of any reader. Seeds 1 to 99 are for tuning readers; results are reported for seeds from
//! 1000.
#![forbid(unsafe_code)]

mod background;
mod canvas;
mod clutter;
mod conditions;
mod contents;
mod cover;
mod effects;
mod empty;
mod geometry;
mod label;
mod random;
mod scene;
mod symbol;

use random::Random;

/// A symbology; `Ean13` includes UPC-A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    QrCode,
    DataMatrix,
    Code128,
    Ean13,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::QrCode, Format::DataMatrix, Format::Code128, Format::Ean13];

    /// The name that the browser's `BarcodeDetector` uses.
    pub fn name(self) -> &'static str {
        match self {
            Format::QrCode => "qr_code",
            Format::DataMatrix => "data_matrix",
            Format::Code128 => "code_128",
            Format::Ean13 => "ean_13",
        }
    }
}

/// What makes a frame hard to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    Clean,
    Small,
    Rotated,
    Tilted,
    Blurred,
    MotionBlurred,
    Noisy,
    LowContrast,
    UnevenLight,
    Inverted,
    Cylinder,
    Covered,
    Combined,
}

impl Class {
    pub const ALL: [Class; 13] = [
        Class::Clean,
        Class::Small,
        Class::Rotated,
        Class::Tilted,
        Class::Blurred,
        Class::MotionBlurred,
        Class::Noisy,
        Class::LowContrast,
        Class::UnevenLight,
        Class::Inverted,
        Class::Cylinder,
        Class::Covered,
        Class::Combined,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Class::Clean => "clean",
            Class::Small => "small",
            Class::Rotated => "rotated",
            Class::Tilted => "tilted",
            Class::Blurred => "blurred",
            Class::MotionBlurred => "motion_blurred",
            Class::Noisy => "noisy",
            Class::LowContrast => "low_contrast",
            Class::UnevenLight => "uneven_light",
            Class::Inverted => "inverted",
            Class::Cylinder => "cylinder",
            Class::Covered => "covered",
            Class::Combined => "combined",
        }
    }
}

/// The size of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// 640×480.
    Vga,
    /// 1280×720.
    Hd,
}

impl Size {
    pub const ALL: [Size; 2] = [Size::Vga, Size::Hd];

    /// Width and height in pixels.
    pub fn dimensions(self) -> (usize, usize) {
        match self {
            Size::Vga => (640, 480),
            Size::Hd => (1280, 720),
        }
    }
}

/// A frame and its ground truth.
pub struct Frame {
    pub width: usize,
    pub height: usize,
    /// Luminance, 8 bits a pixel, row by row.
    pub luma: Vec<u8>,
    /// The barcode's text; `None`, as the fields below, if there is no barcode.
    pub text: Option<String>,
    pub format: Option<Format>,
    pub class: Option<Class>,
    /// The symbol's corners in pixels, without the quiet zone: top left, top right, bottom right and bottom left as the
    /// symbol itself is oriented.
    pub corners: Option<[(f32, f32); 4]>,
}

impl Frame {
    /// Whether a reader's text is correct. A UPC-A may be read as 12 digits or as an EAN-13 with a leading 0.
    pub fn matches(&self, text: &str) -> bool {
        let Some(truth) = self.text.as_deref() else { return false };
        truth == text || self.format == Some(Format::Ean13) && truth.strip_prefix('0') == Some(text)
    }
}

/// Renders a frame with a barcode. The same arguments give the same bytes.
pub fn frame(seed: u64, format: Format, class: Class, size: Size, index: u32) -> Frame {
    let numbers = [seed, 1 + format as u64, class as u64, size as u64, u64::from(index)];
    scene::frame(&mut Random::from_numbers(&numbers), format, class, size, false)
}

/// Renders a frame without a readable barcode, but often with what resembles one.
pub fn empty(seed: u64, size: Size, index: u32) -> Frame {
    empty::frame(&mut Random::from_numbers(&[seed, 0, size as u64, u64::from(index)]), size)
}
