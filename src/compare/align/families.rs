//! Paragraphs that introduce points: "Requests the Secretary-General:" and its (a), (b), (c) say one thing together.
//!
//! Where the other text says it in one paragraph without points, neither the few words that introduce nor one short point are much like
//! it; all of them together are.

use super::bags::Feature;
use super::candidates::{Candidate, alike, of_old};
use super::evidence::{Evidence, Side};
use super::links::Links;

/// How much of a point must be in a paragraph for it to be weighed with what introduces it.
const COVERED: f32 = 0.4;

/// How much of what introduces: whom it addresses, if not the verb.
pub(super) const HEAD_COVERED: f32 = 0.25;

/// How many points must be partners for what introduces them to follow.
const FEWEST_PARTNERS: usize = 2;

/// Whether one of two paragraphs of a text introduces the other, or one paragraph both.
pub(super) fn are_one_family(side: &Side, a: usize, b: usize) -> bool {
    let (of_a, of_b) = (side.items[a].parent, side.items[b].parent);
    of_a == Some(b) || of_b == Some(a) || (of_a.is_some() && of_a == of_b)
}

/// Weighs each paragraph that introduces points, against one of the other text that introduces none, together with those of its points
/// that are in it, at least one. `candidates` are sorted, before and after.
pub(super) fn weigh_with_points(evidence: &Evidence, links: &Links, candidates: &mut Vec<Candidate>) {
    let (old, new) = (&evidence.old, &evidence.new);
    let (old_heads, new_heads) = (heads(old), heads(new));
    let mut weighed = with_points(evidence, (old, &old_heads), (new, &new_heads), |n| links.of_old(n).is_none(), candidates);
    let of_families = candidates.iter().filter(|c| new_heads[c.new] || new.items[c.new].parent.is_some());
    let mut by_new: Vec<Candidate> = of_families.map(transposed).collect();
    by_new.sort_unstable_by_key(|c| (c.old, c.new));
    let back = with_points(evidence, (new, &new_heads), (old, &old_heads), |n| links.of_new(n).is_none(), &by_new);
    weighed.extend(back.iter().map(transposed));
    put_first(weighed, candidates);
}

fn transposed(c: &Candidate) -> Candidate {
    Candidate { old: c.new, new: c.old, ..*c }
}

/// The pairs of a paragraph of `side` that introduces points, as the old one, and a paragraph of the other text that introduces none.
fn with_points(
    evidence: &Evidence,
    (side, heads): (&Side, &[bool]),
    (other_side, other_heads): (&Side, &[bool]),
    is_open: impl Fn(usize) -> bool,
    candidates: &[Candidate],
) -> Vec<Candidate> {
    let mut weighed = Vec::new();
    for head in (0..heads.len()).filter(|&n| heads[n] && is_open(n)) {
        let (item, bag) = (&side.items[head], evidence.bag(side, head));
        // The other stands where it stands, introduces nothing, and has the words that introduce.
        let fits = |n: usize| {
            let other = &other_side.items[n];
            let stands_alike = other.kind == item.kind && other.parent.is_some() == item.parent.is_some();
            stands_alike
                && !other_heads[n]
                && evidence.shared(&bag.features, &evidence.bag(other_side, n).features) >= HEAD_COVERED * bag.mass
        };
        let family: Vec<usize> = std::iter::once(head).chain(below(side, head).filter(|&n| is_open(n))).collect();
        let mut pairs: Vec<&Candidate> = family.iter().flat_map(|&n| of_old(candidates, n)).filter(|c| fits(c.new)).collect();
        pairs.sort_unstable_by_key(|c| (c.new, c.old));
        for pairs in pairs.chunk_by(|a, b| a.new == b.new) {
            let new = pairs[0].new;
            let other = &other_side.items[new];
            let part = |c: &Candidate| c.shared / evidence.bag(side, c.old).mass;
            let mut points: Vec<&Candidate> = pairs.iter().copied().filter(|c| c.old != head).collect();
            points.sort_by(|a, b| part(b).total_cmp(&part(a)).then(a.old.cmp(&b.old)));
            let covered = points.iter().take_while(|c| part(c) >= COVERED).count();
            // Where none of its points is a candidate, the first stands for them.
            let points: Vec<usize> = match points.as_slice() {
                [] => family[1..].iter().copied().take(1).collect(),
                points => points[..covered.max(1)].iter().map(|c| c.old).collect(),
            };
            let (bag, of_other) = (joined(evidence, side, std::iter::once(head).chain(points)), evidence.bag(other_side, new));
            let shared = evidence.shared(&bag, &of_other.features);
            let likeness = alike(evidence.mass(&bag), of_other.mass, shared);
            let telling = other.telling && (item.telling || covered > 0);
            let alone = pairs.iter().find(|c| c.old == head);
            weighed.push(match alone {
                Some(&&alone) if alone.likeness >= likeness => Candidate { telling, ..alone },
                _ => Candidate { old: head, new, likeness, shared, telling, with_points: true },
            });
        }
    }
    weighed
}

