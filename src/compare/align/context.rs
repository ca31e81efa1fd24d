//! Whether two paragraphs stand in the same slot: between partners.

use super::evidence::{Evidence, Side};
use super::links::Links;

/// How many linked neighbours are asked on each side, so that one that moved away does not hide the slot.
const ASKED: usize = 3;

/// What each further neighbour asked takes away.
const FURTHER: f32 = 0.15;

/// A neighbour that is linked, by the name of its new paragraph; or the edge of the part or annex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    Edge,
    Linked(usize),
}

/// The nearest linked neighbours of a paragraph in one direction, and how many unlinked ones stand between.
#[derive(Clone, Copy, Debug, Default)]
struct Nearest {
    linked: [Option<Neighbour>; ASKED],
    between: u16,
}

/// The linked neighbours of all paragraphs.
#[derive(Debug)]
pub(super) struct Context<'a> {
    evidence: &'a Evidence,
    places: &'a [Option<usize>],
    before: (Vec<Nearest>, Vec<Nearest>),
    after: (Vec<Nearest>, Vec<Nearest>),
}

/// Where a pair stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// How far the neighbours agree that both stand in the same slot, from 0 to 1.
    pub agreement: f32,
    /// How near both stand to each other, counted from their linked neighbours, from 0 to 1.
    pub nearness: f32,
}

impl<'a> Context<'a> {
    /// Looks up the neighbours.
    pub(super) fn of(evidence: &'a Evidence, places: &'a [Option<usize>], links: &Links) -> Self {
        let of_old = |n: usize| links.of_old(n);
        let of_new = |n: usize| links.of_new(n).map(|_| n);
        let (old, new) = (&evidence.old, &evidence.new);
        Self {
            evidence,
            places,
            before: (walk(old, 0..old.items.len(), of_old), walk(new, 0..new.items.len(), of_new)),
            after: (walk(old, (0..old.items.len()).rev(), of_old), walk(new, (0..new.items.len()).rev(), of_new)),
        }
    }

    /// Where a pair stands.
    pub(super) fn slot(&self, old: usize, new: usize) -> Slot {
        let (a, b) = (&self.evidence.old.items[old], &self.evidence.new.items[new]);
        if self.places[a.place] != Some(b.place) || a.kind != b.kind {
            return Slot::default();
        }
        let (before, after) = ((&self.before.0[old], &self.before.1[new]), (&self.after.0[old], &self.after.1[new]));
        let nested = if a.parent.is_some() == b.parent.is_some() { 1.0 } else { 0.5 };
        let nearness = |(a, b): (&Nearest, &Nearest)| 1.0 / (1.0 + f32::from(a.between.abs_diff(b.between)));
        let agreement = nested * f32::midpoint(agreement(before.0, before.1), agreement(after.0, after.1));
        Slot { agreement, nearness: agreement * nearness(before).max(nearness(after)) }
    }
}

fn agreement(a: &Nearest, b: &Nearest) -> f32 {
    let mut best = 0.0_f32;
    let mut cost_a = 0.0;
    for x in a.linked.iter().flatten() {
        let mut cost = cost_a;
        for y in b.linked.iter().flatten() {
            if x == y {
                best = best.max(1.0 - cost);
            }
            cost += FURTHER;
        }
        cost_a += FURTHER;
    }
    best
}

fn walk(side: &Side, order: impl Iterator<Item = usize>, linked: impl Fn(usize) -> Option<usize>) -> Vec<Nearest> {
    let mut found = vec![Nearest::default(); side.items.len()];
    let mut nearest = Nearest::default();
    let mut place = None;
    for n in order {
        if place != Some(side.items[n].place) {
            place = Some(side.items[n].place);
            nearest = Nearest { linked: [Some(Neighbour::Edge), None, None], between: 0 };
        }
        found[n] = nearest;
        if let Some(new) = linked(n) {
            nearest.linked.rotate_right(1);
            nearest.linked[0] = Some(Neighbour::Linked(new));
            nearest.between = 0;
        } else {
            nearest.between = nearest.between.saturating_add(1);
        }
    }
    found
}
