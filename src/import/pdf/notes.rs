//! Footnotes: found below their rule, or by their smaller type at a page's foot, and parted by their marks.

use super::furniture::Sheet;
use super::glyphs::Rule;
use super::lines::{Line, Unit};

/// A footnote.
#[derive(Debug)]
pub(super) struct Note {
    /// Its mark as printed, without brackets.
    pub mark: String,
    /// The page on which it begins.
    pub page: u32,
    /// Its lines; of the first, the mark is cut off.
    pub lines: Vec<Line>,
}

/// Moves the lines of footnotes out of a page's body. Rules that are typed come back.
pub(super) fn part(sheet: &mut Sheet, rules: &[Rule], body_size: f32, right_to_left: bool) -> Vec<String> {
    // Older documents type the rule, and some a shorter one under the end of the text.
    let is_typed_rule = |line: &Line| {
        let text = line.text();
        text.chars().count() >= 5 && text.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '―' | ' '))
    };
    let mut taken = Vec::new();
    while let Some(line) = sheet.body.pop_if(|line| is_typed_rule(line)) {
        taken.push(line.text());
    }
    let lines = &sheet.body;
    let is_small = |line: &Line| line.size < 0.94 * body_size;
    let alone = |rule: &&Rule| {
        let same = |other: &&Rule| {
            (other.y - rule.y).abs() < 1.5 && ((other.left - rule.left).abs() > 3.0 || (other.right - rule.right).abs() > 3.0)
        };
        !rules.iter().any(|other| same(&other)) && rule.y > 0.15 * sheet.height && rule.right - rule.left < 330.0
    };
    let mut starts: Vec<(usize, bool)> = rules
        .iter()
        .filter(alone)
        .filter_map(|rule| lines.iter().position(|line| line.y > rule.y + 0.2 * line.size).map(|at| (at, false)))
        .chain(lines.iter().enumerate().filter(|(_, line)| is_typed_rule(line)).map(|(at, _)| (at + 1, true)))
        .filter(|&(at, _)| at < lines.len())
        .collect();
    starts.sort_unstable();
    let below_rule = starts.into_iter().find(|&(at, _)| {
        let below = &lines[at..];
        below.iter().all(is_small)
            || (below[0].y > 0.35 * sheet.height && below.iter().any(begins_with_mark) && below.len() < lines.len())
    });
    let unruled = || {
        let at = lines.iter().rposition(|line| !is_small(line)).map_or(0, |at| at + 1);
        let first = lines[at..].iter().position(|line| line.units().next().is_some_and(|unit| unit.raised))?;
        Some((at + first, false))
    };
    let Some((at, typed)) = below_rule.or_else(unruled) else { return taken };
    sheet.notes = sheet.body.split_off(at);
    while sheet.notes.first().is_some_and(is_typed_rule) {
        taken.push(sheet.notes.remove(0).text());
    }
    if right_to_left {
        turn(&mut sheet.notes);
    }
    if typed {
        taken.extend(sheet.body.pop().map(|line| line.text()));
    }
    taken
}

/// Whether a mark stands at an edge of a line, as a footnote's does.
fn begins_with_mark(line: &Line) -> bool {
    let mut units: Vec<&Unit> = line.units().filter(|unit| !unit.is_space()).collect();
    units.sort_by(|a, b| a.x.total_cmp(&b.x));
    let is_mark = |units: &[&Unit]| {
        let open = units.iter().take_while(|unit| matches!(unit.text.as_str(), "(" | ")")).count();
        let mark = units[open..].iter().take_while(|unit| unit.text.chars().all(|c| c.is_ascii_digit() || c == '*')).count();
        let next = units[open..].get(mark).filter(|_| (1..=3).contains(&mark));
        next.is_some_and(|next| {
            let last = units[open + mark - 1];
            matches!(next.text.as_str(), "(" | ")")
                || last.raised
                || (next.x - last.right).max(last.x - next.right) > 0.15 * next.size
        })
    };
    let from_left = is_mark(&units);
    units.reverse();
    from_left || is_mark(&units)
}

