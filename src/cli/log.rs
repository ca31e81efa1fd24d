//! `plenary log`: a series as a timeline.

use std::io::Write;

use rayon::prelude::*;

use super::args::{Format, LogArgs};
use super::document::{self, Document};
use super::page::page;
use super::{Failure, Session, failure, locale};
use crate::export::{self, json::Since};
use crate::model::{Corpus, Language};
use crate::series::{self, Entry, Timeline};

/// Prints the series of a resolution, or everything.
///
/// # Errors
/// Where the document is unknown, the library cannot be opened, or `out` fails.
pub fn run(session: &Session, args: &LogArgs, out: &mut impl Write) -> Result<u8, Failure> {
    let file;
    let mut corpus = session.corpus()?;
    let timeline = match &args.document {
        _ if args.all => everything(corpus),
        Some(typed) => {
            let id = match document::find(session, typed, &session.reading())? {
                Document::Resolution(_, id) => id,
                Document::File(text) => {
                    let (with_file, id) = document::place(session, *text)?;
                    file = with_file;
                    corpus = &file;
                    id
                }
            };
            series::timeline(corpus, id)
        }
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
