//! What the parser asks the lexicon. Mastheads mix the document's language with English, so both are asked.

use std::cell::RefCell;
use std::ops::Range;

pub(super) use crate::lexicon::Formula;
use crate::lexicon::{self, Folded, Lexicon, Word};
use crate::model::{Date, Language};
use crate::parse::lead::Leads;

/// The lexicons of a document.
#[derive(Debug)]
pub(super) struct Cues<'a> {
    lexicon: &'a Lexicon,
    english: &'static Lexicon,
    leads: RefCell<Leads>,
}

/// A formula in a text.
#[derive(Debug)]
pub(super) struct Found {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    groups: Vec<(&'static str, String)>,
}

impl Found {
    /// What a named group holds.
    pub(super) fn group(&self, name: &str) -> Option<&str> {
        self.groups.iter().find(|(known, _)| *known == name).map(|(_, words)| words.as_str())
    }
}

/// Which lead phrases words begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) preambular: bool,
    pub(super) operative: bool,
    /// Whether the verb is one that the lexicon knows; else it only has the form of one.
    pub(super) known: bool,
}

/// What a footnote begins with that points elsewhere is shorter, in bytes.
const LONGEST_SEE: usize = 80;

/// The groups that are read.
const GROUPS: [&str; 11] =
    ["symbol", "item", "ordinal", "numeral", "number", "special", "emergency", "after", "kind", "date", "organ"];

impl<'a> Cues<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon, english: Lexicon::of(Language::En), leads: RefCell::default() }
    }

    pub(super) fn language(&self) -> Language {
        self.lexicon.language()
    }

    fn both(&self) -> impl Iterator<Item = &Lexicon> {
        let english = (self.lexicon.language() != Language::En).then_some(self.english);
        std::iter::once(self.lexicon).chain(english)
    }

    /// The first place of a formula.
    pub(super) fn find(&self, formula: Formula, words: &str) -> Option<Found> {
        let folded = Folded::of(words);
        let small = folded.small();
        self.both().flat_map(|lexicon| lexicon.formula(formula)).find_map(|expression| {
            let captures = expression.captures(&small)?;
            let whole = captures.get(0).filter(|found| !found.is_empty())?;
            let place = folded.original(whole.range());
            let group = |name: &'static str| Some((name, folded.as_str()[captures.name(name)?.range()].to_owned()));
            let groups = GROUPS.iter().filter_map(|&name| group(name)).collect();
            Some(Found { start: place.start, end: place.end, groups })
        })
    }

    /// Whether the words are a formula and nothing else.
    pub(super) fn is(&self, formula: Formula, words: &str) -> bool {
        words.len() < 200 && self.both().any(|lexicon| lexicon.is_formula(formula, words))
    }

    /// The number of an ordinal.
    pub(super) fn ordinal(&self, words: &str) -> Option<u16> {
        self.both().find_map(|lexicon| lexicon.ordinal(words).or_else(|| lexicon.find_ordinals(words).pop().map(|(_, n)| n)))
    }

    /// The dates of a text.
    pub(super) fn dates(&self, words: &str) -> Vec<(Range<usize>, Date)> {
        self.both().map(|lexicon| lexicon.find_dates(words)).find(|dates| !dates.is_empty()).unwrap_or_default()
    }

    /// The lead phrase with which words begin.
    pub(super) fn lead(&self, words: &str) -> Option<Lead> {
        let first = words.chars().next()?;
        let cased = matches!(self.language(), Language::En | Language::Fr | Language::Es);
        if !first.is_alphabetic() || (cased && !first.is_uppercase()) {
            return None;
        }
        let [preambular, operative] = self.leads(words);
        let known = preambular.as_ref().is_some_and(|lead| lead.known) || operative.as_ref().is_some_and(|lead| lead.known);
        let counts = |lead: Option<lexicon::Lead>| lead.is_some_and(|lead| lead.known || !known);
        let lead = Lead { preambular: counts(preambular), operative: counts(operative), known };
        (lead.preambular || lead.operative).then_some(lead)
    }

    /// The lead phrases of both kinds.
    fn leads(&self, words: &str) -> [Option<lexicon::Lead>; 2] {
        self.leads.borrow_mut().find(words, self.lexicon)
    }

    /// All lead phrases that were found.
    pub(super) fn into_leads(self) -> Leads {
        self.leads.into_inner()
    }

    /// The words of a lead phrase that the lexicon knows.
    pub(super) fn known_phrase<'t>(&self, words: &'t str) -> Option<&'t str> {
        self.leads(words).into_iter().flatten().find(|lead| lead.known).map(|lead| &words[lead.range])
    }

    /// The lead phrase with which words begin, if the lexicon knows its verb.
    pub(super) fn known_lead(&self, words: &str) -> Option<Lead> {
        self.lead(words).filter(|lead| lead.known)
    }

    /// Whether words begin as a footnote that points elsewhere does: "See", "Ibid.".
    pub(super) fn begins_with_see(&self, words: &str) -> bool {
        let folded = words[..words.floor_char_boundary(LONGEST_SEE)].to_lowercase();
        self.both().flat_map(|lexicon| lexicon.words(Word::See).iter().chain(lexicon.words(Word::Ibid))).any(|word| {
            folded
                .strip_prefix(word.as_str())
                .is_some_and(|rest| self.language() == Language::Zh || !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// Whether words are what footnotes are called, and nothing else.
    pub(super) fn names_footnotes(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.both().any(|lexicon| lexicon.words(Word::Footnote).contains(&words))
    }

    /// Whether a word counts things ("paragraph", "annex"), so that a number after it is no footnote mark.
    pub(super) fn counts_things(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let kinds = [Word::Paragraph, Word::Annex, Word::Resolution, Word::Decision, Word::Footnote, Word::And];
        self.both().any(|lexicon| kinds.iter().any(|&kind| lexicon.words(kind).contains(&word)))
    }
}
