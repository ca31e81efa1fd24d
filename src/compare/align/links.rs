//! One-to-one links between the paragraphs of two texts.

/// Which old paragraph is linked with which new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Links {
    by_old: Vec<Option<usize>>,
    by_new: Vec<Option<usize>>,
}

impl Links {
    /// No link between `old` and `new` paragraphs.
    pub(super) fn none(old: usize, new: usize) -> Self {
        Self { by_old: vec![None; old], by_new: vec![None; new] }
    }

    /// Links two paragraphs, and undoes what linked either before.
    pub(super) fn link(&mut self, old: usize, new: usize) {
        self.unlink(old);
        if let Some(other) = self.by_new[new] {
            self.unlink(other);
        }
        self.by_old[old] = Some(new);
        self.by_new[new] = Some(old);
    }

    /// Undoes the link of an old paragraph.
    pub(super) fn unlink(&mut self, old: usize) {
        if let Some(new) = self.by_old[old].take() {
            self.by_new[new] = None;
        }
    }

    /// The partner of an old paragraph.
    pub(super) fn of_old(&self, old: usize) -> Option<usize> {
        self.by_old[old]
    }

    /// The partner of a new paragraph.
    pub(super) fn of_new(&self, new: usize) -> Option<usize> {
        self.by_new[new]
    }

    /// All links, by old paragraph.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.by_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)))
    }
}
