//! Data Matrix symbols encoded by another crate and rendered here: every size, mode and number of errors; rotated,
//! tilted and cylindrical; and arbitrary pixels.
#![cfg(feature = "more")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use datamatrix::{DataMatrix, DataMatrixBuilder, EncodationType, SymbolList, SymbolSize, placement::MatrixMap};
use points_scanner::{Format, Luma, datamatrix::Reader};

/// A linear congruential generator; the same numbers for the same seed.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    }
}

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// Renders modules through a map from pixels to modules, with nine samples per pixel.
fn draw(modules: &[bool], cols: usize, width: usize, height: usize, map: impl Fn(f32, f32) -> (f32, f32)) -> Picture {
    let rows = modules.len() / cols;
    let dark = |x: f32, y: f32| {
        let (col, row) = map(x, y);
        let inside = col >= 0.0 && row >= 0.0 && col < cols as f32 && row < rows as f32;
        inside && modules[row as usize * cols + col as usize]
    };
    let pixel = |i: usize| {
        let (x, y) = ((i % width) as f32, (i / width) as f32);
        let count = (0..9).filter(|k| dark(x + (k % 3) as f32 / 3.0 + 0.17, y + (k / 3) as f32 / 3.0 + 0.17)).count();
        220 - 20 * count as u8
    };
    Picture { width, height, pixels: (0..width * height).map(pixel).collect() }
}

fn plain(modules: &[bool], cols: usize) -> Picture {
    let (scale, quiet) = (4, 3);
    let rows = modules.len() / cols;
    draw(modules, cols, (cols + 2 * quiet) * scale, (rows + 2 * quiet) * scale, |x, y| {
        (x / scale as f32 - quiet as f32, y / scale as f32 - quiet as f32)
    })
}

/// The texts of the first attempt that reads any.
fn read(picture: &Picture) -> Vec<String> {
    let image = Luma::new(picture.width, picture.height, &picture.pixels).expect("a picture");
    let mut reader = Reader::default();
    let all = (0..Reader::ATTEMPTS).map(|attempt| reader.read(&image, attempt)).find(|found| !found.is_empty());
    let texts = all.unwrap_or_default().into_iter().map(|found| {
        assert_eq!(found.format, Format::DataMatrix);
        found.text
    });
    texts.collect()
}

fn read_code(code: &DataMatrix) -> Vec<String> {
    let bitmap = code.bitmap();
    read(&plain(bitmap.bits(), bitmap.width()))
}

fn sizes() -> Vec<SymbolSize> {
    let sizes: Vec<SymbolSize> = SymbolList::all().iter().filter(|size| !size.is_dmre()).collect();
    assert_eq!(sizes.len(), 30);
    sizes
}

#[test]
fn every_size_is_read() {
    let mut next = numbers(1);
    for size in sizes() {
        for length in [3, 8, 60, 900] {
            let text: String = (0..length).map(|_| char::from(b'A' + next(26) as u8)).collect();
            if let Ok(code) = DataMatrix::encode(text.as_bytes(), size) {
                assert_eq!(read_code(&code), [text], "{size:?}");
            }
        }
    }
}

#[test]
fn every_mode_is_read() {
    let texts = [
        (EncodationType::Ascii, "Ab1234567890"),
        (EncodationType::C40, "ABC 0123 DEF-xyz"),
        (EncodationType::Text, "abcdef 0123 ghi/XYZ"),
        (EncodationType::X12, "ABC*DEF>123\rGHI JKL"),
        (EncodationType::Edifact, "ABC.DEF-123+456 GHI"),
        (EncodationType::Base256, "\u{1}\u{2}grüße \u{7f}"),
    ];
    for (mode, text) in texts {
        for length in 6..=text.len() {
            if let Some(text) = text.get(..length) {
                let builder = DataMatrixBuilder::new().with_encodation_types(mode | EncodationType::Ascii);
                let code = builder.encode(text.as_bytes()).expect("encodable");
                assert_eq!(read_code(&code), [text], "{mode:?}");
            }
        }
    }
}

#[test]
fn bytes_are_utf_8_or_latin_1() {
    for (bytes, text) in [("Grüße".as_bytes(), "Grüße"), (&b"Gr\xfc\xdfe an M\xfcller"[..], "Grüße an Müller")] {
        let code = DataMatrix::encode(bytes, SymbolList::default()).expect("encodable");
        assert_eq!(read_code(&code), [text]);
    }
    let code = DataMatrix::encode_str("Ürümqi 乌鲁木齐", SymbolList::default()).expect("encodable");
    assert_eq!(read_code(&code), ["Ürümqi 乌鲁木齐"]);
}

#[test]
fn gs1_separators_are_distinguished_from_the_leading_fnc1() {
    let code = DataMatrix::encode_gs1(b"0104012345678901\x1d10ABC123", SymbolList::default()).expect("encodable");
    assert_eq!(read_code(&code), ["0104012345678901\u{1d}10ABC123"]);
    let text = "[)>\u{1e}05\u{1d}9N12345\u{1e}\u{4}";
    let code = DataMatrixBuilder::new().with_macros(true).encode(text.as_bytes()).expect("encodable");
    assert_eq!(read_code(&code), [text]);
}

