//! The patterns in which a lexicon's file writes its phrases, matched as they are written.
//!
//! A pattern is a small part of a regular expression: letters, `\.` for a sign itself, groups `(a|b)`, classes `[a-z]`, the repetitions
//! `?` `*` `+`, and the names of other patterns `{noun}`. One way after the other is tried, the first alternative first and the longest
//! repetition first, as a regular expression does. There is no automaton: the lists of a language are some hundred phrases, and a
//! resolution asks some hundred times how a paragraph begins; building the automata took longer than all else that reading it needs.

use std::cmp::Reverse;
use std::sync::Arc;

use super::Folded;

/// A pattern.
#[derive(Clone, Debug)]
pub(super) enum Phrase {
    /// These very letters.
    Letters(Box<str>),
    /// One character out of ranges.
    Class(Box<[(char, char)]>),
    /// One after the other.
    Sequence(Box<[Phrase]>),
    /// The first with which the rest matches too.
    Choice {
        options: Box<[Phrase]>,
        /// Which options can begin with a byte, in order. The last entry is for the bytes that are not named.
        begins: Box<[(u8, Possible)]>,
    },
    /// As often as the rest allows.
    Repeat { phrase: Box<Phrase>, least: bool, many: bool },
    /// A pattern that has a name.
    Named(Arc<Phrase>),
}

/// Options of a choice with their first letters, in order.
type Possible = Box<[(Head, u16)]>;

impl Phrase {
    /// Reads a pattern; `named` gives those that it calls by their names. `None` where it is not well formed.
    pub(super) fn read(pattern: &str, named: &dyn Fn(&str) -> Option<Arc<Self>>) -> Option<Self> {
        // Most have nothing but letters.
        if !pattern.contains(SIGNS) {
            return Some(Self::letters(pattern));
        }
        let mut reader = Reader { rest: pattern, named };
        let phrase = reader.choice()?;
        reader.rest.is_empty().then_some(phrase)
    }

    /// Reads a pattern of words, to be matched with a [`Folded`] text in small letters.
    pub(super) fn of_words(pattern: &str, named: &dyn Fn(&str) -> Option<Arc<Self>>) -> Option<Self> {
        let mut folded = Folded::of(pattern);
        folded.make_small();
        Self::read(folded.as_str(), named)
    }

    /// The first that matches of a list of patterns of words: the longest come first. `None` where there is none.
    pub(super) fn one_of<'l>(list: impl Iterator<Item = &'l str>, named: &dyn Fn(&str) -> Option<Arc<Self>>) -> Option<Self> {
        let mut list: Vec<&str> = list.collect();
        list.sort_by_key(|item| Reverse(item.len()));
        let options: Option<Vec<Self>> = list.iter().map(|item| Self::of_words(item, named)).collect();
        debug_assert!(options.is_some(), "{list:?}");
        options.filter(|options| !options.is_empty()).map(Self::choice)
    }

    /// All of these, one after the other.
    pub(super) fn sequence(mut parts: Vec<Self>) -> Self {
        if parts.len() == 1 { parts.remove(0) } else { Self::Sequence(parts.into()) }
    }

    /// The first of these with which the rest matches too.
    pub(super) fn choice(mut options: Vec<Self>) -> Self {
        if options.len() == 1 {
            return options.remove(0);
        }
        let heads: Vec<Head> = options.iter().map(Head::of).collect();
        let mut named: Vec<u8> = heads.iter().filter_map(|head| head.first_byte()).collect();
        named.sort_unstable();
        named.dedup();
        let mut possible: Vec<Vec<(Head, u16)>> = vec![Vec::new(); named.len() + 1];
        for (head, option) in heads.into_iter().zip(0..) {
            match head.first_byte().and_then(|first| named.binary_search(&first).ok()) {
                Some(at) => possible[at].push((head, option)),
                None => possible.iter_mut().for_each(|possible| possible.push((head, option))),
            }
        }
        let begins = named.into_iter().chain([0]).zip(possible.into_iter().map(Into::into)).collect();
        Self::Choice { options: options.into(), begins }
    }

    /// These very letters.
    pub(super) fn letters(letters: &str) -> Self {
        Self::Letters(letters.into())
    }

    /// Once or not at all.
    pub(super) fn optional(self) -> Self {
        Self::Repeat { phrase: Box::new(self), least: false, many: false }
    }

    /// Any number of times.
    pub(super) fn repeated(self) -> Self {
        Self::Repeat { phrase: Box::new(self), least: false, many: true }
    }

    /// The letters with which all that it matches begins.
    fn start(&self) -> &str {
        match self {
            Self::Letters(letters) => letters,
            Self::Sequence(parts) => parts.first().map_or("", Self::start),
            Self::Repeat { phrase, least: true, .. } => phrase.start(),
            Self::Named(phrase) => phrase.start(),
            Self::Class(_) | Self::Choice { .. } | Self::Repeat { .. } => "",
        }
    }

    /// Where the first match ends that begins with a text.
    pub(super) fn end(&self, text: &str) -> Option<usize> {
        let mut found = None;
        self.matches(text, 0, &mut |end| {
            found = Some(end);
            true
        });
        found
    }

    /// Matches at a place of a text, and then the rest: `then` is told where a match ends and says whether that one will do.
    pub(super) fn matches(&self, text: &str, at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        match self {
            Self::Letters(letters) => text.as_bytes()[at..].starts_with(letters.as_bytes()) && then(at + letters.len()),
            Self::Class(ranges) => class_end(ranges, text, at).is_some_and(then),
            Self::Sequence(parts) => in_turn(parts, text, at, then),
            Self::Choice { options, begins } => {
                let next = text.as_bytes().get(at).copied().unwrap_or(0);
                let others = begins.len() - 1;
                let named = begins[..others].binary_search_by_key(&next, |&(byte, _)| byte).unwrap_or(others);
                let letters = Head::at(text, at);
                let mut possible = begins[named].1.iter().filter(|(head, _)| head.begins(letters));
                possible.any(|&(_, option)| options[usize::from(option)].matches(text, at, then))
            }
            Self::Repeat { phrase, least, many: true } if let Self::Class(ranges) = &**phrase => {
                let mut end = at;
                while let Some(next) = class_end(ranges, text, end) {
                    end = next;
                }
                while end > at {
                    if then(end) {
                        return true;
                    }
                    end = text.floor_char_boundary(end - 1);
                }
                !least && then(at)
            }
            Self::Repeat { phrase, least, many } => {
                let again = phrase
                    .matches(text, at, &mut |end| end > at && if *many { repeated(phrase, text, end, then) } else { then(end) });
                again || (!least && then(at))
            }
            Self::Named(phrase) => phrase.matches(text, at, then),
        }
    }
}

