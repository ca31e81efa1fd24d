//! The words of a paragraph as evidence: folded, so that inflection, case and accents of writing do not hide that two are alike.
//!
//! These words are never shown. They are coarser than the tokens of the redline: long words are cut to their first letters (a stem
//! for every alphabet), Arabic loses its proclitics, Chinese is read as pairs of characters, which needs no dictionary.

pub(super) mod latin;
mod same;

pub(super) use same::{same_hash, sum_of_letters};

use std::hash::Hasher;

use rustc_hash::FxHasher;

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
    let mut letters: Vec<char> = Vec::new();
    let mut previous_han: Option<char> = None;
    let mut han_is_alone = false;
    let mut at = 0;
    loop {
        if previous_han.is_none() {
            at = latin::words(text.as_bytes(), at, found);
        }
        let Some(c) = text[at..].chars().next() else { break };
        if is_han(c) {
            if let Some(before) = previous_han {
                found.push(plain(&[before, c]));
            }
            han_is_alone = previous_han.is_none();
            previous_han = Some(c);
            at += c.len_utf8();
            continue;
        }
        if let (Some(before), true) = (previous_han.take(), han_is_alone) {
            found.push(plain(&[before]));
        }
        if !is_letter(c) && !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let (word, length) = any_word(&text[at..], &mut letters);
        found.push(word);
        at += length;
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

/// The word at the start of a text, and its length in bytes.
fn any_word(text: &str, letters: &mut Vec<char>) -> (Word, usize) {
    letters.clear();
    let mut figures = false;
    let mut chars = text.char_indices().peekable();
    let mut length = text.len();
    while let Some((at, c)) = chars.next() {
        let inside = if is_letter(c) {
            true
        } else if is_han(c) {
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

fn plain(letters: &[char]) -> Word {
    let hash = if letters.len() <= STEM && letters.iter().all(char::is_ascii_lowercase) {
        // As of a word that is read by itself: what stands around it makes no difference.
        let letter = |n: usize| letters.get(n).and_then(|&letter| u8::try_from(letter).ok()).unwrap_or(0);
        latin::hash(std::array::from_fn(letter), letters.len())
    } else {
        hash(letters.iter().copied())
    };
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
        '0'..='9' => into.push(c),
        'أ' | 'إ' | 'آ' | 'ٱ' => into.push('ا'),
        'ى' => into.push('ي'),
        'ة' => into.push('ه'),
        'ё' | 'Ё' => into.push('е'),
        _ if is_small(c) => into.push(c),
        c if is_mark(c) => {}
        c if let Some(digit) = european(c) => into.push(digit),
        c => into.extend(c.to_lowercase()),
    }
}

/// A letter of those that nearly all words are written in, so that the tables of Unicode need not be asked.
const fn is_letter(c: char) -> bool {
    is_small(c) || matches!(c, 'A'..='Z' | 'À'..='Ö' | 'А'..='Я')
}

/// One of these that is no capital: a small letter, or one of Arabic.
const fn is_small(c: char) -> bool {
    matches!(c, 'a'..='z' | 'à'..='ö' | 'ø'..='ÿ' | 'а'..='я' | 'ء'..='غ' | 'ف'..='ي')
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
    use proptest::prelude::*;

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
    fn letters_that_are_known_are_what_unicode_says() {
        for c in (char::MIN..=char::MAX).filter(|&c| is_letter(c)) {
            assert!(c.is_alphabetic() && !c.is_numeric() && !is_mark(c) && !is_han(c) && european(c).is_none(), "{c}");
            assert_eq!(is_small(c), c.to_lowercase().eq([c]), "{c}");
        }
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

    proptest! {
        #[test]
        fn plain_letters_are_read_as_any_others(text in "([a-zA-Z]{1,9}|[A-Z]?[0-9]{1,3}|[é’ё٢/.,-]| ){0,12}") {
            let (mut one_by_one, mut letters, mut at) = (Vec::new(), Vec::new(), 0);
            while let Some(c) = text[at..].chars().next() {
                let (word, length) = any_word(&text[at..], &mut letters);
                if c.is_alphanumeric() {
                    one_by_one.push(word);
                }
                at += if c.is_alphanumeric() { length } else { c.len_utf8() };
            }
            prop_assert_eq!(of(&text), one_by_one);
        }
    }
}
