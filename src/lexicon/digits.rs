//! Digits of other shapes: Arabic prints ٢ or 2, and a typist's Chinese ２, for the same number.

use std::borrow::Cow;
use std::ops::Range;

pub use crate::model::european;

/// Words with every digit in its European form.
#[must_use]
pub fn in_european(words: &str) -> Cow<'_, str> {
    if has_others(words) { words.chars().map(|c| european(c).unwrap_or(c)).collect() } else { words.into() }
}

/// Whether words have a digit of another shape.
fn has_others(words: &str) -> bool {
    // The first bytes of those digits, which most words do not have.
    memchr::memchr3(0xD9, 0xDB, 0xEF, words.as_bytes()).is_some()
        && words.chars().any(|c| !c.is_ascii_digit() && european(c).is_some())
}

/// Words whose digits have other shapes, in European ones, which are shorter.
#[derive(Debug)]
pub struct European {
    words: String,
    /// After each digit that was longer: the byte here, and the byte of the words as they came.
    places: Vec<(usize, usize)>,
}

impl European {
    /// The words with European digits; `None` where they have no others.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        if !has_others(words) {
            return None;
        }
        let mut out = Self { words: String::with_capacity(words.len()), places: Vec::new() };
        for (at, c) in words.char_indices() {
            let digit = european(c).unwrap_or(c);
            out.words.push(digit);
            if digit != c {
                out.places.push((out.words.len(), at + c.len_utf8()));
            }
        }
        Some(out)
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Where a range of these words stands in those that came.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.across(range, |&(here, there)| (here, there))
    }

    /// Where a range of the words that came, which does not begin or end within a character, stands in these.
    #[must_use]
    pub fn here(&self, range: Range<usize>) -> Range<usize> {
        self.across(range, |&(here, there)| (there, here))
    }

    /// A range moved to the other words; `turned` gives a place as (these, those).
    fn across(&self, range: Range<usize>, turned: impl Fn(&(usize, usize)) -> (usize, usize)) -> Range<usize> {
        let place = |at: usize| {
            let last = self.places.partition_point(|place| turned(place).0 <= at).checked_sub(1);
            last.map(|last| turned(&self.places[last])).map_or(at, |(these, those)| those + (at - these))
        };
        place(range.start)..place(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept() {
        let words = "القرار ٧٠/١ المؤرخ ٢٥ أيلول";
        let view = European::of(words).unwrap();
        assert_eq!(view.words(), "القرار 70/1 المؤرخ 25 أيلول");
        assert_eq!(view.words(), in_european(words));
        for piece in ["70/1", "25", "أيلول", "القرار"] {
            let at = view.words().find(piece).unwrap();
            let original = view.original(at..at + piece.len());
            assert_eq!(in_european(&words[original.clone()]), piece);
            assert_eq!(view.here(original), at..at + piece.len());
        }
        assert!(European::of("القرار 70/1").is_none());
    }
}
