//! How a page sets its lines: how wide, with gaps or indents between paragraphs, or not wrapped at all.

use super::cues::Cues;
use super::label;
use super::lines::Line;

/// The habits of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// How many cells a full line has.
    width: usize,
    /// A line that ends before this cell, the next word counted in, was meant to end.
    room: usize,
    /// Lines are whole paragraphs.
    pub(super) unwrapped: bool,
    /// A gap stands between paragraphs.
    pub(super) gapped: bool,
    /// The first line of a paragraph is indented.
    pub(super) indented: bool,
}

/// A line longer than this was not wrapped for a page.
const WRAPPED: usize = 160;

impl Layout {
    /// Learns the habits of a document.
    pub(super) fn of(lines: &[Line], cues: &Cues) -> Self {
        let mut widths: Vec<usize> = lines.iter().filter(|line| line.is_open()).map(|line| line.width).collect();
        widths.sort_unstable();
        let at = |share: usize| widths.get(widths.len() * share / 100).copied().unwrap_or(0);
        let longest = widths.last().copied().unwrap_or(0);
        let unwrapped = at(90) > WRAPPED || longest > 3 * WRAPPED;
        let width = if unwrapped { longest } else { at(95) };
        let begins =
            |line: &&Line| line.is_open() && (label::read(line.words()).is_some() || cues.known_lead(line.words()).is_some());
        let (mut all, mut gaps, mut indents) = (0_usize, 0_usize, 0_usize);
        for line in lines.iter().filter(begins).take(500) {
            all += 1;
            gaps += usize::from(line.gap);
            indents += usize::from(line.indented);
        }
        Self {
            width,
            unwrapped,
            gapped: gaps * 10 >= all * 6 && all > 0,
            indented: indents * 10 >= all * 6 && all > 0,
            room: room(lines).unwrap_or(width * 9 / 10),
        }
    }

    /// Whether a line ends although the first word of the next one had room on it.
    pub(super) fn ended_early(self, line: &Line, next: &Line) -> bool {
        self.unwrapped || line.width + first_word(next) <= self.room
    }

    /// Whether a line is so short that its end was meant.
    pub(super) fn clearly_early(self, line: &Line) -> bool {
        self.unwrapped || line.width * 10 < self.width * 8
    }
}

/// The cells of a line's first word and the space before it.
fn first_word(line: &Line) -> usize {
    let mut chars = line.words().chars();
    match chars.next() {
        Some(c) if label::is_wide(c) => 2,
        _ => 2 + chars.take_while(|&c| c != ' ' && !label::is_wide(c)).count(),
    }
}

/// The longest room that no line left which goes on in the middle of a sentence: with the next word each would have been longer.
/// One line in forty may be an accident.
fn room(lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| line.is_open() && line.is_line && line.number.is_none()))
        .filter(|pair| {
            !pair[1].gap
                && !pair[1].page_start
                && label::read(pair[1].words()).is_none()
                && !super::ending::ends_clause(pair[0].words())
        })
        .filter(|pair| !pair[1].words().starts_with(char::is_uppercase) && label::alone(pair[0].words()).is_none())
        .map(|pair| pair[0].width + first_word(&pair[1]))
        .collect();
    lengths.sort_unstable();
    (lengths.len() >= 8).then(|| lengths[lengths.len() / 40] - 1)
}
