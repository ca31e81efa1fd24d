//! Clean words: what a source showed of a paragraph, without the accidents of its layout.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{Emphasis, Link, MarkAt, Styled};
use crate::lexicon;
use crate::model::Language;

/// Clean words with what stands where in them. All places are bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words<'a> {
    /// Single spaces, plain hyphens, no mark that carries no letter, trimmed, NFC.
    pub text: Cow<'a, str>,
    /// Italic and bold; stretches with nothing but white space between them are one.
    pub emphasis: Vec<Emphasis>,
    /// Footnote marks, in order.
    pub marks: Vec<(usize, Box<str>)>,
    /// Links of the source.
    pub links: Vec<Link>,
}

/// Cleans words: see [`Words`]. A space that only a removed mark or the end of a line had made is dropped: before punctuation, and in
/// Chinese between characters that need none.
pub(crate) fn clean(styled: &Styled, language: Language) -> Words<'_> {
    if is_clean(styled, language) {
        return Words { text: styled.text.as_str().into(), ..Words::default() };
    }
    let mut places: Vec<usize> = styled
        .marks
        .iter()
        .map(|mark| mark.at)
        .chain(styled.emphasis.iter().flat_map(|e| [e.range.start, e.range.end]))
        .chain(styled.links.iter().flat_map(|l| [l.range.start, l.range.end]))
        .collect();
    places.sort_unstable();
    places.dedup();
    let mut marks: Vec<usize> = styled.marks.iter().map(|mark| mark.at).collect();
    marks.sort_unstable();
    let mut writer = Writer {
        out: String::with_capacity(styled.text.len()),
        language,
        space: false,
        mark: None,
        moved: Vec::with_capacity(places.len()),
    };

    let mut from = 0;
    for &place in &places {
        let place = styled.text.floor_char_boundary(place);
        writer.push(&styled.text[from.min(place)..place]);
        from = from.max(place);
        writer.moved.push(writer.out.len());
        if marks.binary_search(&place).is_ok() {
            writer.mark = Some(writer.out.len());
        }
    }
    writer.push(&styled.text[from..]);
    let Writer { out: text, moved, .. } = writer;

    let at =
        |place: usize| places.binary_search(&place).ok().and_then(|n| moved.get(n)).copied().unwrap_or(text.len()).min(text.len());
    let trimmed = |range: &Range<usize>| trim(&text, at(range.start)..at(range.end));
    let mut emphasis: Vec<Emphasis> = Vec::with_capacity(styled.emphasis.len());
    for Emphasis { range, bold } in &styled.emphasis {
        let range = trimmed(range);
        if range.is_empty() {
            continue;
        }
        match emphasis.last_mut() {
            Some(last) if last.bold == *bold && text.get(last.range.end..range.start).is_some_and(|gap| gap.trim().is_empty()) => {
                last.range.end = range.end;
            }
            _ => emphasis.push(Emphasis { range, bold: *bold }),
        }
    }
    let marks = styled.marks.iter().map(|MarkAt { at: place, mark }| (at(*place), mark.trim().into())).collect();
    let links = styled.links.iter().map(|link| Link { range: trimmed(&link.range), target: link.target.clone() }).collect();
    Words { text: text.into(), emphasis, marks, links }
}

/// Whether there is nothing to clean and nothing to place: letters with single spaces.
fn is_clean(styled: &Styled, language: Language) -> bool {
    let text = styled.text.as_str();
    // Spaces between Chinese characters are looked at one by one.
    let is_plain = |c: char| !c.is_ascii() && language != Language::Zh && !c.is_whitespace() && !is_dropped(c) && c != '\u{2011}';
    let mut is_nfc_so_far = true;
    let bare = styled.marks.is_empty() && styled.emphasis.is_empty() && styled.links.is_empty();
    bare && !text.is_empty()
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !lexicon::has_double_space(text.as_bytes())
        && lexicon::others(text).all(|(_, c)| {
            is_nfc_so_far &= is_nfc_anywhere(c);
            is_plain(c)
        })
        && (is_nfc_so_far || unicode_normalization::is_nfc(text))
}

/// Whether words are in NFC. Most have no character that could make a difference, which is seen sooner.
fn is_nfc(words: &str) -> bool {
    lexicon::others(words).all(|(_, c)| is_nfc_anywhere(c)) || unicode_normalization::is_nfc(words)
}

