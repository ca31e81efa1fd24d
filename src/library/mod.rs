//! What is held: the embedded corpus, and the user's library on disk.
//!
//! [`open`] gathers both into one [`Corpus`]. Texts are kept in the form of [`stored`] and read when they are first asked for.

mod beside;
mod embedded;
mod folder;
mod index;
mod intake;
pub mod lines;
pub mod stored;
mod walk;

pub use intake::{FactsCount, IntakeOptions, Progress, Report, import};

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{Corpus, CorpusBuilder, LoadError, Symbol, Text, TextRecord, TextStore};

/// Which texts to open.
#[derive(Clone, Debug)]
pub struct LibraryOptions {
    /// The user's library; `None` for no library at all.
    pub folder: Option<PathBuf>,
    /// Whether the embedded texts are there.
    pub embedded: bool,
}

impl Default for LibraryOptions {
    fn default() -> Self {
        Self { folder: None, embedded: true }
    }
}

/// Why a library could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The folder or a file in it.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

/// Opens what is held.
///
/// # Errors
/// Where the folder exists and cannot be read.
pub fn open(options: &LibraryOptions) -> Result<Corpus, LibraryError> {
    open_telling(options).map(|(corpus, _)| corpus)
}

/// Opens what is held with texts that are in no library, such as files that are read in place. Each stands for what is held of its
/// symbol in its language; for one without a symbol, or with that of one before it, stands the name of its file. Also returned are the
/// symbols under which they are found, in their order.
///
/// # Errors
/// Where the folder exists and cannot be read.
pub fn open_with(options: &LibraryOptions, texts: Vec<Text>) -> Result<(Corpus, Vec<Symbol>), LibraryError> {
    let (mut builder, _) = gather(options)?;
    let mut symbols: Vec<Symbol> = Vec::with_capacity(texts.len());
    for mut text in texts {
        let file = &text.source.file;
        let mut names = text.facts.symbol.take().into_iter().chain([Symbol::stand_in(file)]);
        let name = names.find(|name| !symbols.contains(name));
        let symbol = name.unwrap_or_else(|| Symbol::stand_in(&format!("{file} ({})", symbols.len() + 1)));
        text.facts.symbol = Some(symbol.clone());
        symbols.push(symbol);
        if let Some(record) = TextRecord::of(&text) {
            builder.add(record, Arc::new(InPlace(text)), 0);
        }
    }
    Ok((builder.build(), symbols))
}

/// A text that is held in memory.
struct InPlace(Text);

impl TextStore for InPlace {
    fn load(&self, _key: u32) -> Result<Text, LoadError> {
        Ok(self.0.clone())
    }
}

/// Opens what is held, and tells which files of the library are no texts; they are left out.
///
/// # Errors
/// Where the folder exists and cannot be read.
pub fn open_telling(options: &LibraryOptions) -> Result<(Corpus, Vec<LoadError>), LibraryError> {
    let (builder, damaged) = gather(options)?;
    Ok((builder.build(), damaged))
}

fn gather(options: &LibraryOptions) -> Result<(CorpusBuilder, Vec<LoadError>), LibraryError> {
    let mut builder = CorpusBuilder::default();
    if options.embedded {
        embedded::add(&mut builder);
    }
    let damaged = match &options.folder {
        Some(folder) if folder.is_dir() => index::add(&mut builder, folder)?,
        _ => Vec::new(),
    };
    Ok((builder, damaged))
}
