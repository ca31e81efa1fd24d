//! From the lines of a page back to running words.

use super::label::{is_han, is_wide};
use super::lines::Line;
use crate::lexicon;
use crate::parse::Styled;

/// Joins lines as the document itself would print them in one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joiner {
    /// Whether the document sets a space between Chinese and European characters.
    spaced: bool,
}

impl Joiner {
    /// Learns the habit of a document.
    pub(super) fn of(lines: &[Line]) -> Self {
        let (mut spaced, mut tight) = (0_usize, 0_usize);
        let has_han = |line: &&Line| lexicon::others(line.words()).any(|(_, c)| is_han(c));
        for line in lines.iter().take(2_000).filter(has_han) {
            let mut before = ['\0'; 2];
            // The beginning tells the habit: a line may be a whole book.
            for c in line.words().chars().take(2_000) {
                if before[1] == ' ' && mixed(before[0], c) {
                    spaced += 1;
                } else if mixed(before[1], c) {
                    tight += 1;
                }
                before = [before[1], c];
            }
        }
        Self { spaced: spaced > tight }
    }

    /// Adds the next line.
    pub(super) fn join(self, words: &mut Styled, next: &Styled) {
        let glue = match (words.text.chars().next_back(), next.text.chars().next()) {
            (None, _) | (_, None) => "",
            (Some(last), Some(first)) => self.glue(&words.text, last, first),
        };
        words.append(glue, next);
    }

    fn glue(self, words: &str, last: char, first: char) -> &'static str {
        let hyphenated = || words[..words.len() - last.len_utf8()].chars().next_back().is_some_and(char::is_alphanumeric);
        match last {
            '-' if first.is_alphanumeric() && hyphenated() => "",
            '–' if first.is_ascii_digit() && hyphenated() => "",
            '/' if first.is_alphanumeric() => "",
            _ if is_wide(last) && is_wide(first) => "",
            // A full-width comma or bracket brings its own space.
            _ if (is_wide(last) && !is_han(last)) || (is_wide(first) && !is_han(first)) => "",
            _ if mixed(last, first) && !self.spaced => "",
            _ => " ",
        }
    }
}

/// Whether one of two neighbours is Han and the other European.
fn mixed(a: char, b: char) -> bool {
    (is_han(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_han(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_as_their_script_does() {
        for (a, b, spaced, want) in [
            ("means", "affect", false, "means affect"),
            ("confidence-", "building", false, "confidence-building"),
            ("States -", "that", false, "States - that"),
            ("A/C.1/", "67/L.30", false, "A/C.1/67/L.30"),
            ("确", "认", false, "确认"),
            ("第", "53/70", true, "第 53/70"),
            ("1998", "年", false, "1998年"),
            ("，", "53/70", true, "，53/70"),
            ("2021–", "2025", false, "2021–2025"),
        ] {
            let mut words = Styled::plain(a);
            Joiner { spaced }.join(&mut words, &Styled::plain(b));
            assert_eq!(words.text, want);
        }
    }
}