/// The first letters of what a phrase matches, as many as are compared in one instruction: by them most phrases of a list are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    letters: u64,
    /// Which of them are known.
    mask: u64,
}

impl Head {
    pub(super) fn of(phrase: &Phrase) -> Self {
        let (mut letters, mut mask) = ([0; size_of::<u64>()], [0; size_of::<u64>()]);
        for ((letter, known), byte) in letters.iter_mut().zip(&mut mask).zip(phrase.start().bytes()) {
            (*letter, *known) = (byte, u8::MAX);
        }
        Self { letters: u64::from_le_bytes(letters), mask: u64::from_le_bytes(mask) }
    }

    /// The letters at a place of a text.
    pub(super) fn at(text: &str, at: usize) -> u64 {
        let bytes = &text.as_bytes()[at..];
        bytes.first_chunk().map_or_else(
            || bytes.iter().rev().fold(0, |letters, &byte| letters << u8::BITS | u64::from(byte)),
            |&letters| u64::from_le_bytes(letters),
        )
    }

    /// Whether a phrase that begins so may match where these letters stand.
    pub(super) const fn begins(self, letters: u64) -> bool {
        letters & self.mask == self.letters
    }

    /// The first byte, if it is known.
    pub(super) fn first_byte(self) -> Option<u8> {
        (self.mask != 0).then_some(self.letters.to_le_bytes()[0])
    }
}

/// Where a character of a class ends that stands at a place.
fn class_end(ranges: &[(char, char)], text: &str, at: usize) -> Option<usize> {
    let c = match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => char::from(*byte),
        _ => text[at..].chars().next()?,
    };
    ranges.iter().any(|&(first, last)| (first..=last).contains(&c)).then(|| at + c.len_utf8())
}

fn in_turn(parts: &[Phrase], text: &str, at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
    match parts {
        [] => then(at),
        [last] => last.matches(text, at, then),
        [first, rest @ ..] => first.matches(text, at, &mut |at| in_turn(rest, text, at, then)),
    }
}

fn repeated(phrase: &Phrase, text: &str, at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
    phrase.matches(text, at, &mut |end| end > at && repeated(phrase, text, end, then)) || then(at)
}

/// What stands for something else in a pattern.
const SIGNS: [char; 11] = ['(', ')', '[', ']', '{', '}', '|', '?', '*', '+', '\\'];

