//! The `points-relay` binary: reads the command line, runs the command, and says on stderr why it could not.

use std::process::ExitCode;

use clap::Parser;
use points_relay::cli::{Cli, Command};
use points_relay::{sandbox, serve, store};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Sandbox(options) => sandbox::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Codes(codes) => store::codes::run(codes),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("points-relay: {error}");
            ExitCode::FAILURE
        }
    }
}
