//! Properties of the corpus: determined by the seed, every format in every class, symbols inside the frame.

use scan_corpus::{Class, Format, Size, empty, frame};

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let make = |seed| frame(seed, Format::QrCode, Class::Combined, Size::Vga, 3);
    assert_eq!(make(5).luma, make(5).luma);
    assert_ne!(make(5).luma, make(6).luma);
    assert_eq!(empty(5, Size::Vga, 1).luma, empty(5, Size::Vga, 1).luma);
}

#[test]
fn every_format_in_every_class_is_inside_the_frame() {
    for format in Format::ALL {
        for class in Class::ALL {
            let frame = frame(1, format, class, Size::Vga, 0);
            assert_eq!(frame.luma.len(), 640 * 480);
            assert!(frame.text.as_ref().is_some_and(|text| !text.is_empty()));
            for (x, y) in frame.corners.expect("where the code is") {
                assert!((0.0..640.0).contains(&x) && (0.0..480.0).contains(&y), "{format:?} {class:?}: {x} {y}");
            }
        }
    }
}

#[test]
fn an_empty_frame_has_no_text() {
    let frame = empty(1, Size::Hd, 0);
    assert_eq!(frame.luma.len(), 1280 * 720);
    assert!(frame.text.is_none() && !frame.matches(""));
}

#[test]
fn a_upc_a_may_be_read_without_its_leading_zero() {
    let upc = (0..)
        .map(|index| frame(1, Format::Ean13, Class::Clean, Size::Vga, index))
        .find(|frame| frame.text.as_ref().is_some_and(|text| text.starts_with('0')));
    let upc = upc.expect("one of four is a UPC-A");
    let text = upc.text.clone().expect("a code");
    assert!(upc.matches(&text) && upc.matches(&text[1..]) && !upc.matches(&text[2..]));
}
