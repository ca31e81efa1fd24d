//! What changed within paragraphs that belong together: few, whole marks, each with its kind.
//!
//! Tokens of both sides are compared, small equalities between changes are taken into them (`hunks`) but what only one side holds is
//! left out again (`contained`), changes that may stand in several places are put where a reader would cut, clauses that moved are set
//! apart (`clauses`), each change is cut into pieces of one kind, and the pieces become bytes: applying them to the old words
//! gives the new ones to the letter, and undoing them the old ones. Then come the paragraph's own number and its footnote marks, which
//! are not among its words. A clause that moved within its paragraph is a deletion and an insertion.

mod bytes;
mod chinese;
mod clauses;
mod contained;
mod equal;
mod hunks;
mod marks;
mod side;

use std::ops::Range;

pub(super) use hunks::Hunk;
pub(super) use side::Side;

use bytes::{ByteChange, byte_changes};

use super::kinds::{Cycle, Judge, Numbering};
use super::tokens::folded;
use super::{Change, ChangeKind, ChangeSide, Row};
use crate::lexicon::in_european;
use crate::model::{FootnoteIndex, Language, ParagraphId, ParagraphIndex, Part, Text};

/// Redlines the rows of two texts.
#[derive(Debug)]
pub struct Redliner<'a> {
    old: &'a Text,
    new: &'a Text,
    notes: Vec<(FootnoteIndex, FootnoteIndex)>,
    cycle: Option<Cycle>,
    numbering: Numbering,
}

impl<'a> Redliner<'a> {
    /// A redliner of two texts, of which `notes` are the footnotes that belong together.
    #[must_use]
    pub fn new(old: &'a Text, new: &'a Text, notes: Vec<(FootnoteIndex, FootnoteIndex)>) -> Self {
        Self { old, new, notes, cycle: Cycle::between(old, new), numbering: Numbering::default() }
    }

    /// The same, when it is known which paragraphs became which: references to them are told by it.
    #[must_use]
    pub fn with_rows(self, rows: &[Row]) -> Self {
        Self { numbering: Numbering::of(self.old, self.new, rows), ..self }
    }

    /// What changed between the paragraphs of a row, in reading order: words, footnote marks, the own number. Both sides hold at least
    /// one paragraph, in reading order. Paragraphs of equal words, marks and numbers cost a comparison of strings.
    #[must_use]
    pub fn row(&self, old: &[ParagraphIndex], new: &[ParagraphIndex]) -> Vec<Change> {
        let (&[first_old, ..], &[first_new, ..]) = (old, new) else { return Vec::new() };
        let has_marks = |text: &Text, rows: &[ParagraphIndex]| rows.iter().any(|&at| !text.paragraph(at).marks.is_empty());
        let marked = has_marks(self.old, old) || has_marks(self.new, new);
        let equal = old.len() == 1 && new.len() == 1 && self.old.paragraph_words(first_old) == self.new.paragraph_words(first_new);
        let mut out = Vec::new();
        out.extend(self.own_number(first_old, first_new));
        if equal && !marked {
            return out;
        }
        let (mut a, mut b) = (Side::of_paragraphs(self.old, old), Side::of_paragraphs(self.new, new));
        let mut changes = if equal { Vec::new() } else { self.words(&mut a, &mut b) };
        if self.old.paragraph(first_old).part == Part::Heading && self.new.paragraph(first_new).part == Part::Heading {
            number_of_heading(&a, &b, &mut changes);
        }
        for change in &changes {
            out.extend(shown(&a, &b, change));
        }
        if marked {
            out.extend(marks::mark_changes((self.old, &a, old), (self.new, &b, new), &changes, &self.notes));
        }
        let place = |side: &ChangeSide| (side.paragraph, side.range.start, side.range.end);
        // Marks stand after the words that they follow.
        out.sort_by_key(|change| (place(&change.new), place(&change.old)));
        out
    }

    /// What changed in the words of a footnote, as a [`super::FootnoteRow`] has it; one that came or went is one change.
    #[must_use]
    pub fn footnote(&self, old: Option<FootnoteIndex>, new: Option<FootnoteIndex>) -> Vec<(ChangeKind, Range<u32>, Range<u32>)> {
        let words =
            |text: &'a Text, note: Option<FootnoteIndex>| note.map_or("", |note| text.words(text.footnotes[note.get()].span));
        let (a, b) = (words(self.old, old), words(self.new, new));
        if a == b {
            return Vec::new();
        }
        let range = |range: Range<usize>| {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            byte(range.start)..byte(range.end)
        };
        if old.is_none() || new.is_none() {
            return vec![(ChangeKind::Footnote, range(0..a.len()), range(0..b.len()))];
        }
        let (mut a, mut b) = (Side::of_words(a, self.old.language), Side::of_words(b, self.new.language));
        self.words(&mut a, &mut b).into_iter().map(|change| (change.kind, range(change.old), range(change.new))).collect()
    }

