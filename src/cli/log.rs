//! `plenary log`: a series as a timeline.

use std::io::Write;

use rayon::prelude::*;

use super::args::{Format, LogArgs};
use super::document::{self, Document};
use super::page::page;
use super::{Failure, Session, failure, locale};
use crate::export::{self, json::Since};
use crate::model::{Corpus, Language, ResolutionId};
use crate::series::{self, Entry, Timeline};

/// Prints the series of a resolution, or everything.
///
/// # Errors
/// Where the document is unknown, the library cannot be opened, or `out` fails.
pub fn run(session: &Session, args: &LogArgs, out: &mut impl Write) -> Result<u8, Failure> {
    let corpus = session.corpus()?;
    let timeline = match &args.document {
        _ if args.all => everything(corpus),
        Some(typed) => series::timeline(corpus, resolution(session, corpus, typed)?),
        None => series::largest(corpus).map_or_else(|| everything(corpus), |id| series::timeline(corpus, id)),
    };
    let changes = if args.all { Vec::new() } else { changes(session, corpus, &timeline) };
    match session.common.format {
        Format::Json => export::json::log(out, corpus, &timeline, &changes)?,
        Format::Text => export::text::log(out, page(session.common.color), corpus, &timeline, &changes)?,
        Format::Markdown => return Err(Failure::Usage("log prints text or json; show and diff also print markdown".to_owned())),
    }
    Ok(failure::DONE)
}

/// The resolution that a document is, which may be a file of one that is known.
fn resolution(session: &Session, corpus: &Corpus, typed: &str) -> Result<ResolutionId, Failure> {
    let text = match document::find(corpus, typed, session.common.language)? {
        Document::Resolution(id) => return Ok(id),
        Document::File(text) => text,
    };
    let symbol = text.facts.symbol.as_ref();
    symbol.and_then(|symbol| corpus.find(symbol)).ok_or_else(|| {
        let name = symbol.map_or("it", |symbol| symbol.as_str());
        Failure::Usage(format!("{typed} stands in no series that is known: {name} is neither held nor cited. “plenary import {typed}” reads it into the library"))
    })
}

/// Every resolution, by date.
fn everything(corpus: &Corpus) -> Timeline {
    let mut entries: Vec<Entry> = corpus
        .resolutions()
        .map(|(id, resolution)| Entry { resolution: id, date: resolution.date, cited_by: resolution.cited_by.clone() })
        .collect();
    entries.sort_by_key(|entry| (entry.date, entry.resolution));
    Timeline { title: None, entries }
}

/// How much each entry changed. A text that cannot be read has no change; `show` says why.
fn changes<'a>(session: &Session, corpus: &'a Corpus, timeline: &Timeline) -> Vec<Option<Since<'a>>> {
    let preference: Vec<Language> = session.common.language.map_or_else(locale::preference, |language| vec![language]);
    let since = |place: usize| {
        let (old, new) = timeline.before(corpus, place, &preference)?;
        let change = series::change(corpus, old, new).ok()?;
        let before = corpus.head(old);
        Some(Since { symbol: &before.symbol, language: before.language, change })
    };
    (0..timeline.entries.len()).into_par_iter().map(since).collect()
}
