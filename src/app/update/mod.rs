//! What each message does.

mod here;
mod mouse;
mod number;
pub(super) mod prompt;

use crate::layout::{Anchor, Item, Kinds, kind_name};
use crate::model::{ParagraphIndex, ParagraphKind, Symbol, Text};

use super::action::{Action, Bindable};
use super::context::Context;
use super::jump::short;
use super::keys::{Key, KeyCode, Meaning};
use super::redline::{Current, Pair};
use super::screen::{Pane, Size};
use super::state::{Overlay, State};
use super::text::{Shown, moved};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The screen has this size.
    Resize(Size),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// No key is pressed: a little of what is left to be counted may be.
    Work,
}

/// What was done with the mouse, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// The column.
    pub x: u16,
    /// The row.
    pub y: u16,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The wheel was turned down, or up if negative, by notches.
    Wheel(i8),
    /// The left button was pressed.
    Click,
    /// The mouse was moved with the left button held.
    Drag,
}

/// What the terminal is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop the program until it is continued.
    Suspend,
    /// Put words on the clipboard.
    Copy(String),
    /// Draw everything anew.
    Redraw,
}

/// Does what a message asks. The only mutation of the state.
pub fn update(context: &Context, state: &mut State, msg: Msg) -> Option<Effect> {
    let effect = match msg {
        Msg::Key(key) => on_key(context, state, key),
        Msg::Resize(size) => {
            state.size = size;
            None
        }
        Msg::Mouse(mouse) => {
            mouse::on_mouse(context, state, mouse);
            None
        }
        Msg::Paste(words) => {
            prompt::on_paste(context, state, &words);
            None
        }
        Msg::Work => {
            let height = state.timeline_height();
            state.timeline.count_next(context, state.language, height);
            return None;
        }
    };
    state.refresh(context);
    effect
}

fn on_key(context: &Context, state: &mut State, key: Key) -> Option<Effect> {
    if matches!(state.overlay, Overlay::Jump(_) | Overlay::Find) {
        return prompt::on_key(context, state, key);
    }
    state.message = None;
    if state.pending.is_empty()
        && let KeyCode::Char(c @ '0'..='9') = key.code
        && !key.ctrl
        && !key.alt
        && (c != '0' || state.count.is_some())
        && context.config.keys.meaning(&[key]) == Meaning::Nothing
    {
        let digit = c.to_digit(10).unwrap_or(0);
        state.count = Some((state.count.unwrap_or(0) * 10 + digit).min(9999));
        return None;
    }
    state.pending.push(key);
    match context.config.keys.meaning(&state.pending) {
        Meaning::Prefix => None,
        Meaning::Nothing => {
            state.pending.clear();
            state.count = None;
            None
        }
        Meaning::Action(action) => {
            state.pending.clear();
            let count = state.count.take();
            act(context, state, action, count)
        }
    }
}

