//! A string to be laid out, with the ink of each piece and the place in the document that it came from.

use std::ops::Range;

use crate::compare::ChangeKind;

use super::glyphs::{Glyph, glyphs};
use super::wrap::{self, Segment, segments, wrap};

/// What a piece of text is, before changes are marked in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// The words of a paragraph.
    #[default]
    Words,
    /// A heading.
    Heading,
    /// The document's title.
    Title,
    /// A footnote mark.
    Mark,
    /// What the reader says about the document: facts, captions, notices.
    Aside,
    /// A notice that asks for attention: a fragment, a text that could not be read.
    Notice,
    /// Unchanged paragraphs folded into one line.
    Fold,
}

/// How a piece is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ink {
    /// What it is.
    pub base: Base,
    /// Whether it is a lead phrase.
    pub lead: bool,
    /// The citation it belongs to, by its place among those of the text.
    pub citation: Option<u32>,
    /// The change it belongs to.
    pub change: Option<Edit>,
}

/// A change as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// Its kind.
    pub kind: ChangeKind,
    /// Whether it is one end of a clause that moved.
    pub is_moved: bool,
    /// Which change it is, counted as in [`super::RedlineLayout::stops`].
    pub stop: u32,
}

impl Ink {
    /// The ink of something that is no more than its base.
    #[must_use]
    pub const fn of(base: Base) -> Self {
        Self { base, lead: false, citation: None, change: None }
    }
}

/// A piece of a flow with one ink, from one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte in the flow; it ends where the next begins.
    pub at: u32,
    /// The byte of the document's body that the first byte came from; `None` if it is not of the document (a footnote mark, a caption).
    pub source: Option<u32>,
    /// How it is set.
    pub ink: Ink,
}

/// A line of a flow: a range of it without the spaces that hang over its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// First byte in the flow.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How many cells it takes.
    pub width: u16,
    /// Whether it belongs to a right-to-left paragraph, and is aligned right.
    pub right_to_left: bool,
    /// The runs of one direction that it consists of, in visual order, as a range of the flow's runs; none if all is left to right.
    runs: (u32, u32),
}

impl Line {
    /// Whether nothing is on it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// A stretch of one direction.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
    right_to_left: bool,
}

/// A string to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    text: String,
    pieces: Vec<Piece>,
    glue: Vec<u32>,
    runs: Vec<Run>,
}

impl Flow {
    /// Where the next piece will begin.
    #[must_use]
    pub fn end(&self) -> u32 {
        offset(self.text.len())
    }

    /// The words of a line, in reading order.
    #[must_use]
    pub fn words(&self, line: Line) -> &str {
        &self.text[line.start as usize..line.end as usize]
    }

    /// Adds words of the document's body that begin there at byte `source`.
    pub fn push(&mut self, words: &str, source: u32, ink: Ink) {
        self.add(words, Some(source), ink);
    }

    /// Adds words that are not the document's.
    pub fn insert(&mut self, words: &str, ink: Ink) {
        self.add(words, None, ink);
    }

    /// Adds a footnote mark, which never parts from the word before it.
    pub fn mark(&mut self, mark: &str, change: Option<Edit>) {
        self.glue.push(self.end());
        self.add(&superscript(mark), None, Ink { change, ..Ink::of(Base::Mark) });
    }

    fn add(&mut self, words: &str, source: Option<u32>, ink: Ink) {
        if !words.is_empty() {
            self.pieces.push(Piece { at: self.end(), source, ink });
            self.text.push_str(words);
        }
    }

    /// Breaks everything from byte `start` to the end into lines of at most `width` cells, and adds them to `lines`. It is one
    /// paragraph: no line for no words.
    pub fn break_lines(&mut self, start: u32, width: u16, right_to_left: bool, lines: &mut Vec<Line>) {
        let first = lines.len();
        wrap(&self.text[start as usize..], width, self.glued(start), |range, width| {
            let (from, to) = (start + offset(range.start), start + offset(range.end));
            lines.push(Line { start: from, end: to, width, right_to_left, runs: (0, 0) });
        });
        self.order(start..self.end(), right_to_left, &mut lines[first..]);
    }

    /// Calls `each` with what lines of at most `width` cells may be made of, from byte `start` to the end: bytes of the flow from `start`
    /// on, and the byte of the document's body that the first of them came from, or the next that came from there.
    pub(super) fn segments(&self, start: u32, width: u16, mut each: impl FnMut(Segment, Option<u32>)) {
        let mut pieces = &self.pieces[self.pieces.partition_point(|piece| piece.at <= start).saturating_sub(1)..];
        segments(&self.text[start as usize..], width, self.glued(start), |segment| {
            let at = start + offset(segment.start);
            while pieces.get(1).is_some_and(|next| next.at <= at) {
                pieces = &pieces[1..];
            }
            each(segment, pieces.iter().find_map(|piece| piece.source.map(|source| source + at.saturating_sub(piece.at))));
        });
    }

