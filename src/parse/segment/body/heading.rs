//! Headings: short lines without punctuation at their end, apart from what is before and after.

use super::super::ending::{End, ends_clause};
use super::super::label::{self, Form};
use super::super::lines::Line;
use super::{Reader, State};
use crate::parse::BlockHint;

impl Reader<'_> {
    /// How many lines a heading has, if one begins here: short, without punctuation at its end, apart from what is before and after.
    pub(super) fn heading_lines(&self, lines: &[Line], at: usize) -> Option<usize> {
        let line = &lines[at];
        if matches!(line.hint, BlockHint::Heading(_)) && self.before() != End::Open {
            return Some(1);
        }
        let before = self.before();
        let ended =
            !self.open || matches!(before, End::Full | End::Semicolon) || (before == End::Comma && self.state == State::Preamble);
        let apart = !line.is_line || line.gap || self.early(lines, at);
        if self.state == State::Unknown
            || line.hint == BlockHint::TableRow
            || !ended
            || !apart
            || line.words().starts_with(char::is_lowercase)
        {
            return None;
        }
        let mut end = at + 1;
        while end < lines.len() && end < at + 4 && line.is_line && self.carries(lines, end) {
            end += 1;
        }
        let length: usize = lines[at..end].iter().map(|line| line.words().chars().count()).sum();
        if length > if self.wide() { 90 } else { 260 } || ends_clause(lines[end - 1].words()) {
            return None;
        }
        let whole = line.styled.emphasis.iter().any(|e| e.range.len() + 2 >= line.words().len());
        let lead = self.cues.known_lead(line.words()).is_some();
        let next = lines[end..].iter().take(6).find(|next| next.is_open());
        let starts = |next: &&Line| next.number.is_some() || label::read(next.words()).is_some();
        let stacked = leads_to_number(lines, end);
        let next_begins = stacked
            || next.is_none_or(|next| !next.is_line || next.gap || starts(&next) || self.cues.known_lead(next.words()).is_some());
        let short_next = || next.is_some_and(|next| next.words().chars().count() < 160 && !ends_clause(next.words()));
        // Inside the preamble only what stands before numbers, or before another heading.
        let clear = line.gap || !line.is_line || stacked;
        if before == End::Comma && self.open && !(clear && next.is_some_and(|next| starts(&next) || short_next())) {
            return None;
        }
        let fits = next_begins || whole || self.place.annex.is_some();
        (fits && (!lead || whole) && next.is_none_or(|next| !next.is_line || next.gap || !self.carries_on(&lines[end - 1], next)))
            .then_some(end - at)
    }

    /// Whether a line goes on with the heading of the line before.
    fn carries(&self, lines: &[Line], at: usize) -> bool {
        let line = &lines[at];
        line.is_open() && line.is_line && !line.gap && !line.page_start && self.carries_on(&lines[at - 1], line)
    }

    fn carries_on(&self, line: &Line, next: &Line) -> bool {
        let begins = next.number.is_some() || label::read(next.words()).is_some() || self.cues.known_lead(next.words()).is_some();
        !begins && !ends_clause(line.words()) && !self.layout.ended_early(line, next)
    }
}

/// Whether the next lines are headings, three at most, and then a number.
fn leads_to_number(lines: &[Line], from: usize) -> bool {
    for line in lines[from.min(lines.len())..].iter().filter(|line| line.is_open()).take(4) {
        if line.number.is_some() || label::read(line.words()).is_some_and(|label| label.form != Form::Section) {
            return true;
        }
        if line.words().chars().count() > 120 || ends_clause(line.words()) || line.words().starts_with(char::is_lowercase) {
            return false;
        }
    }
    false
}
