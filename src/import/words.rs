//! Words on their way out of a marked-up file: what is italic, where the footnote marks stand, what links.

use std::ops::Range;

use crate::parse::{Emphasis, Link, MarkAt, Styled};

/// Words that are being collected.
#[derive(Debug, Default)]
pub(super) struct Words {
    styled: Styled,
    /// White space with a line break that may be the printing of the markup alone.
    gap: bool,
    /// Raised digits, which may be footnote marks that the markup does not know as such.
    raised: Vec<Range<usize>>,
}

impl Words {
    /// How many bytes there are so far.
    pub(super) const fn len(&self) -> usize {
        self.styled.text.len()
    }

    /// Whether there is neither a word nor a mark.
    pub(super) fn is_blank(&self) -> bool {
        self.styled.marks.is_empty() && self.styled.text.trim().is_empty()
    }

    /// The words so far.
    pub(super) fn as_str(&self) -> &str {
        &self.styled.text
    }

    /// Adds words as they stand.
    pub(super) fn push(&mut self, text: &str) {
        self.styled.text.push_str(text);
    }

    /// Adds words of a pretty-printed file: line breaks between two elements are a space, but none before punctuation.
    pub(super) fn push_printed(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if text.contains('\n') && text.trim().is_empty() {
            self.gap = true;
            return;
        }
        if std::mem::take(&mut self.gap) && !self.styled.text.is_empty() && !text.starts_with(is_closing) {
            self.styled.text.push(' ');
        }
        self.styled.text.push_str(text);
    }

    /// Sets a footnote mark here.
    pub(super) fn mark(&mut self, mark: &str) {
        self.styled.marks.push(MarkAt { at: self.styled.text.len(), mark: mark.to_owned() });
    }

    /// Everything since `start` is italic, or bold.
    pub(super) fn emphasize(&mut self, start: usize, bold: bool) {
        let end = self.styled.text.len();
        if start >= end {
            return;
        }
        // Word processors cut one phrase into many runs.
        if let Some(last) = self.styled.emphasis.last_mut()
            && last.bold == bold
            && last.range.end == start
        {
            last.range.end = end;
            return;
        }
        self.styled.emphasis.push(Emphasis { range: start..end, bold });
    }

    /// Everything since `start` is a link.
    pub(super) fn link(&mut self, start: usize, target: String) {
        if start < self.styled.text.len() {
            self.styled.links.push(Link { range: start..self.styled.text.len(), target });
        }
    }

    /// Everything since `start` is raised.
    pub(super) fn raise(&mut self, start: usize) {
        let is_mark =
            |text: &str| !text.is_empty() && (text.bytes().all(|b| b.is_ascii_digit()) || text.bytes().all(|b| b == b'*'));
        if self.styled.text.get(start..).is_some_and(|text| is_mark(text.trim())) {
            let end = self.styled.text.len();
            // What is raised within what is raised is a part of it.
            while self.raised.last().is_some_and(|last| last.start >= start) {
                self.raised.pop();
            }
            match self.raised.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => self.raised.push(start..end),
            }
        }
    }

    /// Takes in words that were collected apart.
    pub(super) fn append(&mut self, after: Styled) {
        let all = joined(std::mem::take(&mut self.styled), after, "");
        self.styled = all;
    }

    /// The finished words: brackets that stand around a mark are part of the mark, raised digits after a word are marks.
    pub(super) fn finish(mut self) -> Styled {
        let mut raised = std::mem::take(&mut self.raised);
        raised.retain(|range| is_mark_at(&self.styled.text, range.start));
        let marks = raised.iter().map(|range| MarkAt { at: range.start, mark: self.styled.text[range.clone()].trim().to_owned() });
        self.styled.marks = marks.chain(std::mem::take(&mut self.styled.marks)).collect();
        self.styled.marks.sort_by_key(|mark| mark.at);
        self.styled = without(&self.styled, raised);
        let mut brackets: Vec<Range<usize>> = Vec::new();
        for &MarkAt { at, .. } in &self.styled.marks {
            let (before, after) = self.styled.text.split_at(at);
            let is_new = brackets.last().is_none_or(|last| last.end <= at.saturating_sub(1));
            if is_new && before.ends_with('(') && after.starts_with(')') {
                brackets.push(at - 1..at + 1);
            }
        }
        self.styled = without(&self.styled, brackets);
        self.styled.emphasis.sort_by_key(|e| e.range.start);
        self.styled.links.sort_by_key(|l| l.range.start);
        self.styled
    }
}

/// The words of a note without the tabs and the empty brackets that its own mark left.
pub(super) fn note_words(mut styled: Styled) -> Styled {
    let text = styled.text.trim_start();
    let blank = styled.text.len() - text.len();
    let bracket = text.strip_prefix('(').and_then(|rest| rest.trim_start().strip_prefix(')'));
    let cut = bracket.map_or(blank, |rest| styled.text.len() - rest.trim_start().len());
    remove(&mut styled, 0..cut);
    styled
}