fn act(context: &Context, state: &mut State, action: Action, count: Option<u32>) -> Option<Effect> {
    if let Overlay::Help(line) = state.overlay {
        return in_help(context, state, action, line, count);
    }
    let times = count.unwrap_or(1).max(1);
    match action {
        Action::Down => scroll(context, state, i64::from(times)),
        Action::Up => scroll(context, state, -i64::from(times)),
        Action::HalfPageDown => scroll(context, state, half_page(state) * i64::from(times)),
        Action::HalfPageUp => scroll(context, state, -half_page(state) * i64::from(times)),
        Action::PageDown => page(state, context, times, false),
        Action::PageUp => page(state, context, times, true),
        Action::Top => match count.filter(|_| state.focus != Pane::Timeline) {
            Some(n) => number::go_to(context, state, ParagraphKind::Preambular, n),
            None => to_end(context, state, false),
        },
        Action::Bottom => match count.filter(|_| state.focus != Pane::Timeline) {
            Some(n) => number::go_to(context, state, ParagraphKind::Operative, n),
            None => to_end(context, state, true),
        },
        Action::NextParagraph => by_paragraph(context, state, i64::from(times)),
        Action::PreviousParagraph => by_paragraph(context, state, -i64::from(times)),
        Action::NextPane => next_pane(state, false),
        Action::PreviousPane => next_pane(state, true),
        Action::SwitchView => switch_view(state),
        Action::Language => next_language(context, state, false),
        Action::PreviousLanguage => next_language(context, state, true),
        Action::Follow => follow(context, state),
        Action::NextCitation => next_citation(context, state, false, times),
        Action::PreviousCitation => next_citation(context, state, true, times),
        Action::Back => {
            if !state.travel(context, true) {
                state.say("There is nowhere to go back to");
            }
        }
        Action::Forward => {
            if !state.travel(context, false) {
                state.say("There is nowhere to go forward to");
            }
        }
        Action::Base => base(context, state),
        Action::NextChange => next_change(context, state, false, times as usize),
        Action::PreviousChange => next_change(context, state, true, times as usize),
        Action::OtherEnd => other_end(context, state),
        Action::Fold => in_redline(context, state, |state, height| state.redline.toggle_fold(height)),
        Action::FoldAll => in_redline(context, state, |state, _| state.redline.toggle_all_folds()),
        Action::WordingOnly => {
            let only = state.redline.kinds == Kinds::WORDING;
            state.redline.kinds = if only { Kinds::ALL } else { Kinds::WORDING };
            state.say(if only { "All kinds of change are shown" } else { "Wording alone is shown" });
        }
        Action::Toggle(kind) => {
            state.redline.kinds = state.redline.kinds.toggled(kind);
            let is_shown = if state.redline.kinds.contains(kind) { "shown" } else { "hidden" };
            state.say(format!("Changes of {} are {is_shown}", kind_name(kind)));
        }
        Action::Explain => here::explain(context, state),
        Action::Jump => prompt::open_jump(context, state),
        Action::Find => prompt::open_find(state),
        Action::NextMatch => next_match(context, state, false, times),
        Action::PreviousMatch => next_match(context, state, true, times),
        Action::Copy => return here::copy(context, state),
        Action::Help => state.overlay = Overlay::Help(0),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Cancel => {
            (state.text.citation, state.text.current) = (None, None);
            state.redline.current = None;
            state.find.input.reset();
        }
        Action::Suspend => return Some(Effect::Suspend),
        Action::Quit => return Some(Effect::Quit),
    }
    None
}

fn in_help(context: &Context, state: &mut State, action: Action, line: usize, count: Option<u32>) -> Option<Effect> {
    let by = i64::from(count.unwrap_or(1).max(1));
    let page = i64::from(state.size.height.saturating_sub(4).max(1));
    let last = super::help::help(&context.config).len().saturating_sub(usize::try_from(page).unwrap_or(1));
    let to = match action {
        Action::Down => moved(line, by),
        Action::Up => moved(line, -by),
        Action::HalfPageDown => moved(line, by * (page / 2).max(1)),
        Action::HalfPageUp => moved(line, -by * (page / 2).max(1)),
        Action::PageDown => moved(line, by * page),
        Action::PageUp => moved(line, -by * page),
        Action::Top => 0,
        Action::Bottom => last,
        Action::Redraw => return Some(Effect::Redraw),
        Action::Suspend => return Some(Effect::Suspend),
        _ => {
            state.overlay = Overlay::None;
            return None;
        }
    };
    state.overlay = Overlay::Help(to.min(last));
    None
}

fn half_page(state: &State) -> i64 {
    let area = state.panes().area(state.focus).map_or(1, |area| area.height);
    i64::from(area / 2).max(1)
}

fn scroll(_context: &Context, state: &mut State, by: i64) {
    match state.focus {
        Pane::Timeline => {
            let last = state.timeline.series.entries.len().saturating_sub(1);
            state.timeline.selected = moved(state.timeline.selected, by).min(last);
        }
        Pane::Text => state.text.scroll(by, state.text_height()),
        Pane::Redline => state.redline.scroll(by, state.redline_height()),
    }
}