    /// Whether a byte after `start` is the first of a footnote mark.
    fn glued(&self, start: u32) -> impl Fn(usize) -> bool {
        let glue = &self.glue[self.glue.partition_point(|&at| at < start)..];
        move |at| glue.binary_search(&(start + offset(at))).is_ok()
    }

    /// Puts the runs of lines of a paragraph into the order in which they are shown, if anything in it is written from right to left.
    fn order(&mut self, paragraph: Range<u32>, right_to_left: bool, lines: &mut [Line]) {
        let words = &self.text[paragraph.start as usize..paragraph.end as usize];
        if !right_to_left && !wrap::has_right_to_left(words) {
            return;
        }
        let order = wrap::VisualOrder::new(words, right_to_left);
        for line in lines {
            let from = offset(self.runs.len());
            let range = (line.start - paragraph.start) as usize..(line.end - paragraph.start) as usize;
            self.runs.extend(order.runs(range).into_iter().map(|(run, right_to_left)| Run {
                start: paragraph.start + offset(run.start),
                end: paragraph.start + offset(run.end),
                right_to_left,
            }));
            line.runs = (from, offset(self.runs.len()));
        }
    }

    /// Lines of a paragraph that were broken elsewhere, each with its bytes, hanging spaces included, and its cells without them.
    pub(super) fn set_lines(
        &mut self,
        paragraph: Range<u32>,
        right_to_left: bool,
        lines: impl Iterator<Item = (Range<u32>, u16)>,
    ) -> Vec<Line> {
        let line = |(range, width): (Range<u32>, u16)| {
            let words = self.text[range.start as usize..range.end as usize].trim_end_matches(' ');
            Line { start: range.start, end: range.start + offset(words.len()), width, right_to_left, runs: (0, 0) }
        };
        let mut lines: Vec<Line> = lines.map(line).collect();
        self.order(paragraph, right_to_left, &mut lines);
        lines
    }

    /// Calls `paint` for each glyph of a line from left to right, with the piece it belongs to; `at` of a glyph is its byte in the flow.
    pub fn paint(&self, line: Line, mut paint: impl FnMut(Glyph<'_>, &Piece)) {
        let whole = [Run { start: line.start, end: line.end, right_to_left: false }];
        let runs = match line.runs {
            (from, to) if from < to => &self.runs[from as usize..to as usize],
            _ => &whole[..],
        };
        for run in runs {
            let words = &self.text[run.start as usize..run.end as usize];
            let mut step = |glyph: Glyph<'_>| {
                let at = run.start as usize + glyph.at;
                let shown = if run.right_to_left { wrap::mirrored(glyph.shown) } else { glyph.shown };
                if let Some(piece) = self.piece_at(offset(at)) {
                    paint(Glyph { at, shown, width: glyph.width }, piece);
                }
            };
            if run.right_to_left {
                glyphs(words).rev().for_each(&mut step);
            } else {
                glyphs(words).for_each(&mut step);
            }
        }
    }

    /// The piece that a byte of the flow belongs to.
    #[must_use]
    pub fn piece_at(&self, at: u32) -> Option<&Piece> {
        self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1).map(|index| &self.pieces[index])
    }

    /// The byte of the document's body that a byte of the flow came from.
    #[must_use]
    pub fn source_of(&self, at: u32) -> Option<u32> {
        self.piece_at(at).and_then(|piece| piece.source.map(|source| source + (at - piece.at)))
    }

    /// The pieces of a line, in reading order.
    pub fn pieces_of(&self, line: Line) -> impl Iterator<Item = &Piece> {
        let from = self.pieces.partition_point(|piece| piece.at <= line.start).saturating_sub(1);
        self.pieces[from..].iter().take_while(move |piece| piece.at < line.end)
    }

    /// The first byte of the document's body in a line or after it, if any came from there.
    #[must_use]
    pub fn first_source(&self, line: Line) -> Option<u32> {
        self.pieces_of(line).find_map(|piece| piece.source.map(|source| source + line.start.saturating_sub(piece.at)))
    }
}

/// A footnote mark as printed: digits raised, a star as it is, anything else in brackets.
fn superscript(mark: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised: Option<String> = mark
        .chars()
        .map(|c| if c == '*' { Some(c) } else { c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied() })
        .collect();
    raised.unwrap_or_else(|| format!("[{mark}]"))
}

/// Flows stay far below four gigabytes: they hold one text.
pub(super) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
