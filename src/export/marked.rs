//! A row of a redline as one run of words: what was kept, what went and what came, in reading order.

use crate::compare::{Change, ChangeKind, ChangeSide, FootnoteRow, Row};
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

/// The pieces of a row. Changes that are not shown are taken as made: the new words stand there. The change of a paragraph's own number
/// is left out where its name says it.
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
    if row.old.is_empty() || row.new.is_empty() {
        // All of it came or went, and its marks with it.
        for (&index, start) in side.1.iter().zip(&starts) {
            let paragraph = side.0.paragraph(index);
            for mark in &paragraph.marks {
                pieces.keep_to(start + mark.at.saturating_sub(paragraph.span.start) as usize);
                pieces.made.push(Piece { fold: Fold::Kept, words: mark.mark.to_string(), is_mark: true, is_moved: false });
            }
        }
        pieces.keep_to(words.len());
        return pieces.made;
    }
    let is_named = |change: &Change| {
        change.kind == ChangeKind::Renumbering && change.is_mark() && old.paragraph(row.old[0]).id != new.paragraph(row.new[0]).id
    };
    let changes: Vec<&Change> = row.changes.iter().filter(|change| shown.has(change.kind) && !is_named(change)).collect();
    // A footnote mark within words that went, or came, is shown there; the other ones by themselves.
    let within = |of: fn(&Change) -> &ChangeSide, mark: &Change| {
        changes.iter().any(|change| !change.is_mark() && of(change).holds(of(mark)))
    };
    for change in &changes {
        let (start, end) = (place(&change.new, change.new.range.start), place(&change.new, change.new.range.end));
        pieces.keep_to(start);
        if change.is_mark() {
            let old = if within(|change| &change.old, change) { "" } else { &change.old.words };
            let new = if within(|change| &change.new, change) { "" } else { &change.new.words };
            pieces.mark(change.kind, old, new);
        } else {
            let marks = |of: fn(&Change) -> &ChangeSide| -> Vec<(usize, &Change)> {
                let inside = changes.iter().filter(|mark| mark.is_mark() && of(change).holds(of(mark)));
                inside.map(|mark| ((of(mark).range.start - of(change).range.start) as usize, *mark)).collect()
            };
            let (gone, come) = (marks(|change| &change.old), marks(|change| &change.new));
            pieces.change(change, &gone, &come);
        }
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
        pieces.words(Fold::Old(*kind), &cut(&old, old_at), false);
        pieces.words(Fold::New(*kind), &cut(&new, new_at), false);
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

    /// A change of words, with the footnote marks in what went and in what came, each at a byte of it.
    fn change(&mut self, change: &Change, gone: &[(usize, &Change)], come: &[(usize, &Change)]) {
        let is_moved = change.clause.is_some();
        for (fold, side, marks) in [(Fold::Old(change.kind), &change.old, gone), (Fold::New(change.kind), &change.new, come)] {
            let mut from = 0;
            for &(at, mark) in marks {
                self.words(fold, side.words.get(from..at).unwrap_or_default(), is_moved);
                from = at;
                match fold {
                    Fold::Old(_) => self.mark(mark.kind, &mark.old.words, ""),
                    _ => self.mark(mark.kind, "", &mark.new.words),
                }
            }
            self.words(fold, side.words.get(from..).unwrap_or_default(), is_moved);
        }
    }

    fn words(&mut self, fold: Fold, words: &str, is_moved: bool) {
        // A space that came or went where paragraphs were joined is no word.
        if !words.is_empty() && (words != " " || !self.is_joined) {
            self.made.push(Piece { fold, words: words.to_owned(), is_mark: false, is_moved });
        }
    }

    fn mark(&mut self, kind: ChangeKind, old: &str, new: &str) {
        for (fold, mark) in [(Fold::Old(kind), old), (Fold::New(kind), new)] {
            if !mark.is_empty() {
                self.made.push(Piece { fold, words: mark.to_owned(), is_mark: true, is_moved: false });
            }
        }
    }
}
