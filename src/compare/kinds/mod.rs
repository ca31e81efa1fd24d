//! What a change is: wording, rollover, renumbering or typography (footnote marks are not words, and are found elsewhere).
//!
//! A change is not wording only where a rule says so for all of it. Rules look at typed tokens, so that one rule serves six languages.
//! - *renumbering*: only the numbers of paragraphs of the text itself differ that are referred to, and the one became the other.
//! - *rollover*: what moved on by exactly as many sessions (years) as lie between the two texts, near the texts' own: ordinals of
//!   sessions, years, days of the same day and month, symbols of the same form; the older text itself put in place of what it recalled;
//!   or an entry added to a list of documents that is of the time between the texts, with the "and" and comma that move with it.
//!   Between texts of one session, or whose sessions are not known, nothing turns by itself.
//! - *typography*: without quotes, dashes, hyphens, spaces and case, and with one spelling of each character, the words are equal; or a
//!   scanner took one glyph for another; or only what closes a paragraph differs (";" against "; and"): it follows from its place among
//!   the others, not from what it says. A comma or another mark within a paragraph is wording, though the fate is *same* where nothing else differs: the
//!   words are equal, and yet "States that have weapons" are others than "States, that have weapons".

mod cycle;
mod documents;
mod lists;
mod numbering;
mod references;
mod typography;

pub use cycle::Cycle;
pub use numbering::Numbering;

use documents::{Document, turns_council_document, turns_document};

use super::ChangeKind;
use super::redline::{Hunk, Side};
use super::tokens::{Class, Terms, Token};
use crate::lexicon::{Folded, Lexicon};
use crate::model::Place;

/// Says of changes between two sides what they are.
#[derive(Debug)]
pub(super) struct Judge<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    cycle: Option<&'a Cycle>,
    numbering: &'a Numbering,
    /// Where in their texts both sides stand; `None` in footnotes.
    places: Option<(Place, Place)>,
    terms: &'static Terms,
}

impl<'a> Judge<'a> {
    /// A judge of changes between two sides, which stand in these places of their texts.
    pub(super) fn new(
        (old, new): (&'a Side<'a>, &'a Side<'a>),
        places: Option<(Place, Place)>,
        cycle: Option<&'a Cycle>,
        numbering: &'a Numbering,
    ) -> Self {
        Self { old, new, cycle, numbering, places, terms: Terms::of(new.language) }
    }

    /// What a change is as a whole.
    pub(super) fn kind(&self, hunk: &Hunk) -> ChangeKind {
        if self.is_renumbering(hunk) {
            ChangeKind::Renumbering
        } else if self.is_rollover(hunk) {
            ChangeKind::Rollover
        } else if self.is_typography(hunk) {
            ChangeKind::Typography
        } else {
            ChangeKind::Wording
        }
    }

    /// The kinds of all changes, where those of separators follow from the entries of their list.
    pub(super) fn kinds(&self, hunks: &[Hunk]) -> Vec<ChangeKind> {
        let mut kinds: Vec<ChangeKind> = hunks.iter().map(|hunk| self.kind(hunk)).collect();
        self.settle_separators(hunks, &mut kinds);
        kinds
    }

