//! Importing: files into the library, in parallel, each replaced whole or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::beside::{self, Beside, Fate};
use super::embedded;
use super::folder::{self, Lock, Tree};
use super::index::{self, Item, Items};
use super::walk::{self, Candidate};
use super::{LibraryError, stored};
use crate::import::{self, ImportOptions};
use crate::model::{Facts, Language, Part, Source, SourceFormat, Symbol, Text, Warning};

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct IntakeOptions {
    /// How to read each file.
    pub reading: ImportOptions,
    /// Read everything and report, but write nothing.
    pub dry_run: bool,
}

/// What an import reports while it runs.
pub trait Progress: Sync {
    /// Another import holds the library; this one waits for it.
    fn waiting(&self) {}
    /// So many files of so many bytes were found.
    fn found(&self, _files: u64, _bytes: u64) {}
    /// A file of so many bytes is done.
    fn done(&self, _bytes: u64) {}
}

/// Reports nothing.
impl Progress for () {}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that were read, whether or not a text was found in them.
    pub read: usize,
    /// Texts that are new in the library.
    pub imported: usize,
    /// Texts that replaced another.
    pub updated: usize,
    /// Files that changed nothing: their text is held as it is, or a better one is.
    pub unchanged: usize,
    /// Files that could not be read, with the reason, in the order in which they were found.
    pub failed: Vec<(PathBuf, String)>,
    /// What was not understood, by file.
    pub warnings: Vec<(PathBuf, Warning)>,
    /// Files that were not looked at because the import was stopped.
    pub left: usize,
    /// Resolutions of which files tell facts from beside their texts. Such a file itself counts as imported, updated or unchanged above,
    /// as the greatest of its records.
    pub facts: FactsCount,
}

/// Resolutions, by what became of their facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactsCount {
    /// Of these nothing was known.
    pub imported: usize,
    /// Of these other things were known.
    pub updated: usize,
    /// Of these the same was known.
    pub unchanged: usize,
}

/// What became of one file.
enum Outcome {
    /// A text, which is kept or lost to a better one.
    Text(Key, Source),
    /// Facts from beside the texts, each with its line.
    Facts(Vec<(usize, Facts)>),
    /// A file that was read before.
    Unchanged,
    Failed(String),
    Left,
}

type Key = (Symbol, Language);

/// A text as sources compete for it; less is better. A whole text beats a fragment, then the better format wins, then what is held
/// (unless the same file is read again), then the file found first.
type Rank = (bool, SourceFormat, Option<usize>);

/// What is held of one symbol in one language.
#[derive(Default)]
struct Slot {
    /// What is held now.
    item: Option<Item>,
    /// The name of the file that was held before this import.
    before: Option<String>,
    /// Which file of this import is held.
    written: Option<usize>,
}

struct Intake<'a> {
    library: &'a Path,
    options: &'a IntakeOptions,
    slots: Mutex<FxHashMap<Key, Arc<Mutex<Slot>>>>,
    /// Hashes of the sources that need not be read again.
    read_before: FxHashSet<String>,
}

