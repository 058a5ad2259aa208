//! The command line: every option with its default and its help text, which is its doc comment; no behaviour.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use phonenumber::country::Id;

use crate::prefix::Prefix;

/// The sandbox's database where `--database` names no other.
pub const DEFAULT_DATABASE: &str = "points-sandbox.sqlite3";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "points-relay", version, about = "Serves the points widget and answers its two calls.")]
pub struct Cli {
    /// The command that was named.
    #[command(subcommand)]
    pub command: Command,
}

/// What to run.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer the widget from a local database: for demos, development and tests.
    Sandbox(SandboxOptions),
    /// Forward the widget's two calls to the real API and add the secret key.
    Serve(ServeOptions),
    /// Make one-time codes in the sandbox's database.
    Codes(CodesOptions),
}

/// The options of `sandbox`.
#[derive(Debug, Args)]
pub struct SandboxOptions {
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// SQLite file; it and its folders are created when absent.
    #[arg(long, default_value = DEFAULT_DATABASE)]
    pub database: PathBuf,
    /// Path under which the two calls answer.
    #[arg(long, default_value = "/points")]
    pub prefix: Prefix,
    /// Folder with the built widget, served at `/`.
    #[arg(long, default_value = "dist", value_name = "DIR")]
    pub widget: PathBuf,
    /// How a refused code is answered; the real API does not say.
    #[arg(long, value_enum, default_value_t = Refusal::Success0)]
    pub refusal: Refusal,
    /// Leave `message` out of refusals.
    #[arg(long)]
    pub silent_refusals: bool,
    /// File with a key that requests must carry in the header `apikey` (or set POINTS_SANDBOX_APIKEY).
    #[arg(long, value_name = "FILE")]
    pub demand_key_file: Option<PathBuf>,
    /// Country (ISO 3166) of phone numbers without `+`, as the widget's `country`: one number is one customer, however written.
    #[arg(long, default_value = "VN", value_parser = parse_country)]
    pub country: Id,
    /// Delay before the two calls answer, in milliseconds.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=600_000))]
    pub latency_ms: u64,
    /// Age at which a record becomes visible in the history, in milliseconds.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=86_400_000))]
    pub history_lag_ms: u64,
}

fn parse_country(text: &str) -> Result<Id, String> {
    text.to_ascii_uppercase().parse().map_err(|_| "give a country's two letters, such as VN".to_owned())
}

/// The HTTP status with which the sandbox refuses a code. The body is the same in all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Refusal {
    /// HTTP 200 with `success` 0.
    #[value(name = "success-0")]
    Success0,
    /// HTTP 400.
    #[value(name = "400")]
    BadRequest,
    /// HTTP 409.
    #[value(name = "409")]
    Conflict,
}

/// The options of `serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Base address of the real API, for example https://api.example; https unless it is this machine.
    #[arg(long, value_name = "URL")]
    pub upstream: String,
    /// An origin whose pages may call, for example https://brand.example; repeatable.
    #[arg(long, required = true, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// Path under which the two calls answer.
    #[arg(long, default_value = "/points")]
    pub prefix: Prefix,
    /// Folder with the built widget, served at `/`; without it only the calls answer.
    #[arg(long, value_name = "DIR")]
    pub widget: Option<PathBuf>,
    /// File with the API key (or set POINTS_RELAY_APIKEY).
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// The options of `codes`.
#[derive(Debug, Args)]
pub struct CodesOptions {
    /// The command that was named.
    #[command(subcommand)]
    pub command: CodesCommand,
}

/// What to do with codes.
#[derive(Debug, Subcommand)]
pub enum CodesCommand {
    /// Make codes and print them, one a line.
    New(NewCodesOptions),
}

/// The options of `codes new`.
#[derive(Debug, Args)]
pub struct NewCodesOptions {
    /// Code of the product, for example TIVI01.
    #[arg(long)]
    pub product: String,
    /// How many, 1 to 100000.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub count: u32,
    /// The sandbox's database; it may be running.
    #[arg(long, default_value = DEFAULT_DATABASE)]
    pub database: PathBuf,
}
