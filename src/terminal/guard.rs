//! The terminal in raw mode, and back.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};

/// Buttons, the wheel and dragging, but not each movement of the mouse, in coordinates that know no limit.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Lines arrive in visual order: a terminal that orders them by itself must not do it again (ECMA-48, BDSM).
const ORDER_EXPLICIT: &str = "\x1b[8l";
const ORDER_IMPLICIT: &str = "\x1b[8h";

/// The terminal is the reader's as long as this lives.
pub(super) struct Guard {
    is_taken: Arc<AtomicBool>,
}

impl Guard {
    /// Takes the terminal. A panic gives it back before it is reported.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        let guard = Self { is_taken: Arc::new(AtomicBool::new(false)) };
        give_back_on_panic(&guard.is_taken);
        guard.take(mouse)?;
        Ok(guard)
    }

    /// Takes the terminal again after it was given back.
    pub(super) fn take(&self, mouse: bool) -> io::Result<()> {
        self.is_taken.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout();
        queue!(out, EnterAlternateScreen, Hide, EnableBracketedPaste, Print(ORDER_EXPLICIT))?;
        if mouse {
            queue!(out, Print(MOUSE_ON))?;
        }
        out.flush()
    }

    /// Gives the terminal back. Once is enough, more does no harm.
    pub(super) fn leave(&self) {
        give_back(&self.is_taken);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Gives the terminal back if it is taken. What fails here cannot be helped: the terminal is gone.
fn give_back(is_taken: &AtomicBool) {
    if is_taken.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            ResetColor,
            Print(MOUSE_OFF),
            Print(ORDER_IMPLICIT),
            DisableBracketedPaste,
            SetCursorStyle::DefaultUserShape,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// Puts a hook before the one that reports panics.
fn give_back_on_panic(is_taken: &Arc<AtomicBool>) {
    let is_taken = Arc::clone(is_taken);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        give_back(&is_taken);
        before(panic);
    }));
}
