//! The pieces that a source gave, cleaned, and what became of each.

use crate::lexicon;
use crate::parse::{Block, BlockHint, Origin, Styled};

/// What a line turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not known yet: of the body, so far
    Open,
    /// Furniture of this name
    Furniture(&'static str),
    /// Digits alone: a page number, or a footnote mark that lost its place
    Digits(u32),
    /// Part of a footnote
    Note,
    /// Told by an earlier stage, words and all
    Taken,
}

/// A line of a plain text, or a whole paragraph of a word processor.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, clippy::struct_field_names, reason = "each says another thing of how the line is set")]
pub(super) struct Line {
    pub(super) styled: Styled,
    pub(super) number: Option<String>,
    pub(super) hint: BlockHint,
    /// It may be a part of a paragraph only.
    pub(super) is_line: bool,
    /// An empty line or a gap stands before it.
    pub(super) gap: bool,
    /// It is the first line of a page, as far as the source says.
    pub(super) page_start: bool,
    pub(super) indented: bool,
    pub(super) origin: Origin,
    pub(super) fate: Fate,
    /// How many cells wide it is.
    pub(super) width: usize,
}

impl Line {
    /// Its words.
    pub(super) fn words(&self) -> &str {
        &self.styled.text
    }

    /// Whether it is still to be explained.
    pub(super) fn is_open(&self) -> bool {
        self.fate == Fate::Open
    }

    /// Whether it begins with a footnote mark that the source told apart.
    pub(super) fn leading_mark(&self) -> Option<&str> {
        self.styled.marks.first().filter(|mark| mark.at == 0).map(|mark| mark.mark.as_str())
    }
}

/// Cleans the blocks and drops those without a word.
pub(super) fn prepare(blocks: Vec<Block>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(blocks.len());
    let mut gap = false;
    let mut page = None;
    for block in blocks {
        let (styled, width) = cleaned(block.styled);
        gap |= block.gap_before;
        if styled.is_empty() && block.number.is_none() && !matches!(block.hint, BlockHint::Footnote(_)) {
            continue;
        }
        let page_start = block.origin.page != page && page.is_some();
        page = block.origin.page.or(page);
        lines.push(Line {
            styled,
            number: block.number.map(|number| number.trim().to_owned()).filter(|number| !number.is_empty()),
            hint: block.hint,
            is_line: block.is_line,
            gap,
            page_start,
            indented: block.indented,
            origin: block.origin,
            fate: Fate::Open,
            width,
        });
        gap = false;
    }
    lines
}

/// The words cleaned, and how many cells they take. Most have nothing to clean, and are kept as they are.
fn cleaned(styled: Styled) -> (Styled, usize) {
    let is_edge_clean = !styled.text.starts_with(char::is_whitespace) && !styled.text.ends_with(char::is_whitespace);
    let is_clean = |c: char| !c.is_ascii() && clean(c) == Some(c) && !super::label::is_han(c);
    let is_whole = styled.emphasis.iter().all(|e| !e.range.is_empty()) && styled.links.iter().all(|l| !l.range.is_empty());
    if !styled.text.is_empty()
        && is_edge_clean
        && is_whole
        && let Some(width) = width(&styled.text, is_clean)
    {
        return (styled, width);
    }
    let styled = without_breaks(styled.map_chars(clean).trimmed());
    let width = width(&styled.text, |_| true).unwrap_or_default();
    (styled, width)
}

/// How many cells words take, if all that are not printable ASCII are of a kind.
fn width(words: &str, is_kind: impl Fn(char) -> bool) -> Option<usize> {
    let cells = |c: char| if super::label::is_wide(c) { 2 } else { 1 };
    lexicon::others(words).try_fold(words.len(), |width, (_, c)| is_kind(c).then(|| width - c.len_utf8() + cells(c)))
}

/// Spaces of every kind are one kind, hyphens that do not break are hyphens, and what has no width is dropped.
const fn clean(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '\t'
        | '\n'
        | '\r'
        | '\u{b}'
        | '\u{c}' => Some(' '),
        '\u{2011}' => Some('-'),
        _ => Some(c),
    }
}

/// Takes out the spaces between two Chinese characters: they are where a scanned line broke.
fn without_breaks(styled: Styled) -> Styled {
    let mut edits: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
    let mut last = '\0';
    let mut space: Option<usize> = None;
    for (at, c) in styled.text.char_indices() {
        if c == ' ' {
            space.get_or_insert(at);
            continue;
        }
        if let Some(start) = space.take()
            && super::label::is_han(last)
            && super::label::is_han(c)
        {
            edits.push((start..at, ""));
        }
        last = c;
    }
    if edits.is_empty() { styled } else { styled.edited(&edits) }
}

/// Where a line stands, in words.
pub(super) fn place(origin: Origin) -> String {
    match (origin.line, origin.page) {
        (Some(line), _) => format!("line {line}"),
        (None, Some(page)) => format!("page {page}"),
        (None, None) => "text".to_owned(),
    }
}
