//! The jump overlay: what is typed, what it finds, and a look at the one selected.

use crate::app::{Area, Context, JumpState, Tone, jump_area, jump_parts};
use crate::layout::width;
use crate::model::ResolutionId;

use super::canvas::Canvas;
use super::overlay;
use super::text::{Look, body_line};

/// Cells of the line that is typed in that are not for what is typed: frame, sign, count.
pub(super) const BESIDE_INPUT: u16 = 24;

pub(super) fn paint(canvas: &mut Canvas<'_>, context: &Context, jump: &JumpState, screen: Area) {
    let area = jump_area(screen);
    overlay::frame(canvas, area, "Jump to a resolution");
    let end = area.x + area.width - 1;
    canvas.put(area.x + 2, area.y + 1, end, "›", Tone::Prompt);
    canvas.input(area.x + 4, area.y + 1, area.width.saturating_sub(BESIDE_INPUT), &jump.input, Tone::Text);
    let count = match (jump.results.len(), jump.is_cut()) {
        (n, true) => format!("{n}+ found"),
        (0, _) => "none found".to_owned(),
        (n, _) => format!("{n} found"),
    };
    canvas.put_right(area.x + 4, area.y + 1, end - 1, &count, Tone::Aside);
    for x in area.x + 1..end {
        canvas.put(x, area.y + 2, end, "─", Tone::Border);
    }
    let (results, preview) = jump_parts(area);
    let symbols = jump.results.iter().map(|&id| width(context.corpus.resolution(id).symbol.as_str())).max().unwrap_or(0);
    let symbols = u16::try_from(symbols).unwrap_or(u16::MAX).min(20);
    for ((n, &id), y) in jump.results.iter().enumerate().skip(jump.top).zip(results.y..results.y + results.height) {
        let row = Area { y, height: 1, ..results };
        result(canvas, context, id, row, symbols, n == jump.selected);
        if n == jump.selected {
            canvas.patch(row, Tone::FocusedSelected);
        }
    }
    if let Some(area) = preview {
        for y in area.y..area.y + area.height {
            canvas.put(area.x - 1, y, area.x, "│", Tone::Border);
        }
        if let Some(&id) = jump.results.get(jump.selected) {
            let inner = Area { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
            self::preview(canvas, context, jump, id, inner);
        }
    }
}

fn result(canvas: &mut Canvas<'_>, context: &Context, id: ResolutionId, row: Area, symbols: u16, is_selected: bool) {
    let it = context.corpus.resolution(id);
    let tone = if it.is_held() { Tone::Held } else { Tone::Cited };
    let end = row.x + row.width;
    canvas.put(row.x, row.y, end, if is_selected { "▶" } else { " " }, tone);
    canvas.put_short(row.x + 1, row.y, (row.x + 1 + symbols).min(end), it.symbol.as_str(), tone);
    let x = row.x + symbols + 2;
    let year = it.date.map_or_else(|| "    ".to_owned(), |date| date.year().to_string());
    let x = canvas.put(x, row.y, end, &year, tone) + 1;
    canvas.put_short(x, row.y, end, &title(context, id), tone);
}

/// The title, or how much is held where none is known.
fn title(context: &Context, id: ResolutionId) -> String {
    let it = context.corpus.resolution(id);
    let heads = || it.texts.iter().map(|&text| context.corpus.head(text));
    let part = heads().find_map(|head| head.fragment.as_ref()).filter(|_| heads().all(|head| head.fragment.is_some()));
    match (&it.title, part) {
        (Some(title), _) => title.clone(),
        (None, Some(part)) => format!("{} only", super::frame::fragment(part)),
        (None, None) if it.is_held() => "without a title".to_owned(),
        (None, None) => "only cited".to_owned(),
    }
}

fn preview(canvas: &mut Canvas<'_>, context: &Context, jump: &JumpState, id: ResolutionId, area: Area) {
    let corpus = &context.corpus;
    let it = corpus.resolution(id);
    match &jump.preview {
        Some((text_id, _, layout)) if corpus.resolution_of(*text_id) == id => {
            let Ok(text) = corpus.text(*text_id) else { return };
            let look = Look { language: text.language, side: None, citation: None, matches: &[], current: None, change: None };
            for (line, y) in (0..layout.lines.len()).zip(area.y..area.y + area.height) {
                body_line(canvas, layout, text, line, Area { y, height: 1, ..area }, &look);
            }
        }
        _ => {
            let end = area.x + area.width;
            canvas.put_short(area.x, area.y, end, "Only cited: no text of it is held.", Tone::Notice);
            let cited_by: Vec<&str> = it.cited_by.iter().map(|&id| corpus.resolution(id).symbol.as_str()).collect();
            for (symbol, y) in cited_by.iter().zip(area.y + 2..area.y + area.height) {
                canvas.put_short(area.x, y, end, &format!("cited by {symbol}"), Tone::Aside);
            }
        }
    }
}
