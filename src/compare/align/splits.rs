//! Paragraphs that became several, and several that became one: what a paragraph holds beyond its partner may be in another.

use super::candidates::Candidate;
use super::evidence::{Evidence, Item, rest};
use super::links::Links;

/// How much of a paragraph without a partner must be in the rest of another for the two to belong together.
const COVERED: f32 = 0.4;

/// A pair that is less alike than this says little by itself.
const FAINT_PAIR: f32 = 0.35;

/// How much of what joins such a pair must be in it: for the most part.
const COVERED_OF_FAINT: f32 = 0.55;

/// How much of a paragraph must be in the rest of another to be taken from a partner that is less like it than [`WEAK`].
const TAKEN: f32 = 0.75;

/// What is more alike than this is not a part of something else.
const WEAK: f32 = 0.65;

/// A further link of a paragraph that has a partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Further {
    pub old: usize,
    pub new: usize,
    /// The part of the weight of the paragraph without a partner that is in what the other has beyond its own partner.
    pub covered: f32,
}

/// A pair that is not linked, to be asked how much of one paragraph is in what the other has beyond its partner.
struct Covered<'a> {
    evidence: &'a Evidence,
    links: &'a Links,
    pair: Candidate,
}

impl Covered<'_> {
    /// The part of the weight of the new paragraph that is in the rest of the old one, which has another partner.
    fn of_new(&self) -> Option<f32> {
        let (a, b) = self.telling()?;
        let partner = self.links.of_old(self.pair.old).filter(|&partner| partner != self.pair.new)?;
        Some(self.evidence.shared(&rest(&a.features, &self.evidence.new.items[partner].features), &b.features) / b.mass)
    }

    /// The part of the weight of the old paragraph that is in the rest of the new one, which has another partner.
    fn of_old(&self) -> Option<f32> {
        let (a, b) = self.telling()?;
        let partner = self.links.of_new(self.pair.new).filter(|&partner| partner != self.pair.old)?;
        Some(self.evidence.shared(&rest(&b.features, &self.evidence.old.items[partner].features), &a.features) / a.mass)
    }

    /// Both paragraphs, if their words tell which they are.
    fn telling(&self) -> Option<(&Item, &Item)> {
        let (a, b) = (&self.evidence.old.items[self.pair.old], &self.evidence.new.items[self.pair.new]);
        (a.telling && b.telling).then_some((a, b))
    }
}

/// How alike a linked pair is: those that are no candidates are equal.
fn likeness(candidates: &[Candidate], old: usize, new: usize) -> f32 {
    let at = candidates.partition_point(|c| (c.old, c.new) < (old, new));
    candidates.get(at).filter(|c| (c.old, c.new) == (old, new)).map_or(1.0, |c| c.likeness)
}

/// Whether both stand in the same part of a resolution: what is noted and what is asked for seldom become one paragraph.
fn is_one_part(evidence: &Evidence, pair: &Candidate) -> bool {
    evidence.old.items[pair.old].kind == evidence.new.items[pair.new].kind
}

/// Links that hide a split or merge: one of the two is hardly like its partner but nearly whole in the rest of another. They are undone,
/// and what was taken is named, as (old, new) paragraphs that may not be linked one to one.
pub(super) fn unhide(evidence: &Evidence, links: &mut Links, candidates: &[Candidate]) -> (Vec<usize>, Vec<usize>) {
    let mut taken: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for pair in candidates {
        let (Some(new), Some(old)) = (links.of_old(pair.old), links.of_new(pair.new)) else { continue };
        if new == pair.new {
            continue;
        }
        // The link of the old paragraph of the pair, and that of the new one.
        let (of_old, of_new) = (likeness(candidates, pair.old, new), likeness(candidates, old, pair.new));
        let covered = Covered { evidence, links, pair: *pair };
        if of_new < WEAK && of_new < of_old && covered.of_new().is_some_and(|part| part >= TAKEN) {
            links.unlink(old);
            taken.1.push(pair.new);
        } else if of_old < WEAK && of_old < of_new && covered.of_old().is_some_and(|part| part >= TAKEN) {
            links.unlink(pair.old);
            taken.0.push(pair.old);
        }
    }
    taken
}

/// The further links: each paragraph without a partner joins at most one that has a partner.
pub(super) fn further(evidence: &Evidence, links: &Links, candidates: &[Candidate]) -> Vec<Further> {
    let mut found: Vec<Further> = candidates
        .iter()
        .filter(|pair| links.of_old(pair.old).is_some() != links.of_new(pair.new).is_some())
        .filter_map(|pair| {
            let covered = Covered { evidence, links, pair: *pair };
            let covered = covered.of_new().or_else(|| covered.of_old())?;
            // The pair that the third paragraph would join.
            let partners = links.of_old(pair.old).map(|new| (pair.old, new)).or(links.of_new(pair.new).map(|old| (old, pair.new)));
            let is_faint = partners.is_some_and(|(old, new)| likeness(candidates, old, new) < FAINT_PAIR);
            let needed = if !is_one_part(evidence, pair) {
                TAKEN
            } else if is_faint {
                COVERED_OF_FAINT
            } else {
                COVERED
            };
            (covered >= needed).then_some(Further { old: pair.old, new: pair.new, covered })
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
