//! What a token that names a document says.

use std::borrow::Cow;

use super::Cycle;
use crate::compare::tokens::{Class, Token, tokens};
use crate::lexicon::in_european;
use crate::model::{Date, Language};

/// A document that is named.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document<'a> {
    /// The symbol or number, without addenda and date: `66/24`, `A/66/152`.
    pub(super) number: Cow<'a, str>,
    /// Its date.
    pub(super) date: Option<Date>,
    /// Whether addenda are named with it.
    pub(super) has_addenda: bool,
}

/// What of a symbol counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// A session of the General Assembly: the 66 of `66/24` and of `A/66/152`.
    Session(u16),
    /// A session of the Human Rights Council: the 49 of `A/HRC/49/60`.
    Council(u16),
    /// A year: the 2022 of `E/2022/54`.
    Year(u16),
}

impl<'a> Document<'a> {
    /// The document that a token of class [`Class::Symbol`] names.
    pub(super) fn of(words: &'a str, language: Language) -> Self {
        match in_european(words) {
            Cow::Borrowed(words) => Self::read(words, language),
            Cow::Owned(words) => {
                let Document { number, date, has_addenda } = Document::read(&words, language);
                Self { number: number.into_owned().into(), date, has_addenda }
            }
        }
    }

    fn read(words: &'a str, language: Language) -> Self {
        let number = symbol_in(words);
        let date = tokens_after(words, number, language).find_map(|token| match token.class {
            Class::Date(date) => Some(date),
            _ => None,
        });
        let has_addenda = ["Add", "Corr", "Rev", "Amend"].iter().any(|addendum| words.contains(addendum));
        Self { number: number.into(), date, has_addenda }
    }

    /// Whether it is the number of a decision of the General Assembly, not of a resolution: they are counted from 401 in each session.
    pub(super) fn is_decision(&self) -> bool {
        let mut parts = self.number.split('/').map(str::parse::<u16>);
        matches!((parts.next(), parts.next(), parts.next()), (Some(Ok(_)), Some(Ok(401..)), None))
    }

    /// What counts in the symbol, and the letters before it.
    pub(super) fn count(&self) -> Option<(&str, Count)> {
        let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = self.number.split('/');
        let first = parts.next()?;
        if is_number(&first) {
            return Some(("", Count::Session(first.parse().ok()?)));
        }
        // A/66/152, A/C.1/66/L.3, E/2022/54; A/HRC/49/60. The sessions of other bodies are not known.
        let at = self
            .number
            .match_indices('/')
            .map(|(at, _)| at + 1)
            .find(|&at| self.number[at..].split('/').next().is_some_and(|part| !part.is_empty() && is_number(&part)))?;
        let (letters, rest) = self.number.split_at(at);
        let value: u16 = rest.split('/').next()?.parse().ok()?;
        if (1900..2200).contains(&value) {
            Some((letters, Count::Year(value)))
        } else if letters == "A/" || letters == "A/RES/" || letters.starts_with("A/C.") || letters == "A/DEC/" {
            Some((letters, Count::Session(value)))
        } else if letters.starts_with("A/HRC/") {
            Some((letters, Count::Council(value)))
        } else {
            None
        }
    }
}

/// Whether the newer document stands where the older one stood because the cycle turned.
pub(super) fn turns_document(cycle: &Cycle, older: &Document<'_>, newer: &Document<'_>) -> bool {
    let (Some((letters, a)), Some((same, b))) = (older.count(), newer.count()) else { return false };
    if letters != same || older.number == newer.number || older.is_decision() != newer.is_decision() {
        return false;
    }
    match (a, b) {
        (Count::Session(a), Count::Session(b)) => {
            (a < b && cycle.is_predecessor(&newer.number))
                || (cycle.turns_session(a, b)
                    && cycle.is_recent(a)
                    && older.date.zip(newer.date).is_none_or(|(a, b)| cycle.turns_date(a, b)))
        }
        (Count::Council(a), Count::Council(b)) => cycle.turns_council(a, b),
        (Count::Year(a), Count::Year(b)) => cycle.turns_session(a, b) && cycle.is_recent_year(a),
        _ => false,
    }
}

