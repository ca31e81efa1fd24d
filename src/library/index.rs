//! What is known of all texts on disk without reading them, kept in one file so that 20,000 texts open in milliseconds.
//!
//! The index is never needed: where it is missing, damaged or older than the folders it speaks of, it is made again from the texts.
//! Editors replace a file, which changes its folder. One that is written in place changes nothing but itself: in a library of more
//! than [`LOOKED_AT`] texts it is read as it stands, but found by what it said before.

use std::fs;
use std::hash::Hasher;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use super::beside::{self, Beside, Place, Stamp};
use super::folder::{self, Found, Lock, Tree};
use super::{LibraryError, stored};
use crate::model::{
    CorpusBuilder, Date, Facts, FactsHead, Fragment, Known, Language, LoadError, SourceFormat, Symbol, Text, TextHead, TextRecord,
    TextStore, Vote,
};

const FILE: &str = "index";
/// The first bytes of an index; the last is the version of its form.
const MAGIC: &[u8; 8] = b"plenary\x03";

/// A text on disk and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub path: String,
    pub size: u64,
    pub modified: u64,
    pub record: TextRecord,
    pub format: SourceFormat,
    pub file: String,
    pub sha256: String,
}

/// All texts on disk.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The version of plenary whose import wrote the last of them, where that is known.
    pub made_by: String,
    /// The texts.
    pub all: Vec<Item>,
    /// Files that are no text, with the reason.
    pub damaged: Vec<(String, String)>,
    /// The facts beside them.
    pub beside: Beside,
}

impl Items {
    /// Everything that is damaged: files of texts, and lines of the facts.
    fn all_damaged(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.damaged.iter().map(|(path, why)| (path.as_str(), why.as_str()));
        texts.chain(self.beside.damaged.iter().map(|why| (beside::FILE, why.as_str())))
    }
}

#[derive(Serialize, Deserialize)]
struct Index<'a> {
    made_by: &'a str,
    #[serde(borrow)]
    folders: Vec<(&'a str, u64)>,
    #[serde(borrow)]
    symbols: Vec<&'a str>,
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
    #[serde(borrow)]
    damaged: Vec<(&'a str, &'a str)>,
    /// The file of the facts as it was.
    facts_stamp: Stamp,
    #[serde(borrow)]
    facts: Vec<FactsEntry<'a>>,
}

/// Facts from beside the texts.
#[derive(Serialize, Deserialize)]
struct FactsEntry<'a> {
    symbol: u32,
    title: Option<&'a str>,
    adopted: Option<i32>,
    vote: Option<Vote>,
    place: Place,
}

/// Symbols are numbers here: places in `Index::symbols`.
#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    path: &'a str,
    size: u64,
    modified: u64,
    symbol: u32,
    language: Language,
    title: Option<&'a str>,
    title_key: u64,
    adopted: Option<i32>,
    session: Option<&'a str>,
    agenda_item: Option<&'a str>,
    fragment: Option<Fragment>,
    vote: Option<Vote>,
    format: SourceFormat,
    file: &'a str,
    sha256: &'a str,
    cites: Vec<(u32, Option<i32>)>,
    recitals: Vec<Vec<u32>>,
}

/// A day in one number.
fn pack(date: Date) -> i32 {
    i32::from(date.year()) << 9 | i32::from(date.month()) << 5 | i32::from(date.day())
}

fn unpack(day: i32) -> Option<Date> {
    let part = |bits: i32| i8::try_from(bits).ok();
    Date::new(i16::try_from(day >> 9).ok()?, part(day >> 5 & 15)?, part(day & 31)?).ok()
}

/// The texts of a library, read when they are asked for.
struct Folder {
    library: std::path::PathBuf,
    paths: Vec<Box<str>>,
}

impl TextStore for Folder {
    fn load(&self, key: u32) -> Result<Text, LoadError> {
        let path = self.paths.get(key as usize).map(|path| folder::full(&self.library, path)).unwrap_or_default();
        let failed = |why: String| LoadError { what: path.display().to_string(), why };
        let bytes = fs::read(&path).map_err(|error| failed(error.to_string()))?;
        stored::read(&bytes).map_err(|error| failed(error.to_string()))
    }
}

/// Adds the texts of a library to a corpus, and returns the files in it that are no text, with the reason.
pub(super) fn add(builder: &mut CorpusBuilder, library: &Path) -> Result<Vec<LoadError>, LibraryError> {
    let bytes = fs::read(library.join(FILE)).unwrap_or_default();
    let damaged = if let Some(index) = decode(&bytes).filter(|index| is_fresh(library, index)) {
        add_index(builder, library, &index);
        index.damaged.iter().map(|(path, why)| ((*path).to_owned(), (*why).to_owned())).collect()
    } else {
        let (tree, items) = read(library)?;
        // Reading must not wait for an import that is writing, nor fail where nothing may be written.
        if let Some(_lock) = Lock::try_now(library) {
            drop(save(library, &tree.folders, &items));
        }
        let damaged: Vec<(String, String)> = items.all_damaged().map(|(path, why)| (path.to_owned(), why.to_owned())).collect();
        add_items(builder, library, items);
        damaged
    };
    Ok(damaged.into_iter().map(|(path, why)| LoadError { what: folder::full(library, &path).display().to_string(), why }).collect())
}

