//! Queries that are the number of a resolution, whole or begun: `6727`, `67/27`, `res 67 2`, `es-10/21`.

use super::fold::{fold, letters};
use crate::model::Symbol;

/// What a query may say of a number.
#[derive(Debug)]
pub(super) struct Number {
    /// The parts that were typed apart: session, number and what follows.
    parts: Vec<String>,
}

/// How well a number fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the number.
    Exact,
    /// It begins the number.
    Prefix,
}

impl Number {
    /// The number that a query says; `None` if it has a word that can be in none.
    pub(super) fn of(query: &str) -> Option<Self> {
        // "General Assembly resolution 67/27", "٦٧/٢٧", "43/78H": other words or figures for a whole number.
        let symbol = query.parse::<Symbol>().ok().filter(Symbol::is_resolution_of_any_organ);
        let folded = fold(symbol.as_ref().map_or(query, Symbol::short));
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let named = |word: &&str| matches!(*word, "a" | "res" | "resolution" | "resolutions");
        let parts: Vec<String> = words.skip_while(named).map(str::to_owned).collect();
        let is_number =
            |part: &String| part.starts_with(|c: char| c.is_ascii_digit()) || part.len() <= 6 && part.chars().all(roman_or_s);
        let is_begun = || parts.iter().all(is_number) && parts.iter().any(|part| part.contains(|c: char| c.is_ascii_digit()));
        (symbol.is_some() || is_begun()).then_some(Self { parts })
    }

    /// How it fits a symbol.
    pub(super) fn fit(&self, symbol: &Symbol) -> Option<Fit> {
        if let [one] = self.parts.as_slice() {
            // Typed without a separator.
            let folded = fold(symbol.short());
            let whole = letters(&folded);
            return if *whole == **one { Some(Fit::Exact) } else { whole.starts_with(one).then_some(Fit::Prefix) };
        }
        let folded = fold(symbol.short());
        let mut theirs = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for (place, part) in self.parts.iter().enumerate() {
            let other = theirs.next()?;
            if other != part {
                let begun = place + 1 == self.parts.len() && other.starts_with(part.as_str());
                return begun.then_some(Fit::Prefix);
            }
        }
        Some(if theirs.next().is_none() { Fit::Exact } else { Fit::Prefix })
    }
}

/// The letters of sessions: Roman numerals, `S`, `ES`, and of the parts of a resolution.
const fn roman_or_s(c: char) -> bool {
    matches!(c, 'i' | 'v' | 'x' | 'l' | 'c' | 's' | 'e' | 'a'..='d')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fit_as_people_type_them() {
        let fit = |query: &str, symbol: &str| Number::of(query)?.fit(&symbol.parse::<Symbol>().unwrap());
        for query in [
            "6727",
            "67/27",
            "res 67 27",
            "A/RES/67/27",
            "a_res_67_27",
            "67-27",
            "67/027",
            "General Assembly resolution 67/27",
            "٦٧/٢٧",
        ] {
            assert_eq!(fit(query, "A/RES/67/27"), Some(Fit::Exact), "{query}");
        }
        assert_eq!(fit("67/2", "A/RES/67/27"), Some(Fit::Prefix));
        assert_eq!(fit("672", "A/RES/67/27"), Some(Fit::Prefix));
        assert_eq!(fit("67", "A/RES/67/27"), Some(Fit::Prefix));
        for (query, symbol) in [("es-10/21", "A/RES/ES-10/21"), ("43/78h", "A/RES/43/78 H"), ("217 A (III)", "A/RES/217 A (III)")] {
            assert_eq!(fit(query, symbol), Some(Fit::Exact), "{query}");
        }
        assert_eq!(fit("67/27", "A/RES/67/2"), None);
        assert_eq!(fit("7/27", "A/RES/67/27"), None);
        assert!(Number::of("cyber 67").is_none());
        assert!(Number::of("").is_none());
    }
}
