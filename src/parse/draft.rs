//! A document on its way to being a text.

use std::ops::Range;

use super::lead::Leads;
use crate::model::{Facts, Fragment, Language, Place, Source, Warning};

/// Words with what their source showed of them. All places are bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled {
    /// The words, with whatever white space the source had; no footnote mark that the source told apart.
    pub text: String,
    /// What is set in italic or bold, in order.
    pub emphasis: Vec<Emphasis>,
    /// The footnote marks that the source told apart (superscript, a note reference), in order.
    pub marks: Vec<MarkAt>,
    /// Links that the source carries, in order.
    pub links: Vec<Link>,
}

impl Styled {
    /// Words without any style.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether there is neither a word nor a mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.marks.is_empty()
    }

    /// Adds `glue` and then the other words, with their style.
    pub fn append(&mut self, glue: &str, other: &Self) {
        self.text.push_str(glue);
        let base = self.text.len();
        self.text.push_str(&other.text);
        let shift = |range: &Range<usize>| range.start + base..range.end + base;
        self.emphasis.extend(other.emphasis.iter().map(|e| Emphasis { range: shift(&e.range), bold: e.bold }));
        self.marks.extend(other.marks.iter().map(|m| MarkAt { at: m.at + base, mark: m.mark.clone() }));
        self.links.extend(other.links.iter().map(|l| Link { range: shift(&l.range), target: l.target.clone() }));
    }

    /// The words of a range of bytes, with their style and the marks from its start to its end, both included.
    ///
    /// # Panics
    /// Where the range does not fall on characters of the text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let cut = |r: &Range<usize>| {
            let (start, end) = (r.start.max(range.start), r.end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        Self {
            text: self.text[range.clone()].to_owned(),
            emphasis: self.emphasis.iter().filter_map(|e| cut(&e.range).map(|range| Emphasis { range, bold: e.bold })).collect(),
            marks: self
                .marks
                .iter()
                .filter(|m| (range.start..=range.end).contains(&m.at))
                .map(|m| MarkAt { at: m.at - range.start, mark: m.mark.clone() })
                .collect(),
            links: self.links.iter().filter_map(|l| cut(&l.range).map(|range| Link { range, target: l.target.clone() })).collect(),
        }
    }

    /// The same words with each character replaced as `change` says (`None` drops it); all places follow.
    #[must_use]
    pub fn map_chars(&self, change: impl Fn(char) -> Option<char>) -> Self {
        let mut text = String::with_capacity(self.text.len());
        if self.emphasis.is_empty() && self.marks.is_empty() && self.links.is_empty() {
            text.extend(self.text.chars().filter_map(change));
            return Self::plain(text);
        }
        // Where the character that began at a byte of the old text begins in the new one.
        let mut places = vec![0; self.text.len() + 1];
        for (at, c) in self.text.char_indices() {
            places[at..at + c.len_utf8()].fill(text.len());
            text.extend(change(c));
        }
        places[self.text.len()] = text.len();
        let shift = |range: &Range<usize>| places[range.start]..places[range.end];
        Self {
            emphasis: self.emphasis.iter().map(|e| Emphasis { range: shift(&e.range), bold: e.bold }).collect(),
            marks: self.marks.iter().map(|m| MarkAt { at: places[m.at], mark: m.mark.clone() }).collect(),
            links: self.links.iter().map(|l| Link { range: shift(&l.range), target: l.target.clone() }).collect(),
            text,
        }
    }

    /// The same words with each range replaced; all places follow. The edits are in order, on character boundaries, and do not overlap.
    #[must_use]
    pub fn edited(&self, edits: &[(Range<usize>, &str)]) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        // After each edit: where it ends in the old text, where it begins and ends in the new one.
        let mut done: Vec<(usize, usize, usize)> = Vec::with_capacity(edits.len());
        for (range, with) in edits {
            text.push_str(&self.text[end..range.start]);
            let start = text.len();
            text.push_str(with);
            end = range.end;
            done.push((end, start, text.len()));
        }
        text.push_str(&self.text[end..]);
        let place = |at: usize| {
            let next = edits.partition_point(|(range, _)| range.start < at);
            match next.checked_sub(1).map(|last| done[last]) {
                Some((old_end, new_start, _)) if at < old_end => new_start,
                Some((old_end, _, new_end)) => new_end + at - old_end,
                None => at,
            }
        };
        let shift = |range: &Range<usize>| place(range.start)..place(range.end);
        Self {
            emphasis: self.emphasis.iter().map(|e| Emphasis { range: shift(&e.range), bold: e.bold }).collect(),
            marks: self.marks.iter().map(|m| MarkAt { at: place(m.at), mark: m.mark.clone() }).collect(),
            links: self.links.iter().map(|l| Link { range: shift(&l.range), target: l.target.clone() }).collect(),
            text,
        }
    }

    /// The same words with ranges taken out, each with a footnote mark in its place. The ranges are as for [`Self::edited`].
    #[must_use]
    pub fn with_marks_for(&self, ranges: &[(Range<usize>, String)]) -> Self {
        let edits: Vec<(Range<usize>, &str)> = ranges.iter().map(|(range, _)| (range.clone(), "")).collect();
        let mut out = self.edited(&edits);
        let mut gone = 0;
        for (range, mark) in ranges {
            out.marks.push(MarkAt { at: range.start - gone, mark: mark.clone() });
            gone += range.len();
        }
        out.marks.sort_by_key(|mark| mark.at);
        out
    }

    /// The same words without white space at either end.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        let mut trimmed = self.slice(start..end);
        // Marks that stood in the white space belong to the ends.
        if trimmed.marks.len() != self.marks.len() {
            trimmed.marks =
                self.marks.iter().map(|m| MarkAt { at: m.at.clamp(start, end) - start, mark: m.mark.clone() }).collect();
        }
        trimmed
    }
}

