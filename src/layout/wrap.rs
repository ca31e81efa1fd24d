//! Line breaks, and the order in which a line of mixed directions is shown.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_linebreak::linebreaks;

use super::glyphs::{glyphs, is_plain, width as cells};

/// What a line is made of: the bytes between two places where it may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First byte.
    pub start: usize,
    /// One past the last byte, hanging spaces included.
    pub end: usize,
    /// Its cells with the spaces at its end, which may hang over the end of a line.
    pub cells: usize,
    /// Its cells without them.
    pub visible: usize,
    /// Whether it begins a line wherever it is: it is of a word that is longer than a line.
    pub opens: bool,
}

/// Cuts a paragraph where a line of `width` cells may be broken, and calls `each` with every piece.
///
/// Breaks are those of UAX #14, less the ones that would part a document symbol ("A/" "RES/67/27", "217" "(III)"), a French mark from its
/// word, or the places that `glued` names. A word is cut only where it is longer than the line.
pub fn segments(paragraph: &str, width: u16, glued: impl Fn(usize) -> bool, mut each: impl FnMut(Segment)) {
    let width = usize::from(width.max(1));
    let each_is_a_cell = is_plain(paragraph);
    let mut from = 0;
    breaks(paragraph, |to| {
        if to < paragraph.len() && glued(to) {
            return;
        }
        let cells = if each_is_a_cell { to - from } else { cells(&paragraph[from..to]) };
        let whole = segment(paragraph, from..to, cells, false);
        if whole.visible > width {
            cut(paragraph, from..to, width, &mut each);
        } else {
            each(whole);
        }
        from = to;
    });
}

/// Calls `each` with the places at which a paragraph may be broken, its end among them.
///
/// Most of them are spaces between plain words, where the tables of Unicode need not be asked: they are for what stands between two such
/// spaces, if it is more than a plain word.
fn breaks(paragraph: &str, mut each: impl FnMut(usize)) {
    let bytes = paragraph.as_bytes();
    let mut from = 0;
    while from < bytes.len() {
        let (mut to, mut is_plain, mut is_after_plain) = (from, true, false);
        while let Some(&byte) = bytes.get(to) {
            to += 1;
            if byte == b' ' && is_after_plain && bytes.get(to).is_some_and(u8::is_ascii_alphanumeric) {
                break;
            }
            is_after_plain = is_of_plain_word(byte);
            is_plain &= is_after_plain;
        }
        if !is_plain {
            let inner = linebreaks(&paragraph[from..to]).map(|(at, _)| from + at);
            inner.filter(|&at| at < to && !is_glued(paragraph, at)).for_each(&mut each);
        }
        each(to);
        from = to;
    }
}

/// Whether a byte is of those between which there is no break: letters and digits of ASCII, and what stands after them.
const fn is_of_plain_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b',' | b';' | b'.' | b':')
}

fn segment(paragraph: &str, range: Range<usize>, cells: usize, opens: bool) -> Segment {
    let hanging = paragraph.as_bytes()[range.clone()].iter().rev().take_while(|byte| **byte == b' ').count();
    Segment { start: range.start, end: range.end, cells, visible: cells - hanging, opens }
}

/// Breaks a paragraph into lines of at most `width` cells, filling each as far as it goes, and calls `line` with the bytes of each
/// (without the spaces that hang over its end) and its cells. It may be broken where UAX #14 has it, but not inside a document symbol, before a
/// French mark, or at the places that `glued` names.
pub fn wrap(paragraph: &str, width: u16, glued: impl Fn(usize) -> bool, mut line: impl FnMut(Range<usize>, u16)) {
    let room = usize::from(width.max(1));
    // What fills the line so far: the bytes from `start` to `end`, hanging spaces included, and their cells with and without those.
    let (mut start, mut end, mut filled, mut visible) = (0, 0, 0, 0);
    let mut emit = |range: Range<usize>, visible: usize| {
        let words = paragraph[range.clone()].trim_end_matches(' ');
        line(range.start..range.start + words.len(), u16::try_from(visible).unwrap_or(u16::MAX));
    };
    segments(paragraph, width, glued, |segment| {
        if filled > 0 && (segment.opens || filled + segment.visible > room) {
            emit(start..end, visible);
            (start, filled, visible) = (end, 0, 0);
        }
        visible = if segment.visible > 0 { filled + segment.visible } else { visible };
        filled += segment.cells;
        end = segment.end;
    });
    if start < paragraph.len() {
        emit(start..paragraph.len(), visible);
    }
}