/// A pattern as it is being read.
struct Reader<'a> {
    rest: &'a str,
    named: &'a dyn Fn(&str) -> Option<Arc<Phrase>>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn choice(&mut self) -> Option<Phrase> {
        let mut options = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            options.push(self.sequence()?);
        }
        Some(Phrase::choice(options))
    }

    fn sequence(&mut self) -> Option<Phrase> {
        let mut parts = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let part = self.part()?;
            let (least, many) = match self.rest.as_bytes().first() {
                Some(b'?') => (false, false),
                Some(b'*') => (false, true),
                Some(b'+') => (true, true),
                _ => {
                    parts.push(part);
                    continue;
                }
            };
            self.rest = &self.rest[1..];
            parts.push(Phrase::Repeat { phrase: Box::new(part), least, many });
        }
        Some(Phrase::sequence(parts))
    }

    fn part(&mut self) -> Option<Phrase> {
        match self.rest.chars().next()? {
            '(' => {
                self.next();
                let inner = self.choice()?;
                (self.next()? == ')').then_some(inner)
            }
            '[' => {
                self.next();
                self.class()
            }
            '{' => {
                let (name, rest) = self.rest[1..].split_once('}')?;
                self.rest = rest;
                (self.named)(name).map(Phrase::Named)
            }
            '\\' => {
                self.next();
                let sign = self.next()?;
                Some(Phrase::letters(sign.encode_utf8(&mut [0; 4])))
            }
            sign if SIGNS.contains(&sign) => None,
            _ => {
                let mut end = self.rest.find(SIGNS).unwrap_or(self.rest.len());
                // A repetition is of the last letter alone.
                if self.rest[end..].starts_with(['?', '*', '+']) {
                    let last = self.rest[..end].chars().next_back()?.len_utf8();
                    end = if end > last { end - last } else { end };
                }
                let (letters, rest) = self.rest.split_at(end);
                self.rest = rest;
                Some(Phrase::letters(letters))
            }
        }
    }

    fn class(&mut self) -> Option<Phrase> {
        let mut ranges = Vec::new();
        loop {
            let first = self.next()?;
            if first == ']' {
                return Some(Phrase::Class(ranges.into()));
            }
            let last = match self.rest.strip_prefix('-').filter(|rest| !rest.starts_with(']')) {
                Some(rest) => {
                    self.rest = rest;
                    self.next()?
                }
                None => first,
            };
            ranges.push((first, last));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pattern: &str) -> Option<Phrase> {
        Phrase::read(pattern, &|name| (name == "noun").then(|| Arc::new(Phrase::letters("concern"))))
    }

    #[test]
    fn what_is_no_pattern_is_none() {
        for pattern in ["(a", "a)", "[a", "{verb}", "a{", "*a", "a**", "(?:a)"] {
            assert!(read(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn named_patterns_are_matched_in_their_place() {
        assert_eq!(read("deep {noun}s?").unwrap().end("deep concerns"), Some(13));
    }

    #[test]
    fn the_first_alternative_goes_before_a_longer_one() {
        assert_eq!(read("[a-b]*[a-b]|[a-b]*é").unwrap().end("aé"), Some(1));
    }

    /// A pattern, and whether it can match nothing. What can is not repeated: there expressions differ from each other.
    fn pattern() -> impl Strategy<Value = (String, bool)> {
        let letter = prop::sample::select(vec!["a", "b", "é", "[a-b]", "[bé]", "\\.", "{noun}"])
            .prop_map(|letter| (letter.to_owned(), false));
        letter.prop_recursive(4, 24, 3, |inner| {
            let part = (inner, prop::sample::select(vec!["", "", "?", "*", "+"])).prop_map(|((part, empty), sign)| {
                let is_group = part.chars().count() > 1 && !part.starts_with(['[', '{', '\\']);
                let part = if is_group { format!("({part})") } else { part };
                if empty && !sign.is_empty() {
                    (part, empty)
                } else {
                    (format!("{part}{sign}"), empty || matches!(sign, "?" | "*"))
                }
            });
            let sequence = prop::collection::vec(part, 1..3).prop_map(|parts| {
                (parts.iter().map(|(part, _)| part.as_str()).collect::<String>(), parts.iter().all(|(_, empty)| *empty))
            });
            prop::collection::vec(sequence, 1..3).prop_map(|options| {
                let words: Vec<&str> = options.iter().map(|(words, _)| words.as_str()).collect();
                (format!("({})", words.join("|")), options.iter().any(|(_, empty)| *empty))
            })
        })
    }

    proptest! {
        /// A pattern matches what the regular expression of the same letters matches, and lets go of as much for what follows.
        #[test]
        fn it_matches_as_a_regular_expression_does((pattern, _) in pattern(), text in "[abé.]{0,10}") {
            let phrase = read(&pattern).unwrap();
            // An empty group keeps the library from drawing the beginnings of alternatives together, which changes what is found first.
            let written = pattern.replace("{noun}", "(?:concern)").replace('|', "|()");
            let regex = |end: &str| regex::Regex::new(&format!("^(?:{written}){end}")).unwrap();
            prop_assert_eq!(phrase.end(&text), regex("").find(&text).map(|found| found.end()), "{} {}", pattern, text);
            let whole = phrase.matches(&text, 0, &mut |end| end == text.len());
            prop_assert_eq!(whole, regex("$").is_match(&text), "{} {}", pattern, text);
        }
    }
}
