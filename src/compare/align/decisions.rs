//! All that is decided about two texts, before it is told as rows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::{self, Candidate};
use super::evidence::{Evidence, Item};
use super::links::Links;
use super::moves::{Element, kept};
use super::pairing::{Pairing, pair};
use super::splits::{Further, further};
use super::subjects::Subjects;
use crate::model::Text;

/// Two paragraphs that are one to one, or the main pair of a split or merge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub old: usize,
    pub new: usize,
    /// How alike, from 0 to 1.
    pub likeness: f32,
    /// Whether the words are equal.
    pub same: bool,
    /// Whether only figures differ.
    pub same_frame: bool,
    /// Whether one was weighed with points that it introduces.
    pub with_points: bool,
    /// How the pair stands to the others.
    pub stand: Stand,
}

/// How a pair stands to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// In its order.
    Kept,
    /// Elsewhere among its neighbours.
    Reordered,
    /// In another part of the text: another annex, the operative part instead of the preamble, under another paragraph.
    Elsewhere,
}

/// The paragraph of the other text that is most like one without a partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nearest {
    pub other: usize,
    pub likeness: f32,
    /// Whether the texts are on two subjects and both share nothing but formula.
    pub formula: bool,
}

/// The decisions.
#[derive(Debug)]
pub(super) struct Decisions {
    /// By old paragraph.
    pub links: Vec<Link>,
    pub further: Vec<Further>,
    /// For each paragraph without a partner the one that is most like it.
    pub nearest_of_old: Vec<Option<Nearest>>,
    pub nearest_of_new: Vec<Option<Nearest>>,
}

impl Decisions {
    /// The same, with old and new exchanged.
    pub(super) fn transposed(self) -> Self {
        let mut links: Vec<Link> = self.links.into_iter().map(|l| Link { old: l.new, new: l.old, ..l }).collect();
        links.sort_unstable_by_key(|link| link.old);
        Self {
            links,
            further: self.further.into_iter().map(|f| Further { old: f.new, new: f.old, ..f }).collect(),
            nearest_of_old: self.nearest_of_new,
            nearest_of_new: self.nearest_of_old,
        }
    }
}

/// Decides.
pub(super) fn decide(old: &Text, new: &Text) -> Decisions {
    let evidence = Evidence::of(old, new);
    let pairing = if old.language != new.language && old.facts.symbol == new.facts.symbol {
        by_name(old, new, &evidence)
    } else {
        pair(&evidence, &mut Subjects::of(old, new))
    };
    let further = further(&evidence, &pairing.links, &pairing.candidates);
    let mut links: Vec<Link> = pairing
        .links
        .iter()
        .map(|(a, b)| {
            let (x, y) = (&evidence.old.items[a], &evidence.new.items[b]);
            let same = x.exact == y.exact;
            let candidate = candidates::find(&pairing.candidates, a, b);
            Link {
                old: a,
                new: b,
                likeness: if same { 1.0 } else { candidate.map_or(0.0, |c| c.likeness) },
                same,
                same_frame: x.frame == y.frame,
                with_points: candidate.is_some_and(|c| c.with_points),
                stand: Stand::Kept,
            }
        })
        .collect();
    stand(&evidence, &pairing, &further, &mut links);
    let nearest = |of: &dyn Fn(&Candidate) -> usize, other: &dyn Fn(&Candidate) -> usize, count: usize| {
        let mut nearest: Vec<Option<Nearest>> = vec![None; count];
        let all = pairing.candidates.iter().map(|c| (c, false)).chain(pairing.formulas.iter().map(|c| (c, true)));
        for (candidate, formula) in all {
            let best = &mut nearest[of(candidate)];
            if best.is_none_or(|best| candidate.likeness > best.likeness) {
                *best = Some(Nearest { other: other(candidate), likeness: candidate.likeness, formula });
            }
        }
        nearest
    };
    Decisions {
        links,
        further,
        nearest_of_old: nearest(&|c| c.old, &|c| c.new, evidence.old.items.len()),
        nearest_of_new: nearest(&|c| c.new, &|c| c.old, evidence.new.items.len()),
    }
}

/// The links of two languages of one resolution, whose words cannot be compared: names are the same in all languages.
fn by_name(old: &Text, new: &Text, evidence: &Evidence) -> Pairing {
    let mut links = Links::none(old.paragraphs.len(), new.paragraphs.len());
    let names: FxHashMap<_, _> = new.paragraphs.iter().enumerate().map(|(n, paragraph)| (&paragraph.id, n)).collect();
    for (n, paragraph) in old.paragraphs.iter().enumerate() {
        if let Some(&partner) = names.get(&paragraph.id) {
            links.link(n, partner);
        }
    }
    let places = &evidence.old.places;
    let places = places.iter().map(|place| evidence.new.places.iter().position(|other| other == place)).collect();
    Pairing { links, candidates: Vec::new(), formulas: Vec::new(), places }
}

/// Finds the fewest moves. Sub-paragraphs of a linked paragraph have an order of their own: they go with it wherever it goes.
fn stand(evidence: &Evidence, pairing: &Pairing, further: &[Further], links: &mut [Link]) {
    let (old, new) = (&evidence.old.items, &evidence.new.items);
    // The family of a pair: their linked parents, or the place that both stand in.
    let family = |link: &Link| -> Option<(usize, Option<usize>)> {
        let (a, b) = (&old[link.old], &new[link.new]);
        if pairing.places[a.place] != Some(b.place) || a.kind != b.kind {
            return None;
        }
        let partner_of_a = a.parent.and_then(|parent| pairing.links.of_old(parent));
        let partner_of_b = b.parent.and_then(|parent| pairing.links.of_new(parent));
        match (a.parent, b.parent) {
            (Some(parent), Some(other)) if partner_of_a == Some(other) => Some((a.place, Some(parent))),
            (Some(_), Some(_)) if partner_of_a.is_some() || partner_of_b.is_some() => None,
            _ => Some((a.place, None)),
        }
    };
    let mut families: Vec<((usize, Option<usize>), usize)> = Vec::new();
    for (n, link) in links.iter_mut().enumerate() {
        match family(link) {
            Some(family) => families.push((family, n)),
            None => link.stand = Stand::Elsewhere,
        }
    }
    families.sort_unstable();
    let weight = |item: &Item| item.length;
    let several: (FxHashSet<usize>, FxHashSet<usize>) = further.iter().map(|further| (further.old, further.new)).unzip();
    for family in families.chunk_by(|a, b| a.0 == b.0) {
        let elements: Vec<Element> = family
            .iter()
            .map(|&(_, n)| &links[n])
            .map(|l| Element {
                new: l.new,
                several: several.0.contains(&l.old) || several.1.contains(&l.new),
                same: l.same,
                weight: weight(&old[l.old]),
            })
            .collect();
        for (&(_, n), kept) in family.iter().zip(kept(&elements)) {
            if !kept {
                links[n].stand = Stand::Reordered;
            }
        }
    }
}
