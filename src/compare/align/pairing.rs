//! The one-to-one links: the assignment that is best over all paragraphs at once.

use super::anchors::anchors;
use super::assignment::{Edge, assign};
use super::candidates::{self, Candidate, candidates};
use super::context::Context;
use super::evidence::Evidence;
use super::families::link_heads;
use super::links::Links;
use super::places::places;
use super::splits::unhide;
use super::subjects::Subjects;

/// How alike two paragraphs must be that stand anywhere.
const ANYWHERE: f32 = 0.5;

/// The same, where the words tell too little ("Article 5"): only the slot says that article 5 became article 6.
const EQUAL: f32 = 0.95;

/// The same, where nothing else is nearly as much like either.
const UNRIVALLED: f32 = 0.36;

/// How much less alike the next best must be for that.
const RIVAL: f32 = 0.6;

/// How alike two paragraphs must be that stand in the same slot: about a quarter of the words that carry weight.
const IN_SLOT: f32 = 0.23;

/// How alike two operative paragraphs must be that stand in the same slot but begin with other verbs: what one decides is not what the
/// other welcomes, if little more than the name of a body is in both. A preambular paragraph often changes its verb and nothing else.
const IN_SLOT_OTHER_VERB: f32 = 0.3;

/// What standing in the same slot is worth, in likeness.
const SLOT: f32 = 0.15;

/// What standing at the same distance from the neighbours is worth.
const NEARNESS: f32 = 0.05;

/// The worth of leaving both paragraphs alone: a pair of two that are much alike is better than two pairs that are hardly.
const ALONE: f32 = 0.2;

/// Pairs that cross are uncrossed where that costs less likeness than this.
const CROSSING: f32 = 0.1;

/// The context of a pair depends on the other pairs; in practice it settles after two or three rounds.
const ROUNDS: usize = 5;

/// What the later stages need of the first.
#[derive(Debug)]
pub(super) struct Pairing {
    pub links: Links,
    pub candidates: Vec<Candidate>,
    /// Pairs that were candidates but for the texts being on two subjects: they share nothing but formula.
    pub formulas: Vec<Candidate>,
    /// The place of the new text for each of the old.
    pub places: Vec<Option<usize>>,
}

/// Links the paragraphs one to one.
pub(super) fn pair(evidence: &Evidence, subjects: &mut Subjects<'_>) -> Pairing {
    let anchors = anchors(evidence);
    let mut candidates = candidates(evidence, &anchors);
    let places = places(evidence, &anchors, &candidates);
    let mut links = settle(evidence, &anchors, &candidates, &places);
    let mut formulas = Vec::new();
    if subjects.are_two(evidence, &links) {
        (candidates, formulas) = candidates.into_iter().partition(|c| subjects.have_in_common(c.old, c.new));
        links = settle(evidence, &anchors, &candidates, &places);
    }
    let taken = unhide(evidence, &mut links, &candidates);
    if taken != (Vec::new(), Vec::new()) {
        // What is a part of something else is out of the game; its partners may find others.
        let free: Vec<Candidate> =
            candidates.iter().filter(|c| !taken.0.contains(&c.old) && !taken.1.contains(&c.new)).copied().collect();
        links = settle(evidence, &anchors, &free, &places);
    }
    uncross(evidence, &mut links, &candidates);
    link_heads(evidence, &mut links, &mut candidates);
    Pairing { links, candidates, formulas, places }
}

/// The best assignment in the light of the neighbours, which depend on it: repeated until it no longer changes.
fn settle(evidence: &Evidence, anchors: &Links, candidates: &[Candidate], places: &[Option<usize>]) -> Links {
    let needed = needed_anywhere(evidence, candidates);
    let mut links = anchors.clone();
    for _ in 0..ROUNDS {
        let context = Context::of(evidence, places, &links);
        let edges = edges(evidence, candidates, &needed, &context);
        let mut next = anchors.clone();
        for (old, new) in assign(evidence.old.items.len(), evidence.new.items.len(), &edges).into_iter().enumerate() {
            if let Some(new) = new {
                next.link(old, new);
            }
        }
        if next == links {
            break;
        }
        links = next;
    }
    links
}

/// How alike each pair of candidates must be if it stands anywhere.
fn needed_anywhere(evidence: &Evidence, candidates: &[Candidate]) -> Vec<f32> {
    // The two best likenesses of each paragraph.
    let mut old = vec![[0.0_f32; 2]; evidence.old.items.len()];
    let mut new = vec![[0.0_f32; 2]; evidence.new.items.len()];
    for candidate in candidates {
        for best in [&mut old[candidate.old], &mut new[candidate.new]] {
            if candidate.likeness > best[0] {
                *best = [candidate.likeness, best[0]];
            } else {
                best[1] = best[1].max(candidate.likeness);
            }
        }
    }
    let rival = |best: [f32; 2], likeness: f32| if likeness >= best[0] { best[1] } else { best[0] };
    candidates
        .iter()
        .map(|c| {
            let rival = rival(old[c.old], c.likeness).max(rival(new[c.new], c.likeness));
            if !c.telling {
                EQUAL
            } else if rival < RIVAL * c.likeness {
                UNRIVALLED
            } else {
                ANYWHERE
            }
        })
        .collect()
}

/// The pairs that may be linked, with what linking them is worth against leaving both alone.
fn edges(evidence: &Evidence, candidates: &[Candidate], needed: &[f32], context: &Context<'_>) -> Vec<Edge> {
    let other_verb = |pair: &Candidate| {
        let (old, new) = (evidence.old.items[pair.old].verb, evidence.new.items[pair.new].verb);
        old.zip(new).is_some_and(|(old, new)| old != new)
    };
    candidates
        .iter()
        .zip(needed)
        .filter_map(|(pair, &anywhere)| {
            let slot = context.slot(pair.old, pair.new);
            let in_slot = if other_verb(pair) { IN_SLOT_OTHER_VERB } else { IN_SLOT };
            let needed = anywhere + (in_slot - anywhere) * slot.agreement;
            let worth = pair.likeness + SLOT * slot.agreement + NEARNESS * slot.nearness - ALONE;
            (pair.likeness >= needed).then_some(Edge { row: pair.old, column: pair.new, worth: f64::from(worth) })
        })
        .collect()
}

/// Near-equal formulas keep their order: two links that cross are exchanged where the words hardly say otherwise.
fn uncross(evidence: &Evidence, links: &mut Links, candidates: &[Candidate]) {
    let find = |old: usize, new: usize| candidates::find(candidates, old, new).map(|c| c.likeness);
    let items = (&evidence.old.items, &evidence.new.items);
    let pairs: Vec<usize> = links.iter().map(|(old, _)| old).collect();
    for first in pairs {
        // The later ones that are linked with what this one could be linked with.
        let of_first = candidates::of_old(candidates, first).iter().filter_map(|c| links.of_new(c.new));
        let mut others: Vec<usize> = of_first.filter(|&second| second > first).collect();
        others.sort_unstable();
        for second in others {
            let (Some(a), Some(b)) = (links.of_old(first), links.of_old(second)) else { continue };
            if a < b || items.0[first].place != items.0[second].place || items.1[a].place != items.1[b].place {
                continue;
            }
            let crossed = find(first, a).zip(find(second, b)).map(|(x, y)| x + y);
            let straight = find(first, b).zip(find(second, a)).map(|(x, y)| x + y);
            if let (Some(crossed), Some(straight)) = (crossed, straight)
                && straight > crossed - CROSSING
            {
                links.link(first, b);
                links.link(second, a);
            }
        }
    }
}
