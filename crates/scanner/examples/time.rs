use points_scanner::{Luma, qr};
use std::time::Instant;
fn main() {
    let code = qrcode::QrCode::with_version(b"TIVI8pfg", qrcode::Version::Normal(20), qrcode::EcLevel::M).unwrap();
    let t = Instant::now();
    let size = code.width();
    let side = (size + 8) * 4;
    let colors = code.to_colors();
    let mut px = vec![230u8; side * side];
    for y in 0..size * 4 {
        for x in 0..size * 4 {
            if colors[y / 4 * size + x / 4] == qrcode::Color::Dark {
                px[(y + 16) * side + x + 16] = 30;
            }
        }
    }
    println!("draw {:?}", t.elapsed());
    let image = Luma::new(side, side, &px).unwrap();
    let mut r = qr::Reader::default();
    for turn in 0..qr::Reader::TURNS {
        let t = Instant::now();
        let f = r.read(&image, turn);
        println!("{turn} {:?} {}", t.elapsed(), f.len());
    }
    let mut seed = 1u64;
    let noise: Vec<u8> = (0..640 * 480)
        .map(|_| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
            (seed >> 56) as u8
        })
        .collect();
    let image = Luma::new(640, 480, &noise).unwrap();
    for turn in 0..qr::Reader::TURNS {
        let t = Instant::now();
        let f = r.read(&image, turn);
        println!("noise {turn} {:?} {}", t.elapsed(), f.len());
    }
}
