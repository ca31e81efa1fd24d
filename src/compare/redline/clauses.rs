//! Clauses that moved within a row: what went in one place came in another.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::hunks::Hunk;
use super::side::Side;

/// Fewer words than these stand in two places by chance.
const LEAST: usize = 7;

/// As many are a clause where one of their ends is a clause's on one side; fewer, where it is on both.
const LONG: usize = 9;

/// The same, where they are all that one change took away and one other brought.
const LEAST_WHOLE: usize = 4;

/// The same, where they are all of one of the two.
const LEAST_HALF: usize = 5;

/// No row has more clauses that moved than a fraction of these, of which each is looked at beside each.
const MOST: usize = 400;

/// A word that stands in more changed places than these begins no search.
const COMMON: usize = 16;

/// Tokens that went in one change and came in another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    old: Range<usize>,
    new: Range<usize>,
}

/// The changes, cut around the clauses that moved: each end of one is a change by itself, with the number of the clause, from 1. The
/// hunks are in order, and what is between them is equal.
pub(super) fn apart(old: &Side<'_>, new: &Side<'_>, hunks: Vec<Hunk>) -> Vec<(Hunk, Option<u16>)> {
    if hunks.len() < 2 {
        return hunks.into_iter().map(|hunk| (hunk, None)).collect();
    }
    let runs = moved(found(old, new, &hunks));
    let numbered = |range: fn(&Run) -> &Range<usize>| -> Vec<(Range<usize>, u16)> {
        let mut ends: Vec<(Range<usize>, u16)> = runs.iter().zip(1..).map(|(run, number)| (range(run).clone(), number)).collect();
        ends.sort_unstable_by_key(|(range, _)| range.start);
        ends
    };
    let (gone, come) = (numbered(|run| &run.old), numbered(|run| &run.new));
    let mut out = Vec::with_capacity(hunks.len() + 2 * runs.len());
    for hunk in hunks {
        let (olds, news) = (cut(&hunk.old, &gone), cut(&hunk.new, &come));
        // What neither side moved stands together, and the ends of clauses by themselves.
        let (mut at_old, mut at_new) = (hunk.old.start, hunk.new.start);
        let (mut olds, mut news) = (olds.into_iter().peekable(), news.into_iter().peekable());
        loop {
            if let Some((old, number)) = olds.next_if(|(_, number)| number.is_some()) {
                at_old = old.end;
                out.push((Hunk { old, new: at_new..at_new }, number));
            } else if let Some((new, number)) = news.next_if(|(_, number)| number.is_some()) {
                at_new = new.end;
                out.push((Hunk { old: at_old..at_old, new }, number));
            } else {
                let (old, new) = (olds.next(), news.next());
                if old.is_none() && new.is_none() {
                    break;
                }
                let (old, new) = (old.map_or(at_old..at_old, |(old, _)| old), new.map_or(at_new..at_new, |(new, _)| new));
                (at_old, at_new) = (old.end, new.end);
                out.push((Hunk { old, new }, None));
            }
        }
    }
    out.retain(|(hunk, _)| !(hunk.old.is_empty() && hunk.new.is_empty()));
    out
}

/// A range cut at the ends of clauses, each piece with the number of its clause.
fn cut(range: &Range<usize>, ends: &[(Range<usize>, u16)]) -> Vec<(Range<usize>, Option<u16>)> {
    let mut pieces = Vec::new();
    let mut from = range.start;
    for (end, number) in ends.iter().filter(|(end, _)| range.start <= end.start && end.end <= range.end && !end.is_empty()) {
        if from < end.start {
            pieces.push((from..end.start, None));
        }
        pieces.push((end.clone(), Some(*number)));
        from = end.end;
    }
    if from < range.end || pieces.is_empty() {
        pieces.push((from..range.end, None));
    }
    pieces
}

