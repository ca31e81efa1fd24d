//! Letters as a search compares them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents: "Développement" is found by "developpement".
pub(super) fn fold(words: &str) -> String {
    if words.is_ascii() { words.to_ascii_lowercase() } else { folded(words).collect() }
}

fn folded(words: &str) -> impl Iterator<Item = char> {
    words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

/// The letters and digits of folded words alone.
pub(super) fn letters(folded: &str) -> Cow<'_, str> {
    if folded.chars().all(char::is_alphanumeric) {
        folded.into()
    } else {
        folded.chars().filter(|c| c.is_alphanumeric()).collect::<String>().into()
    }
}
