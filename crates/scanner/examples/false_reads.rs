//! Looks for texts that are on no frame: `cargo run --release -p points-scanner --example false_reads -- --count 10000`.
//! As many frames without a code, and as many with one, each as a photo and as a camera's frame at every turn.

use std::{
    ops::AddAssign,
    thread::{available_parallelism, scope},
};

use points_scanner::{Found, Luma, Scanner};
use scan_corpus::{Class, Format, Frame, Size, empty, frame};

const HELP: &str = "false_reads [--seed 1] [--count 10000]
Ends with an error when any text was false; each is listed with the frame that it was read from.";

#[derive(Default)]
struct Count {
    frames: u32,
    calls: u32,
    read: u32,
    bad: u32,
}

fn main() {
    let Some((seed, count)) = options() else {
        eprintln!("{HELP}");
        std::process::exit(2);
    };
    let [empty, coded] = share(count, |index| [look_at_empty(seed, index), look_at_code(seed, index)]);
    println!("without a code: {} false reads on {} frames, {} calls", empty.bad, empty.frames, empty.calls);
    println!(
        "with a code:    {} wrong reads on {} frames, {} calls, {} frames read",
        coded.bad, coded.frames, coded.calls, coded.read
    );
    if empty.bad + coded.bad > 0 {
        std::process::exit(1);
    }
}

/// Counts on every core.
fn share(count: u32, look: impl Fn(u32) -> [Count; 2] + Sync) -> [Count; 2] {
    let threads = available_parallelism().map_or(1, |n| n.get());
    let mut sums = [Count::default(), Count::default()];
    scope(|scope| {
        let look = &look;
        let part = |thread: usize| {
            move || {
                let mut sums = [Count::default(), Count::default()];
                for index in (thread as u32..count).step_by(threads) {
                    let [empty, coded] = look(index);
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

fn look_at_empty(seed: u64, index: u32) -> Count {
    look(&empty(seed, size(index), index), &format!("empty {index}"))
}

fn look_at_code(seed: u64, index: u32) -> Count {
    let format = Format::ALL[index as usize % Format::ALL.len()];
    let round = index / Format::ALL.len() as u32;
    let class = Class::ALL[round as usize % Class::ALL.len()];
    let index = round / Class::ALL.len() as u32;
    look(&frame(seed, format, class, size(index), index), &format!("{} {} {index}", format.name(), class.name()))
}

fn size(index: u32) -> Size {
    Size::ALL[index as usize % 2]
}

/// A photo, then every turn of the camera, whether something was read before or not.
fn look(frame: &Frame, name: &str) -> Count {
    let Some(image) = Luma::new(frame.width, frame.height, &frame.luma) else { return Count::default() };
    let mut count = Count { frames: 1, ..Count::default() };
    let mut judge = |found: Vec<Found>, how: &str| {
        count.calls += 1;
        for Found { format, text, .. } in found {
            if frame.says(&text) {
                count.read = 1;
            } else {
                count.bad += 1;
                println!("{name}, {how}: {} {text:?} instead of {:?}", format.name(), frame.text);
            }
        }
    };
    judge(Scanner::new().photo(&image), "photo");
    let mut camera = Scanner::new();
    for turn in 0..Scanner::TURNS {
        judge(camera.frame(&image), &format!("turn {turn}"));
    }
    count
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.frames += other.frames;
        self.calls += other.calls;
        self.read += other.read;
        self.bad += other.bad;
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
