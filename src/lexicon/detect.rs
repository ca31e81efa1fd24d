//! The language of a text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::ascii::{others, words};
use crate::model::Language;

/// The words of the languages, in the order of [`Language::ALL`].
static FREQUENT: LazyLock<[Vec<String>; 6]> = LazyLock::new(|| {
    let mut lists = toml::from_str::<BTreeMap<Language, Vec<String>>>(include_str!("../../assets/lexicon/frequent.toml"));
    debug_assert!(lists.as_ref().is_ok_and(|lists| lists.len() == Language::ALL.len()), "{lists:?}");
    Language::ALL.map(|language| lists.as_mut().ok().and_then(|lists| lists.remove(&language)).unwrap_or_default())
});

/// The few words of which every text of a language has many, in lower case.
pub(super) fn frequent_words(language: Language) -> &'static [String] {
    &FREQUENT[language.index()]
}

/// Characters that are looked at; more do not change the answer.
const ENOUGH: usize = 20_000;

/// The first characters of a text.
fn first_chars(text: &str, count: usize) -> &str {
    // That many bytes have fewer characters, or as many.
    let near = text.floor_char_boundary(count);
    let missing = count - text[..near].chars().count();
    text[near..].char_indices().nth(missing).map_or(text, |(end, _)| &text[..near + end])
}

/// The language of a text: by its script, and for the Latin script by frequent words. `None` where there is too little to tell.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let (mut latin, mut arabic, mut cyrillic, mut han) = (0_usize, 0_usize, 0_usize, 0_usize);
    let start = first_chars(text, ENOUGH);
    latin += start.bytes().filter(u8::is_ascii_alphabetic).count();
    for (_, c) in others(start) {
        match c {
            '\u{C0}'..='\u{24F}' => latin += 1,
            '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => arabic += 1,
            '\u{400}'..='\u{4FF}' => cyrillic += 1,
            '\u{4E00}'..='\u{9FFF}' => han += 1,
            _ => {}
        }
    }
    // Symbols and the masthead are Latin in every language; a Chinese character is worth a word.
    let (count, language) =
        [(arabic, Language::Ar), (cyrillic, Language::Ru), (han * 3, Language::Zh)].into_iter().max_by_key(|x| x.0)?;
    if count >= 6 && count * 4 > latin {
        return Some(language);
    }
    let languages = [Language::En, Language::Fr, Language::Es];
    let mut spoken: FxHashMap<&str, [bool; 3]> = FxHashMap::default();
    for (at, language) in languages.into_iter().enumerate() {
        for word in frequent_words(language) {
            spoken.entry(word).or_default()[at] = true;
        }
    }
    let longest = spoken.keys().map(|word| word.len()).max().unwrap_or(0);
    let mut counts = [0_usize; 3];
    for word in words(start).filter(|word| word.len() <= longest) {
        let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let word = if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let of = spoken.get(&*word).copied().unwrap_or_default();
        counts.iter_mut().zip(of).for_each(|(count, is_one)| *count += usize::from(is_one));
    }
    let (best, most) = counts.into_iter().enumerate().max_by_key(|&(n, count)| (count, std::cmp::Reverse(n)))?;
    (most > 0).then_some(languages[best])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_script_and_by_words() {
        for (text, expected) in [
            ("Recalling its resolutions 53/70 of 4 December 1998 and the report of the Secretary-General", Some(Language::En)),
            ("Rappelant ses résolutions 53/70 du 4 décembre 1998 et le rapport du Secrétaire général", Some(Language::Fr)),
            (
                "Recordando sus resoluciones 53/70, de 4 de diciembre de 1998, y el informe del Secretario General",
                Some(Language::Es),
            ),
            ("ссылаясь на свои резолюции 53/70 от 4 декабря 1998 года", Some(Language::Ru)),
            ("وإذ تشير إلى قراراتها 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998", Some(Language::Ar)),
            ("回顾其1998年12月4日第53/70号决议", Some(Language::Zh)),
            ("A/RES/67/27 Distr.: General 大会 2013年12月27日大会决议", Some(Language::Zh)),
            ("A/RES/67/27", None),
            ("", None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
