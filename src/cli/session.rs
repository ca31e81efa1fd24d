//! What every command stands on: the options common to all, and the library, opened when it is first asked for.

use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::Failure;
use super::args::Common;
use crate::import::ImportOptions;
use crate::library::{self, LibraryError, LibraryOptions};
use crate::model::{Corpus, Symbol, Text};

/// One run of the program.
#[derive(Debug)]
pub struct Session {
    /// The options common to all commands.
    pub common: Common,
    corpus: OnceLock<Corpus>,
}

impl Session {
    /// A run with these options.
    #[must_use]
    pub const fn new(common: Common) -> Self {
        Self { common, corpus: OnceLock::new() }
    }

    /// The user's library: the one named, else the platform's; `None` on a platform without a home.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.common.library.clone().or_else(|| Some(directories::ProjectDirs::from("", "", "plenary")?.data_dir().join("library")))
    }

    /// What is held.
    ///
    /// # Errors
    /// Where the library cannot be opened.
    pub fn corpus(&self) -> Result<&Corpus, Failure> {
        if let Some(corpus) = self.corpus.get() {
            return Ok(corpus);
        }
        let (corpus, damaged) = library::open_telling(&self.options()).map_err(unopened)?;
        for error in damaged {
            drop(writeln!(std::io::stderr(), "plenary: left out: {error}"));
        }
        Ok(self.corpus.get_or_init(|| corpus))
    }

    /// What is held, with files that are read in place, and the symbols under which they are found.
    ///
    /// # Errors
    /// Where the library cannot be opened.
    pub fn corpus_with(&self, files: Vec<Text>) -> Result<(Corpus, Vec<Symbol>), Failure> {
        library::open_with(&self.options(), files).map_err(unopened)
    }

    fn options(&self) -> LibraryOptions {
        LibraryOptions { folder: self.folder(), embedded: !self.common.no_embedded }
    }

    /// How a file is read in place, where nothing else is said.
    #[must_use]
    pub fn reading(&self) -> ImportOptions {
        ImportOptions { language: self.common.language, ..ImportOptions::default() }
    }

    /// What is held, for a command that keeps it.
    ///
    /// # Errors
    /// Where the library cannot be opened.
    pub fn into_corpus(self) -> Result<Corpus, Failure> {
        self.corpus()?;
        self.corpus.into_inner().ok_or_else(|| Failure::Unreadable("the library could not be opened".to_owned()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn unopened(error: LibraryError) -> Failure {
    Failure::Unreadable(format!("the library could not be opened: {error}"))
}
