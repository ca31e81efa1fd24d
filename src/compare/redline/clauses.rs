//! Clauses that moved within a row: what went in one place came in another.

use std::ops::Range;

use super::bytes::ByteChange;
use super::side::Side;
use crate::compare::ChangeKind;
use crate::compare::tokens::Terms;

/// Fewer words than these stand in two places by chance.
const LEAST: usize = 4;

/// For each change the number of the clause of which it is one end, from 1; the other end has the same number. A clause moved where one
/// change took away, and one other brought, the same words and no more, but for marks and what joins them to their neighbours.
pub(super) fn moved(old: &Side<'_>, new: &Side<'_>, changes: &[ByteChange]) -> Vec<Option<u16>> {
    let mut numbers = vec![None; changes.len()];
    if changes.len() < 2 {
        return numbers;
    }
    let clauses = |side: &Side<'_>, range: fn(&ByteChange) -> &Range<usize>| -> Vec<Vec<u64>> {
        changes
            .iter()
            .map(|change| if change.kind == ChangeKind::Wording { clause(side, range(change)) } else { Vec::new() })
            .collect()
    };
    let (gone, come) = (clauses(old, |change| &change.old), clauses(new, |change| &change.new));
    let alone = |clauses: &[Vec<u64>], clause: &Vec<u64>| clauses.iter().filter(|other| *other == clause).count() == 1;
    let mut number = 0;
    for (from, clause) in gone.iter().enumerate().filter(|(_, clause)| clause.len() >= LEAST) {
        let to = come.iter().position(|other| other == clause);
        if let Some(to) = to.filter(|&to| to != from && alone(&gone, clause) && alone(&come, clause))
            && numbers[from].is_none()
            && numbers[to].is_none()
        {
            number += 1;
            (numbers[from], numbers[to]) = (Some(number), Some(number));
        }
    }
    numbers
}

/// The words of a stretch without its marks and the "and" at its ends.
fn clause(side: &Side<'_>, range: &Range<usize>) -> Vec<u64> {
    let terms = Terms::of(side.language);
    let first = side.tokens.partition_point(|token| (token.start as usize) < range.start);
    let last = side.tokens.partition_point(|token| token.end as usize <= range.end).max(first);
    let words: Vec<u64> = side.tokens[first..last].iter().filter(|token| !token.is_mark()).map(|token| token.id).collect();
    let joins = |id: &u64| terms.is_and(*id);
    let start = words.iter().take_while(|id| joins(id)).count();
    let end = words.len() - words[start..].iter().rev().take_while(|id| joins(id)).count();
    words[start..end].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// The numbers of the changes between two wordings, of which each is given with its words in the order of the changes.
    fn numbers(old: &str, new: &str, changes: &[(&str, &str)]) -> Vec<Option<u16>> {
        let (a, b) = (Side::of_words(old, Language::En), Side::of_words(new, Language::En));
        let (mut i, mut j) = (0, 0);
        let changes: Vec<ByteChange> = changes
            .iter()
            .map(|(went, came)| {
                let find = |words: &str, from: usize, part: &str| {
                    let start = words[from..].find(part).map_or(from, |at| from + at);
                    start..start + part.len()
                };
                let change = ByteChange { kind: ChangeKind::Wording, old: find(old, i, went), new: find(new, j, came) };
                (i, j) = (change.old.end, change.new.end);
                change
            })
            .collect();
        moved(&a, &b, &changes)
    }

    #[test]
    fn a_clause_has_two_ends() {
        let old = "Requests the Group, taking into account the report, to study threats and to report";
        let new = "Requests the Group to study threats and, taking into account the report, to report";
        let change = ", taking into account the report,";
        assert_eq!(numbers(old, new, &[(change, ""), ("", change)]), [Some(1), Some(1)]);
        assert_eq!(numbers(old, new, &[(", taking into account the report,", ""), ("", ", taking into account")]), [None, None]);
    }

    #[test]
    fn few_words_and_words_that_came_twice_moved_nowhere() {
        assert_eq!(
            numbers("of the report and more", "and more of the report", &[("of the report", ""), ("", "of the report")]),
            [None; 2]
        );
        let clause = "taking into account the report";
        let new = format!("{clause} and {clause}");
        assert_eq!(numbers(&format!("x {clause}"), &new, &[("", clause), ("", clause), (clause, "")]), [None; 3]);
    }
}
