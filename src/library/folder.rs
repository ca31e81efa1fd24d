//! The user's library on disk: where a text is kept, how files are replaced, and the lock.
//!
//! ```text
//! texts/67/A_RES_67_27.en.json   one text, in the form of `stored`; the folder is the session
//! facts.jsonl                    what was imported from beside the texts, a resolution a line
//! index                          what is known of all of them without reading them; may be deleted at any time
//! lock                           held while an import writes
//! ```

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::LibraryError;
use crate::model::{Language, Symbol};

/// The folder of the texts, within the library.
pub(super) const TEXTS: &str = "texts";

/// The path of a text within the library, with `/` between folders.
pub(super) fn path_of(symbol: &Symbol, language: Language) -> String {
    let session = symbol.session().map_or_else(|| "other".to_owned(), |session| session.to_string());
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '(' | ')') { c } else { '_' };
    let name: String = symbol.as_str().chars().map(safe).take(120).collect();
    format!("{TEXTS}/{session}/{name}.{language}.json")
}

/// When a file or folder was last changed, in nanoseconds since 1970; 0 where the system does not say.
pub(super) fn modified(metadata: &fs::Metadata) -> u64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}

/// Replaces a file, so that whatever happens there is the old one or the new one. The folder must exist.
///
/// `durable`: wait until the new one is on the disk. It is worth its time where an old one is replaced; a new one that a power cut
/// takes away is read again by the next import.
pub(super) fn replace(path: &Path, bytes: &[u8], durable: bool) -> Result<(), LibraryError> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        if durable {
            file.as_file().sync_data()?;
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|source| LibraryError::Io { path: path.to_owned(), source })
}

/// The right to write to a library, given back when it is dropped, or when the process ends however it ends.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the lock is given back when the file is closed")] File);

impl Lock {
    /// Waits for the lock; `waiting` is called if it is not free at once.
    pub(super) fn wait(library: &Path, waiting: impl FnOnce()) -> Result<Self, LibraryError> {
        let failed = |source| LibraryError::Io { path: library.join("lock"), source };
        fs::create_dir_all(library.join(TEXTS)).map_err(failed)?;
        let file = File::create(library.join("lock")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock().map_err(failed)?;
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        Ok(Self(file))
    }

    /// The lock, if it is free at once and the library may be written to.
    pub(super) fn try_now(library: &Path) -> Option<Self> {
        let file = File::create(library.join("lock")).ok()?;
        file.try_lock().ok()?;
        Some(Self(file))
    }
}

/// A text on disk.
#[derive(Debug)]
pub(super) struct Found {
    /// Its path within the library, with `/` between folders.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: u64,
}

/// What is on disk.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The folder of the texts and the folders in it, with the time of their last change.
    pub folders: Vec<(String, u64)>,
    /// The texts, in the order of their paths.
    pub files: Vec<Found>,
}

impl Tree {
    /// Walks the folder of the texts; a library that does not exist yet is empty.
    pub(super) fn walk(library: &Path) -> Result<Self, LibraryError> {
        let mut tree = Self::default();
        let mut folders = vec![TEXTS.to_owned()];
        while let Some(folder) = folders.pop() {
            let path = library.join(&folder);
            let failed = |source| LibraryError::Io { path: path.clone(), source };
            let metadata = match fs::metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other.map_err(failed)?,
            };
            // Taken before the folder is read: what changes meanwhile makes the index stale.
            tree.folders.push((folder.clone(), modified(&metadata)));
            for entry in fs::read_dir(&path).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                let Ok(metadata) = entry.metadata() else { continue };
                let path = format!("{folder}/{name}");
                if metadata.is_dir() && folder == TEXTS {
                    folders.push(path);
                } else if metadata.is_file() && !name.starts_with('.') && is_text(&name) {
                    tree.files.push(Found { path, size: metadata.len(), modified: modified(&metadata) });
                }
            }
        }
        tree.folders.sort();
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }
}

/// Whether a file's name is a text's.
fn is_text(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "json")
}

/// Removes what an import that was killed left behind: files that were never renamed. To be called under the lock.
pub(super) fn sweep(library: &Path) {
    let folders = fs::read_dir(library.join(TEXTS)).into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in folders.chain([library.to_owned(), library.join(TEXTS)]) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(".new-") {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}

/// The full path of what has a path within the library.
pub(super) fn full(library: &Path, path: &str) -> PathBuf {
    path.split('/').fold(library.to_owned(), |full, part| full.join(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_has_a_safe_path() {
        let path = |symbol: &str| path_of(&symbol.parse::<Symbol>().unwrap(), Language::En);
        assert_eq!(path("A/RES/67/27"), "texts/67/A_RES_67_27.en.json");
        assert_eq!(path("A/RES/217 (III)"), "texts/3/A_RES_217_(III).en.json");
        assert_eq!(path("A/RES/ES-10/21"), "texts/ES-10/A_RES_ES-10_21.en.json");
        assert_eq!(path("A/RES/77/128 A-B"), "texts/77/A_RES_77_128_A-B.en.json");
        assert_eq!(path("A/C.1/67/L.30/Rev.1"), "texts/other/A_C.1_67_L.30_Rev.1.en.json");
    }
}
