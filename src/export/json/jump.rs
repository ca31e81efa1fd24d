//! `jump --format json`: what a query finds.

use std::io::{self, Write};

use serde::Serialize;

use crate::library::lines;
use crate::model::{Corpus, Date, Symbol};
use crate::search::Match;

#[derive(Serialize)]
struct Jump<'a> {
    query: &'a str,
    matches: Vec<JumpMatch<'a>>,
}

#[derive(Serialize)]
struct JumpMatch<'a> {
    symbol: &'a Symbol,
    title: Option<&'a str>,
    date: Option<Date>,
    score: i64,
}

/// Writes what a query found.
///
/// # Errors
/// Where `out` fails.
pub fn jump(out: impl Write, corpus: &Corpus, query: &str, matches: &[Match]) -> io::Result<()> {
    let matches = matches.iter().map(|found| {
        let resolution = corpus.resolution(found.resolution);
        JumpMatch { symbol: &resolution.symbol, title: resolution.title.as_deref(), date: resolution.date, score: found.score }
    });
    lines::write(out, &Jump { query, matches: matches.collect() })
}
