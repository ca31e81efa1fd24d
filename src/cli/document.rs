//! From what a person typed to the resolution or file that it names.

use std::path::Path;

use super::{Failure, Session};
use crate::import::{self, ImportOptions};
use crate::model::{Corpus, Language, ResolutionId, Symbol, Text, TextId};
use crate::search;

/// What a DOCUMENT names.
#[derive(Debug)]
pub enum Document<'a> {
    /// A resolution that is held or cited.
    Resolution(&'a Corpus, ResolutionId),
    /// A file, read in place.
    File(Box<Text>),
}

/// Finds what `typed` names. A file is meant if there is one and `typed` has a folder or an extension, or is the symbol of nothing known.
///
/// # Errors
/// Where it is neither, naming the nearest symbols, or the file cannot be read.
pub fn find<'a>(session: &'a Session, typed: &str, options: &ImportOptions) -> Result<Document<'a>, Failure> {
    let path = Path::new(typed);
    if is_file(typed) {
        return read(path, options).map(|text| Document::File(Box::new(text)));
    }
    let corpus = session.corpus()?;
    let symbol = typed.parse::<Symbol>().ok();
    match symbol.as_ref().and_then(|symbol| corpus.find(symbol)) {
        Some(id) => return Ok(Document::Resolution(corpus, id)),
        None if path.is_file() => return read(path, options).map(|text| Document::File(Box::new(text))),
        None if path.is_dir() => {
            return Err(Failure::Usage(format!(
                "{typed} is a folder; “plenary import {typed}” reads whole folders into the library"
            )));
        }
        None => {}
    }
    let nearest: Vec<&str> = search::nearest(corpus, typed).into_iter().map(|id| corpus.resolution(id).symbol.as_str()).collect();
    let hint = match nearest.as_slice() {
        [] => String::new(),
        some => format!("; the nearest are {}", some.join(", ")),
    };
    Err(Failure::Usage(match symbol {
        Some(symbol) => format!("{symbol} is neither held nor cited, and there is no file “{typed}”{hint}"),
        None => format!("“{typed}” is neither a symbol nor a file{hint}"),
    }))
}

/// Whether `typed` names a file that is there by its form alone, so that nothing held has to be looked at.
#[must_use]
pub fn is_file(typed: &str) -> bool {
    let path = Path::new(typed);
    (typed.contains(std::path::is_separator) || path.extension().is_some()) && path.is_file()
}

/// Reads a file in place. Its language is found from its words; that of `options` helps only where it cannot be.
fn read(path: &Path, options: &ImportOptions) -> Result<Text, Failure> {
    let unreadable = |why: &dyn std::fmt::Display| Failure::Unreadable(format!("{} could not be read: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), std::ffi::OsStr::to_string_lossy);
    import::read(&name, &bytes, &ImportOptions { language: None, ..options.clone() })
        .or_else(|error| if options.language.is_some() { import::read(&name, &bytes, options) } else { Err(error) })
        .map_err(|error| unreadable(&error))
}

/// Gives two files of one name, such as a draft in two folders, the names that were typed.
pub fn tell_apart((old, old_path): (&mut Text, &str), (new, new_path): (&mut Text, &str)) {
    if old.source.file == new.source.file {
        (old.source.file, new.source.file) = (old_path.to_owned(), new_path.to_owned());
    }
}

/// Puts a file that was read in place among what is held, and tells as which resolution.
///
/// # Errors
/// Where the library cannot be opened.
pub fn place(session: &Session, text: Text) -> Result<(Corpus, ResolutionId), Failure> {
    let file = text.source.file.clone();
    let (corpus, symbols) = session.corpus_with(vec![text])?;
    let id = symbols.first().and_then(|symbol| corpus.find(symbol));
    let id = id.ok_or_else(|| Failure::Unreadable(format!("{file} could not be placed among what is held")))?;
    Ok((corpus, id))
}

/// What a document is called.
#[must_use]
pub fn name<'a>(document: &'a Document<'a>) -> &'a str {
    match document {
        Document::Resolution(corpus, id) => corpus.resolution(*id).symbol.as_str(),
        Document::File(text) => text.facts.symbol.as_ref().map_or(&text.source.file, Symbol::as_str),
    }
}

/// The languages in which a document is held.
#[must_use]
pub fn languages(document: &Document<'_>) -> Vec<Language> {
    match document {
        Document::Resolution(corpus, id) => corpus.resolution(*id).texts.iter().map(|&text| corpus.head(text).language).collect(),
        Document::File(text) => vec![text.language],
    }
}

/// The text of a document in a language.
///
/// # Errors
/// Where it is not held in that language, or its record is damaged.
pub fn text<'a>(document: &'a Document<'a>, language: Language) -> Result<&'a Text, Failure> {
    match document {
        Document::File(text) if text.language == language => Ok(text),
        Document::Resolution(corpus, id) if let Some(text) = corpus.text_in(*id, language) => load(corpus, text),
        _ => {
            let name = name(document);
            let held = languages(document);
            Err(Failure::Usage(if held.is_empty() {
                format!("{name} is only cited; no text of it is held. “plenary import” reads one into the library")
            } else {
                format!("{name} is not held in {}, but in {}", language.english_name(), list(&held))
            }))
        }
    }
}

/// The words of a text of the corpus.
///
/// # Errors
/// Where its record is damaged.
pub fn load(corpus: &Corpus, text: TextId) -> Result<&Text, Failure> {
    corpus.text(text).map_err(|error| Failure::Unreadable(error.to_string()))
}

/// Languages as a sentence names them.
#[must_use]
pub fn list(languages: &[Language]) -> String {
    languages.iter().map(|language| language.english_name()).collect::<Vec<_>>().join(", ")
}