/// Cuts a word that is longer than a line, after a mark where one is near.
fn cut(paragraph: &str, range: Range<usize>, width: usize, each: &mut impl FnMut(Segment)) {
    let mut start = range.start;
    while cells(paragraph[start..range.end].trim_end_matches(' ')) > width {
        let rest = &paragraph[start..range.end];
        let mut taken = 0;
        let mut end = 0;
        let mut preferred = None;
        for glyph in glyphs(rest) {
            if taken + usize::from(glyph.width) > width {
                break;
            }
            taken += usize::from(glyph.width);
            end = glyph.at + glyph_len(rest, glyph.at);
            if taken * 2 > width && matches!(glyph.shown, "/" | "-" | "." | " " | "_" | "&" | "=" | "?") {
                preferred = Some(end);
            }
        }
        // A glyph wider than the line still takes a line of its own.
        let end = preferred.unwrap_or(end).max(glyph_len(rest, 0));
        each(segment(paragraph, start..start + end, cells(&rest[..end]), true));
        start += end;
    }
    if start < range.end {
        each(segment(paragraph, start..range.end, cells(&paragraph[start..range.end]), true));
    }
}

fn glyph_len(text: &str, at: usize) -> usize {
    glyphs(&text[at..]).nth(1).map_or(text.len() - at, |next| next.at)
}

/// Whether a break that UAX #14 allows before byte `at` is none here.
fn is_glued(paragraph: &str, at: usize) -> bool {
    let (before, after) = paragraph.split_at(at);
    let Some(next) = after.chars().next() else { return false };
    let trimmed = before.trim_end_matches(' ');
    let spaced = trimmed.len() < before.len();
    let Some(last) = trimmed.chars().next_back() else { return false };
    if spaced {
        // « mot » and "mot :" as the French set them, a dash that ends what stands before it, "№ 5", "217 (III)", "1325 (2000)".
        return last == '«'
            || matches!(next, '»' | ':' | ';' | '!' | '?' | '%' | '—' | '–')
            || matches!(last, '№' | '§')
            || (last.is_ascii_digit() && after.strip_prefix('(').is_some_and(is_session));
    }
    match last {
        '/' => next.is_alphanumeric(),
        // "S-VI", "ES-10", but not "sixty-seventh".
        '-' => trimmed
            .rsplit([' ', '/', '('])
            .next()
            .is_some_and(|word| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-')),
        _ => false,
    }
}

/// Whether words begin with what stands in the brackets of a symbol: "III)", "S-VI)", "2000)", "XXVIII)".
fn is_session(after: &str) -> bool {
    let Some(end) = after.find(')') else { return false };
    (1..=8).contains(&end) && after.bytes().take(end).all(|byte| b"IVXLCDMSE-0123456789".contains(&byte))
}

/// Whether a paragraph holds anything that is written from right to left.
pub(super) fn has_right_to_left(paragraph: &str) -> bool {
    !is_plain(paragraph)
        && paragraph.chars().any(|c| c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN))
}

/// The visual order of a paragraph (UAX #9).
pub(super) struct VisualOrder<'a> {
    info: ParagraphBidiInfo<'a>,
}

impl<'a> VisualOrder<'a> {
    pub(super) fn new(paragraph: &'a str, right_to_left: bool) -> Self {
        let level = if right_to_left { Level::rtl() } else { Level::ltr() };
        Self { info: ParagraphBidiInfo::new(paragraph, Some(level)) }
    }

    /// The runs of a line from left to right, and whether each is written from right to left.
    pub(super) fn runs(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
        if line.is_empty() {
            return Vec::new();
        }
        let (levels, runs) = self.info.visual_runs(line);
        runs.into_iter().map(|run| (run.clone(), levels[run.start].is_rtl())).collect()
    }
}