#[test]
fn errors_are_corrected_and_damaged_symbols_rejected() {
    let mut next = numbers(2);
    for size in sizes() {
        let Ok(code) = DataMatrix::encode(b"Q7P", size) else { continue };
        let words = code.codewords();
        let check = words.len() - code.data_codewords().len();
        // The smallest symbols keep some of their check codewords for error detection.
        let most = if check < 10 { check.saturating_sub(3) / 2 } else { check / 2 };
        for (errors, readable) in [(most, true), (words.len(), false)] {
            if words.len() > 100 && !readable {
                continue;
            }
            let mut broken = words.to_vec();
            let start = next(words.len() - errors + 1);
            for word in &mut broken[start..start + errors] {
                *word ^= 1 + next(255) as u8;
            }
            let bitmap = MatrixMap::<bool>::new_with_codewords(&broken, size).bitmap();
            let texts = read(&plain(bitmap.bits(), bitmap.width()));
            assert_eq!(texts, if readable { vec!["Q7P"] } else { Vec::new() }, "{size:?} {errors}");
        }
    }
}

#[test]
fn rotated_tilted_and_cylindrical_symbols_are_read_with_their_corners() {
    let code = DataMatrix::encode(b"PW-4F7K2", SymbolList::default().enforce_square()).expect("encodable");
    let bitmap = code.bitmap();
    let cols = bitmap.width();
    let half = cols as f32 / 2.0;
    for step in 0..24 {
        let (sin, cos) = (step as f32 * 15.0f32).to_radians().sin_cos();
        for kind in 0..3 {
            let map = |x: f32, y: f32| {
                let (x, y) = ((x - 160.0) / 6.0, (y - 120.0) / 6.0);
                let (x, y) = (cos * x + sin * y, cos * y - sin * x);
                let (x, y) = match kind {
                    1 => (x / (0.8 + 0.012 * x), y / (0.8 + 0.012 * x)),
                    2 => ((x / half * 0.75).clamp(-1.0, 1.0).asin() * half / 0.85, y),
                    _ => (x, y),
                };
                (x + half, y + half)
            };
            let picture = draw(bitmap.bits(), cols, 320, 240, map);
            let image = Luma::new(320, 240, &picture.pixels).expect("a picture");
            let mut reader = Reader::default();
            let found: Vec<_> = (0..Reader::ATTEMPTS).flat_map(|attempt| reader.read(&image, attempt)).collect();
            let first = found.first().unwrap_or_else(|| panic!("step {step}, kind {kind}"));
            assert_eq!(first.text, "PW-4F7K2");
            for (corner, (col, row)) in first.corners.iter().zip([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]) {
                let (x, y) = map(corner.x, corner.y);
                let off = (x - col * cols as f32).hypot(y - row * cols as f32);
                assert!(off < 1.5, "step {step}, kind {kind}: a corner is {off} modules off");
            }
        }
    }
}

#[test]
fn two_symbols_in_an_image_are_read_in_either_polarity() {
    let codes = ["LEFT-1", "RIGHT-2"].map(|text| {
        DataMatrix::encode(text.as_bytes(), SymbolList::default().enforce_square()).expect("encodable").bitmap()
    });
    let pictures = codes.map(|bitmap| plain(bitmap.bits(), bitmap.width()));
    let (width, height) = (pictures[0].width + pictures[1].width, pictures[0].height.max(pictures[1].height));
    let mut pixels = vec![220; width * height];
    let mut left = 0;
    for picture in &pictures {
        for (y, row) in picture.pixels.chunks(picture.width).enumerate() {
            pixels[y * width + left..][..picture.width].copy_from_slice(row);
        }
        left += picture.width;
    }
    let mut both = Picture { width, height, pixels };
    for _ in 0..2 {
        let mut texts = read(&both);
        texts.sort();
        assert_eq!(texts, ["LEFT-1", "RIGHT-2"]);
        both.pixels.iter_mut().for_each(|pixel| *pixel = 255 - *pixel);
    }
}

#[test]
fn arbitrary_pixels_are_not_read() {
    let mut next = numbers(3);
    let sizes = [(1, 1), (1, 300), (300, 1), (2, 2), (7, 9), (8, 8), (17, 33), (63, 65), (640, 480), (4096, 16)];
    let mut reader = Reader::default();
    for (width, height) in sizes {
        for kind in 0..6 {
            let pixels: Vec<u8> = (0..width * height)
                .map(|i| {
                    let (x, y) = (i % width, i / width);
                    match kind {
                        0 => 0,
                        1 => 255,
                        2 => next(256) as u8,
                        3 => 255 * ((x + y) % 2) as u8,
                        4 => 255 * ((x / 5 + y / 5) % 2) as u8,
                        _ => 255 * u8::from((x * x + y * y) / 900 % 2 == 0),
                    }
                })
                .collect();
            let image = Luma::new(width, height, &pixels).expect("a picture");
            for attempt in 0..2 * Reader::ATTEMPTS {
                assert_eq!(reader.read(&image, attempt), [], "{width}×{height}, kind {kind}");
            }
        }
    }
}
