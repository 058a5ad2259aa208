//! 1-D symbols rendered, degraded and read back. The encoder here shares no tables with the reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use points_scanner::{Barcode, Format, Luma, linear::Reader};

const CODE_128: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];
const LEFT: [&str; 10] = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"];
const PARITY: [&str; 10] =
    ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"];

/// The modules of element widths, a bar first; true is dark.
fn modules(widths: &str) -> Vec<bool> {
    widths.bytes().enumerate().flat_map(|(at, width)| vec![at % 2 == 0; usize::from(width - b'0')]).collect()
}

fn code_128(text: &str) -> Vec<bool> {
    let mut values: Vec<usize> = vec![104];
    values.extend(text.bytes().map(|b| usize::from(b) - 32));
    values.push(values.iter().enumerate().map(|(at, value)| value * at.max(1)).sum::<usize>() % 103);
    values.push(106);
    modules(&values.iter().map(|value| CODE_128[*value]).collect::<String>())
}

/// An EAN-13 symbol of 13 digits; the check digit may be wrong.
fn ean_13(text: &str) -> Vec<bool> {
    let digits: Vec<usize> = text.bytes().map(|b| usize::from(b - b'0')).collect();
    let mut widths = String::from("111");
    for (digit, parity) in digits[1..7].iter().zip(PARITY[digits[0]].chars()) {
        let pattern = LEFT[*digit].chars();
        widths.extend(if parity == 'O' { pattern.collect::<Vec<_>>() } else { pattern.rev().collect() });
    }
    widths.push_str("11111");
    widths.extend(digits[7..].iter().map(|digit| LEFT[*digit]));
    widths.push_str("111");
    modules(&widths)
}

struct Noise(u64);

impl Noise {
    /// Uniformly distributed from 0 to 1.
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }
}

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// How a symbol is rendered.
#[derive(Clone, Copy)]
struct Rendering {
    degrees: f32,
    /// The module size in pixels.
    module: f32,
    /// The height of the bars in pixels.
    height: f32,
    dark: f32,
    light: f32,
    /// The standard deviation of the blur, in modules.
    blur: f32,
    noise: f32,
}

const PLAIN: Rendering =
    Rendering { degrees: 0.0, module: 2.6, height: 90.0, dark: 30.0, light: 220.0, blur: 0.0, noise: 0.0 };

impl Rendering {
    fn draw(self, modules: &[bool]) -> Picture {
        let (width, height) = (640, 480);
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
        // A cross-section of the blurred bars, eight samples per pixel. The minimum blur stands for the pixel's own
        // extent.
        let spread = (self.blur * self.module).max(0.3);
        let taps = (-12..=12).map(|tap| tap as f32 / 4.0).map(|off| (off * spread, (-off * off / 2.0).exp()));
        let taps: Vec<(f32, f32)> = taps.collect();
        let ink = |across: f32| {
            let module = (across / self.module + modules.len() as f32 / 2.0).floor();
            if module >= 0.0 && modules.get(module as usize) == Some(&true) { 1.0 } else { 0.0 }
        };
        let bars: Vec<f32> = (-3200..3200)
            .map(|at| taps.iter().map(|(off, weight)| ink(at as f32 / 8.0 + off) * weight).sum())
            .collect();
        let all: f32 = taps.iter().map(|(_, weight)| weight).sum();
        let pixels = (0..width * height).map(|index| {
            let (x, y) = ((index % width) as f32 - 320.3, (index / width) as f32 - 240.2);
            let (across, along) = (x * cos + y * sin, y * cos - x * sin);
            let ink = if along.abs() < self.height / 2.0 { bars[(across * 8.0 + 3200.0) as usize] / all } else { 0.0 };
            let noise = (noise.next() + noise.next() - 1.0) * self.noise;
            (self.light + (self.dark - self.light) * ink + noise).clamp(0.0, 255.0) as u8
        });
        Picture { width, height, pixels: pixels.collect() }
    }
}

/// Reads an image as a photo: makes all attempts until one succeeds.
fn read(picture: &Picture) -> Option<Barcode> {
    let image = Luma::new(picture.width, picture.height, &picture.pixels).unwrap();
    let mut reader = Reader::default();
    (0..Reader::ATTEMPTS).find_map(|attempt| reader.read(&image, attempt).pop())
}

