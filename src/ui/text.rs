//! The text pane, and how a line of a document is painted wherever it stands.

use ratatui::style::{Modifier, Style};

use crate::app::{Area, Context, Shown, State, Tone};
use crate::compare::ChangeKind;
use crate::layout::{Base, Flow, Ink, Line, Side, TextLayout};
use crate::model::{Language, Span, Text};

use super::canvas::Canvas;
use super::notices;

/// What decides how the ink of a document's line looks, beside the ink.
pub(super) struct Look<'a> {
    pub(super) language: Language,
    /// Which text it is of, in a redline.
    pub(super) side: Option<Side>,
    pub(super) citation: Option<u32>,
    pub(super) matches: &'a [Span],
    pub(super) current: Option<Span>,
    /// The change that was gone to, in a redline.
    pub(super) change: Option<u32>,
}

pub(super) fn paint(canvas: &mut Canvas<'_>, context: &Context, state: &State, area: Area) {
    let (Shown::Text(_), Some(layout), Some(text)) = (&state.text.shown, &state.text.layout, state.held_text(context)) else {
        notices::text(canvas, context, state, area);
        return;
    };
    let matches: &[Span] = if state.searched() == state.text.text() { &state.find.matches } else { &[] };
    let look = Look {
        language: text.language,
        side: None,
        citation: state.text.citation,
        matches,
        current: state.find.current.and_then(|n| matches.get(n).copied()),
        change: None,
    };
    let height = usize::from(area.height);
    let window = layout.window(state.text.top, height);
    let marked = state.text.current.and_then(|index| state.text.first_line_in_view(index, height));
    for (line, y) in window.lines.clone().zip(area.y..) {
        body_line(canvas, layout, text, line, Area { y, height: 1, ..area }, &look);
        if marked == Some(line) && layout.gutter > 0 {
            let x = area.x + layout.gutter - 1;
            canvas.put(x, y, x + 1, "▸", Tone::BaseMark);
        }
    }
    if window.note_height == 0 {
        return;
    }
    // The footnotes stand at the foot whatever is above.
    let first = area.y + area.height - u16::try_from(window.note_height).unwrap_or(area.height);
    let x = area.x + layout.gutter;
    let end = area.x + area.width;
    for x in x..(x + 12).min(end) {
        canvas.put(x, first.saturating_sub(1), end, "─", Tone::Border);
    }
    let notes: Vec<Line> = window.notes.iter().filter_map(|note| layout.notes.get(note.get())).flatten().copied().collect();
    for ((n, line), y) in notes.iter().enumerate().zip(first..area.y + area.height) {
        self::line(canvas, &layout.flow, *line, (x, y), end, layout.column, &look);
        let is_cut = n + 1 == window.note_height && notes.len() > window.note_height;
        if is_cut {
            canvas.put(end - 1, y, end, "…", Tone::Notice);
        }
    }
}

/// A line of the body with the paragraph's name in the gutter.
pub(super) fn body_line(canvas: &mut Canvas<'_>, layout: &TextLayout, text: &Text, line: usize, area: Area, look: &Look<'_>) {
    let Some(line) = layout.lines.get(line) else { return };
    if let Some(paragraph) = line.label.and_then(|index| text.paragraphs.get(index.get())) {
        let end = area.x + layout.gutter.saturating_sub(1);
        if layout.gutter > 0 {
            canvas.put_short(area.x, area.y, end, &paragraph.id.to_string(), Tone::Label);
        }
    }
    let x = area.x + layout.gutter + line.indent;
    let column = layout.column.saturating_sub(line.indent);
    self::line(canvas, &layout.flow, line.line, (x, area.y), area.x + area.width, column, look);
}

/// A line of a document in a column.
pub(super) fn line(canvas: &mut Canvas<'_>, flow: &Flow, line: Line, (x, y): (u16, u16), end: u16, column: u16, look: &Look<'_>) {
    let mut x = if line.right_to_left { x + column.saturating_sub(line.width) } else { x };
    let mut cached: Option<(Ink, Style)> = None;
    flow.paint(line, |glyph, piece| {
        let base = match cached {
            Some((ink, style)) if ink == piece.ink => style,
            _ => {
                let style = style(canvas, piece.ink, look);
                cached = Some((piece.ink, style));
                style
            }
        };
        let style = match piece.source {
            Some(source) if !look.matches.is_empty() => {
                let at = source + u32::try_from(glyph.at).unwrap_or(u32::MAX).saturating_sub(piece.at);
                matched(canvas, base, at, look)
            }
            _ => base,
        };
        canvas.glyph(x, y, end, glyph, style);
        x = x.saturating_add(glyph.width);
    });
}

fn style(canvas: &Canvas<'_>, ink: Ink, look: &Look<'_>) -> Style {
    let mut style = canvas.style(match ink.base {
        Base::Words => Tone::Text,
        Base::Heading => Tone::Heading,
        Base::Title => Tone::Title,
        Base::Mark => Tone::Mark,
        Base::Aside => Tone::Aside,
        Base::Notice => Tone::Notice,
        Base::Fold => Tone::Fold,
    });
    if ink.lead {
        // Italic in print; Chinese print sets it bold.
        let attribute = if look.language == Language::Zh { Modifier::BOLD } else { Modifier::ITALIC };
        style = style.patch(canvas.style(Tone::Lead)).add_modifier(attribute);
    }
    if ink.citation.is_some() {
        let is_selected = ink.citation == look.citation;
        style = style.patch(canvas.style(if is_selected { Tone::SelectedCitation } else { Tone::Citation }));
    }
    if let (Some(edit), Some(side)) = (ink.change, look.side) {
        style = style.patch(canvas.style(match (side, edit.kind) {
            (Side::Old, ChangeKind::Wording) => Tone::Deleted,
            (Side::Old, _) => Tone::DeletedMinor,
            (Side::New, ChangeKind::Wording) => Tone::Inserted,
            (Side::New, _) => Tone::InsertedMinor,
        }));
        if edit.is_moved {
            style = style.patch(canvas.style(Tone::Moved));
        }
        if look.change == Some(edit.stop) {
            style = style.patch(canvas.style(Tone::CurrentChange));
        }
    }
    style
}

fn matched(canvas: &Canvas<'_>, style: Style, at: u32, look: &Look<'_>) -> Style {
    let before = look.matches.partition_point(|span| span.start <= at).checked_sub(1);
    match before.map(|index| look.matches[index]) {
        Some(span) if at < span.end => {
            let tone = if look.current == Some(span) { Tone::CurrentMatch } else { Tone::Match };
            style.patch(canvas.style(tone))
        }
        _ => style,
    }
}