/// The clauses that went in one change and came in another, some of them perhaps twice.
fn found(old: &Side<'_>, new: &Side<'_>, hunks: &[Hunk]) -> Vec<Run> {
    let may_hold_one = |range: &Range<usize>| range.len() >= LEAST_WHOLE;
    if !(hunks.iter().any(|hunk| may_hold_one(&hunk.old)) && hunks.iter().any(|hunk| may_hold_one(&hunk.new))) {
        return Vec::new();
    }
    // The change and place of each token that came, by its identity.
    let in_change = |(at, hunk): (usize, &Hunk)| hunk.new.clone().map(move |token| (new.tokens[token].id, at, token));
    let mut places: Vec<(u64, usize, usize)> = hunks.iter().enumerate().flat_map(in_change).collect();
    places.sort_unstable();
    let places_of = |id: u64| {
        let from = &places[places.partition_point(|place| place.0 < id)..];
        &from[..from.partition_point(|place| place.0 == id)]
    };
    // What of each change is not light, to ask at once whether a run is all of it.
    let heavy = |side: &Side<'_>, range: &Range<usize>| -> Option<Range<usize>> {
        let is_heavy = |&token: &usize| !side.is_light(&side.tokens[token]);
        Some(range.clone().find(is_heavy)?..range.clone().rfind(is_heavy)? + 1)
    };
    let (heavy_old, heavy_new): (Vec<_>, Vec<_>) = hunks.iter().map(|hunk| (heavy(old, &hunk.old), heavy(new, &hunk.new))).unzip();
    let is_all = |heavy: &Option<Range<usize>>, part: &Range<usize>| {
        heavy.as_ref().is_none_or(|heavy| part.start <= heavy.start && heavy.end <= part.end)
    };
    // How far the runs of each change and distance reached, so that none is followed twice.
    let mut reached: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let mut found: Vec<Run> = Vec::new();
    for (from, gone) in hunks.iter().enumerate().filter(|(_, hunk)| may_hold_one(&hunk.old)) {
        for start in gone.old.clone() {
            let starts = Some(places_of(old.tokens[start].id)).filter(|starts| starts.len() <= COMMON).unwrap_or_default();
            for &(_, to, other) in starts.iter().filter(|&&(_, to, _)| to != from) {
                let come = &hunks[to].new;
                // Two tokens that stand as far apart as two before them belong to one run.
                let reached = reached.entry((to, start.wrapping_sub(other))).or_default();
                if start < *reached {
                    continue;
                }
                let length =
                    (start..gone.old.end).zip(other..come.end).take_while(|&(a, b)| old.tokens[a].id == new.tokens[b].id).count();
                *reached = start + length;
                // It may begin with tokens that are too common to be looked for.
                let before = (gone.old.start..start)
                    .rev()
                    .zip((come.start..other).rev())
                    .take_while(|&(a, b)| old.tokens[a].id == new.tokens[b].id)
                    .count();
                let run = Run { old: start - before..start + length, new: other - before..other + length };
                let (all_old, all_new) = (is_all(&heavy_old[from], &run.old), is_all(&heavy_new[to], &run.new));
                // A name or a stock phrase stands in two places as well, in the middle of what else is said there.
                let bounds = [
                    [begins_clause(old, run.old.start), begins_clause(new, run.new.start)],
                    [begins_clause(old, run.old.end), begins_clause(new, run.new.end)],
                ];
                let is_clause =
                    bounds.contains(&[true, true]) || (words(old, &run.old) >= LONG && bounds.as_flattened().contains(&true));
                // One that is all of the one change is a clause where it has both ends of one in the other.
                let [begins, ends] = bounds;
                let is_whole = all_old && all_new;
                let is_half = (all_old && begins[1] && ends[1]) || (all_new && begins[0] && ends[0]);
                let least = if is_whole {
                    LEAST_WHOLE
                } else if is_half {
                    LEAST_HALF
                } else {
                    LEAST
                };
                if words(old, &run.old) >= least && (is_clause || is_whole || is_half) {
                    // The comma that joined it to its neighbours goes with it.
                    let end = |all: bool, whole: &Range<usize>, part: Range<usize>| if all { whole.clone() } else { part };
                    found.push(Run { old: end(all_old, &gone.old, run.old), new: end(all_new, come, run.new) });
                }
            }
        }
    }
    found
}

/// The clauses that moved, in the order of the old side: those that went and came once.
fn moved(mut found: Vec<Run>) -> Vec<Run> {
    found.sort_by_key(|run| (std::cmp::Reverse(run.old.len()), run.old.start, run.new.start));
    found.truncate(MOST);
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut runs: Vec<Run> = Vec::new();
    for (n, run) in found.iter().enumerate() {
        // What came or went twice moved nowhere.
        let alone = found.iter().enumerate().all(|(other, twin)| {
            other == n || twin.old.len() < run.old.len() || !(overlap(&twin.old, &run.old) || overlap(&twin.new, &run.new))
        });
        if alone && !runs.iter().any(|taken| overlap(&taken.old, &run.old) || overlap(&taken.new, &run.new)) {
            runs.push(run.clone());
        }
    }
    runs.sort_unstable_by_key(|run| run.old.start);
    runs
}

/// How many words there are, marks and the "and" at the ends left out.
fn words(side: &Side<'_>, range: &Range<usize>) -> usize {
    let tokens = &side.tokens[range.clone()];
    let Some(first) = tokens.iter().position(|token| !side.is_light(token)) else { return 0 };
    let last = tokens.iter().rposition(|token| !side.is_light(token)).unwrap_or(first);
    tokens[first..=last].iter().filter(|token| !token.is_mark()).count()
}

