//! Read rates on the corpus by symbology and class, for tuning the scanner:
//! `cargo run --release -p points-scanner --example rates -- --seed 7 --count 50 --format qr_code --failing`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool for developers may stop")]

use std::time::{Duration, Instant};

use points_scanner::{Luma, Scanner};
use scan_corpus::{Class, Format, Frame, Size, empty, frame};

const HELP: &str = "rates [--seed 1] [--count 20] [--format qr_code] [--class clean] [--camera] [--failing] [--empty]
--count    frames a symbology and class: half 640×480, half 1280×720
--camera   shows the same frame to Scanner::frame up to ATTEMPTS times, instead of Scanner::photo once
--failing  lists the frames that are not read: index, class, text, what was read instead
--empty    also looks for reads on as many frames without a code";

#[derive(Default)]
struct Options {
    seed: u64,
    count: u32,
    format: Option<String>,
    class: Option<String>,
    camera: bool,
    failing: bool,
    empty: bool,
}

#[derive(Default)]
struct Tally {
    read: u32,
    wrong: u32,
    of: u32,
    times: Vec<Duration>,
}

fn main() {
    let Some(options) = options() else {
        eprintln!("{HELP}");
        std::process::exit(2);
    };
    let chosen = |name: &str, only: &Option<String>| only.as_deref().is_none_or(|only| only == name);
    println!("{:<15} {:<12} {:>7} {:>6} {:>9} {:>9}", "class", "format", "read %", "wrong", "median ms", "p95 ms");
    for format in Format::ALL.into_iter().filter(|format| chosen(format.name(), &options.format)) {
        let mut all = Tally::default();
        for class in Class::ALL.into_iter().filter(|class| chosen(class.name(), &options.class)) {
            let mut tally = Tally::default();
            for index in 0..options.count {
                let frame = frame(options.seed, format, class, Size::ALL[index as usize % 2], index);
                let texts = tally.read_frame(&frame, options.camera);
                if options.failing && !texts.iter().any(|text| frame.matches(text)) {
                    println!("  {} {} {index}: {:?}, read {texts:?}", format.name(), class.name(), frame.text);
                }
            }
            tally.print(class.name(), format.name());
            all.add(tally);
        }
        all.print("all", format.name());
    }
    if options.empty {
        let mut tally = Tally::default();
        for index in 0..options.count {
            let texts = tally.read_frame(&empty(options.seed, Size::ALL[index as usize % 2], index), options.camera);
            if options.failing && !texts.is_empty() {
                println!("  empty {index}: read {texts:?}");
            }
        }
        tally.print("no code", "");
    }
}

impl Tally {
    /// Reads a frame and counts the result. A wrong read is any text that is not the code's.
    fn read_frame(&mut self, frame: &Frame, camera: bool) -> Vec<String> {
        let Some(image) = Luma::new(frame.width, frame.height, &frame.luma) else { return Vec::new() };
        let mut scanner = Scanner::new();
        let mut found = Vec::new();
        for _ in 0..if camera { Scanner::ATTEMPTS } else { 1 } {
            let began = Instant::now();
            found = if camera { scanner.frame(&image) } else { scanner.photo(&image) };
            self.times.push(began.elapsed());
            if !found.is_empty() {
                break;
            }
        }
        let texts: Vec<String> = found.into_iter().map(|found| found.text).collect();
        self.of += 1;
        self.read += u32::from(texts.iter().any(|text| frame.matches(text)));
        self.wrong += u32::from(texts.iter().any(|text| !frame.matches(text)));
        texts
    }

    fn add(&mut self, other: Tally) {
        self.read += other.read;
        self.wrong += other.wrong;
        self.of += other.of;
        self.times.extend(other.times);
    }

    fn print(&mut self, class: &str, format: &str) {
        self.times.sort();
        let ms = |share: f64| {
            self.times.get((self.times.len() as f64 * share) as usize).map_or(0.0, |t| t.as_secs_f64() * 1e3)
        };
        let rate = 100.0 * f64::from(self.read) / f64::from(self.of.max(1));
        println!("{class:<15} {format:<12} {rate:>7.1} {:>6} {:>9.2} {:>9.2}", self.wrong, ms(0.5), ms(0.95));
    }
}

fn options() -> Option<Options> {
    let mut options = Options { seed: 1, count: 20, ..Options::default() };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        match name.as_str() {
            "--camera" => options.camera = true,
            "--failing" => options.failing = true,
            "--empty" => options.empty = true,
            "--seed" => options.seed = arguments.next()?.parse().ok()?,
            "--count" => options.count = arguments.next()?.parse().ok()?,
            "--format" => options.format = Some(arguments.next()?),
            "--class" => options.class = Some(arguments.next()?),
            _ => return None,
        }
    }
    Some(options)
}
