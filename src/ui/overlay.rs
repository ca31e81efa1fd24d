//! Boxes over the panes, and the help in one.

use crate::app::{Area, Context, HelpLine, Tone};
use crate::layout::width;

use super::canvas::Canvas;

/// An empty box with a title.
pub(super) fn frame(canvas: &mut Canvas<'_>, area: Area, title: &str) {
    canvas.clear(area, Tone::Text);
    let (right, bottom) = ((area.x + area.width).saturating_sub(1), (area.y + area.height).saturating_sub(1));
    let end = right + 1;
    for x in area.x..end {
        canvas.put(x, area.y, end, "─", Tone::FocusedBorder);
        canvas.put(x, bottom, end, "─", Tone::FocusedBorder);
    }
    for y in area.y..=bottom {
        canvas.put(area.x, y, end, "│", Tone::FocusedBorder);
        canvas.put(right, y, end, "│", Tone::FocusedBorder);
    }
    for (x, y, corner) in [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")] {
        canvas.put(x, y, end, corner, Tone::FocusedBorder);
    }
    canvas.put(area.x + 2, area.y, right, &format!(" {title} "), Tone::FocusedPaneTitle);
}

pub(super) fn help(canvas: &mut Canvas<'_>, context: &Context, first: usize, screen: Area) {
    let lines = crate::app::help(&context.config);
    let keys = lines.iter().map(|line| if let HelpLine::Keys(keys, _) = line { width(keys) } else { 0 }).max().unwrap_or(0);
    let what = lines.iter().map(|line| if let HelpLine::Keys(_, what) = line { width(what) } else { 0 }).max().unwrap_or(0);
    let wanted = u16::try_from(keys + what + 7).unwrap_or(u16::MAX);
    let box_width = wanted.min(screen.width.saturating_sub(2));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(screen.height.saturating_sub(2));
    let area =
        Area { x: screen.x + (screen.width - box_width) / 2, y: screen.y + (screen.height - height) / 2, width: box_width, height };
    frame(canvas, area, "Keys");
    let end = area.x + area.width - 2;
    let rows = usize::from(area.height - 2);
    let keys = u16::try_from(keys).unwrap_or(0).min(area.width / 2);
    for (line, y) in lines.iter().skip(first).take(rows).zip(area.y + 1..) {
        match line {
            HelpLine::Group(name) => {
                canvas.put(area.x + 2, y, end, name, Tone::Heading);
            }
            HelpLine::Keys(names, what) => {
                canvas.put_short(area.x + 3, y, area.x + 3 + keys, names, Tone::Prompt);
                canvas.put_short(area.x + 5 + keys, y, end, what, Tone::Text);
            }
        }
    }
    if lines.len() > rows {
        let place = format!(" {}–{} of {} ", first + 1, (first + rows).min(lines.len()), lines.len());
        canvas.put_right(area.x + 2, area.y + area.height - 1, end, &place, Tone::PaneTitle);
    }
}