fn page(state: &mut State, context: &Context, times: u32, back: bool) {
    for _ in 0..times {
        let before = (state.text.top, state.redline.top, state.timeline.selected);
        match (state.focus, back) {
            // Down: the last line in view is first, so that nothing under the footnotes is passed over.
            (Pane::Text, false) => {
                let height = state.text_height();
                let Some(layout) = &state.text.layout else { return };
                let end = layout.window(state.text.top, height).lines.end;
                let to = end.saturating_sub(1).max(state.text.top + 1);
                state.text.scroll_to(to, height);
            }
            // Up: the first line in view is last, as far as the footnotes leave room.
            (Pane::Text, true) => {
                let height = state.text_height();
                let Some(layout) = &state.text.layout else { return };
                let here = state.text.top;
                let mut to = here.saturating_sub(height.saturating_sub(1).max(1));
                while to + 1 < here && layout.window(to, height).lines.end <= here {
                    to += 1;
                }
                state.text.scroll_to(to, height);
            }
            _ => {
                let height = state.panes().area(state.focus).map_or(1, |area| i64::from(area.height));
                let by = (height - 2).max(1);
                scroll(context, state, if back { -by } else { by });
            }
        }
        if before == (state.text.top, state.redline.top, state.timeline.selected) {
            return;
        }
    }
}

fn to_end(context: &Context, state: &mut State, end: bool) {
    match (state.focus, end) {
        (Pane::Text, true) => state.text.scroll_to(usize::MAX, state.text_height()),
        (Pane::Redline, true) => state.redline.scroll_to(usize::MAX, state.redline_height()),
        // Back at the beginning, though what was gone to may still be in view.
        (Pane::Text, false) => (state.text.anchor, state.text.current) = (Anchor::default(), None),
        (Pane::Redline, false) => (state.redline.anchor, state.redline.current) = (Anchor::default(), None),
        (Pane::Timeline, _) => scroll(context, state, if end { i64::MAX } else { -i64::MAX }),
    }
}

fn by_paragraph(context: &Context, state: &mut State, by: i64) {
    match state.focus {
        Pane::Timeline => scroll(context, state, by),
        Pane::Text => {
            let Some(text) = state.held_text(context) else { return };
            let Some(layout) = &state.text.layout else { return };
            // Rank 0 is what stands before the first paragraph.
            let top = layout.lines.get(state.text.top);
            let here = state.text.current.map_or_else(|| top.map_or(0, |line| line.at.rank as usize), |index| index.get() + 1);
            let is_inside = state.text.current.is_none() && top.is_some_and(|line| line.label.is_none() && !line.line.is_empty());
            let to = if by < 0 && is_inside { moved(here, by + 1) } else { moved(here, by) };
            let to = to.min(text.paragraphs.len());
            if let Some(index) = to.checked_sub(1).and_then(|index| u32::try_from(index).ok()) {
                state.text.go_to(text, ParagraphIndex(index));
            } else {
                (state.text.anchor, state.text.current) = (Anchor::default(), None);
            }
        }
        Pane::Redline => {
            let Some(layout) = &state.redline.layout else { return };
            let height = state.redline_height();
            let line = state.redline.current_line().unwrap_or(state.redline.top);
            let Some(here) = layout.lines.get(line).map(|line| line.item as usize) else { return };
            let line_of = |item: usize| layout.lines.iter().position(|line| line.item as usize == item);
            let is_inside = state.redline.current.is_none() && line_of(here) != Some(line);
            let to = moved(here, if by < 0 && is_inside { by + 1 } else { by });
            // At the end, what cannot stand at the top of the view is only a place if it can be the current one.
            let last_top = layout.last_top(height);
            let is_place = |&item: &usize| matches!(layout.items[item], Item::Row(_)) || line_of(item) <= Some(last_top);
            let last = layout.items.len().saturating_sub(1);
            let place = if by < 0 { (0..=to.min(last)).rev().find(is_place) } else { (to.min(last)..=last).find(is_place) };
            if let Some((item, line)) = place.and_then(|item| Some((&layout.items[item], line_of(item)?))) {
                let row = if let Item::Row(row) = item { Some(*row) } else { None };
                state.redline.scroll_to(line, height);
                state.redline.current = row.map(|row| Current { row, stop: None, at_origin: false });
            }
        }
    }
}

