//! `log`: a timeline.

use std::io::{self, Write};

use super::paint::{Page, Style, Words, label, write};
use crate::export::json::Since;
use crate::layout::{bar, clip};
use crate::model::{Corpus, Vote};
use crate::series::Timeline;

/// Writes a timeline; `changes` are those of its entries, in their order. Without a series each entry has its title.
///
/// # Errors
/// Where `out` fails.
pub fn log(out: &mut impl Write, page: Page, corpus: &Corpus, timeline: &Timeline, changes: &[Option<Since>]) -> io::Result<()> {
    if let Some(title) = &timeline.title {
        let mut words = Words::default();
        words.push(title, Style::Bold);
        words.write(out, page, "", 0)?;
        writeln!(out)?;
    }
    let symbols = timeline.entries.iter().map(|entry| corpus.resolution(entry.resolution).symbol.as_str().len());
    let wide = symbols.max().unwrap_or_default() + 2;
    let is_series = timeline.title.is_some();
    for (place, entry) in timeline.entries.iter().enumerate() {
        let resolution = corpus.resolution(entry.resolution);
        let date = entry.date.map_or_else(|| "          ".to_owned(), |date| date.to_string());
        let languages: Vec<&str> = resolution.texts.iter().map(|&text| corpus.head(text).language.tag()).collect();
        let held = if languages.is_empty() { "·".to_owned() } else { languages.join(" ") };
        let style = if resolution.is_held() { Style::Plain } else { Style::Dim };
        let start = format!("{date}  {}{}", label(resolution.symbol.as_str(), wide), label(&held, 19));
        write(out, page, start.trim_end(), style)?;
        let mut rest = Vec::new();
        if resolution.texts.iter().any(|&text| corpus.head(text).fragment.is_some()) {
            rest.push("fragment".to_owned());
        }
        if let Some(since) = changes.get(place).copied().flatten() {
            rest.push(change(&since));
        }
        if let Some(vote) = resolution.vote {
            rest.push(said(vote));
        }
        if !is_series && let Some(title) = &resolution.title {
            let taken = crate::layout::width(&start) + rest.iter().map(|part| crate::layout::width(part) + 3).sum::<usize>();
            rest.push(crate::layout::printable(clip(title, page.room(taken)).0).into_owned());
        }
        if !rest.is_empty() {
            let gap = crate::layout::width(&start) - crate::layout::width(start.trim_end());
            write!(out, "{:gap$}{}", "", rest.join(" · "))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn change(since: &Since) -> String {
    let change = since.change;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
    let (bar, percent) = (bar(change.share as f32), (change.share * 100.0).round() as u32);
    format!("{bar} {percent:>3} % new since {}: {} wording, {} rollover", since.symbol.short(), change.wording, change.rollover)
}

fn said(vote: Vote) -> String {
    match vote {
        Vote::None => "adopted without a vote".to_owned(),
        Vote::Recorded { in_favour, against, abstaining } => format!("{in_favour} for, {against} against, {abstaining} abstaining"),
    }
}
