//! How a language counts sessions: "sixty-seventh", «soixante-septième», 第六十七届.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Folded, Lexicon};

/// Every form of every ordinal, folded.
#[derive(Debug)]
pub(super) struct Ordinals {
    numbers: FxHashMap<String, u16>,
    /// The most words that an ordinal has.
    longest: usize,
}

impl Ordinals {
    fn of(lists: &[Vec<String>]) -> Self {
        let mut numbers = FxHashMap::default();
        let mut longest = 1;
        for (forms, number) in lists.iter().zip(1..) {
            for form in forms {
                let key = key(form);
                longest = longest.max(key.split(' ').count());
                numbers.entry(key).or_insert(number);
            }
        }
        Self { numbers, longest }
    }
}

/// The form that is compared: lower case, folded, words apart.
fn key(words: &str) -> String {
    let mut key = Folded::of(words).as_str().to_lowercase().replace('-', " ");
    if key.starts_with('第') {
        key.retain(|c| c != ' ');
    }
    key
}

impl Lexicon {
    fn ordinals(&self) -> &Ordinals {
        self.ordinals.get_or_init(|| Ordinals::of(&self.data.ordinals))
    }

    /// The number of an ordinal in any of its forms and any case, from 1 to 120: "Sixty-seventh" is 67.
    #[must_use]
    pub fn ordinal(&self, words: &str) -> Option<u16> {
        self.ordinals().numbers.get(key(words.trim()).as_str()).copied()
    }

    /// A number as the language writes the ordinal of a session, in lower case: 67 is "sixty-seventh". From 1 to 120.
    #[must_use]
    pub fn ordinal_words(&self, number: u16) -> Option<&str> {
        let forms = self.data.ordinals.get(usize::from(number.checked_sub(1)?))?;
        forms.first().map(String::as_str)
    }

    /// The ordinals of a text, with their places. Not all count sessions.
    #[must_use]
    pub fn find_ordinals(&self, text: &str) -> Vec<(Range<usize>, u16)> {
        let folded = Folded::of(text);
        let haystack = folded.as_str();
        if !self.has_spaces() {
            return self.find_counted(&folded);
        }
        let words: Vec<Range<usize>> = words(haystack);
        let ordinals = self.ordinals();
        let mut found = Vec::new();
        let mut first = 0;
        while first < words.len() {
            let most = ordinals.longest.min(words.len() - first);
            let hit = (1..=most).rev().find_map(|count| {
                let range = words[first].start..words[first + count - 1].end;
                let phrase = haystack[range.clone()].to_lowercase().replace('-', " ");
                ordinals.numbers.get(phrase.as_str()).map(|&number| (range, number, count))
            });
            if let Some((range, number, count)) = hit {
                found.push((folded.original(range), number));
                first += count;
            } else {
                first += 1;
            }
        }
        found
    }

    /// The ordinals of Chinese, which stand between 第 and 届.
    fn find_counted(&self, folded: &Folded) -> Vec<(Range<usize>, u16)> {
        let haystack = folded.as_str();
        haystack
            .match_indices('第')
            .filter_map(|(start, _)| {
                let end = start + haystack[start..].chars().take(8).collect::<String>().find('届')? + '届'.len_utf8();
                Some((folded.original(start..end), self.ordinal(&haystack[start..end])?))
            })
            .collect()
    }
}

/// The words of a folded text; the parts of a compound are words of their own.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn every_ordinal_reads_back() {
        for language in Language::ALL {
            let lexicon = Lexicon::of(language);
            for number in 1..=120 {
                let words = lexicon.ordinal_words(number).unwrap();
                assert_eq!(lexicon.ordinal(words), Some(number), "{language} {words}");
            }
            assert_eq!(lexicon.ordinal_words(0), None);
            assert_eq!(lexicon.ordinal_words(121), None);
        }
    }

    #[test]
    fn ordinals_are_found_in_all_languages() {
        for (language, text, expected) in [
            (
                Language::En,
                "to submit to the Assembly at its sixty-eighth session a report, and at its seventieth session",
                vec![68, 70],
            ),
            (Language::Fr, "à l’ordre du jour provisoire de sa soixante-huitième session", vec![68]),
            (Language::Fr, "À sa soixante et onzième session", vec![71]),
            (Language::Es, "en el programa provisional de su septuagésimo primer período de sesiones", vec![71]),
            (Language::Ru, "в предварительную повестку дня своей шестьдесят восьмой сессии", vec![68]),
            (Language::Ru, "на ее семидесятой сессии", vec![70]),
            (Language::Ar, "في جدول الأعمال المؤقت لدورتها الثامنة والستين البند المعنون", vec![68]),
            (Language::Ar, "إلى الجمعية العامة في دورتها السبعين تقريرا", vec![70]),
            (Language::Zh, "列入大会第六十九届会议临时议程", vec![69]),
        ] {
            let found: Vec<u16> = Lexicon::of(language).find_ordinals(text).into_iter().map(|(_, number)| number).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_ordinal_alone() {
        let text = "At its sixty\u{2011}eighth session";
        let found = Lexicon::of(Language::En).find_ordinals(text);
        assert_eq!(&text[found[0].0.clone()], "sixty\u{2011}eighth");
    }
}
