//! Damage that PDF converters do inside words: "promo ting", "confidence -building", "Openended". Mended only where the document
//! itself shows the whole word, and every place is named in a warning.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lines::place;
use crate::model::Warning;
use crate::parse::{DraftFootnote, DraftParagraph, Origin, Styled};

/// A word with its place and its number in the vocabulary.
struct Seen {
    start: u32,
    end: u32,
    id: u32,
}

impl Seen {
    const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a document in lower case, counted; compounds with their hyphens. Every different word has a number, by which all else
/// that is known of it is found: words are looked up once.
#[derive(Default)]
struct Vocabulary {
    ids: FxHashMap<String, u32>,
    counts: Vec<u32>,
    /// What follows each word after one space.
    next: Vec<Next>,
    /// From a word to the compound that it is without its hyphen.
    compounds: FxHashMap<u32, String>,
    /// Two words that stand three times or more with a hyphen between them, and how often they stand with a space.
    hyphenated: FxHashMap<(u32, u32), u32>,
    /// Whether something may be wrong with a word, or between it and the next; of most it is seen at once that nothing is.
    suspects: Vec<bool>,
}

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    /// This word each time, and how many times
    Always(u32, u32),
    Various,
}

/// A text longer than this is not mended, in bytes: the longest resolutions have one megabyte.
const LONGEST: usize = 16 << 20;

/// Mends the words of paragraphs and footnotes.
pub(super) fn mend(paragraphs: &mut [DraftParagraph], footnotes: &mut [DraftFootnote]) -> Vec<Warning> {
    let mut vocabulary = Vocabulary::default();
    let mut pieces: Vec<(&mut Styled, Origin)> = paragraphs
        .iter_mut()
        .map(|p| (&mut p.styled, p.origin))
        .chain(footnotes.iter_mut().map(|n| (&mut n.styled, n.origin)))
        .collect();
    let length: usize = pieces.iter().map(|(styled, _)| styled.text.len()).sum();
    if length > LONGEST {
        return Vec::new();
    }
    // A text has some six letters a word, and says each word ten times.
    vocabulary.ids.reserve(length / 64);
    let seen: Vec<Vec<Seen>> = pieces.iter().map(|(styled, _)| vocabulary.learn(&styled.text)).collect();
    vocabulary.find_compounds(&pieces, &seen);
    let mut warnings = Vec::new();
    for ((styled, origin), seen) in pieces.iter_mut().zip(&seen) {
        vocabulary.mend(styled, seen, *origin, &mut warnings);
    }
    warnings
}

/// The words of a text with their places: letters, and hyphens and apostrophes between them.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let bytes = text.as_bytes();
    // How long the character of a word is that stands at a place; 0 where none does.
    let letter = |at: usize| match bytes.get(at) {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'\'') => 1,
        Some(..=0x7f) | None => 0,
        Some(_) => text[at..].chars().next().filter(|&c| c.is_alphabetic() || c == '’').map_or(0, char::len_utf8),
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && letter(at) == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
        let start = at;
        loop {
            match letter(at) {
                0 => break,
                length => at += length,
            }
        }
        (at > start).then(|| (start..at, &text[start..at]))
    })
}

/// Whether two places have one space between them and nothing else.
fn are_neighbours(text: &str, first: &Seen, second: &Seen) -> bool {
    second.start == first.end + 1 && text.as_bytes()[first.end as usize] == b' '
}

