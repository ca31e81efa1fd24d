//! What is typed: jump and find.

use tui_input::{Input, InputRequest};

use crate::app::action::PromptAction;
use crate::app::context::Context;
use crate::app::jump::JumpState;
use crate::app::keys::{Key, KeyCode, Meaning};
use crate::app::screen::{Area, Pane};
use crate::app::state::{Overlay, State};
use crate::app::text::place_of_byte;
use crate::layout::TextLayout;
use crate::model::Language;

use super::Effect;

/// The rows of the jump overlay that are no results: its frame and the line that is typed in.
const JUMP_FRAME: u16 = 4;

/// Where the jump overlay is on a screen.
#[must_use]
pub fn jump_area(screen: Area) -> Area {
    let width = screen.width.saturating_sub(4).min(120);
    let height = screen.height.saturating_sub(2).min(30);
    Area { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 3, width, height }
}

/// The results and the preview, in the jump overlay.
#[must_use]
pub fn jump_parts(area: Area) -> (Area, Option<Area>) {
    let inner =
        Area { x: area.x + 1, y: area.y + 3, width: area.width.saturating_sub(2), height: area.height.saturating_sub(JUMP_FRAME) };
    if inner.width < 70 {
        return (inner, None);
    }
    let results = Area { width: inner.width / 2, ..inner };
    let x = results.x + results.width + 2;
    (results, Some(Area { x, width: inner.x + inner.width - x - 1, ..inner }))
}

pub(super) fn open_jump(context: &Context, state: &mut State) {
    let mut jump = JumpState::default();
    jump.search(context);
    state.overlay = Overlay::Jump(Box::new(jump));
}

pub(super) fn open_find(state: &mut State) {
    let before = state.find.input.value_and_reset();
    state.find.origin = (state.text.anchor, state.redline.anchor, before);
    state.overlay = Overlay::Find;
}

/// Keeps the selected result in view, and its text laid out.
pub(in crate::app) fn refresh_jump(jump: &mut JumpState, context: &Context, language: Language, screen: Area) {
    let (results, preview) = jump_parts(jump_area(screen));
    let height = usize::from(results.height).max(1);
    jump.selected = jump.selected.min(jump.results.len().saturating_sub(1));
    jump.top = jump.top.min(jump.selected).max((jump.selected + 1).saturating_sub(height));
    let corpus = &context.corpus;
    let text = jump.results.get(jump.selected).and_then(|&id| {
        corpus
            .text_in(id, language)
            .or_else(|| corpus.text_in(id, Language::En))
            .or_else(|| corpus.resolution(id).texts.first().copied())
    });
    let wanted = preview.zip(text).map(|(area, text)| (text, area.width.saturating_sub(1)));
    if jump.preview.as_ref().map(|(text, width, _)| (*text, *width)) != wanted {
        jump.preview = wanted.and_then(|(id, width)| corpus.text(id).ok().map(|text| (id, width, TextLayout::new(text, width))));
    }
}

pub(super) fn on_key(context: &Context, state: &mut State, key: Key) -> Option<Effect> {
    state.message = None;
    let input = match context.config.prompt_keys.meaning(&[key]) {
        Meaning::Action(PromptAction::Accept) => {
            accept(context, state);
            return None;
        }
        Meaning::Action(PromptAction::Cancel) => {
            cancel(state);
            return None;
        }
        Meaning::Action(PromptAction::Next) => {
            select(context, state, 1);
            return None;
        }
        Meaning::Action(PromptAction::Previous) => {
            select(context, state, -1);
            return None;
        }
        Meaning::Action(edit) => request(edit),
        _ => match key.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt && !c.is_control() => Some(InputRequest::InsertChar(c)),
            _ => None,
        },
    };
    if let Some(request) = input {
        edit(context, state, |input| {
            input.handle(request);
        });
    }
    None
}

pub(super) fn on_paste(context: &Context, state: &mut State, words: &str) {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(1000).collect();
    if matches!(state.overlay, Overlay::Jump(_) | Overlay::Find) {
        edit(context, state, |input| {
            for c in plain.trim().chars() {
                input.handle(InputRequest::InsertChar(c));
            }
        });
    }
}

