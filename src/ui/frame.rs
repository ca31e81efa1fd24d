//! The bar at the top, the frames and titles of the panes with their scroll bars, and the line at the foot.

use crate::app::action::Action;
use crate::app::{Area, Context, Overlay, Pair, Pane, Panes, Shown, State, Tone, continuations, key_of, paragraph_name, short};
use crate::compare::{ChangeKind, Fate, Row};
use crate::layout::{Kinds, kind_name, width};

use super::canvas::Canvas;

pub(super) fn paint(canvas: &mut Canvas<'_>, context: &Context, state: &State, panes: &Panes) {
    bar(canvas, context, state);
    let (width, height) = (state.size.width, state.size.height);
    let bottom = height - 2;
    for x in 0..width {
        canvas.put(x, 1, width, "─", Tone::Border);
        canvas.put(x, bottom, width, "─", Tone::Border);
    }
    let mut edges: Vec<u16> = panes.shown.iter().map(|(_, area)| area.x - 1).collect();
    edges.push(width - 1);
    for (n, &x) in edges.iter().enumerate() {
        let (top, foot) = match n {
            0 => ("┌", "└"),
            _ if n + 1 == edges.len() => ("┐", "┘"),
            _ => ("┬", "┴"),
        };
        canvas.put(x, 1, width, top, Tone::Border);
        canvas.put(x, bottom, width, foot, Tone::Border);
        for y in 2..bottom {
            canvas.put(x, y, width, "│", Tone::Border);
        }
    }
    for &(pane, area) in &panes.shown {
        title(canvas, context, state, pane, area);
        scroll_bar(canvas, state, pane, area);
    }
    foot(canvas, context, state);
}

fn bar(canvas: &mut Canvas<'_>, context: &Context, state: &State) {
    let screen_width = state.size.width;
    canvas.clear(Area { x: 0, y: 0, width: screen_width, height: 1 }, Tone::Bar);
    let corpus = &context.corpus;
    let x = canvas.put(1, 0, screen_width, "plenary", Tone::Brand);
    let mut end = screen_width - 1;
    if let Some(selected) = state.timeline.resolution() {
        let pair = match state.redline.pair {
            Pair::Of(old, _) => format!("{} → {}", short(corpus, corpus.resolution_of(old)), short(corpus, selected)),
            Pair::None(_) => short(corpus, selected).to_owned(),
        };
        end = canvas.put_right(x + 2, 0, end, &pair, Tone::Bar);
        let texts = &corpus.resolution(selected).texts;
        if !texts.is_empty() && end > x + 12 {
            end = canvas.put_right(x + 2, 0, end.saturating_sub(1), "│", Tone::Bar).saturating_sub(1);
            for &text in texts.iter().rev() {
                let is_shown = state.text.text() == Some(text);
                let tone = if is_shown { Tone::Brand } else { Tone::Bar };
                let tag = corpus.head(text).language.tag();
                // The one that is shown stands in brackets, so that it is known without colours.
                let tag = if is_shown { format!("[{tag}]") } else { tag.to_owned() };
                if end < x + 12 {
                    break;
                }
                end = canvas.put_right(x + 2, 0, end, &tag, tone).saturating_sub(1);
            }
        }
    }
    if let Some(title) = &state.timeline.series.title {
        canvas.put_short(x + 2, 0, end.saturating_sub(2), title, Tone::Bar);
    }
}

fn title(canvas: &mut Canvas<'_>, context: &Context, state: &State, pane: Pane, area: Area) {
    let tone = if state.focus == pane { Tone::FocusedPaneTitle } else { Tone::PaneTitle };
    let words = match pane {
        Pane::Timeline => "Timeline".to_owned(),
        Pane::Text => text_title(context, state),
        // Beside the title there is a mark before it and a space at each end.
        Pane::Redline => redline_title(context, state, area.width.saturating_sub(2)),
    };
    let end = area.x + area.width;
    let x = canvas.put(area.x, 1, end, if state.focus == pane { "▸" } else { " " }, tone);
    let x = canvas.put_short(x, 1, end - 1, &words, tone);
    canvas.put(x, 1, end, " ", tone);
}

fn text_title(context: &Context, state: &State) -> String {
    let corpus = &context.corpus;
    let Some(resolution) = state.timeline.resolution() else { return "No text".to_owned() };
    let it = corpus.resolution(resolution);
    let mut parts = vec![it.symbol.to_string()];
    if let Shown::Text(text) | Shown::Unreadable(text, _) = &state.text.shown {
        let head = corpus.head(*text);
        parts.push(head.language.english_name().to_owned());
        parts.extend(head.fragment.as_ref().map(fragment));
    }
    parts.extend(it.date.map(crate::layout::day));
    parts.join(" · ")
}

