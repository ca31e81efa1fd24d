//! Dates, whole and in part.

use super::terms::phrase;
use super::{Class, Terms, Token, numerals};
use crate::model::Date;

/// The date that the tokens begin with: how many of them it takes, and what it is.
pub(super) fn date(words: &str, tokens: &[Token], terms: &Terms) -> Option<(usize, Class)> {
    let first = tokens.first()?;
    match first.class {
        Class::Year(year) => {
            Some(in_signs(words, tokens, year).unwrap_or_else(|| (1 + usize::from(year_word(tokens, 1, terms)), Class::Year(year))))
        }
        Class::Number => {
            // 4 December 1998, 1er décembre 1999, 4 de diciembre de 1998
            let day = day(first.words(words))?;
            let at = 1 + links(tokens, 1, terms);
            let (taken, month) = month(tokens, at, terms)?;
            let (end, year) = year(tokens, at + taken, terms)?;
            date_of(year, month, day).map(|date| (end, Class::Date(date)))
        }
        Class::Word => {
            let (at, month) = month(tokens, 0, terms)?;
            if let Some((end, year)) = year(tokens, at, terms) {
                return Some((end, Class::Month(year, month)));
            }
            // December 4, 1998
            let day = day(tokens.get(at).filter(|token| token.class == Class::Number)?.words(words))?;
            let at = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|comma| comma.words(words) == ","));
            let Class::Year(year) = tokens.get(at)?.class else { return None };
            date_of(year, month, day).map(|date| (at + 1, Class::Date(date)))
        }
        _ => None,
    }
}

/// 2012年12月3日, 1999年8月, 2012年, 二〇一二年十二月三日
fn in_signs(words: &str, tokens: &[Token], year: u16) -> Option<(usize, Class)> {
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token.words(words) == sign);
    let number = |at: usize| {
        let number = tokens.get(at).filter(|token| token.class == Class::Number)?.words(words);
        number.parse().ok().or_else(|| numerals::value(number).and_then(|value| u8::try_from(value).ok()))
    };
    if !is(1, "年") {
        return None;
    }
    let Some(month) = number(2).filter(|_| is(3, "月")).filter(|month| (1..=12).contains(month)) else {
        return Some((2, Class::Year(year)));
    };
    match number(4).filter(|_| is(5, "日")).and_then(|day| date_of(year, month, day)) {
        Some(date) => Some((6, Class::Date(date))),
        None => Some((4, Class::Month(year, month))),
    }
}

fn day(words: &str) -> Option<u8> {
    let end = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    words[..end].parse().ok().filter(|day| (1..=31).contains(day))
}

fn date_of(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn links(tokens: &[Token], at: usize, terms: &Terms) -> usize {
    usize::from(tokens.get(at).is_some_and(|token| terms.date_links.contains(&token.id)))
}

fn month(tokens: &[Token], at: usize, terms: &Terms) -> Option<(usize, u8)> {
    phrase(&terms.months, |i| tokens.get(at + i).map(|token| token.id))
}

fn year(tokens: &[Token], at: usize, terms: &Terms) -> Option<(usize, u16)> {
    let at = at + links(tokens, at, terms);
    let Class::Year(year) = tokens.get(at)?.class else { return None };
    Some((at + 1 + usize::from(year_word(tokens, at + 1, terms)), year))
}

fn year_word(tokens: &[Token], at: usize, terms: &Terms) -> bool {
    tokens.get(at).is_some_and(|token| terms.year_words.contains(&token.id))
}
