//! One side of a row: its paragraphs' words as one string, and their tokens.

use std::borrow::Cow;
use std::ops::Range;

use crate::compare::ChangeSide;
use crate::compare::tokens::{Terms, Token, is_han, tokens};
use crate::model::{Language, ParagraphIndex, Text};

/// The words of paragraphs joined by one space each, with their tokens.
#[derive(Debug)]
pub(in crate::compare) struct Side<'a> {
    /// The words.
    pub(in crate::compare) words: Cow<'a, str>,
    /// Their tokens; none goes across two paragraphs.
    pub(in crate::compare) tokens: Vec<Token>,
    /// The language.
    pub(in crate::compare) language: Language,
    /// Whether the importer knew no lead phrase at the beginning: a scanner may have erred there.
    pub(in crate::compare) is_doubted: bool,
    /// Where each paragraph begins in the words.
    starts: Vec<usize>,
    paragraphs: &'a [ParagraphIndex],
}

impl<'a> Side<'a> {
    pub(in crate::compare) fn of_paragraphs(text: &'a Text, paragraphs: &'a [ParagraphIndex]) -> Self {
        let is_doubted = paragraphs.first().is_some_and(|&first| {
            let mut doubts = text.warnings.iter().filter(|warning| warning.code == "unknown-lead").peekable();
            doubts.peek().is_some() && {
                let id = text.paragraph(first).id.to_string();
                doubts.any(|warning| warning.place == id)
            }
        });
        if let &[one] = paragraphs {
            let words = text.paragraph_words(one);
            return Self {
                words: words.into(),
                tokens: tokens(words, text.language),
                language: text.language,
                is_doubted,
                starts: vec![0],
                paragraphs,
            };
        }
        let (mut words, mut all, mut starts) = (String::new(), Vec::new(), Vec::new());
        for &paragraph in paragraphs {
            if !starts.is_empty() {
                words.push(' ');
            }
            starts.push(words.len());
            let own = text.paragraph_words(paragraph);
            let offset = u32::try_from(words.len()).unwrap_or(u32::MAX);
            all.extend(tokens(own, text.language).into_iter().map(|token| Token {
                start: token.start + offset,
                end: token.end + offset,
                ..token
            }));
            words.push_str(own);
        }
        Self { words: words.into(), tokens: all, language: text.language, is_doubted, starts, paragraphs }
    }

    /// Words that stand by themselves, as those of a footnote do.
    pub(in crate::compare) fn of_words(words: &'a str, language: Language) -> Self {
        Self { words: words.into(), tokens: tokens(words, language), language, is_doubted: false, starts: vec![0], paragraphs: &[] }
    }

    /// The first of its paragraphs; a footnote has none.
    pub(in crate::compare) fn first_paragraph(&self) -> Option<ParagraphIndex> {
        self.paragraphs.first().copied()
    }

    /// The words of a token.
    pub(in crate::compare) fn text(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| token.words(&self.words))
    }

    /// The words of several tokens, with what stands between them.
    pub(in crate::compare) fn slice(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() {
            ""
        } else {
            &self.words[self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize]
        }
    }

    /// The byte at which a token begins; the end of the words for the one past the last.
    pub(in crate::compare) fn start(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(self.words.len(), |token| token.start as usize)
    }

    /// The byte at which the token before `token` ends.
    pub(in crate::compare) fn end_before(&self, token: usize) -> usize {
        token.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.end as usize)
    }

    /// The white space before a token.
    pub(in crate::compare) fn gap(&self, token: usize) -> &str {
        &self.words[self.end_before(token)..self.start(token)]
    }

    /// Whether a token only joins or closes what is said: a mark, an "and".
    pub(super) fn is_light(&self, token: &Token) -> bool {
        token.is_mark() || Terms::of(self.language).is_and(token.id)
    }

    /// Whether a token is a word of more than a few letters, or of Chinese of more than one sign.
    pub(super) fn says_something(&self, token: usize) -> bool {
        let (letters, signs) = self
            .text(token)
            .chars()
            .fold((0, 0), |(letters, signs), c| (letters + usize::from(c.is_alphanumeric()), signs + usize::from(is_han(c))));
        letters > 3 || signs > 1
    }

    /// Whether a paragraph begins with the token.
    pub(in crate::compare) fn begins_paragraph(&self, token: usize) -> bool {
        token >= self.tokens.len() || token == 0 || self.starts[1..].binary_search(&self.start(token)).is_ok()
    }

    /// Where in the joined words a byte of a paragraph stands.
    pub(super) fn joined(&self, paragraph: usize, byte: usize) -> usize {
        self.starts[paragraph] + byte
    }

    /// The paragraph that holds a byte of the joined words; the space that joins it to the next is still its own.
    fn paragraph_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// A range of the joined words cut where paragraphs end, never empty: an empty range is one piece.
    pub(super) fn pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut from = range.start;
        for &start in &self.starts {
            if from < start && start < range.end {
                out.push(from..start);
                from = start;
            }
        }
        out.push(from..range.end);
        out
    }

    /// A piece as a comparison shows it.
    pub(super) fn shown(&self, piece: Range<usize>, words: Option<&str>) -> ChangeSide {
        let at = self.paragraph_at(piece.start);
        let base = self.starts[at];
        let byte = |at: usize| u32::try_from(at - base).unwrap_or(u32::MAX);
        ChangeSide {
            paragraph: self.paragraphs[at],
            range: byte(piece.start)..byte(piece.end),
            words: words.unwrap_or(&self.words[piece]).to_owned(),
        }
    }
}
