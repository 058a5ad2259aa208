//! Simulated camera frames of every symbology and class: most are read, and none with a wrong text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use points_scanner::{Luma, Scanner};
use scan_corpus::{Class, Format, Size};

/// Frames per class. `bench/scan` measures read rates on hundreds of frames; this test only detects regressions, so
/// that the minima are below the usual rates.
const FRAMES: u32 = 6;

/// The minimum number of frames that have to be read.
fn minimum(class: Class) -> u32 {
    match class {
        Class::Clean => FRAMES,
        Class::Blurred | Class::Combined | Class::Noisy | Class::MotionBlurred => 1,
        _ => 3,
    }
}

fn check_every_class(format: Format) {
    let mut failing = Vec::new();
    for class in Class::ALL {
        let mut read = 0;
        for index in 0..FRAMES {
            let frame = scan_corpus::frame(500, format, class, Size::Vga, index);
            let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
            let found = Scanner::new().photo(&image);
            assert!(found.iter().all(|found| frame.matches(&found.text)), "{} {index}: {found:?}", class.name());
            read += u32::from(!found.is_empty());
        }
        if read < minimum(class) {
            failing.push((class.name(), read));
        }
    }
    assert_eq!(failing, [], "classes of which too few are read, and how many");
}

#[test]
fn qr_codes() {
    check_every_class(Format::QrCode);
}

#[test]
fn data_matrix() {
    check_every_class(Format::DataMatrix);
}

#[test]
fn code_128() {
    check_every_class(Format::Code128);
}

#[test]
fn ean_13_and_upc_a() {
    check_every_class(Format::Ean13);
}

#[test]
fn frames_without_a_code() {
    for index in 0..40 {
        let frame = scan_corpus::empty(500, Size::Vga, index);
        let found = Scanner::new().photo(&Luma::new(frame.width, frame.height, &frame.luma).unwrap());
        assert_eq!(found, [], "{index}");
    }
}
