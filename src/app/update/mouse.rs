//! What the mouse does.

use std::cmp::Reverse;

use crate::app::context::Context;
use crate::app::redline::Current;
use crate::app::screen::{Area, Pane};
use crate::app::state::{Overlay, State};
use crate::layout::{Flow, Ink, Item, Line, RedlineLayout, TextLayout};
use crate::model::ParagraphIndex;

use super::{Mouse, MouseKind, fold_at, open_symbol, prompt};

/// How many lines a notch of the wheel scrolls.
const NOTCH: i64 = 3;

pub(super) fn on_mouse(context: &Context, state: &mut State, mouse: Mouse) {
    match &mut state.overlay {
        Overlay::Jump(_) => in_jump(state, mouse),
        Overlay::Help(line) => {
            if let MouseKind::Wheel(by) = mouse.kind {
                let last = crate::app::help(&context.config).len().saturating_sub(usize::from(state.size.height.saturating_sub(4)));
                *line = crate::app::text::moved(*line, i64::from(by) * NOTCH).min(last);
            } else if mouse.kind == MouseKind::Click {
                state.overlay = Overlay::None;
            }
        }
        Overlay::Find => {}
        Overlay::None => in_panes(context, state, mouse),
    }
}

fn in_jump(state: &mut State, mouse: Mouse) {
    let screen = Area { width: state.size.width, height: state.size.height, ..Area::default() };
    let (results, _) = prompt::jump_parts(prompt::jump_area(screen));
    let Overlay::Jump(jump) = &mut state.overlay else { return };
    let last = jump.results.len().saturating_sub(1);
    match mouse.kind {
        MouseKind::Wheel(by) => jump.selected = crate::app::text::moved(jump.selected, i64::from(by)).min(last),
        MouseKind::Click if results.contains(mouse.x, mouse.y) => {
            jump.selected = (jump.top + usize::from(mouse.y - results.y)).min(last);
        }
        _ => {}
    }
}

fn in_panes(context: &Context, state: &mut State, mouse: Mouse) {
    let panes = state.panes();
    // The column right of a pane is its scroll bar.
    let hit = panes.shown.iter().find(|(_, area)| Area { width: area.width + 1, ..*area }.contains(mouse.x, mouse.y));
    let Some(&(pane, area)) = hit else { return };
    let row = usize::from(mouse.y - area.y);
    let on_bar = mouse.x == area.x + area.width;
    match mouse.kind {
        MouseKind::Wheel(by) => {
            let by = i64::from(by) * NOTCH;
            match pane {
                Pane::Timeline => {
                    let last = state.timeline.series.entries.len().saturating_sub(1);
                    state.timeline.selected = crate::app::text::moved(state.timeline.selected, by.signum()).min(last);
                }
                Pane::Text => state.text.scroll(by, state.text_height()),
                Pane::Redline => state.redline.scroll(by, state.redline_height()),
            }
        }
        MouseKind::Click | MouseKind::Drag if on_bar && pane != Pane::Timeline => drag(state, pane, row, usize::from(area.height)),
        MouseKind::Drag => {}
        MouseKind::Click => {
            state.message = None;
            state.focus = pane;
            match pane {
                Pane::Timeline => click_timeline(state, row),
                Pane::Text => {
                    state.main = pane;
                    click_text(context, state, mouse.x - area.x, row);
                }
                Pane::Redline => {
                    state.main = pane;
                    if let Some(row) = row.checked_sub(1) {
                        click_redline(state, mouse.x - area.x, row);
                    }
                }
            }
        }
    }
}

/// Puts the part of the document that a row of the scroll bar stands for into view.
fn drag(state: &mut State, pane: Pane, row: usize, height: usize) {
    let share = |lines: usize| lines * row / height.max(1);
    match pane {
        Pane::Text => {
            let line = state.text.layout.as_ref().map_or(0, |layout| share(layout.lines.len()));
            let height = state.text_height();
            state.text.scroll_to(line.saturating_sub(height / 2), height);
        }
        Pane::Redline => {
            let line = state.redline.layout.as_ref().map_or(0, |layout| share(layout.lines.len()));
            let height = state.redline_height();
            state.redline.scroll_to(line.saturating_sub(height / 2), height);
        }
        Pane::Timeline => {}
    }
}

