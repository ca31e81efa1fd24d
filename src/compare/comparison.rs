//! What a comparison says.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{FootnoteIndex, ParagraphIndex};

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// The words are equal; printed number, footnote marks, spaces, punctuation and the shape of quotes may differ.
    Same,
    /// One to one, in place, any words changed.
    Amended,
    /// One to one, its order among its neighbours changed; it may be amended too.
    Moved,
    /// One became several.
    Split,
    /// Several became one (or, where really needed, several others).
    Merged,
    /// No ancestor.
    Added,
    /// No descendant.
    Removed,
    /// The other text is a fragment that does not reach this place, so nothing may be said.
    Unheld,
}

/// What a word change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Everything that is none of the others: what a delegate must read.
    Wording,
    /// What turns every year by itself.
    Rollover,
    /// A paragraph's own number, and references to paragraphs.
    Renumbering,
    /// A footnote mark that came, went or was renumbered.
    Footnote,
    /// Quotes, dashes, hyphens, spaces, case, spelling variants of the same character, scanner errors of one glyph.
    Typography,
}

impl ChangeKind {
    /// All five, in the order in which they are counted.
    pub const ALL: [Self; 5] = [Self::Wording, Self::Rollover, Self::Renumbering, Self::Footnote, Self::Typography];

    /// Its name, as options and JSON have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::Rollover => "rollover",
            Self::Renumbering => "renumbering",
            Self::Footnote => "footnote",
            Self::Typography => "typography",
        }
    }
}

/// One side of a change in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSide {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// Bytes of the paragraph's words, on character boundaries. In a row of several paragraphs the space that joins a paragraph to
    /// the next counts as one byte past its end.
    pub range: Range<u32>,
    /// What stands there; for footnote marks and the own number, whose range is empty, the mark or number itself.
    pub words: String,
}

/// A change: `old` was replaced by `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub kind: ChangeKind,
    /// What stood there.
    pub old: ChangeSide,
    /// What stands there.
    pub new: ChangeSide,
    /// The clause of which this is one end, if one moved within the row: a number from 1, which the change at the other end has too.
    pub clause: Option<u16>,
}

impl Change {
    /// Whether it is of a footnote mark or a paragraph's own number, which are not among its words.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        let stands_beside = |side: &ChangeSide| side.range.is_empty() && !side.words.is_empty();
        stands_beside(&self.old) || stands_beside(&self.new)
    }

    /// Whether it is of spaces alone.
    pub(super) fn is_blank(&self) -> bool {
        self.old.words.trim().is_empty() && self.new.words.trim().is_empty()
    }
}

impl ChangeSide {
    /// Whether the place of a mark is within these words.
    #[must_use]
    pub fn holds(&self, mark: &Self) -> bool {
        self.paragraph == mark.paragraph
            && !mark.words.is_empty()
            && self.range.start < mark.range.start
            && mark.range.start < self.range.end
    }
}

/// Paragraphs of both texts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The old paragraphs, in reading order; none if added.
    pub old: Vec<ParagraphIndex>,
    /// The new paragraphs, in reading order; none if removed.
    pub new: Vec<ParagraphIndex>,
    /// What became of them.
    pub fate: Fate,
    /// How alike they are, from 0 to 1.
    pub similarity: f32,
    /// What changed, in reading order. None in rows with one side only.
    pub changes: Vec<Change>,
    /// Why they were paired, or not, in words: for `--explain`.
    pub reason: String,
}

impl Row {
    /// How many clauses moved within it.
    #[must_use]
    pub fn moved_clauses(&self) -> u16 {
        self.changes.iter().filter_map(|change| change.clause).max().unwrap_or(0)
    }

    /// Whether there is something to see in a change: in a space, where paragraphs were joined or parted, there is not.
    #[must_use]
    pub fn is_seen(&self, change: &Change) -> bool {
        self.old.len().max(self.new.len()) == 1 || !change.is_blank()
    }

    /// The same in words, if any did.
    #[must_use]
    pub fn clauses_moved(&self) -> Option<String> {
        match self.moved_clauses() {
            0 => None,
            1 => Some("1 clause moved".to_owned()),
            count => Some(format!("{count} clauses moved")),
        }
    }
}

/// Two footnotes that belong together, or one that came or went.
#[derive(Clone, Debug, PartialEq)]
pub struct FootnoteRow {
    /// The old footnote.
    pub old: Option<FootnoteIndex>,
    /// The new footnote.
    pub new: Option<FootnoteIndex>,
    /// What changed in their words, as (kind, bytes of the old words, bytes of the new words); a footnote that came or went is one change.
    pub changes: Vec<(ChangeKind, Range<u32>, Range<u32>)>,
}

/// How many changes of each kind, indexed as in [`ChangeKind::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCounts(pub [u32; 5]);

/// How many rows of each fate, and changes of each kind (those of footnotes included).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows the same.
    pub same: u32,
    /// Rows amended.
    pub amended: u32,
    /// Rows moved.
    pub moved: u32,
    /// Rows split.
    pub split: u32,
    /// Rows merged.
    pub merged: u32,
    /// Rows added.
    pub added: u32,
    /// Rows removed.
    pub removed: u32,
    /// Rows unheld.
    pub unheld: u32,
    /// Changes by kind.
    pub changes: KindCounts,
    /// Those of them in which there is something to see.
    pub seen: KindCounts,
}

/// The redline of two texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Rows in reading order of the new text, removed ones where they stood. Every paragraph of both texts is in exactly one.
    pub rows: Vec<Row>,
    /// Footnotes, in reading order of the new text.
    pub footnotes: Vec<FootnoteRow>,
    /// The count.
    pub summary: Summary,
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn of(rows: &[Row], footnotes: &[FootnoteRow]) -> Self {
        let mut summary = Self::default();
        for row in rows {
            *match row.fate {
                Fate::Same => &mut summary.same,
                Fate::Amended => &mut summary.amended,
                Fate::Moved => &mut summary.moved,
                Fate::Split => &mut summary.split,
                Fate::Merged => &mut summary.merged,
                Fate::Added => &mut summary.added,
                Fate::Removed => &mut summary.removed,
                Fate::Unheld => &mut summary.unheld,
            } += 1;
        }
        let kinds = rows.iter().flat_map(|row| &row.changes).map(|change| change.kind);
        let seen = rows.iter().flat_map(|row| row.changes.iter().filter(|change| row.is_seen(change)));
        let of_notes = || footnotes.iter().flat_map(FootnoteRow::kinds);
        summary.changes = KindCounts::of(kinds.chain(of_notes()));
        summary.seen = KindCounts::of(seen.map(|change| change.kind).chain(of_notes()));
        summary
    }
}

impl KindCounts {
    fn of(kinds: impl Iterator<Item = ChangeKind>) -> Self {
        let mut counts = Self::default();
        kinds.for_each(|kind| counts.0[kind as usize] += 1);
        counts
    }
}

impl FootnoteRow {
    fn kinds(&self) -> impl Iterator<Item = ChangeKind> + '_ {
        self.changes.iter().map(|change| change.0)
    }
}
