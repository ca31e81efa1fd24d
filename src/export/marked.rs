//! A row of a redline as one run of words: what was kept, what went and what came, in reading order.

use crate::compare::{ChangeKind, ChangeSide, FootnoteRow, Row};
use crate::export::Shown;
use crate::model::{FootnoteIndex, ParagraphIndex, Text};

/// What a piece of a redline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// In both.
    Kept,
    /// Only in the old text.
    Old(ChangeKind),
    /// Only in the new text.
    New(ChangeKind),
    /// Where the next of several paragraphs begins; the words are its name.
    Joint,
}

/// A piece of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub fold: Fold,
    /// Its words.
    pub words: String,
    /// Whether it is a footnote mark or a printed number, which are not among the words of a paragraph.
    pub is_mark: bool,
    /// Whether it is one end of a clause that moved within the row.
    pub is_moved: bool,
}

impl Piece {
    /// Whether it is only in one of the texts.
    #[must_use]
    pub const fn is_change(&self) -> bool {
        matches!(self.fold, Fold::Old(_) | Fold::New(_))
    }
}

/// The pieces of a row. Changes that are not shown are taken as made: the new words stand there.
#[must_use]
pub fn row(new: &Text, old: &Text, row: &Row, shown: Shown) -> Vec<Piece> {
    let side = if row.new.is_empty() { (old, &row.old) } else { (new, &row.new) };
    let (words, starts) = joined(side.0, side.1);
    let place = |side: &ChangeSide, byte: u32| {
        let start = row.new.iter().position(|&index| index == side.paragraph).and_then(|at| starts.get(at));
        start.map_or(words.len(), |start| start + byte as usize)
    };
    let joints = side.1.iter().zip(&starts).skip(1).map(|(&index, &start)| (start, side.0.paragraph(index).id.to_string()));
    let mut pieces = Pieces {
        words: &words,
        at: 0,
        is_joined: row.old.len().max(row.new.len()) > 1,
        joints: joints.collect(),
        made: Vec::new(),
    };
    for change in row.changes.iter().filter(|change| shown.has(change.kind)) {
        let (start, end) = (place(&change.new, change.new.range.start), place(&change.new, change.new.range.end));
        // The words of a mark or number stand at an empty range.
        let is_mark = start == end && !change.new.words.is_empty() || change.old.range.is_empty() && !change.old.words.is_empty();
        pieces.keep_to(start);
        pieces.change(change.kind, &change.old.words, &change.new.words, is_mark, change.clause.is_some());
        pieces.at = pieces.at.max(end);
    }
    pieces.keep_to(words.len());
    pieces.made
}

/// The pieces of a pair of footnotes.
#[must_use]
pub fn footnote(old: &Text, new: &Text, row: &FootnoteRow, shown: Shown) -> Vec<Piece> {
    let words = |text: &'_ Text, note: Option<FootnoteIndex>| {
        note.map(|note| text.words(text.footnotes[note.get()].span).to_owned()).unwrap_or_default()
    };
    let (old, new) = (words(old, row.old), words(new, row.new));
    let mut pieces =
        Pieces { is_joined: false, joints: Vec::new(), words: if row.new.is_some() { &new } else { "" }, at: 0, made: Vec::new() };
    for (kind, old_at, new_at) in row.changes.iter().filter(|(kind, ..)| shown.has(*kind)) {
        let cut =
            |words: &str, at: &std::ops::Range<u32>| words.get(at.start as usize..at.end as usize).unwrap_or_default().to_owned();
        pieces.keep_to(new_at.start as usize);
        pieces.change(*kind, &cut(&old, old_at), &cut(&new, new_at), false, false);
        pieces.at = pieces.at.max(new_at.end as usize);
    }
    pieces.keep_to(new.len());
    pieces.made
}

/// The words of several paragraphs, joined by spaces, and where each begins.
fn joined(text: &Text, paragraphs: &[ParagraphIndex]) -> (String, Vec<usize>) {
    let mut words = String::new();
    let mut starts = Vec::new();
    for &index in paragraphs {
        if !starts.is_empty() {
            words.push(' ');
        }
        starts.push(words.len());
        words.push_str(text.paragraph_words(index));
    }
    (words, starts)
}

struct Pieces<'a> {
    words: &'a str,
    at: usize,
    /// Whether there are several paragraphs on either side, joined by spaces.
    is_joined: bool,
    /// Where the next paragraphs begin, and their names.
    joints: Vec<(usize, String)>,
    made: Vec<Piece>,
}

impl Pieces<'_> {
    fn keep_to(&mut self, end: usize) {
        while self.joints.first().is_some_and(|(start, _)| *start <= end) {
            let (start, words) = self.joints.remove(0);
            // The space that joins two paragraphs is not theirs.
            self.keep(start - 1);
            self.at = self.at.max(start);
            self.made.push(Piece { fold: Fold::Joint, words, is_mark: false, is_moved: false });
        }
        self.keep(end);
    }

    fn keep(&mut self, end: usize) {
        let kept = self.words.get(self.at..end).unwrap_or_default();
        if !kept.is_empty() {
            self.made.push(Piece { fold: Fold::Kept, words: kept.to_owned(), is_mark: false, is_moved: false });
        }
        self.at = self.at.max(end);
    }

    fn change(&mut self, kind: ChangeKind, old: &str, new: &str, is_mark: bool, is_moved: bool) {
        for (fold, words) in [(Fold::Old(kind), old), (Fold::New(kind), new)] {
            // A space that came or went where paragraphs were joined is no word.
            if !words.is_empty() && (words != " " || !self.is_joined) {
                self.made.push(Piece { fold, words: words.to_owned(), is_mark, is_moved });
            }
        }
    }
}
