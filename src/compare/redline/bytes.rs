//! Changed tokens → changed bytes.

use std::ops::Range;

use super::hunks::Hunk;
use super::side::Side;
use crate::compare::ChangeKind;
use crate::compare::kinds::Judge;
use crate::compare::tokens::{Class, Token, is_han};

/// Bytes of the old joined words that were replaced by bytes of the new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ByteChange {
    pub(super) kind: ChangeKind,
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    /// The number of the clause that moved, of which this is one end.
    pub(super) clause: Option<u16>,
    /// Whether a citation that stays came to be written with or without its day.
    is_day: bool,
}

/// The changes in bytes, such that all between them is equal to the letter: the pieces, with the white space that came or went with
/// them, and what differs in tokens that are one to a reader. `clauses` are the numbers of the clauses of which the pieces are ends.
pub(super) fn byte_changes(
    judge: &Judge<'_>,
    old: &Side<'_>,
    new: &Side<'_>,
    pieces: &[(Hunk, ChangeKind)],
    clauses: &[Option<u16>],
) -> Vec<ByteChange> {
    let mut out: Vec<ByteChange> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for ((hunk, kind), &clause) in pieces.iter().zip(clauses) {
        equal_run(judge, old, new, i..hunk.old.start, j, &mut out);
        let mut change = ByteChange {
            kind: *kind,
            old: old.end_before(hunk.old.start)..old.end_before(hunk.old.end),
            new: new.end_before(hunk.new.start)..new.end_before(hunk.new.end),
            clause,
            is_day: false,
        };
        trim_start(old, new, &mut change);
        match out.last_mut() {
            Some(last)
                if (last.kind, last.clause) == (*kind, clause)
                    && !last.is_day
                    && last.old.end == change.old.start
                    && last.new.end == change.new.start =>
            {
                last.old.end = change.old.end;
                last.new.end = change.new.end;
            }
            _ => out.push(change),
        }
        (i, j) = (hunk.old.end, hunk.new.end);
    }
    equal_run(judge, old, new, i..old.tokens.len(), j, &mut out);
    // White space at the very end belongs to no token.
    let (a, b) = (old.end_before(old.tokens.len()), new.end_before(new.tokens.len()));
    if old.words[a..] != new.words[b..] {
        grow(&mut out, a..old.words.len(), b..new.words.len());
    }
    for change in &mut out {
        trim_start(old, new, change);
        trim_end(old, new, change);
    }
    let differs = |change: &ByteChange| old.words[change.old.clone()] != new.words[change.new.clone()];
    out.retain(differs);
    let mut whole: Vec<ByteChange> = Vec::with_capacity(out.len());
    for change in out {
        match whole.last_mut() {
            Some(last) if is_one_with_day(last, &change) => *last = with_day(old, new, last, &change),
            _ => whole.push(change),
        }
    }
    whole.retain(differs);
    whole
}

/// Whether a citation that stays gave its day to another beside it: "74/28 of 12 December" → "74/28 and 74/29 of 12 December".
fn is_one_with_day(first: &ByteChange, second: &ByteChange) -> bool {
    let touch = first.old.end == second.old.start && first.new.end == second.new.start;
    touch && first.is_day != second.is_day && first.clause.is_none() && second.clause.is_none()
}

/// Both as one change, of what differs: the day did not go from one citation and come with the other.
fn with_day(old: &Side<'_>, new: &Side<'_>, first: &ByteChange, second: &ByteChange) -> ByteChange {
    let (a, b) = (first.old.start..second.old.end, first.new.start..second.new.end);
    let (gone, come) = (&old.words[a.clone()], &new.words[b.clone()]);
    let (before, after) =
        if come.ends_with(gone) || gone.ends_with(come) { (0, gone.len().min(come.len())) } else { equal_ends(gone, come) };
    ByteChange {
        kind: if first.is_day { second.kind } else { first.kind },
        old: a.start + before..a.end - after,
        new: b.start + before..b.end - after,
        clause: None,
        is_day: false,
    }
}

/// A space that both sides begin with has not changed.
fn trim_start(old: &Side<'_>, new: &Side<'_>, change: &mut ByteChange) {
    let first = |side: &Side<'_>, range: &Range<usize>| side.words[range.clone()].chars().next().filter(|c| c.is_whitespace());
    while let (Some(a), Some(b)) = (first(old, &change.old), first(new, &change.new))
        && a == b
    {
        change.old.start += a.len_utf8();
        change.new.start += b.len_utf8();
    }
}

/// Nor one that both sides end with.
fn trim_end(old: &Side<'_>, new: &Side<'_>, change: &mut ByteChange) {
    let last = |side: &Side<'_>, range: &Range<usize>| side.words[range.clone()].chars().next_back().filter(|c| c.is_whitespace());
    while let (Some(a), Some(b)) = (last(old, &change.old), last(new, &change.new))
        && a == b
    {
        change.old.end -= a.len_utf8();
        change.new.end -= b.len_utf8();
    }
}