/// Imports files and folders into a library. Stops early, with everything in order, when `stop` becomes true.
///
/// # Errors
/// Where the library cannot be written. A file that cannot be read is no error but in the report.
pub fn import(
    library: &Path,
    paths: &[PathBuf],
    options: &IntakeOptions,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Report, LibraryError> {
    let _lock = if options.dry_run { None } else { Some(Lock::wait(library, || progress.waiting())?) };
    if !options.dry_run {
        folder::sweep(library);
    }
    let (_, held) = index::read(library)?;
    let candidates = walk::files(paths);
    progress.found(candidates.len() as u64, candidates.iter().filter_map(|c| c.size.as_ref().ok()).sum());

    let intake = Intake::new(library, options, held.all, held.made_by == env!("CARGO_PKG_VERSION"));
    let outcomes: Vec<(Outcome, Vec<Warning>)> = candidates
        .par_iter()
        .enumerate()
        // One file at a time: neighbours in a folder differ much in size.
        .with_max_len(1)
        .map(|(number, candidate)| {
            let outcome = if stop.load(Ordering::Relaxed) { (Outcome::Left, Vec::new()) } else { intake.file(number, candidate) };
            progress.done(*candidate.size.as_ref().unwrap_or(&0));
            outcome
        })
        .collect();

    let mut outcomes = outcomes;
    let merged = intake.merge(held.beside, &mut outcomes);
    let mut report = intake.report(&candidates, outcomes, &merged);
    if !options.dry_run {
        if merged.count.imported + merged.count.updated > 0 {
            beside::save(library, &merged.all)?;
        }
        intake.finish(held.damaged)?;
    }
    report.facts = merged.count;
    Ok(report)
}

impl<'a> Intake<'a> {
    fn new(library: &'a Path, options: &'a IntakeOptions, held: Vec<Item>, same_version: bool) -> Self {
        // A newer plenary may read a file better, and tracked changes may be read in another state than last time.
        let is_final = |item: &&Item| same_version && !matches!(item.format, SourceFormat::Docx | SourceFormat::Doc);
        let read_before = held.iter().filter(is_final).map(|item| item.sha256.clone()).collect();
        let slots = held
            .into_iter()
            .map(|item| {
                let key = (item.record.head.symbol.clone(), item.record.head.language);
                let before = Some(item.file.clone());
                (key, Arc::new(Mutex::new(Slot { item: Some(item), before, written: None })))
            })
            .collect();
        Self { library, options, slots: Mutex::new(slots), read_before }
    }

    fn file(&self, number: usize, candidate: &Candidate) -> (Outcome, Vec<Warning>) {
        let failed = |why: String| (Outcome::Failed(why), Vec::new());
        match &candidate.size {
            Err(why) => return failed(why.clone()),
            Ok(size) if *size > import::LARGEST_FILE as u64 => {
                return failed(format!("it is larger than {} MB, and no resolution is", import::LARGEST_FILE >> 20));
            }
            Ok(_) => {}
        }
        let bytes = match std::fs::read(&candidate.path) {
            Ok(bytes) => bytes,
            Err(error) => return failed(error.to_string()),
        };
        if self.read_before.contains(&sha256(&bytes)) {
            return (Outcome::Unchanged, Vec::new());
        }
        if let Some(records) = import::facts::read(&bytes) {
            return (Outcome::Facts(records.all), records.warnings);
        }
        let name = candidate.path.file_name().unwrap_or_default().to_string_lossy();
        let text = match import::read(&name, &bytes, &self.options.reading) {
            Ok(text) => text,
            Err(error) => return failed(error.to_string()),
        };
        drop(bytes);
        if !text.paragraphs.iter().any(|paragraph| matches!(paragraph.part, Part::Preamble | Part::Operative)) {
            return failed("nothing in it has the form of a resolution: no preambular and no operative paragraph".to_owned());
        }
        let warnings = text.warnings.clone();
        let outcome = self.keep(number, &text).map(|key| Outcome::Text(key, text.source));
        (outcome.unwrap_or_else(Outcome::Failed), warnings)
    }

    /// Writes a text, unless it or a better one is held.
    fn keep(&self, number: usize, text: &Text) -> Result<Key, String> {
        let Some(symbol) = text.facts.symbol.clone() else {
            let advice = "“plenary show” and “plenary diff” read it in place";
            return Err(format!("it names no symbol by which the library could keep it; {advice}"));
        };
        let path = folder::path_of(&symbol, text.language);
        let full = folder::full(self.library, &path);
        let key = (symbol, text.language);
        let slot = unpoisoned(&self.slots).entry(key.clone()).or_default().clone();
        let mut slot = unpoisoned(&slot);
        let mut bytes = Vec::new();
        stored::write(&mut bytes, text).map_err(|error| error.to_string())?;
        if let Some(held) = &slot.item {
            let is_equal = held.sha256 == text.source.sha256;
            if is_equal && (slot.written.is_some() || std::fs::read(&full).is_ok_and(|old| old == bytes)) {
                return Ok(key);
            }
            let is_again = slot.written.is_none() && held.file == text.source.file;
            let place = if is_again { Some(usize::MAX) } else { slot.written };
            let theirs: Rank = (held.record.head.fragment.is_some(), held.format, place);
            let ours: Rank = (text.fragment.is_some(), text.source.format, Some(number));
            if theirs < ours {
                return Ok(key);
            }
        }
        let mut item = Item::of(path, bytes.len() as u64, 0, text).ok_or("it names no symbol")?;
        if !self.options.dry_run {
            let folder = full.parent().unwrap_or(self.library);
            std::fs::create_dir_all(folder).map_err(|error| format!("{} could not be made: {error}", folder.display()))?;
            folder::replace(&full, &bytes, slot.before.is_some()).map_err(|error| error.to_string())?;
            item.modified = std::fs::metadata(&full).map(|metadata| folder::modified(&metadata)).unwrap_or_default();
        }
        slot.item = Some(item);
        slot.written = Some(number);
        Ok(key)
    }

    /// Merges the facts of all files into those held, now that all texts are known.
    fn merge(&self, held: Beside, outcomes: &mut [(Outcome, Vec<Warning>)]) -> beside::Merged {
        let files = outcomes.iter_mut().enumerate().filter_map(|(number, (outcome, _))| match outcome {
            Outcome::Facts(records) => Some((number, std::mem::take(records))),
            _ => None,
        });
        let files: beside::Files = files.collect();
        let mut said: FxHashMap<Symbol, Vec<beside::Adoption>> = FxHashMap::default();
        if !files.is_empty() {
            let slots = unpoisoned(&self.slots);
            let held = slots.values().filter_map(|slot| unpoisoned(slot).item.as_ref().map(|item| item.record.head.clone()));
            for head in held.chain(embedded::heads()) {
                said.entry(head.symbol).or_default().push((head.adopted, head.vote));
            }
        }
        beside::merge(held, files, |symbol| said.get(symbol).cloned().unwrap_or_default())
    }

    /// Tells what became of each file, now that it is known which of several sources of a text is kept.
    fn report(&self, candidates: &[Candidate], outcomes: Vec<(Outcome, Vec<Warning>)>, merged: &beside::Merged) -> Report {
        let mut report = Report::default();
        for (number, (candidate, (outcome, warnings))) in candidates.iter().zip(outcomes).enumerate() {
            report.read += usize::from(!matches!(outcome, Outcome::Left));
            report.warnings.extend(warnings.into_iter().map(|warning| (candidate.path.clone(), warning)));
            match outcome {
                Outcome::Text(key, source) => {
                    let slot = unpoisoned(&self.slots).get(&key).cloned().unwrap_or_default();
                    let slot = unpoisoned(&slot);
                    let held = slot.item.as_ref();
                    let count = match (&slot.written, &slot.before) {
                        (Some(written), None) if *written == number => &mut report.imported,
                        (Some(written), Some(_)) if *written == number => &mut report.updated,
                        _ => &mut report.unchanged,
                    };
                    *count += 1;
                    let warning = match held {
                        Some(held) if slot.written == Some(number) => match &slot.before {
                            Some(before) if *before != held.file => {
                                Some(two_sources(&key, &format!("{before}, which it replaces")))
                            }
                            _ => None,
                        },
                        Some(held) if held.sha256 != source.sha256 => {
                            Some(two_sources(&key, &format!("{}, which is kept", held.file)))
                        }
                        _ => None,
                    };
                    report.warnings.extend(warning.map(|warning| (candidate.path.clone(), warning)));
                }
                Outcome::Facts(_) => {
                    *match merged.files.get(&number) {
                        Some(Fate::Imported) => &mut report.imported,
                        Some(Fate::Updated) => &mut report.updated,
                        Some(Fate::Unchanged) | None => &mut report.unchanged,
                    } += 1;
                    let told = merged.warnings.iter().filter(|(file, _)| *file == number);
                    report.warnings.extend(told.map(|(_, warning)| (candidate.path.clone(), warning.clone())));
                }
                Outcome::Unchanged => report.unchanged += 1,
                Outcome::Failed(why) => report.failed.push((candidate.path.clone(), why)),
                Outcome::Left => report.left += 1,
            }
        }
        report
    }

    /// Writes the index of what is now held.
    fn finish(self, damaged: Vec<(String, String)>) -> Result<(), LibraryError> {
        let slots = self.slots.into_inner().unwrap_or_else(PoisonError::into_inner);
        let items: Vec<Item> = slots.into_values().filter_map(|slot| unpoisoned(&slot).item.take()).collect();
        let written: BTreeSet<&str> = items.iter().map(|item| item.path.as_str()).collect();
        let damaged = damaged.into_iter().filter(|(path, _)| !written.contains(path.as_str())).collect();
        let tree = Tree::walk(self.library)?;
        let items =
            Items { made_by: env!("CARGO_PKG_VERSION").to_owned(), all: items, damaged, beside: beside::read(self.library) };
        index::save(self.library, &tree.folders, &items)
    }
}

fn two_sources((symbol, language): &Key, other: &str) -> Warning {
    Warning {
        place: "file".to_owned(),
        code: "two-sources".to_owned(),
        message: format!("{symbol} in {} has two sources: this one and {other}", language.english_name()),
    }
}

/// What a panicking thread left is whole: every step under these locks is one assignment.
fn unpoisoned<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
