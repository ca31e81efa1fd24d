//! What numbers the operative paragraphs of two texts have.

use rustc_hash::FxHashSet;

use crate::compare::Row;
use crate::model::{ParagraphIndex, ParagraphKind, Place, Text};

/// An operative paragraph: its part or annex, and its number.
type Name = (Place, u16);

/// Which operative paragraph became which, by their numbers: whether a reference that differs follows its paragraph.
#[derive(Debug, Default)]
pub struct Numbering {
    old: FxHashSet<Name>,
    new: FxHashSet<Name>,
    became: FxHashSet<(Name, Name)>,
}

impl Numbering {
    /// The numbers of two texts, of which these are the rows.
    #[must_use]
    pub fn of(old: &Text, new: &Text, rows: &[Row]) -> Self {
        let names = |text: &Text, paragraphs: &[ParagraphIndex]| -> Vec<Name> {
            let ids = paragraphs.iter().map(|&paragraph| &text.paragraph(paragraph).id);
            let whole = ids.filter(|id| id.kind == ParagraphKind::Operative && id.sub.is_empty() && id.repeat == 0);
            whole.map(|id| (id.place, id.number)).collect()
        };
        let mut numbering = Self::default();
        for row in rows {
            let (olds, news) = (names(old, &row.old), names(new, &row.new));
            numbering.became.extend(olds.iter().flat_map(|&old| news.iter().map(move |&new| (old, new))));
            numbering.old.extend(olds);
            numbering.new.extend(news);
        }
        numbering
    }

    /// Whether the new paragraph descends from the old one; `None` where one of the texts has no such paragraph.
    #[must_use]
    pub fn became(&self, old: Name, new: Name) -> Option<bool> {
        (self.old.contains(&old) && self.new.contains(&new)).then(|| self.became.contains(&(old, new)))
    }
}