    /// A change cut into pieces of one kind each, where pieces at its ends are of a kind of their own.
    pub(super) fn split(&self, hunk: Hunk) -> Vec<(Hunk, ChangeKind)> {
        let whole = self.kind(&hunk);
        if whole != ChangeKind::Wording {
            return vec![(hunk, whole)];
        }
        if let Some(pieces) = self.entries_apart(&hunk).or_else(|| self.figures_apart(&hunk)) {
            return pieces;
        }
        if hunk.old.is_empty() || hunk.new.is_empty() {
            return vec![(hunk, whole)];
        }
        let (mut front, mut rest, mut back) = (Vec::new(), hunk, Vec::new());
        while let Some((piece, kind)) = self.peel(&rest, true) {
            rest.old.start = piece.old.end;
            rest.new.start = piece.new.end;
            front.push((piece, kind));
        }
        while let Some((piece, kind)) = self.peel(&rest, false) {
            rest.old.end = piece.old.start;
            rest.new.end = piece.new.start;
            back.push((piece, kind));
        }
        // What is equal was only taken in between two pieces.
        while !front.is_empty() && !rest.old.is_empty() && !rest.new.is_empty() && self.is_equal(rest.old.start, rest.new.start) {
            rest.old.start += 1;
            rest.new.start += 1;
        }
        while !back.is_empty() && !rest.old.is_empty() && !rest.new.is_empty() && self.is_equal(rest.old.end - 1, rest.new.end - 1)
        {
            rest.old.end -= 1;
            rest.new.end -= 1;
        }
        if !(rest.old.is_empty() && rest.new.is_empty()) {
            let kind = self.kind(&rest);
            front.push((rest, kind));
        }
        front.extend(back.into_iter().rev());
        front
    }

