//! Paragraphs that became several, and several that became one: what a paragraph holds beyond its partner may be in another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bags::{Bag, Feature, count, rest};
use super::candidates::{self, Candidate};
use super::evidence::{Evidence, Side};
use super::families::{HEAD_COVERED, are_one_family};
use super::links::Links;

/// How much of a paragraph without a partner must be in the rest of another for the two to belong together.
const COVERED: f32 = 0.4;

/// A pair that is less alike than this says little by itself.
const FAINT_PAIR: f32 = 0.35;

/// How much of what joins such a pair must be in it: for the most part. And of what comes to a pair from the other part of the
/// resolution, preambular to operative.
const COVERED_FOR_THE_MOST_PART: f32 = 0.55;

/// How much of a point, whose few words tell nothing by themselves, must be in the rest of what another of its list is linked with.
const COVERED_OF_POINT: f32 = 0.5;

/// What only a paragraph without a partner explains of another, beside that one's own partner: the part of the weight of the whole, and
/// the part of what the paragraph says and the partner does not.
#[derive(Clone, Copy, Debug)]
struct Half {
    of_whole: f32,
    of_own: f32,
}

/// What makes a half of a paragraph: the least of each, and of both together.
struct Least {
    each: Half,
    together: f32,
}

/// Of one that was rewritten and stands beside the partner. What people take for a half has 0.34 or more together; what they do not, at
/// most 0.29.
const HALF_BESIDE: Least = Least { each: Half { of_whole: 0.14, of_own: 0.15 }, together: 0.33 };

/// Of one that stands elsewhere: there what is no half has up to 0.43 together, and a half 0.58 or more.
const HALF_ELSEWHERE: Least = Least { each: Half { of_whole: 0.17, of_own: 0.35 }, together: 0.5 };

/// How many words and word pairs that must be, unless it is nearly all that the paragraph says: two paragraphs that speak of one thing
/// share its name.
const MORE_THAN_A_NAME: u32 = 8;

/// Nearly all.
const NEARLY_ALL: f32 = 0.8;

/// How much of what joins such a pair must not be in what joined it before: what stood there twice was said once, and is gone.
const OF_ITS_OWN: f32 = 0.5;

/// How alike a pair must be to take in a third paragraph that was rewritten.
const FIRM_PAIR: f32 = 0.5;

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

/// A paragraph, and what another of the other text has beyond its partner.
struct Share<'a> {
    evidence: &'a Evidence,
    /// The text in which the paragraph stands, and the partner of the other.
    side: &'a Side,
    alone: usize,
    partner: usize,
    /// The part of the weight of the paragraph that is in what the other has beyond its partner.
    covered: f32,
    /// The other, and what it has beyond its partner.
    whole: &'a Bag,
    beyond: Vec<Feature>,
}

impl<'a> Share<'a> {
    /// What the new paragraph of a pair is of the old one, which has another partner.
    fn of_new(evidence: &'a Evidence, links: &Links, pair: &Candidate) -> Option<Self> {
        let partner = links.of_old(pair.old).filter(|&partner| partner != pair.new)?;
        Some(Self::of(evidence, &evidence.new, (pair.new, partner), evidence.bag(&evidence.old, pair.old)))
    }

    /// What the old paragraph of a pair is of the new one, which has another partner.
    fn of_old(evidence: &'a Evidence, links: &Links, pair: &Candidate) -> Option<Self> {
        let partner = links.of_new(pair.new).filter(|&partner| partner != pair.old)?;
        Some(Self::of(evidence, &evidence.old, (pair.old, partner), evidence.bag(&evidence.new, pair.new)))
    }

    fn of(evidence: &'a Evidence, side: &'a Side, (alone, partner): (usize, usize), whole: &'a Bag) -> Self {
        let paragraph = evidence.bag(side, alone);
        let beyond = rest(&whole.features, &evidence.bag(side, partner).features);
        let covered = evidence.shared(&paragraph.features, &beyond) / paragraph.mass;
        Self { evidence, side, alone, partner, covered, whole, beyond }
    }

    /// Whether the paragraph is a half of the other, rewritten: by what it says and the partner does not.
    fn is_half(&self) -> bool {
        let bag = |n: usize| &self.evidence.bag(self.side, n).features;
        let own = rest(bag(self.alone), bag(self.partner));
        let shared = self.evidence.shared(&own, &self.beyond);
        let half = Half { of_whole: shared / self.whole.mass, of_own: shared / self.evidence.mass(&own) };
        let Least { each, together } = if self.alone.abs_diff(self.partner) == 1 { HALF_BESIDE } else { HALF_ELSEWHERE };
        half.of_whole >= each.of_whole
            && half.of_own >= each.of_own
            && half.of_whole + half.of_own >= together
            && (half.of_own >= NEARLY_ALL || count(&own, &self.beyond) >= MORE_THAN_A_NAME)
    }

