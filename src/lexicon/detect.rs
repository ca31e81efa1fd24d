//! The language of a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

/// The language of a text: by its script, and for the Latin script by frequent words. `None` where there is too little to tell.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let (mut latin, mut arabic, mut cyrillic, mut han) = (0_usize, 0_usize, 0_usize, 0_usize);
    let start = text.char_indices().nth(ENOUGH).map_or(text, |(end, _)| &text[..end]);
    for c in start.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' => latin += 1,
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
    let mut counts = [0_usize; 3];
    let frequent = languages.map(frequent_words);
    let longest = frequent.into_iter().flatten().map(String::len).max().unwrap_or(0);
    let mut words: FxHashMap<&str, usize> = FxHashMap::default();
    for word in start.split(|c: char| !c.is_alphabetic()).filter(|word| (1..=longest).contains(&word.len())) {
        *words.entry(word).or_insert(0) += 1;
    }
    for (word, times) in words {
        let word = word.to_lowercase();
        for (count, frequent) in counts.iter_mut().zip(frequent) {
            *count += if frequent.contains(&word) { times } else { 0 };
        }
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
