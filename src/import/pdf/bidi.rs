//! Right-to-left lines from the order in which they are seen to the order in which they are read.
//!
//! A file places glyphs; a line that is sorted by place is in visual order. To read it, it is turned round, and what runs from left to
//! right in it (words of other scripts, numbers with the signs inside them) is turned back, as the Unicode bidirectional algorithm
//! (UAX #9) would have laid it out in a right-to-left paragraph.

use super::lines::Unit;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    Digit,
    Right,
    Neutral,
}

fn class(unit: &Unit) -> Class {
    unit.text
        .chars()
        .find_map(|c| match c {
            // The Arabic semicolon and question mark are strong, other than the comma.
            '؛' | '؟' => Some(Class::Right),
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' if c.is_alphabetic() => Some(Class::Right),
            _ if c.is_numeric() => Some(Class::Digit),
            _ if c.is_alphabetic() => Some(Class::Left),
            _ => None,
        })
        .unwrap_or(Class::Neutral)
}

/// Whether units of a right-to-left line, from left to right, are in an order in which they are not read. They are if some letter or
/// sign is Arabic; of those without, such as a date in English, if the file wrote what stands left after what stands right.
pub(super) fn is_visual(units: &[Unit]) -> bool {
    let is_arabic = |unit: &Unit| class(unit) == Class::Right || unit.text.contains('،');
    let strong: Vec<&Unit> = units.iter().filter(|unit| class(unit) != Class::Neutral).collect();
    units.iter().any(is_arabic) || strong.windows(2).any(|pair| pair[1].order < pair[0].order)
}

/// Turns units from visual order (left to right) into logical order in a right-to-left line.
pub(super) fn to_logical(units: Vec<Unit>) -> Vec<Unit> {
    let classes: Vec<Class> = units.iter().map(class).collect();
    let mut pieces: Vec<Vec<Unit>> = Vec::new();
    let mut units = units.into_iter();
    let mut at = 0;
    while at < classes.len() {
        let end = run_end(units.as_slice(), &classes[at..]) + at;
        pieces.push(units.by_ref().take(end - at).collect());
        at = end;
    }
    let mut logical: Vec<Unit> = pieces.into_iter().rev().flatten().collect();
    pair_brackets(&mut logical);
    logical
}

/// Turns units from visual order into logical order in a left-to-right line: runs of right-to-left words are turned.
pub(super) fn to_logical_from_left(units: Vec<Unit>) -> Vec<Unit> {
    let classes: Vec<Class> = units.iter().map(class).collect();
    let runs: Vec<u32> = units.iter().map(|unit| unit.run).collect();
    let spaces: Vec<bool> = units.iter().map(Unit::is_space).collect();
    // The space at the left of an operation's words ends them, if they are right-to-left words.
    let opens_run = |at: usize| at > 0 && spaces[at] && runs[at - 1] != runs[at];
    let mut logical = Vec::with_capacity(units.len());
    let mut rest = units.into_iter();
    let mut at = 0;
    while at < classes.len() {
        let is_run = match classes[at] {
            Class::Right => true,
            // A number to the left of such a word was written after it.
            Class::Digit => {
                let after =
                    classes[at..].iter().position(|class| matches!(class, Class::Right | Class::Left)).map(|skip| at + skip);
                after.is_some_and(|after| {
                    classes[after] == Class::Right && rest.as_slice()[after - at].order < rest.as_slice()[0].order
                })
            }
            // So was a bracket that closes such a run.
            Class::Neutral if opens_run(at) => classes[at..]
                .iter()
                .zip(&runs[at..])
                .take_while(|(_, run)| **run == runs[at])
                .any(|(class, _)| *class == Class::Right),
            Class::Neutral => {
                let touching = rest.as_slice().iter().position(|unit| class(unit) != Class::Neutral || unit.is_space());
                touching.is_some_and(|next| {
                    let units = rest.as_slice();
                    let is_one = classes[at + next] == Class::Right && units[next].run == units[0].run;
                    !units[next].is_space() && classes[at + next] != Class::Left && (is_one || units[next].order < units[0].order)
                })
            }
            Class::Left => false,
        };
        let mut end = at + 1;
        if is_run {
            let left = classes[at..].iter().position(|&class| class == Class::Left).map_or(classes.len(), |skip| at + skip);
            end = classes[at..left].iter().rposition(|&class| class == Class::Right).map_or(end, |last| at + last + 1);
            end = at + until_bracket(&rest.as_slice()[..end - at]);
        }
        let part: Vec<Unit> = rest.by_ref().take(end - at).collect();
        logical.extend(if is_run { to_logical(part) } else { part });
        at = end;
    }
    logical
}

