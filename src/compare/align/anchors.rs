//! Paragraphs whose words are equal.

use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::evidence::Evidence;
use super::links::Links;

/// Links paragraphs of equal words: first those in the same order, then what is left as often in one text as in the other.
///
/// Words that tell nothing ("Article 5") are no reason to link: where an article was inserted, article 5 is the old article 4. Only where
/// all paragraphs of both texts are equal, in whatever order, they are.
pub(super) fn anchors(evidence: &Evidence) -> Links {
    let (old, new) = (keys(&evidence.old.items), keys(&evidence.new.items));
    let mut links = Links::none(old.len(), new.len());
    let permuted = sorted(&old) == sorted(&new);
    let telling = |n: usize| permuted || evidence.old.items[n].telling;
    // What only one text has is left out: two texts that share little would have the longest way to their common order.
    let (of_old, of_new) = (shared(&old, &new), shared(&new, &old));
    let key_of = |of: &[usize], keys: &[u64]| of.iter().map(|&n| keys[n]).collect::<Vec<_>>();
    for op in capture_diff_slices(Algorithm::Myers, &key_of(&of_old, &old), &key_of(&of_new, &new)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let run = of_old[old_index..old_index + len].iter().zip(&of_new[new_index..new_index + len]);
            run.filter(|&(&old, _)| telling(old)).for_each(|(&old, &new)| links.link(old, new));
        }
    }
    let mut left: FxHashMap<u64, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (n, key) in old.iter().enumerate().filter(|&(n, _)| telling(n) && links.of_old(n).is_none()) {
        left.entry(*key).or_default().0.push(n);
    }
    for (n, key) in new.iter().enumerate().filter(|&(n, _)| links.of_new(n).is_none()) {
        left.entry(*key).or_default().1.push(n);
    }
    for (old, new) in left.into_values().filter(|(old, new)| old.len() == new.len()) {
        old.into_iter().zip(new).for_each(|(old, new)| links.link(old, new));
    }
    links
}

/// The places of the keys that are among others.
fn shared(keys: &[u64], others: &[u64]) -> Vec<usize> {
    let others: FxHashSet<u64> = others.iter().copied().collect();
    keys.iter().enumerate().filter(|(_, key)| others.contains(key)).map(|(n, _)| n).collect()
}

fn sorted(keys: &[u64]) -> Vec<u64> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

fn keys(items: &[super::evidence::Item]) -> Vec<u64> {
    items.iter().map(|item| item.exact).collect()
}
