//! What plenary knows of each language, from `assets/lexicon/`: a language is data, not code.
//!
//! A [`Lexicon`] knows months and dates, how sessions are counted, the lead phrases of paragraphs, the formulas that surround a
//! resolution (masthead, opening, closing) and the words around citations. One file a language says all of it; the modules here turn
//! the lists into matchers when they are first used. Matching is done on a [`Folded`] text, in which the shapes of quotes, hyphens and
//! spaces and the vowel signs of Arabic make no difference, and places are given in the text as it came.

mod ascii;
mod data;
mod dates;
mod detect;
mod digits;
mod expression;
mod fold;
mod formulas;
mod leads;
mod ordinals;
mod phrase;
mod word;

use std::sync::{LazyLock, OnceLock};

pub(crate) use ascii::{EIGHT, each, eight, has_double_space, letters, others};
pub use detect::detect;
pub use digits::{European, european, in_european};
pub use fold::Folded;
pub(crate) use fold::small;
pub use formulas::Formula;
pub(crate) use leads::LONGEST_LEAD;
pub use leads::{Lead, LeadKind};
pub use word::Word;

use crate::model::Language;
use expression::Expression;
use phrase::Phrase;

/// What is known of one language.
#[derive(Debug)]
pub struct Lexicon {
    language: Language,
    data: data::Data,
    formulas: [OnceLock<Vec<Expression>>; Formula::COUNT],
    /// The same for a text that is the formula and nothing else.
    whole_formulas: [OnceLock<Vec<Expression>>; Formula::COUNT],
    openings: OnceLock<Vec<Phrase>>,
    dates: OnceLock<dates::Dates>,
    leads: OnceLock<leads::Leads>,
    ordinals: OnceLock<ordinals::Ordinals>,
}

static LEXICONS: [LazyLock<Lexicon>; 6] = [
    LazyLock::new(|| Lexicon::load(Language::Ar, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/ar")))),
    LazyLock::new(|| Lexicon::load(Language::En, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/en")))),
    LazyLock::new(|| Lexicon::load(Language::Es, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/es")))),
    LazyLock::new(|| Lexicon::load(Language::Fr, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/fr")))),
    LazyLock::new(|| Lexicon::load(Language::Ru, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/ru")))),
    LazyLock::new(|| Lexicon::load(Language::Zh, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/zh")))),
];

impl Lexicon {
    /// The lexicon of a language, read when first asked for.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        &LEXICONS[language.index()]
    }

    /// The lexicon of a file as the build script packed it; one that it could not pack, it would not have built.
    fn load(language: Language, packed: &[u8]) -> Self {
        let data = postcard::from_bytes(packed);
        debug_assert!(data.is_ok(), "{data:?}");
        Self {
            language,
            data: data.unwrap_or_default(),
            formulas: [const { OnceLock::new() }; Formula::COUNT],
            whole_formulas: [const { OnceLock::new() }; Formula::COUNT],
            openings: OnceLock::new(),
            dates: OnceLock::new(),
            leads: OnceLock::new(),
            ordinals: OnceLock::new(),
        }
    }

    /// Its language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the language puts spaces between words.
    #[must_use]
    pub const fn has_spaces(&self) -> bool {
        !matches!(self.language, Language::Zh)
    }

    /// Whether a word, in lower case, is one of the few that every text of the language has many of.
    #[must_use]
    pub fn is_frequent(&self, word: &str) -> bool {
        detect::frequent_words(self.language).iter().any(|frequent| frequent == word)
    }

    /// The forms of a word: `resolution`, `resolutions`.
    #[must_use]
    pub fn words(&self, word: Word) -> &[String] {
        self.data.words.get(word)
    }

    pub(crate) const fn citation_words(&self) -> &data::Citations {
        &self.data.citations
    }
}
