//! From the state to cells: what the screen looks like.
//!
//! [`view`] paints the panes that are on the screen, and of each only what is in view. It changes nothing, and paints no further than the
//! buffer goes, whatever size the state believes in. Every string goes through `canvas`, which lets nothing through to the terminal
//! that is not visible text.

mod canvas;
mod frame;
mod jump;
mod notices;
mod overlay;
mod redline;
mod text;
mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{Area, Context, Overlay, Pane, SMALLEST, State, Tone, jump_area};
use canvas::Canvas;

/// Paints the screen.
pub fn view(context: &Context, state: &State, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer, &context.config.theme);
    let screen = Area { x: 0, y: 0, width: state.size.width, height: state.size.height };
    canvas.clear(screen, Tone::Text);
    let panes = state.panes();
    if panes.shown.is_empty() {
        too_small(&mut canvas, screen);
        return;
    }
    frame::paint(&mut canvas, context, state, &panes);
    for &(pane, area) in &panes.shown {
        match pane {
            Pane::Timeline => timeline::paint(&mut canvas, context, state, area),
            Pane::Text => text::paint(&mut canvas, context, state, area),
            Pane::Redline => redline::paint(&mut canvas, context, state, area),
        }
    }
    match &state.overlay {
        Overlay::Jump(jump) => jump::paint(&mut canvas, context, jump, screen),
        Overlay::Help(line) => overlay::help(&mut canvas, context, *line, screen),
        Overlay::Find | Overlay::None => {}
    }
}

/// Where the cursor is, where words are typed.
#[must_use]
pub fn cursor(state: &State) -> Option<Position> {
    let Area { width, height, .. } = Area { x: 0, y: 0, width: state.size.width, height: state.size.height };
    if width < SMALLEST.width || height < SMALLEST.height {
        return None;
    }
    match &state.overlay {
        Overlay::Jump(jump) => {
            let area = jump_area(Area { x: 0, y: 0, width, height });
            let room = usize::from(area.width.saturating_sub(jump::BESIDE_INPUT));
            let at = jump.input.visual_cursor().saturating_sub(jump.input.visual_scroll(room));
            Some(Position::new(area.x + 4 + u16::try_from(at).unwrap_or(0), area.y + 1))
        }
        Overlay::Find => {
            let room = frame::find_room(width);
            let at = state.find.input.visual_cursor().saturating_sub(state.find.input.visual_scroll(usize::from(room)));
            Some(Position::new(2 + u16::try_from(at).unwrap_or(0), height - 1))
        }
        Overlay::Help(_) | Overlay::None => None,
    }
}

fn too_small(canvas: &mut Canvas<'_>, screen: Area) {
    let lines = [
        "plenary needs a larger window:".to_owned(),
        format!("{}×{}, this is {}×{}", SMALLEST.width, SMALLEST.height, screen.width, screen.height),
    ];
    for (line, y) in lines.iter().zip(0..screen.height) {
        canvas.put(0, y, screen.width, line, Tone::Notice);
    }
}
