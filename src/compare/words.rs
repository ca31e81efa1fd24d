//! The words of a paragraph as evidence: folded, so that inflection, case and accents of writing do not hide that two are alike.
//!
//! These words are never shown. They are coarser than the tokens of the redline: long words are cut to their first letters (a stem
//! for every alphabet), Arabic loses its proclitics, Chinese is read as pairs of characters, which needs no dictionary.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::tokens::{is_apostrophe, is_dash};
use crate::lexicon::european;

/// Letters kept of a long word. Inflection in Russian, Spanish and French sits behind the seventh letter of nearly all long words.
const STEM: usize = 7;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its folded letters, hashed.
    pub hash: u64,
    /// The same, with every figure alike: "72/277" and "73/5" are equal here, as the frame of a formula has them.
    pub frame: u64,
}

/// Appends the words of a text, in order.
pub(super) fn words(text: &str, found: &mut Vec<Word>) {
    let mut letters: Vec<char> = Vec::with_capacity(32);
    let mut previous_han: Option<char> = None;
    let mut han_is_alone = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if is_han(c) {
            if let Some(before) = previous_han {
                found.push(plain(&[before, c]));
            }
            han_is_alone = previous_han.is_none();
            previous_han = Some(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if let (Some(before), true) = (previous_han.take(), han_is_alone) {
            found.push(plain(&[before]));
        }
        if !c.is_alphanumeric() {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (word, length) = latin_word(rest.as_bytes()).unwrap_or_else(|| any_word(rest, &mut letters));
        found.push(word);
        rest = &rest[length..];
    }
    if let (Some(before), true) = (previous_han, han_is_alone) {
        found.push(plain(&[before]));
    }
}

/// Whether two words are one but for what inflection changes.
pub(super) fn have_one_stem(a: &str, b: &str) -> bool {
    let first = |text: &str| {
        let mut found = Vec::new();
        words(text, &mut found);
        found.first().copied()
    };
    first(a) == first(b)
}

/// The word of letters from a to z at the start of some bytes, and its length; `None` if it has others in it or may go on.
fn latin_word(bytes: &[u8]) -> Option<(Word, usize)> {
    let length = bytes.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bytes.len());
    let ends = match (bytes.get(length), bytes.get(length + 1)) {
        (None, _) => true,
        (Some(b'/' | b'.' | b','), after) => after.is_none_or(|after| !after.is_ascii_alphanumeric()),
        (Some(after), _) => after.is_ascii() && !after.is_ascii_digit(),
    };
    let hash = hash(bytes[..length.min(STEM)].iter().map(|b| char::from(b.to_ascii_lowercase())));
    (ends && length > 0).then_some((Word { hash, frame: hash }, length))
}

/// The word at the start of a text, and its length in bytes.
fn any_word(text: &str, letters: &mut Vec<char>) -> (Word, usize) {
    letters.clear();
    let mut figures = false;
    let mut chars = text.char_indices().peekable();
    let mut length = text.len();
    while let Some((at, c)) = chars.next() {
        let inside = if is_han(c) {
            false
        } else if c.is_alphanumeric() {
            figures |= c.is_numeric();
            true
        } else if matches!(c, '/' | '.' | ',') {
            // The joints of a symbol or a number: 72/277, A/C.1/67/L.30, 1,200.5.
            let in_symbol = figures || c == '/' || letters.contains(&'/');
            let goes_on = |after: char| after.is_ascii_alphanumeric() || european(after).is_some();
            in_symbol && chars.peek().is_some_and(|&(_, after)| goes_on(after))
        } else {
            is_mark(c)
        };
        if !inside {
            length = at;
            break;
        }
        fold(c, letters);
    }
    (if figures { figure(letters) } else { plain(stem(letters)) }, length)
}

/// A hash of a paragraph's words as the fate *same* takes them: without spaces and punctuation, which people who label paragraphs as the
/// same do not count among the words. Between figures a sign stays, since 1.5 is not 15, and before one a minus; an apostrophe stays
/// between letters, since a State’s are not the States’; brackets stay, which in a draft say that words are not agreed.
pub(super) fn same_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut between = Between::default();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let is_letter = c.is_ascii_alphabetic();
        let c = if is_letter { c } else { european(c).unwrap_or(c) };
        if !is_letter && !c.is_ascii_digit() && (c.is_whitespace() || is_mark(c) || is_punctuation(c)) {
            between.add(c);
            continue;
        }
        if let Some(sign) = std::mem::take(&mut between).counts(before, c) {
            hasher.write_u32(sign.into());
        }
        before = Some(c);
        hasher.write_u32(c.into());
    }
    // Nothing but signs: they are the words.
    if before.is_none() {
        hasher.write(text.as_bytes());
    }
    hasher.finish()
}

/// Spaces and signs between two letters or digits.
#[derive(Clone, Copy, Default)]
struct Between {
    first: Option<char>,
    last: Option<char>,
    /// The last that is no space, else a space.
    sign: Option<char>,
    length: usize,
}

impl Between {
    fn add(&mut self, c: char) {
        self.first.get_or_insert(c);
        self.last = Some(c);
        self.sign = Some(if c.is_whitespace() { self.sign.unwrap_or(' ') } else { c });
        self.length += 1;
    }

