//! Tables: lines that several cells share, one below the other.

use super::lines::{Cell, Line};
use super::paragraphs::number_length;
use super::words::Habits;
use crate::parse::{Block, BlockHint, Emphasis, MarkAt, Origin, Styled};

/// How many lines from the first one on are rows of a table; none if they are not.
pub(super) fn rows(lines: &[Line]) -> usize {
    // A paragraph's number far from its words is no cell.
    let is_row = |line: &Line| line.cells.len() > 2 || (line.cells.len() == 2 && !is_label(&line.cells[0]));
    let beside = |a: &Line, b: &Line| {
        a.cells
            .iter()
            .filter(|cell| {
                b.cells.iter().any(|other| (cell.left - other.left).abs() < 4.0 || (cell.right - other.right).abs() < 4.0)
            })
            .count()
            >= 2
    };
    let Some(first) = lines.first().filter(|line| is_row(line)) else { return 0 };
    let mut end = 1;
    let mut last = first;
    let mut count = 1;
    for (at, line) in lines.iter().enumerate().skip(1) {
        if is_row(line) && (beside(line, last) || beside(line, first)) {
            last = line;
            count += 1;
            end = at + 1;
        } else if is_row(line) || !within_cell(line, last) {
            break;
        } else {
            end = at + 1;
        }
    }
    if count >= 2 { end } else { 0 }
}

/// Whether a cell holds a paragraph's number and nothing else.
fn is_label(cell: &Cell) -> bool {
    let units: Vec<_> = cell.units.iter().collect();
    number_length(&units) == Some(units.len())
}

/// Whether a line without neighbours stands under one cell of the row above.
fn within_cell(line: &Line, row: &Line) -> bool {
    let close = line.page != row.page || line.y - row.y < 3.0 * line.size;
    close
        && line.cells.iter().all(|cell| {
            row.cells.iter().any(|other| cell.left > other.left - 4.0 && cell.right < other.right.max(other.left + 160.0))
        })
        && line.right - line.left < 0.7 * (row.right - row.left)
}

/// The rows of a table as blocks, their cells joined by " | ".
pub(super) fn blocks(lines: &[Line], habits: &Habits) -> Vec<Block> {
    let mut rows: Vec<Vec<Vec<&Line>>> = Vec::new();
    let mut owned: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let cells: Vec<Line> =
            line.cells.iter().map(|cell| Line { cells: vec![cell.clone()], left: cell.left, right: cell.right, ..*line }).collect();
        owned.push(cells);
    }
    let mut anchors: Vec<f32> = Vec::new();
    for (line, cells) in lines.iter().zip(&owned) {
        let starts_row = rows.is_empty() || line.cells.len() > 1;
        if starts_row {
            anchors = cells.iter().map(|cell| cell.left).collect();
            rows.push(cells.iter().map(|cell| vec![cell]).collect());
        } else if let Some(row) = rows.last_mut() {
            for cell in cells {
                let near = |at: &usize| (anchors[*at] - cell.left).abs();
                if let Some(at) = (0..anchors.len()).min_by(|a, b| near(a).total_cmp(&near(b))) {
                    row[at].push(cell);
                }
            }
        }
    }
    rows.into_iter()
        .map(|row| {
            let origin = Origin { page: row.first().and_then(|cell| cell.first()).map(|line| line.page), line: None };
            let mut styled = Styled::default();
            for (at, cell) in row.into_iter().enumerate() {
                if at > 0 {
                    styled.text.push_str(" | ");
                }
                append(&mut styled, habits.join(cell.into_iter()));
            }
            Block { styled, hint: BlockHint::TableRow, origin, ..Block::default() }
        })
        .collect()
}

fn append(styled: &mut Styled, part: Styled) {
    let base = styled.text.len();
    styled.text.push_str(&part.text);
    styled
        .emphasis
        .extend(part.emphasis.into_iter().map(|e| Emphasis { range: e.range.start + base..e.range.end + base, bold: e.bold }));
    styled.marks.extend(part.marks.into_iter().map(|mark| MarkAt { at: mark.at + base, mark: mark.mark }));
}
