//! A row of a redline as one run of words: what was kept, what went and what came, in reading order.

use std::borrow::Cow;

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
    /// Its words as they are shown, a mark in brackets.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        if self.is_mark { format!("[{}]", self.words).into() } else { self.words.as_str().into() }
    }

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
                pieces.mark(Fold::Kept, &mark.mark);
            }
        }
        pieces.keep_to(words.len());
        return pieces.made;
    }
    let is_named = |change: &Change| {
        change.kind == ChangeKind::Renumbering && change.is_mark() && old.paragraph(row.old[0]).id != new.paragraph(row.new[0]).id
    };
    let (marks, all): (Vec<&Change>, Vec<&Change>) = row.changes.iter().partition(|change| change.is_mark());
    let marks: Vec<&Change> = marks.into_iter().filter(|change| shown.has(change.kind) && !is_named(change)).collect();
    let changes: Vec<&Change> = all.iter().copied().filter(|change| shown.has(change.kind)).collect();
    let places = Places { row, new: starts, end: words.len(), old: joined(old, &row.old).1 };
    // Both ends of a mark's change stand where they stood, which may be far apart: within words that went or came, or by themselves.
    let mut alone: Vec<Alone<'_>> = Vec::new();
    for mark in &marks {
        for (fold, of) in [(Fold::Old(mark.kind), OLD), (Fold::New(mark.kind), NEW)] {
            let side = of(mark);
            if !side.words.is_empty() && !changes.iter().any(|change| of(change).holds(side)) {
                let (passed, at) = places.of_mark(side, matches!(fold, Fold::Old(_)), &all);
                let before = all[..passed].iter().filter(|change| shown.has(change.kind)).count();
                alone.push(Alone { before, at, fold, mark: &side.words });
            }
        }
    }
    alone.sort_by_key(|alone| (alone.before, alone.at));
    let mut alone = alone.into_iter().peekable();
    for (number, change) in changes.iter().enumerate() {
        while let Some(alone) = alone.next_if(|alone| alone.before <= number) {
            pieces.keep_to(alone.at);
            pieces.mark(alone.fold, alone.mark);
        }
        let (start, end) = (places.in_new(&change.new, change.new.range.start), places.in_new(&change.new, change.new.range.end));
        pieces.keep_to(start);
        for (fold, of) in [(Fold::Old(change.kind), OLD), (Fold::New(change.kind), NEW)] {
            pieces.change(
                fold,
                of(change),
                change.clause.is_some(),
                marks.iter().map(|mark| of(mark)).filter(|mark| of(change).holds(mark)),
            );
        }
        pieces.at = pieces.at.max(end);
    }
    for alone in alone {
        pieces.keep_to(alone.at);
        pieces.mark(alone.fold, alone.mark);
    }
    pieces.keep_to(words.len());
    pieces.made
}

/// A mark that is shown by itself.
struct Alone<'a> {
    /// How many changes of words that are shown stand before it.
    before: usize,
    /// The byte of the new words at which it is shown.
    at: usize,
    fold: Fold,
    mark: &'a str,
}

/// Where the sides of a row's changes stand in its joined words.
struct Places<'a> {
    row: &'a Row,
    /// Where each new paragraph begins, and the end of the words.
    new: Vec<usize>,
    end: usize,
    /// Where each old paragraph begins.
    old: Vec<usize>,
}

impl Places<'_> {
    fn in_new(&self, side: &ChangeSide, byte: u32) -> usize {
        let start = self.row.new.iter().position(|&index| index == side.paragraph).and_then(|at| self.new.get(at));
        start.map_or(self.end, |start| start + byte as usize)
    }

    fn in_old(&self, side: &ChangeSide, byte: u32) -> usize {
        let start = self.row.old.iter().position(|&index| index == side.paragraph).and_then(|at| self.old.get(at));
        start.map_or(0, |start| start + byte as usize)
    }

    /// How many of all changes of words a mark of the old or the new side comes after, and the byte of the new words at which it stands.
    /// What is empty at its place comes after it, since a mark belongs to the word before.
    fn of_mark(&self, mark: &ChangeSide, is_old: bool, changes: &[&Change]) -> (usize, usize) {
        let of = if is_old { OLD } else { NEW };
        let place = |side: &ChangeSide, byte| if is_old { self.in_old(side, byte) } else { self.in_new(side, byte) };
        let at = place(mark, mark.range.start);
        let is_before = |change: &&&Change| {
            let side = of(change);
            let end = place(side, side.range.end);
            end < at || (end == at && !side.range.is_empty())
        };
        let passed = changes.iter().take_while(is_before).count();
        if !is_old {
            return (passed, at);
        }
        // As far behind the change before it, and before the next one.
        let behind = passed.checked_sub(1).map_or(at, |last| {
            let last = changes[last];
            self.in_new(&last.new, last.new.range.end) + at.saturating_sub(self.in_old(&last.old, last.old.range.end))
        });
        let next = changes.get(passed).map_or(self.end, |next| self.in_new(&next.new, next.new.range.start));
        (passed, behind.min(next))
    }
}

/// The sides of a change.
const OLD: fn(&Change) -> &ChangeSide = |change| &change.old;
const NEW: fn(&Change) -> &ChangeSide = |change| &change.new;

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

    /// One side of a change of words, with the footnote marks in it.
    fn change<'c>(&mut self, fold: Fold, side: &ChangeSide, is_moved: bool, marks: impl Iterator<Item = &'c ChangeSide>) {
        let mut marks: Vec<&ChangeSide> = marks.collect();
        marks.sort_by_key(|mark| mark.range.start);
        let mut from = 0;
        for mark in marks {
            let at = (mark.range.start - side.range.start) as usize;
            self.words(fold, side.words.get(from..at).unwrap_or_default(), is_moved);
            from = at;
            // A mark is a change of its own kind.
            let kind = match fold {
                Fold::Old(_) => Fold::Old(ChangeKind::Footnote),
                _ => Fold::New(ChangeKind::Footnote),
            };
            self.mark(kind, &mark.words);
        }
        self.words(fold, side.words.get(from..).unwrap_or_default(), is_moved);
    }

    fn words(&mut self, fold: Fold, words: &str, is_moved: bool) {
        // A space that came or went where paragraphs were joined is no word.
        if !words.is_empty() && (words != " " || !self.is_joined) {
            self.made.push(Piece { fold, words: words.to_owned(), is_mark: false, is_moved });
        }
    }

    fn mark(&mut self, fold: Fold, mark: &str) {
        self.made.push(Piece { fold, words: mark.to_owned(), is_mark: true, is_moved: false });
    }
}
