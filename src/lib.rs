//! plenary: a terminal reader and redliner for United Nations resolutions.
//!
//! Every year the General Assembly adopts last year's resolution again with a few words changed, and those few words are the whole
//! story. plenary shows a recurring series as a timeline, reads any of its texts, and redlines any two of them, in the six official
//! languages. This is the crate's manual: its words, and the way from a file to the screen.
//!
//! # The words of the screen
//!
//! ```text
//!  a series            a text, in one language              a redline of two texts
//! ┌ Timeline ────────┬ A/RES/67/27 · English ────────┬ Changes since 66/24 ─────────────────┐
//! │ 1998 53/70   ·   │ PP1  Recalling its resolu-    │    66/24           │    67/27        │
//! │  ⋮   │       │   │  │   │    tions 53/70 of …    │ OP4 [-Requests-]   │ OP4 {+Welcomes+}│
//! │ 2012 67/27 en fr │  │   └ lead phrase, citation  │  │   └ a change, of kind wording     │
//! │      │     │     │  └ paragraph, by its name     │  └ a row, whose fate is amended      │
//! └──────┼─────┼─────┴───────────────────────────────┴──────────────────────────────────────┘
//!        │     └ the languages held; · is cited only
//!        └ a resolution, by its symbol
//! ```
//!
//! | word | type |
//! | --- | --- |
//! | symbol | [`model::Symbol`]: `A/RES/67/27` |
//! | resolution: the work, *held* or only *cited* | [`model::Resolution`] |
//! | text: one language version, whole or a *fragment* | [`model::Text`] |
//! | paragraph: PP1, OP3(a) … | [`model::Paragraph`], [`model::ParagraphId`] |
//! | series: resolutions that continue one another | [`series::Timeline`] |
//! | fate: what became of a paragraph | [`compare::Fate`] |
//! | change kind: what a change of words is | [`compare::ChangeKind`] |
//! | redline | [`compare::Comparison`] |
//!
//! # From a file to the screen
//!
//! ```text
//! file ──import──▶ draft or blocks ──parse──▶ Text ──library──▶ Corpus ──┬─ series ──▶ Timeline ─────┐
//!         one importer a format     structure,      one JSON a text      ├─ search ──▶ matches       ├─ layout ─ app ─ ui ─ terminal
//!                                   names, leads,   and an index         └─ compare ─▶ Comparison ───┘
//!                                   citations                                                        └─ export: text, JSON, Markdown
//! ```
//!
//! ```
//! use plenary::library::{self, LibraryOptions};
//!
//! let corpus = library::open(&LibraryOptions::default())?;
//! for found in plenary::search::jump(&corpus, "6727", 1) {
//!     let timeline = plenary::series::timeline(&corpus, found.resolution);
//!     assert!(timeline.entries.iter().any(|entry| entry.resolution == found.resolution));
//! }
//! # Ok::<(), plenary::library::LibraryError>(())
//! ```

pub mod app;
pub mod cli;
pub mod compare;
pub mod export;
pub mod import;
pub mod layout;
pub mod lexicon;
pub mod library;
pub mod model;
pub mod parse;
pub mod search;
pub mod series;
pub mod terminal;
pub mod ui;
