//! The `points-relay` binary: runs the command that the command line names, and prints on stderr why it failed.

use std::process::ExitCode;

use clap::Parser;
use points_relay::cli::{Cli, Command};
use points_relay::{codes, sandbox, serve};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Sandbox(options) => sandbox::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Codes(options) => codes::run(options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("points-relay: {error}");
            ExitCode::FAILURE
        }
    }
}