/// Whether a clause may begin at a token, and one before it end.
fn begins_clause(side: &Side<'_>, at: usize) -> bool {
    side.begins_paragraph(at)
        || side.is_light(&side.tokens[at])
        || at.checked_sub(1).is_some_and(|before| side.is_light(&side.tokens[before]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// The pieces of the changes between two wordings, of which each is given with its words in the order of the changes.
    fn pieces(old: &str, new: &str, changes: &[(&str, &str)]) -> String {
        let (a, b) = (Side::of_words(old, Language::En), Side::of_words(new, Language::En));
        let (mut i, mut j) = (0, 0);
        let hunks: Vec<Hunk> = changes
            .iter()
            .map(|(went, came)| {
                let find = |side: &Side<'_>, from: usize, part: &str| {
                    let start = side.words[from..].find(part).map_or(from, |at| from + at);
                    let token = |at: usize| side.tokens.partition_point(|token| (token.start as usize) < at);
                    (token(start)..token(start + part.len()), start + part.len())
                };
                let ((old, end), (new, new_end)) = (find(&a, i, went), find(&b, j, came));
                (i, j) = (end, new_end);
                Hunk { old, new }
            })
            .collect();
        let shown = apart(&a, &b, hunks).into_iter().map(|(hunk, number)| {
            let number = number.map(|number| format!("{number}:")).unwrap_or_default();
            format!("{number}{} → {}", a.slice(hunk.old), b.slice(hunk.new))
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_clause_has_two_ends() {
        let old = "Requests the Group, taking into account the report, to study threats and to report";
        let new = "Requests the Group to study threats and, taking into account the report, to report";
        let change = ", taking into account the report,";
        assert_eq!(
            pieces(old, new, &[(change, ""), ("", change)]),
            "1:, taking into account the report, →  | 1: → , taking into account the report,"
        );
        // A part of what came is no clause if it is short.
        assert_eq!(
            pieces(old, new, &[(", taking into account the report,", ""), ("", ", taking into account")]),
            ", taking into account the report, →  |  → , taking into account"
        );
    }

    #[test]
    fn what_stands_where_it_stood_is_not_the_clause() {
        let old = "Condemning in the strongest terms violations and all violence";
        let new = "Expressing concern at violations and condemning in the strongest terms all violence";
        assert_eq!(
            pieces(
                old,
                new,
                &[("Condemning in the strongest terms", "Expressing concern at"), ("", "condemning in the strongest terms")]
            ),
            "1:Condemning in the strongest terms →  |  → Expressing concern at | 1: → condemning in the strongest terms"
        );
    }

    #[test]
    fn a_long_clause_is_found_in_longer_changes() {
        let old = "Stresses the role, in particular the maintenance of peace and security in the region, of all";
        let new = "Stresses the role of all, including in particular the maintenance of peace and security in the region";
        assert_eq!(
            pieces(
                old,
                new,
                &[
                    (", in particular the maintenance of peace and security in the region,", ""),
                    ("", ", including in particular the maintenance of peace and security in the region")
                ]
            ),
            "1:, in particular the maintenance of peace and security in the region, →  |  → , including | 1: → in particular the maintenance of peace and security in the region"
        );
    }

    #[test]
    fn what_is_all_of_one_change_is_a_clause_where_it_has_both_ends_of_one_in_the_other() {
        let old = "Encourages States, with the support of partners, as appropriate, to build up warning systems and, to act";
        let new = "Encourages States to build up warning systems, with the support of partners, to act";
        assert_eq!(
            pieces(old, new, &[("", "to build up warning systems"), ("as appropriate, to build up warning systems and,", "")]),
            "1: → to build up warning systems | as appropriate, →  | 1:to build up warning systems →  | and, → "
        );
        assert_eq!(
            pieces(old, new, &[("", "to build up warning"), ("as appropriate, to build up warning systems and,", "")]),
            " → to build up warning | as appropriate, to build up warning systems and, → "
        );
    }

    #[test]
    fn few_words_and_words_that_came_twice_moved_nowhere() {
        assert_eq!(
            pieces("of the report and more", "and more of the report", &[("of the report", ""), ("", "of the report")]),
            "of the report →  |  → of the report"
        );
        let clause = "taking into account the report";
        let new = format!("{clause} and {clause}");
        assert_eq!(
            pieces(&format!("x {clause}"), &new, &[("", clause), ("", clause), (clause, "")]),
            format!(" → {clause} |  → {clause} | {clause} → ")
        );
    }
}