/// Some right-to-left documents set their footnotes from left to right: where the marks stand at the left.
fn turn(notes: &mut [Line]) {
    let edge = notes.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let leftmost = |line: &Line| {
        let first = line.units().filter(|unit| !unit.is_space()).min_by(|a, b| a.x.total_cmp(&b.x));
        first.is_some_and(|unit| unit.x - edge < 2.0 * unit.size && unit.text.chars().all(|c| c.is_ascii_digit() || c == '*'))
    };
    let end = notes.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let short = notes.iter().filter(|line| end - line.right > 4.0 * line.size || line.left - edge > 4.0 * line.size);
    let (left, right): (Vec<&Line>, Vec<&Line>) = short.partition(|line| line.left - edge < end - line.right);
    // Marks at the left, and short lines that begin there.
    if notes.iter().any(leftmost) && left.len() >= right.len() {
        notes.iter_mut().for_each(Line::turn);
    }
}

/// Parts the lines of all pages into footnotes. What stands before the first mark continues the footnote of the page before.
/// Lines that no mark explains come back.
pub(super) fn split(sheets: &mut [Sheet]) -> (Vec<Note>, Vec<Line>) {
    let mut notes: Vec<Note> = Vec::new();
    let mut stray = Vec::new();
    for sheet in sheets {
        for mut line in std::mem::take(&mut sheet.notes) {
            let expected = notes.last().and_then(|note: &Note| note.mark.parse::<u32>().ok()).map_or(1, |last| last + 1);
            if let Some((mark, length)) = mark_of(&line, Some((expected, notes.is_empty()))) {
                cut(&mut line, length);
                notes.push(Note { mark, page: line.page, lines: vec![line] });
            } else if let Some(note) = notes.last_mut() {
                note.lines.push(line);
            } else {
                stray.push(line);
            }
        }
    }
    (notes, stray)
}

/// The mark that a line of a footnote begins with, and how many glyphs it takes. A number that is not raised is a mark only if it is the
/// one expected, or where nothing is known yet.
fn mark_of(line: &Line, expected: Option<(u32, bool)>) -> Option<(String, usize)> {
    let units: Vec<&Unit> = line.units().collect();
    let is_part =
        |unit: &&&Unit| unit.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '(' | ')' | '[' | ']'));
    let raised = units.iter().take_while(|unit| unit.raised && is_part(unit)).count();
    let length = if raised > 0 { raised } else { units.iter().take_while(is_part).count() };
    let mark: String =
        units[..length].iter().flat_map(|unit| unit.text.chars()).filter(|c| !matches!(c, '(' | ')' | '[' | ']')).collect();
    if mark.is_empty() || mark.len() > 4 {
        return None;
    }
    if raised > 0 || mark.starts_with(['*', '†', '‡', '§']) {
        return Some((mark, length));
    }
    let next = units.get(length)?;
    let apart =
        next.is_space() || next.x - units[length - 1].right > 0.2 * next.size || units[length - 1].x - next.right > 0.2 * next.size;
    let (number, first) = expected?;
    (apart && mark.parse::<u32>().is_ok_and(|value| value == number || first)).then_some((mark, length))
}

/// Cuts the mark off a line, and the empty brackets that stand where a word processor kept it.
fn cut(line: &mut Line, length: usize) {
    let mut left = length;
    for cell in &mut line.cells {
        let count = left.min(cell.units.len());
        cell.units.drain(..count);
        left -= count;
        let empty = cell.units.iter().take_while(|unit| unit.is_space() || matches!(unit.text.as_str(), "(" | ")")).count();
        let brackets: String = cell.units[..empty].iter().filter(|unit| !unit.is_space()).map(|unit| unit.text.as_str()).collect();
        if brackets.is_empty() || matches!(brackets.as_str(), "()" | ")(" | ")") {
            cell.units.drain(..empty);
        }
        if !cell.units.is_empty() {
            break;
        }
    }
    line.cells.retain(|cell| !cell.units.is_empty());
}
