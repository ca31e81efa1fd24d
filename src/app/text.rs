//! The text pane: what it shows, and where.

use crate::layout::{Anchor, TextLayout, TextLine};
use crate::model::{Citation, ParagraphIndex, ResolutionId, Text, TextId};

/// What the text pane shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The library is empty.
    #[default]
    Empty,
    /// A text.
    Text(TextId),
    /// A resolution of which no text is held.
    OnlyCited(ResolutionId),
    /// A text that could not be read, and why.
    Unreadable(TextId, String),
}

/// The state of the text pane.
#[derive(Debug, Default)]
pub struct TextState {
    /// What it shows.
    pub shown: Shown,
    /// The place that is first in view.
    pub anchor: Anchor,
    /// The paragraph that was gone to. Some line of it is in view, or there is none.
    pub current: Option<ParagraphIndex>,
    /// The selected citation, by its place among those of the text.
    pub citation: Option<u32>,
    /// The text laid out, for [`TextState::laid`].
    pub layout: Option<TextLayout>,
    /// The line of the layout that is first in view.
    pub top: usize,
    /// What the layout is of: text and width.
    pub laid: Option<(TextId, u16)>,
}

impl TextState {
    /// The text that is shown.
    #[must_use]
    pub const fn text(&self) -> Option<TextId> {
        match self.shown {
            Shown::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Lays out what is shown, if it is not, and finds the first line.
    pub(super) fn lay_out(&mut self, text: Option<&Text>, width: u16, height: usize) {
        let (Some(id), Some(text)) = (self.text(), text) else {
            (self.layout, self.laid, self.top, self.current) = (None, None, 0, None);
            return;
        };
        let is_new = self.laid != Some((id, width));
        if is_new {
            self.layout = Some(TextLayout::new(text, width));
            self.laid = Some((id, width));
        }
        if let Some(layout) = &self.layout {
            self.top = layout.line_of(self.anchor).min(layout.last_top(height));
        }
        if let Some(index) = self.current.filter(|&index| self.first_line_in_view(index, height).is_none()) {
            // What was scrolled away is not where the reader is; what only wraps otherwise still is.
            if is_new && index.get() < text.paragraphs.len() {
                self.reveal(TextLayout::anchor_of_paragraph(text, index), height);
            } else {
                self.current = None;
            }
        }
    }

    /// The first line of a paragraph that is in view.
    #[must_use]
    pub fn first_line_in_view(&self, index: ParagraphIndex, height: usize) -> Option<usize> {
        let layout = self.layout.as_ref()?;
        let is_of = |line: &TextLine| line.at.rank == index.0 + 1 && !line.line.is_empty();
        layout.window(self.top, height).lines.into_iter().find(|&line| layout.lines.get(line).is_some_and(is_of))
    }

    /// Puts a paragraph first, as far as the text goes on after it, and makes it the current one.
    pub(super) fn go_to(&mut self, text: &Text, index: ParagraphIndex) {
        self.anchor = TextLayout::anchor_of_paragraph(text, index);
        // The next citation is to be looked for from here on.
        (self.current, self.citation) = (Some(index), None);
    }

    /// Puts a line first.
    pub(super) fn scroll_to(&mut self, line: usize, height: usize) {
        if let Some(layout) = &self.layout {
            self.top = line.min(layout.last_top(height));
            self.anchor = layout.lines.get(self.top).map_or(Anchor::default(), |line| line.at);
        }
    }

    /// Scrolls by lines.
    pub(super) fn scroll(&mut self, by: i64, height: usize) {
        self.scroll_to(moved(self.top, by), height);
    }

    /// Brings a place into view if it is not, a third of the pane from its top.
    pub(super) fn reveal(&mut self, anchor: Anchor, height: usize) {
        let Some(layout) = &self.layout else {
            self.anchor = anchor;
            return;
        };
        let line = layout.line_of(anchor);
        if !layout.window(self.top, height).lines.contains(&line) {
            self.scroll_to(line.saturating_sub(height / 3), height);
            // Footnotes may have taken the room; then the place itself is first.
            if let Some(layout) = &self.layout
                && !layout.window(self.top, height).lines.contains(&line)
            {
                self.scroll_to(line, height);
            }
        }
    }

    /// The paragraph that was gone to, else the one that is first in view.
    #[must_use]
    pub fn paragraph(&self, text: &Text) -> Option<ParagraphIndex> {
        self.current.or_else(|| self.layout.as_ref()?.paragraph_of(text, self.top))
    }

    /// How far the end of the view is into the text, in hundredths.
    #[must_use]
    pub fn percent(&self, height: usize) -> usize {
        let Some(layout) = &self.layout else { return 0 };
        (layout.window(self.top, height).lines.end * 100).checked_div(layout.lines.len()).unwrap_or(100)
    }

    /// Selects the next citation (or the one before), as a reader meets them, from the one selected on; without one in view, from the
    /// paragraph gone to or the top of the view on. `false` if there is none.
    pub(super) fn next_citation(&mut self, text: &Text, back: bool, height: usize) -> bool {
        let Some(layout) = &self.layout else { return false };
        let window = layout.window(self.top, height);
        // Those of a footnote stand where it is marked; those of one that nothing marks at the end, where it is printed.
        let place = |n: usize| place_of(text, &text.citations[n]).unwrap_or(Anchor::new(u32::MAX, 0));
        let mut order: Vec<(Anchor, usize)> = (0..text.citations.len()).map(|n| (place(n), n)).collect();
        order.sort_unstable();
        let is_in_view = |anchor: Anchor| window.lines.contains(&layout.line_of(anchor));
        let selected = order.iter().position(|&(anchor, n)| u32::try_from(n).ok() == self.citation && is_in_view(anchor));
        if selected.is_none() {
            self.citation = None;
        }
        let here = self.current.map(|index| TextLayout::anchor_of_paragraph(text, index));
        let is_after_start = |anchor: Anchor| match here {
            Some(here) => anchor >= here,
            None => layout.line_of(anchor) >= window.lines.start,
        };
        let is_before_end = |anchor: Anchor| match here {
            Some(here) => anchor < here,
            None => layout.line_of(anchor) < window.lines.end,
        };
        let next = match (selected, back) {
            (Some(at), false) => order.get(at + 1),
            (Some(at), true) => at.checked_sub(1).and_then(|at| order.get(at)),
            (None, false) => order.iter().find(|&&(anchor, _)| is_after_start(anchor)),
            (None, true) => order.iter().rfind(|&&(anchor, _)| is_before_end(anchor)),
        };
        let Some(&(anchor, n)) = next else { return false };
        self.citation = u32::try_from(n).ok();
        self.reveal(anchor, height);
        true
    }
}

/// The place of a citation; of one in a footnote, the place that the footnote is marked at.
pub(super) fn place_of(text: &Text, citation: &Citation) -> Option<Anchor> {
    place_of_byte(text, citation.span.start)
}

/// The place of a byte of the body; of one in a footnote, the place that the footnote is marked at.
pub(super) fn place_of_byte(text: &Text, byte: u32) -> Option<Anchor> {
    if let Some(anchor) = TextLayout::anchor_of(text, byte) {
        return Some(anchor);
    }
    let note = text.footnotes.iter().find(|note| note.span.start <= byte && byte <= note.span.end)?;
    let marks = text.paragraphs.iter().flat_map(|paragraph| &paragraph.marks);
    let at = marks.into_iter().find(|mark| mark.mark == note.mark)?.at;
    // The mark belongs to the word before it.
    TextLayout::anchor_of(text, at.saturating_sub(1)).or_else(|| TextLayout::anchor_of(text, at))
}

/// A line so many lines away, not before the first.
pub(super) fn moved(line: usize, by: i64) -> usize {
    let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    if by < 0 { line.saturating_sub(distance) } else { line.saturating_add(distance) }
}
