//! Damage that PDF converters do inside words: "promo ting", "confidence -building", "Openended". Mended only where the document
//! itself shows the whole word, and every place is named in a warning.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lines::place;
use crate::model::Warning;
use crate::parse::{DraftFootnote, DraftParagraph, Origin, Styled};

/// The words of a document, counted, in lower case; compounds with their hyphens.
#[derive(Default)]
struct Vocabulary {
    words: FxHashMap<String, u32>,
    pairs: FxHashMap<String, u32>,
    /// From a compound without its hyphen to the compound.
    compounds: FxHashMap<String, String>,
}

/// Mends the words of paragraphs and footnotes.
pub(super) fn mend(paragraphs: &mut [DraftParagraph], footnotes: &mut [DraftFootnote]) -> Vec<Warning> {
    let mut vocabulary = Vocabulary::default();
    for styled in paragraphs.iter().map(|p| &p.styled).chain(footnotes.iter().map(|n| &n.styled)) {
        vocabulary.learn(&styled.text);
    }
    for compound in vocabulary.words.keys().filter(|word| word.contains('-')) {
        vocabulary.compounds.insert(compound.replace('-', ""), compound.clone());
    }
    let mut warnings = Vec::new();
    let pieces =
        paragraphs.iter_mut().map(|p| (&mut p.styled, p.origin)).chain(footnotes.iter_mut().map(|n| (&mut n.styled, n.origin)));
    for (styled, origin) in pieces {
        vocabulary.mend(styled, origin, &mut warnings);
    }
    warnings
}

/// The words of a text with their places: letters, and hyphens and apostrophes between them.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\''))).filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}

/// Counts a word; only a new one is copied.
fn count_in(counts: &mut FxHashMap<String, u32>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

impl Vocabulary {
    fn learn(&mut self, text: &str) {
        // The word before and this one, in small letters, and where the former ends.
        let mut pair = String::new();
        let mut last = 0;
        for (range, word) in words(text) {
            let lower = word.to_lowercase();
            count_in(&mut self.words, &lower);
            if !pair.is_empty() && &text[last..range.start] == " " {
                pair.push(' ');
                pair.push_str(&lower);
                count_in(&mut self.pairs, &pair);
            }
            pair = lower;
            last = range.end;
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    fn mend(&self, styled: &mut Styled, origin: Origin, warnings: &mut Vec<Warning>) {
        let text = &styled.text;
        let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
        let mut last: Option<(Range<usize>, &str)> = None;
        let mut told = Vec::new();
        for (range, word) in words(text) {
            let lower = word.to_lowercase();
            let before = last.replace((range.clone(), word));
            if let Some((cut, whole)) = self.compound(&lower, word).map(|at| (range.start + at, &word[..at])) {
                edits.push((cut..cut, "-"));
                told.push((word.to_owned(), format!("{whole}-{}", &word[whole.len()..])));
                continue;
            }
            let Some((first_at, first)) = before else { continue };
            let gap = first_at.end..range.start;
            if &text[gap.clone()] != " " || edits.last().is_some_and(|(done, _)| done.end > first_at.start) {
                continue;
            }
            if let Some(with) = self.parted(first, word) {
                edits.push((gap, with));
                told.push((format!("{first} {word}"), format!("{first}{with}{word}")));
            }
        }
        if !edits.is_empty() {
            *styled = styled.edited(&edits);
        }
        for (broken, whole) in told {
            let message = format!("“{broken}” was read as “{whole}”, which the document has elsewhere");
            warnings.push(Warning { place: place(origin), code: "mended-word".to_owned(), message });
        }
    }

    /// What belongs between two neighbours instead of a space, if it is sure that none does.
    fn parted(&self, first: &str, word: &str) -> Option<&'static str> {
        let letters = |word: &str| word.chars().all(char::is_alphabetic);
        // "confidence -building": a dash has a space on both sides or on none.
        if let Some(rest) = word.strip_prefix('-') {
            return (rest.starts_with(char::is_lowercase) && first.ends_with(char::is_alphabetic)).then_some("");
        }
        if !letters(first) || !letters(word) {
            return None;
        }
        let (a, b) = (first.to_lowercase(), word.to_lowercase());
        let pair = || self.pairs.get(&format!("{a} {b}")).copied().unwrap_or(0);
        if word.starts_with(char::is_lowercase) && self.count(&[&*a, &b].concat()) > 0 {
            let pair = pair();
            if self.count(&a) <= pair && self.count(&b) <= pair {
                return Some("");
            }
        }
        // "Secretary General" beside many a "Secretary-General".
        let hyphenated = self.count(&[&*a, "-", &b].concat());
        (hyphenated >= 3 && pair() == 1).then_some("-")
    }

    /// Where a hyphen was lost inside a word, if the compound stands elsewhere and the word does not.
    fn compound(&self, lower: &str, word: &str) -> Option<usize> {
        let compound = self.compounds.get(lower)?;
        let at = compound.find('-')?;
        let halves = compound.len() - at > 4 && at > 2 && compound.matches('-').count() == 1;
        let prefix = ["non", "pre", "sub", "multi", "inter", "micro", "self"].contains(&&compound[..at]);
        (halves && !prefix && self.count(lower) == 1 && lower.len() == word.len() && word.is_char_boundary(at)).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;
    use crate::parse::Role;

    fn mended(texts: &[&str]) -> (Vec<String>, usize) {
        let mut paragraphs: Vec<DraftParagraph> = texts
            .iter()
            .map(|text| DraftParagraph {
                role: Role::Preambular,
                place: Place::default(),
                number: None,
                depth: None,
                styled: Styled::plain(*text),
                origin: Origin::default(),
            })
            .collect();
        let warnings = mend(&mut paragraphs, &mut []);
        (paragraphs.into_iter().map(|p| p.styled.text).collect(), warnings.len())
    }

    #[test]
    fn only_what_the_document_shows_whole_is_mended() {
        let (texts, warnings) = mended(&[
            "for the common go od of all",
            "the good of all",
            "promote confidence -building and",
            "put in to the into",
            "as in and to",
        ]);
        assert_eq!(
            texts,
            [
                "for the common good of all",
                "the good of all",
                "promote confidence-building and",
                "put in to the into",
                "as in and to"
            ]
        );
        assert_eq!(warnings, 2);
        let (texts, _) = mended(&["the Openended Working Group", "an open-ended group - so it is", "a go od thing"]);
        assert_eq!(texts, ["the Open-ended Working Group", "an open-ended group - so it is", "a go od thing"]);
    }
}
