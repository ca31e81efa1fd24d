//! Footnote marks that are typed as words: `made[3]`, `made(3)`, `made, 3/`, with notes that begin `[3] `, `(3) `, `3/ `.
//!
//! Square brackets are what is left of a superscript where a page was copied, round ones are how Arabic prints its marks, and a stroke
//! is how the United Nations printed them until the end of the 1990s. A number in brackets may be many things; it is a mark where a
//! note begins with it and the text carries it after a word.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::furniture::name;
use super::label;
use super::lines::{Fate, Line};
use super::notes;

/// What stands around a typed mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    Square,
    Round,
    Stroke,
}

/// A typed mark: its form, its number, and its bytes with the white space that goes with it.
type Typed = (Form, u32, Range<usize>);

/// Sets the typed marks of notes and text apart from the words, as superscripts are.
pub(super) fn tell(lines: &mut [Line], cues: &Cues) {
    let leads: Vec<(usize, Typed)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, leading(line).filter(|_| line.is_open())?))).collect();
    if leads.is_empty() {
        return;
    }
    let carried: FxHashSet<(Form, u32)> =
        lines.iter().filter(|line| line.is_open()).flat_map(|line| inside(line.words())).map(|(form, n, _)| (form, n)).collect();
    let mut known: FxHashSet<(Form, u32)> = FxHashSet::default();
    let mut last: Option<(Form, u32)> = None;
    for (at, (form, n, cut)) in leads {
        let after_rule = at > 0 && (lines[at - 1].fate == Fate::Furniture(name::RULE) || heads_notes(&lines[at - 1], cues));
        // Lists have numbers in round brackets too, and stand after a colon or their own points.
        let in_list = || at > 0 && lines[at - 1].words().ends_with([':', ';', ',', '：', '；', '，', '؛', '،']);
        let told = form == Form::Square
            || after_rule
            || last == Some((form, n.wrapping_sub(1)))
            || (!in_list() && notes::is_note_like(&lines[at].words()[cut.end..], cues));
        if !told || !carried.contains(&(form, n)) {
            continue;
        }
        known.insert((form, n));
        last = Some((form, n));
        lines[at].styled = lines[at].styled.with_marks_for(&[(cut, n.to_string())]);
        if after_rule {
            lines[at - 1].fate = Fate::Furniture(name::RULE);
        }
    }
    for line in lines.iter_mut().filter(|line| line.is_open() && line.leading_mark().is_none()) {
        let found: Vec<(Range<usize>, String)> = inside(line.words())
            .filter(|(form, n, _)| known.contains(&(*form, *n)))
            .map(|(_, n, cut)| (cut, n.to_string()))
            .collect();
        if !found.is_empty() {
            line.styled = line.styled.with_marks_for(&found);
        }
    }
}

/// Whether a line is the heading of the notes: "Notes", "الحواشي".
fn heads_notes(line: &Line, cues: &Cues) -> bool {
    line.is_open() && line.words().len() < 40 && cues.names_footnotes(line.words().trim_end_matches([':', '：']))
}

/// The typed mark with which a line of words begins.
fn leading(line: &Line) -> Option<Typed> {
    let words = line.words();
    if !words.starts_with(|c: char| c.is_numeric() || matches!(c, '[' | '(' | '［' | '（')) || line.leading_mark().is_some() {
        return None;
    }
    let (form, n, len) = read(words)?;
    let rest = words[len..].trim_start();
    // "77/27. Developments" is a title.
    if form == Form::Stroke && rest.len() == words.len() - len {
        return None;
    }
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '«' | '《' | '”'))
        .then(|| (form, n, 0..words.len() - rest.len()))
}

