//! Lines joined to paragraphs by how they stand: indents, gaps, how far they reach.

use super::lines::{Line, Unit, is_ideographic};
use super::words::Habits;
use crate::parse::{Block, BlockHint, Origin, Styled};

/// How the lines of a document stand. Places are measured from where lines begin: in right-to-left writing from the right, negated.
#[derive(Debug)]
pub(super) struct Layout {
    right_to_left: bool,
    /// The size of most of the text.
    pub size: f32,
    /// Where lines of the body begin.
    start: f32,
    /// Where full lines of the body end.
    end: f32,
    /// From one baseline to the next within a paragraph.
    pitch: f32,
}

/// The most frequent of some numbers, to half a point.
fn mode(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let mut sorted: Vec<(f32, usize)> = values.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let weight = |at: usize| -> usize { sorted[at..].iter().take_while(|v| v.0 - sorted[at].0 < 1.5).map(|v| v.1).sum() };
    let best = (0..sorted.len()).max_by_key(|&at| (weight(at), std::cmp::Reverse(at)))?;
    let run: Vec<f32> = sorted[best..].iter().take_while(|v| v.0 - sorted[best].0 < 1.5).map(|v| v.0).collect();
    run.get(run.len() / 2).copied()
}

impl Layout {
    /// Measures the lines of a document.
    pub fn of(lines: &[&Line], right_to_left: bool) -> Self {
        let characters = |line: &Line| line.units().count();
        let size = mode(lines.iter().map(|line| (line.size, characters(line)))).unwrap_or(10.0);
        let mut layout = Self { right_to_left, size, start: 0.0, end: 0.0, pitch: size * 1.2 };
        let body: Vec<&&Line> = lines.iter().filter(|line| (line.size - size).abs() < 0.06 * size).collect();
        let widest = body.iter().map(|line| line.right - line.left).fold(0.0, f32::max);
        let long = || body.iter().filter(|line| line.right - line.left > 0.6 * widest && line.cells.len() == 1);
        layout.start = mode(long().map(|line| (layout.start_of(line), 1))).unwrap_or_default();
        layout.end = mode(long().map(|line| (layout.end_of(line), 1))).unwrap_or_default();
        let mut steps: Vec<f32> = body
            .windows(2)
            .filter(|pair| pair[0].page == pair[1].page)
            .map(|pair| pair[1].y - pair[0].y)
            .filter(|step| (0.8 * size..2.5 * size).contains(step))
            .collect();
        steps.sort_by(f32::total_cmp);
        layout.pitch = steps.get(steps.len() * 35 / 100).copied().unwrap_or(layout.pitch);
        layout
    }

    fn start_of(&self, line: &Line) -> f32 {
        if self.right_to_left { -line.right } else { line.left }
    }

    fn end_of(&self, line: &Line) -> f32 {
        if self.right_to_left { -line.left } else { line.right }
    }

    /// Where the masthead ends: after the last line at the head of the first page that begins left of the body and is no title.
    pub fn masthead(&self, lines: &[Line], height: f32) -> usize {
        let top = lines.iter().take_while(|line| line.page == 1 && line.y < 0.62 * height);
        top.enumerate()
            .filter(|(_, line)| self.start_of(line) < self.start - 20.0 && line.size < 1.08 * self.size)
            .map(|(at, _)| at + 1)
            .last()
            .unwrap_or(0)
    }

    /// Whether a line goes on with the paragraph of the one before it.
    fn continues(&self, paragraph: &[Line], line: &Line) -> bool {
        let (Some(first), Some(before)) = (paragraph.first(), paragraph.last()) else { return false };
        let size = before.size.max(line.size);
        if (before.size - line.size).abs() > 0.08 * size || is_bold(before) != is_bold(line) {
            return false;
        }
        let same_page = before.page == line.page;
        if same_page && line.y - before.y > self.pitch.max(1.1 * size) + 0.32 * size {
            return false;
        }
        let (start, before_start) = (self.start_of(line), self.start_of(before));
        let indent = 0.6 * size;
        // Large or bold lines are headings, set in lines that their author broke.
        if size > 1.08 * self.size || (is_bold(line) && same_page) {
            return same_page;
        }
        if self.is_centred(before) && self.is_centred(line) {
            return same_page;
        }
        let full = self.is_full(before, line);
        // After the first line, the second gives the place of the rest.
        let rest = if paragraph.len() > 1 { self.start_of(&paragraph[1]) } else { self.start.min(before_start) };
        if paragraph.len() == 1 && start > before_start + indent {
            // A hanging paragraph: a number, and the rest below the words after it.
            return full && self.after_number(first).is_some_and(|words| (words - start).abs() < indent);
        }
        if start > rest + indent {
            return false;
        }
        // Two first lines below one another: neither continues the other, unless the text is set in as a whole.
        if paragraph.len() == 1 && (start - before_start).abs() < indent && start > self.start + indent && begins_numbered(line) {
            return false;
        }
        full
    }

