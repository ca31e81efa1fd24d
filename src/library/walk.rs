//! The files that an import was pointed at.

use std::fs;
use std::path::{Path, PathBuf};

/// A file to import, or a path that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its path, as the user's shell would find it.
    pub path: PathBuf,
    /// Its size in bytes, or why it cannot be read.
    pub size: Result<u64, String>,
}

/// The files at `paths` and in the folders there, in a stable order. Hidden files and folders are left out unless they are named
/// themselves; links to folders are not followed, so that none is walked twice.
pub(super) fn files(paths: &[PathBuf]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path, &mut found),
            Ok(metadata) => found.push(Candidate { path: path.clone(), size: Ok(metadata.len()) }),
            Err(error) => found.push(Candidate { path: path.clone(), size: Err(error.to_string()) }),
        }
    }
    found
}

fn folder(path: &Path, found: &mut Vec<Candidate>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return found.push(Candidate { path: path.to_owned(), size: Err(error.to_string()) }),
    };
    let mut entries: Vec<_> = entries.flatten().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&path, found),
            Ok(kind) if kind.is_symlink() && fs::metadata(&path).is_ok_and(|metadata| metadata.is_dir()) => {}
            _ => {
                let size = fs::metadata(&path).map(|metadata| metadata.len()).map_err(|error| error.to_string());
                found.push(Candidate { path, size });
            }
        }
    }
}
