//! Lines put together to styled words: spaces from gaps, hyphens at line ends, emphasis, marks.

use rustc_hash::FxHashSet;

use super::lines::{Line, Unit, is_ideographic};
use crate::parse::{Emphasis, MarkAt, Styled};

/// What the whole document says about how its words are written.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Whether lines end in the middle of words, by hyphens that the typesetter put there.
    breaks_words: bool,
    /// Whether spaces at line ends are characters of the file.
    ends_in_spaces: bool,
    /// All words that stand within a line, in lower case.
    known: FxHashSet<String>,
}

impl Habits {
    /// Learns from all lines of a document.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut habits = Self::default();
        let mut ends: Vec<(String, String)> = Vec::new();
        let mut open: Option<String> = None;
        let (mut count, mut spaced_ends) = (0, 0);
        for line in lines {
            spaced_ends += usize::from(line.ends_in_space);
            count += 1;
            let text = habits.join([line].into_iter()).text;
            let words: Vec<&str> = text.split_whitespace().collect();
            if let (Some(start), Some(end)) = (open.take(), words.first()) {
                ends.push((start, bare(end)));
            }
            if let Some(start) = words.last().and_then(|word| word.strip_suffix('-')) {
                open = Some(bare(start));
            }
            let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
            habits.known.extend(inner.iter().map(|word| bare(word)).filter(|word| word.len() > 2));
        }
        let proved =
            |joint: &str| ends.iter().filter(|(start, end)| habits.known.contains(&format!("{start}{joint}{end}"))).count();
        habits.ends_in_spaces = spaced_ends * 5 > count;
        habits.breaks_words = proved("") >= 2 && proved("") > proved("-");
        habits
    }

    /// The words of lines, joined as one paragraph.
    pub fn join<'l>(&self, lines: impl Iterator<Item = &'l Line>) -> Styled {
        let mut writer = Writer::default();
        let mut before: Option<&Line> = None;
        for line in lines {
            self.break_line(&mut writer, before, line);
            before = Some(line);
            for (at, cell) in line.cells.iter().enumerate() {
                writer.pending |= at > 0;
                for unit in &cell.units {
                    writer.push(unit);
                }
            }
        }
        writer.finish()
    }

    /// Goes on to the next line of a paragraph.
    fn break_line(&self, writer: &mut Writer, before: Option<&Line>, next: &Line) {
        let spaced = before.is_some_and(|line| line.ends_in_space);
        let text = writer.words.text.trim_end();
        let (Some(last), Some(first)) = (text.chars().next_back(), next.units().find(|unit| !unit.is_space())) else { return };
        writer.pending = false;
        let length = text.len();
        let next_first = first.text.chars().next().unwrap_or(' ');
        if first.raised || is_ideographic(last) || is_ideographic(next_first) {
            writer.pending = spaced && !first.raised && (last.is_ascii_alphanumeric() || next_first.is_ascii_alphanumeric());
            return;
        }
        let word = &text[text.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
        match last {
            '\u{ad}' => writer.cut(length - last.len_utf8()),
            '-' | '\u{2010}' | '\u{2011}' if word.chars().count() > 1 => {
                let start = bare(word.trim_end_matches(last));
                let next_text = next.text();
                let end = bare(next_text.split_whitespace().next().unwrap_or_default());
                if is_conjunction(&end) {
                    writer.pending = true;
                } else if last != '\u{2011}' && self.is_broken(&start, &end, next_first) {
                    writer.cut(length - last.len_utf8());
                } else {
                    writer.cut(length);
                }
            }
            // Who drops the space at a line's end does not break an Arabic line after a stroke without one.
            '/' if !self.ends_in_spaces && word.chars().any(is_arabic) => writer.pending = true,
            '/' | '–' | '—' | '‒' if word.chars().count() > 1 && !spaced => writer.cut(length),
            _ => writer.pending = true,
        }
    }

    /// Whether a hyphen between two parts of a word stands there only because the line ended.
    fn is_broken(&self, start: &str, end: &str, first: char) -> bool {
        let (joined, hyphened) = (format!("{start}{end}"), format!("{start}-{end}"));
        if self.known.contains(&hyphened) || !first.is_lowercase() || start.chars().any(|c| !c.is_alphabetic()) {
            return false;
        }
        if self.known.contains(&joined) {
            return true;
        }
        self.breaks_words && !(self.known.contains(start) && self.known.contains(end))
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}')
}

/// A word in lower case without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// After a hyphen these begin a word of their own: "short- and long-term".
fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or" | "to" | "et" | "ou" | "y" | "o" | "e" | "u" | "и" | "или" | "nor")
}

/// Writes glyphs to words.
#[derive(Default)]
struct Writer {
    words: Styled,
    /// Whether a space comes before the next character.
    pending: bool,
    /// The mark that is being read.
    mark: String,
}

impl Writer {
    fn push(&mut self, unit: &Unit) {
        if unit.is_space() {
            self.end_mark();
            self.pending = true;
            return;
        }
        if unit.raised
            && let Some(part) = mark_part(&unit.text)
        {
            self.mark.push_str(part);
            return;
        }
        self.end_mark();
        let text = &mut self.words.text;
        // A mark that is taken out leaves no space before a sign that follows it.
        let closes = self.words.marks.last().is_some_and(|mark| mark.at == text.trim_end().len())
            && unit.text.starts_with([',', '.', '،', '؛', '，', '。', '；', '）', ')', '”']);
        if closes {
            text.truncate(text.trim_end().len());
        } else if self.pending && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        self.pending = false;
        let start = text.len();
        text.push_str(&unit.text);
        for (set, bold) in [(unit.italic, false), (unit.bold, true)] {
            if set {
                let range = start..text.len();
                match self.words.emphasis.iter_mut().rev().find(|emphasis| emphasis.bold == bold) {
                    Some(last) if text[last.range.end..start].trim().is_empty() => last.range.end = range.end,
                    _ => self.words.emphasis.push(Emphasis { range, bold }),
                }
            }
        }
    }

    /// Drops what stands after a byte, and the space that would come.
    fn cut(&mut self, length: usize) {
        self.words.text.truncate(length);
        for emphasis in &mut self.words.emphasis {
            emphasis.range.end = emphasis.range.end.min(length);
        }
        self.pending = false;
    }

    fn end_mark(&mut self) {
        if !self.mark.is_empty() {
            let mark = std::mem::take(&mut self.mark);
            let at = self.words.text.trim_end().len();
            for mark in mark.split([',', ' ']).filter(|mark| !mark.is_empty()) {
                self.words.marks.push(MarkAt { at, mark: mark.to_owned() });
            }
        }
    }

    fn finish(mut self) -> Styled {
        self.end_mark();
        self.words.emphasis.retain(|emphasis| emphasis.range.start < emphasis.range.end);
        self.words.emphasis.sort_by_key(|emphasis| emphasis.range.start);
        self.words
    }
}

/// What a raised glyph adds to a mark: brackets around marks add nothing; a raised letter ("43e") is no mark.
fn mark_part(text: &str) -> Option<&str> {
    match text {
        "(" | ")" | "[" | "]" | "（" | "）" => Some(""),
        _ if text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | ',')) => Some(text),
        _ => None,
    }
}