const fn request(action: PromptAction) -> Option<InputRequest> {
    Some(match action {
        PromptAction::Left => InputRequest::GoToPrevChar,
        PromptAction::Right => InputRequest::GoToNextChar,
        PromptAction::WordLeft => InputRequest::GoToPrevWord,
        PromptAction::WordRight => InputRequest::GoToNextWord,
        PromptAction::Start => InputRequest::GoToStart,
        PromptAction::End => InputRequest::GoToEnd,
        PromptAction::DeleteBack => InputRequest::DeletePrevChar,
        PromptAction::DeleteForward => InputRequest::DeleteNextChar,
        PromptAction::DeleteWord => InputRequest::DeletePrevWord,
        PromptAction::DeleteLine => InputRequest::DeleteLine,
        PromptAction::Accept | PromptAction::Cancel | PromptAction::Next | PromptAction::Previous => return None,
    })
}

fn edit(context: &Context, state: &mut State, change: impl FnOnce(&mut Input)) {
    match &mut state.overlay {
        Overlay::Jump(jump) => {
            let before = jump.input.value().to_owned();
            change(&mut jump.input);
            if jump.input.value() != before {
                jump.search(context);
            }
        }
        Overlay::Find => {
            let before = state.find.input.value().to_owned();
            change(&mut state.find.input);
            if state.find.input.value() != before {
                (state.text.anchor, state.redline.anchor) = (state.find.origin.0, state.find.origin.1);
                state.refresh(context);
                if let Some(first) = first_match(context, state, false) {
                    state.go_to_match(context, first);
                }
            }
        }
        Overlay::None | Overlay::Help(_) => {}
    }
}

fn accept(context: &Context, state: &mut State) {
    match std::mem::take(&mut state.overlay) {
        Overlay::Jump(jump) => {
            if let Some(&resolution) = jump.results.get(jump.selected) {
                state.open(context, resolution);
                if state.focus != Pane::Timeline {
                    (state.focus, state.main) = (Pane::Text, Pane::Text);
                }
            }
        }
        Overlay::Find => {
            // As in less and vim: without words, those of the last time.
            if state.find.input.value().is_empty() {
                state.find.input = Input::new(std::mem::take(&mut state.find.origin.2));
                state.refresh(context);
                if let Some(first) = first_match(context, state, false) {
                    state.go_to_match(context, first);
                }
            }
            state.stay_at_match(context);
            let pattern = state.find.input.value().to_owned();
            match (state.find.current, state.find.matches.len()) {
                (Some(current), count) => state.say(format!("match {} of {count}", current + 1)),
                _ if !pattern.is_empty() => state.complain(format!("“{pattern}” is not in this text")),
                _ => {}
            }
        }
        Overlay::None | Overlay::Help(_) => {}
    }
}

fn cancel(state: &mut State) {
    if matches!(std::mem::take(&mut state.overlay), Overlay::Find) {
        let (text, redline, before) = std::mem::take(&mut state.find.origin);
        (state.text.anchor, state.redline.anchor) = (text, redline);
        state.find.input = Input::new(before);
    }
}

fn select(context: &Context, state: &mut State, by: i64) {
    match &mut state.overlay {
        Overlay::Jump(jump) => {
            let last = jump.results.len().saturating_sub(1);
            jump.selected = crate::app::text::moved(jump.selected, by).min(last);
        }
        Overlay::Find => {
            let count = state.find.matches.len();
            if let Some(current) = state.find.current {
                let next = if by < 0 { (current + count - 1) % count } else { (current + 1) % count };
                state.go_to_match(context, next);
            }
        }
        Overlay::None | Overlay::Help(_) => {}
    }
}

/// The first match from where the reader is, or the last before; around the end if there is none.
pub(super) fn first_match(context: &Context, state: &State, back: bool) -> Option<usize> {
    let text = context.corpus.text(state.searched()?).ok()?;
    let from = state.find_from();
    let is_after = |n: &usize| place_of_byte(text, state.find.matches[*n].start).is_some_and(|anchor| anchor.rank >= from);
    let count = state.find.matches.len();
    let last = count.checked_sub(1)?;
    Some(if back { (0..count).rev().find(|n| !is_after(n)).unwrap_or(last) } else { (0..count).find(is_after).unwrap_or(0) })
}
