//! Which paragraphs moved: the fewest whose going elsewhere explains the order of all.

/// An element of a sequence whose order may have changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Its place in the new order; elements come in the old order.
    pub new: usize,
    /// Whether it is a part of several that became one or of one that became several: their row says that and not that they moved, so that
    /// of two ways with equally many moves the one is taken that leaves more of these where they are.
    pub several: bool,
    /// Whether its words are as they were: of two ways to explain the order with equally many moves, the one is taken that leaves more of
    /// these where they are, since then there is less to read.
    pub same: bool,
    /// What it weighs: of what is still equal the one that moves less weight.
    pub weight: u32,
}

/// A subsequence: how long it is, how many of it are parts of several, how many have their words as they were, what it weighs.
type Worth = (u32, u32, u32, u64);

/// For each element whether it kept its order: the longest increasing subsequence; of several the one with the most parts of several, then
/// with the most unchanged elements, then the heaviest.
pub(super) fn kept(elements: &[Element]) -> Vec<bool> {
    // Fenwick tree over the new order of the best subsequence that ends there, with its last element.
    let mut ranks: Vec<usize> = elements.iter().map(|e| e.new).collect();
    ranks.sort_unstable();
    let rank = |new: usize| ranks.partition_point(|&r| r < new);
    let none: (Worth, usize) = ((0, 0, 0, 0), usize::MAX);
    let mut tree = vec![none; ranks.len() + 1];
    let mut before = vec![usize::MAX; elements.len()];
    let mut last = none;
    for (n, element) in elements.iter().enumerate() {
        let rank = rank(element.new);
        let mut best = none;
        let mut at = rank;
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at &= at - 1;
        }
        let (length, several, same, weight) = best.0;
        before[n] = best.1;
        let worth =
            (length + 1, several + u32::from(element.several), same + u32::from(element.same), weight + u64::from(element.weight));
        let mine = (worth, n);
        if mine.0 > last.0 {
            last = mine;
        }
        at = rank + 1;
        while at < tree.len() {
            if mine.0 > tree[at].0 {
                tree[at] = mine;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut kept = vec![false; elements.len()];
    let mut at = last.1;
    while let Some(mark) = kept.get_mut(at) {
        *mark = true;
        at = before[at];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements that moved, of (new place, weight); the words of those that weigh an odd number are as they were, and those that weigh
    /// more than nine are parts of several.
    fn moved(new_order: &[(usize, u32)]) -> Vec<usize> {
        let elements: Vec<Element> =
            new_order.iter().map(|&(new, weight)| Element { new, several: weight > 9, same: weight % 2 == 1, weight }).collect();
        kept(&elements).iter().enumerate().filter(|(_, kept)| !**kept).map(|(n, _)| n).collect()
    }

    #[test]
    fn the_fewest_then_the_lightest_move() {
        assert_eq!(moved(&[(0, 1), (1, 1), (2, 1)]), Vec::<usize>::new());
        // The first went to the end.
        assert_eq!(moved(&[(3, 9), (0, 1), (1, 1), (2, 1)]), [0]);
        // Two changed places: the one that is amended moved, be it heavier; of two that are alike the lighter.
        assert_eq!(moved(&[(1, 8), (0, 5)]), [0]);
        assert_eq!(moved(&[(1, 5), (0, 7)]), [0]);
        assert_eq!(moved(&[(1, 7), (0, 5)]), [1]);
        assert_eq!(moved(&[(2, 1), (1, 1), (0, 3)]), [0, 1]);
        assert_eq!(moved(&[(1, 10), (0, 7)]), [1]);
    }
}
