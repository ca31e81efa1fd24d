//! Which tokens of two sides are taken as equal: the heaviest common subsequence that is broken the least.
//!
//! A shortest edit script counts an "and" as much as a cited resolution, and one long mark as much as ten short ones with a word between
//! each. Here tokens weigh what they say, and every mark has its price, so that what is kept is what a reader would hold on to.

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp};

use super::hunks::Hunk;
use super::side::Side;
use crate::compare::tokens::{Class, Terms, Token};

/// The price of one more mark, in the weight of a word being [`WORD`].
const MARK: u32 = 5;
/// The weight of a word.
const WORD: u32 = 4;
/// The largest table that is filled: two paragraphs of 700 tokens, a page and a half, that have neither their beginning nor their end in
/// common. Longer ones are compared by a shortest edit script.
const LARGEST_TABLE: usize = 500_000;

/// The differences of two sides, in order; between two of them the tokens have equal identities.
pub(super) fn differences(old: &Side<'_>, new: &Side<'_>) -> Vec<Hunk> {
    let same = |(a, b): (&Token, &Token)| a.id == b.id;
    let head = old.tokens.iter().zip(&new.tokens).take_while(|&pair| same(pair)).count();
    let tail = old.tokens[head..].iter().rev().zip(new.tokens[head..].iter().rev()).take_while(|&pair| same(pair)).count();
    let (old_middle, new_middle) = (head..old.tokens.len() - tail, head..new.tokens.len() - tail);
    if old_middle.is_empty() || new_middle.is_empty() {
        let differs = !(old_middle.is_empty() && new_middle.is_empty());
        return differs.then_some(Hunk { old: old_middle, new: new_middle }).into_iter().collect();
    }
    // What the ends have in common is weighed too where it is short: an equal comma at the end must not tear a clause in two.
    let reach = |middle: &Range<usize>| middle.start - head.min(NEAR)..middle.end + tail.min(NEAR);
    let (old_range, new_range) = (reach(&old_middle), reach(&new_middle));
    let equal = if (old_range.len() + 1) * (new_range.len() + 1) <= LARGEST_TABLE {
        heaviest(old, new, old_range, new_range)
    } else {
        shortest(old, new, old_middle, new_middle)
    };
    gaps(&equal, old.tokens.len(), new.tokens.len(), head.saturating_sub(NEAR), tail.saturating_sub(NEAR))
}

/// How many equal tokens at either end are weighed anew.
const NEAR: usize = 3;

/// What lies between the equal pairs, and between them and the `head` and `tail` tokens at the ends that are equal anyway.
fn gaps(equal: &[(usize, usize)], old: usize, new: usize, head: usize, tail: usize) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (head, head);
    let mut gap = |old: Range<usize>, new: Range<usize>| {
        if !(old.is_empty() && new.is_empty()) {
            out.push(Hunk { old, new });
        }
    };
    for &(a, b) in equal.iter().filter(|&&(a, b)| a >= head && b >= head) {
        gap(i..a, j..b);
        (i, j) = (a + 1, b + 1);
    }
    gap(i.min(old - tail)..old - tail, j.min(new - tail)..new - tail);
    out
}

fn weight(token: &Token, words: &str, terms: &Terms) -> u32 {
    match token.class {
        Class::Symbol => 4 * WORD,
        Class::Date(_) => 3 * WORD,
        Class::Session(_) | Class::Ordinal(_) | Class::Month(..) => 2 * WORD,
        Class::Year(_) | Class::Number | Class::Reference => WORD,
        Class::Quote | Class::Dash | Class::Punctuation => 1,
        Class::Word if terms.is_and(token.id) => 1,
        Class::Word => {
            // Articles and prepositions are short in every script but the Chinese.
            let letters = token.words(words).chars().take(4).count();
            let dense = token.words(words).starts_with(|c: char| c >= '\u{2E80}');
            match (letters, dense) {
                (1..=3, false) | (1, true) => WORD / 2,
                _ => WORD,
            }
        }
    }
}

