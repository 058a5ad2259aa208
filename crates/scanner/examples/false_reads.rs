//! Counts false reads: `cargo run --release -p points-scanner --example false_reads -- --count 10000`.
//! Reads as many frames without a code as with one, each as a photo and as camera frames with every attempt.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers may stop")]

use std::{
    ops::AddAssign,
    thread::{available_parallelism, scope},
};

use points_scanner::{Barcode, Luma, Scanner};
use scan_corpus::{Class, Format, Frame, Size, empty, frame};

const HELP: &str = "false_reads [--seed 1] [--count 10000]
Ends with an error when any text was false; each is listed with the frame that it was read from.";

#[derive(Default)]
struct Count {
    frames: u32,
    calls: u32,
    read: u32,
    wrong: u32,
}

fn main() {
    let Some((seed, count)) = options() else {
        eprintln!("{HELP}");
        std::process::exit(2);
    };
    let [empty, coded] = run_on_all_cores(count, |index| [check_empty(seed, index), check_code(seed, index)]);
    println!("without a code: {} false reads on {} frames, {} calls", empty.wrong, empty.frames, empty.calls);
    println!(
        "with a code:    {} wrong reads on {} frames, {} calls, {} frames read",
        coded.wrong, coded.frames, coded.calls, coded.read
    );
    if empty.wrong + coded.wrong > 0 {
        std::process::exit(1);
    }
}

/// Distributes the frames over all cores, and adds up the counts.
fn run_on_all_cores(count: u32, check: impl Fn(u32) -> [Count; 2] + Sync) -> [Count; 2] {
    let threads = available_parallelism().map_or(1, |n| n.get());
    let mut sums = [Count::default(), Count::default()];
    scope(|scope| {
        let check = &check;
        let part = |thread: usize| {
            move || {
                let mut sums = [Count::default(), Count::default()];
                for index in (thread as u32..count).step_by(threads) {
                    let [empty, coded] = check(index);
                    sums[0] += empty;
                    sums[1] += coded;
                }
                sums
            }
        };
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(part(thread))).collect();
        for thread in running {
            let [empty, coded] = thread.join().expect("a reader that does not panic");
            sums[0] += empty;
            sums[1] += coded;
        }
    });
    sums
}

fn check_empty(seed: u64, index: u32) -> Count {
    check(&empty(seed, size(index), index), &format!("empty {index}"))
}

fn check_code(seed: u64, index: u32) -> Count {
    let format = Format::ALL[index as usize % Format::ALL.len()];
    let round = index / Format::ALL.len() as u32;
    let class = Class::ALL[round as usize % Class::ALL.len()];
    let index = round / Class::ALL.len() as u32;
    check(&frame(seed, format, class, size(index), index), &format!("{} {} {index}", format.name(), class.name()))
}

fn size(index: u32) -> Size {
    Size::ALL[index as usize % 2]
}

/// Reads a frame as a photo, then with every attempt of the camera, even after a successful one.
fn check(frame: &Frame, name: &str) -> Count {
    let Some(image) = Luma::new(frame.width, frame.height, &frame.luma) else { return Count::default() };
    let mut count = Count { frames: 1, ..Count::default() };
    let mut count_reads = |found: Vec<Barcode>, call: &str| {
        count.calls += 1;
        for Barcode { format, text, .. } in found {
            if frame.matches(&text) {
                count.read = 1;
            } else {
                count.wrong += 1;
                println!("{name}, {call}: {} {text:?} instead of {:?}", format.name(), frame.text);
            }
        }
    };
    count_reads(Scanner::new().photo(&image), "photo");
    let mut camera = Scanner::new();
    for attempt in 0..Scanner::ATTEMPTS {
        count_reads(camera.frame(&image), &format!("attempt {attempt}"));
    }
    count
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.frames += other.frames;
        self.calls += other.calls;
        self.read += other.read;
        self.wrong += other.wrong;
    }
}

fn options() -> Option<(u64, u32)> {
    let (mut seed, mut count) = (1, 10_000);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--seed" => seed = value.parse().ok()?,
            "--count" => count = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((seed, count))
}
