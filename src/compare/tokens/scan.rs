//! Characters → words, symbols and marks.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use rustc_hash::FxHashSet;

use super::fold::{identity, is_apostrophe, is_dash, is_quote, plain_identity};
use super::{Class, Token, numerals};
use crate::lexicon::{EIGHT, eight, letters};

/// Chinese words; the dictionary is only touched where a text has Chinese.
static CHINESE: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Appends the words, symbols and marks of `words`.
pub(super) fn scan(words: &str, elisions: &FxHashSet<String>, out: &mut Vec<Token>) {
    let mut at = 0;
    while at < words.len() {
        at = plain_words(words.as_bytes(), at, out);
        at = any_token(words, at, elisions, out);
    }
}

/// Appends what stands at `at`, and returns where it ends.
fn any_token(words: &str, at: usize, elisions: &FxHashSet<String>, out: &mut Vec<Token>) -> usize {
    let Some(c) = words[at..].chars().next() else { return at };
    if c.is_whitespace() {
        return at + c.len_utf8();
    }
    let (end, class) = if c.is_ascii_lowercase() {
        (word_or_elision(words, at, elisions), Class::Word)
    } else if let Some(end) = symbol(words, at) {
        (end, Class::Symbol)
    } else if is_han(c) {
        return chinese(words, at, out);
    } else if c.is_ascii_digit() {
        number(words, at)
    } else if c.is_alphanumeric() {
        (word_or_elision(words, at, elisions), Class::Word)
    } else if is_quote(c) {
        (at + c.len_utf8(), Class::Quote)
    } else if is_dash(c) {
        (at + c.len_utf8(), Class::Dash)
    } else {
        (mark(words, at, c), Class::Punctuation)
    };
    push(words, at, end, class, out);
    end
}

/// Appends the words of nothing but letters from a to z that a place of a text begins with, with one space between each. Tells where others
/// begin, or what may belong to such a word.
fn plain_words(text: &[u8], mut at: usize, out: &mut Vec<Token>) -> usize {
    loop {
        let mut length = 0;
        loop {
            let more = letters(eight(text, at + length));
            length += more;
            if more < EIGHT {
                break;
            }
        }
        let after = text.get(at + length);
        if length == 0 || !after.is_none_or(|after| matches!(after, b' ' | b',' | b';' | b':' | b'(' | b')')) {
            return at;
        }
        let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + length)) else { return at };
        out.push(Token { start, end, id: plain_identity(text, at, length), class: Class::Word });
        at += length + usize::from(after == Some(&b' '));
    }
}

pub(super) fn push(words: &str, start: usize, end: usize, class: Class, out: &mut Vec<Token>) {
    let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else { return };
    out.push(Token { start: from, end: to, id: identity(&words[start..end]), class });
}

/// Chinese characters, of the blocks that a dictionary segmenter knows.
pub(in crate::compare) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '々' | '\u{20000}'..='\u{323AF}')
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}')
}

/// Letters, digits and the marks that are written on them, but no Chinese.
fn is_word_char(c: char) -> bool {
    (c.is_alphanumeric() && !is_han(c)) || is_combining(c) || c == '_'
}

/// Combining marks, joiners and the like: they never begin a word.
const fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}'
            | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{200B}'..='\u{200F}' | '\u{00AD}' | '\u{2060}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}'
    )
}

/// The end of the word that begins at `at`. An apostrophe, a hyphen or a full stop between letters belongs to it (State’s,
/// well-being, e.g).
fn word(words: &str, at: usize) -> usize {
    let plain = words.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if words.as_bytes().get(at + plain).is_none_or(|&after| matches!(after, b' ' | b',' | b';')) {
        return at + plain;
    }
    let mut chars = words[at..].char_indices().peekable();
    let mut end = at;
    let mut before = ' ';
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let hyphen = is_dash(c) && !matches!(c, '\u{2013}'..='\u{2015}');
        let inner = (is_apostrophe(c) || hyphen || matches!(c, '.' | '·')) && next.is_alphabetic() && !is_han(next)
            // COVID-19
            || hyphen && next.is_ascii_digit();
        // The Arabic "and" is written on to the number after it: و54/49.
        let apart = c.is_ascii_digit() && is_arabic(before);
        if !is_word_char(c) && !inner || apart {
            break;
        }
        end = at + offset + c.len_utf8();
        before = c;
    }
    end
}

/// The end of the word that begins at `at`, or of the elided article before it.
fn word_or_elision(words: &str, at: usize, elisions: &FxHashSet<String>) -> usize {
    let end = word(words, at);
    elision(words, at, end, elisions).unwrap_or(end)
}

/// The end of the elided article or pronoun that a word begins with (l’ordre), or is all of, in a language that has such.
fn elision(words: &str, at: usize, end: usize, elisions: &FxHashSet<String>) -> Option<usize> {
    /// The longest has seven letters: jusqu’, lorsqu’, puisqu’.
    const LONGEST: usize = 8;
    if elisions.is_empty() {
        return None;
    }
    let (cut, apostrophe) = words[at..]
        .char_indices()
        .take(LONGEST)
        .find(|&(offset, c)| at + offset > end || !c.is_alphabetic())
        .filter(|&(_, c)| is_apostrophe(c))?;
    let head = words[at..at + cut].to_lowercase();
    elisions.contains(head.as_str()).then_some(at + cut + apostrophe.len_utf8())
}

