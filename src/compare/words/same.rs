//! When the words of two paragraphs are the same.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::latin::{EIGHT, eight, letters};
use super::{is_letter, is_mark};
use crate::compare::tokens::{is_apostrophe, is_dash};
use crate::lexicon::european;

/// A hash of a paragraph's words as the fate *same* takes them: without spaces and punctuation, which people who label paragraphs as the
/// same do not count among the words. Between figures a sign stays, since 1.5 is not 15, and before one a minus; an apostrophe stays
/// between letters, since a State’s are not the States’; brackets stay, which in a draft say that words are not agreed.
pub(in crate::compare) fn same_hash(text: &str) -> u64 {
    let kept = kept(text);
    let mut hasher = FxHasher::default();
    // Nothing but signs: they are the words.
    hasher.write(if kept.length == 0 { text.as_bytes() } else { &kept.bytes[..kept.length] });
    hasher.finish()
}

/// The sum and the count of a paragraph's letters from a to z, as far as a byte holds them: so many bytes are added in one instruction. It
/// says little, but is soon made, and equal where [`same_hash`] is, which keeps them all.
pub(in crate::compare) fn sum_of_letters(text: &str) -> u64 {
    let letter = |byte: u8| if byte.is_ascii_alphabetic() { byte } else { 0 };
    let sum = text.bytes().map(letter).fold(0, u8::wrapping_add);
    let count = text.bytes().map(|byte| u8::from(byte.is_ascii_alphabetic())).fold(0, u8::wrapping_add);
    u16::from_le_bytes([sum, count]).into()
}

/// What is kept of a paragraph.
fn kept(text: &str) -> Kept {
    let bytes = text.as_bytes();
    let mut kept = Kept { bytes: vec![0; bytes.len() + EIGHT], length: 0 };
    let mut between = Between::default();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if between.length == 0 && byte.is_ascii_alphabetic() {
            let eight = eight(bytes, at);
            let length = letters(eight);
            kept.add_letters(eight, length);
            before = Some(char::from(*byte));
            at += length;
            // What stands between two letters does not count but for an apostrophe.
            let others =
                bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b',' | b';' | b':' | b'.' | b'-' | b'"')).count();
            if bytes.get(at + others).is_some_and(u8::is_ascii_alphabetic) {
                at += others;
            }
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        let c = if is_letter(c) { c } else { european(c).unwrap_or(c) };
        if !is_letter(c) && !c.is_ascii_digit() && (c.is_whitespace() || is_mark(c) || is_punctuation(c)) {
            between.add(c);
            continue;
        }
        if let Some(sign) = std::mem::take(&mut between).counts(before, c) {
            kept.add(sign);
        }
        before = Some(c);
        kept.add(c);
    }
    kept
}

/// The letters, digits and signs that are kept of a paragraph, no more bytes than it has.
struct Kept {
    bytes: Vec<u8>,
    length: usize,
}

impl Kept {
    fn add(&mut self, c: char) {
        self.length += c.encode_utf8(&mut self.bytes[self.length..]).len();
    }

    /// Adds the first of these bytes; what comes next is written over the others.
    fn add_letters(&mut self, eight: [u8; EIGHT], letters: usize) {
        if let Some(place) = self.bytes[self.length..].first_chunk_mut() {
            *place = eight;
            self.length += letters;
        }
    }
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
                self.last.filter(|&c| is_apostrophe(c)).map(|_| '\'')
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            assert_eq!(sum_of_letters(a), sum_of_letters(b), "{a}");
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

    proptest! {
        #[test]
        fn eight_letters_at_once_are_read_as_one_by_one(text in "([a-c ]{0,12}[ab12٢é(ёx,.'’ \u{a0}–-]{0,3}){0,4}") {
            let (mut one_by_one, mut between, mut before) = (String::new(), Between::default(), None);
            for c in text.chars().map(|c| european(c).unwrap_or(c)) {
                if !c.is_ascii_alphanumeric() && (c.is_whitespace() || is_mark(c) || is_punctuation(c)) {
                    between.add(c);
                } else {
                    one_by_one.extend(std::mem::take(&mut between).counts(before, c));
                    one_by_one.push(c);
                    before = Some(c);
                }
            }
            prop_assert_eq!(sum_of_letters(&text), sum_of_letters(&one_by_one));
            let kept = kept(&text);
            prop_assert_eq!(str::from_utf8(&kept.bytes[..kept.length]), Ok(one_by_one.as_str()));
        }
    }
}
