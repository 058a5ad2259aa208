//! How long each attempt takes on frames without a code, and which attempt reads the others:
//! `cargo run --release -p points-scanner --example time -- 100`.

use points_scanner::{Luma, qr};
use scan_corpus::{Class, Format, Size};
use std::time::Instant;

fn main() {
    let count: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(50);
    let mut reader = qr::Reader::default();
    let turns = qr::Reader::TURNS;
    let mut spent = vec![Vec::new(); turns as usize];
    let mut worst = vec![(0.0, 0); turns as usize];
    for index in 0..count {
        let frame = scan_corpus::empty(1, Size::Vga, index);
        let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
        for turn in 0..turns {
            let began = Instant::now();
            assert_eq!(reader.read(&image, turn), []);
            let ms = began.elapsed().as_secs_f32() * 1e3;
            spent[turn as usize].push(ms);
            if ms > worst[turn as usize].0 {
                worst[turn as usize] = (ms, index);
            }
        }
    }
    for (turn, spent) in spent.iter_mut().enumerate() {
        spent.sort_by(f32::total_cmp);
        println!(
            "empty, turn {turn}: median {:.2} ms, p95 {:.2} ms, worst {:?}",
            spent[spent.len() / 2],
            spent[spent.len() * 95 / 100],
            worst[turn]
        );
    }
    for class in Class::ALL {
        let mut reads = vec![0; turns as usize];
        let mut only = vec![0; turns as usize];
        for index in 0..count / 2 {
            let frame = scan_corpus::frame(1, Format::QrCode, class, Size::ALL[index as usize % 2], index);
            let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
            let read: Vec<bool> = (0..turns).map(|turn| !reader.read(&image, turn).is_empty()).collect();
            for turn in 0..turns as usize {
                reads[turn] += i32::from(read[turn]);
                only[turn] += i32::from(read[turn] && read.iter().filter(|read| **read).count() == 1);
            }
        }
        println!("{:<15} read by turn {reads:?}, by it alone {only:?}, of {}", class.name(), count / 2);
    }
}
