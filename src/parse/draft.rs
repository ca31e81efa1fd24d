//! A document on its way to being a text.

use std::ops::Range;

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
}
