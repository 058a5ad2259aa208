//! QR codes rendered here, from upright to rotated, are read back with their text and corners.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use points_scanner::{Barcode, Luma, qr};
use qrcode::{EcLevel, QrCode, Version};

const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];

/// Renders a code through a map from pixels to modules, with 16 samples per pixel.
fn render(code: &QrCode, width: usize, height: usize, map: impl Fn(f32, f32) -> (f32, f32)) -> Vec<u8> {
    let size = code.width() as i32;
    let colors = code.to_colors();
    let dark = |x: f32, y: f32| {
        let (u, v) = map(x, y);
        let (u, v) = (u.floor() as i32, v.floor() as i32);
        let inside = (0..size).contains(&u) && (0..size).contains(&v);
        inside && colors[(v * size + u) as usize] == qrcode::Color::Dark
    };
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0;
            for i in 0..16 {
                sum +=
                    i32::from(dark(x as f32 + (i % 4) as f32 / 4.0 + 0.125, y as f32 + (i / 4) as f32 / 4.0 + 0.125));
            }
            pixels.push((230 - sum * 12) as u8);
        }
    }
    pixels
}

fn read(pixels: &[u8], width: usize, height: usize) -> Vec<Barcode> {
    let mut reader = qr::Reader::default();
    let image = Luma::new(width, height, pixels).unwrap();
    (0..qr::Reader::ATTEMPTS)
        .map(|attempt| reader.read(&image, attempt))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

#[test]
fn every_version_and_level_is_read() {
    for version in 1..=40 {
        for level in LEVELS {
            let code = QrCode::with_version(b"TIVI8pfg", Version::Normal(version), level);
            let Ok(code) = code else { continue };
            let side = (code.width() + 8) * 4;
            let pixels = render(&code, side, side, |x, y| (x / 4.0 - 4.0, y / 4.0 - 4.0));
            let found = read(&pixels, side, side);
            assert_eq!(found.first().map(|found| found.text.as_str()), Some("TIVI8pfg"), "{version} {level:?}");
        }
    }
}

#[test]
fn long_texts_of_every_mode_fill_all_blocks() {
    let text = |alphabet: &str, count: usize| -> String { alphabet.chars().cycle().take(count).collect() };
    for (alphabet, count) in [("0123456789", 900), ("AB1:-/", 600), ("aTé9 ", 300)] {
        let text = text(alphabet, count);
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).unwrap();
        let side = (code.width() + 8) * 4;
        let pixels = render(&code, side, side, |x, y| (x / 4.0 - 4.0, y / 4.0 - 4.0));
        assert_eq!(read(&pixels, side, side)[0].text, text);
    }
}

#[test]
fn rotated_by_any_angle_with_correct_corners() {
    let code = QrCode::with_error_correction_level(b"https://brand.example/?code=TIVInpmx8b98pfg", EcLevel::M).unwrap();
    let half = code.width() as f32 / 2.0;
    for degrees in (0..360).step_by(15) {
        let (sin, cos) = (degrees as f32).to_radians().sin_cos();
        let map = |x: f32, y: f32| {
            let (x, y) = ((x - 150.0) / 4.0, (y - 150.0) / 4.0);
            (x * cos + y * sin + half, y * cos - x * sin + half)
        };
        let found = read(&render(&code, 300, 300, map), 300, 300);
        let found = found.first().unwrap_or_else(|| panic!("not read at {degrees}"));
        for (corner, (u, v)) in found.corners.iter().zip([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]) {
            let (u, v) = (u * half * 4.0, v * half * 4.0);
            let (x, y) = (150.0 + u * cos - v * sin, 150.0 + u * sin + v * cos);
            assert!((corner.x - x).hypot(corner.y - y) < 2.0, "{degrees}: {corner:?} is not {x}, {y}");
        }
    }
}