fn click_timeline(state: &mut State, row: usize) {
    let mut at = 0;
    for (n, entry) in state.timeline.series.entries.iter().enumerate().skip(state.timeline.top) {
        at += 1 + entry.events.len();
        if row < at {
            state.timeline.selected = n;
            return;
        }
    }
}

/// Makes the paragraph under the mouse the current one. Selects the citation under the mouse; follows it if it was selected already.
fn click_text(context: &Context, state: &mut State, x: u16, row: usize) {
    let Some(text) = state.held_text(context) else { return };
    let Some(layout) = &state.text.layout else { return };
    let window = layout.window(state.text.top, state.text_height());
    let Some(line) = window.lines.clone().nth(row) else { return };
    let citation = citation_at(layout, line, x);
    let rank = layout.lines.get(line).filter(|line| !line.line.is_empty()).map_or(0, |line| line.at.rank);
    state.text.current = rank.checked_sub(1).map(ParagraphIndex).filter(|index| index.get() < text.paragraphs.len());
    if let Some(n) = citation
        && let Some(citation) = text.citations.get(n as usize)
    {
        if state.text.citation == Some(n) {
            open_symbol(context, state, &citation.symbol);
        } else {
            state.text.citation = Some(n);
        }
    } else {
        state.text.citation = None;
    }
}

fn citation_at(layout: &TextLayout, line: usize, x: u16) -> Option<u32> {
    let line = layout.lines.get(line)?;
    let column = layout.column.saturating_sub(line.indent);
    ink_at(&layout.flow, line.line, x.checked_sub(layout.gutter + line.indent)?, column)?.citation
}

/// The ink of the glyph in a cell of a line, counted from where the column of words begins.
fn ink_at(flow: &Flow, line: Line, x: u16, column: u16) -> Option<Ink> {
    let mut from = if line.right_to_left { column.saturating_sub(line.width) } else { 0 };
    let mut found = None;
    flow.paint(line, |glyph, piece| {
        if (from..from + glyph.width).contains(&x) {
            found = Some(piece.ink);
        }
        from += glyph.width;
    });
    found
}

/// Unfolds a fold; makes the change under the mouse the current one, or on a row the one that begins last before, or a row without any
/// itself.
fn click_redline(state: &mut State, x: u16, row: usize) {
    let line = state.redline.top + row;
    if let Some(rows) = fold_at(state, line) {
        state.redline.unfolded.extend(rows);
        return;
    }
    let Some(layout) = &state.redline.layout else { return };
    let (row, at_origin) = match layout.item_of(line) {
        Some(Item::Row(row)) => (*row, false),
        Some(Item::Origin(row)) => (*row, true),
        _ => return,
    };
    let of_row = || layout.stops.iter().enumerate().filter(|(_, stop)| stop.row == row);
    // Of several on one line the first.
    let before = || of_row().filter(|(_, stop)| stop.line as usize <= line).max_by_key(|(n, stop)| (stop.line, Reverse(*n)));
    let stop = change_at(layout, line, x)
        .filter(|_| !at_origin)
        .or_else(|| before().filter(|_| !at_origin).map(|(n, _)| n))
        .or_else(|| of_row().next().map(|(n, _)| n));
    state.redline.current = Some(Current { row, stop, at_origin });
}

/// The change in a cell of the redline, by its place among the stops.
fn change_at(layout: &RedlineLayout, line: usize, x: u16) -> Option<usize> {
    let line = layout.lines.get(line)?;
    let right = layout.column + 3;
    let (cell, x) = if x < right { (&line.old, x) } else { (&line.new, x - right) };
    let cell = cell.as_ref()?;
    // One cell before the gutter is the sign's.
    let before = layout.gutter + 1 + cell.indent;
    let ink = ink_at(&layout.flow, cell.line, x.checked_sub(before)?, layout.column.saturating_sub(before))?;
    ink.change.map(|edit| edit.stop as usize)
}
