//! The facts that were imported from beside the texts: one file, `facts.jsonl`, one resolution a line, in the order of symbols.
//!
//! It is kept apart from the texts, since a fact may be known of a resolution of which no text is held, and so that a text says what it
//! itself says. The corpus joins them: a text's own facts win.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::folder;
use super::{FactsCount, LibraryError};
use crate::model::{Date, Facts, FactsStore, Symbol, Vote, Warning};

/// Its name, within the library.
pub(super) const FILE: &str = "facts.jsonl";

/// What tells whether a file changed: its size in bytes and when it was changed. `None` of a file that is not there.
pub(super) type Stamp = Option<(u64, u64)>;

/// The facts on disk.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The file as it was read.
    pub stamp: Stamp,
    /// The facts, with the bytes of the file in which they stand.
    pub all: Vec<(Symbol, Facts, Place)>,
    /// Lines that are no facts, with the reason.
    pub damaged: Vec<String>,
}

/// Bytes of the file: start and length.
pub(super) type Place = (u64, u32);

/// The stamp of the file as it is.
pub(super) fn stamp(library: &Path) -> Stamp {
    fs::metadata(library.join(FILE)).ok().map(|metadata| (metadata.len(), folder::modified(&metadata)))
}

/// Reads the facts of a library; one without any has none.
pub(super) fn read(library: &Path) -> Beside {
    // Taken before the file is read: what changes meanwhile makes the index stale.
    let mut beside = Beside { stamp: stamp(library), ..Beside::default() };
    let bytes = fs::read(library.join(FILE)).unwrap_or_default();
    let mut start = 0;
    for (number, line) in (1..).zip(bytes.split_inclusive(|&byte| byte == b'\n')) {
        let place = (start, u32::try_from(line.len()).unwrap_or_default());
        start += line.len() as u64;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Facts>(line) {
            Ok(Facts { symbol: None, .. }) => beside.damaged.push(format!("line {number} names no symbol")),
            Ok(facts @ Facts { symbol: Some(_), .. }) => {
                beside.all.extend(facts.symbol.clone().map(|symbol| (symbol, facts, place)));
            }
            Err(error) => beside.damaged.push(format!("line {number}: {error}")),
        }
    }
    beside
}

/// Writes the facts of a library. To be called under the lock.
pub(super) fn save(library: &Path, all: &BTreeMap<Symbol, Facts>) -> Result<(), LibraryError> {
    let path = library.join(FILE);
    let mut bytes = Vec::new();
    for facts in all.values() {
        let failed = |source: serde_json::Error| LibraryError::Io { path: path.clone(), source: source.into() };
        let mut line = serde_json::to_value(facts).map_err(failed)?;
        if let Some(fields) = line.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
        }
        serde_json::to_writer(&mut bytes, &line).map_err(failed)?;
        bytes.push(b'\n');
    }
    folder::replace(&path, &bytes, true)
}

/// The file, read a line at a time when somebody asks.
pub(super) struct Lines {
    pub path: PathBuf,
    pub places: Vec<Place>,
}

impl FactsStore for Lines {
    fn load(&self, key: u32) -> Option<Facts> {
        let &(start, length) = self.places.get(key as usize)?;
        let mut file = fs::File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut line = Vec::new();
        file.take(u64::from(length)).read_to_end(&mut line).ok()?;
        serde_json::from_slice(&line).ok()
    }
}

/// Facts read from files, by the place of the file in an import, each with its line.
pub(super) type Files = Vec<(usize, Vec<(usize, Facts)>)>;

/// What came of merging files into the facts held.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// All that is now known.
    pub all: BTreeMap<Symbol, Facts>,
    /// What became of each file, by its place in the import.
    pub files: BTreeMap<usize, Fate>,
    /// How many resolutions there were of which fate.
    pub count: FactsCount,
    /// Where files contradict one another or a text, by the place of the file.
    pub warnings: Vec<(usize, Warning)>,
}

/// When and how a resolution was adopted.
pub(super) type Adoption = (Option<Date>, Option<Vote>);

/// What became of facts; a file's is the greatest of its records'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    Unchanged,
    Updated,
    Imported,
}

/// Merges files into the facts held. What is new replaces what was held; of several records of one import the first wins. `said` is what
/// the texts held say of adoption.
pub(super) fn merge(held: Beside, files: Files, said: impl Fn(&Symbol) -> Vec<Adoption>) -> Merged {
    let mut merged = Merged::default();
    let mut new: BTreeMap<Symbol, Facts> = BTreeMap::new();
    let mut of_files: Vec<(usize, Symbol)> = Vec::new();
    for (file, records) in files {
        for (line, facts) in records {
            let Some(symbol) = facts.symbol.clone() else { continue };
            let mut warn = |code: &str, message: String| {
                merged.warnings.push((file, Warning { place: format!("line {line}"), code: code.to_owned(), message }));
            };
            for other in said(&symbol) {
                if let Some(why) = contradiction((facts.adopted, facts.vote), other) {
                    warn("contradicts-text", format!("{symbol}: {why} as the text held says, which is believed"));
                    break;
                }
            }
            if let Some(first) = new.get(&symbol)
                && let Some(why) = contradiction((facts.adopted, facts.vote), (first.adopted, first.vote))
            {
                warn("two-sources", format!("{symbol}: {why} as a record before it says, which is kept"));
            }
            of_files.push((file, symbol.clone()));
            new.entry(symbol).or_default().complete(facts);
        }
    }
    merged.all = held.all.into_iter().map(|(symbol, facts, _)| (symbol, facts)).collect();
    let mut fates: BTreeMap<Symbol, Fate> = BTreeMap::new();
    for (symbol, mut facts) in new {
        let old = merged.all.get(&symbol);
        facts.complete(old.cloned().unwrap_or_default());
        let (fate, count) = match old {
            None => (Fate::Imported, &mut merged.count.imported),
            Some(old) if *old != facts => (Fate::Updated, &mut merged.count.updated),
            Some(_) => (Fate::Unchanged, &mut merged.count.unchanged),
        };
        *count += 1;
        fates.insert(symbol.clone(), fate);
        merged.all.insert(symbol, facts);
    }
    for (file, symbol) in of_files {
        let of_file = merged.files.entry(file).or_insert(Fate::Unchanged);
        *of_file = (*of_file).max(fates.get(&symbol).copied().unwrap_or(Fate::Unchanged));
    }
    merged
}

/// What one says of adoption and another contradicts: “adopted on 2012-12-03, not 2012-12-04”.
fn contradiction(this: Adoption, other: Adoption) -> Option<String> {
    let dates = this.0.zip(other.0).filter(|(this, other)| this != other);
    let votes = this.1.zip(other.1).filter(|(this, other)| this != other);
    dates
        .map(|(this, other)| format!("adopted on {this}, not on {other}"))
        .or_else(|| votes.map(|(this, other)| format!("adopted {}, not {}", this.words(), other.words())))
}
