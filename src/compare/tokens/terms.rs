//! The words of a language that make tokens and tell kinds of change apart, from `assets/lexicon/tokens/`.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::file::File;
use super::fold::identity;
use super::{Token, scan};
use crate::compare::words::{self, Word};
use crate::model::Language;

/// Phrases by the identity of their first word.
type Phrases<T> = FxHashMap<u64, Vec<(Box<[u64]>, T)>>;

/// Words of a language, by the identity of their tokens.
#[derive(Debug, Default)]
pub struct Terms {
    pub(super) elisions: FxHashSet<String>,
    pub(super) months: Phrases<u8>,
    pub(super) symbol_date: Phrases<()>,
    pub(super) units: Phrases<()>,
    pub(super) date_links: FxHashSet<u64>,
    pub(super) year_words: FxHashSet<u64>,
    pub(super) through: FxHashSet<u64>,
    pub(super) session: FxHashSet<u64>,
    pub(super) paragraph: FxHashSet<u64>,
    pub(super) paragraph_links: FxHashSet<u64>,
    pub(super) ones: FxHashMap<u64, u16>,
    pub(super) rounds: FxHashMap<u64, u16>,
    pub(super) tens: FxHashMap<u64, u16>,
    pub(super) ordinal_links: FxHashSet<u64>,
    pub(super) one_first: bool,
    /// What a date or an ordinal may begin with, where it begins with a word; and 第, with which symbols begin.
    opening: FxHashSet<u64>,
    and: FxHashSet<u64>,
    list_words: FxHashSet<u64>,
    of_this_text: FxHashSet<u64>,
    agenda: FxHashSet<u64>,
    closing_and: FxHashSet<u64>,
    deadline: FxHashSet<u64>,
    deadline_links: FxHashSet<u64>,
    deadline_after: FxHashSet<u64>,
    formula: FxHashSet<u64>,
}

static TERMS: [LazyLock<Terms>; 6] = [
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/ar")))),
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/en")))),
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/es")))),
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/fr")))),
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/ru")))),
    LazyLock::new(|| Terms::read(include_bytes!(concat!(env!("OUT_DIR"), "/tokens/zh")))),
];

impl Terms {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &TERMS[0],
            Language::En => &TERMS[1],
            Language::Es => &TERMS[2],
            Language::Fr => &TERMS[3],
            Language::Ru => &TERMS[4],
            Language::Zh => &TERMS[5],
        }
    }

    /// Whether a word may begin what is read at once: a date, an ordinal, 第53/70号.
    pub(super) fn opens(&self, id: u64) -> bool {
        self.opening.contains(&id)
    }

    /// Whether a token is the "and" of a list.
    #[must_use]
    pub fn is_and(&self, id: u64) -> bool {
        self.and.contains(&id)
    }

    /// Whether a token leads from one thing to another: the "to" of "1 to 3", the "and" of "between 1 and 3".
    #[must_use]
    pub fn is_through(&self, id: u64) -> bool {
        self.through.contains(&id)
    }

    /// Whether a token may stand in a list of documents beside them.
    #[must_use]
    pub fn is_list_word(&self, id: u64) -> bool {
        self.list_words.contains(&id) || self.and.contains(&id)
    }

    /// Whether a token is the "and" that ends the last but one of several sub-paragraphs.
    #[must_use]
    pub fn is_closing_and(&self, id: u64) -> bool {
        self.closing_and.contains(&id)
    }

    /// Whether the date among these tokens is a deadline: "until 31 December 2024", "by the end of 2025", 2025年前.
    #[must_use]
    pub fn is_deadline(&self, tokens: &[Token], date: usize) -> bool {
        let links = |token: &&Token| !self.deadline_links.contains(&token.id);
        let (before, after) = (tokens[..date].iter().rev().find(links), tokens[date + 1..].iter().find(links));
        before.is_some_and(|token| self.deadline.contains(&token.id))
            || after.is_some_and(|token| self.deadline_after.contains(&token.id))
    }

    /// Whether a token says that the paragraph beside whose number it stands is of the text itself: "above", "present".
    #[must_use]
    pub fn is_of_this_text(&self, id: u64) -> bool {
        self.of_this_text.contains(&id)
    }

    /// Whether a token names an agenda item, before its number.
    #[must_use]
    pub fn is_agenda(&self, id: u64) -> bool {
        self.agenda.contains(&id)
    }

    /// Whether any resolution has this word, whatever it is on; words are those of alignment, without what inflection changes.
    #[must_use]
    pub fn is_formula(&self, stem: u64) -> bool {
        self.formula.contains(&stem)
    }

    /// The terms of a file as the build script packed it; one that it could not pack, it would not have built.
    fn read(packed: &[u8]) -> Self {
        let file = postcard::from_bytes(packed);
        debug_assert!(file.is_ok(), "{file:?}");
        Self::build(&file.unwrap_or_default())
    }

    fn build(file: &File) -> Self {
        let formula: Vec<&str> = file.formula.split_whitespace().collect();
        let mut stems: Vec<Word> = Vec::new();
        words::words(&with_proclitics(&formula, &file.proclitics).join(" "), &mut stems);
        let formula = stems.iter().map(|word| word.hash).collect();
        let elisions: FxHashSet<String> = file.elisions.iter().cloned().collect();
        let mut terms = Self { formula, ..Self::default() };
        let months: Vec<_> =
            file.months.iter().zip(1..).flat_map(|(names, month)| names.iter().map(move |name| (name.as_str(), month))).collect();
        terms.months = phrases(months, &elisions);
        terms.symbol_date = phrases(file.symbol_date.iter().map(|phrase| (phrase.as_str(), ())).collect(), &elisions);
        terms.units = phrases(file.units.iter().map(|phrase| (phrase.as_str(), ())).collect(), &elisions);
        let set = |words: &[String]| -> FxHashSet<u64> { words.iter().flat_map(|words| cut(words, &elisions)).collect() };
        terms.date_links = set(&file.date_links);
        terms.year_words = set(&file.year_words);
        terms.through = set(&file.through);
        let set_with_proclitics = |words: &[String]| -> FxHashSet<u64> {
            with_proclitics(words, &file.proclitics).iter().flat_map(|words| cut(words, &elisions)).collect()
        };
        terms.session = set_with_proclitics(&file.session);
        terms.paragraph = set_with_proclitics(&file.paragraph);
        terms.paragraph_links = set(&file.paragraph_links);
        terms.of_this_text = set(&file.of_this_text);
        terms.and = set(&file.and);
        terms.list_words = set(&file.list_words);
        terms.agenda = set(&file.agenda);
        terms.closing_and = set(&file.closing_and);
        terms.deadline = set(&file.deadline);
        terms.deadline_links = set(&file.deadline_links);
        terms.deadline_after = set(&file.deadline_after);
        terms.ordinal_links = set(&file.ordinals.links);
        terms.one_first = file.ordinals.one_first;
        let ordinals = &file.ordinals;
        let inflected = |stem: &str| -> Vec<u64> {
            if ordinals.endings.is_empty() {
                vec![identity(stem)]
            } else {
                ordinals.endings.iter().map(|ending| identity(&format!("{stem}{ending}"))).collect()
            }
        };
        for (forms, value) in ordinals.rounds.iter().zip((20..).step_by(10)) {
            terms.rounds.extend(forms.iter().flat_map(|form| inflected(form)).map(|id| (id, value)));
        }
        for (forms, one) in ordinals.ones.iter().zip(1..) {
            terms.ones.extend(forms.iter().flat_map(|form| inflected(form)).map(|id| (id, one)));
            if ordinals.fused {
                for (prefixes, ten) in ordinals.tens.iter().zip((10..).step_by(10)) {
                    for prefix in prefixes {
                        let links = ordinals.links.iter().map(String::as_str).chain([""]);
                        let whole = links.flat_map(|link| forms.iter().map(move |form| [prefix, link, form].concat()));
                        terms.rounds.extend(whole.map(|whole| (identity(&whole), ten + one)));
                    }
                }
            }
        }
        for (forms, ten) in ordinals.tens.iter().zip((10..).step_by(10)) {
            terms.tens.extend(forms.iter().map(|form| (identity(form), ten)));
        }
        let numbers = terms.ones.keys().chain(terms.rounds.keys()).chain(terms.tens.keys());
        terms.opening = numbers.chain(terms.months.keys()).copied().chain([identity("第")]).collect();
        terms.elisions = elisions;
        terms
    }
}

