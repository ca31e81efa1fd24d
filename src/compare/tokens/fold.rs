//! When two spellings are one to a reader.

use unicode_normalization::UnicodeNormalization;

use crate::compare::words::latin::small;
use crate::lexicon::european;
use crate::lexicon::{EIGHT, eight};

/// Whether a character is a quotation mark or an apostrophe, of any shape.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‹'
            | '›'
            | '′'
            | '″'
            | '〝'
            | '〞'
            | '＂'
            | '＇'
            | 'ʼ'
    )
}

/// Whether a character is a hyphen, a dash or a minus, of any width.
pub(in crate::compare) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{2E3A}' | '\u{2E3B}')
}

/// Whether a character is an apostrophe, which belongs to the word around it.
pub(in crate::compare) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '′' | '`' | '´' | '＇')
}

/// Calls `each` with the characters that tell `words` from other words: without case, hyphens and spaces, quotes and dashes in one
/// shape, and one of the spellings that a character may have (Arabic alef and hamza, ё, full width, ligatures).
pub(super) fn fold(words: &str, mut each: impl FnMut(char)) {
    if words.is_ascii() {
        let mut before = 0;
        for byte in words.bytes() {
            match byte {
                b' ' | b'-' => continue,
                b'.' if before == b'.' => {}
                b'\'' | b'`' => each('"'),
                _ => each(char::from(byte.to_ascii_lowercase())),
            }
            before = byte;
        }
        return;
    }
    let mut dots = 0;
    for c in words.nfkc().flat_map(char::to_lowercase) {
        let c = match c {
            _ if c.is_whitespace() || is_dash(c) || is_ignorable(c) => continue,
            _ if is_quote(c) => '"',
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ؤ' => 'و',
            'ئ' | 'ى' | 'ی' => 'ي',
            'ک' => 'ك',
            'ё' => 'е',
            'œ' | 'æ' => {
                each(if c == 'œ' { 'o' } else { 'a' });
                'e'
            }
            '⁄' | '∕' => '/',
            _ => european(c).unwrap_or(c),
        };
        // NFKC makes three full stops of an ellipsis; nothing else has several in a row.
        dots = if c == '.' { dots + 1 } else { 0 };
        if dots <= 1 {
            each(c);
        }
    }
}

/// Marks that are written or left out at will: Arabic vowels and tatweel, soft hyphens, joiners, marks of direction.
const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{0640}' | '\u{064B}'..='\u{0655}' | '\u{0670}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The folded words as a string.
#[must_use]
pub fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    fold(words, |c| out.push(c));
    out
}

/// A number for the folded words: equal for words that are one to a reader, and for hardly any others. Where it is equal for others by
/// chance nothing is lost: tokens of equal identity whose words differ are a change like any other.
pub(super) fn identity(words: &str) -> u64 {
    if words.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return plain_identity(words.as_bytes(), 0, words.len());
    }
    let (mut hash, mut eight, mut length) = (START, 0, 0);
    fold(words, |c| {
        let letter = u64::from(u32::from(c));
        if c.is_ascii() {
            eight |= letter << (8 * (length % 8));
        } else {
            // Other letters count by themselves, each with its place.
            hash = joined(hash, letter << 32 | length);
        }
        length += 1;
        if length % 8 == 0 {
            hash = joined(hash, std::mem::take(&mut eight));
        }
    });
    mixed(if length % 8 == 0 { hash } else { joined(hash, eight) }, length == 0)
}

/// The same of so many bytes of a text from a place on that are all letters or digits of ASCII, of which folding leaves none out: most words
/// are such.
#[inline]
pub(super) fn plain_identity(text: &[u8], at: usize, length: usize) -> u64 {
    let (mut hash, mut from) = (START, 0);
    while from < length {
        hash = joined(hash, u64::from_le_bytes(small(eight(text, at + from), length - from)));
        from += EIGHT;
    }
    mixed(hash, length == 0)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash, and the next eight bytes.
const fn joined(hash: u64, eight: u64) -> u64 {
    (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// A hash of folded words, with its upper bits mixed into the lower (splitmix64).
const fn mixed(mut hash: u64, is_empty: bool) -> u64 {
    if is_empty {
        // Nothing but hyphens or marks: a dash, whatever its width.
        hash ^= 0x2d;
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (a, b) in [
            ("State’s", "state's"),
            ("confidence-building", "confidence\u{2011}building"),
            ("cooperation", "co-operation"),
            ("ＡＢＣ１２", "abc12"),
            ("…", "..."),
            ("ещё", "еще"),
            ("إلى", "الي"),
            ("تسلّم", "تسلم"),
            ("ونـزع", "ونزع"),
            ("«", "“"),
            ("–", "—"),
            ("，", ","),
            ("ﬁnal", "final"),
            ("œuvre", "oeuvre"),
        ] {
            assert_eq!(identity(a), identity(b), "{a} {b}");
        }
        for (a, b) in [("its", "it"), ("2011", "2012"), ("été", "ete"), ("-", "."), (",", "،"), ("和", "及")] {
            assert_ne!(identity(a), identity(b), "{a} {b}");
        }
    }

    #[test]
    fn plain_letters_are_numbered_as_any_others() {
        for letters in ["", "a", "implemen", "Implementation", "1234567890123456", "ABCDEFGHIJKLMNOPQ"] {
            let hyphens: String = letters.chars().flat_map(|c| [c, '-']).collect();
            assert_eq!(identity(letters), plain_identity(letters.as_bytes(), 0, letters.len()));
            assert_eq!(identity(letters), identity(&hyphens), "{letters}");
        }
    }
}
