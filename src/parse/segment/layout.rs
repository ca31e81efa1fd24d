//! How a page sets its lines: how wide, with gaps or indents between paragraphs, or not wrapped at all.

use super::cues::Cues;
use super::label;
use super::lines::Line;

/// The habits of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// How many cells a full line has.
    width: usize,
    /// Lines are whole paragraphs.
    pub(super) unwrapped: bool,
    /// A gap stands between paragraphs.
    pub(super) gapped: bool,
    /// The first line of a paragraph is indented.
    pub(super) indented: bool,
    /// Every glyph is as wide as the next, so that a line's end can be told from its length.
    exact: bool,
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
            exact: longest <= width + 2,
        }
    }

    /// Whether a line ends although the first word of the next one had room on it.
    pub(super) fn ended_early(self, line: &Line, next: &Line) -> bool {
        if self.unwrapped {
            return true;
        }
        let wide = next.words().chars().next().is_some_and(label::is_wide);
        let word = if wide { 2 } else { 1 + next.words().split(' ').next().map_or(0, |word| word.chars().count()) };
        let room = if self.exact { self.width } else { self.width * 9 / 10 };
        line.width + word <= room
    }

    /// Whether a line is so short that its end was meant.
    pub(super) fn clearly_early(self, line: &Line) -> bool {
        self.unwrapped || line.width * 10 < self.width * 8
    }
}
