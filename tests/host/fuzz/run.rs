//! Runs inputs on every core; says how to make the one again that panicked, or took longer than its length explains.

use super::input;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::exit;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread::{available_parallelism, scope, sleep};
use std::time::{Duration, Instant};

pub struct Plan {
    pub seed: u64,
    /// Index of the first input.
    pub first: u64,
    pub inputs: u64,
    /// Times are measured, bounded and printed. Not in the plain tests, which may run on a busy machine.
    pub timed: bool,
}

/// What is known of the input that took longest.
#[derive(Clone, Copy, Default)]
struct Slowest {
    time: Duration,
    index: u64,
    size: usize,
}

/// Far above what any input needs, so that a busy machine is no failure, and far below what a person would notice twice.
fn bound(size: usize) -> Duration {
    Duration::from_millis(500) + Duration::from_micros(10) * size as u32
}

/// When an input that has not ended is given up.
const STUCK: Duration = Duration::from_secs(20);

/// How many inputs a thread takes at a time.
const BLOCK: u64 = 500;

struct Shared<'a> {
    plan: &'a Plan,
    next: AtomicU64,
    done: AtomicU64,
    stop: AtomicBool,
    failure: Mutex<Option<String>>,
    slowest: Mutex<Slowest>,
}

/// # Panics
/// With the first input that broke a promise.
pub fn run(plan: &Plan) {
    let threads = available_parallelism().map_or(1, |count| count.get());
    let shared = Shared {
        plan,
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        stop: AtomicBool::new(false),
        failure: Mutex::default(),
        slowest: Mutex::default(),
    };
    let began = Instant::now();
    let current: Vec<AtomicU64> = (0..threads).map(|_| AtomicU64::new(u64::MAX)).collect();
    scope(|scope| {
        let workers: Vec<_> = current.iter().map(|current| scope.spawn(|| work(&shared, current))).collect();
        if plan.timed {
            println!("fuzz: {} inputs from {}, SEED={}, {threads} threads", plan.inputs, plan.first, plan.seed);
            watch(&shared, &current, || workers.iter().all(|worker| worker.is_finished()));
        }
    });
    if let Some(failure) = shared.failure.into_inner().unwrap() {
        panic!("{failure}");
    }
    if plan.timed {
        let Slowest { time, index, size } = shared.slowest.into_inner().unwrap();
        let seconds = began.elapsed().as_secs();
        println!("fuzz: {} inputs in {seconds} s, SEED={}: no panic, no broken promise", plan.inputs, plan.seed);
        println!("fuzz: the slowest took {:.1} ms: {size} bytes, FIRST={index}", time.as_secs_f64() * 1e3);
    }
}

fn work(shared: &Shared, current: &AtomicU64) {
    let plan = shared.plan;
    let mut slowest = Slowest::default();
    while !shared.stop.load(Relaxed) {
        let start = shared.next.fetch_add(BLOCK, Relaxed);
        let block = start..plan.inputs.min(start + BLOCK);
        if block.is_empty() {
            break;
        }
        for index in block.clone().map(|at| plan.first + at) {
            current.store(index, Relaxed);
            let input = input(plan.seed, index);
            let check = || {
                let began = Instant::now();
                (catch_unwind(AssertUnwindSafe(|| input.check())).is_ok(), began.elapsed())
            };
            let (is_kept, mut time) = check();
            if is_kept && time > slowest.time {
                time = time.min(check().1); // slow twice, or it was the machine that was busy
            }
            let is_slow = plan.timed && time > bound(input.size());
            if !is_kept || is_slow {
                let why = if is_slow { format!("took {time:?}") } else { "panicked as said above".to_owned() };
                let again = format!("make fuzz SEED={} FIRST={index} INPUTS=1", plan.seed);
                shared.failure.lock().unwrap().get_or_insert(format!("{input:?}\n{why}; again: {again}"));
                shared.stop.store(true, Relaxed);
                break;
            }
            if time > slowest.time {
                slowest = Slowest { time, index, size: input.size() };
            }
        }
        shared.done.fetch_add(block.end - block.start, Relaxed);
    }
    current.store(u64::MAX, Relaxed);
    let mut known = shared.slowest.lock().unwrap();
    if slowest.time > known.time {
        *known = slowest;
    }
}

/// Prints how far the run is, until it ends; ends it where one input never does.
fn watch(shared: &Shared, current: &[AtomicU64], is_over: impl Fn() -> bool) {
    let began = Instant::now();
    let mut seen: Vec<(u64, Instant)> = current.iter().map(|_| (u64::MAX, began)).collect();
    let mut printed = 0;
    while !is_over() {
        sleep(Duration::from_millis(100));
        let percent = shared.done.load(Relaxed) * 100 / shared.plan.inputs.max(1);
        if percent > printed {
            printed = percent;
            println!("fuzz: {percent} %, {} s", began.elapsed().as_secs());
        }
        for ((index, since), current) in seen.iter_mut().zip(current) {
            let now = current.load(Relaxed);
            if now != *index {
                (*index, *since) = (now, Instant::now());
            } else if now != u64::MAX && since.elapsed() > STUCK {
                println!("fuzz: no end: make fuzz SEED={} FIRST={now} INPUTS=1", shared.plan.seed);
                exit(1);
            }
        }
    }
}
