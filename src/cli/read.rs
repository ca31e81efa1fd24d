//! `plenary [DOCUMENT]` on a terminal: the reader.

use super::document::{self, Document};
use super::{Failure, Session, failure, locale};
use crate::app::{Config, Start};
use crate::terminal;

/// Opens the reader at a document.
///
/// # Errors
/// Where the document is unknown, the configuration cannot be used, or the terminal fails.
pub fn run(session: Session, typed: Option<&str>) -> Result<u8, Failure> {
    let mut start = Start { language: session.common.language.or_else(locale::language), ..Start::default() };
    let mut with_file = None;
    if let Some(typed) = typed {
        start.resolution = Some(match document::find(&session, typed, &session.reading())? {
            Document::Resolution(_, id) => id,
            Document::File(text) => {
                start.language = Some(text.language);
                let (corpus, id) = document::place(&session, *text)?;
                with_file = Some(corpus);
                id
            }
        });
    }
    let mut config = Config::load().map_err(|error| Failure::Usage(error.to_string()))?;
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        config = config.without_colour();
    }
    let corpus = with_file.map_or_else(|| session.into_corpus(), Ok)?;
    terminal::run(corpus, config, &start).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(failure::DONE)
}
