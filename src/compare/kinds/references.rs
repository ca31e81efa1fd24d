//! References to paragraphs, whose numbers follow the paragraphs.

use super::documents::Document;
use super::{Judge, pairs};
use crate::compare::redline::{Hunk, Side};
use crate::compare::tokens::{Class, Token};
use crate::lexicon::in_european;
use crate::model::Language;

impl Judge<'_> {
    /// Whether all that differs are references to paragraphs that got another number.
    pub(super) fn is_renumbering(&self, hunk: &Hunk) -> bool {
        let refers = |a: usize, b: usize| {
            let is_reference = |side: &Side<'_>, at: usize| side.tokens[at].class == Class::Reference;
            is_reference(self.old, a) && is_reference(self.new, b) && self.is_renumbered(a, b)
        };
        pairs(hunk).is_some_and(|pairs| {
            let mut differing = pairs.filter(|&(a, b)| !self.is_equal(a, b)).peekable();
            differing.peek().is_some() && differing.all(|(a, b)| refers(a, b))
        })
    }

    /// Whether two references are to one paragraph, which got another number. "Paragraph 5 of resolution 70/1" has not been renumbered, nor
    /// has "paragraph 4 of the Charter"; and "paragraph 2 above" became "paragraph 3 above" only where OP2 became OP3.
    fn is_renumbered(&self, old: usize, new: usize) -> bool {
        let became = || {
            let (places, numbers) = (self.places?, number(self.old, old).zip(number(self.new, new))?);
            self.numbering.became((places.0, numbers.0), (places.1, numbers.1))
        };
        if self.is_of_this_text(self.old, old) || self.is_of_this_text(self.new, new) {
            return became().unwrap_or(true);
        }
        match (document(self.old, old), document(self.new, new)) {
            (Some(old), Some(new)) => old.number != new.number,
            // The paragraphs of an annexed treaty are numbered within its articles.
            (None, None) => {
                became().unwrap_or_else(|| self.places.is_some_and(|(old, new)| old.annex.is_some() && new.annex.is_some()))
            }
            _ => false,
        }
    }

    /// Whether a reference is to a paragraph of its own text, as it says, "paragraph 5 above", "paragraph 5 of the present resolution", or
    /// as nothing follows that could say otherwise.
    fn is_of_this_text(&self, side: &Side<'_>, at: usize) -> bool {
        beside(side, at).any(|at| self.terms.is_of_this_text(side.tokens[at].id))
            || side.tokens[at + 1..].iter().all(Token::is_mark)
    }
}

/// The number of a paragraph that is referred to.
fn number(side: &Side<'_>, at: usize) -> Option<u16> {
    let words = in_european(side.text(at));
    let end = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    words[..end].parse().ok()
}

/// The document in which a reference says that its paragraph is.
fn document<'a>(side: &'a Side<'_>, at: usize) -> Option<Document<'a>> {
    let mut words = beside(side, at).take_while(|&at| !side.tokens[at].is_mark());
    words.find(|&at| side.tokens[at].class == Class::Symbol).map(|at| Document::of(side.text(at), side.language))
}

/// What stands beside the number of a paragraph and may say of which document it is: after it, in Chinese before it.
fn beside(side: &Side<'_>, at: usize) -> impl Iterator<Item = usize> + use<> {
    /// From the number of a paragraph to that of its resolution; from the first of a short list to the "above" that stands after it.
    const REACH: usize = 5;
    let (before, after) = if side.language == Language::Zh { (0..at, 0..0) } else { (0..0, at + 1..side.tokens.len()) };
    before.rev().chain(after).take(REACH)
}
