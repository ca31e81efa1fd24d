//! Paragraphs that became several, and several that became one: what a paragraph holds beyond its partner may be in another.

use super::candidates::Candidate;
use super::evidence::{Evidence, rest};
use super::links::Links;

/// How much of a paragraph without a partner must be in the rest of another for the two to belong together.
const COVERED: f32 = 0.4;

/// A further link of a paragraph that has a partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Further {
    pub old: usize,
    pub new: usize,
    /// The part of the weight of the paragraph without a partner that is in what the other has beyond its own partner.
    pub covered: f32,
}

/// The further links: each paragraph without a partner joins at most one that has a partner.
pub(super) fn further(evidence: &Evidence, links: &Links, candidates: &[Candidate]) -> Vec<Further> {
    let (old, new) = (&evidence.old.items, &evidence.new.items);
    let mut found: Vec<Further> = candidates
        .iter()
        .filter_map(|pair| {
            let (a, b) = (&old[pair.old], &new[pair.new]);
            if !(a.telling && b.telling) {
                return None;
            }
            let covered = match (links.of_old(pair.old), links.of_new(pair.new)) {
                (Some(partner), None) => evidence.shared(&rest(&a.features, &new[partner].features), &b.features) / b.mass,
                (None, Some(partner)) => evidence.shared(&rest(&b.features, &old[partner].features), &a.features) / a.mass,
                _ => return None,
            };
            (covered >= COVERED).then_some(Further { old: pair.old, new: pair.new, covered })
        })
        .collect();
    found.sort_by(|a, b| b.covered.total_cmp(&a.covered).then((a.old, a.new).cmp(&(b.old, b.new))));
    let mut joined: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    found.retain(|further| {
        let alone = if links.of_old(further.old).is_none() { (&mut joined.0, further.old) } else { (&mut joined.1, further.new) };
        let first = !alone.0.contains(&alone.1);
        alone.0.push(alone.1);
        first
    });
    found
}
