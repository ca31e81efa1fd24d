//! Words on their way from the XML into a paragraph, a footnote or a fact.

use crate::parse::{Emphasis, Link, MarkAt, Styled};

/// What words are collected for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Paragraph {
        heading: bool,
    },
    Row {
        cells: u32,
    },
    Number,
    Note(String),
    /// A line outside preamble and body, by the name of the furniture that it is.
    Line(&'static str),
    /// A fact within such a line.
    Fact(&'static str),
}

/// Words that are being collected.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) purpose: Purpose,
    pub(super) styled: Styled,
    pub(super) line: u32,
    /// Whether it was opened by words that stand outside every paragraph.
    pub(super) is_implicit: bool,
    /// White space with a line break that may be the printing of the XML alone.
    gap: bool,
    /// Raised digits, which may be footnote marks that the markup does not know as such.
    raised: Vec<std::ops::Range<usize>>,
}

impl Sink {
    pub(super) const fn new(purpose: Purpose, line: u32) -> Self {
        let styled = Styled { text: String::new(), emphasis: Vec::new(), marks: Vec::new(), links: Vec::new() };
        Self { purpose, styled, line, is_implicit: false, gap: false, raised: Vec::new() }
    }

    /// Adds words. Line breaks between two elements are the printing of the XML: a space, but none before punctuation.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if text.contains('\n') && text.trim().is_empty() {
            self.gap = true;
            return;
        }
        if std::mem::take(&mut self.gap) && !self.styled.text.is_empty() && !text.starts_with(is_closing) {
            self.styled.text.push(' ');
        }
        self.styled.text.push_str(text);
    }

    pub(super) fn mark(&mut self, mark: &str) {
        self.styled.marks.push(MarkAt { at: self.styled.text.len(), mark: mark.to_owned() });
    }

    pub(super) fn emphasize(&mut self, start: usize, bold: bool) {
        if start < self.styled.text.len() {
            self.styled.emphasis.push(Emphasis { range: start..self.styled.text.len(), bold });
        }
    }

    pub(super) fn link(&mut self, start: usize, target: String) {
        if start < self.styled.text.len() {
            self.styled.links.push(Link { range: start..self.styled.text.len(), target });
        }
    }

    pub(super) fn raise(&mut self, start: usize) {
        if self.styled.text.get(start..).is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())) {
            self.raised.push(start..self.styled.text.len());
        }
    }

    /// Takes in the words of a fact that stood within these.
    pub(super) fn absorb(&mut self, styled: Styled) {
        let shift = self.styled.text.len();
        self.push(&styled.text);
        self.styled.marks.extend(styled.marks.into_iter().map(|mark| MarkAt { at: mark.at + shift, ..mark }));
    }

    /// The finished words: brackets that stand around a mark are part of the mark, raised digits after a word are marks.
    pub(super) fn finish(mut self) -> Styled {
        for range in std::mem::take(&mut self.raised).into_iter().rev() {
            if is_mark(&self.styled.text, range.start) {
                let mark = self.styled.text[range.clone()].to_owned();
                self.remove(range.clone());
                self.styled.marks.push(MarkAt { at: range.start, mark });
            }
        }
        self.styled.marks.sort_by_key(|mark| mark.at);
        for index in (0..self.styled.marks.len()).rev() {
            let at = self.styled.marks[index].at.min(self.styled.text.len());
            self.styled.marks[index].at = at;
            let (before, after) = self.styled.text.split_at(at);
            if before.ends_with('(') && after.starts_with(')') {
                self.remove(at..at + 1);
                self.remove(at - 1..at);
            }
        }
        self.styled.emphasis.sort_by_key(|e| e.range.start);
        self.styled.links.sort_by_key(|l| l.range.start);
        self.styled
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        self.styled.text.replace_range(range.clone(), "");
        let moved = |at: usize| if at >= range.end { at - range.len() } else { at.min(range.start) };
        for emphasis in &mut self.styled.emphasis {
            emphasis.range = moved(emphasis.range.start)..moved(emphasis.range.end);
        }
        for link in &mut self.styled.links {
            link.range = moved(link.range.start)..moved(link.range.end);
        }
        for mark in &mut self.styled.marks {
            mark.at = moved(mark.at);
        }
        self.styled.emphasis.retain(|e| !e.range.is_empty());
        self.styled.links.retain(|l| !l.range.is_empty());
    }
}

/// Punctuation that closes on the word before it.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | '.' | ':' | '!' | '?' | ')' | ']' | '،' | '؛' | '，' | '；' | '。' | '：' | '、' | '）' | '”' | '’' | '»'
    )
}

/// Whether raised digits at `at` are a footnote mark and no exponent: they follow punctuation or a word, no unit and no number.
fn is_mark(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let word: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    if word.is_empty() {
        return before.chars().next_back().is_some_and(|c| is_closing(c) || c == '“' || c == '"');
    }
    !word.chars().any(|c| c.is_ascii_digit()) && !matches!(&*word, "m" | "mk" | "mc" | "OC" | "H" | "O" | "м" | "мк" | "N")
}
