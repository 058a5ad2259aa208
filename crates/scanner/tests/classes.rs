//! Frames of every symbology and class, as a phone's camera sees them: most are read, and none as something else.

use points_scanner::{Luma, Scanner};
use scan_corpus::{Class, Format, Size};

/// How many of so many frames are read, at least. `bench/scan` measures by the hundred; this is there to notice when
/// something breaks, so it asks for less than what is usual, and for nothing where the class is beyond most readers.
const FRAMES: u32 = 6;

fn least(class: Class) -> u32 {
    match class {
        Class::Clean => FRAMES,
        Class::Blurred | Class::Combined | Class::Noisy | Class::MotionBlurred => 1,
        _ => 3,
    }
}

fn every_class_of(format: Format) {
    let mut missing = Vec::new();
    for class in Class::ALL {
        let mut read = 0;
        for index in 0..FRAMES {
            let frame = scan_corpus::frame(500, format, class, Size::Vga, index);
            let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
            let found = Scanner::new().photo(&image);
            assert!(found.iter().all(|found| frame.says(&found.text)), "{} {index}: {found:?}", class.name());
            read += u32::from(!found.is_empty());
        }
        if read < least(class) {
            missing.push((class.name(), read));
        }
    }
    assert_eq!(missing, [], "classes of which too few are read, and how many");
}

#[test]
fn qr_codes() {
    every_class_of(Format::QrCode);
}

#[test]
fn data_matrix() {
    every_class_of(Format::DataMatrix);
}

#[test]
fn code_128() {
    every_class_of(Format::Code128);
}

#[test]
fn ean_13_and_upc_a() {
    every_class_of(Format::Ean13);
}

#[test]
fn frames_without_a_code() {
    for index in 0..40 {
        let frame = scan_corpus::empty(500, Size::Vga, index);
        let found = Scanner::new().photo(&Luma::new(frame.width, frame.height, &frame.luma).unwrap());
        assert_eq!(found, [], "{index}");
    }
}
