//! `plenary [DOCUMENT]` and `plenary OLD NEW` on a terminal: the reader.

use super::document::{self, Document};
use super::{Failure, Session, failure, locale};
use crate::app::{Config, Start};
use crate::terminal;

/// Opens the reader at a document; of two, at the redline from the first to the second.
///
/// # Errors
/// Where a document is unknown, the configuration cannot be used, or the terminal fails.
pub fn run(session: Session, document: Option<&str>, newer: Option<&str>) -> Result<u8, Failure> {
    let mut start = Start { language: session.common.language.or_else(locale::language), ..Start::default() };
    // The newer of two first: it is the one that is opened.
    let (mut symbols, mut files) = (Vec::new(), Vec::new());
    for typed in newer.into_iter().chain(document) {
        symbols.push(match document::find(&session, typed, &session.reading())? {
            Document::Resolution(corpus, id) => Some(corpus.resolution(id).symbol.clone()),
            Document::File(text) => {
                files.push(*text);
                None
            }
        });
    }
    if let ([new, old], Some(new_path), Some(old_path)) = (files.as_mut_slice(), newer, document) {
        document::tell_apart((old, old_path), (new, new_path));
    }
    let mut config = Config::load().map_err(|error| Failure::Usage(error.to_string()))?;
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        config = config.without_colour();
    }
    let (corpus, of_files) = if let Some(file) = files.first() {
        start.language = Some(file.language);
        session.corpus_with(files)?
    } else {
        (session.into_corpus()?, Vec::new())
    };
    let mut of_files = of_files.into_iter();
    let mut ids = symbols.into_iter().map(|symbol| symbol.or_else(|| of_files.next()).and_then(|symbol| corpus.find(&symbol)));
    (start.resolution, start.base) = (ids.next().flatten(), ids.next().flatten());
    terminal::run(corpus, config, &start).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(failure::DONE)
}
