//! Putting text into cells.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use tui_input::Input;

use crate::app::{Area, Colour, Face, Theme, Tone};
use crate::layout::{Glyph, clip, glyphs, width};

/// A buffer with a theme. What is put outside of the buffer is not painted.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl<'a> Canvas<'a> {
    pub(super) const fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// The style of a tone.
    pub(super) fn style(&self, tone: Tone) -> Style {
        style(self.theme.face(tone))
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area, tone: Tone) {
        let style = self.style(tone);
        for y in area.y..area.y.saturating_add(area.height) {
            // A wide character that the area cuts in two would cover its first column.
            if let Some(cell) = area.x.checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)))
                && width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Puts a style over an area.
    pub(super) fn patch(&mut self, area: Area, tone: Tone) {
        let style = self.style(tone);
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Puts a string before column `end`, and gives back the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, end: u16, words: &str, tone: Tone) -> u16 {
        let style = self.style(tone);
        self.put_styled(x, y, end, words, style)
    }

    /// Puts a string before column `end`, and gives back the column after it.
    pub(super) fn put_styled(&mut self, mut x: u16, y: u16, end: u16, words: &str, style: Style) -> u16 {
        for glyph in glyphs(words) {
            if !self.glyph(x, y, end, glyph, style) {
                break;
            }
            x += glyph.width;
        }
        x
    }

    /// Puts a string before column `end`; one that is too long ends in "…".
    pub(super) fn put_short(&mut self, x: u16, y: u16, end: u16, words: &str, tone: Tone) -> u16 {
        let room = usize::from(end.saturating_sub(x));
        if width(words) <= room {
            return self.put(x, y, end, words, tone);
        }
        let (shown, _) = clip(words, room.saturating_sub(1));
        let x = self.put(x, y, end, shown.trim_end(), tone);
        self.put(x, y, end, "…", tone)
    }

    /// Puts a string that ends at column `end`, if it fits after column `x`.
    pub(super) fn put_right(&mut self, x: u16, y: u16, end: u16, words: &str, tone: Tone) -> u16 {
        let room = usize::from(end.saturating_sub(x));
        let cells = width(words);
        if cells > room {
            return end;
        }
        let from = end - u16::try_from(cells).unwrap_or(0);
        self.put(from, y, end, words, tone);
        from
    }

    /// Puts one glyph, if it ends before column `end`.
    pub(super) fn glyph(&mut self, x: u16, y: u16, end: u16, glyph: Glyph<'_>, style: Style) -> bool {
        let Some(after) = x.checked_add(glyph.width).filter(|&after| after <= end) else { return false };
        // Half of a wide character at the edge of the buffer would be drawn outside of it.
        if !self.buffer.area.contains((after.saturating_sub(1), y).into()) {
            return false;
        }
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(glyph.shown).set_style(style);
        }
        for x in x + 1..after {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        true
    }

    /// Puts what is typed, so that the cursor is in view.
    pub(super) fn input(&mut self, x: u16, y: u16, room: u16, input: &Input, tone: Tone) {
        let scroll = input.visual_scroll(usize::from(room));
        let mut skipped = 0;
        let start = glyphs(input.value()).find(|glyph| {
            let is_shown = skipped >= scroll;
            skipped += usize::from(glyph.width);
            is_shown
        });
        if let Some(start) = start {
            self.put(x, y, x + room, &input.value()[start.at..], tone);
        }
    }
}

/// A face as ratatui has it.
pub(super) fn style(face: Face) -> Style {
    let colour = |colour: Colour| match colour {
        Colour::Indexed(index) => Color::Indexed(index),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    };
    let mut modifiers = Modifier::empty();
    let attributes = face.attributes;
    for (is_set, modifier) in [
        (attributes.bold, Modifier::BOLD),
        (attributes.dim, Modifier::DIM),
        (attributes.italic, Modifier::ITALIC),
        (attributes.underline, Modifier::UNDERLINED),
        (attributes.strike, Modifier::CROSSED_OUT),
        (attributes.reverse, Modifier::REVERSED),
    ] {
        modifiers.set(modifier, is_set);
    }
    let mut style = Style::new().add_modifier(modifiers);
    style.fg = face.foreground.map(colour);
    style.bg = face.background.map(colour);
    style
}
