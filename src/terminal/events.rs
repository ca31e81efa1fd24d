//! Keys, the mouse, the size and signals, in one queue.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use crossterm::event::{self, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Key, KeyCode, Mouse, MouseKind, Msg, Size};

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// For the reader.
    Msg(Msg),
    /// A signal asks the program to end.
    End(i32),
    /// A signal asks the program to stop.
    Stop,
    /// The program was continued.
    Continued,
    /// The terminal cannot be read.
    Failed(io::Error),
}

/// Listens to the terminal and to signals, each in a thread of its own: both can only be waited for.
pub(super) fn listen(signals: Signals) -> Receiver<Event> {
    let (sender, events) = channel();
    signals.listen(sender.clone());
    std::thread::spawn(move || listen_to_terminal(&sender));
    events
}

fn listen_to_terminal(sender: &Sender<Event>) {
    loop {
        let event = match event::read() {
            Ok(event) => translate(event).map(Event::Msg),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            Err(error) => {
                let _ = sender.send(Event::Failed(error));
                return;
            }
        };
        if let Some(event) = event
            && sender.send(event).is_err()
        {
            return;
        }
    }
}

fn translate(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Key(key) => self::key(key).map(Msg::Key),
        event::Event::Mouse(mouse) => self::mouse(mouse).map(Msg::Mouse),
        event::Event::Paste(words) => Some(Msg::Paste(words)),
        event::Event::Resize(width, height) => Some(Msg::Resize(Size { width, height })),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let name = match event.code {
        event::KeyCode::Char(c) => {
            let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
            let c = if ctrl { c.to_ascii_lowercase() } else { c };
            return Some(Key { code: KeyCode::Char(c), ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) });
        }
        event::KeyCode::F(n) => return Some(Key { code: KeyCode::Function(n), ctrl: false, alt: false }),
        event::KeyCode::Enter => "enter",
        event::KeyCode::Esc => "esc",
        event::KeyCode::Tab => "tab",
        event::KeyCode::BackTab => "backtab",
        event::KeyCode::Backspace => "backspace",
        event::KeyCode::Delete => "delete",
        event::KeyCode::Insert => "insert",
        event::KeyCode::Up => "up",
        event::KeyCode::Down => "down",
        event::KeyCode::Left => "left",
        event::KeyCode::Right => "right",
        event::KeyCode::Home => "home",
        event::KeyCode::End => "end",
        event::KeyCode::PageUp => "pageup",
        event::KeyCode::PageDown => "pagedown",
        _ => return None,
    };
    let key = Key::named(name)?;
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key { ctrl, alt: event.modifiers.contains(KeyModifiers::ALT), ..key })
}

const fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::ScrollDown => MouseKind::Wheel(1),
        MouseEventKind::ScrollUp => MouseKind::Wheel(-1),
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        _ => return None,
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::sync::mpsc::Sender;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
    use signal_hook::low_level;

    use super::Event;

    /// The signals that end, stop and continue the program, caught from here on.
    pub(in crate::terminal) struct Signals(signal_hook::iterator::Signals);

    impl Signals {
        pub(in crate::terminal) fn register() -> io::Result<Self> {
            signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]).map(Self)
        }

        pub(super) fn listen(self, sender: Sender<Event>) {
            std::thread::spawn(move || {
                let mut signals = self.0;
                for signal in signals.forever() {
                    let event = match signal {
                        SIGTSTP => Event::Stop,
                        SIGCONT => Event::Continued,
                        _ => Event::End(signal),
                    };
                    if sender.send(event).is_err() {
                        return;
                    }
                }
            });
        }
    }

    /// Stops the program until it is continued.
    pub(in crate::terminal) fn stop() -> io::Result<()> {
        low_level::raise(SIGSTOP)
    }

    /// Ends the program as a signal does that nobody caught, so that whoever started it sees why it ended.
    pub(in crate::terminal) fn die_of(signal: i32) -> io::Result<()> {
        low_level::emulate_default_handler(signal)
    }
}

#[cfg(not(unix))]
mod signals {
    use std::io;
    use std::sync::mpsc::Sender;

    use super::Event;

    /// There are no signals here.
    pub(in crate::terminal) struct Signals;

    impl Signals {
        pub(in crate::terminal) fn register() -> io::Result<Self> {
            Ok(Self)
        }

        pub(super) fn listen(self, _sender: Sender<Event>) {}
    }

    pub(in crate::terminal) fn stop() -> io::Result<()> {
        Ok(())
    }

    pub(in crate::terminal) fn die_of(_signal: i32) -> io::Result<()> {
        Ok(())
    }
}

pub(super) use signals::{Signals, die_of, stop};