/// A fragment in a word or two.
pub(super) fn fragment(fragment: &crate::model::Fragment) -> String {
    match fragment.pages.as_slice() {
        [] => "fragment".to_owned(),
        [page] => format!("page {page}"),
        pages => format!("pages {}", pages.iter().map(u32::to_string).collect::<Vec<_>>().join(",")),
    }
}

/// What the redline is of and how much is in it, in so many cells if possible. What matters most comes first: what is hidden, what became
/// of paragraphs, then the changes by kind.
fn redline_title(context: &Context, state: &State, room: u16) -> String {
    let Pair::Of(old, new) = state.redline.pair else { return "Changes".to_owned() };
    let corpus = &context.corpus;
    let mut filter = String::new();
    let mut parts = Vec::new();
    let language = corpus.head(new).language;
    if state.text.text().is_some_and(|text| corpus.head(text).language != language) {
        parts.push(language.english_name().to_owned());
    }
    if let Some(comparison) = &state.redline.comparison {
        let summary = &comparison.summary;
        let kinds = state.redline.kinds;
        // A paragraph is amended by what is hidden too; that is not to be seen.
        let is_amended = |row: &&Row| {
            row.fate == Fate::Amended && row.changes.iter().any(|change| kinds.contains(change.kind) && row.is_seen(change))
        };
        let amended = u32::try_from(comparison.rows.iter().filter(is_amended).count()).unwrap_or(u32::MAX);
        let fates = [
            (summary.moved, "moved"),
            (summary.split, "split"),
            (summary.merged, "merged"),
            (summary.added, "added"),
            (summary.removed, "removed"),
            (amended, "amended"),
        ];
        let count = |kind: ChangeKind| summary.seen.0[kind as usize];
        let (shown, hidden): (Vec<_>, Vec<_>) =
            ChangeKind::ALL.into_iter().filter(|&kind| count(kind) > 0).partition(|&kind| kinds.contains(kind));
        let counts = fates.into_iter().chain(shown.into_iter().map(|kind| (count(kind), kind_name(kind))));
        let before = parts.len();
        parts.extend(counts.filter(|&(n, _)| n > 0).map(|(n, word)| format!("{n} {word}")));
        if parts.len() == before {
            parts.push("no change".to_owned());
        }
        filter = match hidden.as_slice() {
            [] => String::new(),
            _ if kinds == Kinds::WORDING => ", wording only".to_owned(),
            [kind] => format!(", {} hidden", kind_name(*kind)),
            kinds => format!(", {} kinds hidden", kinds.len()),
        };
    }
    let title =
        |head: &str| std::iter::once(format!("{head}{filter}")).chain(parts.iter().cloned()).collect::<Vec<_>>().join(" · ");
    let long = title(&format!("Changes since {}", short(corpus, corpus.resolution_of(old))));
    // Which text it is since stands below at the head of its column too, and in the bar.
    if width(&long) <= usize::from(room) { long } else { title("Changes") }
}

/// The right edge of a pane: what is in view, and in the redline where the changes are.
fn scroll_bar(canvas: &mut Canvas<'_>, state: &State, pane: Pane, area: Area) {
    let x = area.x + area.width;
    let height = usize::from(area.height);
    let (total, view) = match pane {
        Pane::Timeline => return,
        Pane::Text => {
            let Some(layout) = &state.text.layout else { return };
            (layout.lines.len(), layout.window(state.text.top, state.text_height()).lines)
        }
        Pane::Redline => {
            let Some(layout) = &state.redline.layout else { return };
            (layout.lines.len(), state.redline.top..(state.redline.top + state.redline_height()).min(layout.lines.len()))
        }
    };
    if total == 0 {
        return;
    }
    let all_in_view = view.len() >= total;
    for row in 0..height {
        let lines = (row * total / height)..((row + 1) * total).div_ceil(height).min(total);
        let is_in_view = !all_in_view && lines.start < view.end && lines.end > view.start;
        let gravest = match (&state.redline.layout, pane) {
            (Some(layout), Pane::Redline) => {
                layout.lines.get(lines).and_then(|lines| lines.iter().filter_map(|line| line.gravest).min())
            }
            _ => None,
        };
        let (mark, tone) = match (gravest, is_in_view) {
            (Some(ChangeKind::Wording), true) => ("█", Tone::HeatWording),
            (Some(ChangeKind::Wording), false) => ("▌", Tone::HeatWording),
            (Some(_), true) => ("▓", Tone::HeatMinor),
            (Some(_), false) => ("▖", Tone::HeatMinor),
            (None, true) => ("┃", Tone::Thumb),
            (None, false) => continue,
        };
        canvas.put(x, area.y + u16::try_from(row).unwrap_or(0), x + 1, mark, tone);
    }
}