    /// Whether the paragraph introduces the partner.
    fn introduces(&self) -> bool {
        self.side.items[self.partner].parent == Some(self.alone)
    }

    /// Whether the paragraph introduces the partner, is introduced by it, or both are points of one list.
    fn is_of_the_family(&self) -> bool {
        are_one_family(self.side, self.alone, self.partner)
    }
}

/// How alike a linked pair is: those that are no candidates are equal.
fn likeness(candidates: &[Candidate], old: usize, new: usize) -> f32 {
    candidates::find(candidates, old, new).map_or(1.0, |c| c.likeness)
}

/// Whether both stand in the same part of a resolution: what is noted and what is asked for seldom become one paragraph.
fn is_one_part(evidence: &Evidence, pair: &Candidate) -> bool {
    evidence.old.items[pair.old].kind == evidence.new.items[pair.new].kind
}

/// Whether the words of both tell which paragraphs they are.
fn are_telling(evidence: &Evidence, pair: &Candidate) -> bool {
    evidence.old.items[pair.old].telling && evidence.new.items[pair.new].telling
}

/// Links that hide a split or merge: one of the two is hardly like its partner but nearly whole in the rest of another. They are undone,
/// and what was taken is named, as (old, new) paragraphs that may not be linked one to one.
pub(super) fn unhide(evidence: &Evidence, links: &mut Links, candidates: &[Candidate]) -> (Vec<usize>, Vec<usize>) {
    let mut taken: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for pair in candidates {
        let (Some(new), Some(old)) = (links.of_old(pair.old), links.of_new(pair.new)) else { continue };
        if new == pair.new || !are_telling(evidence, pair) {
            continue;
        }
        // The link of the old paragraph of the pair, and that of the new one.
        let (of_old, of_new) = (likeness(candidates, pair.old, new), likeness(candidates, old, pair.new));
        let is_taken = |share: Option<Share<'_>>| share.is_some_and(|share| share.covered >= TAKEN);
        if of_new < WEAK && of_new < of_old && is_taken(Share::of_new(evidence, links, pair)) {
            links.unlink(old);
            taken.1.push(pair.new);
        } else if of_old < WEAK && of_old < of_new && is_taken(Share::of_old(evidence, links, pair)) {
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
            let share = Share::of_new(evidence, links, pair).or_else(|| Share::of_old(evidence, links, pair))?;
            // The pair that the third paragraph would join.
            let partners = links.of_old(pair.old).map(|new| (pair.old, new)).or(links.of_new(pair.new).map(|old| (old, pair.new)));
            let firmness = partners.map_or(0.0, |(old, new)| likeness(candidates, old, new));
            let telling = are_telling(evidence, pair);
            let stands_alike = evidence.old.items[pair.old].parent.is_some() == evidence.new.items[pair.new].parent.is_some();
            let needed = if share.introduces() && stands_alike {
                HEAD_COVERED
            } else if !telling {
                share.is_of_the_family().then_some(COVERED_OF_POINT)?
            } else if firmness < FAINT_PAIR || !is_one_part(evidence, pair) {
                COVERED_FOR_THE_MOST_PART
            } else {
                COVERED
            };
            let covered = share.covered;
            let firm = || firmness >= FIRM_PAIR || share.is_of_the_family();
            let half = || telling && is_one_part(evidence, pair) && firm() && share.is_half();
            (covered >= needed || half()).then_some(Further { old: pair.old, new: pair.new, covered })
        })
        .collect();
    found.sort_by(|a, b| b.covered.total_cmp(&a.covered).then((a.old, a.new).cmp(&(b.old, b.new))));
    let mut joined: (FxHashSet<usize>, FxHashSet<usize>) = Default::default();
    // What a paragraph has beyond all that is linked with it so far.
    let mut beyond: FxHashMap<(bool, usize), Vec<Feature>> = FxHashMap::default();
    found.retain(|further| {
        let is_split = links.of_old(further.old).is_some();
        let (old, new) = ((&evidence.old, further.old), (&evidence.new, further.new));
        let (joined, alone, whole, partner) = if is_split {
            (&mut joined.1, new, old, links.of_old(further.old))
        } else {
            (&mut joined.0, old, new, links.of_new(further.new))
        };
        if joined.contains(&alone.1) {
            return false;
        }
        let bag = |(side, paragraph)| evidence.bag(side, paragraph);
        let left = beyond.entry((is_split, whole.1)).or_insert_with(|| {
            partner.map_or_else(Vec::new, |partner| rest(&bag(whole).features, &bag((alone.0, partner)).features))
        });
        let own = evidence.shared(&bag(alone).features, left) / bag(alone).mass;
        let joins = own >= further.covered * OF_ITS_OWN;
        if joins {
            *left = rest(left, &bag(alone).features);
            joined.insert(alone.1);
        }
        joins
    });
    found
}