fn next_pane(state: &mut State, back: bool) {
    state.focus = match (state.focus, back) {
        (Pane::Timeline, false) | (Pane::Redline, true) => Pane::Text,
        (Pane::Text, false) | (Pane::Timeline, true) => Pane::Redline,
        (Pane::Redline, false) | (Pane::Text, true) => Pane::Timeline,
    };
    if state.focus != Pane::Timeline {
        state.main = state.focus;
    }
}

fn switch_view(state: &mut State) {
    state.main = if state.main == Pane::Text { Pane::Redline } else { Pane::Text };
    if state.focus != Pane::Timeline || state.panes().area(state.main).is_none() {
        state.focus = state.main;
    }
}

fn next_language(context: &Context, state: &mut State, back: bool) {
    let Some(resolution) = state.timeline.resolution() else { return };
    let corpus = &context.corpus;
    let texts = &corpus.resolution(resolution).texts;
    let name = short(corpus, resolution);
    let languages: Vec<_> = texts.iter().map(|&text| corpus.head(text).language).collect();
    let shown = match &state.text.shown {
        Shown::Text(text) | Shown::Unreadable(text, _) => Some(corpus.head(*text).language),
        _ => None,
    };
    match (languages.as_slice(), shown) {
        ([], _) => state.complain(format!("No text of {name} is held")),
        ([only], _) => state.say(format!("{name} is held in {} alone", only.english_name())),
        (_, shown) => {
            let here = languages.iter().position(|&language| Some(language) == shown).unwrap_or(0);
            let step = if back { languages.len() - 1 } else { 1 };
            state.language = languages[(here + step) % languages.len()];
        }
    }
}

fn follow(context: &Context, state: &mut State) {
    match state.focus {
        Pane::Timeline => {
            state.focus = if state.panes().area(Pane::Text).is_some() { Pane::Text } else { state.main };
        }
        Pane::Text => {
            let text = state.held_text(context);
            let citation = text.zip(state.text.citation).and_then(|(text, n)| text.citations.get(n as usize));
            if let Some(citation) = citation {
                open_symbol(context, state, &citation.symbol);
            } else {
                let key = key_of(context, Action::NextCitation).unwrap_or_default();
                state.say(format!("No citation is selected; {key} selects the next one"));
            }
        }
        Pane::Redline => here::open(context, state),
    }
}

/// Opens the resolution that a citation names, if it is one.
pub(super) fn open_symbol(context: &Context, state: &mut State, symbol: &Symbol) {
    match context.corpus.find(symbol) {
        Some(resolution) if state.timeline.resolution() == Some(resolution) => state.say(format!("This is {symbol}")),
        Some(resolution) => state.open(context, resolution),
        None => state.say(format!("{symbol} is not in the library: it is no resolution of the General Assembly")),
    }
}

fn next_citation(context: &Context, state: &mut State, back: bool, times: u32) {
    let Some(text) = state.held_text(context) else { return };
    if text.citations.is_empty() {
        state.say("This text cites nothing");
        return;
    }
    if state.focus != Pane::Text {
        (state.focus, state.main) = (Pane::Text, Pane::Text);
        state.refresh(context);
    }
    let height = state.text_height();
    let is_found = (0..times).take_while(|_| state.text.next_citation(text, back, height)).count() > 0;
    if !is_found {
        state.say(match (state.text.citation.is_some(), back) {
            (true, false) => "There is no citation after this one",
            (true, true) => "There is no citation before this one",
            (false, false) => "There is no citation from here on",
            (false, true) => "There is no citation above",
        });
        return;
    }
    let citation = state.text.citation.and_then(|n| text.citations.get(n as usize));
    if let Some(citation) = citation {
        let date = citation.date.map(|date| format!(" of {}", crate::layout::day(date))).unwrap_or_default();
        let held = match context.corpus.find(&citation.symbol).map(|id| context.corpus.resolution(id)) {
            Some(it) if it.is_held() => "held",
            Some(_) => "only cited, not held",
            None => "no resolution",
        };
        state.say(format!("{}{date} · {held}", citation.symbol));
    }
}

