//! "Here": the paragraph or footnote that copying, explaining and opening act on. In the redline it is that of the current change or row, in
//! the text the one that was gone to, and only without one that at the top of the view.

use crate::app::context::Context;
use crate::app::redline::Pair;
use crate::app::screen::Pane;
use crate::app::state::State;
use crate::model::{FootnoteIndex, ParagraphIndex, TextId};

use super::Effect;

/// Something in a text that can be referred to.
#[derive(Clone, Copy)]
enum Here {
    Paragraph(TextId, ParagraphIndex),
    Footnote(TextId, FootnoteIndex),
}

/// What the reader is at, if it is more than a resolution.
fn here(context: &Context, state: &State) -> Option<Here> {
    match state.focus {
        Pane::Text => Some(Here::Paragraph(state.text.text()?, state.text.paragraph(state.held_text(context)?)?)),
        Pane::Redline => in_redline(state),
        // From the timeline the changes are visited too.
        Pane::Timeline if state.redline.current.is_some() && state.panes().area(Pane::Redline).is_some() => in_redline(state),
        Pane::Timeline => None,
    }
}

/// What the redline is at: of the new text, or of the old where the new has nothing.
fn in_redline(state: &State) -> Option<Here> {
    let Pair::Of(old, new) = state.redline.pair else { return None };
    let comparison = state.redline.comparison.as_ref()?;
    let index = state.redline.current_row(state.redline_height())? as usize;
    if let Some(row) = comparison.rows.get(index) {
        // Of several paragraphs the one that the change is in.
        let change = state.redline.current_stop().and_then(|stop| row.changes.get(stop.change? as usize));
        let of_change = change.map(|change| change.new.paragraph).filter(|paragraph| row.new.contains(paragraph));
        let is_new = of_change.or_else(|| row.new.first().copied()).map(|paragraph| Here::Paragraph(new, paragraph));
        is_new.or_else(|| Some(Here::Paragraph(old, *row.old.first()?)))
    } else {
        let note = comparison.footnotes.get(index.checked_sub(comparison.rows.len())?)?;
        note.new.map(|note| Here::Footnote(new, note)).or_else(|| Some(Here::Footnote(old, note.old?)))
    }
}

/// How documents refer to it: "A/RES/67/27, OP3".
fn reference(context: &Context, here: Here) -> Option<String> {
    let (Here::Paragraph(id, _) | Here::Footnote(id, _)) = here;
    let text = context.corpus.text(id).ok()?;
    let symbol = &context.corpus.resolution(context.corpus.resolution_of(id)).symbol;
    Some(match here {
        Here::Paragraph(_, index) => format!("{symbol}, {}", text.paragraphs.get(index.get())?.id),
        Here::Footnote(_, index) => format!("{symbol}, footnote {}", text.footnotes.get(index.get())?.mark),
    })
}

/// Copies the reference of what the reader is at, or of the resolution.
pub(super) fn copy(context: &Context, state: &mut State) -> Option<Effect> {
    let reference = match here(context, state).and_then(|here| reference(context, here)) {
        Some(reference) => reference,
        None => context.corpus.resolution(state.timeline.resolution()?).symbol.to_string(),
    };
    state.say(format!("Copied “{reference}”"));
    Some(Effect::Copy(reference))
}

/// Says why the paragraphs of a row were paired: in the text those of the paragraph gone to, or where the redline is not on the screen
/// those of the first in view.
pub(super) fn explain(context: &Context, state: &mut State) {
    let is_on_screen = state.panes().area(Pane::Redline).is_some();
    if !is_on_screen {
        state.compare(context);
    }
    let of_text = match (state.focus, &state.redline.pair, state.held_text(context)) {
        (Pane::Text, Pair::Of(_, new), Some(text)) if state.text.text() == Some(*new) => {
            let paragraph = if is_on_screen { state.text.current } else { state.text.paragraph(text) };
            paragraph.and_then(|index| state.redline.row_of(index))
        }
        _ => None,
    };
    let in_redline = is_on_screen.then(|| state.redline.current_row(state.redline_height())).flatten();
    let row = of_text.or(in_redline);
    let words = match (row, &state.redline.comparison) {
        (Some(row), Some(comparison)) => match comparison.rows.get(row as usize) {
            Some(row) if row.reason.is_empty() => format!("similarity {:.2}", row.similarity),
            Some(row) => format!("similarity {:.2}: {}", row.similarity, row.reason),
            None => "Footnotes are paired by where they are marked and by their words".to_owned(),
        },
        _ => "No paragraph of the redline is in view".to_owned(),
    };
    state.say(words);
}

/// Shows in the text the paragraph that the redline is at.
pub(super) fn show_in_text(context: &Context, state: &mut State) {
    if let (Some(Here::Paragraph(id, paragraph)), Some(text)) = (in_redline(state), state.held_text(context))
        && state.text.text() == Some(id)
    {
        let height = state.text_height();
        state.text.current = Some(paragraph);
        state.text.reveal(crate::layout::TextLayout::anchor_of_paragraph(text, paragraph), height);
    }
}

/// Opens the text at what the redline is at.
pub(super) fn open(context: &Context, state: &mut State) {
    let Some(here) = in_redline(state) else { return };
    let text = state.held_text(context);
    match (here, text) {
        (Here::Paragraph(id, paragraph), Some(text)) if state.text.text() == Some(id) => {
            state.text.go_to(text, paragraph);
            (state.focus, state.main) = (Pane::Text, Pane::Text);
        }
        _ => {
            let words = reference(context, here).map(|words| format!("{words} is not in the text shown"));
            state.say(words.unwrap_or_default());
        }
    }
}
