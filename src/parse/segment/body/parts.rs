//! Several resolutions in one document: "A" and "B", or whatever was put under one another.

use super::super::ending::{End, end_of};
use super::super::furniture::name;
use super::super::lines::{Fate, Line};
use super::super::masthead;
use super::{Reader, State};
use crate::model::Place;
use crate::parse::Role;

impl Reader<'_> {
    /// Whether the line is the opening formula once more: that of a treaty is another.
    pub(super) fn is_opened_alike(&self, line: &Line) -> bool {
        self.opening.as_deref() == Some(line.words())
    }

    /// Whether the resolution may be at its end: a full stop, and nothing after it but headings.
    pub(super) fn is_complete(&self) -> bool {
        let last = self.body.paragraphs.iter().rfind(|p| p.role != Role::Heading);
        last.is_some_and(|p| end_of(&p.styled.text) == End::Full && !p.styled.text.ends_with([':', '：']))
    }

    /// A second opening formula begins another part of an "A-B" resolution.
    pub(super) fn part(&mut self, lines: &mut [Line], at: usize) {
        if self.place.part.is_none() && self.is_opened_alike(&lines[at]) {
            // What stood before is the first part.
            self.body.paragraphs.iter_mut().for_each(|paragraph| paragraph.place.part = Some('A'));
            self.place.part = Some('A');
        }
        let next = match self.place.part {
            None => 'A',
            // There are no more letters; the paragraphs are told apart by how often their names come.
            Some('Z') => 'Z',
            Some(c) => char::from_u32(u32::from(c) + 1).unwrap_or(c),
        };
        let before = self.place;
        let mut letter = None;
        let waiting = std::mem::take(&mut self.waiting);
        for &index in &waiting {
            if let Some(found) = masthead::part_letter(lines[index].words()) {
                letter = letter.or(Some(found));
                lines[index].fate = Fate::Furniture(name::PART);
            }
        }
        self.place = Place {
            part: if self.body.paragraphs.is_empty() { self.place.part } else { Some(letter.unwrap_or(next)) },
            annex: None,
        };
        // Its title stands before the formula.
        if before.annex.is_none() {
            let titles = self.body.paragraphs.iter_mut().rev().take_while(|p| p.role == Role::Heading && p.place == before);
            titles.for_each(|title| title.place = self.place);
        }
        for index in waiting {
            if lines[index].is_open() {
                self.heading(lines, index, 1);
            }
        }
        lines[at].fate = Fate::Furniture(name::OPENING);
        self.state = State::Preamble;
        self.number = 0;
        self.open = false;
        self.after_meeting = false;
    }
}
