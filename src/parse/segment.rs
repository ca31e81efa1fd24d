//! From blocks to a draft: the form of resolutions.

use super::{Block, Draft};
use crate::lexicon::Lexicon;
use crate::model::{Facts, Source};

/// Finds the structure of a resolution in blocks: masthead, title, opening formula, preambular and operative paragraphs,
/// sub-paragraphs, annexes, closing lines, footnotes. `facts` is what the importer knows already (document properties).
#[must_use]
pub fn segment(_blocks: Vec<Block>, facts: Facts, source: Source, lexicon: &Lexicon) -> Draft {
    Draft {
        language: lexicon.language(),
        facts,
        fragment: None,
        source,
        paragraphs: Vec::new(),
        footnotes: Vec::new(),
        warnings: Vec::new(),
        furniture: Vec::new(),
    }
}