    /// Whether a line is full: the first word of the next would not have fitted.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        let room = self.end - self.end_of(line);
        let mut word = 0.0_f32;
        let mut began: Option<f32> = None;
        for unit in next.units() {
            if unit.is_space() {
                break;
            }
            let origin = *began.get_or_insert(if self.right_to_left { unit.right } else { unit.x });
            word = word.max(if self.right_to_left { origin - unit.x } else { unit.right - origin });
            if unit.text.chars().any(is_ideographic) {
                // Between ideographs a line breaks anywhere, save before punctuation.
                word = word.max(2.1 * unit.size);
                break;
            }
        }
        room < word + 0.45 * line.size
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (before, after) = (self.start_of(line) - self.start, self.end - self.end_of(line));
        before > 3.0 * line.size && (before - after).abs() < 0.8 * line.size
    }

    /// Where the words begin after the number at a line's head.
    fn after_number(&self, line: &Line) -> Option<f32> {
        let units: Vec<&Unit> = line.units().collect();
        let at = number_length(&units)?;
        let next = units[at..].iter().find(|unit| !unit.is_space())?;
        Some(if self.right_to_left { -next.right } else { next.x })
    }

    /// The lines as blocks. The first `masthead` lines stay lines.
    pub fn blocks(&self, mut lines: Vec<Line>, masthead: usize, habits: &Habits) -> Vec<Block> {
        let rest = lines.split_off(masthead.min(lines.len()));
        let mut blocks: Vec<Block> = Vec::new();
        let mut above: Option<(u32, f32)> = None;
        let is_gap = |above: Option<(u32, f32)>, line: &Line| {
            above.is_none_or(|(page, y)| page == line.page && line.y - y > self.pitch.max(1.1 * line.size) + 0.32 * line.size)
        };
        for line in lines {
            let mut gap_before = is_gap(above, &line);
            above = Some((line.page, line.y));
            for cell in &line.cells {
                let alone = Line { cells: vec![cell.clone()], left: cell.left, right: cell.right, ..line };
                blocks.push(Block { is_line: true, gap_before, ..self.block(std::slice::from_ref(&alone), habits) });
                gap_before = false;
            }
        }
        let mut at = 0;
        while at < rest.len() {
            let rows = super::table::rows(&rest[at..]);
            if rows > 0 {
                blocks.extend(super::table::blocks(&rest[at..at + rows], habits));
                at += rows;
                continue;
            }
            let mut end = at + 1;
            while end < rest.len() && super::table::rows(&rest[end..]) == 0 && self.continues(&rest[at..end], &rest[end]) {
                end += 1;
            }
            let gap_before = is_gap(above, &rest[at]);
            above = Some((rest[end - 1].page, rest[end - 1].y));
            blocks.push(Block { gap_before, ..self.block(&rest[at..end], habits) });
            at = end;
        }
        blocks
    }

    fn block(&self, lines: &[Line], habits: &Habits) -> Block {
        let styled = habits.join(lines.iter());
        let first = &lines[0];
        let indented = self.start_of(first) > self.start + 0.6 * self.size;
        let is_large = first.size > 1.08 * self.size;
        let hint = if is_bold_throughout(&styled) && (is_large || !ends_open(&styled, lines.len())) {
            BlockHint::Heading(if is_large { 1 } else { 2 })
        } else {
            BlockHint::None
        };
        Block { styled, hint, indented, origin: Origin { page: Some(first.page), line: None }, ..Block::default() }
    }
}

/// Whether all ink of a line is bold.
fn is_bold(line: &Line) -> bool {
    line.units().filter(|unit| !unit.is_space() && !unit.raised).all(|unit| unit.bold)
}

/// Whether all of a block is bold.
fn is_bold_throughout(styled: &Styled) -> bool {
    let bold: usize = styled.emphasis.iter().filter(|emphasis| emphasis.bold).map(|emphasis| emphasis.range.len()).sum();
    !styled.text.is_empty() && bold >= styled.text.trim_end().len()
}

/// Whether a block ends as a part of a sentence does. A single line may be the first half of a title, before a semicolon.
fn ends_open(styled: &Styled, lines: usize) -> bool {
    let text = styled.text.trim_end();
    text.ends_with([',', '，', '،']) || (lines > 1 && text.ends_with([';', '；', '؛']))
}

fn begins_numbered(line: &Line) -> bool {
    number_length(&line.units().collect::<Vec<_>>()).is_some()
}

/// How many glyphs of a line are the number it begins with: "3.", "(a)", "iv)", "9 -", "•".
pub(super) fn number_length(units: &[&Unit]) -> Option<usize> {
    let sign = |at: usize| units.get(at).map_or("", |unit| unit.text.as_str());
    let open = usize::from(matches!(sign(0), "(" | "（"));
    let word = units[open..].iter().take_while(|unit| unit.text.chars().all(char::is_alphanumeric)).count();
    if open == 0 && matches!(sign(0), "•" | "–" | "—" | "*") {
        return Some(1);
    }
    if word == 0 || word > 5 {
        return None;
    }
    let end = open + word;
    match sign(end) {
        ")" | "）" => Some(end + 1),
        "." | "．" | "、" if open == 0 => Some(end + 1),
        " " if open == 0 && matches!(sign(end + 1), "-" | "–") => Some(end + 2),
        _ => None,
    }
}
