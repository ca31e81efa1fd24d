//! Lists of documents: entries that the newer text has more, and what separates them.

use std::ops::Range;

use super::documents::{Document, is_of_cycle, turns_document};
use super::{Cycle, Judge, pairs};
use crate::compare::ChangeKind;
use crate::compare::redline::{Hunk, Side};
use crate::compare::tokens::Class;
use crate::compare::words;

/// Tokens of a side.
type Part<'h, 'a> = (&'a Side<'a>, &'h Range<usize>);

impl<'a> Judge<'a> {
    /// The older side of a change with its tokens, and the newer one.
    fn by_age<'h>(&'h self, cycle: &Cycle, hunk: &'h Hunk) -> (Part<'h, 'a>, Part<'h, 'a>) {
        let (old, new) = ((self.old, &hunk.old), (self.new, &hunk.new));
        if cycle.reversed { (new, old) } else { (old, new) }
    }

    /// Whether documents stand on both sides, and each of the newer side turned from one of the older: a report with its addendum from the
    /// report of the year before.
    pub(super) fn turns_documents(&self, cycle: &Cycle, hunk: &Hunk) -> bool {
        let documents = |side: &'a Side<'a>, tokens: &Range<usize>| -> Option<Vec<Document<'a>>> {
            let mut out = Vec::new();
            for token in tokens.clone() {
                if is_document(side, token) {
                    out.push(Document::of(side.text(token), side.language));
                } else if !self.separates(side, token) {
                    return None;
                }
            }
            Some(out)
        };
        let (Some(old), Some(new)) = (documents(self.old, &hunk.old), documents(self.new, &hunk.new)) else { return false };
        let (older, newer) = if cycle.reversed { (new, old) } else { (old, new) };
        !newer.is_empty()
            && newer.iter().all(|b| older.iter().any(|a| turns_document(cycle, a, b)))
            && older.iter().all(|a| newer.iter().any(|b| turns_document(cycle, a, b)))
    }

    /// Whether the newer text has entries more in a list of documents, all of the time between the texts.
    pub(super) fn adds_entries(&self, cycle: &Cycle, hunk: &Hunk) -> bool {
        let ((older, gone), (newer, come)) = self.by_age(cycle, hunk);
        // "its resolution 77/5" → "its resolutions 77/4 and 77/5"
        let agrees = |token: usize| come.clone().any(|other| self.are_one_noun((older, token), (newer, other)));
        if !gone.clone().all(|token| self.separates(older, token) || agrees(token)) {
            return false;
        }
        let mut entries = 0;
        for token in come.clone() {
            if is_document(newer, token) {
                entries += 1;
                if !is_of_cycle(cycle, &Document::of(newer.text(token), newer.language)) {
                    return false;
                }
            } else if !self.may_stand_in_list(newer, token) {
                return false;
            }
        }
        entries > 0 && (self.has_document_before(newer, come.start) || self.has_document_after(newer, come.end))
    }

    /// A change with the entries apart that a list of documents has more, at the front or the back of what came: they are of the time between
    /// the texts, and the rest is not.
    pub(super) fn entries_apart(&self, hunk: &Hunk) -> Option<Vec<(Hunk, ChangeKind)>> {
        let cycle = self.cycle?;
        let ((older, gone), (newer, come)) = self.by_age(cycle, hunk);
        let is_entry =
            |token: usize| is_document(newer, token) && is_of_cycle(cycle, &Document::of(newer.text(token), newer.language));
        let in_list = |token: &usize| is_entry(*token) || (!is_document(newer, *token) && self.may_stand_in_list(newer, *token));
        // They are added to a list that was there: beside them stands a document that did not come with them.
        let front = come.clone().take_while(in_list).filter(|&token| is_entry(token)).last().map(|last| come.start..last + 1);
        let front = front.filter(|_| self.has_document_before(newer, come.start));
        let back = || {
            let start = come.clone().rev().take_while(in_list).last()?;
            ((start..come.end).any(is_entry) && self.has_document_after(newer, come.end)).then_some(start..come.end)
        };
        let entries = front.or_else(back)?;
        let sides = |newer: Range<usize>, older: Range<usize>| {
            if cycle.reversed { Hunk { old: newer, new: older } } else { Hunk { old: older, new: newer } }
        };
        let (apart, rest) = if entries.start == come.start && entries.end < come.end {
            (sides(entries.clone(), gone.start..gone.start), sides(entries.end..come.end, gone.clone()))
        } else {
            (sides(entries.clone(), gone.end..gone.end), sides(come.start..entries.start, gone.clone()))
        };
        if rest.old.is_empty() && rest.new.is_empty() {
            return None;
        }
        // What took the place of other entries is one change with them: without it they would seem to be dropped.
        if rest.old.is_empty() != rest.new.is_empty() && gone.clone().any(|token| is_document(older, token)) {
            return None;
        }
        let kind = self.kind(&rest);
        let (apart, rest) = ((apart, ChangeKind::Rollover), (rest, kind));
        Some(if entries.end < come.end { vec![apart, rest] } else { vec![rest, apart] })
    }

    /// Whether a document stands right before a token, but for what separates entries of a list.
    fn has_document_before(&self, side: &Side<'_>, token: usize) -> bool {
        (0..token).rev().find(|&token| !self.may_stand_in_list(side, token)).is_some_and(|token| is_document(side, token))
    }

    /// Whether a document stands at a token or after it, but for what separates entries of a list.
    fn has_document_after(&self, side: &Side<'_>, token: usize) -> bool {
        (token..side.tokens.len()).find(|&token| !self.may_stand_in_list(side, token)).is_some_and(|token| is_document(side, token))
    }

    /// Whether a word of a list of documents is another form of the same word, "resolution" → "resolutions", where one was added; with
    /// what agrees with it before it, "sa décision" → "ses décisions".
    fn agrees(&self, hunk: &Hunk) -> bool {
        let one_noun = |a: usize, b: usize| self.are_one_noun((self.old, a), (self.new, b));
        let one_possessive = |a: usize, b: usize| {
            let begin_alike = || self.old.text(a).chars().next() == self.new.text(b).chars().next();
            self.is_list_word(self.old, a) && self.is_list_word(self.new, b) && begin_alike()
        };
        match pairs(hunk).map(Iterator::collect::<Vec<_>>).as_deref() {
            Some(&[(a, b)]) => one_noun(a, b),
            Some(&[(a, b), (c, d)]) => one_possessive(a, b) && one_noun(c, d),
            _ => false,
        }
    }

    /// Whether two words of lists are forms of one word.
    fn are_one_noun(&self, (a, one): (&Side<'_>, usize), (b, other): (&Side<'_>, usize)) -> bool {
        self.is_list_word(a, one) && self.is_list_word(b, other) && words::have_one_stem(a.text(one), b.text(other))
    }

    fn is_list_word(&self, side: &Side<'_>, token: usize) -> bool {
        side.tokens[token].class == Class::Word && self.terms.is_list_word(side.tokens[token].id)
    }

    fn separates(&self, side: &Side<'_>, token: usize) -> bool {
        matches!(side.text(token), "," | "、" | "،" | "，" | ";" | "；") || self.terms.is_and(side.tokens[token].id)
    }

    fn may_stand_in_list(&self, side: &Side<'_>, token: usize) -> bool {
        self.separates(side, token) || self.is_list_word(side, token)
    }

    /// An "and" that became a comma, or the other way round, rolls over with the entry that was added to its list.
    pub(super) fn settle_separators(&self, hunks: &[Hunk], kinds: &mut [ChangeKind]) {
        let only_separates = |hunk: &Hunk| {
            let separates = hunk.old.clone().all(|token| self.separates(self.old, token))
                && hunk.new.clone().all(|token| self.separates(self.new, token));
            separates || self.agrees(hunk)
        };
        // Entries and what separates them, nothing else, on the new side between two changes.
        let one_list = |from: usize, to: usize| {
            (from..to).all(|token| self.new.tokens[token].class == Class::Symbol || self.may_stand_in_list(self.new, token))
        };
        let has_document = |hunk: &Hunk| {
            hunk.old.clone().any(|token| is_document(self.old, token)) || hunk.new.clone().any(|token| is_document(self.new, token))
        };
        for at in 0..hunks.len() {
            if !matches!(kinds[at], ChangeKind::Wording | ChangeKind::Typography) || !only_separates(&hunks[at]) {
                continue;
            }
            let with = |other: usize| {
                let (first, last) = if other < at { (other, at) } else { (at, other) };
                kinds[other] == ChangeKind::Rollover
                    && has_document(&hunks[other])
                    && one_list(hunks[first].new.end, hunks[last].new.start)
            };
            // What went, and nothing in its place, may stand between.
            let near = at.saturating_sub(2)..(at + 3).min(hunks.len());
            if near.into_iter().any(|other| other != at && with(other)) {
                kinds[at] = ChangeKind::Rollover;
            }
        }
    }

    /// As [`Self::kinds`], for pieces whose kinds are known but for the separators.
    pub(in crate::compare) fn settle(&self, pieces: &mut [(Hunk, ChangeKind)]) {
        let (hunks, mut kinds): (Vec<Hunk>, Vec<ChangeKind>) = pieces.iter().cloned().unzip();
        self.settle_separators(&hunks, &mut kinds);
        for (piece, kind) in pieces.iter_mut().zip(kinds) {
            piece.1 = kind;
        }
    }
}

/// Whether a token cites a document.
fn is_document(side: &Side<'_>, token: usize) -> bool {
    side.tokens[token].class == Class::Symbol
}