/// A stretch of italic or bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// The stretch.
    pub range: Range<usize>,
    /// Whether it is bold; else italic.
    pub bold: bool,
}

/// A footnote mark before the byte `at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkAt {
    /// Its place.
    pub at: usize,
    /// The mark as printed.
    pub mark: String,
}

/// A link of the source, such as one to a cited document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that are the link.
    pub range: Range<usize>,
    /// Its address, as the source has it.
    pub target: String,
}

/// Where in a source a piece of it stands, for warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The page, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The line, from 1, where it has lines.
    pub line: Option<u32>,
}

/// What a source says of a block beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BlockHint {
    /// Nothing.
    #[default]
    None,
    /// A heading of a level, from 1.
    Heading(u8),
    /// A footnote with its mark, told apart from the body by the source.
    Footnote(String),
    /// The row of a table, its cells joined by " | ".
    TableRow,
}

/// A piece of a document without structure: one paragraph of a word processor or a web page, or one line of a plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its words.
    pub styled: Styled,
    /// Its number, where the source keeps it apart from the words (automatic numbering), as printed: "3.", "(a)".
    pub number: Option<String>,
    /// What it is, where the source says.
    pub hint: BlockHint,
    /// Whether it may be a part of a paragraph only: a line of a plain text, against a paragraph of a word processor.
    pub is_line: bool,
    /// Whether an empty line or a larger gap stands before it.
    pub gap_before: bool,
    /// Whether its first line is indented against the body.
    pub indented: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// What a paragraph of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Of the preamble
    Preambular,
    /// Operative, numbered or not
    Operative,
    /// A heading
    Heading,
    /// Of the body of an annex
    Body,
}

/// A paragraph of a draft. Which paragraph a sub-paragraph belongs to follows from the order and the form of the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftParagraph {
    /// What it is.
    pub role: Role,
    /// The part or annex.
    pub place: Place,
    /// Its number as printed, with its punctuation: "3.", "(a)", "b)", "9 -".
    pub number: Option<String>,
    /// How deep the source nests it, where the source says.
    pub depth: Option<u8>,
    /// Its words.
    pub styled: Styled,
    /// Where it stands.
    pub origin: Origin,
}

/// A footnote of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFootnote {
    /// Its mark as printed.
    pub mark: String,
    /// Its words.
    pub styled: Styled,
    /// Where it stands.
    pub origin: Origin,
}

/// A document whose structure is known, before names, leads and citations.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its language.
    pub language: Language,
    /// What it says of itself.
    pub facts: Facts,
    /// What it holds, if it is not the whole.
    pub fragment: Option<Fragment>,
    /// Where it came from.
    pub source: Source,
    /// Its paragraphs in reading order.
    pub paragraphs: Vec<DraftParagraph>,
    /// Its footnotes in the order of their marks.
    pub footnotes: Vec<DraftFootnote>,
    /// What was not understood.
    pub warnings: Vec<Warning>,
    /// Furniture that was left out (running headers, page numbers, job numbers, formulas), by name, so that every letter of the source
    /// can be accounted for.
    pub furniture: Vec<(&'static str, String)>,
    /// The lead phrases that are known already.
    pub(crate) leads: Leads,
}
