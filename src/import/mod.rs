//! One file a format: from the bytes of a file to a [`Text`], with a report of what was not understood.
//!
//! [`read`] is the front door: it recognises a file by its first bytes ([`recognise`]), whatever its name, and hands it to the
//! importer of its format. An importer yields a draft where its format carries the structure of a resolution (AKN4UN), or blocks
//! where it does not; `parse` does the rest. Foreign parsers run where a panic of theirs is an error of this one file.

pub mod akn;
mod characters;
pub mod docx;
mod error;
pub mod pdf;
mod recognise;
pub mod text;
mod words;
mod xml;

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};

pub use error::ImportError;
use recognise::{Format, recognise};

use crate::model::{Source, SourceFormat, Text};

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

/// The largest file that is read, in bytes. The largest resolution published is below one megabyte as XML and ten as PDF.
pub const LARGEST_FILE: usize = 256 << 20;

/// Reads the bytes of one file. `name` is its name, for the report and as a weak hint.
///
/// # Errors
/// Where the file cannot be read as any format known, with what to do about it.
pub fn read(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Text, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(ImportError::TooLarge { megabytes: bytes.len() >> 20, limit: LARGEST_FILE >> 20 });
    }
    match recognise(bytes)? {
        Format::Akn => {
            let source = source(name, bytes, SourceFormat::Akn);
            akn::read(source, &characters::decode(bytes)?, options)
        }
        Format::Text => {
            let source = source(name, bytes, SourceFormat::Text);
            text::read(source, &characters::decode(bytes)?, options)
        }
        Format::Pdf => guarded("PDF", || pdf::read(source(name, bytes, SourceFormat::Pdf), bytes, options)),
        Format::Html => Err(ImportError::unsupported("a web page", "save it as text")),
        Format::Docx => guarded("Word document", || docx::read(source(name, bytes, SourceFormat::Docx), bytes, options)),
        Format::Doc => Err(ImportError::unsupported("a Word 97 document", "save it as text")),
    }
}

/// Runs a parser that others wrote: its panic is this file's error.
fn guarded(format: &'static str, parser: impl FnOnce() -> Result<Text, ImportError>) -> Result<Text, ImportError> {
    catch_unwind(AssertUnwindSafe(parser)).unwrap_or_else(|_| {
        Err(ImportError::Damaged {
            format,
            place: None,
            why: "its parts contradict each other, and the parser gave up".to_owned(),
            advice: "open it in the program that made it and save it anew",
        })
    })
}

/// Where a text comes from.
fn source(name: &str, bytes: &[u8], format: SourceFormat) -> Source {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(sha256, "{byte:02x}");
    }
    Source { file, format, sha256 }
}