/// Two stretches of one paragraph, with `between` between.
pub(super) fn joined(mut before: Styled, after: Styled, between: &str) -> Styled {
    if !between.is_empty() {
        before.text.truncate(before.text.trim_end().len());
        before.text.push_str(between);
    }
    let shift = before.text.len();
    before.text.push_str(&after.text);
    let moved = |range: Range<usize>| range.start + shift..range.end + shift;
    before.emphasis.extend(after.emphasis.into_iter().map(|e| Emphasis { range: moved(e.range), ..e }));
    before.links.extend(after.links.into_iter().map(|l| Link { range: moved(l.range), ..l }));
    before.marks.extend(after.marks.into_iter().map(|m| MarkAt { at: m.at + shift, ..m }));
    before
}

/// The words without some ranges of bytes, which are in order. All are taken out at once: thousands would each move all that follows.
fn without(styled: &Styled, ranges: Vec<Range<usize>>) -> Styled {
    let edits: Vec<(Range<usize>, &str)> = ranges.into_iter().map(|range| (range, "")).collect();
    let mut left = styled.edited(&edits);
    left.emphasis.retain(|e| !e.range.is_empty());
    left.links.retain(|l| !l.range.is_empty());
    left
}

/// Removes a range of bytes of the words.
pub(super) fn remove(styled: &mut Styled, range: Range<usize>) {
    if range.is_empty() {
        return;
    }
    styled.text.replace_range(range.clone(), "");
    let moved = |at: usize| if at >= range.end { at - range.len() } else { at.min(range.start) };
    for emphasis in &mut styled.emphasis {
        emphasis.range = moved(emphasis.range.start)..moved(emphasis.range.end);
    }
    for link in &mut styled.links {
        link.range = moved(link.range.start)..moved(link.range.end);
    }
    for mark in &mut styled.marks {
        mark.at = moved(mark.at);
    }
    styled.emphasis.retain(|e| !e.range.is_empty());
    styled.links.retain(|l| !l.range.is_empty());
}

/// Punctuation that closes on the word before it.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | '.' | ':' | '!' | '?' | ')' | ']' | '،' | '؛' | '，' | '；' | '。' | '：' | '、' | '）' | '”' | '’' | '»'
    )
}

/// Whether raised digits at `at` are a footnote mark and no exponent: they follow punctuation or a word, no unit and no number.
fn is_mark_at(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches('(');
    // No word is longer; a megabyte without a space is not walked back through for every mark in it.
    let word: String = before.chars().rev().take(64).take_while(|c| c.is_alphanumeric()).collect();
    if word.is_empty() {
        return before.chars().next_back().is_some_and(|c| is_closing(c) || c == '"');
    }
    // Written backwards: m, km, cm, CO, H, O, N, and the Cyrillic metres.
    !word.chars().all(char::is_numeric) && !matches!(&*word, "m" | "mk" | "mc" | "OC" | "H" | "O" | "N" | "м" | "мк" | "мс")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_after_words_are_marks_and_after_units_are_not() {
        for (before, raised, marks) in [
            ("made,", "1", vec![(5, "1")]),
            ("5 m", "2", vec![]),
            ("Treaty", "12", vec![(6, "12")]),
            ("10", "6", vec![]),
            ("N", "o", vec![]),
        ] {
            let mut words = Words::default();
            words.push(before);
            let start = words.len();
            words.push(raised);
            words.raise(start);
            let styled = words.finish();
            let found: Vec<(usize, &str)> = styled.marks.iter().map(|m| (m.at, &*m.mark)).collect();
            assert_eq!(found, marks, "{before}{raised}");
        }
    }

    #[test]
    fn brackets_around_a_mark_are_part_of_it() {
        let mut words = Words::default();
        words.push("العضوية(");
        words.mark("1");
        words.push(")،");
        let styled = words.finish();
        assert_eq!(styled.text, "العضوية،");
        assert_eq!(styled.marks[0].at, "العضوية".len());
        let mut words = Words::default();
        words.push("made");
        let outer = words.len();
        words.push("1");
        let inner = words.len();
        words.push("2");
        words.raise(inner);
        words.raise(outer);
        let styled = words.finish();
        assert_eq!((styled.text.as_str(), styled.marks[0].mark.as_str()), ("made", "12"));
        let note = Styled { text: "\t()\tA/77/275.".to_owned(), ..Styled::default() };
        assert_eq!(note_words(note).text, "A/77/275.");
    }

    #[test]
    fn the_printing_of_the_markup_leaves_a_space_or_none() {
        let mut words = Words::default();
        for piece in ["\n  ", "General", "\n  ", "Assembly", "\n ", ",", "\n"] {
            words.push_printed(piece);
        }
        assert_eq!(words.as_str(), "General Assembly,");
    }
}