fn add_index(builder: &mut CorpusBuilder, library: &Path, index: &Index) {
    let symbols: Vec<Option<(Symbol, Known)>> = index
        .symbols
        .iter()
        .map(|symbol| {
            let symbol: Symbol = symbol.parse().ok()?;
            let known = builder.know(&symbol);
            Some((symbol, known))
        })
        .collect();
    let symbol = |n: u32| symbols.get(n as usize)?.as_ref();
    let known = |n: u32| symbol(n).map(|(_, known)| *known);
    let store =
        Arc::new(Folder { library: library.to_owned(), paths: index.entries.iter().map(|entry| entry.path.into()).collect() });
    for (entry, key) in index.entries.iter().zip(0..) {
        let Some((symbol, _)) = symbol(entry.symbol) else { continue };
        let cites = entry.cites.iter().filter_map(|&(n, day)| Some((known(n)?, day.and_then(unpack)))).collect();
        let recitals = entry.recitals.iter().map(|recital| recital.iter().filter_map(|&n| known(n)).collect()).collect();
        builder.add_known(entry.head(symbol), cites, recitals, store.clone(), key);
    }
    let facts = index.facts.iter().filter_map(|entry| {
        let head = FactsHead { title: entry.title.map(str::to_owned), adopted: entry.adopted.and_then(unpack), vote: entry.vote };
        Some((known(entry.symbol)?, head, entry.place))
    });
    add_facts(builder, library, facts.collect());
}

fn add_facts(builder: &mut CorpusBuilder, library: &Path, facts: Vec<(Known, FactsHead, Place)>) {
    let places = facts.iter().map(|(.., place)| *place).collect();
    let store = beside::Lines { path: library.join(beside::FILE), places };
    builder.facts(facts.into_iter().map(|(known, head, _)| (known, head)).collect(), Arc::new(store));
}

impl Entry<'_> {
    fn head(&self, symbol: &Symbol) -> TextHead {
        TextHead {
            symbol: symbol.clone(),
            language: self.language,
            title: self.title.map(str::to_owned),
            adopted: self.adopted.and_then(unpack),
            session: self.session.map(str::to_owned),
            agenda_item: self.agenda_item.map(str::to_owned),
            fragment: self.fragment.clone(),
            vote: self.vote,
            title_key: self.title_key,
        }
    }
}

fn add_items(builder: &mut CorpusBuilder, library: &Path, items: Items) {
    let Items { all: items, beside, .. } = items;
    let paths = items.iter().map(|item| item.path.as_str().into()).collect();
    let store = Arc::new(Folder { library: library.to_owned(), paths });
    for (item, key) in items.into_iter().zip(0..) {
        builder.add(item.record, store.clone(), key);
    }
    let facts = beside.all.into_iter().map(|(symbol, facts, place)| {
        (builder.know(&symbol), FactsHead { title: facts.title, adopted: facts.adopted, vote: facts.vote }, place)
    });
    let facts = facts.collect();
    add_facts(builder, library, facts);
}

/// Up to how many texts are each looked at when a library is opened; to look at 20,000 would take longer than to open them.
const LOOKED_AT: usize = 1000;

/// Whether no folder changed since the index was made, nor the facts, nor, where they are few, any text.
fn is_fresh(library: &Path, index: &Index) -> bool {
    let unchanged = |(path, modified): &(&str, u64)| {
        fs::metadata(folder::full(library, path)).is_ok_and(|metadata| folder::modified(&metadata) == *modified)
    };
    let is_same = |entry: &Entry| {
        fs::metadata(folder::full(library, entry.path))
            .is_ok_and(|metadata| (metadata.len(), folder::modified(&metadata)) == (entry.size, entry.modified))
    };
    !index.folders.is_empty()
        && index.folders.iter().all(unchanged)
        && beside::stamp(library) == index.facts_stamp
        && (index.entries.len() > LOOKED_AT || index.entries.iter().all(is_same))
}

/// All texts on disk: from the index where it knows the file as it is, else from the file.
pub(super) fn read(library: &Path) -> Result<(Tree, Items), LibraryError> {
    let bytes = fs::read(library.join(FILE)).unwrap_or_default();
    let index = decode(&bytes);
    let known: FxHashMap<&str, &Entry> = index.iter().flat_map(|index| &index.entries).map(|entry| (entry.path, entry)).collect();
    let tree = Tree::walk(library)?;
    let read = |found: &Found| -> Result<Item, (String, String)> {
        if let Some(entry) = known.get(found.path.as_str()).filter(|e| (e.size, e.modified) == (found.size, found.modified))
            && let Some(item) = index.as_ref().and_then(|index| item(index, entry))
        {
            return Ok(item);
        }
        let failed = |why: String| (found.path.clone(), why);
        let bytes = fs::read(folder::full(library, &found.path)).map_err(|error| failed(error.to_string()))?;
        let text = stored::read(&bytes).map_err(|error| failed(error.to_string()))?;
        Item::of(found.path.clone(), found.size, found.modified, &text).ok_or_else(|| failed("it names no symbol".to_owned()))
    };
    let (mut items, mut damaged) = (Vec::new(), Vec::new());
    for result in tree.files.par_iter().with_min_len(16).map(read).collect::<Vec<_>>() {
        match result {
            Ok(item) => items.push(item),
            Err(error) => damaged.push(error),
        }
    }
    let made_by = index.as_ref().map(|index| index.made_by.to_owned()).unwrap_or_default();
    Ok((tree, Items { made_by, all: items, damaged, beside: beside::read(library) }))
}

