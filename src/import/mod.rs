//! One file a format: from the bytes of a file to a [`Text`](crate::model::Text), with a report of what was not understood.

use crate::model::Text;

/// What to read and how.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The language, where the caller knows it; else it is found.
    pub language: Option<crate::model::Language>,
    /// Which state of tracked changes to read in a word processor's file.
    pub revisions: Revisions,
}

/// Which state of tracked changes to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were rejected.
    Original,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing recognised.
    #[error("{0}")]
    Unreadable(String),
}

/// Reads the bytes of one file. `name` is its name, for the report and as a weak hint.
///
/// # Errors
/// Where the file cannot be read as any format known, with what to do about it.
pub fn read(_name: &str, _bytes: &[u8], _options: &ImportOptions) -> Result<Text, ImportError> {
    Err(ImportError::Unreadable("not yet".to_owned()))
}
