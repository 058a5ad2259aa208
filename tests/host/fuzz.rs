//! Millions of inputs made by rule: whatever is typed, scanned or answered, nothing panics, and what is read keeps its
//! promises. `make fuzz` runs ten million of them and measures their time; the plain tests run the first few thousand.

mod accumulate;
mod code;
mod contact;
mod form;
mod history;
mod random;
mod run;
mod text;
mod tree;

use random::Random;
use run::Plan;
use std::fmt::Debug;

/// One input and what must hold of it.
trait Target: Debug {
    fn make(random: &mut Random) -> Self
    where
        Self: Sized;

    /// Its length in bytes.
    fn size(&self) -> usize;

    /// Panics where a promise is broken.
    fn check(&self);
}

/// The input that belongs to a seed and an index.
fn input(seed: u64, index: u64) -> Box<dyn Target> {
    let mut random = Random::new(seed, index);
    match index % 5 {
        0 => Box::new(code::Find::make(&mut random)),
        1 => Box::new(contact::Field::make(&mut random)),
        2 => Box::new(form::Form::make(&mut random)),
        3 => Box::new(accumulate::Answer::make(&mut random)),
        _ => Box::new(history::Pages::make(&mut random)),
    }
}

#[test]
fn a_fixed_sample_keeps_every_promise() {
    run::run(&Plan { seed: 1, first: 0, inputs: 20_000, timed: false });
}

#[test]
fn an_input_is_made_again_from_its_seed_and_index() {
    for index in 0..100 {
        assert_eq!(format!("{:?}", input(7, index)), format!("{:?}", input(7, index)));
    }
}

/// A number that `make fuzz` got, as in `make fuzz SEED=7`.
fn given(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok().filter(|text| !text.is_empty())?;
    Some(text.replace('_', "").parse().unwrap_or_else(|error| panic!("{name}={text}: {error}")))
}

#[test]
#[ignore = "minutes: make fuzz"]
fn ten_million() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let plan = Plan {
        seed: given("SEED").unwrap_or(now.as_secs()),
        first: given("FIRST").unwrap_or(0),
        inputs: given("INPUTS").unwrap_or(10_000_000),
        timed: true,
    };
    run::run(&plan);
}
