//! From decisions to rows: fates, and the order in which a reader meets them.

use super::decisions::{Decisions, Link, Stand};
use super::reasons;
use super::splits::Further;
use crate::compare::{Fate, Row};
use crate::model::{Fragment, ParagraphIndex, Text};

/// A row before it is told.
pub(super) struct Told<'a> {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    pub fate: Fate,
    pub link: Option<&'a Link>,
    pub further: Vec<&'a Further>,
}

/// The rows in reading order of the new text, removed ones where they stood.
pub(super) fn rows(old: &Text, new: &Text, decisions: &Decisions) -> Vec<Row> {
    let mut told: Vec<Told<'_>> = decisions.links.iter().map(|link| linked(link, decisions)).collect();
    let alone = alone(old, new, decisions, &told);
    told.extend(alone);
    let order = order(old, new, &told);
    order.into_iter().map(|n| finish(old, new, decisions, &told[n])).collect()
}

fn finish(old: &Text, new: &Text, decisions: &Decisions, told: &Told<'_>) -> Row {
    let index = |ns: &[usize]| ns.iter().filter_map(|&n| u32::try_from(n).ok()).map(ParagraphIndex).collect();
    Row {
        old: index(&told.old),
        new: index(&told.new),
        fate: told.fate,
        similarity: told.link.map_or(0.0, |link| link.likeness),
        changes: Vec::new(),
        reason: reasons::reason(old, new, decisions, told),
    }
}

fn linked<'a>(link: &'a Link, decisions: &'a Decisions) -> Told<'a> {
    let further: Vec<&Further> = decisions.further.iter().filter(|f| (f.old == link.old) != (f.new == link.new)).collect();
    let mut old = vec![link.old];
    let mut new = vec![link.new];
    old.extend(further.iter().map(|f| f.old).filter(|&n| n != link.old));
    new.extend(further.iter().map(|f| f.new).filter(|&n| n != link.new));
    old.sort_unstable();
    new.sort_unstable();
    let fate = match (old.len(), new.len(), link.stand) {
        (1, 1, Stand::Kept) if link.same => Fate::Same,
        (1, 1, Stand::Kept) => Fate::Amended,
        (1, 1, _) => Fate::Moved,
        (1, ..) => Fate::Split,
        _ => Fate::Merged,
    };
    Told { old, new, fate, link: Some(link), further }
}

/// The paragraphs without any partner.
fn alone<'a>(old: &Text, new: &Text, decisions: &Decisions, told: &[Told<'_>]) -> Vec<Told<'a>> {
    let mut has_partner = (vec![false; old.paragraphs.len()], vec![false; new.paragraphs.len()]);
    for row in told {
        row.old.iter().for_each(|&n| has_partner.0[n] = true);
        row.new.iter().for_each(|&n| has_partner.1[n] = true);
    }
    let kept = || decisions.links.iter().filter(|link| link.stand == Stand::Kept);
    let unheld_new = beyond(old.fragment.as_ref(), kept().map(|link| link.new));
    let unheld_old = beyond(new.fragment.as_ref(), kept().map(|link| link.old));
    let without = |has: &[bool]| (0..has.len()).filter(|&n| !has[n]).collect::<Vec<_>>();
    let row = |old, new, fate| Told { old, new, fate, link: None, further: Vec::new() };
    let removed =
        without(&has_partner.0).into_iter().map(|n| row(vec![n], vec![], if unheld_old(n) { Fate::Unheld } else { Fate::Removed }));
    let added =
        without(&has_partner.1).into_iter().map(|n| row(vec![], vec![n], if unheld_new(n) { Fate::Unheld } else { Fate::Added }));
    removed.chain(added).collect()
}

/// Whether a paragraph stands beyond what the fragment, which is the other text, reaches: before the first or after the last
/// paragraph that has a partner in it.
fn beyond(fragment: Option<&Fragment>, with_partner: impl Iterator<Item = usize>) -> impl Fn(usize) -> bool {
    let (mut first, mut last) = (usize::MAX, 0);
    for n in with_partner {
        first = first.min(n);
        last = last.max(n);
    }
    let (before, after) = fragment.map_or((false, false), |fragment| (!fragment.first, !fragment.last));
    move |n| (before && n < first) || (after && (n > last || first == usize::MAX))
}

/// The order in which the rows are read.
///
/// A row with new paragraphs stands where the first of them stands. One without stands after the row of the paragraph that stood before
/// it, of those that kept their order; at the start of the preamble, the operative part or an annex, before the one that stood after it.
fn order(old: &Text, new: &Text, told: &[Told<'_>]) -> Vec<usize> {
    let zone = |n: usize| (old.paragraphs[n].id.place, old.paragraphs[n].part);
    let mut row_of_old: Vec<Option<usize>> = vec![None; old.paragraphs.len()];
    for (n, row) in told.iter().enumerate() {
        let stays = row.link.is_some_and(|link| link.stand == Stand::Kept);
        if stays {
            row.old.iter().for_each(|&o| row_of_old[o] = Some(n));
        }
    }
    // Sorted by: where in the new text, then before (0), there (1) or after it (2), then where in the old text.
    let place = |n: usize| -> (usize, u8, usize) {
        let row = &told[n];
        if let Some(&first) = row.new.first() {
            return (first, 1, 0);
        }
        let Some(&stood) = row.old.first() else { return (new.paragraphs.len(), 2, 0) };
        let at = |o: usize| row_of_old[o].and_then(|row| told[row].new.first().copied());
        let before = (0..stood).rev().find_map(|o| Some((o, at(o)?)));
        let after = (stood + 1..old.paragraphs.len()).find_map(|o| Some((o, at(o)?)));
        match (before, after) {
            (Some((o, at)), _) if zone(o) == zone(stood) => (at, 2, stood),
            (_, Some((o, at))) if zone(o) == zone(stood) => (at, 0, stood),
            (Some((_, at)), _) => (at, 2, stood),
            (None, Some((_, at))) => (at, 0, stood),
            (None, None) => (0, 0, stood),
        }
    };
    let mut keyed: Vec<((usize, u8, usize), usize)> = (0..told.len()).map(|n| (place(n), n)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, n)| n).collect()
}
