//! The terminal: taken over at the start, given back whatever happens, and in between a loop that waits.
//!
//! [`run`] opens the reader. The [`guard`](self) keeps the terminal in raw mode and gives it back when it is dropped, when the program
//! panics, and when a signal ends or stops it. Keys, the mouse, the size and signals arrive from two threads in one queue; the loop blocks on
//! it, takes all that is there, and draws once.

mod events;
mod guard;
mod screen;

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};

use crate::app::{Config, Context, Effect, Engine, Msg, Size, Start, State, update};
use crate::model::Corpus;
use events::Event;
use guard::Guard;
use screen::Screen;

/// Why the reader could not go on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The terminal could not be read or written.
    #[error("the terminal cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Opens the reader, and comes back when the user quits. Standard output must be a terminal.
///
/// # Errors
/// Where the terminal cannot be read or written.
pub fn run(corpus: Corpus, config: Config, start: &Start) -> Result<(), TerminalError> {
    let context = Context { corpus, config, engine: Engine::default() };
    let mut state = State::new(&context, start);
    let signals = events::Signals::register()?;
    let guard = Guard::enter(context.config.mouse)?;
    let mut screen = Screen::new();
    let (width, height) = crossterm::terminal::size()?;
    let _ = update(&context, &mut state, Msg::Resize(Size { width, height }));
    screen.draw(&context, &state)?;
    let events = events::listen(signals);
    let ended = turn(&context, &mut state, &events, &guard, &mut screen);
    guard.leave();
    match ended? {
        Some(signal) => Ok(events::die_of(signal)?),
        None => Ok(()),
    }
}

/// The loop: until the user quits, or a signal ends the program, which is given back.
fn turn(
    context: &Context,
    state: &mut State,
    events: &Receiver<Event>,
    guard: &Guard,
    screen: &mut Screen,
) -> Result<Option<i32>, TerminalError> {
    loop {
        let mut next = Some(wait(context, state, events, screen)?);
        while let Some(event) = next.take() {
            match event {
                Event::Msg(msg) => match update(context, state, msg) {
                    Some(Effect::Quit) => return Ok(None),
                    Some(Effect::Suspend) => suspend(context, state, guard, screen)?,
                    Some(Effect::Redraw) => screen.forget(),
                    Some(Effect::Copy(words)) => screen.copy(&words)?,
                    None => {}
                },
                Event::End(signal) => return Ok(Some(signal)),
                Event::Stop => suspend(context, state, guard, screen)?,
                Event::Continued => come_back(context, state, guard, screen)?,
                Event::Failed(error) => return Err(error.into()),
            }
            next = events.try_recv().ok();
        }
        screen.draw(context, state)?;
    }
}

/// The next event. While there is none, what is left to be counted is counted, and what came of it is drawn when all is done.
fn wait(context: &Context, state: &mut State, events: &Receiver<Event>, screen: &mut Screen) -> Result<Event, TerminalError> {
    let mut has_worked = false;
    loop {
        match events.try_recv() {
            Ok(event) => return Ok(event),
            Err(TryRecvError::Disconnected) => return Ok(Event::Failed(io::ErrorKind::UnexpectedEof.into())),
            Err(TryRecvError::Empty) if state.has_work() => {
                let _ = update(context, state, Msg::Work);
                has_worked = true;
            }
            Err(TryRecvError::Empty) => {
                if has_worked {
                    screen.draw(context, state)?;
                }
                return Ok(events.recv().unwrap_or(Event::Failed(io::ErrorKind::UnexpectedEof.into())));
            }
        }
    }
}

/// Gives the terminal back, stops, and takes it again when the program is continued.
fn suspend(context: &Context, state: &mut State, guard: &Guard, screen: &mut Screen) -> Result<(), TerminalError> {
    guard.leave();
    events::stop()?;
    come_back(context, state, guard, screen)
}

/// Takes the terminal again, which may have another size now, and draws everything.
fn come_back(context: &Context, state: &mut State, guard: &Guard, screen: &mut Screen) -> Result<(), TerminalError> {
    // Whoever stopped the program may have left the terminal in another mode than the guard believes.
    guard.leave();
    guard.take(context.config.mouse)?;
    let (width, height) = crossterm::terminal::size()?;
    let _ = update(context, state, Msg::Resize(Size { width, height }));
    screen.forget();
    Ok(())
}
