//! `jump`: what a query finds, one a line.

use std::io::{self, Write};

use super::paint::{Page, Style, label, write};
use crate::layout::{clip, printable};
use crate::model::Corpus;
use crate::search::Match;

/// Writes what a query found.
///
/// # Errors
/// Where `out` fails.
pub fn jump(out: &mut impl Write, page: Page, corpus: &Corpus, matches: &[Match]) -> io::Result<()> {
    let symbol = |found: &Match| corpus.resolution(found.resolution).symbol.as_str();
    let wide = matches.iter().map(|found| symbol(found).len()).max().unwrap_or_default() + 2;
    for found in matches {
        let resolution = corpus.resolution(found.resolution);
        let style = if resolution.is_held() { Style::Bold } else { Style::Plain };
        write(out, page, &label(symbol(found), wide), style)?;
        let date = resolution.date.map_or_else(|| "          ".to_owned(), |date| date.to_string());
        let title = resolution.title.as_deref().unwrap_or(if resolution.is_held() { "" } else { "cited only" });
        writeln!(out, "{date}  {}", printable(clip(title, page.room(wide + 12)).0))?;
    }
    Ok(())
}
