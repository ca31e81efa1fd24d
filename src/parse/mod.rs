//! From characters to structure: what is common to all formats.
//!
//! An importer yields a [`Draft`] where its format carries the structure of a resolution (AKN4UN), or [`Block`]s where it does not;
//! [`segment`] finds the structure of blocks. [`assemble`] turns every draft into a [`Text`](crate::model::Text).

mod agenda;
mod assemble;
mod citations;
mod directions;
mod draft;
mod lead;
mod numbering;
mod segment;
mod words;

pub(crate) use agenda::agenda_item;
pub use assemble::assemble;
pub use citations::{Cited, find_citations};
pub use draft::{Block, BlockHint, Draft, DraftFootnote, DraftParagraph, Emphasis, Link, MarkAt, Origin, Role, Styled};
pub(crate) use lead::Leads;
pub use segment::segment;