impl Vocabulary {
    fn learn(&mut self, text: &str) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::with_capacity(text.len() / 6);
        let mut lower = String::new();
        for (range, word) in words(text) {
            let word = if word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-' | b'\'')) {
                word
            } else {
                lower.clear();
                if word.is_ascii() {
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                } else {
                    lower.push_str(&word.to_lowercase());
                }
                lower.as_str()
            };
            let id = if let Some(&id) = self.ids.get(word) {
                id
            } else {
                // No text of four thousand million bytes is mended.
                let id = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
                self.ids.insert(word.to_owned(), id);
                self.counts.push(0);
                self.next.push(Next::Nothing);
                id
            };
            self.counts[id as usize] += 1;
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let word = Seen { start: place(range.start), end: place(range.end), id };
            if let Some(before) = seen.last()
                && are_neighbours(text, before, &word)
            {
                let next = &mut self.next[before.id as usize];
                *next = match *next {
                    Next::Nothing => Next::Always(id, 1),
                    Next::Always(known, times) if known == id => Next::Always(id, times + 1),
                    _ => Next::Various,
                };
            }
            seen.push(word);
        }
        seen
    }

    /// What the whole document has to be known for: compounds, and how often their halves stand apart.
    fn find_compounds(&mut self, pieces: &[(&mut Styled, Origin)], seen: &[Vec<Seen>]) {
        self.suspects = vec![false; self.counts.len()];
        for (compound, &id) in self.ids.iter().filter(|(word, _)| word.contains('-')) {
            if let Some(&whole) = self.ids.get(&compound.replace('-', "")) {
                let known = self.compounds.entry(whole).or_insert_with(|| compound.clone());
                // Of several the first in the alphabet is taken.
                if *compound < *known {
                    known.clone_from(compound);
                }
            }
            if self.counts[id as usize] >= 3
                && let Some((first, second)) = compound.split_once('-')
                && let (Some(&first), Some(&second)) = (self.ids.get(first), self.ids.get(second))
            {
                self.hyphenated.insert((first, second), 0);
                self.suspects[first as usize] = true;
            }
        }
        for ((styled, _), seen) in pieces.iter().zip(seen) {
            for pair in seen.windows(2).filter(|pair| self.suspects[pair[0].id as usize]) {
                if are_neighbours(&styled.text, &pair[0], &pair[1])
                    && let Some(times) = self.hyphenated.get_mut(&(pair[0].id, pair[1].id))
                {
                    *times += 1;
                }
            }
        }
        for (word, &id) in &self.ids {
            let inseparable = matches!(self.next[id as usize], Next::Always(_, times) if times == self.counts[id as usize]);
            self.suspects[id as usize] |= inseparable || word.starts_with('-') || self.compounds.contains_key(&id);
        }
    }

    fn mend(&self, styled: &mut Styled, seen: &[Seen], origin: Origin, warnings: &mut Vec<Warning>) {
        let text = &styled.text;
        let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
        let mut told = Vec::new();
        for (at, this) in seen.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| &seen[at]);
            if !self.suspects[this.id as usize] && !before.is_some_and(|before| self.suspects[before.id as usize]) {
                continue;
            }
            let word = &text[this.range()];
            if let Some((cut, whole)) = self.compound(this.id, word).map(|at| (this.range().start + at, &word[..at])) {
                edits.push((cut..cut, "-"));
                told.push((word.to_owned(), format!("{whole}-{}", &word[whole.len()..])));
                continue;
            }
            let Some(before) = before else { continue };
            if !are_neighbours(text, before, this) || edits.last().is_some_and(|(done, _)| done.end > before.range().start) {
                continue;
            }
            let first = &text[before.range()];
            if let Some(with) = self.parted((before.id, first), (this.id, word)) {
                edits.push((before.range().end..this.range().start, with));
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
    fn parted(&self, (first_id, first): (u32, &str), (id, word): (u32, &str)) -> Option<&'static str> {
        let letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase()) || word.chars().all(char::is_alphabetic);
        // "confidence -building": a dash has a space on both sides or on none.
        if let Some(rest) = word.strip_prefix('-') {
            return (rest.starts_with(char::is_lowercase) && first.ends_with(char::is_alphabetic)).then_some("");
        }
        // Neither word stands anywhere without the other.
        let count = |id: u32| self.counts[id as usize];
        let inseparable = count(first_id) == count(id) && self.next[first_id as usize] == Next::Always(id, count(first_id));
        if inseparable && word.starts_with(char::is_lowercase) && letters(first) && letters(word) {
            let joined = format!("{}{}", first.to_lowercase(), word.to_lowercase());
            if self.ids.contains_key(&joined) {
                return Some("");
            }
        }
        // "Secretary General" beside many a "Secretary-General".
        let lost = self.hyphenated.get(&(first_id, id)) == Some(&1);
        (lost && letters(first) && letters(word)).then_some("-")
    }

    /// Where a hyphen was lost inside a word, if the compound stands elsewhere and the word does not.
    fn compound(&self, id: u32, word: &str) -> Option<usize> {
        if self.counts[id as usize] != 1 {
            return None;
        }
        let compound = self.compounds.get(&id)?;
        let at = compound.find('-')?;
        let halves = compound.len() - at > 4 && at > 2 && compound.matches('-').count() == 1;
        let prefix = ["non", "pre", "sub", "multi", "inter", "micro", "self"].contains(&&compound[..at]);
        // In lower case as long as the word is printed.
        (halves && !prefix && compound.len() == word.len() + 1 && word.is_char_boundary(at)).then_some(at)
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
