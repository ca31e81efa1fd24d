//! What somebody may have meant who named a resolution that is not known.

use super::fold::{fold, letters};
use super::jump;
use crate::model::{Corpus, ResolutionId, Symbol};

/// How many are named.
const NAMED: usize = 5;

/// The resolutions whose symbols are nearest to what was typed, nearest first; at most five. Words that are no symbol are looked for
/// as [`jump`] does.
#[must_use]
pub fn nearest(corpus: &Corpus, typed: &str) -> Vec<ResolutionId> {
    let Ok(symbol) = typed.parse::<Symbol>() else {
        return jump(corpus, typed, NAMED).into_iter().map(|found| found.resolution).collect();
    };
    let folded = fold(symbol.short());
    let wanted: Vec<char> = letters(&folded).chars().collect();
    let apart = |id: ResolutionId| {
        let other = &corpus.resolution(id).symbol;
        let same_session = other.session().is_some() && other.session() == symbol.session();
        let numbers = symbol.number().zip(other.number()).map_or(u32::MAX, |(a, b)| a.abs_diff(b));
        let folded = fold(other.short());
        // A slip of one key first, then the neighbours in the session.
        (distance(&wanted, &letters(&folded)).min(3), !same_session, numbers, !corpus.resolution(id).is_held())
    };
    let mut all: Vec<_> = corpus.resolutions().map(|(id, _)| (apart(id), id)).collect();
    let named = NAMED.min(all.len());
    if named < all.len() {
        all.select_nth_unstable(named);
        all.truncate(named);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, id)| id).collect()
}

/// How many letters must be changed, left out or put in (Levenshtein).
fn distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, y) in b.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, x) in a.iter().enumerate() {
            let changed = diagonal + usize::from(*x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn distances_are_counted_in_letters() {
        let distance = |a: &str, b: &str| super::distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(distance("6727", "6727"), 0);
        assert_eq!(distance("6727", "6728"), 1);
        assert_eq!(distance("6727", "727"), 1);
        assert_eq!(distance("", "12"), 2);
    }
}
