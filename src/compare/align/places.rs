//! Which part or annex of one text is which of the other.

use super::candidates::Candidate;
use super::evidence::{Evidence, Side};
use super::links::Links;

/// For each place of the old text the place of the new one that has most of its words; where the words decide nothing, the one of the
/// same letter or number.
pub(super) fn places(evidence: &Evidence, anchors: &Links, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let (old, new) = (&evidence.old.places, &evidence.new.places);
    if let ([_], [_]) = (old.as_slice(), new.as_slice()) {
        return vec![Some(0)];
    }
    let mut shared = vec![vec![0.0_f32; new.len()]; old.len()];
    for (a, b) in anchors.iter() {
        shared[evidence.old.items[a].place][evidence.new.items[b].place] += evidence.bag(&evidence.old, a).mass;
    }
    for of_one in candidates.chunk_by(|a, b| a.old == b.old) {
        if let Some(best) = of_one.iter().max_by(|a, b| a.likeness.total_cmp(&b.likeness).then(b.new.cmp(&a.new))) {
            shared[evidence.old.items[best.old].place][evidence.new.items[best.new].place] += best.likeness * best.shared;
        }
    }
    let mass = |side: &Side, place: usize| -> f32 {
        (0..side.items.len()).filter(|&n| side.items[n].place == place).map(|n| evidence.bag(side, n).mass).sum()
    };
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (a, row) in shared.iter().enumerate() {
        for (b, &shared) in row.iter().enumerate() {
            let smaller = mass(&evidence.old, a).min(mass(&evidence.new, b)).max(f32::EPSILON);
            let named_alike = if old[a] == new[b] { 0.15 } else { 0.0 };
            pairs.push((shared / smaller + named_alike, a, b));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut matched = vec![None; old.len()];
    for (worth, a, b) in pairs {
        if worth >= 0.15 && matched[a].is_none() && !matched.contains(&Some(b)) {
            matched[a] = Some(b);
        }
    }
    matched
}
