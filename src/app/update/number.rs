//! Going to a paragraph by its number: `3G` to OP3, `3g` to PP3.

use crate::app::context::Context;
use crate::app::redline::Pair;
use crate::app::screen::Pane;
use crate::app::state::State;
use crate::layout::RedlineLayout;
use crate::model::{ParagraphId, ParagraphIndex, ParagraphKind, Text};

/// Goes to a paragraph of the text, or in the redline of its new text.
pub(super) fn go_to(context: &Context, state: &mut State, kind: ParagraphKind, n: u32) {
    let id = match (state.focus, &state.redline.pair) {
        (Pane::Redline, Pair::Of(_, new)) => Some(*new),
        (Pane::Redline, Pair::None(_)) => None,
        _ => state.text.text(),
    };
    let Some(text) = id.and_then(|id| context.corpus.text(id).ok()) else { return };
    let Some(index) = u16::try_from(n).ok().and_then(|n| numbered(text, kind, n)) else {
        let id = ParagraphId::new(kind, u16::try_from(n).unwrap_or(u16::MAX));
        let is_part = text.fragment.is_some();
        state.complain(if is_part {
            format!("{id} is not in what is held of this text")
        } else {
            format!("There is no {id} in this text")
        });
        return;
    };
    if state.focus != Pane::Redline {
        state.text.go_to(text, index);
        return;
    }
    let Some(row) = state.redline.row_of(index) else { return };
    state.redline.unfolded.insert(row);
    state.refresh(context);
    let height = state.redline_height();
    if let Some(line) = state.redline.layout.as_ref().map(|layout| layout.line_of(RedlineLayout::anchor_of(row))) {
        state.redline.scroll_to(line, height);
        state.redline.select_row(row);
    }
}

/// The paragraph of a number: of the resolution itself, else of a part of it; where only sub-paragraphs have names, the first of them.
fn numbered(text: &Text, kind: ParagraphKind, n: u16) -> Option<ParagraphIndex> {
    let is_meant = |index: &ParagraphIndex| {
        let id = &text.paragraph(*index).id;
        id.kind == kind && id.number == n
    };
    let rank = |index: &ParagraphIndex| {
        let id = &text.paragraph(*index).id;
        (id.place.annex.is_some(), id.place.part.is_some(), !id.sub.is_empty())
    };
    // Of those alike the first.
    text.paragraph_indices().filter(is_meant).min_by_key(rank)
}
