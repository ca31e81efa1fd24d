//! Words of letters from a to z, which are read eight bytes at a time: nearly all words of English, most of Spanish and French.

use super::{STEM, Word};

/// How many bytes are looked at in one step.
pub(in crate::compare) const EIGHT: usize = 8;

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

/// The bytes at a place of a text, noughts after its end.
#[inline]
pub(in crate::compare) fn eight(text: &[u8], at: usize) -> [u8; EIGHT] {
    let rest = text.get(at..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or_else(|| padded(rest))
}

/// Less than eight bytes, with noughts after them.
#[cold]
fn padded(bytes: &[u8]) -> [u8; EIGHT] {
    std::array::from_fn(|n| bytes.get(n).copied().unwrap_or(0))
}

/// A number of eight such bytes.
#[inline]
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; EIGHT])
}

/// How many letters from a to z these bytes begin with.
///
/// All are compared at once, by what is added to each: its first bit then tells whether it is past a, or past z. Without the first bit, no
/// byte is so great that the sum reaches the next one.
#[inline]
pub(in crate::compare) const fn letters(eight: [u8; EIGHT]) -> usize {
    let bytes = u64::from_le_bytes(eight);
    let small = (bytes | each(0x20)) & each(0x7f);
    let from_a = small + each(0x80 - b'a');
    let after_z = small + each(0x7f - b'z');
    let others = !(from_a & !after_z & !bytes) & each(0x80);
    others.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_ascii() {
        for byte in 0..=u8::MAX {
            for place in 0..EIGHT {
                let mut bytes = *b"aZbYcXdz";
                bytes[place] = byte;
                assert_eq!(letters(bytes), if byte.is_ascii_alphabetic() { EIGHT } else { place }, "{byte} at {place}");
            }
        }
        assert_eq!(eight(b"General", 3), *b"eral\0\0\0\0");
    }

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
