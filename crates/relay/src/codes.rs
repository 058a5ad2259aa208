//! The command `codes new`: creates one-time codes in a sandbox's database and prints them.

use std::io::{self, BufWriter, Write};

use crate::cli::{CodesCommand, CodesOptions};
use crate::command_error::CommandError;
use crate::store::Store;
use crate::store::codes::CreatedCodes;

/// Runs `codes new`: the codes are stored before the first one is printed.
///
/// # Errors
/// No database, an unknown product, or a write that failed.
pub fn run(options: CodesOptions) -> Result<(), CommandError> {
    let CodesCommand::New(options) = options.command;
    // A mistyped path should be an error, not a second database.
    if !options.database.exists() {
        return Err(CommandError::NoDatabase { path: options.database });
    }
    let created = Store::open(&options.database)?.create_codes(&options.product, options.count);
    match created {
        Ok(CreatedCodes::Codes(codes)) => match print_lines(&codes) {
            // The reader closed the pipe, as `| head` does.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            printed => printed.map_err(CommandError::Io),
        },
        Ok(CreatedCodes::UnknownProduct { known }) => {
            Err(CommandError::UnknownProduct { given: options.product, known })
        }
        Err(error) => Err(CommandError::Database { path: options.database, error: error.to_string() }),
    }
}

fn print_lines(lines: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
