//! Words of letters from a to z, which are read eight bytes at a time: nearly all words of English, most of Spanish and French.

use super::{STEM, Word};
pub(super) use crate::lexicon::{EIGHT, each, eight, letters};

/// Appends the words from a place of a text on, up to one that has other letters in it or may go on, or to what is not of ASCII. Tells
/// where that is.
pub(super) fn words(text: &[u8], mut at: usize, found: &mut Vec<Word>) -> usize {
    loop {
        let first = eight(text, at);
        let mut length = letters(first);
        let mut last = length;
        while last == EIGHT {
            last = letters(eight(text, at + length));
            length += last;
        }
        let after = text.get(at + length).copied();
        if length > 0 {
            if after != Some(b' ') && !ends(text, at + length) {
                return at;
            }
            let hash = hash(first, length);
            found.push(Word { hash, frame: hash });
            at += length;
        }
        if after.is_none_or(|after| !after.is_ascii() || after.is_ascii_digit()) {
            return at;
        }
        at += 1;
    }
}

/// Whether a word that was read up to here ends here.
fn ends(text: &[u8], at: usize) -> bool {
    match &text[at..] {
        // Behind it may stand a digit of another shape.
        [b'/' | b'.' | b',', after, ..] => after.is_ascii() && !after.is_ascii_alphanumeric(),
        // The first bytes of the quotes and dashes of print.
        [] | [b'/' | b'.' | b','] | [0xe2, 0x80, ..] => true,
        [after, ..] => after.is_ascii() && !after.is_ascii_digit(),
    }
}

/// The hash of the stem of a word that begins with these letters and is so long: seven letters are a number.
#[inline]
pub(super) const fn hash(first: [u8; EIGHT], length: usize) -> u64 {
    let length = if length < STEM { length } else { STEM };
    u64::from_le_bytes(small(first, length)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The first of these letters and digits in small letters, noughts after them.
#[inline]
pub(in crate::compare) const fn small(eight: [u8; EIGHT], length: usize) -> [u8; EIGHT] {
    let kept = if length < EIGHT { (1 << (8 * length)) - 1 } else { u64::MAX };
    ((u64::from_le_bytes(eight) | each(0x20)) & kept).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_letters_and_those_that_may_go_on_are_left() {
        fn read(text: &str) -> (usize, &str) {
            let mut found = Vec::new();
            let length = words(text.as_bytes(), 0, &mut found);
            (found.len(), &text[length..])
        }
        assert_eq!(read("the  General Assembly"), (3, ""));
        assert_eq!(read("Member States\u{2019} rights"), (2, "\u{2019} rights"));
        assert_eq!(read("and, (by)"), (2, ""));
        for other in ["and/or", "États", "naïve", "L30", "A.1"] {
            assert_eq!(read(other), (0, other));
        }
    }
}
