//! Changes of which one side holds the other: "destroying" → "attacking, destroying, removing" took nothing away.
//!
//! Few marks are better than many, so that a word between two changes is mostly taken into them. Not where nothing but it stands on one
//! side: then what is marked as gone is still there. The same holds for the last member of a list that grew: "and China" → ", China and
//! Rwanda".

use std::ops::Range;

use super::hunks::Hunk;
use super::side::Side;

/// A single word may stand by chance in more words than these on either side of it.
const SHORT: usize = 3;

/// More tokens than these are equal in two places only where the comparison found them so already.
const LONGEST: usize = 64;

/// As many words in a row do not.
const TELLING: usize = 3;

/// What is equal within a change, of the old and of the new side.
type Equal = (Range<usize>, Range<usize>);

/// Cuts a change around what one side holds of the other, but for marks and an "and" at its ends; or around what ends the one side and
/// begins the other, so that something went before it and something came after it.
pub(super) fn apart(old: &Side<'_>, new: &Side<'_>, hunk: Hunk) -> Vec<Hunk> {
    let turned = |(new, old): Equal| (old, new);
    let cut = held(old, hunk.old.clone(), new, hunk.new.clone())
        .or_else(|| held(new, hunk.new.clone(), old, hunk.old.clone()).map(turned))
        .or_else(|| overlap(old, hunk.old.clone(), new, hunk.new.clone()))
        .or_else(|| overlap(new, hunk.new.clone(), old, hunk.old.clone()).map(turned));
    let Some((in_old, in_new)) = cut else { return vec![hunk] };
    let mut pieces = vec![
        Hunk { old: hunk.old.start..in_old.start, new: hunk.new.start..in_new.start },
        Hunk { old: in_old.end..hunk.old.end, new: in_new.end..hunk.new.end },
    ];
    pieces.retain(|piece| !(piece.old.is_empty() && piece.new.is_empty()));
    pieces
}

/// The words of `part` but for what is light at its ends, and where `whole` holds them.
fn held(part: &Side<'_>, range: Range<usize>, whole: &Side<'_>, within: Range<usize>) -> Option<Equal> {
    let tokens = &part.tokens[range.clone()];
    let start = tokens.iter().position(|token| !part.is_light(token))?;
    let end = tokens.iter().rposition(|token| !part.is_light(token))? + 1;
    let core = range.start + start..range.start + end;
    if core.len() > within.len() || core.len() > LONGEST || !says_something(part, core.clone()) {
        return None;
    }
    let own = ids(part, core.clone());
    let at = within.start + ids(whole, within.clone()).windows(own.len()).position(|window| window == own)?;
    let held = at..at + own.len();
    let beside = words(whole, within.start..held.start).min(words(whole, held.end..within.end));
    (words(part, core.clone()) >= TELLING || beside <= SHORT).then_some((core, held))
}

/// The longest run that ends the words of `one` and begins those of `other`.
fn overlap(one: &Side<'_>, range: Range<usize>, other: &Side<'_>, within: Range<usize>) -> Option<Equal> {
    let (ends, begins) = (ids(one, range.clone()), ids(other, within.clone()));
    let length =
        (1..ends.len().min(begins.len()).min(LONGEST)).rev().find(|&length| ends[ends.len() - length..] == begins[..length])?;
    let (core, held) = (range.end - length..range.end, within.start..within.start + length);
    let beside = words(one, range.start..core.start).min(words(other, held.end..within.end));
    (says_something(one, core.clone()) && (words(one, core.clone()) >= TELLING || beside <= SHORT)).then_some((core, held))
}

fn ids(side: &Side<'_>, range: Range<usize>) -> Vec<u64> {
    side.tokens[range].iter().map(|token| token.id).collect()
}

/// How many words there are, what is light left out.
fn words(side: &Side<'_>, range: Range<usize>) -> usize {
    side.tokens[range].iter().filter(|token| !side.is_light(token)).count()
}

/// Whether there are several words, or one that says something.
fn says_something(side: &Side<'_>, range: Range<usize>) -> bool {
    words(side, range.clone()) > 1 || range.clone().any(|token| side.says_something(token))
}
