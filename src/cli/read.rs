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
    if let Some(typed) = typed {
        let corpus = session.corpus()?;
        start.resolution = Some(match document::find(corpus, typed, session.common.language)? {
            Document::Resolution(id) => id,
            Document::File(text) => {
                let known = text.facts.symbol.as_ref().and_then(|symbol| corpus.find(symbol));
                known.ok_or_else(|| {
                    Failure::Usage(format!(
                        "{typed} is of no resolution that is known; “plenary import {typed}” reads it into the library"
                    ))
                })?
            }
        });
    }
    let mut config = Config::load().map_err(|error| Failure::Usage(error.to_string()))?;
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        config = config.without_colour();
    }
    terminal::run(session.into_corpus()?, config, &start).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(failure::DONE)
}
