//! Changes of tokens: fewer and whole ones, where a reader would cut.

use std::ops::Range;

use super::side::Side;
use crate::compare::ChangeKind;
use crate::compare::tokens::{Class, Terms};

/// Old tokens that were replaced by new ones; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::compare) struct Hunk {
    pub(in crate::compare) old: Range<usize>,
    pub(in crate::compare) new: Range<usize>,
}

/// A hunk that may take its neighbours in.
struct Growing {
    hunk: Hunk,
    /// Whether it is of another kind than wording, and stays as it is.
    is_fixed: bool,
    /// Whether the first and the last of the hunks in it have one side only.
    one_sided: [bool; 2],
    /// How many words changed, of the side that has more; what is equal and was taken in is none of them.
    size: usize,
}

/// Makes one of neighbouring hunks where what is equal between them is too little to be read by itself: one or two words, no more than
/// changed on either side, or up to four, at most half of what changed. What is equal is kept apart where it ends a sentence, and where
/// words only came or only went on one side of it; hunks that are not of wording stay as they are.
pub(in crate::compare) fn absorb(old: &Side<'_>, new: &Side<'_>, hunks: Vec<Hunk>, kinds: &[ChangeKind]) -> Vec<Hunk> {
    let size = |hunk: &Hunk| weight(old, hunk.old.clone()).max(weight(new, hunk.new.clone()));
    let growing = hunks.into_iter().zip(kinds).map(|(hunk, &kind)| Growing {
        size: size(&hunk),
        one_sided: [hunk.old.is_empty() || hunk.new.is_empty(); 2],
        hunk,
        is_fixed: kind != ChangeKind::Wording,
    });
    let mut kept: Vec<Growing> = Vec::new();
    for mut next in growing {
        // What grew may take in what stands before it, too.
        while let Some(last) = kept.pop_if(|last| !last.is_fixed && !next.is_fixed && is_small(old, last, &next)) {
            next = Growing {
                hunk: Hunk { old: last.hunk.old.start..next.hunk.old.end, new: last.hunk.new.start..next.hunk.new.end },
                is_fixed: false,
                one_sided: [last.one_sided[0], next.one_sided[1]],
                size: last.size + next.size,
            };
        }
        kept.push(next);
    }
    kept.into_iter().map(|growing| growing.hunk).collect()
}

/// As many equal words between two changes are read with them.
const FEW: usize = 2;

/// More equal words than these are worth reading by themselves, whatever changed around them.
const MOST: usize = 4;

/// How much there is to read in tokens: words whole, marks and the like not at all.
fn weight(side: &Side<'_>, tokens: Range<usize>) -> usize {
    side.tokens[tokens]
        .iter()
        .map(|token| match token.class {
            Class::Quote | Class::Dash | Class::Punctuation => 0,
            // A document that is still cited is always worth seeing.
            Class::Symbol => MOST + 1,
            Class::Date(_) => 3,
            _ => 1,
        })
        .sum()
}

fn is_small(old: &Side<'_>, before: &Growing, after: &Growing) -> bool {
    let between = before.hunk.old.end..after.hunk.old.start;
    let equal = weight(old, between.clone());
    let ends_sentence = between.clone().any(|token| matches!(old.text(token), "." | ";" | "。" | "；" | "؛" | "؟"));
    if equal > 0 && ends_sentence || between.clone().any(|token| token > between.start && old.begins_paragraph(token)) {
        return false;
    }
    // Beside words that only came or only went, what is equal is still there, unless it joins words and says nothing.
    if (before.one_sided[1] || after.one_sided[0]) && between.clone().any(|token| old.says_something(token)) {
        return false;
    }
    let changed = before.size.min(after.size);
    if equal <= FEW { equal <= changed } else { equal <= MOST && 2 * equal <= changed }
}

/// Moves hunks that have one side only to where a reader would cut: an insertion of "b, " in "a, b, c" may begin at any of three places.
pub(in crate::compare) fn slide(old: &Side<'_>, new: &Side<'_>, hunks: &mut [Hunk]) {
    for at in 0..hunks.len() {
        let floor = at.checked_sub(1).map_or(0, |before| hunks[before].new.end);
        let floor_old = at.checked_sub(1).map_or(0, |before| hunks[before].old.end);
        let ceiling = hunks.get(at + 1).map_or(new.tokens.len(), |after| after.new.start);
        let ceiling_old = hunks.get(at + 1).map_or(old.tokens.len(), |after| after.old.start);
        let hunk = &mut hunks[at];
        if hunk.old.is_empty() == hunk.new.is_empty() {
            continue;
        }
        let (side, range, floor, ceiling) = if hunk.old.is_empty() {
            (new, hunk.new.clone(), floor, ceiling)
        } else {
            (old, hunk.old.clone(), floor_old, ceiling_old)
        };
        let step = best_step(side, &range, floor, ceiling);
        let moved = |range: &Range<usize>| range.start.saturating_add_signed(step)..range.end.saturating_add_signed(step);
        hunk.old = moved(&hunk.old);
        hunk.new = moved(&hunk.new);
    }
}

/// By how many tokens the range is best moved, without a change in what it says.
fn best_step(side: &Side<'_>, range: &Range<usize>, floor: usize, ceiling: usize) -> isize {
    let same = |a: usize, b: usize| side.text(a) == side.text(b) && side.gap(a) == side.gap(b);
    let (mut best, mut best_score) = (0, naturalness(side, range));
    let mut consider = |range: Range<usize>, step: isize| {
        let score = naturalness(side, &range);
        if score > best_score {
            (best, best_score) = (step, score);
        }
    };
    let mut left = range.clone();
    while left.start > floor && same(left.start - 1, left.end - 1) {
        left = left.start - 1..left.end - 1;
        consider(left.clone(), left.start.wrapping_sub(range.start).cast_signed());
    }
    let mut right = range.clone();
    while right.end < ceiling && same(right.start, right.end) {
        right = right.start + 1..right.end + 1;
        consider(right.clone(), (right.start - range.start).cast_signed());
    }
    best
}

/// How natural it is to cut words out at both ends of a range.
fn naturalness(side: &Side<'_>, range: &Range<usize>) -> u32 {
    let open = side.slice(range.clone()).chars().fold(0i32, |depth, c| match c {
        '(' | '（' | '“' | '«' => depth + 1,
        ')' | '）' | '”' | '»' => depth - 1,
        _ => depth,
    });
    boundary(side, range.start) + boundary(side, range.end) + if open == 0 { 2 } else { 0 }
}

/// How natural it is to cut before a token.
fn boundary(side: &Side<'_>, at: usize) -> u32 {
    if at >= side.tokens.len() {
        // The mark that closes a paragraph stays with it.
        return 4;
    }
    if side.begins_paragraph(at) {
        return 8;
    }
    match (side.text(at - 1), side.text(at)) {
        ("." | ";" | ":" | "。" | "；" | "：" | "؛", _) => 7,
        (_, "." | ";" | ":" | "。" | "；" | "：" | "؛") => 6,
        (_, "," | "、" | "，" | "،") => 5,
        ("," | "、" | "，" | "،", _) => 4,
        _ if Terms::of(side.language).is_and(side.tokens[at].id) => 3,
        (_, "(" | "（" | "“" | "«") => 2,
        _ => 0,
    }
}
