//! One file a format: from the bytes of a file to a [`Text`], with a report of what was not understood.
//!
//! [`read`] is the front door: it recognises a file by its first bytes (`recognise`), whatever its name, and hands it to the
//! importer of its format. An importer yields a draft where its format carries the structure of a resolution (AKN4UN), or blocks
//! where it does not; `parse` does the rest. Foreign parsers run where a panic of theirs is an error of this one file.

pub mod akn;
mod blocks;
mod characters;
#[cfg(feature = "legacy-doc")]
pub mod doc;
pub mod docx;
mod error;
pub mod facts;
pub mod html;
mod numerals;
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

use crate::model::{Source, SourceFormat, Text, Warning};

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
    let source = |format| source(name, bytes, format);
    let format = recognise(bytes)?;
    let (characters, old) = if matches!(format, Format::Akn | Format::Html | Format::Text) {
        characters::decode_any(bytes)?
    } else {
        Default::default()
    };
    let mut text = match format {
        Format::Akn => akn::read(source(SourceFormat::Akn), &characters, options),
        Format::Text => text::read(source(SourceFormat::Text), &characters, options),
        Format::Html => guarded("web page", || html::read(source(SourceFormat::Html), &characters, options)),
        Format::Pdf => guarded("PDF", || pdf::read(source(SourceFormat::Pdf), bytes, options)),
        Format::Docx => guarded("Word document", || docx::read(source(SourceFormat::Docx), bytes, options)),
        #[cfg(feature = "legacy-doc")]
        Format::Doc => guarded("Word 97 document", || doc::read(source(SourceFormat::Doc), bytes, options)),
        #[cfg(not(feature = "legacy-doc"))]
        Format::Doc => Err(ImportError::unsupported(
            "a Word 97 document, which this build of plenary was made without",
            "open it in a word processor and save it as .docx",
        )),
    }?;
    if let Some(encoding) = old {
        let message = format!("the file is in the old encoding {encoding}; it was read so");
        text.warnings.push(Warning { place: "file".to_owned(), code: "old-encoding".to_owned(), message });
    }
    Ok(text)
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
