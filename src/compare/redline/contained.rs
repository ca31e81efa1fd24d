//! Changes of which one side holds the other: "destroying" → "attacking, destroying, removing" took nothing away.
//!
//! Few marks are better than many, so that a word between two changes is mostly taken into them. Not where nothing but it stands on one
//! side: then what is marked as gone is still there. The same holds for the last member of a list that grew: "and China" → ", China and
//! Rwanda".

use std::ops::Range;

use super::hunks::Hunk;
use super::side::Side;
use crate::compare::tokens::{Terms, Token};

/// A single word may stand by chance in more words than these on either side of it.
const SHORT: usize = 3;

/// As many words in a row do not.
const TELLING: usize = 3;

/// Cuts a change around what one side holds of the other, but for marks and an "and" at its ends.
pub(super) fn apart(old: &Side<'_>, new: &Side<'_>, hunk: Hunk) -> Vec<Hunk> {
    let cut = cut(old, hunk.old.clone(), new, hunk.new.clone())
        .or_else(|| cut(new, hunk.new.clone(), old, hunk.old.clone()).map(|(new, old)| (old, new)));
    let Some((in_old, in_new)) = cut else { return vec![hunk] };
    let mut pieces = vec![
        Hunk { old: hunk.old.start..in_old.start, new: hunk.new.start..in_new.start },
        Hunk { old: in_old.end..hunk.old.end, new: in_new.end..hunk.new.end },
    ];
    pieces.retain(|piece| !(piece.old.is_empty() && piece.new.is_empty()));
    pieces
}

/// The words of `part` but for what is light at its ends, and where `whole` holds them.
fn cut(part: &Side<'_>, range: Range<usize>, whole: &Side<'_>, within: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let terms = Terms::of(part.language);
    let is_light = |token: &Token| token.is_mark() || terms.is_and(token.id);
    let words = |side: &Side<'_>, range: Range<usize>| side.tokens[range].iter().filter(|token| !is_light(token)).count();
    let tokens = &part.tokens[range.clone()];
    let start = tokens.iter().position(|token| !is_light(token))?;
    let end = tokens.iter().rposition(|token| !is_light(token))? + 1;
    let core = range.start + start..range.start + end;
    let count = words(part, core.clone());
    let says_something = count > 1
        || part.tokens[core.clone()].iter().any(|token| token.words(&part.words).chars().count() > SHORT || is_wide(token, part));
    if core.len() > within.len() || !says_something {
        return None;
    }
    let ids = |side: &Side<'_>, range: Range<usize>| side.tokens[range].iter().map(|token| token.id).collect::<Vec<_>>();
    let (own, all) = (ids(part, core.clone()), ids(whole, within.clone()));
    let at = within.start + all.windows(own.len()).position(|window| window == own)?;
    let held = at..at + own.len();
    let beside = words(whole, within.start..held.start).min(words(whole, held.end..within.end));
    (count >= TELLING || beside <= SHORT).then_some((core, held))
}

/// Whether a token is of Chinese, where a word has two signs.
fn is_wide(token: &Token, side: &Side<'_>) -> bool {
    token.words(&side.words).chars().filter(|&c| crate::compare::tokens::is_han(c)).count() > 1
}
