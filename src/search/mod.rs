//! Finding resolutions: by number or fuzzy words ([`jump`]), and the nearest to a symbol that is unknown ([`nearest`]).

mod fold;
mod index;
mod nearest;
mod number;

pub use index::{Index, Match};
pub use nearest::nearest;

use crate::model::Corpus;

/// The resolutions that a query finds, best first: those whose number it is or begins, then those in whose symbol, title and year each
/// of its words is found, perhaps with letters left out.
#[must_use]
pub fn jump(corpus: &Corpus, query: &str, limit: usize) -> Vec<Match> {
    Index::of(corpus).jump(query, limit)
}