fn reads(rendering: Rendering, modules: &[bool], format: Format, text: &str) {
    let found = read(&rendering.draw(modules));
    assert_eq!(found.as_ref().map(|f| (f.format, f.text.as_str())), Some((format, text)), "{}°", rendering.degrees);
}

fn reads_both(rendering: Rendering) {
    reads(rendering, &code_128("PTS-7Q4X-9K2M"), Format::Code128, "PTS-7Q4X-9K2M");
    reads(rendering, &ean_13("4006381333931"), Format::Ean13, "4006381333931");
}

#[test]
fn plain() {
    reads_both(PLAIN);
    reads(PLAIN, &ean_13("0036000291452"), Format::UpcA, "036000291452");
}

#[test]
fn rotated_by_any_angle() {
    for degrees in (0..360).step_by(17) {
        reads_both(Rendering { degrees: degrees as f32, module: 1.9, ..PLAIN });
    }
}

#[test]
fn small() {
    reads_both(Rendering { module: 1.4, height: 50.0, degrees: 5.0, ..PLAIN });
}

#[test]
fn blurred() {
    reads_both(Rendering { blur: 0.6, degrees: 93.0, ..PLAIN });
    reads_both(Rendering { blur: 0.7, noise: 8.0, ..PLAIN });
}

#[test]
fn noise_and_low_contrast() {
    reads_both(Rendering { noise: 90.0, degrees: 31.0, ..PLAIN });
    reads_both(Rendering { dark: 110.0, light: 140.0, noise: 8.0, ..PLAIN });
}

#[test]
fn inverted() {
    reads_both(Rendering { dark: 230.0, light: 20.0, degrees: 200.0, ..PLAIN });
}

#[test]
fn corners_follow_the_symbols_orientation() {
    let modules = ean_13("4006381333931");
    for degrees in [0.0f32, 90.0, 180.0, 222.0] {
        let found = read(&Rendering { degrees, ..PLAIN }.draw(&modules)).unwrap();
        let (sin, cos) = degrees.to_radians().sin_cos();
        let half = 95.0 * PLAIN.module / 2.0;
        for (corner, end, side) in [(0, -1.0, -1.0), (1, 1.0, -1.0), (2, 1.0, 1.0), (3, -1.0, 1.0)] {
            let (x, y) = (found.corners[corner].x - 320.8, found.corners[corner].y - 240.7);
            let (across, along) = (x * cos + y * sin, y * cos - x * sin);
            assert!((across - end * half).abs() < 3.0, "{degrees}° {corner}: {across}");
            assert!(along * side > -3.0 && along.abs() < PLAIN.height / 2.0 + 5.0, "{degrees}° {corner}: {along}");
        }
    }
}

#[test]
fn wrong_check_digits_are_not_read() {
    assert_eq!(read(&PLAIN.draw(&ean_13("4006381333932"))), None);
    let mut values = CODE_128[104].to_string() + CODE_128[40] + CODE_128[41] + CODE_128[42] + CODE_128[7];
    values.push_str(CODE_128[106]);
    assert_eq!(read(&PLAIN.draw(&modules(&values))), None);
}

#[test]
fn part_of_a_symbol_is_not_read() {
    // Other bars take the place of the quiet zone.
    let code = ean_13("4006381333931");
    let bars: Vec<bool> = (0..28).map(|at| at % 3 == 0).collect();
    assert_eq!(read(&PLAIN.draw(&[code.clone(), vec![false; 2], bars.clone()].concat())), None);
    assert_eq!(read(&PLAIN.draw(&[bars, vec![false; 2], code].concat())), None);
}

#[test]
fn random_stripes_are_not_read() {
    let mut random = Noise(77);
    for _ in 0..300 {
        let stripes: Vec<bool> = (0..95).map(|_| random.next() < 0.5).collect();
        assert_eq!(read(&PLAIN.draw(&stripes)), None);
    }
}

#[test]
fn arbitrary_sizes_and_pixels_are_not_read() {
    let mut random = Noise(5);
    for (width, height) in [(1, 1), (2, 3), (1, 8192), (8192, 1), (8192, 20), (18, 8192), (40, 40), (301, 77)] {
        for fill in 0..3 {
            let pixels = (0..width * height)
                .map(|at| match fill {
                    0 => 255,
                    1 => (random.next() * 256.0) as u8,
                    _ => (at % width / 2 % 2 * 255) as u8,
                })
                .collect();
            assert_eq!(read(&Picture { width, height, pixels }), None);
        }
    }
}