fn base(context: &Context, state: &mut State) {
    let Some(resolution) = state.timeline.resolution() else { return };
    let name = short(&context.corpus, resolution).to_owned();
    if state.base == Some(resolution) {
        state.base = None;
        state.say("Each resolution is compared with the text before it");
    } else if !context.corpus.resolution(resolution).is_held() {
        state.complain(format!("No text of {name} is held: nothing can be compared with it"));
    } else {
        state.base = Some(resolution);
        state.say(format!("{name} is the base: choose the resolution to compare with it"));
    }
}

/// Does something in the redline, bringing it onto the screen first.
fn in_redline(context: &Context, state: &mut State, action: impl FnOnce(&mut State, usize)) {
    if state.panes().area(Pane::Redline).is_none() {
        state.main = Pane::Redline;
        state.focus = Pane::Redline;
        state.refresh(context);
    }
    let height = state.redline_height();
    action(state, height);
}

fn next_change(context: &Context, state: &mut State, back: bool, times: usize) {
    in_redline(context, state, |state, height| {
        if state.redline.next_change(back, times, height) {
            // From the text the reader goes along in it.
            if state.focus == Pane::Text {
                here::show_in_text(context, state);
            }
        } else {
            let none = state.redline.layout.as_ref().is_none_or(|layout| layout.stops.is_empty());
            state.say(match (none, state.redline.current.is_some(), back) {
                (true, ..) => "There is no change of the kinds shown",
                (false, true, false) => "There is no change after this one",
                (false, true, true) => "There is no change before this one",
                (false, false, false) => "There is no change from here on",
                (false, false, true) => "There is no change above",
            });
        }
    });
}

fn other_end(context: &Context, state: &mut State) {
    in_redline(context, state, |state, height| {
        let row = state.redline.other_end(height);
        let at_origin = state.redline.current.is_some_and(|current| current.at_origin);
        let row = row.and_then(|row| state.redline.comparison.as_ref()?.rows.get(row as usize));
        let (Some(row), Pair::Of(old, new)) = (row, &state.redline.pair) else {
            state.say("No paragraph from here on has moved");
            return;
        };
        let corpus = &context.corpus;
        let (Ok(old), Ok(new)) = (corpus.text(*old), corpus.text(*new)) else { return };
        let (was, is) = (paragraph_name(old, row.old.first().copied()), paragraph_name(new, row.new.first().copied()));
        state.say(if at_origin { format!("{was}, moved to {is}") } else { format!("{is}, moved from {was}") });
    });
}

fn next_match(context: &Context, state: &mut State, back: bool, times: u32) {
    let count = state.find.matches.len();
    if count == 0 {
        let pattern = state.find.input.value().to_owned();
        if pattern.is_empty() {
            state.say("Nothing is looked for");
        } else {
            state.complain(format!("“{pattern}” is not in this text"));
        }
        return;
    }
    let step = times as usize % count;
    let next = match state.find.current {
        Some(current) if back => (current + count - step) % count,
        Some(current) => (current + step) % count,
        None => prompt::first_match(context, state, back).unwrap_or(0),
    };
    state.go_to_match(context, next);
    state.stay_at_match(context);
    state.say(format!("match {} of {count}", next + 1));
}

/// The names of what may follow the keys pressed so far.
#[must_use]
pub fn continuations(context: &Context, state: &State) -> Vec<(String, &'static str)> {
    let keys = &context.config.keys;
    keys.continuations(&state.pending).map(|(sequence, entry)| (sequence.to_string(), entry.what)).collect()
}

/// The key that does something first, for the hints.
#[must_use]
pub fn key_of(context: &Context, action: Action) -> Option<String> {
    debug_assert!(Action::TABLE.iter().any(|entry| entry.action == action));
    context.config.keys.keys_of(action).next().map(ToString::to_string)
}

/// The name of a paragraph; nothing for none.
#[must_use]
pub fn paragraph_name(text: &Text, index: Option<ParagraphIndex>) -> String {
    index.and_then(|index| text.paragraphs.get(index.get())).map(|it| it.id.to_string()).unwrap_or_default()
}

/// The row range of the fold on a line of the redline, if it is one.
pub(super) fn fold_at(state: &State, line: usize) -> Option<std::ops::Range<u32>> {
    match state.redline.layout.as_ref()?.item_of(line)? {
        Item::Fold(rows) => Some(rows.clone()),
        _ => None,
    }
}
