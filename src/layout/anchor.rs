//! Places in a laid-out document that outlive the layout.

/// A place in a document: what is first in view. It orders as the document reads, whatever the width it is laid out at.
///
/// `rank` counts the things laid out (paragraphs, rows), `byte` the bytes within one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// Which thing, in reading order.
    pub rank: u32,
    /// How far into it.
    pub byte: u32,
}

impl Anchor {
    /// The place of a byte of a thing.
    #[must_use]
    pub const fn new(rank: u32, byte: u32) -> Self {
        Self { rank, byte }
    }
}

/// The line that holds `anchor` among lines that begin at ascending anchors: the first that begins there, else the last before it.
pub(super) fn line_of<T>(lines: &[T], anchor: Anchor, at: impl Fn(&T) -> Anchor) -> usize {
    let after = lines.partition_point(|line| at(line) < anchor);
    if lines.get(after).is_some_and(|line| at(line) == anchor) { after } else { after.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_inside_a_line_is_found_by_the_line_that_begins_before_it() {
        let lines = [0, 10, 20, 20, 30].map(|byte| Anchor::new(0, byte));
        for (byte, line) in [(0, 0), (5, 0), (10, 1), (19, 1), (20, 2), (29, 3), (30, 4), (99, 4)] {
            assert_eq!(line_of(&lines, Anchor::new(0, byte), |&a| a), line, "{byte}");
        }
        assert_eq!(line_of(&[], Anchor::default(), |&a: &Anchor| a), 0);
    }
}