/// Cells for what is typed after the "/".
pub(super) const fn find_room(screen_width: u16) -> u16 {
    screen_width.saturating_sub(24)
}

fn foot(canvas: &mut Canvas<'_>, context: &Context, state: &State) {
    let (screen_width, y) = (state.size.width, state.size.height - 1);
    canvas.clear(Area { x: 0, y, width: screen_width, height: 1 }, Tone::Bar);
    if matches!(state.overlay, Overlay::Find) {
        let x = canvas.put(1, y, screen_width, "/", Tone::Key);
        canvas.input(x, y, find_room(screen_width), &state.find.input, Tone::Bar);
        let count = match (state.find.current, state.find.matches.len()) {
            (Some(current), count) => format!("{} of {count}", current + 1),
            _ if state.find.input.value().is_empty() => "find in the text".to_owned(),
            _ => "no match".to_owned(),
        };
        canvas.put_right(0, y, screen_width - 1, &count, Tone::Hint);
        return;
    }
    let place = place(context, state);
    let end = canvas.put_right(1, y, screen_width - 1, &place, Tone::Hint).saturating_sub(1);
    if let Some(message) = &state.message {
        let tone = if message.is_error { Tone::Error } else { Tone::Message };
        canvas.put_short(1, y, end, &message.words, tone);
        return;
    }
    let hints = if state.pending.is_empty() { hints(context, state) } else { continuations(context, state) };
    let mut x = 1;
    if let Some(count) = state.count {
        x = canvas.put(x, y, end, &format!("{count} "), Tone::Key);
    }
    for (n, (keys, what)) in hints.iter().enumerate() {
        let what = what.strip_prefix("hide or show ").unwrap_or(what);
        let room = if n > 0 { 3 } else { 0 } + width(keys) + 1 + width(what);
        if usize::from(x) + room > usize::from(end) {
            break;
        }
        if n > 0 {
            x = canvas.put(x, y, end, " · ", Tone::Hint);
        }
        x = canvas.put(x, y, end, keys, Tone::Key);
        x = canvas.put(x + 1, y, end, what, Tone::Hint);
    }
}

/// The keys that are of use where the reader is, with a word for each.
fn hints(context: &Context, state: &State) -> Vec<(String, &'static str)> {
    let of_pane: &[(Action, &str)] = match state.focus {
        Pane::Timeline => &[(Action::Base, "base")],
        Pane::Text => &[(Action::NextCitation, "cite")],
        Pane::Redline => &[(Action::WordingOnly, "wording"), (Action::Fold, "unfold")],
    };
    let all = [(Action::NextPane, "pane"), (Action::Jump, "jump"), (Action::Find, "find"), (Action::NextChange, "change")];
    let last = [(Action::Language, "language"), (Action::Help, "help"), (Action::Quit, "quit")];
    let keys = |&(action, what): &(Action, &'static str)| key_of(context, action).map(|key| (key, what));
    let mut hints = Vec::new();
    if let (Some(down), Some(up)) = (key_of(context, Action::Down), key_of(context, Action::Up)) {
        hints.push((format!("{down}/{up}"), "move"));
    }
    hints.extend(of_pane.iter().filter_map(keys));
    hints.extend(all.iter().chain(&last).filter_map(keys));
    // "?" must be there however narrow the screen is: what does not fit is found with it.
    if state.size.width < 120 {
        let help = hints.iter().position(|(_, what)| *what == "help");
        if let Some(help) = help {
            let help = hints.remove(help);
            hints.insert(2.min(hints.len()), help);
        }
    }
    hints
}

/// Where the reader is, at the right end of the foot: in the pane with the focus, and at which change wherever the redline is on the screen.
fn place(context: &Context, state: &State) -> String {
    let change = match (&state.redline.layout, state.redline.current.and_then(|current| current.stop)) {
        (Some(layout), Some(stop)) if state.panes().area(Pane::Redline).is_some() => {
            Some(format!("change {} of {}", stop + 1, layout.stops.len()))
        }
        _ => None,
    };
    let here = match state.focus {
        Pane::Timeline => {
            let count = state.timeline.series.entries.len();
            if count == 0 { String::new() } else { format!("{} of {count}", state.timeline.selected + 1) }
        }
        Pane::Text => match state.held_text(context) {
            Some(text) => {
                let name = paragraph_name(text, state.text.paragraph(text));
                format!("{name}  {}%", state.text.percent(state.text_height()))
            }
            None => String::new(),
        },
        Pane::Redline => match &state.redline.layout {
            Some(_) if change.is_some() => String::new(),
            Some(layout) if layout.stops.len() == 1 => "1 change".to_owned(),
            Some(layout) => format!("{} changes", layout.stops.len()),
            None => String::new(),
        },
    };
    [here, change.unwrap_or_default()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("  ")
}
