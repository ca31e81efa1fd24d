//! Most words are printable ASCII, and most characters of all others: what is asked of every character is asked of a stretch at once.

/// How many bytes are looked at together.
const STRETCH: usize = 32;

const fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// How many bytes at the beginning are printable ASCII.
pub(crate) fn printable(bytes: &[u8]) -> usize {
    let (stretches, _) = bytes.as_chunks::<STRETCH>();
    // Without a way out in the middle of a stretch the compiler looks at many bytes in one instruction.
    let whole = |stretch: &&[u8; STRETCH]| stretch.iter().fold(true, |all, &byte| all & is_printable(byte));
    let start = stretches.iter().take_while(whole).count() * STRETCH;
    bytes[start..].iter().position(|&byte| !is_printable(byte)).map_or(bytes.len(), |at| start + at)
}

/// The characters that are not printable ASCII, with their places.
pub(crate) fn others(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut chars = text.chars();
    std::iter::from_fn(move || {
        loop {
            let rest = chars.as_str();
            let c = chars.next()?;
            if !matches!(c, ' '..='~') {
                return Some((text.len() - rest.len(), c));
            }
            chars = rest[printable(rest.as_bytes())..].chars();
        }
    })
}

/// The words of a text: what is between characters that are no letters.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            // What ends the words of most languages is one byte.
            let mut other = 1;
            while at < bytes.len() {
                let plain = letters(eight(bytes, at));
                at += plain;
                match bytes.get(at) {
                    _ if plain == EIGHT => {}
                    Some(byte) if !byte.is_ascii() => match text[at..].chars().next() {
                        Some(c) if c.is_alphabetic() => at += c.len_utf8(),
                        c => {
                            other = c.map_or(1, char::len_utf8);
                            break;
                        }
                    },
                    _ => break,
                }
            }
            let end = at;
            at += other;
            if end > start {
                return Some(&text[start..end]);
            }
        }
        None
    })
}

/// How many bytes are one number.
pub(crate) const EIGHT: usize = 8;

/// The bytes at a place of a text, noughts after its end.
#[inline]
pub(crate) fn eight(text: &[u8], at: usize) -> [u8; EIGHT] {
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
pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; EIGHT])
}

/// How many letters from a to z these bytes begin with.
///
/// All are compared at once, by what is added to each: its first bit then tells whether it is past a, or past z. Without the first bit, no
/// byte is so great that the sum reaches the next one.
#[inline]
pub(crate) const fn letters(eight: [u8; EIGHT]) -> usize {
    let bytes = u64::from_le_bytes(eight);
    let small = (bytes | each(0x20)) & each(0x7f);
    let from_a = small + each(0x80 - b'a');
    let after_z = small + each(0x7f - b'z');
    let others = !(from_a & !after_z & !bytes) & each(0x80);
    others.trailing_zeros() as usize / 8
}

/// Whether two spaces stand side by side.
#[expect(clippy::needless_bitwise_bool, reason = "without a way out many bytes are looked at in one instruction")]
pub(crate) fn has_double_space(bytes: &[u8]) -> bool {
    let after = bytes.get(1..).unwrap_or_default();
    bytes.iter().zip(after).fold(false, |found, (&first, &second)| found | ((first == b' ') & (second == b' ')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn stretches_tell_what_single_characters_do(text in "[ a\u{7f}\té\u{2019}大]{0,8}[a-z ]{0,70}[ a\té\u{2019}大]{0,8}") {
            let is_other = |c: char| !matches!(c, ' '..='~');
            prop_assert_eq!(printable(text.as_bytes()), text.find(is_other).unwrap_or(text.len()));
            prop_assert_eq!(others(&text).collect::<Vec<_>>(), text.char_indices().filter(|&(_, c)| is_other(c)).collect::<Vec<_>>());
            prop_assert_eq!(has_double_space(text.as_bytes()), text.contains("  "));
            let split = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), split.collect::<Vec<_>>());
        }
    }
}