/// How many units of right-to-left words stand before a bracket that parts them. A bracket around words that run from left to right
/// is laid out as they are, and so are the right-to-left words on its sides: the file wrote left ones, bracket and right ones in turn.
fn until_bracket(units: &[Unit]) -> usize {
    let is_bracket = |unit: &Unit| matches!(unit.text.as_str(), "(" | ")" | "[" | "]");
    let parts = |&at: &usize| {
        let bracket = &units[at];
        let before = units[..at].iter().rfind(|unit| class(unit) != Class::Neutral);
        let after = units[at..].iter().find(|unit| class(unit) != Class::Neutral);
        let (Some(before), Some(after)) = (before, after) else { return false };
        // Files that show each glyph by itself say nothing by their order.
        let shows_words = units[..at].iter().filter(|unit| unit.run == before.run && !unit.is_space()).count() > 1;
        let is_apart = bracket.run != before.run && bracket.run != after.run && before.run != after.run;
        is_bracket(bracket) && shows_words && is_apart && before.order < bracket.order && bracket.order < after.order
    };
    match (1..units.len()).find(parts) {
        Some(bracket) => units[..bracket].iter().rposition(|unit| class(unit) != Class::Neutral).map_or(bracket, |last| last + 1),
        None => units.len(),
    }
}

/// How many units from the first one on run from left to right; one if the first does not.
fn run_end(units: &[Unit], classes: &[Class]) -> usize {
    if !matches!(classes[0], Class::Left | Class::Digit) {
        return 1;
    }
    let mut has_letter = classes[0] == Class::Left;
    let mut end = 1;
    while let Some(skip) = classes[end..].iter().position(|&class| class != Class::Neutral) {
        let next = end + skip;
        if classes[next] == Class::Right {
            break;
        }
        let between = &units[end..next];
        let has_space = between.iter().any(Unit::is_space) || units[next].x - units[next - 1].right > 0.4 * units[next].size;
        // A dash between years does not join them as a stroke does, though a file may call it a hyphen: the file wrote the right one first.
        // Of words apart, only those that the file wrote one after the other are sure to be one run.
        let in_order = units[next].order > units[end - 1].order && units[next].order - units[end - 1].order < 12;
        let joins = match classes[next] {
            _ if between.is_empty() && !has_space => true,
            Class::Digit if !has_letter => !has_space && in_order && between.len() == 1 && is_separator(&between[0].text),
            Class::Digit => !has_space || in_order,
            _ => has_letter && (!has_space || in_order),
        };
        if !joins {
            break;
        }
        has_letter |= classes[next] == Class::Left;
        end = next + 1;
    }
    // A per cent sign belongs to the number before it.
    if units.get(end).is_some_and(|unit| matches!(unit.text.as_str(), "%" | "٪" | "°")) {
        end += 1;
    }
    end
}

/// The signs that stay within a number.
fn is_separator(text: &str) -> bool {
    matches!(text, "/" | "." | "," | ":" | "-" | "+" | "،" | "٫" | "٬" | "\u{a0}")
}

/// Some files keep a mirrored bracket as the character it was, others as the one it looks like. Brackets come in pairs: where a closing
/// one comes first, all of the line are turned.
fn pair_brackets(units: &mut [Unit]) {
    let brackets = || units.iter().filter_map(|unit| unit.text.chars().find(|&c| turned(c) != c));
    let (mut depth, mut faults, mut mirrored_faults) = (0_i32, 0, 0);
    let mut mirrored_depth = 0_i32;
    for c in brackets() {
        let step = if matches!(c, '(' | '[' | '{' | '«') { 1 } else { -1 };
        depth += step;
        mirrored_depth -= step;
        if depth < 0 {
            faults += 1;
            depth = 0;
        }
        if mirrored_depth < 0 {
            mirrored_faults += 1;
            mirrored_depth = 0;
        }
    }
    // A line may open a bracket that the next one closes, so only a clear case is turned.
    if faults > mirrored_faults && mirrored_depth < faults {
        units.iter_mut().for_each(mirror);
    }
}

/// Turns a bracket to its mirrored form.
pub(super) fn mirror(unit: &mut Unit) {
    if unit.text.chars().any(|c| turned(c) != c) {
        unit.text = unit.text.chars().map(turned).collect();
        unit.mirrored = !unit.mirrored;
    }
}

fn turned(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}
