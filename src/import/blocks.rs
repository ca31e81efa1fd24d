//! What all formats without structure have in common: their blocks go through the structure parser.

use super::{ImportError, ImportOptions};
use crate::lexicon::{self, Lexicon};
use crate::model::{Facts, Language, Source, Warning};
use crate::parse::{Block, Draft, segment};

/// Words that a format carries beside its blocks.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What the format says the language is; the words are believed before it.
    pub(super) language: Option<Language>,
    pub(super) furniture: Vec<(&'static str, String)>,
    pub(super) warnings: Vec<Warning>,
}

/// Finds the resolution in blocks. `what` is the format's name: "Word document".
///
/// # Errors
/// Where there are no words, or none in one of the six languages, or no paragraph of a resolution.
pub(super) fn structured(
    what: &'static str,
    blocks: Vec<Block>,
    beside: Beside,
    source: Source,
    options: &ImportOptions,
) -> Result<Draft, ImportError> {
    let sample: String = blocks.iter().flat_map(|block| [&*block.styled.text, "\n"]).take(200).collect();
    if sample.trim().is_empty() {
        return Err(ImportError::Unreadable(format!("the {what} holds no words; if its pages are images, run it through OCR")));
    }
    let language = options.language.or_else(|| lexicon::detect(&sample)).or(beside.language).ok_or_else(|| {
        ImportError::Unreadable(format!("the language of the {what} is none of ar en es fr ru zh; name it with --language"))
    })?;
    let mut draft = segment(blocks, Facts::default(), source, Lexicon::of(language));
    if draft.paragraphs.is_empty() {
        return Err(ImportError::Unreadable(format!("the {what} holds no paragraph of a resolution")));
    }
    draft.warnings.extend(beside.warnings);
    draft.furniture.extend(beside.furniture);
    Ok(draft)
}
