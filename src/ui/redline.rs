//! The redline pane.

use crate::app::{Area, Context, Pair, State, Tone, short};
use crate::compare::Fate;
use crate::layout::{Base, Cell, Line, RedlineLayout, RedlineLine, Side};
use crate::model::{Span, Text, TextId};

use super::canvas::Canvas;
use super::notices;
use super::text::{Look, line};

pub(super) fn paint(canvas: &mut Canvas<'_>, context: &Context, state: &State, area: Area) {
    let corpus = &context.corpus;
    let (Pair::Of(old_id, new_id), Some(layout)) = (&state.redline.pair, &state.redline.layout) else {
        notices::redline(canvas, context, state, area);
        return;
    };
    let (Ok(old), Ok(new)) = (corpus.text(*old_id), corpus.text(*new_id)) else { return };
    let right = area.x + layout.column + 3;
    heads(canvas, context, (*old_id, *new_id), area, right, layout);
    let matches: &[Span] = if state.searched() == Some(*new_id) { &state.find.matches } else { &[] };
    let found = state.find.current.and_then(|n| matches.get(n).copied());
    let stop = state.redline.current_stop();
    let current = state.redline.current_line().map(|line| (line, stop.and_then(|stop| stop.side)));
    // The words of the change, where it is no whole row.
    let change = state.redline.current.filter(|_| stop.is_some_and(|stop| stop.change.is_some()));
    let change = change.and_then(|current| u32::try_from(current.stop?).ok());
    let looks = [
        Look { language: old.language, side: Some(Side::Old), citation: None, matches: &[], current: None, change },
        Look { language: new.language, side: Some(Side::New), citation: None, matches, current: found, change },
    ];
    let height = state.redline_height();
    for (n, y) in (state.redline.top..layout.lines.len()).take(height).zip(area.y + 1..) {
        let line = &layout.lines[n];
        let area = Area { y, height: 1, ..area };
        if let Some((fate, words)) = line.caption {
            caption(canvas, layout, fate, words, area);
        } else {
            columns(canvas, layout, line, area, right, [old, new], &looks);
        }
        if let Some((_, side)) = current.filter(|&(at, _)| at == n) {
            current_mark(canvas, layout, line, side, area, right);
        }
    }
}

/// What the two columns are of.
fn heads(canvas: &mut Canvas<'_>, context: &Context, (old, new): (TextId, TextId), area: Area, right: u16, layout: &RedlineLayout) {
    let corpus = &context.corpus;
    let end = area.x + area.width;
    for (id, x, end) in [(old, area.x, area.x + layout.column), (new, right, end)] {
        let head = corpus.head(id);
        let mut words = format!("{} · {}", short(corpus, corpus.resolution_of(id)), head.language.english_name());
        if let Some(fragment) = &head.fragment {
            words = format!("{words} · {} only", super::frame::fragment(fragment));
        }
        canvas.put_short(x + 1 + layout.gutter, area.y, end, &words, Tone::PaneTitle);
    }
    canvas.put(right - 2, area.y, end, "│", Tone::Border);
}

const fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::Same | Fate::Unheld => Tone::Fold,
        Fate::Amended => Tone::Amended,
        Fate::Moved | Fate::Split | Fate::Merged => Tone::Moved,
        Fate::Added => Tone::Added,
        Fate::Removed => Tone::Removed,
    }
}

fn caption(canvas: &mut Canvas<'_>, layout: &RedlineLayout, fate: Fate, words: Line, area: Area) {
    let end = area.x + area.width;
    let text = layout.flow.words(words);
    let is_fold = layout.flow.piece_at(words.start).is_some_and(|piece| piece.ink.base == Base::Fold);
    if is_fold {
        let x = canvas.put(area.x, area.y, end, "┄┄ ", Tone::Fold);
        let x = canvas.put_short(x, area.y, end, text, Tone::Fold);
        for x in x + 1..end {
            canvas.put(x, area.y, end, "┄", Tone::Fold);
        }
        return;
    }
    let split = text.find(" · ").unwrap_or(text.len());
    let x = canvas.put_short(area.x, area.y, end, &text[..split], tone(fate));
    canvas.put_short(x, area.y, end, &text[split..], Tone::Aside);
}

fn columns(
    canvas: &mut Canvas<'_>,
    layout: &RedlineLayout,
    it: &RedlineLine,
    area: Area,
    right: u16,
    texts: [&Text; 2],
    looks: &[Look<'_>; 2],
) {
    let end = area.x + area.width;
    canvas.put(right - 2, area.y, end, "│", Tone::Border);
    for (side, cell, x) in [(0, &it.old, area.x), (1, &it.new, right)] {
        let Some(cell) = cell else { continue };
        let column_end = (x + layout.column).min(end);
        if cell.changed {
            let (sign, tone) = if side == 0 { ("-", Tone::Removed) } else { ("+", Tone::Added) };
            canvas.put(x, area.y, column_end, sign, tone);
        }
        self::cell(canvas, layout, cell, texts[side], (x + 1, area.y), column_end, &looks[side]);
    }
}

fn cell(canvas: &mut Canvas<'_>, layout: &RedlineLayout, cell: &Cell, text: &Text, (x, y): (u16, u16), end: u16, look: &Look<'_>) {
    if let Some(paragraph) = cell.label.and_then(|index| text.paragraphs.get(index.get()))
        && layout.gutter > 0
    {
        canvas.put_short(x, y, x + layout.gutter - 1, &paragraph.id.to_string(), Tone::Label);
    }
    let column = layout.column.saturating_sub(layout.gutter + 1 + cell.indent);
    line(canvas, &layout.flow, cell.line, (x + layout.gutter + cell.indent, y), end, column, look);
}

/// Shows which change or row was gone to: on a caption behind its sign, in a column behind the paragraph's name, where no sign ever stands.
fn current_mark(canvas: &mut Canvas<'_>, layout: &RedlineLayout, line: &RedlineLine, side: Option<Side>, area: Area, right: u16) {
    let left = area.x;
    if line.caption.is_some() {
        canvas.patch(area, Tone::CurrentChange);
        canvas.put(left + 1, area.y, left + 2, "▸", Tone::BaseMark);
        return;
    }
    let gutter = Area { width: layout.gutter + 1, ..area };
    canvas.patch(gutter, Tone::CurrentChange);
    canvas.patch(Area { x: right, ..gutter }, Tone::CurrentChange);
    let x = if side == Some(Side::Old) { left } else { right } + layout.gutter;
    canvas.put(x, area.y, x + 1, "▸", Tone::BaseMark);
}
