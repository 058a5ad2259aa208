//! How long each attempt of the QR reader takes on frames without a code, and which attempts read frames with one:
//! `cargo run --release -p points-scanner --example time -- 100`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers may stop")]

use points_scanner::{Luma, qr};
use scan_corpus::{Class, Format, Size};
use std::time::Instant;

fn main() {
    let count: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(50);
    let mut reader = qr::Reader::default();
    let attempts = qr::Reader::ATTEMPTS;
    let mut times = vec![Vec::new(); attempts as usize];
    let mut worst = vec![(0.0, 0); attempts as usize];
    for index in 0..count {
        let frame = scan_corpus::empty(1, Size::Vga, index);
        let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
        for attempt in 0..attempts {
            let began = Instant::now();
            assert_eq!(reader.read(&image, attempt), []);
            let ms = began.elapsed().as_secs_f32() * 1e3;
            times[attempt as usize].push(ms);
            if ms > worst[attempt as usize].0 {
                worst[attempt as usize] = (ms, index);
            }
        }
    }
    for (attempt, times) in times.iter_mut().enumerate() {
        times.sort_by(f32::total_cmp);
        println!(
            "empty, attempt {attempt}: median {:.2} ms, p95 {:.2} ms, worst {:?}",
            times[times.len() / 2],
            times[times.len() * 95 / 100],
            worst[attempt]
        );
    }
    for class in Class::ALL {
        let mut read_by = vec![0; attempts as usize];
        let mut read_only_by = vec![0; attempts as usize];
        for index in 0..count / 2 {
            let frame = scan_corpus::frame(1, Format::QrCode, class, Size::ALL[index as usize % 2], index);
            let image = Luma::new(frame.width, frame.height, &frame.luma).unwrap();
            let read: Vec<bool> = (0..attempts).map(|attempt| !reader.read(&image, attempt).is_empty()).collect();
            for attempt in 0..attempts as usize {
                read_by[attempt] += i32::from(read[attempt]);
                read_only_by[attempt] += i32::from(read[attempt] && read.iter().filter(|read| **read).count() == 1);
            }
        }
        println!("{:<15} read by attempt {read_by:?}, by it alone {read_only_by:?}, of {}", class.name(), count / 2);
    }
}
