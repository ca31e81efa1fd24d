//! The language that a reader prefers.

use crate::model::Language;

/// The language of the user's locale: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, if it is an official language.
#[must_use]
pub fn language() -> Option<Language> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    locale.into_iter().find(|value| !value.is_empty())?.parse().ok()
}

/// All languages, the locale's first, then English.
#[must_use]
pub fn preference() -> Vec<Language> {
    let mut order: Vec<Language> = language().into_iter().collect();
    for language in [Language::En, Language::Fr, Language::Es, Language::Ru, Language::Ar, Language::Zh] {
        if !order.contains(&language) {
            order.push(language);
        }
    }
    order
}
