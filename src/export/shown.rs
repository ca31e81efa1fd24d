//! Which kinds of change are shown.

use crate::compare::{ChangeKind, Comparison, Fate};

/// A set of change kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown([bool; ChangeKind::ALL.len()]);

impl Shown {
    /// All kinds.
    pub const ALL: Self = Self([true; ChangeKind::ALL.len()]);

    /// These kinds and no other.
    #[must_use]
    pub fn only(kinds: &[ChangeKind]) -> Self {
        Self(ChangeKind::ALL.map(|kind| kinds.contains(&kind)))
    }

    /// All kinds but these.
    #[must_use]
    pub fn without(kinds: &[ChangeKind]) -> Self {
        Self(ChangeKind::ALL.map(|kind| !kinds.contains(&kind)))
    }

    /// Whether a kind is shown.
    #[must_use]
    pub const fn has(self, kind: ChangeKind) -> bool {
        self.0[kind as usize]
    }

    /// Whether a comparison has anything that is shown. A paragraph that came, went, moved, split or merged counts as wording:
    /// no single change of words tells of it.
    #[must_use]
    pub fn any_difference(self, comparison: &Comparison) -> bool {
        let in_rows = comparison.rows.iter().any(|row| {
            let structure = !matches!(row.fate, Fate::Same | Fate::Amended | Fate::Unheld);
            structure && self.has(ChangeKind::Wording) || row.changes.iter().any(|change| self.has(change.kind))
        });
        in_rows || comparison.footnotes.iter().any(|row| row.changes.iter().any(|(kind, ..)| self.has(*kind)))
    }
}
