//! What a person would say of a comparison.

use crate::compare::{ChangeKind, Fate, Row};
use crate::export::Shown;
use crate::lexicon::Folded;
use crate::model::{Symbol, Text};

/// What a text is called: its symbol, else its file.
#[must_use]
pub fn name(text: &Text) -> &str {
    text.facts.symbol.as_ref().map_or(&text.source.file, Symbol::as_str)
}

/// The title of two texts, or both titles where they differ; `None` where no title is known.
#[must_use]
pub fn title(old: &Text, new: &Text) -> Option<String> {
    let same = |a: &str, b: &str| Folded::of(a).small() == Folded::of(b).small();
    match (old.facts.title.as_deref(), new.facts.title.as_deref()) {
        (Some(old), Some(new)) if !same(old, new) => Some(format!("{old} → {new}")),
        (old, new) => new.or(old).map(str::to_owned),
    }
}

/// The sign of a fate.
#[must_use]
pub const fn sign(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => " ",
        Fate::Amended => "~",
        Fate::Moved => "→",
        Fate::Split => "<",
        Fate::Merged => ">",
        Fate::Added => "+",
        Fate::Removed => "-",
        Fate::Unheld => "?",
    }
}

/// The word for a fate.
#[must_use]
pub const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "the same",
        Fate::Amended => "amended",
        Fate::Moved => "moved",
        Fate::Split => "split",
        Fate::Merged => "merged",
        Fate::Added => "added",
        Fate::Removed => "removed",
        Fate::Unheld => "held by one of the two only",
    }
}

/// Whether there is something to show of a row: that its paragraphs came, went or stand elsewhere, or a change.
#[must_use]
pub fn has_to_show(row: &Row, shown: Shown) -> bool {
    let is_told_by_fate = !matches!(row.fate, Fate::Same | Fate::Amended | Fate::Unheld) && shown.has(ChangeKind::Wording);
    is_told_by_fate || row.changes.iter().any(|change| shown.has(change.kind) && row.is_seen(change))
}

/// The kinds of a row's changes that are shown, where they are not all wording, or the row moved and might seem to have done no more.
#[must_use]
pub fn kinds(row: &Row, shown: Shown) -> String {
    let has = |kind: &ChangeKind| shown.has(*kind) && row.changes.iter().any(|change| change.kind == *kind && row.is_seen(change));
    let kinds: Vec<&str> = ChangeKind::ALL.iter().filter(|kind| has(kind)).map(|kind| kind.name()).collect();
    if kinds == [ChangeKind::Wording.name()] && row.fate != Fate::Moved { String::new() } else { kinds.join(", ") }
}