/// Links what introduces points, where it has no partner, with what introduces most of the partners of those points: "Calls upon all
/// States:" and "Urges all States:" share hardly a word.
pub(super) fn link_heads(evidence: &Evidence, links: &mut Links, candidates: &mut Vec<Candidate>) {
    let (old, new) = (&evidence.old, &evidence.new);
    let points = |side: &Side, head: usize| below(side, head).filter(|&n| side.items[n].parent == Some(head)).collect::<Vec<_>>();
    let new_heads = heads(new);
    let old_heads = heads(old).into_iter().enumerate().filter(|&(n, is_head)| is_head && links.of_old(n).is_none());
    let mut found: Vec<Candidate> = Vec::new();
    for (head, _) in old_heads {
        let of_head = points(old, head);
        let partners: Vec<usize> = of_head.iter().filter_map(|&n| links.of_old(n)).collect();
        let open = |&other: &usize| new_heads[other] && links.of_new(other).is_none();
        let mut others: Vec<usize> = partners.iter().filter_map(|&n| new.items[n].parent).filter(open).collect();
        others.dedup();
        for other in others {
            let of_other = points(new, other);
            let both = partners.iter().filter(|&&n| new.items[n].parent == Some(other)).count();
            if both < FEWEST_PARTNERS || 2 * both <= of_head.len().max(of_other.len()) {
                continue;
            }
            let bag = |side: &Side, head: usize, points: &[usize]| {
                joined(evidence, side, std::iter::once(head).chain(points.iter().copied()))
            };
            let (a, b) = (bag(old, head, &of_head), bag(new, other, &of_other));
            let shared = evidence.shared(&a, &b);
            let likeness = alike(evidence.mass(&a), evidence.mass(&b), shared);
            found.push(Candidate { old: head, new: other, likeness, shared, telling: true, with_points: true });
            break;
        }
    }
    for pair in &found {
        links.link(pair.old, pair.new);
    }
    put_first(found, candidates);
}

/// Puts pairs that were weighed with their points among the candidates, in place of what they were by themselves.
fn put_first(mut weighed: Vec<Candidate>, candidates: &mut Vec<Candidate>) {
    if !weighed.is_empty() {
        weighed.append(candidates);
        weighed.sort_by_key(|c| (c.old, c.new));
        weighed.dedup_by_key(|c| (c.old, c.new));
        *candidates = weighed;
    }
}

/// Which paragraphs introduce points.
fn heads(side: &Side) -> Vec<bool> {
    let mut heads = vec![false; side.items.len()];
    for parent in side.items.iter().filter_map(|item| item.parent) {
        heads[parent] = true;
    }
    heads
}

/// The points of a paragraph, and theirs.
fn below(side: &Side, head: usize) -> impl Iterator<Item = usize> + '_ {
    let above = |n: usize| std::iter::successors(side.items[n].parent, |&parent| side.items[parent].parent);
    (head + 1..side.items.len()).take_while(|&n| side.items[n].parent.is_some()).filter(move |&n| above(n).any(|n| n == head))
}

/// The features of several paragraphs as those of one.
fn joined(evidence: &Evidence, side: &Side, paragraphs: impl Iterator<Item = usize>) -> Vec<Feature> {
    let mut bag: Vec<Feature> = paragraphs.flat_map(|n| evidence.bag(side, n).features.iter().copied()).collect();
    bag.sort_unstable_by_key(|feature| feature.id);
    bag.dedup_by(|next, first| {
        let is_same = next.id == first.id;
        if is_same {
            first.count = first.count.saturating_add(next.count);
        }
        is_same
    });
    bag
}
