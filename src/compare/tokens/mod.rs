//! Tokens: what a reader sees as one.
//!
//! A word is what UAX #29 calls one, a hyphenated compound whole, a French elision (l’) apart, Chinese cut by a dictionary. Above words
//! stand things that are read at once and must not be marked in part: a cited symbol with its date, a date, the ordinal of a session, a
//! number with its unit. Each token has an identity that is equal for equal words whatever their case, the shape of their quotes and
//! dashes, and the spelling of a character. Alignment has coarser words of its own (`words`).

mod dates;
mod file;
mod fold;
mod join;
mod numerals;
mod ordinals;
mod scan;
mod terms;

pub use fold::folded;
pub(super) use fold::{is_apostrophe, is_dash};
pub(super) use scan::{is_chinese_particle, is_han, part};
pub use terms::Terms;

use std::ops::Range;

use crate::lexicon::European;
use crate::model::{Date, Language};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A word.
    Word,
    /// A number, with its unit if it has one.
    Number,
    /// The number of a paragraph that is referred to: the 2 of "paragraph 2 above".
    Reference,
    /// The ordinal of a session: "sixty-seventh", "第六十八届".
    Session(u16),
    /// An ordinal that is not said of a session: "thirtieth anniversary".
    Ordinal(u16),
    /// A year, with the word that says so in Russian and Chinese.
    Year(u16),
    /// A month of a year: "August 1999".
    Month(u16, u8),
    /// A day.
    Date(Date),
    /// The symbol of a document, with its addenda and its date.
    Symbol,
    /// A quotation mark.
    Quote,
    /// A dash between words.
    Dash,
    /// Any other mark or sign.
    Punctuation,
}

/// A stretch of words that a reader sees as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The first byte of it in the words.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Equal for tokens that are one to a reader: case, the shapes of quotes and dashes, hyphens, and spellings of a character apart.
    pub id: u64,
    /// What it is.
    pub class: Class,
}

impl Token {
    /// The bytes of it.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of it, in the words that it was made from.
    #[must_use]
    pub fn words<'a>(&self, words: &'a str) -> &'a str {
        &words[self.range()]
    }

    /// Whether it is a quote, a dash or another mark.
    #[must_use]
    pub const fn is_mark(&self) -> bool {
        matches!(self.class, Class::Quote | Class::Dash | Class::Punctuation)
    }
}

/// The tokens of a paragraph's words, in order. Between two of them stands nothing or white space.
#[must_use]
pub fn tokens(words: &str, language: Language) -> Vec<Token> {
    let Some(view) = European::of(words) else { return european_tokens(words, language) };
    let mut tokens = european_tokens(view.words(), language);
    for token in &mut tokens {
        let Range { start, end } = view.original(token.range());
        (token.start, token.end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
    }
    tokens
}

/// The tokens of words whose digits are European.
fn european_tokens(words: &str, language: Language) -> Vec<Token> {
    let terms = Terms::of(language);
    let mut atoms = Vec::with_capacity(words.len() / 5 + 2);
    scan::scan(words, &terms.elisions, &mut atoms);
    join::join(words, terms, &mut atoms);
    atoms
}
