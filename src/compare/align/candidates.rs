//! Which pairs of paragraphs are worth weighing at all: those that share features that are not everywhere.

use super::evidence::Evidence;
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
    let postings = Postings::of(evidence, links);
    let mut shared = vec![0.0_f32; evidence.new.items.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    let expected = expected(evidence, links);
    for (old, item) in evidence.old.items.iter().enumerate().filter(|&(old, _)| links.of_old(old).is_none()) {
        for feature in &item.features {
            let weight = evidence.weight(feature.id);
            for &(new, count) in postings.of_feature(feature.id) {
                let sum = &mut shared[new as usize];
                if *sum == 0.0 {
                    touched.push(new as usize);
                }
                *sum += weight * f32::from(count.min(feature.count));
            }
        }
        let from = found.len();
        for new in touched.drain(..) {
            let shared = std::mem::take(&mut shared[new]);
            let likeness = likeness(evidence, old, new, shared);
            if likeness >= FAINT {
                let telling = item.telling && evidence.new.items[new].telling;
                found.push(Candidate { old, new, likeness, shared, telling, with_points: false });
            }
        }
        let mine = &mut found[from..];
        if mine.len() > PARTNERS {
            mine.sort_unstable_by(|a, b| {
                let far = |c: &Candidate| c.new.abs_diff(expected[c.old]);
                b.likeness.total_cmp(&a.likeness).then(far(a).cmp(&far(b))).then(a.new.cmp(&b.new))
            });
            found.truncate(from + PARTNERS);
        }
        found[from..].sort_unstable_by_key(|candidate| candidate.new);
    }
    weigh_with_points(evidence, links, &mut found);
    found
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
pub(super) fn likeness(evidence: &Evidence, old: usize, new: usize, shared: f32) -> f32 {
    let (a, b) = (&evidence.old.items[old], &evidence.new.items[new]);
    if a.exact == b.exact {
        return 1.0;
    }
    let alike = alike(a.mass, b.mass, shared);
    if a.frame == b.frame { alike.max(FRAME) } else { alike }
}

/// The same of two bags of features of these weights.
pub(super) fn alike(one: f32, other: f32, shared: f32) -> f32 {
    let dice = 2.0 * shared / (one + other).max(f32::EPSILON);
    let contained = shared / (one.min(other) + SHORT);
    dice.max(f32::midpoint(dice, contained)).min(0.99)
}

/// The pair of these two among sorted candidates.
pub(super) fn find(candidates: &[Candidate], old: usize, new: usize) -> Option<&Candidate> {
    let at = candidates.partition_point(|c| (c.old, c.new) < (old, new));
    candidates.get(at).filter(|c| (c.old, c.new) == (old, new))
}

/// The new paragraphs of each feature.
struct Postings {
    starts: Vec<u32>,
    entries: Vec<(u32, u16)>,
}

impl Postings {
    fn of(evidence: &Evidence, links: &Links) -> Self {
        let open = || (0_u32..).zip(&evidence.new.items).filter(|&(new, _)| links.of_new(new as usize).is_none());
        let mut starts = vec![0_u32; evidence.features() + 1];
        for feature in open().flat_map(|(_, item)| &item.features) {
            starts[feature.id as usize + 1] += 1;
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
        for (new, item) in open() {
            for feature in item.features.iter().filter(|f| starts[f.id as usize] < starts[f.id as usize + 1]) {
                let at = &mut next[feature.id as usize];
                entries[*at as usize] = (new, feature.count);
                *at += 1;
            }
        }
        Self { starts, entries }
    }

    fn of_feature(&self, feature: u32) -> &[(u32, u16)] {
        let n = feature as usize;
        &self.entries[self.starts[n] as usize..self.starts[n + 1] as usize]
    }
}
