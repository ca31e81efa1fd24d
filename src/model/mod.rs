//! What plenary knows about documents: resolutions, their texts, and the paragraphs, footnotes and citations of a text.
//!
//! The model is built once at start and never changes. A [`Text`] is one string; paragraphs, lead phrases, footnote marks and
//! citations are byte ranges of it. Everything else refers into the [`Corpus`] by small typed ids.

mod corpus;
mod digits;
mod language;
mod paragraph_id;
mod symbol;
mod text;

pub use corpus::{
    Corpus, CorpusBuilder, FactsHead, FactsStore, Known, LoadError, Resolution, ResolutionId, TextHead, TextId, TextRecord,
    TextStore,
};
pub use digits::european;
/// A day of the calendar. Dates that a text gives only in part ("August 1999") are not dates.
pub use jiff::civil::Date;
pub use language::{Language, UnknownLanguage};
pub use paragraph_id::{ParagraphId, ParagraphIdError, ParagraphKind, Place};
pub use symbol::{Session, Symbol, SymbolError};
pub use text::{
    Citation, Facts, Footnote, FootnoteIndex, Fragment, Mark, Paragraph, ParagraphIndex, Part, Site, Source, SourceFormat, Span,
    Text, TextBuilder, Vote, Warning,
};