impl Item {
    /// What is known of a text that is kept at `path`; `None` if it has no symbol.
    pub(super) fn of(path: String, size: u64, modified: u64, text: &Text) -> Option<Self> {
        let source = &text.source;
        Some(Self {
            path,
            size,
            modified,
            record: TextRecord::of(text)?,
            format: source.format,
            file: source.file.clone(),
            sha256: source.sha256.clone(),
        })
    }
}

fn item(index: &Index, entry: &Entry) -> Option<Item> {
    let symbol = |n: u32| index.symbols.get(n as usize)?.parse::<Symbol>().ok();
    let cites = entry.cites.iter().map(|&(n, day)| Some((symbol(n)?, day.and_then(unpack)))).collect::<Option<_>>()?;
    let recitals = entry.recitals.iter().map(|recital| recital.iter().map(|&n| symbol(n)).collect()).collect::<Option<_>>()?;
    Some(Item {
        path: entry.path.to_owned(),
        size: entry.size,
        modified: entry.modified,
        record: TextRecord { head: entry.head(&symbol(entry.symbol)?), cites, recitals },
        format: entry.format,
        file: entry.file.to_owned(),
        sha256: entry.sha256.to_owned(),
    })
}

/// Writes the index. To be called under the lock.
pub(super) fn save(library: &Path, folders: &[(String, u64)], items: &Items) -> Result<(), LibraryError> {
    let records = || items.all.iter().map(|item| &item.record);
    let mut symbols: Vec<&Symbol> = records()
        .flat_map(|r| std::iter::once(&r.head.symbol).chain(r.cites.iter().map(|c| &c.0)).chain(r.recitals.iter().flatten()))
        .chain(items.beside.all.iter().map(|(symbol, ..)| symbol))
        .collect();
    symbols.sort_unstable();
    symbols.dedup();
    let numbers: FxHashMap<&Symbol, u32> = symbols.iter().copied().zip(0..).collect();
    let mut entries: Vec<Entry> = items.all.iter().map(|item| encode(item, &numbers)).collect();
    entries.sort_by_key(|entry| (entry.symbol, entry.language));
    let index = Index {
        made_by: &items.made_by,
        folders: folders.iter().map(|(path, modified)| (path.as_str(), *modified)).collect(),
        symbols: symbols.iter().map(|symbol| symbol.as_str()).collect(),
        entries,
        damaged: items.all_damaged().collect(),
        facts_stamp: items.beside.stamp,
        facts: items
            .beside
            .all
            .iter()
            .map(|(symbol, facts, place)| encode_facts(numbers.get(symbol).copied().unwrap_or(u32::MAX), facts, *place))
            .collect(),
    };
    let path = library.join(FILE);
    let failed = |why: postcard::Error| LibraryError::Io { path: path.clone(), source: std::io::Error::other(why) };
    let body = postcard::to_stdvec(&index).map_err(failed)?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&checksum(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    folder::replace(&path, &bytes, false)
}

fn encode<'a>(item: &'a Item, numbers: &FxHashMap<&Symbol, u32>) -> Entry<'a> {
    let number = |symbol: &Symbol| numbers.get(symbol).copied().unwrap_or(u32::MAX);
    let TextRecord { head, cites, recitals } = &item.record;
    Entry {
        path: &item.path,
        size: item.size,
        modified: item.modified,
        symbol: number(&head.symbol),
        language: head.language,
        title: head.title.as_deref(),
        title_key: head.title_key,
        adopted: head.adopted.map(pack),
        session: head.session.as_deref(),
        agenda_item: head.agenda_item.as_deref(),
        fragment: head.fragment.clone(),
        vote: head.vote,
        format: item.format,
        file: &item.file,
        sha256: &item.sha256,
        cites: cites.iter().map(|(symbol, date)| (number(symbol), date.map(pack))).collect(),
        recitals: recitals.iter().map(|recital| recital.iter().map(number).collect()).collect(),
    }
}

fn encode_facts(symbol: u32, facts: &Facts, place: Place) -> FactsEntry<'_> {
    FactsEntry { symbol, title: facts.title.as_deref(), adopted: facts.adopted.map(pack), vote: facts.vote, place }
}

fn decode(bytes: &[u8]) -> Option<Index<'_>> {
    let (sum, body) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
    if u64::from_le_bytes(*sum) != checksum(body) {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Tells a file that was cut or damaged; it protects against accidents, not against forgers.
fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}