/// Whether the newer of two resolutions of the Human Rights Council, which are cited by session and number as those of the Assembly are,
/// stands where the older one stood because the cycle turned.
pub(super) fn turns_council_document(cycle: &Cycle, older: &Document<'_>, newer: &Document<'_>) -> bool {
    let (Some(("", Count::Session(a))), Some(("", Count::Session(b)))) = (older.count(), newer.count()) else { return false };
    let turned = |a: Date, b: Date| cycle.turns_year(a.year().unsigned_abs(), b.year().unsigned_abs());
    cycle.turns_council(a, b) && older.date.zip(newer.date).is_some_and(|(a, b)| turned(a, b))
}

/// Whether a document is of the time between the texts: the older text itself, or what came after it.
pub(super) fn is_of_cycle(cycle: &Cycle, document: &Document<'_>) -> bool {
    if let Some(held) = document.date.and_then(|date| cycle.holds_date(date)) {
        return held;
    }
    match document.count() {
        Some((_, Count::Session(session))) => cycle.holds_session(session),
        Some((_, Count::Council(session))) => cycle.holds_council(session),
        Some((_, Count::Year(year))) => cycle.holds_year(year),
        None => false,
    }
}

/// The symbol itself: the first run without spaces that has a slash in it, and is no part of a date.
fn symbol_in(words: &str) -> &str {
    let is_symbol = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '\u{2011}');
    let mut best = words;
    for slash in words.match_indices('/').map(|(at, _)| at) {
        let start =
            words[..slash].rfind(|c| !is_symbol(c)).map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
        let end = slash + words[slash..].find(|c| !is_symbol(c)).unwrap_or(words.len() - slash);
        best = &words[start..end];
        if best.bytes().any(|b| b.is_ascii_digit()) {
            break;
        }
    }
    best
}

/// The tokens of the words without the symbol, so that dates before and after it are found.
fn tokens_after(words: &str, number: &str, language: Language) -> impl Iterator<Item = Token> {
    let at = words.find(number).unwrap_or(0);
    let after = tokens(words[at + number.len()..].trim_start_matches(|c: char| !c.is_ascii_digit()), language);
    tokens(words[..at].trim_end_matches('第'), language).into_iter().chain(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_from_their_tokens() {
        let read = |words, language| {
            let document = Document::of(words, language);
            format!("{} {:?} {} {:?}", document.number, document.date, document.has_addenda, document.count())
        };
        insta::assert_snapshot!([
            read("66/24 of 2 December 2011", Language::En),
            read("53/70, de 4 de diciembre de 1998", Language::Es),
            read("A/66/152 and Add.1", Language::En),
            read("1998年12月4日第53/70号", Language::Zh),
            read("53/70 المؤرخ 4 كانون الأول/ديسمبر 1998", Language::Ar),
            read("E/2022/54", Language::En),
            read("A/HRC/49/60", Language::En),
            read("٥٣/٧٠ المؤرخ ٤ كانون الأول/ديسمبر ١٩٩٨", Language::Ar),
        ].join("\n"), @r#"
        66/24 Some(2011-12-02) false Some(("", Session(66)))
        53/70 Some(1998-12-04) false Some(("", Session(53)))
        A/66/152 None true Some(("A/", Session(66)))
        53/70 Some(1998-12-04) false Some(("", Session(53)))
        53/70 Some(1998-12-04) false Some(("", Session(53)))
        E/2022/54 None false Some(("E/", Year(2022)))
        A/HRC/49/60 None false Some(("A/HRC/", Council(49)))
        53/70 Some(1998-12-04) false Some(("", Session(53)))
        "#);
    }
}