/// The equal pairs of the greatest weight in all, less the price of the marks between them.
///
/// A table of the best ends at every pair of places: those with the two tokens before the place as a pair, and those with a token that
/// has none. Few places have a pair, so that most of the table is a walk along a row in which the better of two ends goes on.
fn heaviest(old: &Side<'_>, new: &Side<'_>, rows: Range<usize>, columns: Range<usize>) -> Vec<(usize, usize)> {
    // An end is four times its weight, and in the two bits so spared the step that led to it: the greater of two ends is the better one,
    // and of equal ones that of the later step.
    const GAP_LEFT: i32 = 1;
    const PAIR_UP: i32 = 2;
    const PAIR_LEFT: i32 = 3;
    const STEP: i32 = 3;
    /// Beside the step: the pair that ends here comes after another pair.
    const AFTER_PAIR: u8 = 4;
    const NONE: i32 = i32::MIN / 2;
    const PRICE: i32 = 4 * MARK.cast_signed();
    let terms = Terms::of(new.language);
    let mut places: Vec<(u64, usize)> = new.tokens[columns.clone()].iter().map(|token| token.id).zip(1..).collect();
    places.sort_unstable();
    let width = columns.len() + 1;
    let mut ways = vec![0u8; (rows.len() + 1) * width];
    // The best ends of the row before, and then of this one. The very start counts as a pair.
    let (mut gaps, mut pairs) = (vec![NONE; width], vec![(0, 0, false)]);
    let walk = |gaps: &mut [i32], ways: &mut [u8], pairs: &[(usize, i32, bool)]| {
        for &(at, end, _) in pairs {
            if let Some(after) = gaps.get_mut(at + 1) {
                *after = (*after).max((end - PRICE) | PAIR_LEFT);
            }
        }
        let mut left = NONE;
        for (gap, way) in gaps.iter_mut().zip(&mut *ways) {
            let best = (*gap).max(left | GAP_LEFT);
            *way = (best & STEP).to_le_bytes()[0];
            left = best & !STEP;
            *gap = left;
        }
        for &(at, _, is_after_pair) in pairs {
            ways[at] |= if is_after_pair { AFTER_PAIR } else { 0 };
        }
    };
    walk(&mut gaps, &mut ways[..width], &pairs);
    let mut found = Vec::new();
    for (row, ways) in rows.clone().zip(ways[width..].chunks_exact_mut(width)) {
        let token = &old.tokens[row];
        let (words, worth) = (old.text(row), weight(token, &old.words, terms).cast_signed());
        let first = places.partition_point(|place| place.0 < token.id);
        let mut above = pairs.iter().peekable();
        for &(_, at) in places[first..].iter().take_while(|place| place.0 == token.id) {
            // Two spellings of a word are not quite one.
            let is_exact = words == new.text(columns.start + at - 1);
            while above.next_if(|pair| pair.0 < at - 1).is_some() {}
            let pair = above.peek().filter(|pair| pair.0 == at - 1).map_or(NONE, |pair| pair.1);
            let gap = gaps[at - 1];
            found.push((at, pair.max(gap) + 4 * if is_exact { worth } else { worth * 3 / 4 }, pair >= gap));
        }
        for (at, end, _) in pairs.drain(..) {
            gaps[at] = gaps[at].max((end - PRICE) | PAIR_UP);
        }
        std::mem::swap(&mut pairs, &mut found);
        walk(&mut gaps, ways, &pairs);
    }
    let (mut i, mut j) = (rows.len(), columns.len());
    let mut in_pair = pairs.last().is_some_and(|&(at, end, _)| at == j && end >= gaps[j]);
    let mut out = Vec::new();
    // The very start counts as a pair.
    while i > 0 || j > 0 {
        let way = ways[i * width + j];
        if in_pair {
            out.push((rows.start + i - 1, columns.start + j - 1));
            in_pair = way & AFTER_PAIR != 0;
            (i, j) = (i - 1, j - 1);
        } else {
            let step = i32::from(way) & STEP;
            in_pair = step == PAIR_UP || step == PAIR_LEFT;
            if step == GAP_LEFT || step == PAIR_LEFT {
                j -= 1;
            } else {
                i -= 1;
            }
        }
    }
    out.reverse();
    out
}

/// The equal pairs of a shortest edit script, around the words that stand once on each side.
fn shortest(old: &Side<'_>, new: &Side<'_>, rows: Range<usize>, columns: Range<usize>) -> Vec<(usize, usize)> {
    // Only a paragraph of many pages that was wholly rewritten takes longer than a reader would notice; there a coarser answer will do.
    const PATIENCE: Duration = Duration::from_millis(400);
    let ids = |side: &Side<'_>, range: Range<usize>| side.tokens[range].iter().map(|token| token.id).collect::<Vec<_>>();
    let (a, b) = (ids(old, rows.clone()), ids(new, columns.clone()));
    let head = (0..rows.start).zip(0..columns.start);
    let tail = (rows.end..old.tokens.len()).zip(columns.end..new.tokens.len());
    let ops = similar::capture_diff_slices_deadline(Algorithm::Patience, &a, &b, Some(Instant::now() + PATIENCE));
    let middle = ops.into_iter().flat_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => {
            (0..len).map(|n| (rows.start + old_index + n, columns.start + new_index + n)).collect()
        }
        _ => Vec::new(),
    });
    head.chain(middle).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Language;

    /// What pairs weigh, less the price of a mark wherever tokens between two of them have none.
    fn worth(old: &Side<'_>, new: &Side<'_>, equal: &[(usize, usize)]) -> i32 {
        let terms = Terms::of(new.language);
        let weights: u32 = equal.iter().map(|&(a, _)| weight(&old.tokens[a], &old.words, terms)).sum();
        let marks = gaps(equal, old.tokens.len(), new.tokens.len(), 0, 0).len();
        weights.cast_signed() - i32::try_from(marks).unwrap() * MARK.cast_signed()
    }

    /// The most that any pairs weigh, from the places `i` and `j` on after those in `equal`.
    fn most(old: &Side<'_>, new: &Side<'_>, i: usize, j: usize, equal: &mut Vec<(usize, usize)>) -> i32 {
        let mut best = worth(old, new, equal);
        for a in i..old.tokens.len() {
            for b in (j..new.tokens.len()).filter(|&b| old.tokens[a].id == new.tokens[b].id) {
                equal.push((a, b));
                best = best.max(most(old, new, a + 1, b + 1, equal));
                equal.pop();
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_pairs_weigh_more(old in "((the|and|States|53/70|,) ){1,6}", new in "((the|and|States|53/70|,) ){1,6}") {
            let (old, new) = (Side::of_words(&old, Language::En), Side::of_words(&new, Language::En));
            let equal = heaviest(&old, &new, 0..old.tokens.len(), 0..new.tokens.len());
            prop_assert!(equal.iter().all(|&(a, b)| old.tokens[a].id == new.tokens[b].id));
            prop_assert!(equal.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            prop_assert_eq!(worth(&old, &new, &equal), most(&old, &new, 0, 0, &mut Vec::new()));
        }
    }
}
