//! Paragraph alignment and redline of two texts.

mod align;
mod comparison;
pub mod redline;
pub mod tokens;

pub use comparison::{Change, ChangeKind, ChangeSide, Comparison, Fate, FootnoteRow, KindCounts, Row, Summary};

use crate::model::Text;

/// Compares two texts: which paragraph descends from which, and what changed.
#[must_use]
pub fn compare(old: &Text, new: &Text) -> Comparison {
    let rows = align::align(old, new);
    let summary = Summary::of(&rows, &[]);
    Comparison { rows, footnotes: Vec::new(), summary }
}
