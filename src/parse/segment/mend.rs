//! Damage that PDF converters do inside words: "promo ting", "confidence -building", "Openended". Mended only where the document
//! itself shows the whole word, and every place is named in a warning.

use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHashMap;

use super::lines::place;
use crate::lexicon::{EIGHT, each, eight, letters};
use crate::model::Warning;
use crate::parse::{DraftFootnote, DraftParagraph, Origin, Styled};

/// A text longer than this is not mended, in bytes: the longest resolutions have one megabyte.
const LONGEST: usize = 16 << 20;

/// A converter breaks more words than one. A single one may be how it is written: "так же" beside "также", "si no" beside "sino"; and where
/// no word is broken no hyphen is lost: "a high level" stands beside "the high-level meeting".
const FEWEST_BREAKS: usize = 2;

/// Mends the words of paragraphs and footnotes.
pub(super) fn mend(paragraphs: &mut [DraftParagraph], footnotes: &mut [DraftFootnote]) -> Vec<Warning> {
    let mut pieces: Vec<(&mut Styled, Origin)> = paragraphs
        .iter_mut()
        .map(|p| (&mut p.styled, p.origin))
        .chain(footnotes.iter_mut().map(|n| (&mut n.styled, n.origin)))
        .collect();
    let texts: Vec<&str> = pieces.iter().map(|(styled, _)| styled.text.as_str()).collect();
    let mut warnings = Vec::new();
    for (piece, mends) in find(&texts) {
        let (styled, origin) = &mut pieces[piece];
        let edits: Vec<(Range<usize>, &str)> = mends.iter().map(|mend| (mend.range.clone(), mend.with)).collect();
        **styled = styled.edited(&edits);
        for Mend { broken, whole, .. } in mends {
            let message = format!("“{broken}” was read as “{whole}”, which the document has elsewhere");
            warnings.push(Warning { place: place(*origin), code: "mended-word".to_owned(), message });
        }
    }
    warnings
}

/// What is to be mended in a piece of the document.
struct Mend {
    range: Range<usize>,
    with: &'static str,
    broken: String,
    whole: String,
}

/// The pieces in which something is to be mended.
fn find(texts: &[&str]) -> Vec<(usize, Vec<Mend>)> {
    let length: usize = texts.iter().map(|text| text.len()).sum();
    if length > LONGEST {
        return Vec::new();
    }
    // A text has some six letters a word, and says each word ten times.
    let mut vocabulary =
        Vocabulary { ids: HashTable::with_capacity(length / 64), words: Vec::with_capacity(length / 64), ..Vocabulary::default() };
    let mut said = Vec::with_capacity(length / 6);
    let mut ends = Vec::with_capacity(texts.len());
    for text in texts {
        vocabulary.learn(text, &mut said);
        ends.push(said.len());
    }
    vocabulary.count(&said);
    vocabulary.suspect(&said);
    let mut start = 0;
    let mut found = Vec::new();
    for (piece, (text, end)) in texts.iter().zip(ends).enumerate() {
        let said = &said[std::mem::replace(&mut start, end)..end];
        if said.iter().any(|said| vocabulary.is_suspect(said.id())) {
            let mends = vocabulary.mends(text, said);
            if !mends.is_empty() {
                found.push((piece, mends));
            }
        }
    }
    let breaks = found.iter().flat_map(|(_, mends)| mends).filter(|mend| mend.with.is_empty()).count();
    if breaks < FEWEST_BREAKS { Vec::new() } else { found }
}

