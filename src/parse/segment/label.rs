//! Printed numbers at the beginning of a paragraph: "3.", "1.1.", "(a)", "iv)", "9 -", "(أ)".

use crate::lexicon::european;
use crate::parse::numbering::QUOTES;

/// What a printed number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `3.`, `9 -`: the number of an operative paragraph
    Number(u32),
    /// `3)`: of a paragraph or of a sub-paragraph
    NumberBracket(u32),
    /// `1.2.`: its first and its last number
    Dotted(u32, u32),
    /// `(a)`, `b)`, `(iv)`, `(أ)`, `(1)`
    Bracket,
    /// `I.`, `A.`: of a section
    Section,
}

/// A printed number at the beginning of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) form: Form,
    /// Bytes of the number as printed, with its punctuation.
    pub(super) len: usize,
    /// Bytes of the number and the white space after it.
    pub(super) skip: usize,
}

impl Label {
    fn new(form: Form, len: usize, words: &str) -> Self {
        let rest = &words[len..];
        Self { form, len, skip: len + rest.len() - rest.trim_start().len() }
    }
}

/// Reads a printed number at the beginning of words.
pub(super) fn read(words: &str) -> Option<Label> {
    let first = words.chars().next()?;
    match first {
        '(' | '（' => bracketed(words),
        _ if QUOTES.contains(&first) => quoted(words),
        '㈠'..='㈩' => Some(Label::new(Form::Bracket, first.len_utf8(), words)),
        _ if digit(first).is_some() => numbered(words),
        _ if first.is_alphabetic() => lettered(words),
        _ => None,
    }
}

/// The words as one printed number and nothing else.
pub(super) fn alone(words: &str) -> Option<Label> {
    read(words).filter(|label| label.skip == words.len())
}

/// The value of a digit, of any shape.
fn digit(c: char) -> Option<u32> {
    european(c)?.to_digit(10)
}

/// A number of at most three digits and its length in bytes.
pub(super) fn number(words: &str) -> Option<(u32, usize)> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    for (c, digit) in words.chars().map_while(|c| Some((c, digit(c)?))) {
        (value, len, count) = (value * 10 + digit, len + c.len_utf8(), count + 1);
        if count > 3 {
            return None;
        }
    }
    (count > 0).then_some((value, len))
}

/// The words as digits alone: a page number, a footnote mark.
pub(super) fn digits_alone(words: &str) -> Option<u32> {
    number(words).filter(|&(_, len)| len == words.len()).map(|(n, _)| n)
}

/// A number of digits at the beginning, followed by white space: how a footnote begins where its mark is no superscript.
pub(super) fn digits_then_space(words: &str) -> Option<(u32, usize)> {
    let (n, len) = number(words)?;
    let rest = &words[len..];
    let space = rest.len() - rest.trim_start().len();
    (space > 0 && space < rest.len()).then_some((n, len + space))
}

fn numbered(words: &str) -> Option<Label> {
    let (value, len) = number(words)?;
    // "10 bis." stands between 10 and 11, and "10 alt." instead of 10.
    let between = ["bis", "ter", "quater", "quinquies", "alt", "مكررا"].iter().find_map(|word| {
        let rest = words[len..].trim_start().strip_prefix(word)?;
        rest.starts_with(['.', ')']).then_some(words.len() - rest.len())
    });
    let len = between.unwrap_or(len);
    let rest = &words[len..];
    let mut chars = rest.chars();
    let mark = chars.next()?;
    let after = chars.next();
    let clear = after.is_none_or(|c| digit(c).is_none());
    match mark {
        '.' | '．' | '、' if clear => Some(Label::new(Form::Number(value), len + mark.len_utf8(), words)),
        '.' => dotted(words),
        ')' | '）' => Some(Label::new(Form::NumberBracket(value), len + mark.len_utf8(), words)),
        // "9 - " and "9- " as Arabic has it.
        _ => {
            let dash = rest.trim_start();
            let sign = dash.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
            let close = words.len() - dash.len() + sign.len_utf8();
            let next = words[close..].chars().next();
            let arabic = words[close..].chars().find(|c| c.is_alphabetic()).is_none_or(is_arabic);
            (arabic && next.is_none_or(char::is_whitespace)).then(|| Label::new(Form::Number(value), close, words))
        }
    }
}

/// `1.2`, `1.2.`, `3.10.1.`: at least two numbers with a full stop between them.
fn dotted(words: &str) -> Option<Label> {
    let (first, mut len) = number(words)?;
    let mut last = first;
    let mut count = 1;
    while let Some(rest) = words[len..].strip_prefix('.') {
        let Some((value, digits)) = number(rest) else {
            len += 1;
            break;
        };
        (last, len, count) = (value, len + 1 + digits, count + 1);
        if count > 5 {
            return None;
        }
    }
    let ends = words[len..].chars().next().is_none_or(char::is_whitespace);
    (count > 1 && ends).then(|| Label::new(Form::Dotted(first, last), len, words))
}

