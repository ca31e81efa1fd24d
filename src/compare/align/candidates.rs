//! Which pairs of paragraphs are worth weighing at all: those that share features that are not everywhere.

use super::bags::{Bag, Feature};
use super::evidence::{Evidence, Open};
use super::families::weigh_with_points;
use super::links::Links;

/// A pair of paragraphs that share words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub old: usize,
    pub new: usize,
    /// How alike their words are, from 0 to 1.
    pub likeness: f32,
    /// The weight of what they share.
    pub shared: f32,
    /// Whether the words that were weighed tell which paragraphs they are.
    pub telling: bool,
    /// Whether one of them was weighed with points that it introduces.
    pub with_points: bool,
}

/// How many partners of a paragraph are weighed. Near-equal sub-paragraphs come in lists of up to some twenty.
const PARTNERS: usize = 24;

/// A word or pair that so few paragraphs have is always weighed: in a text of three, one that stands in all of them.
const FEW: u32 = 8;

/// Below this nothing is worth weighing, wherever the two stand.
const FAINT: f32 = 0.1;

/// The weight of a rare word or two: what a paragraph must be longer than before containing it says something.
const SHORT: f32 = 24.0;

/// What a paragraph in the frame of the other is at least: nothing but figures changed.
const FRAME: f32 = 0.9;

/// The pairs of paragraphs not linked yet that share enough, by old paragraph, each with its likeness.
pub(super) fn candidates(evidence: &Evidence, links: &Links) -> Vec<Candidate> {
    let (old, new) = evidence.open(links);
    let (postings, expected) = (Postings::of(evidence, &new), expected(evidence, links));
    let of_all = |old: &[Open<'_>]| {
        let mut shared = vec![0.0; new.len()];
        let mut found = Vec::new();
        for &old in old {
            postings.share(evidence, old.bag, &mut shared);
            partners(evidence, old, &new, &mut shared, expected[old.paragraph], &mut found);
        }
        found
    };
    let (one_half, other_half) = old.split_at(old.len() / 2);
    let (mut found, others) = evidence.both(|| of_all(one_half), || of_all(other_half));
    found.extend(others);
    weigh_with_points(evidence, links, &mut found);
    found
}

/// Appends the pairs of an old paragraph and those of the new ones that are most like it; `shared` is what it shares with each of them, and
/// is set back to nought.
fn partners(evidence: &Evidence, old: Open<'_>, new: &[Open<'_>], shared: &mut [f32], expected: usize, found: &mut Vec<Candidate>) {
    let from = found.len();
    for (new, shared) in new.iter().zip(shared).filter(|(_, shared)| **shared > 0.0) {
        let shared = std::mem::take(shared);
        let likeness = likeness(evidence, old, *new, shared);
        if likeness >= FAINT {
            let (old, new) = (old.paragraph, new.paragraph);
            let telling = evidence.old.items[old].telling && evidence.new.items[new].telling;
            found.push(Candidate { old, new, likeness, shared, telling, with_points: false });
        }
    }
    let mine = &mut found[from..];
    if mine.len() > PARTNERS {
        mine.sort_unstable_by(|a, b| {
            let far = |c: &Candidate| c.new.abs_diff(expected);
            b.likeness.total_cmp(&a.likeness).then(far(a).cmp(&far(b))).then(a.new.cmp(&b.new))
        });
        found.truncate(from + PARTNERS);
        found[from..].sort_unstable_by_key(|candidate| candidate.new);
    }
}

/// Where each old paragraph would stand if nothing had changed since the nearest linked one before it.
fn expected(evidence: &Evidence, links: &Links) -> Vec<usize> {
    let mut next = 0;
    (0..evidence.old.items.len())
        .map(|old| {
            let here = links.of_old(old).unwrap_or(next);
            next = here + 1;
            here
        })
        .collect()
}

/// How alike two paragraphs are that share the weight `shared`: the part of the weight of both that is shared, and somewhat more where one
/// is contained in the other, or where only figures differ.
fn likeness(evidence: &Evidence, old: Open<'_>, new: Open<'_>, shared: f32) -> f32 {
    let (a, b) = (&evidence.old.items[old.paragraph], &evidence.new.items[new.paragraph]);
    if a.exact == b.exact {
        return 1.0;
    }
    let alike = alike(old.bag.mass, new.bag.mass, shared);
    if a.frame == b.frame { alike.max(FRAME) } else { alike }
}

/// The same of two bags of features of these weights.
pub(super) fn alike(one: f32, other: f32, shared: f32) -> f32 {
    let dice = 2.0 * shared / (one + other).max(f32::EPSILON);
    let contained = shared / (one.min(other) + SHORT);
    dice.max(f32::midpoint(dice, contained)).min(0.99)
}

/// The pairs of this old paragraph among sorted candidates.
pub(super) fn of_old(candidates: &[Candidate], old: usize) -> &[Candidate] {
    let from = candidates.partition_point(|c| c.old < old);
    let of_old = candidates[from..].partition_point(|c| c.old == old);
    &candidates[from..from + of_old]
}

/// The pair of these two among sorted candidates.
pub(super) fn find(candidates: &[Candidate], old: usize, new: usize) -> Option<&Candidate> {
    let at = candidates.partition_point(|c| (c.old, c.new) < (old, new));
    candidates.get(at).filter(|c| (c.old, c.new) == (old, new))
}

/// The new paragraphs of each feature.
struct Postings {
    /// Where those of each feature begin.
    starts: Vec<u32>,
    /// The places of paragraphs among those that were asked for, and how often they have the feature.
    entries: Vec<(u32, u16)>,
}

impl Postings {
    fn of(evidence: &Evidence, open: &[Open<'_>]) -> Self {
        let mut starts = vec![0_u32; evidence.features() + 1];
        for open in open {
            open.bag.features.iter().for_each(|feature| starts[feature.id as usize + 1] += 1);
        }
        // A feature that stands nearly everywhere weighs nothing and would make the index quadratic; where few paragraphs have it, it costs nothing.
        for (id, count) in (0..).zip(&mut starts[1..]) {
            if *count > FEW && evidence.weight(id) <= 0.5 {
                *count = 0;
            }
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut entries = vec![(0, 0); starts.last().map_or(0, |&end| end as usize)];
        let mut next = starts.clone();
        for (place, open) in (0..).zip(open) {
            for feature in open.bag.features.iter().filter(|f| starts[f.id as usize] < starts[f.id as usize + 1]) {
                let at = &mut next[feature.id as usize];
                entries[*at as usize] = (place, feature.count);
                *at += 1;
            }
        }
        Self { starts, entries }
    }

    /// Adds the weight of what each paragraph shares with a bag to what stands in its place.
    fn share(&self, evidence: &Evidence, bag: &Bag, shared: &mut [f32]) {
        for &Feature { id, count } in &bag.features {
            let weight = evidence.weight(id);
            let (start, end) = (self.starts[id as usize], self.starts[id as usize + 1]);
            for &(place, other) in &self.entries[start as usize..end as usize] {
                shared[place as usize] += weight * f32::from(count.min(other));
            }
        }
    }
}
