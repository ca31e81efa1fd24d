//! Paragraph alignment and redline of two texts.
//!
//! [`compare`] finds which paragraph descends from which (`align`) and which footnote is which (`footnotes`), then what changed within
//! each row ([`redline`]) and what kind of change it is ([`kinds`]), on what a reader sees as one ([`tokens`]).

mod align;
mod comparison;
mod footnotes;
pub mod kinds;
pub mod redline;
mod summary_line;
pub mod tokens;
mod words;

pub use comparison::{Change, ChangeKind, ChangeSide, Comparison, Fate, FootnoteRow, KindCounts, Row, Summary};

use rayon::prelude::*;

use crate::model::Text;

/// From how many bytes of both texts on it pays to wake other cores.
const LARGE: usize = 100_000;

/// Compares two texts: which paragraph descends from which, and what changed.
///
/// Of the paragraphs nothing depends on which is called old but the names: exchanged, added ones are removed ones, and split ones merged.
/// The words that changed may be cut in other places.
#[must_use]
pub fn compare(old: &Text, new: &Text) -> Comparison {
    let mut rows = align::align(old, new);
    let notes = footnotes::pair(old, new, &rows);
    let partners = notes.iter().filter_map(|pair| pair.old.zip(pair.new)).collect();
    let redliner = redline::Redliner::new(old, new, partners).with_rows(&rows);
    let redline = |row: &mut Row| {
        if !row.old.is_empty() && !row.new.is_empty() {
            row.changes = redliner.row(&row.old, &row.new);
        }
    };
    if old.body.len() + new.body.len() > LARGE {
        rows.par_iter_mut().with_min_len(8).for_each(redline);
    } else {
        rows.iter_mut().for_each(redline);
    }
    let footnotes: Vec<FootnoteRow> = notes
        .into_iter()
        .map(|pair| FootnoteRow {
            old: pair.old,
            new: pair.new,
            changes: if pair.unheld { Vec::new() } else { redliner.footnote(pair.old, pair.new) },
        })
        .collect();
    let summary = Summary::of(&rows, &footnotes);
    Comparison { rows, footnotes, summary }
}
