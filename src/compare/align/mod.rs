//! Which paragraph descends from which.
//!
//! Paragraphs of equal words are linked first ([`anchors`]). For the rest an index of words and word pairs yields the pairs worth
//! weighing ([`candidates`]), a list with what introduces it ([`families`]); the best assignment over all of them at once, in the light
//! of where each stands between its neighbours, gives the one-to-one links ([`pairing`]). In texts on two subjects what shares but
//! formula is not linked ([`subjects`]). What a paragraph holds beyond its partner may be in a paragraph without one: it was split or
//! merged ([`splits`]). The fewest moves that explain the order follow ([`moves`]), and from all of it the fates ([`rows`]) with their
//! [`reasons`].
//!
//! Nothing depends on which text is called old: the two are put in an order of their own before anything is decided.

mod anchors;
pub(super) mod assignment;
mod bags;
mod candidates;
mod context;
mod decisions;
mod evidence;
mod families;
mod links;
mod moves;
mod numbers;
mod pairing;
mod places;
mod reasons;
mod rows;
mod splits;
mod subjects;

use super::Row;
use crate::model::Text;

/// The rows of two texts, without the changes in them.
pub(super) fn align(old: &Text, new: &Text) -> Vec<Row> {
    let decisions = if new.body < old.body { decisions::decide(new, old).transposed() } else { decisions::decide(old, new) };
    rows::rows(old, new, &decisions)
}
