//! `log --format json`: a timeline.

use std::io::{self, Write};

use serde::Serialize;

use crate::library::lines;
use crate::model::{Corpus, Date, Language, Symbol, Vote};
use crate::series::{Change, Timeline};

/// How much an entry of a timeline changed, and since what.
#[derive(Clone, Copy, Debug)]
pub struct Since<'a> {
    /// The resolution before.
    pub symbol: &'a Symbol,
    /// The language in which both were compared.
    pub language: Language,
    /// The change.
    pub change: Change,
}

#[derive(Serialize)]
struct Log<'a> {
    series: Option<&'a str>,
    entries: Vec<LogEntry<'a>>,
}

#[derive(Serialize)]
struct LogEntry<'a> {
    symbol: &'a Symbol,
    date: Option<Date>,
    held: Vec<Language>,
    cited_by: Vec<&'a Symbol>,
    change: Option<LogChange<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vote: Option<Vote>,
}

#[derive(Serialize)]
struct LogChange<'a> {
    since: &'a Symbol,
    language: Language,
    share: f64,
    wording: u32,
    rollover: u32,
}

/// Writes a timeline; `changes` are those of its entries, in their order.
///
/// # Errors
/// Where `out` fails.
pub fn log(out: impl Write, corpus: &Corpus, timeline: &Timeline, changes: &[Option<Since>]) -> io::Result<()> {
    let symbol = |id| &corpus.resolution(id).symbol;
    let entries = timeline.entries.iter().enumerate().map(|(place, entry)| {
        let texts = &corpus.resolution(entry.resolution).texts;
        LogEntry {
            symbol: symbol(entry.resolution),
            date: entry.date,
            held: texts.iter().map(|&text| corpus.head(text).language).collect(),
            cited_by: entry.cited_by.iter().map(|&id| symbol(id)).collect(),
            change: changes.get(place).copied().flatten().map(|since| LogChange {
                since: since.symbol,
                language: since.language,
                share: (since.change.share * 1000.0).round() / 1000.0,
                wording: since.change.wording,
                rollover: since.change.rollover,
            }),
            vote: corpus.resolution(entry.resolution).vote,
        }
    });
    lines::write(out, &Log { series: timeline.title.as_deref(), entries: entries.collect() })
}
