//! What one character looks like on the screen, and how many cells it takes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::lexicon::others;

/// A grapheme cluster as the terminal is given it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Its place in the string, in bytes.
    pub at: usize,
    /// What to print: never a control character, an escape, a bidirectional override, or anything without width.
    pub shown: &'a str,
    /// How many cells it takes: 1 or 2.
    pub width: u16,
}

/// The pictures of the control characters U+0000 to U+001F, three bytes each.
const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";
/// Stands for what must not or cannot be printed: other control and formatting characters, marks without a letter.
const UNPRINTABLE: &str = "\u{FFFD}";
/// A letter with more marks than this is shown without them: no orthography needs so many, and some terminals stumble.
const LONGEST_CLUSTER: usize = 32;

/// The glyphs of a string, in order.
#[must_use = "it does nothing but tell"]
pub fn glyphs(text: &str) -> impl DoubleEndedIterator<Item = Glyph<'_>> {
    text.grapheme_indices(true).map(|(at, cluster)| {
        let (shown, width) = glyph(cluster);
        Glyph { at, shown, width }
    })
}

fn glyph(cluster: &str) -> (&str, u16) {
    if let &[byte] = cluster.as_bytes() {
        return match byte {
            0x20..0x7F => (cluster, 1),
            0x7F => ("␡", 1),
            _ => (&PICTURES[usize::from(byte) * 3..usize::from(byte) * 3 + 3], 1),
        };
    }
    let Some(first) = cluster.chars().next() else { return ("", 0) };
    if first == '\r' {
        return ("␍", 1);
    }
    let cluster = if cluster.len() > LONGEST_CLUSTER { &cluster[..first.len_utf8()] } else { cluster };
    // unicode-width gives control characters one cell when alone, so they are told apart by their class, not by their width.
    if first.is_control() || is_format(first) {
        return (UNPRINTABLE, 1);
    }
    match cluster.width() {
        1 => (cluster, 1),
        2 => (cluster, 2),
        _ => (UNPRINTABLE, 1),
    }
}

/// Characters that show nothing themselves but change how others are shown.
const fn is_format(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// How many cells a string takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { glyphs(text).map(|glyph| usize::from(glyph.width)).sum() }
}

/// The longest beginning of a string that fits into `cells`, and how many cells it takes.
#[must_use]
pub fn clip(text: &str, cells: usize) -> (&str, usize) {
    let mut taken = 0;
    for glyph in glyphs(text) {
        if taken + usize::from(glyph.width) > cells {
            return (&text[..glyph.at], taken);
        }
        taken += usize::from(glyph.width);
    }
    (text, taken)
}

/// A string that is safe to print: as it is, or with marks for what must not reach a terminal.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if is_plain(text) || text.chars().all(stands_for_itself) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(glyphs(text).map(|glyph| glyph.shown).collect())
    }
}

/// Characters that stand for themselves, whatever is around them: the letters of the great alphabets, the punctuation of books.
const fn stands_for_itself(c: char) -> bool {
    matches!(c, ' '..='~' | '¡'..='¬' | '®'..='\u{2FF}' | 'Ѐ'..='я' | '\u{2010}'..='\u{2027}' | '一'..='\u{9FFF}')
}

/// Whether each byte is a visible ASCII character, and so a cell.
pub(super) fn is_plain(text: &str) -> bool {
    others(text).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_reach_a_terminal_is_a_visible_mark() {
        for (text, shown) in [
            ("plain", "plain"),
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\u{9b}31mb", "a\u{FFFD}31mb"),
            ("\u{7}\u{8}\t\r\n\u{7f}", "␇␈␉␍␡"),
            ("a\u{202e}b\u{2066}c\u{200f}d\u{61c}e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
            ("a\u{2028}b\u{feff}c", "a\u{FFFD}b\u{FFFD}c"),
            ("e\u{301}", "e\u{301}"),
            ("\u{301}x", "\u{FFFD}x"),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
        let crowded = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(printable(&crowded), "a");
    }

    #[test]
    fn letters_are_their_own_glyphs() {
        for c in (' '..='\u{FFFF}').filter(|&c| stands_for_itself(c)) {
            let text = format!("a{c}b");
            assert_eq!(glyphs(&text).map(|glyph| glyph.shown).collect::<String>(), text);
        }
    }

    #[test]
    fn widths_are_summed_by_cluster() {
        for (text, cells) in [("", 0), ("abc", 3), ("大会", 4), ("é", 1), ("e\u{301}", 1), ("لا", 2), ("«\u{a0}mot »", 7), ("👩‍👩‍👧", 2)]
        {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn clipping_never_halves_a_wide_character() {
        for (cells, shown, taken) in [(0, "", 0), (1, "", 0), (2, "大", 2), (3, "大", 2), (4, "大会", 4), (9, "大会a", 5)] {
            assert_eq!(clip("大会a", cells), (shown, taken));
        }
    }
}