/// What differs in tokens of equal identity: their case, their quotes, the space before them.
fn equal_run(judge: &Judge<'_>, old: &Side<'_>, new: &Side<'_>, run: Range<usize>, mut j: usize, out: &mut Vec<ByteChange>) {
    if is_the_same(old, new, &run, j) {
        return;
    }
    for i in run {
        if old.gap(i) != new.gap(j) {
            grow(out, old.end_before(i)..old.start(i), new.end_before(j)..new.start(j));
        }
        if old.text(i) != new.text(j) {
            let (before, after) = equal_ends(old.text(i), new.text(j));
            let is_day = old.tokens[i].class == Class::Symbol && !judge.have_one_day(i, j);
            let change = ByteChange {
                kind: if is_day { ChangeKind::Wording } else { ChangeKind::Typography },
                old: old.start(i) + before..old.tokens[i].end as usize - after,
                new: new.start(j) + before..new.tokens[j].end as usize - after,
                clause: None,
                is_day,
            };
            match out.last_mut() {
                // "Recalls" → "Also recalls": the capital went because of the word before it.
                Some(last)
                    if last.kind == ChangeKind::Wording
                        && last.clause.is_none()
                        && (i == 0 || j == 0)
                        && last.old.end >= old.end_before(i)
                        && last.new.end >= new.end_before(j)
                        && old.text(i).to_lowercase() == new.text(j).to_lowercase() =>
                {
                    last.old.end = old.tokens[i].end as usize;
                    last.new.end = new.tokens[j].end as usize;
                }
                // "Working Group" → "working group" is one change.
                Some(last)
                    if last.kind == ChangeKind::Typography
                        && last.old.end >= old.end_before(i)
                        && last.new.end >= new.end_before(j)
                        && i > 0
                        && j > 0 =>
                {
                    last.old.end = change.old.end;
                    last.new.end = change.new.end;
                }
                _ => out.push(change),
            }
        }
        j += 1;
    }
}

/// Whether a run of tokens is the same on both sides to the byte, as nearly all are, with what stands before it.
fn is_the_same(old: &Side<'_>, new: &Side<'_>, run: &Range<usize>, j: usize) -> bool {
    let (from, other) = (old.end_before(run.start), new.end_before(j));
    let place = |token: &Token, from: usize| (token.start as usize - from, token.end as usize - from);
    let mut pairs = old.tokens[run.clone()].iter().zip(&new.tokens[j..]);
    old.words[from..old.end_before(run.end)] == new.words[other..new.end_before(j + run.len())]
        && pairs.all(|(a, b)| place(a, from) == place(b, other))
}

/// How many bytes two spellings of a token have in common before and after what differs, up to where a word ends in both: of a date or a
/// citation only the word or the space is marked that is another.
fn equal_ends(old: &str, new: &str) -> (usize, usize) {
    let is_inside = |words: &str, at: usize| {
        let kind = |c: char| (c.is_alphanumeric(), is_han(c), c.is_numeric());
        let (before, after) = (words[..at].chars().next_back(), words[at..].chars().next());
        before.zip(after).is_some_and(|(a, b)| a.is_alphanumeric() && kind(a) == kind(b))
    };
    let parts = |a: usize, b: usize| !is_inside(old, a) && !is_inside(new, b);
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>, parts: &dyn Fn(usize) -> bool| {
        let mut at = 0;
        pairs.take_while(|(a, b)| a == b).fold(0, |last, (c, _)| {
            at += c.len_utf8();
            if parts(at) { at } else { last }
        })
    };
    let before = common(&mut old.chars().zip(new.chars()), &|at| parts(at, at));
    let (left, right) = (&old[before..], &new[before..]);
    let after = common(&mut left.chars().rev().zip(right.chars().rev()), &|at| parts(old.len() - at, new.len() - at));
    (before, after)
}

/// Adds white space to the change that ends where it begins, or makes a change of it.
fn grow(out: &mut Vec<ByteChange>, old: Range<usize>, new: Range<usize>) {
    match out.last_mut() {
        Some(last) if last.old.end == old.start && last.new.end == new.start => {
            last.old.end = old.end;
            last.new.end = new.end;
        }
        _ => out.push(ByteChange { kind: ChangeKind::Typography, old, new, clause: None, is_day: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_token_only_what_differs_is_marked() {
        let marked = |old: &str, new: &str| {
            let (before, after) = equal_ends(old, new);
            format!("{} → {}", &old[before..old.len() - after], &new[before..new.len() - after])
        };
        for (old, new, want) in [
            ("54/49 of 1 December 1999", "54/49 of 1  December 1999", " →  "),
            ("1992 年 2 月 13 日", "1992年2月13日", " 年 2 月 13  → 年2月13"),
            ("Working", "working", "Working → working"),
            ("co-operation", "cooperation", "co-operation → cooperation"),
            ("٧٠/١ المؤرخ ٢٥ أيلول", "70/1 المؤرخ 25 أيلول", "٧٠/١ المؤرخ ٢٥ → 70/1 المؤرخ 25"),
        ] {
            assert_eq!(marked(old, new), want, "{old}");
        }
    }
}
