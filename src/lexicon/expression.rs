//! The regular expressions of a lexicon's file.

use std::sync::OnceLock;

use memchr::memmem::Finder;
use regex_lite::{Captures, Match, Regex};

/// A regular expression that is built when a text has the letters which all that it matches have: to build one takes longer than to read
/// a page, and of those of a language a document asks for a few.
#[derive(Debug)]
pub(crate) struct Expression {
    source: String,
    needed: Finder<'static>,
    regex: OnceLock<Option<Regex>>,
}

impl Expression {
    pub(super) fn new(source: String) -> Self {
        Self { needed: Finder::new(&needed(&source)).into_owned(), source, regex: OnceLock::new() }
    }

    /// The first match with its groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex(text)?.captures(text)
    }

    /// The first match.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.regex(text)?.find(text)
    }

    /// The expression, if it may match a text; `None` also if it is none (a test builds them all).
    fn regex(&self, text: &str) -> Option<&Regex> {
        self.needed.find(text.as_bytes())?;
        self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }

    #[cfg(test)]
    pub(super) fn is_well_formed(&self) -> bool {
        Regex::new(&self.source).is_ok()
    }
}

/// The longest stretch of letters that all have which an expression matches. It may find too little, and never too much.
fn needed(source: &str) -> String {
    let mut best = String::new();
    let mut stretch = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' => group(rest),
            '[' => class(rest),
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            c => c.len_utf8(),
        };
        let (item, after) = rest.split_at(length);
        let is_sure = !after.starts_with(['?', '*', '{']);
        let letter = match first {
            // Either side will do.
            '|' => return String::new(),
            '(' | '[' | '.' | '^' | '$' => None,
            '\\' => item[1..].chars().next().filter(|c| !c.is_alphanumeric()),
            c => Some(c),
        };
        stretch.extend(letter.filter(|_| is_sure));
        if letter.is_none() || !is_sure || after.starts_with('+') {
            let within = if first == '(' && is_sure { needed(inside(item)) } else { String::new() };
            for found in [std::mem::take(&mut stretch), within] {
                if found.len() > best.len() {
                    best = found;
                }
            }
        }
        let sign = match after.as_bytes().first() {
            Some(b'{') => after.find('}').map_or(after.len(), |at| at + 1),
            Some(b'?' | b'*' | b'+') => 1,
            _ => 0,
        };
        // After a sign of repetition it may say that as little as possible is wanted.
        rest = &after[sign..];
        rest = rest.strip_prefix('?').filter(|_| sign > 0).unwrap_or(rest);
    }
    if stretch.len() > best.len() { stretch } else { best }
}

/// The length of the class at the beginning of an expression.
fn class(source: &str) -> usize {
    let mut bytes = (1..).zip(source.bytes());
    while let Some((end, byte)) = bytes.next() {
        match byte {
            b'\\' => _ = bytes.next(),
            b']' => return end,
            _ => {}
        }
    }
    source.len()
}

/// The length of the group at the beginning of an expression.
fn group(source: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(byte) = source.as_bytes().get(at) {
        at += match byte {
            b'[' => class(&source[at..]),
            b'\\' => 2,
            _ => 1,
        };
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    source.len()
}

/// What stands in a group, without its name.
fn inside(group: &str) -> &str {
    let inner = group.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or_default();
    match inner.strip_prefix('?') {
        Some(named) => named.split_once(['>', ':']).map_or("", |(_, inner)| inner),
        None => inner,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_all_matches_have_is_found() {
        for (source, letters) in [
            ("please recycle", "please recycle"),
            (r"distr\.? ?:? ?(general|limited)", "distr"),
            (r"(?<number>[0-9]+)(st|nd|rd|th) (\(resumed\) )?(plenary )?meeting", "meeting"),
            ("(?<ordinal>[a-z-]+( [a-z-]+){0,4}?) (?<special>special )?session", "session"),
            (r"\[ ?(?<source>on the (report|recommendation)s? of [^\]]*) ?\]", "on the "),
            ("agenda items? (?<item>[0-9]+)", "agenda item"),
            ("^(?:annex(es)?( [ivxlc]+)?)", "annex"),
            ("第 ?(?<numeral>[一二]+) ?届(会议|常会)", "第"),
            ("a|b", ""),
            ("(a|b)c+d", "c"),
            ("ab*", "a"),
            (r"\(a\)[\])]b", "(a)"),
        ] {
            assert_eq!(needed(source), letters, "{source}");
        }
    }

    /// Expressions of what the files of the lexicon are written with.
    fn source() -> impl Strategy<Value = String> {
        let item = || prop::sample::select(vec!["a", "b", "c", " ", r"\.", r"\(", "[ab]", r"[^c\]]", "."]).prop_map(str::to_owned);
        item().prop_recursive(3, 24, 4, move |inner| {
            let group = (prop::collection::vec(inner, 1..3), prop::sample::select(vec!["(", "(?:", "(?<name>"]))
                .prop_map(|(options, open)| format!("{open}{})", options.join("|")));
            let piece = (prop_oneof![group, item()], prop::sample::select(vec!["", "", "?", "*", "+", "*?", "{0,2}"]));
            prop::collection::vec(piece.prop_map(|(piece, sign)| piece + sign), 1..5).prop_map(|pieces| pieces.concat())
        })
    }

    proptest! {
        #[test]
        fn never_too_much_is_needed(source in source(), text in "[a-c .(]{0,12}") {
            let matches = Regex::new(&source).is_ok_and(|regex| regex.is_match(&text));
            prop_assert!(!matches || text.contains(&needed(&source)), "{source}");
        }
    }
}