/// Whether a character can make no difference to that.
const fn is_nfc_anywhere(c: char) -> bool {
    matches!(c, ..'\u{0300}' | '\u{0400}'..='\u{0482}' | '\u{0621}'..='\u{064A}' | '\u{2010}'..='\u{205E}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a character carries no letter.
pub(super) const fn is_dropped(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range.start..range.start };
    let start = range.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len())
}

/// Writes clean words piece by piece.
struct Writer {
    out: String,
    language: Language,
    /// Whether a space is written before the next character, if one is needed there.
    space: bool,
    /// Where the last footnote mark stands: a space around it may be the mark's.
    mark: Option<usize>,
    /// Where each place of the source came to stand.
    moved: Vec<usize>,
}

impl Writer {
    fn push(&mut self, piece: &str) {
        if is_nfc(piece) { self.push_chars(piece.chars()) } else { self.push_chars(piece.nfc()) }
    }

    fn push_chars(&mut self, chars: impl Iterator<Item = char>) {
        for c in chars {
            match c {
                c if is_dropped(c) => {}
                c if c.is_whitespace() => self.space = !self.out.is_empty(),
                '\u{2011}' => self.write('-'),
                c => self.write(c),
            }
        }
    }

    fn write(&mut self, c: char) {
        if std::mem::take(&mut self.space) && self.is_space_needed(c, self.mark == Some(self.out.len())) {
            self.out.push(' ');
        }
        self.out.push(c);
    }

    fn is_space_needed(&self, next: char, of_mark: bool) -> bool {
        let last = self.out.chars().next_back().unwrap_or(' ');
        if of_mark {
            let closes = match next {
                ',' | '.' | ')' | ']' | '،' | '؛' | '，' | '。' | '；' | '、' => true,
                // French sets a space before these.
                ';' | ':' | '!' | '?' => self.language != Language::Fr,
                _ => false,
            };
            if closes {
                return false;
            }
        }
        let wide = |c: char| matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}');
        // Ends of lines leave spaces between characters; Chinese itself has none there.
        self.language != Language::Zh || !((wide(last) || (of_mark && last.is_ascii_punctuation())) && wide(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, language: Language) -> String {
        clean(&Styled { text: text.to_owned(), ..Styled::default() }, language).text.into_owned()
    }

    #[test]
    fn spaces_hyphens_and_invisible_marks() {
        for (language, text, expected) in [
            (Language::En, "  Recalling\u{A0}its\n resolution\t53/70 ", "Recalling its resolution 53/70"),
            (Language::En, "confidence\u{2011}building\u{AD} measures\u{200B}", "confidence-building measures"),
            (Language::Fr, "libre circulation de l’information\u{A0};", "libre circulation de l’information ;"),
            (Language::Fr, "E\u{301}tats", "États"),
            (Language::Ar, "\u{200F}إذ تشير\u{200E} إلى", "إذ تشير إلى"),
            (Language::Zh, "除其他外，确 认科学和\n技术 的 发展", "除其他外，确认科学和技术的发展"),
            (Language::Zh, "1998 年 12 月 4 日第 53/70 号、 第 54/49 号", "1998 年 12 月 4 日第 53/70 号、第 54/49 号"),
            (Language::En, "“developments”", "“developments”"),
            (Language::En, " \n ", ""),
        ] {
            assert_eq!(cleaned(text, language), expected);
        }
    }

    #[test]
    fn a_removed_mark_leaves_no_space_before_punctuation() {
        for (language, text, at, expected, place) in [
            (Language::En, "recommendations that were made ,", 30, "recommendations that were made,", 30),
            (Language::En, "made, ", 6, "made,", 5),
            (Language::En, "Security, to continue", 9, "Security, to continue", 9),
            (Language::Fr, "observations ;", 12, "observations ;", 12),
            (Language::Zh, "的情况下, 继续", 13, "的情况下,继续", 13),
        ] {
            let styled = Styled { text: text.to_owned(), marks: vec![MarkAt { at, mark: "1".to_owned() }], ..Styled::default() };
            let words = clean(&styled, language);
            assert_eq!(words.text, expected);
            assert_eq!(words.marks, [(place, "1".into())], "{text}");
        }
    }

    #[test]
    fn emphasis_in_pieces_is_one() {
        let styled = Styled {
            text: "Recalling  also its".to_owned(),
            emphasis: vec![Emphasis { range: 0..10, bold: false }, Emphasis { range: 11..16, bold: false }],
            ..Styled::default()
        };
        let words = clean(&styled, Language::En);
        assert_eq!(words.emphasis, [Emphasis { range: 0..14, bold: false }]);
        assert_eq!(&words.text[words.emphasis[0].range.clone()], "Recalling also");
    }
}