/// The nouns, and the nouns with what may be written on to their front.
fn with_proclitics<'w>(nouns: &'w [impl AsRef<str>], proclitics: &[String]) -> Vec<Cow<'w, str>> {
    let mut out: Vec<Cow<'w, str>> = nouns.iter().map(|noun| noun.as_ref().into()).collect();
    for proclitic in proclitics {
        for noun in nouns.iter().map(AsRef::as_ref) {
            out.push(format!("{proclitic}{noun}").into());
            // لل for ل and ال
            if let Some(bare) = noun.strip_prefix("ال").filter(|_| proclitic.ends_with('ل')) {
                out.push(format!("{proclitic}ل{bare}").into());
            }
        }
    }
    out
}

/// The identities of the words of a phrase, cut as texts are.
fn cut(words: &str, elisions: &FxHashSet<String>) -> Vec<u64> {
    let mut atoms = Vec::new();
    scan::scan(words, elisions, &mut atoms);
    atoms.iter().map(|atom| atom.id).collect()
}

fn phrases<T>(list: Vec<(&str, T)>, elisions: &FxHashSet<String>) -> Phrases<T> {
    let mut out: Phrases<T> = FxHashMap::default();
    for (words, value) in list {
        let ids = cut(words, elisions);
        if let Some((&first, rest)) = ids.split_first() {
            out.entry(first).or_default().push((rest.into(), value));
        }
    }
    // The longest first, so that كانون الأول/ديسمبر is not read as its first half.
    for phrases in out.values_mut() {
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    out
}

/// The phrase that begins the tokens: how many of them it takes, and its value.
pub(super) fn phrase<T: Copy>(phrases: &Phrases<T>, ids: impl Fn(usize) -> Option<u64>) -> Option<(usize, T)> {
    let candidates = phrases.get(&ids(0)?)?;
    candidates
        .iter()
        .find(|(rest, _)| rest.iter().zip(1..).all(|(&id, at)| ids(at) == Some(id)))
        .map(|&(ref rest, value)| (rest.len() + 1, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_terms() {
        for language in Language::ALL {
            let terms = Terms::of(language);
            assert!(!terms.and.is_empty() && !terms.paragraph.is_empty(), "{language}");
        }
    }
}