    /// The piece of another kind than wording at the front or back of a change.
    fn peel(&self, hunk: &Hunk, front: bool) -> Option<(Hunk, ChangeKind)> {
        const SIZES: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)];
        let piece = |(old, new): (usize, usize)| {
            if front {
                Hunk { old: hunk.old.start..hunk.old.start + old, new: hunk.new.start..hunk.new.start + new }
            } else {
                Hunk { old: hunk.old.end - old..hunk.old.end, new: hunk.new.end - new..hunk.new.end }
            }
        };
        SIZES
            .into_iter()
            .filter(|&(old, new)| old <= hunk.old.len() && new <= hunk.new.len())
            .map(piece)
            // What is equal was taken into the change for its surroundings, and stays.
            .filter(|piece| !piece.old.clone().zip(piece.new.clone()).any(|(a, b)| self.old.tokens[a].id == self.new.tokens[b].id))
            .find_map(|piece| self.kind_of_end(&piece).map(|kind| (piece, kind)))
    }

    /// The kind of a piece at an end of a longer change, if it is sure to stand apart from the rest. A mark beside changed words is a part
    /// of their change, and a list is only judged as a whole.
    fn kind_of_end(&self, piece: &Hunk) -> Option<ChangeKind> {
        let has_mark = piece.old.clone().any(|token| self.old.tokens[token].is_mark())
            || piece.new.clone().any(|token| self.new.tokens[token].is_mark());
        if self.is_renumbering(piece) {
            Some(ChangeKind::Renumbering)
        } else if self.cycle.is_some_and(|cycle| self.turned(cycle, piece)) {
            Some(ChangeKind::Rollover)
        } else {
            (!has_mark && self.is_typography(piece)).then_some(ChangeKind::Typography)
        }
    }

    fn is_equal(&self, a: usize, b: usize) -> bool {
        self.old.tokens[a].id == self.new.tokens[b].id
    }

    /// Whether two tokens are one document or one date, however they are written.
    fn is_one_fact(&self, old: usize, new: usize) -> bool {
        match (self.old.tokens[old].class, self.new.tokens[new].class) {
            (Class::Date(a), Class::Date(b)) => a == b,
            (Class::Symbol, Class::Symbol) => {
                let (a, b) =
                    (Document::of(self.old.text(old), self.old.language), Document::of(self.new.text(new), self.new.language));
                a == b && !a.has_addenda
            }
            _ => false,
        }
    }

    /// Whether two citations of one document are written with the same day, or both without one.
    pub(super) fn have_one_day(&self, old: usize, new: usize) -> bool {
        let day = |side: &Side<'_>, at: usize| Document::of(side.text(at), side.language).date;
        day(self.old, old) == day(self.new, new)
    }

    fn is_typography(&self, hunk: &Hunk) -> bool {
        let (old, new) = (self.old.slice(hunk.old.clone()), self.new.slice(hunk.new.clone()));
        (typography::is_spelling(old, new) && !self.has_minus(hunk))
            || pairs(hunk).is_some_and(|mut pairs| pairs.all(|(a, b)| self.is_equal(a, b) || self.is_one_fact(a, b)))
            || (hunk.old.len() == 1 && hunk.new.len() == 1 && typography::is_scanner_error(old, new))
            || self.is_closing(hunk)
            || self.is_doubted_glyph(hunk)
    }

    /// Whether a minus came or went: "below -2 degrees".
    fn has_minus(&self, hunk: &Hunk) -> bool {
        let has = |side: &Side<'_>, tokens: &std::ops::Range<usize>| {
            tokens.clone().any(|token| {
                let is_figure = |next: usize| side.text(next).starts_with(|c: char| c.is_ascii_digit());
                side.tokens[token].class == Class::Dash
                    && !side.gap(token).is_empty()
                    && side.gap(token + 1).is_empty()
                    && is_figure(token + 1)
            })
        };
        has(self.old, &hunk.old) != has(self.new, &hunk.new)
    }

    /// Whether one Chinese character differs at the beginning, where one side alone has no lead phrase that is known: 梯记 for 铭记.
    fn is_doubted_glyph(&self, hunk: &Hunk) -> bool {
        self.old.is_doubted != self.new.is_doubted
            && (hunk.old.start, hunk.new.start) == (0, 0)
            && typography::is_one_glyph(self.old.slice(hunk.old.clone()), self.new.slice(hunk.new.clone()))
    }

    /// Whether only marks differ that close a paragraph.
    fn is_closing(&self, hunk: &Hunk) -> bool {
        // Where paragraphs were joined, a mark that closed one has no place on the other side.
        let closes = |side: &Side<'_>, tokens: std::ops::Range<usize>| {
            tokens.is_empty()
                || side.begins_paragraph(tokens.end)
                    && tokens.len() <= 3
                    && tokens.clone().all(|token| {
                        matches!(side.text(token), "," | ";" | "." | ":" | "،" | "؛" | "，" | "；" | "。" | "：")
                            || self.terms.is_closing_and(side.tokens[token].id)
                    })
        };
        closes(self.old, hunk.old.clone()) && closes(self.new, hunk.new.clone())
    }

    fn is_rollover(&self, hunk: &Hunk) -> bool {
        self.cycle
            .is_some_and(|cycle| self.turned(cycle, hunk) || self.turns_documents(cycle, hunk) || self.adds_entries(cycle, hunk))
    }

    /// Whether all that differs turned with the cycle, token by token.
    fn turned(&self, cycle: &Cycle, hunk: &Hunk) -> bool {
        pairs(hunk).is_some_and(|pairs| {
            let mut differing = pairs.filter(|&(a, b)| !self.is_equal(a, b)).peekable();
            differing.peek().is_some() && differing.all(|(a, b)| self.turns(cycle, a, b))
        })
    }

    /// Whether a token turned into the other with the cycle.
    fn turns(&self, cycle: &Cycle, old: usize, new: usize) -> bool {
        let ((older, a), (newer, b)) =
            if cycle.reversed { ((self.new, new), (self.old, old)) } else { ((self.old, old), (self.new, new)) };
        let dates = |class: Class| matches!(class, Class::Year(_) | Class::Month(..) | Class::Date(_));
        // A deadline was put off, by whatever span: nothing turns by itself there.
        if dates(newer.tokens[b].class) && self.terms.is_deadline(&newer.tokens, b) {
            return false;
        }
        // Nor in the year of a figure, and at the end of a span of time: what is told of them is another fact.
        if dates(newer.tokens[b].class) && (dates_a_figure(newer, b) || self.ends_a_span(newer, b)) {
            return false;
        }
        match (older.tokens[a].class, newer.tokens[b].class) {
            (Class::Session(a), Class::Session(b) | Class::Ordinal(b)) | (Class::Ordinal(a), Class::Session(b)) => {
                cycle.turns_session(a, b) || (cycle.turns_council(a, b) && names_human_rights_council(newer))
            }
            (Class::Year(a), Class::Year(b)) => cycle.turns_year(a, b),
            (Class::Month(a, month), Class::Month(b, same)) => month == same && cycle.turns_year(a, b),
            (Class::Date(a), Class::Date(b)) => {
                let year = |date: crate::model::Date| date.year().unsigned_abs();
                (a.month(), a.day()) == (b.month(), b.day()) && cycle.turns_year(year(a), year(b))
            }
            (Class::Symbol, Class::Symbol) => {
                let (a, b) = (Document::of(older.text(a), older.language), Document::of(newer.text(b), newer.language));
                turns_document(cycle, &a, &b) || (turns_council_document(cycle, &a, &b) && names_human_rights_council(newer))
            }
            (Class::Number, Class::Number) => {
                let agenda = |side: &Side<'_>, at: usize| at > 0 && self.terms.is_agenda(side.tokens[at - 1].id);
                agenda(older, a) && agenda(newer, b)
            }
            _ => false,
        }
    }

    /// Whether a month or a day stands beside another one in "between March 2020 and July 2021".
    fn ends_a_span(&self, side: &Side<'_>, at: usize) -> bool {
        let is_date = |token: &Token| matches!(token.class, Class::Month(..) | Class::Date(_));
        let joins = |token: &Token| self.terms.is_through(token.id);
        let beside = |link: Option<usize>, other: Option<usize>| {
            let token = |at: Option<usize>| at.and_then(|at| side.tokens.get(at));
            token(link).is_some_and(joins) && token(other).is_some_and(is_date)
        };
        is_date(&side.tokens[at]) && (beside(at.checked_sub(1), at.checked_sub(2)) || beside(Some(at + 1), Some(at + 2)))
    }

    /// A change of nothing but figures for figures, with equal words between: each is read by itself (2.5 per cent to 41 became 3.5 per cent
    /// to 42).
    fn figures_apart(&self, hunk: &Hunk) -> Option<Vec<(Hunk, ChangeKind)>> {
        let is_figure = |class: Class| !matches!(class, Class::Word | Class::Quote | Class::Dash | Class::Punctuation);
        let mut pieces: Vec<Hunk> = Vec::new();
        let mut equal = 0;
        for (a, b) in pairs(hunk)? {
            if self.is_equal(a, b) {
                equal += 1;
            } else if !(is_figure(self.old.tokens[a].class) && is_figure(self.new.tokens[b].class)) {
                return None;
            } else if let Some(last) = pieces.last_mut().filter(|last| last.old.end == a) {
                (last.old.end, last.new.end) = (a + 1, b + 1);
            } else {
                pieces.push(Hunk { old: a..a + 1, new: b..b + 1 });
            }
        }
        let kinds = |piece: Hunk| {
            let kind = self.kind(&piece);
            (piece, kind)
        };
        (equal > 0).then(|| pieces.into_iter().map(kinds).collect())
    }
}

/// Whether the words name the Human Rights Council.
fn names_human_rights_council(side: &Side<'_>) -> bool {
    let names = &Lexicon::of(side.language).citation_words().organs.human_rights_council;
    let words = Folded::of(&side.words);
    let words = words.small();
    names.iter().any(|name| words.contains(name.as_str()))
}

/// Whether a figure stands near a date: "91 per cent in 2022", "in 2022, 148 million children".
fn dates_a_figure(side: &Side<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let is_figure = |token: &&Token| token.class == Class::Number;
    side.tokens[..at].iter().rev().take(NEAR).any(|token| is_figure(&token))
        || side.tokens[at + 1..].iter().take(NEAR).any(|token| is_figure(&token))
}

/// The tokens of both sides of a change one by one, where there are as many on both.
fn pairs(hunk: &Hunk) -> Option<impl Iterator<Item = (usize, usize)> + use<>> {
    (hunk.old.len() == hunk.new.len() && !hunk.old.is_empty()).then(|| hunk.old.clone().zip(hunk.new.clone()))
}
