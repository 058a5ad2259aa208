//! Writes one frame as PGM and reads it, turn by turn: to look at what fails.
use points_scanner::{Luma, qr};
use scan_corpus::{Class, Format, Size};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let class = *Class::ALL.iter().find(|c| c.name() == a[1]).unwrap();
    let size = if a[2] == "hd" { Size::Hd } else { Size::Vga };
    let seed: u64 = a[4].parse().unwrap();
    for i in a[3].split(',') {
        let f = scan_corpus::frame(seed, Format::QrCode, class, size, i.parse().unwrap());
        if a.len() > 5 {
            let mut pgm = format!("P5 {} {} 255\n", f.width, f.height).into_bytes();
            pgm.extend(&f.luma);
            std::fs::write(format!("/tmp/s/{}-{i}.pgm", a[1]), pgm).unwrap();
        }
        println!("== {i} {:?} {:?}", f.text, f.corners);
        let mut r = qr::Reader::default();
        for turn in 0..qr::Reader::TURNS {
            println!(
                "turn {turn}: {:?}",
                r.read(&Luma::new(f.width, f.height, &f.luma).unwrap(), turn)
                    .iter()
                    .map(|f| &f.text)
                    .collect::<Vec<_>>()
            );
        }
    }
}