    /// The sign of it that counts, between two characters.
    fn counts(self, before: Option<char>, after: char) -> Option<char> {
        let is_minus = || self.length == 2 && self.first.is_some_and(char::is_whitespace) && self.last.is_some_and(is_dash);
        match before {
            Some(before) if before.is_ascii_digit() && after.is_ascii_digit() => self.sign,
            Some(_) if after.is_ascii_digit() => is_minus().then_some('-'),
            Some(before) if self.length == 1 && before.is_alphabetic() && after.is_alphabetic() => {
                self.last.filter(|&c| is_apostrophe(c)).map(|_| '’')
            }
            _ => None,
        }
    }
}

/// Signs that are no words: commas, stops, quotes, dashes, in all scripts.
const fn is_punctuation(c: char) -> bool {
    matches!(c,
        ',' | ';' | ':' | '.' | '!' | '?' | '"' | '\'' | '`' | '-' | '´' | '·' | '«' | '»' | '¿' | '¡'
        | '،' | '؛' | '؟' | '۔'
        | '\u{2010}'..='\u{2027}' | '\u{2032}'..='\u{203a}'
        | '\u{3001}' | '\u{3002}' | '\u{300a}'..='\u{300f}' | '\u{301d}'..='\u{301f}'
        | '！' | '＂' | '＇' | '，' | '－' | '．' | '：' | '；' | '？')
}

fn plain(letters: &[char]) -> Word {
    let hash = hash(letters.iter().copied());
    Word { hash, frame: hash }
}

fn figure(letters: &[char]) -> Word {
    let mut before = ' ';
    let frame = hash(letters.iter().filter_map(|&c| {
        let shown = if c.is_numeric() { '#' } else { c };
        let repeated = shown == '#' && before == '#';
        before = shown;
        (!repeated).then_some(shown)
    }));
    Word { hash: hash(letters.iter().copied()), frame }
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    letters.for_each(|c| hasher.write_u32(c.into()));
    hasher.finish()
}

/// The part of a word that inflection leaves alone.
fn stem(letters: &[char]) -> &[char] {
    let bare = if letters.first().is_some_and(|c| is_arabic(*c)) { without_proclitics(letters) } else { letters };
    &bare[..bare.len().min(STEM)]
}

/// An Arabic word without "and", "so", "by", "for", "like" and the article, as far as three letters are left.
fn without_proclitics(mut letters: &[char]) -> &[char] {
    if let ['و' | 'ف', rest @ ..] = letters
        && rest.len() >= 4
    {
        letters = rest;
    }
    match letters {
        ['ب' | 'ك' | 'ل', 'ا', 'ل', rest @ ..] | ['ا' | 'ل', 'ل', rest @ ..] if rest.len() >= 3 => rest,
        _ => letters,
    }
}

fn fold(c: char, into: &mut Vec<char>) {
    match c {
        'A'..='Z' => into.push(c.to_ascii_lowercase()),
        'a'..='z' | '0'..='9' => into.push(c),
        'أ' | 'إ' | 'آ' | 'ٱ' => into.push('ا'),
        'ى' => into.push('ي'),
        'ة' => into.push('ه'),
        'ё' | 'Ё' => into.push('е'),
        c if is_mark(c) => {}
        c if let Some(digit) = european(c) => into.push(digit),
        c => into.extend(c.to_lowercase()),
    }
}

/// A sign that belongs to the letter before it: vowel signs and the stretch of Arabic, combining accents.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}')
}

/// A Chinese character.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Word> {
        let mut found = Vec::new();
        words(text, &mut found);
        found
    }

    #[test]
    fn inflection_case_and_proclitics_do_not_tell_words_apart() {
        for (a, b) in [
            ("Развитие государства", "развития государств"),
            ("résolutions", "RÉSOLUTIONS"),
            ("والأمن", "الأمن"),
            ("للتنمية", "التنمية"),
            ("implementation", "implementing"),
        ] {
            assert_eq!(of(a), of(b), "{a} {b}");
        }
        assert_ne!(of("peace"), of("security"));
    }

    #[test]
    fn symbols_and_numbers_are_one_word_and_share_a_frame() {
        let (a, b) = (of("resolution 72/277 of 2017"), of("resolution 73/5 of 2018"));
        assert_eq!(a.len(), 4);
        assert_ne!(a[1].hash, b[1].hash);
        assert!(a.iter().zip(&b).all(|(a, b)| a.frame == b.frame));
        assert_eq!(of("A/C.1/67/L.30,").len(), 1);
        assert_eq!(of("low-emission").len(), 2);
    }

    #[test]
    fn chinese_is_read_in_pairs_of_characters() {
        assert_eq!(of("回顾其决议").len(), 4);
        assert_eq!(of("第70号").len(), 3);
        assert_eq!(of("").len(), 0);
    }

    #[test]
    fn spaces_and_punctuation_are_no_difference_of_words() {
        for (a, b) in [
            ("the “item” entitled", "the \"item\" entitled "),
            ("including inter alia the", "including, inter alia, the"),
            ("由大会审议，", "由大会审议;"),
            ("l'État", "l’État"),
            ("the ‘item’ and", "the item and"),
            ("confidence -building", "confidence-building"),
        ] {
            assert_eq!(same_hash(a), same_hash(b), "{a}");
        }
        for (a, b) in [
            ("the item", "The item"),
            ("1.5", "15"),
            ("1, 2", "12"),
            ("[shall]", "shall"),
            ("—", "…"),
            ("5 %", "5"),
            ("below -2", "below 2"),
            ("States", "State’s"),
        ] {
            assert_ne!(same_hash(a), same_hash(b), "{a}");
        }
    }
}
