//! Finding resolutions: by number, by fuzzy words, and the nearest to a symbol that is unknown.

use crate::model::{Corpus, ResolutionId};

/// The resolutions whose symbols are nearest to what was typed, nearest first; at most five.
#[must_use]
pub fn nearest(_corpus: &Corpus, _typed: &str) -> Vec<ResolutionId> {
    Vec::new()
}
