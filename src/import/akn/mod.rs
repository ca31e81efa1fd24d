//! Akoma Ntoso for the United Nations (AKN4UN), the XML in which the UN publishes its resolutions since session 74.
//!
//! [`read`] walks the XML once (`reading`), with a stack of its own and no recursion, and yields a draft: the format carries the
//! structure. Declared entities are never expanded and nothing outside the file is read. Where the metadata and the words
//! disagree on the symbol or the language (`facts`), the words are believed and a warning says so.

mod facts;
mod file_name;
mod number;
mod reading;
mod roles;

use super::{ImportError, ImportOptions};
use crate::lexicon::Lexicon;
use crate::model::{Source, Text};
use crate::parse::{Draft, assemble};

/// Reads the XML of a resolution.
///
/// # Errors
/// Where the XML is cut off or is none, or holds no paragraph.
pub fn read(source: Source, xml: &str, options: &ImportOptions) -> Result<Text, ImportError> {
    let draft = draft(source, xml, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(assemble(draft, lexicon))
}

/// Reads the XML of a resolution as far as a draft.
///
/// # Errors
/// As [`read`].
pub fn draft(source: Source, xml: &str, options: &ImportOptions) -> Result<Draft, ImportError> {
    let raw = reading::walk(xml)?;
    if raw.paragraphs.is_empty() {
        return Err(ImportError::Unreadable(
            "the Akoma Ntoso file holds no paragraph of a resolution: it has metadata alone".to_owned(),
        ));
    }
    Ok(facts::settle(raw, source, options))
}
