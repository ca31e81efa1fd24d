//! What is on the screen, and drawing what is not yet.

use std::io::{self, BufWriter, Stdout, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Context, State};
use crate::ui;

/// Larger than a frame: it goes out in one piece.
const FRAME_BYTES: usize = 1 << 16;

/// The screen: what it shows, and what it is to show.
pub(super) struct Screen {
    backend: CrosstermBackend<BufWriter<Stdout>>,
    shown: Buffer,
    next: Buffer,
    is_known: bool,
}

impl Screen {
    pub(super) fn new() -> Self {
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        Self { backend, shown: Buffer::default(), next: Buffer::default(), is_known: false }
    }

    /// Forgets what the screen shows, so that all of it is drawn.
    pub(super) const fn forget(&mut self) {
        self.is_known = false;
    }

    /// Draws what changed, at once: a terminal that knows synchronized output shows no half of it.
    pub(super) fn draw(&mut self, context: &Context, state: &State) -> io::Result<()> {
        let area = Rect::new(0, 0, state.size.width, state.size.height);
        if self.next.area != area {
            self.next = Buffer::empty(area);
            self.shown = Buffer::empty(area);
            self.is_known = false;
        }
        ui::view(context, state, &mut self.next);
        queue!(self.backend, BeginSynchronizedUpdate)?;
        if !self.is_known {
            self.backend.clear()?;
            self.shown.reset();
            self.is_known = true;
        }
        self.backend.draw(self.shown.diff_iter(&self.next))?;
        match ui::cursor(state) {
            Some(position) => {
                self.backend.set_cursor_position(position)?;
                self.backend.show_cursor()?;
            }
            None => self.backend.hide_cursor()?,
        }
        queue!(self.backend, EndSynchronizedUpdate)?;
        Write::flush(&mut self.backend)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Puts words on the clipboard, where the terminal lets programs do so (OSC 52).
    pub(super) fn copy(&mut self, words: &str) -> io::Result<()> {
        execute!(self.backend, CopyToClipboard::to_clipboard_from(words))
    }
}
