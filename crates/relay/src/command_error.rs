//! Why a command could not start or finish, as a sentence for the person at the terminal.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The error of every command.
#[derive(Debug)]
pub enum CommandError {
    /// The address `address` (`host:port`) cannot be listened on.
    Listen { address: String, error: io::Error },
    /// The widget's folder does not exist.
    WidgetFolder { path: PathBuf },
    /// A private file, which `what` names, is in the folder that is served.
    Exposed { what: &'static str, path: PathBuf },
    /// The database cannot be opened, read or written.
    Database { path: PathBuf, error: String },
    /// `codes new` was given a database that does not exist.
    NoDatabase { path: PathBuf },
    /// The database has no product with the code `given`; `known` are the codes that it has.
    UnknownProduct { given: String, known: Vec<String> },
    /// The API key is absent or unusable; a sentence without its full stop says where and why.
    Key(String),
    /// The option `name` has a value that cannot be used; `why` is a sentence without its full stop.
    Option { name: &'static str, why: String },
    /// The server stopped, or output could not be written.
    Io(io::Error),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen { address, error } if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "{address} is already in use. Stop the other program, or choose another port with --listen.")
            }
            Self::Listen { address, error } => {
                write!(f, "cannot listen on {address}: {error}. Choose another address with --listen.")
            }
            Self::WidgetFolder { path } => write!(
                f,
                "the widget folder {} is not there. Build the widget first, or name its folder with --widget.",
                path.display()
            ),
            Self::Exposed { what, path } => write!(
                f,
                "{what} {} lies in the widget folder, which anyone can download. Keep it elsewhere.",
                path.display()
            ),
            Self::Database { path, error } => {
                write!(f, "the database {} cannot be used: {error}.", path.display())
            }
            Self::NoDatabase { path } => write!(
                f,
                "there is no database at {}. Start the sandbox once to make it, or name another with --database.",
                path.display()
            ),
            Self::UnknownProduct { given, known } => {
                write!(f, "there is no product {given}. The products are: {}.", known.join(", "))
            }
            Self::Key(what) => write!(f, "{what}."),
            Self::Option { name, why } => write!(f, "{name}: {why}."),
            Self::Io(error) => write!(f, "{error}."),
        }
    }
}

impl std::error::Error for CommandError {}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
