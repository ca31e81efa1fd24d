//! From texts to lines of cells: what is shown where, without a terminal.
//!
//! [`glyphs`] decides what one character looks like and how wide it is, [`Flow`] is a string to be laid out with the ink of each
//! piece and the place in the document it came from, [`wrap`] breaks it into lines (UAX #14) and puts bidirectional lines into visual
//! order. [`TextLayout`] and [`RedlineLayout`] are a whole text and a whole redline in columns. The same layout serves painting,
//! paging, finding, the mouse and plain printing; a line knows the place in the document that it begins with, so that a resize or a
//! filter finds the reader's place again.

mod anchor;
mod bar;
mod flow;
mod glyphs;
mod redline;
mod text;
mod wrap;

pub use anchor::Anchor;
pub use bar::bar;
pub use flow::{Base, Flow, Ink, Line, Piece};
pub use glyphs::{Glyph, clip, glyphs, printable, width};
pub use redline::{Cell, Item, Kinds, RedlineLayout, RedlineLine, RedlineOptions, Side, Stop, kind_name};
pub use text::{TextLayout, TextLine, Window, day};
pub use wrap::wrap;