    /// What changed in words.
    fn words(&self, old: &mut Side<'_>, new: &mut Side<'_>) -> Vec<ByteChange> {
        if new.language == Language::Zh {
            chinese::refine(old, new);
        }
        let place = |text: &Text, side: &Side<'_>| side.first_paragraph().map(|first| text.paragraph(first).id.place);
        let places = place(self.old, old).zip(place(self.new, new));
        let judge = Judge::new((old, new), places, self.cycle.as_ref(), &self.numbering);
        let hunks = equal::differences(old, new);
        let kinds = judge.kinds(&hunks);
        let hunks = hunks::absorb(old, new, hunks, &kinds);
        let mut hunks: Vec<Hunk> = hunks.into_iter().flat_map(|hunk| contained::apart(old, new, hunk)).collect();
        hunks::slide(old, new, &mut hunks);
        let pieces = clauses::apart(old, new, hunks).into_iter().flat_map(|(hunk, clause)| {
            let pieces = if clause.is_some() { vec![(hunk, ChangeKind::Wording)] } else { judge.split(hunk) };
            pieces.into_iter().map(move |piece| (piece, clause))
        });
        let (mut pieces, clauses): (Vec<(Hunk, ChangeKind)>, Vec<Option<u16>>) = pieces.unzip();
        judge.settle(&mut pieces);
        byte_changes(&judge, old, new, &pieces, &clauses)
    }

    /// The change of a paragraph's own number, which is not among its words: empty ranges at its start.
    fn own_number(&self, old: ParagraphIndex, new: ParagraphIndex) -> Option<Change> {
        let (a, b) = (self.old.paragraph(old).number.as_deref(), self.new.paragraph(new).number.as_deref());
        let bare = |number: Option<&'a str>| number.map(|number| in_european(number.trim_matches(|c: char| !c.is_alphanumeric())));
        // ㈠ and （一）, (أ) and (a), the Cyrillic а) and the Latin a) make one name.
        let (id, other) = (&self.old.paragraph(old).id, &self.new.paragraph(new).id);
        let label = |id: &'a ParagraphId| id.sub.rfind('(').map(|at| (&id.sub[at..], id.repeat));
        let is_one = a.is_some() && b.is_some() && (id == other || (label(id).is_some() && label(id) == label(other)));
        if is_one || bare(a) == bare(b) {
            return None;
        }
        let side = |paragraph, number: Option<&str>| ChangeSide { paragraph, range: 0..0, words: number.unwrap_or("").to_owned() };
        Some(Change { kind: ChangeKind::Renumbering, old: side(old, a), new: side(new, b), clause: None })
    }
}

/// "Article 19", "Part IV": what changes in a heading that is little more than its number is a number of its own.
fn number_of_heading(old: &Side<'_>, new: &Side<'_>, changes: &mut [ByteChange]) {
    /// A word, a number, and a mark after it.
    const SHORT: usize = 3;
    let is_number = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        !words.is_empty() && (words.chars().all(char::is_numeric) || words.bytes().all(|b| b"IVXLCDM".contains(&b)))
    };
    if let [change] = changes
        && old.tokens.len().max(new.tokens.len()) <= SHORT
        && is_number(&old.words[change.old.clone()])
        && is_number(&new.words[change.new.clone()])
    {
        change.kind = ChangeKind::Renumbering;
    }
}

/// A change as a comparison shows it, cut where paragraphs end.
fn shown(old: &Side<'_>, new: &Side<'_>, change: &ByteChange) -> Vec<Change> {
    let (olds, news) = (old.pieces(change.old.clone()), new.pieces(change.new.clone()));
    // Where one side is in one piece, it belongs to the piece of the other that is most like it.
    let (mut before_old, mut before_new) = (0, 0);
    if news.len() == 1 && olds.len() > 1 {
        before_new = likest(&new.words[news[0].clone()], old, &olds);
    } else if olds.len() == 1 && news.len() > 1 {
        before_old = likest(&old.words[olds[0].clone()], new, &news);
    }
    let piece = |pieces: &[Range<usize>], before: usize, at: usize, whole: &Range<usize>| match at.checked_sub(before) {
        None => whole.start..whole.start,
        Some(at) => pieces.get(at).cloned().unwrap_or(whole.end..whole.end),
    };
    (0..olds.len().max(news.len()))
        .map(|at| Change {
            kind: change.kind,
            old: old.shown(piece(&olds, before_old, at, &change.old), None),
            new: new.shown(piece(&news, before_new, at, &change.new), None),
            clause: change.clause,
        })
        .filter(|change| change.old.words != change.new.words)
        .map(|change| {
            // The space between two paragraphs that became one says nothing.
            if change.is_blank() { Change { kind: ChangeKind::Typography, clause: None, ..change } } else { change }
        })
        .collect()
}

/// The piece that shares the most words with `words`; of several, the first.
fn likest(words: &str, side: &Side<'_>, pieces: &[Range<usize>]) -> usize {
    let own: Vec<String> = words.split_whitespace().map(folded).collect();
    let shared =
        |piece: &Range<usize>| side.words[piece.clone()].split_whitespace().filter(|word| own.contains(&folded(word))).count();
    (0..pieces.len()).rev().max_by_key(|&at| shared(&pieces[at])).unwrap_or(0)
}