/// A bracket as it is drawn in a right-to-left run; anything else as it is.
pub(super) fn mirrored(shown: &str) -> &str {
    match shown {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        "‹" => "›",
        "›" => "‹",
        "≤" => "≥",
        "≥" => "≤",
        "⁽" => "⁾",
        "⁾" => "⁽",
        "（" => "）",
        "）" => "（",
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_are_broken_as_unicode_has_it(
            text in "([a-zA-Z]{1,4}|[0-9]{1,3}|[ ]{1,2}|[,;.:]|[/()%\"'+$-]|\\[|\\]|[\n\u{a0}\u{200b}\u{2060}\u{301}«»“’—№大会אק]){0,24}",
        ) {
            let mut found = Vec::new();
            breaks(&text, |at| found.push(at));
            let all = linebreaks(&text).map(|(at, _)| at).filter(|&at| at == text.len() || !is_glued(&text, at));
            prop_assert_eq!(found, all.collect::<Vec<_>>());
        }
    }

    fn lines(text: &str, width: u16) -> Vec<&str> {
        let mut out = Vec::new();
        wrap(
            text,
            width,
            |_| false,
            |range, cells_taken| {
                assert_eq!(cells(&text[range.clone()]), usize::from(cells_taken));
                out.push(&text[range]);
            },
        );
        out
    }

    #[test]
    fn lines_are_filled_and_words_stay_whole() {
        for (width, text, expected) in [
            (11, "Recalling its resolutions", &["Recalling", "its", "resolutions"][..]),
            (13, "Recalling its resolutions", &["Recalling its", "resolutions"]),
            (80, "Recalling its resolutions", &["Recalling its resolutions"]),
            (8, "see A/RES/67/27 now", &["see", "A/RES/", "67/27", "now"]),
            (12, "see A/RES/67/27 now", &["see", "A/RES/67/27", "now"]),
            (12, "its resolution 217 (III) of", &["its", "resolution", "217 (III) of"]),
            (16, "its resolution 217 (III) of", &["its resolution", "217 (III) of"]),
            (14, "resolution 3201 (S-VI) of", &["resolution", "3201 (S-VI) of"]),
            (9, "un « mot » ici", &["un", "« mot »", "ici"]),
            (9, "trois mots : oui", &["trois", "mots :", "oui"]),
            (12, "sixty-seventh session", &["sixty-", "seventh", "session"]),
            (5, "abcdefghijkl mn", &["abcde", "fghij", "kl mn"]),
            (1, "大会", &["大", "会"]),
            (6, "大会，回顾", &["大会，", "回顾"]),
            (5, "大会，回顾", &["大", "会，", "回顾"]),
            (9, "於2003年《题》", &["於2003年", "《题》"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text} at {width}");
        }
        assert!(lines("", 10).is_empty());
    }

    #[test]
    fn what_is_glued_is_not_parted() {
        let text = "Security⁴ to";
        let mut out = Vec::new();
        wrap("大会⁴", 5, |at| at == 6, |range, _| out.push(&"大会⁴"[range]));
        assert_eq!(out, ["大会⁴"]);
        assert_eq!(lines(text, 9), ["Security⁴", "to"]);
    }

    #[test]
    fn arabic_lines_are_shown_from_the_right_with_numbers_from_the_left() {
        let text = "القرار 67/27 (أ)";
        let order = VisualOrder::new(text, true);
        let shown: String = order
            .runs(0..text.len())
            .into_iter()
            .map(|(run, rtl)| {
                let glyphs: Vec<_> = glyphs(&text[run]).collect();
                let shown = |rev: bool| -> String {
                    if rev {
                        glyphs.iter().rev().map(|g| mirrored(g.shown)).collect()
                    } else {
                        glyphs.iter().map(|g| g.shown).collect()
                    }
                };
                shown(rtl)
            })
            .collect();
        assert_eq!(shown, "(أ) 67/27 رارقلا");
    }

    #[test]
    fn every_letter_is_on_some_line() {
        let text = "Recalling A/RES/67/27, «\u{a0}mot » 大会，回顾 ab\u{1b}cd القرار (أ) — fin";
        for width in 0..40 {
            let joined: String = lines(text, width).concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""), "at {width}");
        }
    }
}