/// A typed mark at the beginning of words, and its length.
fn read(words: &str) -> Option<(Form, u32, usize)> {
    let first = words.chars().next()?;
    let (form, open) = match first {
        '[' | '［' => (Form::Square, first.len_utf8()),
        '(' | '（' => (Form::Round, first.len_utf8()),
        _ => (Form::Stroke, 0),
    };
    let (n, digits) = label::number(&words[open..])?;
    let close = words[open + digits..].chars().next()?;
    let closes = match form {
        Form::Square => matches!(close, ']' | '］'),
        Form::Round => matches!(close, ')' | '）'),
        Form::Stroke => close == '/',
    };
    (closes && n > 0).then_some((form, n, open + digits + close.len_utf8()))
}

/// What stands between a word and its mark, or after the mark; in Arabic “ closes.
const CLOSING: [char; 18] = [',', ';', ':', '.', '”', '“', '"', '»', '’', ')', '،', '؛', '、', '，', '；', '：', '。', '》'];

/// The numbers in the words that may be typed marks.
fn inside(words: &str) -> impl Iterator<Item = Typed> {
    let signs = words.match_indices(['[', '［', '(', '（', '/']);
    signs.filter_map(move |(sign, text)| {
        // A stroke stands after its number.
        let start = if text == "/" { words[..sign].trim_end_matches(char::is_numeric).len() } else { sign };
        let (form, n, len) = read(&words[start..])?;
        let (before, after) = (&words[..start], &words[start + len..]);
        let bare = before.trim_end();
        let last = bare.chars().next_back();
        let closes = |c: char| CLOSING.contains(&c);
        let next_fits = after.chars().next().is_none_or(|c| match form {
            Form::Stroke => c.is_whitespace() || closes(c),
            Form::Square | Form::Round => !c.is_ascii_alphanumeric(),
        });
        let before_fits = match (form, last) {
            // A line that begins with the mark of the word before it.
            (Form::Square | Form::Stroke, None) => after.trim_start().starts_with(|c: char| closes(c) || c.is_lowercase()),
            (Form::Square, Some(_)) => true,
            (Form::Round, Some(last)) => {
                // 第四条(1)款 counts what is in an article.
                let counts = matches!(last, '条' | '款' | '项' | '段' | '节' | '章' | '目');
                bare.len() == before.len() && !counts && (last.is_alphabetic() || closes(last) || ends_a_citation(bare))
            }
            (Form::Stroke, Some(last)) => bare.len() < before.len() && (last.is_alphanumeric() || closes(last)),
            (Form::Round, None) => false,
        };
        // At the beginning of a line the white space after it goes too.
        let end = if last.is_none() { words.len() - after.trim_start().len() } else { start + len };
        (before_fits && next_fits).then_some((form, n, bare.len()..end))
    })
}

/// Whether words end in a year or a symbol: after them a number in brackets is no part of a citation, as it is in "article 4(3)".
fn ends_a_citation(words: &str) -> bool {
    // No symbol is longer; lines may be without end.
    let words = &words[words.ceil_char_boundary(words.len().saturating_sub(60))..];
    let token = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    token.contains('/') || token.chars().rev().take_while(|c| c.is_numeric()).count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_after_words() {
        let told = |words: &str| inside(words).map(|(_, n, cut)| format!("{n}:{}", &words[cut])).collect::<Vec<_>>().join(" ");
        for (words, want) in [
            ("the report[10];", "10:[10]"),
            ("the report [3] and", "3: [3]"),
            ("celle-ci[8],", "8:[8]"),
            ("主动行动，[3]认为", "3:[3]"),
            ("الأمين العام(٤)،", "4:(٤)"),
            ("of 17 December 1970, 1/ and of 1971 2/", "1: 1/ 2: 2/"),
            ("لعام ١٩٩٥(٥)، ولا", "5:(٥)"),
            ("article 3 (1) and (2) and 4(3)", ""),
            ("and/or 3/4 of 70/1, A/51/261", ""),
            ("[3], adopted", "3:[3]"),
            ("第四条(1)款", ""),
            ("2/ , con una", "2:2/ "),
            ("17/ and encourages", "17:17/ "),
            ("resolution 75/191(3) and", "3:(3)"),
            ("[3] See", ""),
        ] {
            assert_eq!(told(words), want, "{words}");
        }
    }
}