fn bracketed(words: &str) -> Option<Label> {
    let open = words.chars().next()?;
    let inner = &words[open.len_utf8()..];
    let len = letters(inner).or_else(|| number(inner).map(|(_, len)| len))?;
    let close = inner[len..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let len = open.len_utf8() + len + close.len_utf8();
    // "(s) of" after a space is a label; "(s)" glued to a Latin word is not.
    let glued = words[len..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    (!glued).then(|| Label::new(Form::Bracket, len + first_below(&words[len..]), words))
}

/// `'1'` before Arabic words: a point of the second level.
fn quoted(words: &str) -> Option<Label> {
    let open = words.chars().next()?;
    let (_, len) = number(&words[open.len_utf8()..])?;
    let len = open.len_utf8() + len;
    let close = words[len..].chars().next().filter(|c| QUOTES.contains(c))?;
    let len = len + close.len_utf8();
    let arabic = words[len..].chars().find(|c| c.is_alphabetic()).is_none_or(is_arabic);
    let spaced = words[len..].chars().next().is_none_or(|c| c.is_whitespace() || is_arabic(c));
    (arabic && spaced).then(|| Label::new(Form::Bracket, len, words))
}

/// The length of a second number in brackets that begins a list below the first: the "(i)" of "(a) (i) The conversion".
fn first_below(rest: &str) -> usize {
    let second = rest.trim_start();
    let begins = ["(i)", "(a)", "(1)", "(أ)", "(а)"].into_iter().find(|first| second.starts_with(first));
    begins.map_or(0, |first| rest.len() - second.len() + first.len())
}

fn lettered(words: &str) -> Option<Label> {
    let len = letters(words)?;
    let mark = words[len..].chars().next()?;
    let end = len + mark.len_utf8();
    let spaced = words[end..].chars().next().is_none_or(char::is_whitespace);
    match mark {
        ')' | '）' if spaced => Some(Label::new(Form::Bracket, end, words)),
        '.' | '．' if spaced && words[..len].chars().all(|c| c.is_ascii_uppercase() || ('А'..='Я').contains(&c)) => {
            Some(Label::new(Form::Section, end, words))
        }
        _ => None,
    }
}

/// The length of a letter, a doubled letter or a small Roman number.
fn letters(words: &str) -> Option<usize> {
    // The Arabic alphabet has one label of two letters, هـ, whose second is the stretch.
    let is_stretch = |c: char| c == '\u{640}';
    let first = words.chars().find(|&c| !is_stretch(c))?;
    let (mut len, mut count, mut roman, mut alike) = (0, 0, true, true);
    for c in words.chars().take(6).take_while(|&c| c.is_alphabetic() || is_stretch(c)) {
        len += c.len_utf8();
        if !is_stretch(c) {
            count += 1;
            roman &= matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l');
            alike &= c == first;
        }
        // Most words are told from labels by their second letter.
        if count > 1 && !roman && !alike {
            return None;
        }
    }
    let fits = match count {
        1 => !is_han(first) || "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸".contains(first),
        // (bis), (ter) are no labels.
        2 => roman || alike,
        3..=5 => roman,
        _ => false,
    };
    fits.then_some(len)
}

/// Whether a character is of the Arabic script.
pub(super) const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Whether a character is Han.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// Whether a character is Han or its punctuation: no space stands between two of them.
pub(super) const fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_read_with_their_punctuation() {
        for (words, want) in [
            ("3. Calls upon", Some(("3.", Form::Number(3)))),
            ("1.吁请", Some(("1.", Form::Number(1)))),
            ("9 - تقرر", Some(("9 -", Form::Number(9)))),
            ("2) prie", Some(("2)", Form::NumberBracket(2)))),
            ("1.10. States", Some(("1.10.", Form::Dotted(1, 10)))),
            ("(a) General", Some(("(a)", Form::Bracket))),
            ("（一）国家", Some(("（一）", Form::Bracket))),
            ("(أ) تقدير", Some(("(أ)", Form::Bracket))),
            ("(هـ) تقدير", Some(("(هـ)", Form::Bracket))),
            ("iii) des", Some(("iii)", Form::Bracket))),
            ("а) общие", Some(("а)", Form::Bracket))),
            ("II. Measures", Some(("II.", Form::Section))),
            ("(1) one", Some(("(1)", Form::Bracket))),
            ("1998. The", None),
            ("62/17 of", None),
            ("3 December", None),
            ("10 bis. Also", Some(("10 bis.", Form::Number(10)))),
            ("8 alt. [Encourages", Some(("8 alt.", Form::Number(8)))),
            ("2.5 per cent", Some(("2.5", Form::Dotted(2, 5)))),
            ("(see A/51)", None),
            ("States", None),
            ("9 - Parts", None),
            ("‘1’ المأوى", Some(("‘1’", Form::Bracket))),
            ("'2' States", None),
        ] {
            let got = read(words).map(|label| (&words[..label.len], label.form));
            assert_eq!(got, want, "{words}");
        }
        assert!(alone("2.").is_some() && alone("(a)").is_some() && alone("2. The").is_none());
    }
}
