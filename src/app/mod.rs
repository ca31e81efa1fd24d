//! The reader without a screen: what it shows, and what each key does to that.
//!
//! [`State`] is everything that changes, [`Context`] everything that does not. [`update`] is the only mutation: it takes a [`Msg`] and
//! may ask for an [`Effect`]. Places are kept as anchors into the documents, so that a resize or a filter does not lose them; the layouts in
//! the state are a cache of (document, width), made anew by `update` when either changes, and the view only reads them.

pub mod action;
mod config;
mod context;
mod find;
mod help;
mod jump;
mod keys;
mod redline;
mod screen;
mod state;
mod text;
mod theme;
mod timeline;
mod update;

pub use config::{Config, ConfigError, DEFAULTS};
pub use context::{Context, Engine, Series, SeriesEntry, Start};
pub use find::find;
pub use help::{HelpLine, help};
pub use jump::{JumpState, short};
pub use keys::{Key, KeyCode, KeyError, Keymap, Meaning, Sequence};
pub use redline::{Current, NoPair, Pair, RedlineState};
pub use screen::{Area, Pane, Panes, SMALLEST, Size};
pub use state::{FindState, Message, Overlay, State};
pub use text::{Shown, TextState};
pub use theme::{Attributes, Colour, Face, Theme, ThemeError, Tone};
pub use timeline::{Bar, TimelineState};
pub use update::prompt::{jump_area, jump_parts};
pub use update::{Effect, Mouse, MouseKind, Msg, continuations, key_of, paragraph_name, update};
