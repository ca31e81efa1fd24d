//! What plenary knows of each language, loaded from `assets/lexicon/`: a language is data, not code.

use std::sync::LazyLock;

use crate::model::Language;

/// What is known of one language.
#[derive(Debug)]
pub struct Lexicon {
    language: Language,
}

static LEXICONS: LazyLock<[Lexicon; 6]> = LazyLock::new(|| Language::ALL.map(|language| Lexicon { language }));

impl Lexicon {
    /// The lexicon of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        &LEXICONS[language.index()]
    }

    /// Its language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }
}