/// Tells the words of a text: letters, and hyphens and apostrophes between them. Each with its place, a hash of its small letters by
/// which it is known, and whether it stands one space after the word before.
fn each_word(text: &str, mut tell: impl FnMut(Range<usize>, u64, bool)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut is_neighbour = false;
    while at < bytes.len() {
        // Nearly all words are of plain letters, which are read eight at a time.
        let start = at;
        let mut hash = 0;
        let mut next = eight(bytes, at);
        let mut length = letters(next);
        while length == EIGHT {
            at += EIGHT;
            hash = mixed(hash, u64::from_le_bytes(next) | each(0x20));
            next = eight(bytes, at);
            length = letters(next);
        }
        at += length;
        hash = mixed(hash, (u64::from_le_bytes(next) | each(0x20)) & ((1 << (8 * length)) - 1));
        let mut other = 1;
        if bytes.get(at).is_some_and(|after| !after.is_ascii() || matches!(after, b'-' | b'\'')) {
            let mut small = Small::default();
            let word = text[start..].chars().take_while(|&c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
            at = start + word.map(|letter| small.push(letter)).sum::<usize>();
            hash = small.hash();
            other = text[at..].chars().next().map_or(1, char::len_utf8);
        }
        if at > start {
            tell(start..at, hash, is_neighbour);
        }
        is_neighbour = at > start && bytes.get(at) == Some(&b' ');
        at += other;
    }
}

/// Adds eight bytes of small letters to the hash of a word. Of words of up to eight bytes all have another. The first bits of the product,
/// which say the most, come where a table looks first.
#[inline]
const fn mixed(hash: u64, eight: u64) -> u64 {
    (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26)
}

/// The small letters of a word, one after the other.
#[derive(Default)]
struct Small {
    hash: u64,
    /// What is not in the hash yet.
    bytes: u64,
    length: usize,
}

impl Small {
    /// Adds a letter, made small, and tells its length as it came.
    fn push(&mut self, letter: char) -> usize {
        match letter {
            ..='\x7f' => self.push_small(letter.to_ascii_lowercase()),
            // Most letters of Russian and those of Arabic, which are looked up in a long table otherwise.
            'а'..='я' | 'ء'..='ي' => self.push_small(letter),
            _ => letter.to_lowercase().for_each(|small| self.push_small(small)),
        }
        letter.len_utf8()
    }

    fn push_small(&mut self, small: char) {
        for &byte in small.encode_utf8(&mut [0; 4]).as_bytes() {
            self.bytes |= u64::from(byte) << (8 * self.length);
            self.length += 1;
            if self.length == EIGHT {
                *self = Self { hash: mixed(self.hash, self.bytes), ..Self::default() };
            }
        }
    }

    const fn hash(&self) -> u64 {
        mixed(self.hash, self.bytes)
    }
}

/// The hash of the word of these letters.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut small = Small::default();
    for letter in letters {
        small.push(letter);
    }
    small.hash()
}

/// A word as the document says it: its number in the vocabulary, and whether it stands one space after the word before.
#[derive(Clone, Copy)]
struct Said(u32);

impl Said {
    /// No text that is mended has so many words that their numbers need the last bit.
    #[inline]
    fn new(id: u32, is_neighbour: bool) -> Self {
        Self(id << 1 | u32::from(is_neighbour))
    }

    #[inline]
    const fn id(self) -> u32 {
        self.0 >> 1
    }

    #[inline]
    const fn is_neighbour(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The words of a document in lower case, counted; compounds with their hyphens. Every different word has a number, by which all else
/// that is known of it is found: words are looked up once.
#[derive(Default)]
struct Vocabulary<'t> {
    /// The numbers, found by the hashes of the words.
    ids: HashTable<u32>,
    words: Vec<Known<'t>>,
    /// From a word that stands once to the compound that it is without its hyphen.
    compounds: FxHashMap<u32, String>,
    /// Two words that stand three times or more with a hyphen between them, and how often they stand with a space.
    hyphenated: FxHashMap<(u32, u32), u32>,
}

/// What is known of a word.
#[derive(Clone, Copy)]
struct Known<'t> {
    /// As it stands first.
    printed: &'t str,
    hash: u64,
    count: u32,
    /// The word that followed it first after one space, and how many times it did.
    next: (u32, u32),
    /// Whether something may be wrong with it, or between it and the next.
    is_suspect: bool,
}

