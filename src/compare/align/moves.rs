//! Which paragraphs moved: the fewest whose going elsewhere explains the order of all.

/// An element of a sequence whose order may have changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Its place in the new order; elements come in the old order.
    pub new: usize,
    /// What it weighs: of two ways to explain the order with equally many moves, the one that moves less weight is taken.
    pub weight: u32,
}

/// For each element whether it kept its order: the longest increasing subsequence, of several the heaviest.
pub(super) fn kept(elements: &[Element]) -> Vec<bool> {
    // Fenwick tree over the new order of the best (length, weight) of a subsequence that ends there, with its last element.
    let mut ranks: Vec<usize> = elements.iter().map(|e| e.new).collect();
    ranks.sort_unstable();
    let rank = |new: usize| ranks.partition_point(|&r| r < new);
    let mut tree: Vec<(u32, u64, usize)> = vec![(0, 0, usize::MAX); ranks.len() + 1];
    let mut before = vec![usize::MAX; elements.len()];
    let mut last = (0, 0, usize::MAX);
    for (n, element) in elements.iter().enumerate() {
        let rank = rank(element.new);
        let mut best = (0, 0, usize::MAX);
        let mut at = rank;
        while at > 0 {
            if (tree[at].0, tree[at].1) > (best.0, best.1) {
                best = tree[at];
            }
            at &= at - 1;
        }
        before[n] = best.2;
        let mine = (best.0 + 1, best.1 + u64::from(element.weight), n);
        if (mine.0, mine.1) > (last.0, last.1) {
            last = mine;
        }
        at = rank + 1;
        while at < tree.len() {
            if (mine.0, mine.1) > (tree[at].0, tree[at].1) {
                tree[at] = mine;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut kept = vec![false; elements.len()];
    let mut at = last.2;
    while let Some(mark) = kept.get_mut(at) {
        *mark = true;
        at = before[at];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(new_order: &[(usize, u32)]) -> Vec<usize> {
        let elements: Vec<Element> = new_order.iter().map(|&(new, weight)| Element { new, weight }).collect();
        kept(&elements).iter().enumerate().filter(|(_, kept)| !**kept).map(|(n, _)| n).collect()
    }

    #[test]
    fn the_fewest_then_the_lightest_move() {
        assert_eq!(moved(&[(0, 1), (1, 1), (2, 1)]), Vec::<usize>::new());
        // The first went to the end.
        assert_eq!(moved(&[(3, 9), (0, 1), (1, 1), (2, 1)]), [0]);
        // Two changed places: the lighter moved.
        assert_eq!(moved(&[(1, 5), (0, 7)]), [0]);
        assert_eq!(moved(&[(1, 7), (0, 5)]), [1]);
        assert_eq!(moved(&[(2, 1), (1, 1), (0, 3)]), [0, 1]);
    }
}
