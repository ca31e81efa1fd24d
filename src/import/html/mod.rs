//! Web pages: what a word processor exports, what document sites show.
//!
//! [`read`] looks at the size and the nesting of the page before it is parsed (`limits`), finds what links to a footnote
//! (`notes`), and walks over the tree without recursion: every paragraph, heading, item and table row becomes a block.

mod limits;
mod notes;
mod page;
#[cfg(test)]
mod tests;

use scraper::Html;

use super::blocks::{Beside, structured};
use super::{ImportError, ImportOptions};
use crate::lexicon::Lexicon;
use crate::model::{Source, Text};
use crate::parse::{Draft, assemble};

/// Reads a web page.
///
/// # Errors
/// Where it is larger or nests deeper than any page of a resolution, or holds no words in one of the six languages.
pub fn read(source: Source, html: &str, options: &ImportOptions) -> Result<Text, ImportError> {
    let draft = draft(source, html, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(assemble(draft, lexicon))
}

/// Reads a web page as far as a draft.
///
/// # Errors
/// As [`read`].
pub fn draft(source: Source, html: &str, options: &ImportOptions) -> Result<Draft, ImportError> {
    limits::check(html)?;
    let tree = Html::parse_document(html);
    let notes = notes::find(&tree);
    let found = page::walk(&tree, &notes);
    let language = tree.root_element().attr("lang").and_then(|tag| tag.parse().ok());
    let beside = Beside { language, furniture: found.furniture, warnings: Vec::new() };
    structured("web page", found.blocks, beside, source, options)
}
