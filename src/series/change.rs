//! How much a text changed.

use unicode_segmentation::UnicodeSegmentation;

use crate::compare::{ChangeKind, Comparison, Fate, compare};
use crate::model::{Corpus, LoadError, Text, TextId};

/// How much a text changed of an older one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Words of the newer text that are not in the older one at that place, as a part of all its words, from 0 to 1. Rollover and
    /// typography are left out.
    pub share: f64,
    /// How many changes of wording there are.
    pub wording: u32,
    /// How many rollovers.
    pub rollover: u32,
}

/// Compares two texts of the corpus and measures the change.
///
/// # Errors
/// Where the record of one is gone or damaged.
pub fn change(corpus: &Corpus, old: TextId, new: TextId) -> Result<Change, LoadError> {
    let (old, new) = (corpus.text(old).map_err(Clone::clone)?, corpus.text(new).map_err(Clone::clone)?);
    Ok(measure(new, &compare(old, new)))
}

/// Measures the change that a comparison found.
#[must_use]
pub fn measure(new: &Text, comparison: &Comparison) -> Change {
    let words = |words: &str| words.unicode_words().count();
    let all: usize = new.paragraphs.iter().map(|paragraph| words(new.words(paragraph.span))).sum();
    let fresh: usize = comparison
        .rows
        .iter()
        .map(|row| match row.fate {
            Fate::Added => row.new.iter().map(|&index| words(new.paragraph_words(index))).sum(),
            _ => {
                row.changes.iter().filter(|change| change.kind == ChangeKind::Wording).map(|change| words(&change.new.words)).sum()
            }
        })
        .map(|count: usize| count)
        .sum();
    let count = |kind: ChangeKind| comparison.summary.changes.0[kind as usize];
    #[expect(clippy::cast_precision_loss, reason = "texts have far fewer words than a double has integers")]
    let share = if all == 0 { 0.0 } else { fresh as f64 / all as f64 };
    Change { share, wording: count(ChangeKind::Wording), rollover: count(ChangeKind::Rollover) }
}
