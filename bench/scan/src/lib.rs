//! Frames as a phone's camera sees codes on packages, by seed: the corpus of the scanner's tests and of this benchmark.
//! Knows nothing of any reader. Seeds 1 to 99 are for tuning a reader; results are told by seeds from 1000.

mod background;
mod canvas;
mod clutter;
mod contents;
mod cover;
mod effects;
mod empty;
mod geometry;
mod label;
mod random;
mod recipe;
mod scene;
mod symbol;

use random::Random;

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

pub struct Frame {
    pub width: usize,
    pub height: usize,
    /// Grey, 8 bits a pixel, row by row.
    pub luma: Vec<u8>,
    /// What the code says; `None` where there is no code, as for the rest.
    pub text: Option<String>,
    pub format: Option<Format>,
    pub class: Option<Class>,
    /// The symbol's own top left, top right, bottom right and bottom left, in pixels, without the quiet zone.
    pub corners: Option<[(f32, f32); 4]>,
}

impl Frame {
    /// Whether a reader's text is what the code says. A UPC-A may be read as 12 digits or, as an EAN-13, with a 0 before.
    pub fn says(&self, text: &str) -> bool {
        let Some(truth) = self.text.as_deref() else { return false };
        truth == text || self.format == Some(Format::Ean13) && truth.strip_prefix('0') == Some(text)
    }
}

/// The `index`-th frame of these; the same numbers give the same bytes.
pub fn frame(seed: u64, format: Format, class: Class, size: Size, index: u32) -> Frame {
    let numbers = [seed, 1 + format as u64, class as u64, size as u64, u64::from(index)];
    scene::frame(&mut Random::of(&numbers), format, class, size, false)
}

/// A frame without any code, but often with what looks like one.
pub fn empty(seed: u64, size: Size, index: u32) -> Frame {
    empty::frame(&mut Random::of(&[seed, 0, size as u64, u64::from(index)]), size)
}
