//! Why a command stopped, in a sentence, and the exit status that says so.

use std::io;

/// Exit status: done, or a closed pipe.
pub const DONE: u8 = 0;
/// Exit status: `--exit-code`, and the two differ.
pub const DIFFERENT: u8 = 1;
/// Exit status: wrong usage, or an unknown document.
pub const USAGE: u8 = 2;
/// Exit status: some input could not be read, or the output could not be written.
pub const UNREADABLE: u8 = 3;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Wrong usage or an unknown document: what, where, what to do.
    #[error("{0}")]
    Usage(String),
    /// Input that cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// Output that cannot be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The exit status. A reader that closed the pipe has seen what it wanted.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
            Self::Unreadable(_) | Self::Output(_) => UNREADABLE,
        }
    }
}