impl<'t> Vocabulary<'t> {
    /// Learns the words of a text, and adds them to what was said before.
    fn learn(&mut self, text: &'t str, all: &mut Vec<Said>) {
        let Self { ids, words, .. } = self;
        each_word(text, |range, hash, is_neighbour| {
            let is_it = |&id: &u32| words[id as usize].hash == hash;
            let id = match ids.entry(hash, is_it, |&id| words[id as usize].hash) {
                Entry::Occupied(entry) => *entry.get(),
                Entry::Vacant(entry) => {
                    // No text of four thousand million bytes is mended.
                    let id = u32::try_from(words.len()).unwrap_or(u32::MAX);
                    words.push(Known { printed: &text[range], hash, count: 0, next: (0, 0), is_suspect: false });
                    *entry.insert(id).get()
                }
            };
            all.push(Said::new(id, is_neighbour));
        });
    }

    /// Counts the words, and what follows them.
    fn count(&mut self, all: &[Said]) {
        let mut before = 0;
        for said in all {
            self.words[said.id() as usize].count += 1;
            if said.is_neighbour() {
                let (next, times) = &mut self.words[before as usize].next;
                if *times == 0 {
                    *next = said.id();
                }
                *times += u32::from(*next == said.id());
            }
            before = said.id();
        }
    }

    /// Finds the words with which something may be wrong, for which the whole document has to be known.
    fn suspect(&mut self, all: &[Said]) {
        let mut is_half = vec![false; self.words.len()];
        for at in 0..self.words.len() {
            let Known { printed, count, .. } = self.words[at];
            if !printed.as_bytes().contains(&b'-') {
                continue;
            }
            let compound = printed.to_lowercase();
            self.words[at].is_suspect |= compound.starts_with('-');
            if let Some(whole) = self.known(compound.chars().filter(|&c| c != '-'))
                && self.words[whole as usize].count == 1
            {
                self.words[whole as usize].is_suspect = true;
                let known = self.compounds.entry(whole).or_insert_with(|| compound.clone());
                // Of several the first in the alphabet is taken.
                if compound < *known {
                    known.clone_from(&compound);
                }
            }
            if count >= 3
                && let Some((first, second)) = compound.split_once('-')
                && let (Some(first), Some(second)) = (self.known(first.chars()), self.known(second.chars()))
            {
                self.hyphenated.insert((first, second), 0);
                is_half[first as usize] = true;
            }
        }
        for pair in all.windows(2).filter(|pair| is_half[pair[0].id() as usize] && pair[1].is_neighbour()) {
            if let Some(times) = self.hyphenated.get_mut(&(pair[0].id(), pair[1].id())) {
                *times += 1;
            }
        }
        for (&(first, _), _) in self.hyphenated.iter().filter(|&(_, &times)| times == 1) {
            self.words[first as usize].is_suspect = true;
        }
        for at in 0..self.words.len() {
            self.words[at].is_suspect |=
                self.inseparable(&self.words[at]).is_some_and(|next| self.has_joined(&self.words[at], next));
        }
    }

    fn is_suspect(&self, id: u32) -> bool {
        self.words[id as usize].is_suspect
    }

    /// The word of these letters, if the document has it.
    fn known(&self, letters: impl Iterator<Item = char>) -> Option<u32> {
        let hash = hash(letters);
        self.ids.find(hash, |&id| self.words[id as usize].hash == hash).copied()
    }

    /// Whether the document has two words as one.
    fn has_joined(&self, first: &Known<'_>, second: u32) -> bool {
        self.known(first.printed.chars().chain(self.words[second as usize].printed.chars())).is_some()
    }

    /// The word that always follows a word and stands nowhere else.
    fn inseparable(&self, word: &Known<'_>) -> Option<u32> {
        let (next, times) = word.next;
        (times == word.count && self.words[next as usize].count == times).then_some(next)
    }

    /// What is to be mended in a text that says these words.
    fn mends(&self, text: &str, all: &[Said]) -> Vec<Mend> {
        let mut mends: Vec<Mend> = Vec::new();
        let mut all = all.iter();
        let mut last: Option<(Range<usize>, u32)> = None;
        each_word(text, |range, _, _| {
            let Some(said) = all.next() else { return };
            let before = last.replace((range.clone(), said.id()));
            if self.is_suspect(said.id()) || before.as_ref().is_some_and(|&(_, before)| self.is_suspect(before)) {
                let done = mends.last().map_or(0, |mend| mend.range.end);
                let before = before.filter(|(place, _)| said.is_neighbour() && done <= place.start);
                mends.extend(self.mend(text, before, (range, said.id())));
            }
        });
        mends
    }

