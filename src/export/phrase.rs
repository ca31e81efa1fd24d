//! What a person would say of a comparison.

use crate::compare::{ChangeKind, Comparison, Fate, Row};
use crate::export::Shown;
use crate::model::{Symbol, Text};

/// What a text is called: its symbol, else its file.
#[must_use]
pub fn name(text: &Text) -> &str {
    text.facts.symbol.as_ref().map_or(&text.source.file, Symbol::as_str)
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

/// The kinds of a row's changes that are shown, where they are not all wording.
#[must_use]
pub fn kinds(row: &Row, shown: Shown) -> String {
    let has = |kind: &ChangeKind| shown.has(*kind) && row.changes.iter().any(|change| change.kind == *kind);
    let kinds: Vec<&str> = ChangeKind::ALL.iter().filter(|kind| has(kind)).map(|kind| kind.name()).collect();
    if kinds == [ChangeKind::Wording.name()] { String::new() } else { kinds.join(", ") }
}

/// A comparison in one line: "2 paragraphs amended, 3 rolled over, 20 the same".
#[must_use]
pub fn summary(comparison: &Comparison) -> String {
    let mut reworded = 0;
    let mut rolled = 0;
    let mut retouched = 0;
    for row in comparison.rows.iter().filter(|row| row.fate == Fate::Amended) {
        let has = |kind: ChangeKind| row.changes.iter().any(|change| change.kind == kind);
        if has(ChangeKind::Wording) {
            reworded += 1;
        } else if has(ChangeKind::Rollover) {
            rolled += 1;
        } else {
            retouched += 1;
        }
    }
    let summary = comparison.summary;
    let counts = [
        (reworded, "reworded"),
        (rolled, "rolled over"),
        (retouched, "changed in form only"),
        (summary.moved, "moved"),
        (summary.split, "split"),
        (summary.merged, "merged"),
        (summary.added, "added"),
        (summary.removed, "removed"),
        (summary.same, "the same"),
        (summary.unheld, "held by one of the two only"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let noun = match (parts.is_empty(), count) {
            (true, 1) => " paragraph",
            (true, _) => " paragraphs",
            (false, _) => "",
        };
        parts.push(format!("{count}{noun} {what}"));
    }
    if parts.is_empty() { "no paragraphs".to_owned() } else { parts.join(", ") }
}
