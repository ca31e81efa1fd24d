//! One side of a row: its paragraphs in the flow, and the words that lines may be made of.

use std::ops::Range;

use crate::compare::ChangeSide;
use crate::layout::Flow;
use crate::layout::flow::offset;
use crate::model::{ParagraphIndex, Span};

use super::Cell;
use super::level::{Equal, Word};

/// The words of one side of a row, paragraph after paragraph. Their places are counted as those of changes are: the space that joins a
/// paragraph to the next is a byte.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// What lines may be made of.
    pub(super) words: Vec<Word>,
    /// The bytes of each word in the flow, hanging spaces included.
    bytes: Vec<Range<u32>>,
    paragraphs: Vec<Paragraph>,
    /// How long it is in the count of places, with a space at the end.
    len: u32,
}

#[derive(Debug)]
struct Paragraph {
    /// Its bytes in the flow.
    bytes: Range<u32>,
    /// One past its last word.
    end: usize,
    /// Its name in the gutter; a footnote has none.
    label: Option<ParagraphIndex>,
    indent: u16,
    /// The place of its first word.
    at: u32,
}

impl Column {
    /// Adds a paragraph or a footnote: what stands in the flow from byte `start` to the end, of the bytes `span` of the body, in lines
    /// of `width` cells after an indent.
    pub(super) fn add(&mut self, flow: &Flow, start: u32, span: Span, label: Option<ParagraphIndex>, (indent, width): (u16, u16)) {
        let width = width.max(1);
        let at = self.len;
        let mut before = self.words.last().map_or(0, |word| word.before + word.visible);
        let mut opens = true;
        // About as many as there will be.
        let count = span.len() / 6;
        self.words.reserve(count);
        self.bytes.reserve(count);
        flow.segments(start, width, |segment, source| {
            self.words.push(Word {
                at: at + source.map_or(0, |source| source.saturating_sub(span.start)),
                before,
                visible: offset(segment.visible),
                room: u32::from(width),
                opens: std::mem::take(&mut opens) || segment.opens,
            });
            self.bytes.push(start + offset(segment.start)..start + offset(segment.end));
            before += offset(segment.cells);
        });
        self.paragraphs.push(Paragraph { bytes: start..flow.end(), end: self.words.len(), label, indent, at });
        self.len += offset(span.len()) + 1;
    }

    /// The place of one side of a change.
    pub(super) fn place(&self, side: &ChangeSide) -> Range<u32> {
        let at = self.paragraphs.iter().find(|it| it.label == Some(side.paragraph)).map_or(0, |it| it.at);
        at + side.range.start..at + side.range.end
    }

    /// How many bytes of the flow stand before a word, or with the number of words in all.
    pub(super) fn bytes_before(&self, word: usize) -> u32 {
        let first = self.bytes.first().map_or(0, |bytes| bytes.start);
        word.checked_sub(1).and_then(|last| self.bytes.get(last)).map_or(0, |last| last.end - first)
    }

    /// Sets its lines, each given by its words.
    pub(super) fn cells(&self, flow: &mut Flow, lines: impl Iterator<Item = Range<usize>>, right_to_left: bool) -> Vec<Cell> {
        let mut lines = lines.peekable();
        let mut cells = Vec::new();
        for paragraph in &self.paragraphs {
            let own = std::iter::from_fn(|| lines.next_if(|line| line.start < paragraph.end));
            let own = own.map(|line| {
                let width = u16::try_from(Word::cells(&self.words[line.clone()])).unwrap_or(u16::MAX);
                (self.bytes[line.start].start..self.bytes[line.end - 1].end, width)
            });
            for (n, line) in flow.set_lines(paragraph.bytes.clone(), right_to_left, own).into_iter().enumerate() {
                let changed = flow.pieces_of(line).any(|piece| piece.ink.change.is_some());
                cells.push(Cell { line, label: paragraph.label.filter(|_| n == 0), indent: paragraph.indent, changed });
            }
        }
        cells
    }
}

/// What stands between the changes, which are in reading order: it is equal on both sides. Changes of marks and numbers, which are not
/// among the words, part nothing.
pub(super) fn equal(columns: &[Column; 2], changes: impl Iterator<Item = [Range<u32>; 2]>) -> Vec<Equal> {
    if columns.iter().any(|column| column.words.is_empty()) {
        return Vec::new();
    }
    let mut stretches = Vec::new();
    let mut after = [0, 0];
    let end = [columns[0].len - 1, columns[1].len - 1];
    let changes = changes.filter(|sides| sides.iter().any(|side| !side.is_empty()));
    for [old, new] in changes.chain([end.map(|end| end..end)]) {
        // What would go back is in no order that both sides have.
        let (Some(len), Some(other)) = (old.start.checked_sub(after[0]), new.start.checked_sub(after[1])) else { continue };
        if len.min(other) > 0 {
            stretches.push(Equal { at: after, len: len.min(other) });
        }
        after = [old.end, new.end];
    }
    stretches
}