    /// What is to be mended in a word, or between it and its neighbour before it.
    fn mend(&self, text: &str, before: Option<(Range<usize>, u32)>, (range, id): (Range<usize>, u32)) -> Option<Mend> {
        let word = &text[range.clone()];
        if let Some(at) = self.compound(id, word) {
            let whole = format!("{}-{}", &word[..at], &word[at..]);
            return Some(Mend { range: range.start + at..range.start + at, with: "-", broken: word.to_owned(), whole });
        }
        let (place, before) = before?;
        let first = &text[place.clone()];
        let with = self.parted((before, first), (id, word))?;
        let (broken, whole) = (format!("{first} {word}"), format!("{first}{with}{word}"));
        Some(Mend { range: place.end..range.start, with, broken, whole })
    }

    /// What belongs between two neighbours instead of a space, if it is sure that none does.
    fn parted(&self, (first_id, first): (u32, &str), (id, word): (u32, &str)) -> Option<&'static str> {
        let letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase()) || word.chars().all(char::is_alphabetic);
        // "confidence -building": a dash has a space on both sides or on none.
        if let Some(rest) = word.strip_prefix('-') {
            return (rest.starts_with(char::is_lowercase) && first.ends_with(char::is_alphabetic)).then_some("");
        }
        // Neither word stands anywhere without the other.
        let known = &self.words[first_id as usize];
        let inseparable = self.inseparable(known) == Some(id) && self.has_joined(known, id);
        if inseparable && word.starts_with(char::is_lowercase) && letters(first) && letters(word) {
            return Some("");
        }
        // "Secretary General" beside many a "Secretary-General".
        let lost = self.hyphenated.get(&(first_id, id)) == Some(&1);
        (lost && letters(first) && letters(word)).then_some("-")
    }

    /// Where a hyphen was lost inside a word, if the compound stands elsewhere and the word does not.
    fn compound(&self, id: u32, word: &str) -> Option<usize> {
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
    use proptest::prelude::*;

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
        let (texts, _) = mended(&[
            "the Openended Working Group",
            "an open-ended group - so it is",
            "a go od thing, promo ting it -self, promoting",
        ]);
        assert_eq!(
            texts,
            ["the Open-ended Working Group", "an open-ended group - so it is", "a go od thing, promoting it-self, promoting"]
        );
    }

    #[test]
    fn what_may_be_written_so_is_left() {
        for texts in [
            ["меры, так же как и ранее, недопустимы", "отмечая также меры", "a"],
            ["the high-level and a high-level and the high-level", "at a high level", "a midterm, the mid-term"],
        ] {
            assert_eq!(mended(&texts), (texts.map(str::to_owned).to_vec(), 0));
        }
    }

    #[test]
    fn small_letters_are_those_of_the_table() {
        for letter in ('\0'..='\x7f').chain('\u{370}'..='\u{6ff}') {
            let mut small = Small::default();
            letter.to_lowercase().for_each(|letter| small.push_small(letter));
            assert_eq!(hash([letter].into_iter()), small.hash(), "{letter}");
        }
    }

    proptest! {
        #[test]
        fn words_read_together_are_those_of_single_characters(text in "([a-zA-Z]{1,20}[ ',.-]|[É’ßЖжءİ大]|[a-z]{8}|[A-Z]{7}[é-]| ){0,12}") {
            let is_other = |c: char| !(c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
            let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
            let expected: Vec<_> = text
                .split(is_other)
                .filter(|word| !word.is_empty())
                .map(|word| (place(word)..place(word) + word.len(), hash(word.chars())))
                .collect();
            let mut found = Vec::new();
            each_word(&text, |range, hash, _| found.push((range, hash)));
            prop_assert_eq!(found, expected);
        }
    }
}
