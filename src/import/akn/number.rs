//! Numbers that are typed at the start of a paragraph's words, where the markup does not set them apart.

use crate::import::words::remove;
use crate::parse::Styled;

/// Cuts a typed number off the start of a paragraph's words: `1.`, `9 -`, `(a)`, `b)`, `(a) (i)`. It must be followed by white space.
pub(super) fn cut(styled: &mut Styled) -> Option<String> {
    let text = &styled.text;
    let start = text.len() - text.trim_start().len();
    let length = of(&text[start..])?;
    let number = text[start..start + length].to_owned();
    remove(styled, 0..start + length);
    Some(number)
}

/// The length of the number at the start of `text`.
fn of(text: &str) -> Option<usize> {
    let mut length = one(text)?;
    // "(a) (i)": the first of a list below.
    let second = text[length..].trim_start();
    if text.starts_with('(')
        && let Some(first) = ["(i)", "(a)", "(1)", "(أ)", "(а)"].into_iter().find(|first| second.starts_with(first))
    {
        length = text.len() - second.len() + first.len();
    }
    Some(length)
}

fn one(text: &str) -> Option<usize> {
    let body = text.strip_prefix(['(', '（']);
    let open = text.len() - body.unwrap_or(text).len();
    let token_end = |c: char| !c.is_alphanumeric() && c != '\u{200f}' && c != '\u{200e}';
    let rest = &text[open..];
    let token = &rest[..rest.find(token_end)?];
    let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
    let digits = token.chars().filter(|c| c.is_alphanumeric()).all(char::is_numeric);
    if letters == 0 || letters > if digits { 3 } else { 5 } {
        return None;
    }
    let after = &rest[token.len()..];
    let end = open + token.len();
    let followed = |at: usize| text[at..].chars().next().is_some_and(char::is_whitespace);
    let close = after.chars().next()?;
    let at = end + close.len_utf8();
    match close {
        ')' | '）' if open > 0 || followed(at) => Some(at),
        '.' | '．' if open == 0 && digits && followed(at) => Some(at),
        // Arabic: "9 -".
        _ if open == 0 && digits => {
            let dash = after.trim_start();
            let at = end + (after.len() - dash.len());
            let width = dash.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?.len_utf8();
            (at > end && followed(at + width)).then_some(at + width)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_told_from_words() {
        for (text, number) in [
            ("\t1.\tInvites", Some("1.")),
            ("\t1 -\tتدعو", Some("1 -")),
            ("٣ -\tترحب", Some("٣ -")),
            ("(a)\tTo be", Some("(a)")),
            ("\t(أ)\tأن", Some("(أ)")),
            ("a)\tde s’inspirer", Some("a)")),
            ("(a) (i)\tThe conversion", Some("(a) (i)")),
            ("(xviii) Data", Some("(xviii)")),
            ("2003. Then", None),
            ("Bearing (a) in mind", None),
            ("3.5 per cent", None),
            ("10-year", None),
            ("with the intent", None),
            ("(resumed) meeting", None),
            ("", None),
        ] {
            let mut styled = Styled { text: text.to_owned(), ..Styled::default() };
            assert_eq!(cut(&mut styled).as_deref(), number, "{text}");
        }
    }
}
