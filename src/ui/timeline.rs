//! The timeline: a line an entry, and below it what is known beside its texts.

use crate::app::{Area, Bar, Context, Pair, Pane, SeriesEntry, State, Tone, short};
use crate::layout::{self, width};

use super::canvas::Canvas;
use super::frame::fragment;

pub(super) fn paint(canvas: &mut Canvas<'_>, context: &Context, state: &State, area: Area) {
    let corpus = &context.corpus;
    let timeline = &state.timeline;
    if timeline.series.entries.is_empty() {
        canvas.put_short(area.x + 1, area.y, area.x + area.width, "nothing held", Tone::Cited);
        return;
    }
    let longest = timeline.series.entries.iter().map(|entry| width(short(corpus, entry.resolution))).max().unwrap_or(0);
    let symbols = u16::try_from(longest).unwrap_or(u16::MAX).clamp(6, 11);
    let old = match state.redline.pair {
        Pair::Of(old, _) => Some(corpus.resolution_of(old)),
        Pair::None(_) => state.base,
    };
    let mut y = area.y;
    let bottom = area.y + area.height;
    for (n, entry) in timeline.series.entries.iter().enumerate().skip(timeline.top) {
        if y >= bottom {
            break;
        }
        let is_selected = n == timeline.selected;
        let mark = if is_selected {
            "▶"
        } else if state.base == Some(entry.resolution) {
            "◆"
        } else if old == Some(entry.resolution) {
            "▷"
        } else {
            " "
        };
        let bar = timeline.bars.get(n).copied().unwrap_or(Bar::Unknown);
        row(canvas, context, entry, mark, bar, Area { y, height: 1, ..area }, symbols);
        if is_selected {
            let tone = if state.focus == Pane::Timeline { Tone::FocusedSelected } else { Tone::Selected };
            canvas.patch(Area { y, height: 1, ..area }, tone);
        }
        y += 1;
        for event in &entry.events {
            if y < bottom {
                canvas.put_short(area.x + 7, y, area.x + area.width, event, Tone::Aside);
                y += 1;
            }
        }
    }
}

fn row(canvas: &mut Canvas<'_>, context: &Context, entry: &SeriesEntry, mark: &str, bar: Bar, area: Area, symbols: u16) {
    let corpus = &context.corpus;
    let it = corpus.resolution(entry.resolution);
    let y = area.y;
    let end = area.x + area.width;
    let tone = if it.is_held() { Tone::Held } else { Tone::Cited };
    canvas.put(area.x, y, end, mark, Tone::BaseMark);
    let year = entry.date.map_or_else(|| "    ".to_owned(), |date| date.year().to_string());
    canvas.put(area.x + 1, y, end, &year, tone);
    let x = area.x + 7;
    canvas.put_short(x, y, (x + symbols).min(end), short(corpus, entry.resolution), tone);
    let x = x + symbols + 1;
    let bar_x = end.saturating_sub(2);
    if it.is_held() {
        canvas.put_short(x, y, bar_x.saturating_sub(1), &held(context, entry, usize::from(bar_x.saturating_sub(x + 1))), tone);
    } else {
        canvas.put(x, y, end, "·", tone);
    }
    let level = match bar {
        Bar::Share(share) => layout::bar(share),
        Bar::Unknown | Bar::Nothing => " ",
    };
    canvas.put(bar_x, y, end, level, Tone::ChangeBar);
}

/// The languages held, as many as there is room for, and what is held of a fragment.
fn held(context: &Context, entry: &SeriesEntry, room: usize) -> String {
    let corpus = &context.corpus;
    let heads = corpus.resolution(entry.resolution).texts.iter().map(|&text| corpus.head(text));
    let parts: Vec<String> = heads
        .map(|head| match &head.fragment {
            Some(it) => {
                let words = format!("{} {}", head.language, fragment(it));
                if width(&words) <= room { words } else { words.replace("pages ", "p").replace("page ", "p") }
            }
            None => head.language.to_string(),
        })
        .collect();
    for shown in (1..parts.len()).rev() {
        let all = parts.join(" ");
        if width(&all) <= room {
            return all;
        }
        let some = format!("{} +{}", parts[..shown].join(" "), parts.len() - shown);
        if width(&some) <= room {
            return some;
        }
    }
    parts.join(" ")
}