/// The end and class of the number that begins at `at`: digits with the points, commas and spaces that group them, and what is
/// written on to it (16th, 1er, 5G).
fn number(words: &str, at: usize) -> (usize, Class) {
    let bytes = words.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        let groups = matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1);
        // A space groups exactly three digits after one to three: 10 000, but not 2011 123 or 4 2011.
        let spaced = bytes.get(end) == Some(&b' ')
            && end - at <= 3
            && (1..=3).all(|i| digit(end + i))
            && !digit(end + 4)
            && bytes[at] != b'0';
        if !groups && !spaced {
            break;
        }
        end += 1;
    }
    let rest = &words[end..];
    let mut chars = rest.chars();
    if let Some(c) = chars.next() {
        if c == '%' || c == '٪' || c == '％' {
            return (end + c.len_utf8(), Class::Number);
        }
        let suffixed =
            is_dash(c) && !matches!(c, '\u{2012}'..='\u{2015}') && chars.next().is_some_and(|c| c.is_alphabetic() && !is_han(c));
        if suffixed || (is_word_char(c) && !c.is_ascii_digit()) || matches!(c, 'º' | 'ª' | '°') {
            let tail = if suffixed { end + c.len_utf8() } else { end };
            let stop = match c {
                'º' | 'ª' | '°' => end + c.len_utf8(),
                _ => word(words, tail),
            };
            return (stop.max(end), Class::Number);
        }
    }
    let year = (end - at == 4).then(|| words[at..end].parse().ok().filter(|y| (1800..=2199).contains(y))).flatten();
    (end, year.map_or(Class::Number, Class::Year))
}

/// The end of the document symbol that begins at `at`, if one does: 53/70, A/C.1/67/L.30/Rev.1, S-10/2.
fn symbol(words: &str, at: usize) -> Option<usize> {
    let bytes = words.as_bytes();
    if !bytes[at].is_ascii_alphanumeric() || bytes[at].is_ascii_lowercase() {
        return None;
    }
    let (mut end, mut slashes, mut digits) = (at, 0, 0);
    while let Some(&byte) = bytes.get(end) {
        let inside = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
        match byte {
            b'/' if inside(end + 1) => slashes += 1,
            b'.' | b'-' if inside(end + 1) && inside(end - 1) => {}
            b'0'..=b'9' => digits += 1,
            _ if byte.is_ascii_alphabetic() => {}
            // The hyphen that does not break, in S‑10/2.
            0xE2 if words[end..].starts_with('\u{2011}') && inside(end + 3) => end += 2,
            _ => break,
        }
        end += 1;
        // No word of any language is so long; a line of fifteen megabytes is still read once.
        if end - at > 64 && slashes == 0 {
            return None;
        }
    }
    (slashes > 0 && digits > 0 && !words[end..].chars().next().is_some_and(|c| is_word_char(c) && !c.is_ascii())).then_some(end)
}

/// The end of the mark `c` at `at`: several full stops in a row are one.
fn mark(words: &str, at: usize, c: char) -> usize {
    if c == '.' || c == '…' || c == '_' {
        at + words[at..].find(|d| d != c).unwrap_or(words.len() - at)
    } else {
        at + c.len_utf8()
    }
}

/// What measures the number before.
const MEASURES: [char; 8] = ['年', '月', '日', '号', '届', '段', '次', '项'];

/// Appends the Chinese words from `at` on, and returns where they end. What measures the number before (年, 月, 号) and what orders the
/// number after (第) are words by themselves, and so is a written number (第六十八届, 二〇二三).
fn chinese(words: &str, at: usize, out: &mut Vec<Token>) -> usize {
    let end = at + words[at..].find(|c| !(is_han(c) || c == '○')).unwrap_or(words.len() - at);
    let digit_before = words[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let digit_after = words[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let last = if digit_after && words[at..end].ends_with('第') { end - '第'.len_utf8() } else { end };
    let measure = |from: usize, out: &mut Vec<Token>| match words[from..last].chars().next().filter(|c| MEASURES.contains(c)) {
        Some(measure) => {
            push(words, from, from + measure.len_utf8(), Class::Word, out);
            from + measure.len_utf8()
        }
        None => from,
    };
    let mut from = if digit_before { measure(at, out) } else { at };
    while let Some((number, class)) = numerals::next(words, from, last) {
        segment(words, from, number.start, out);
        push(words, number.start, number.end, class, out);
        from = measure(number.end, out);
    }
    segment(words, from, last, out);
    if last < end {
        push(words, last, end, Class::Word, out);
    }
    end
}

fn segment(words: &str, at: usize, end: usize, out: &mut Vec<Token>) {
    let mut from = at;
    for to in CHINESE.segment_str(&words[at..end]).skip(1) {
        push(words, from, at + to, Class::Word, out);
        from = at + to;
    }
}

/// Whether a Chinese character is a word by itself that often stands before or after another: 又, 将, 了.
pub(in crate::compare) fn is_chinese_particle(words: &str) -> bool {
    const PARTICLES: &str = "又还再并也将已正均各其该所的了在和及与为对从向以因应可须更最未不";
    words.chars().count() == 1 && PARTICLES.contains(words)
}

/// The bytes `from..to` of a token as a token.
pub(in crate::compare) fn part(token: &Token, words: &str, from: usize, to: usize) -> Token {
    let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Token {
        start: token.start + bytes(from),
        end: token.start + bytes(to),
        id: identity(&token.words(words)[from..to]),
        class: token.class,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_are_read_as_any_others(text in "([a-zA-Z]{1,18}|[A-Zl][0-9]?|[0-9]{1,4}|[é’'ё٢中/.,;:()_\u{301}-]| ){0,12}") {
            let elisions = FxHashSet::from_iter(["l".to_owned()]);
            let (mut found, mut one_by_one, mut at) = (Vec::new(), Vec::new(), 0);
            scan(&text, &elisions, &mut found);
            while at < text.len() {
                at = any_token(&text, at, &elisions, &mut one_by_one);
            }
            prop_assert_eq!(found, one_by_one);
        }
    }
}
