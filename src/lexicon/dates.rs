//! Dates as a language writes them.

use std::ops::Range;

use super::phrase::{Head, Phrase};
use super::{Folded, Lexicon, data};
use crate::model::Date;

/// The ways in which a language writes dates.
#[derive(Debug)]
pub(super) struct Dates {
    patterns: Vec<Pattern>,
    /// The forms of each month with its number; the longest first, since the first that matches is taken.
    months: Vec<(i8, Head, Phrase)>,
}

/// One of them.
#[derive(Debug)]
struct Pattern {
    pieces: Vec<Piece>,
    /// Whether it can begin with a byte.
    begins: [bool; 256],
}

/// A piece of it.
#[derive(Debug)]
enum Piece {
    /// One or two digits
    Day,
    Month,
    /// Four digits
    Year,
    /// What stands between them
    Words(Phrase),
}

/// What was read of a date.
#[derive(Clone, Copy, Default)]
struct Reading {
    day: i8,
    month: i8,
    year: i16,
}

impl Dates {
    fn of(dates: &data::Dates) -> Self {
        let mut months: Vec<(i8, &String)> =
            (1..).zip(&dates.months).flat_map(|(n, forms)| forms.iter().map(move |form| (n, form))).collect();
        months.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
        let months: Vec<(i8, Head, Phrase)> = months
            .into_iter()
            .filter_map(|(n, form)| Phrase::of_words(form, &|_| None).map(|form| (n, Head::of(&form), form)))
            .collect();
        let pattern = |pieces: Vec<Piece>| {
            let mut begins = [false; 256];
            match pieces.first() {
                Some(Piece::Day | Piece::Year) => begins[usize::from(b'0')..=usize::from(b'9')].fill(true),
                Some(Piece::Month) => months.iter().for_each(|&(_, head, _)| match head.first_byte() {
                    Some(byte) => begins[usize::from(byte)] = true,
                    None => begins.fill(true),
                }),
                Some(Piece::Words(_)) | None => begins.fill(true),
            }
            Pattern { pieces, begins }
        };
        Self { patterns: dates.patterns.iter().filter_map(|written| pieces(written)).map(pattern).collect(), months }
    }

    /// Matches what is left of a pattern at a place; tells where the date ends.
    fn matches(&self, pieces: &[Piece], text: &str, at: usize, reading: Reading) -> Option<(usize, Reading)> {
        let Some((first, rest)) = pieces.split_first() else { return Some((at, reading)) };
        let number = |digits: usize| {
            let words = text.get(at..at + digits).filter(|words| words.bytes().all(|byte| byte.is_ascii_digit()))?;
            words.parse::<i16>().ok()
        };
        match first {
            Piece::Day => [2, 1].into_iter().find_map(|digits| {
                let day = i8::try_from(number(digits)?).ok()?;
                self.matches(rest, text, at + digits, Reading { day, ..reading })
            }),
            Piece::Year => self.matches(rest, text, at + 4, Reading { year: number(4)?, ..reading }),
            Piece::Month => {
                let letters = Head::at(text, at);
                self.months.iter().filter(|(_, head, _)| head.begins(letters)).find_map(|&(month, _, ref form)| {
                    let mut found = None;
                    form.matches(text, at, &mut |end| {
                        found = self.matches(rest, text, end, Reading { month, ..reading });
                        found.is_some()
                    });
                    found
                })
            }
            Piece::Words(words) => {
                let mut found = None;
                words.matches(text, at, &mut |end| {
                    found = self.matches(rest, text, end, reading);
                    found.is_some()
                });
                found
            }
        }
    }
}

/// A way to write dates in its pieces; `None` if it is not well formed.
fn pieces(pattern: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        let slots = [("{day}", Piece::Day), ("{month}", Piece::Month), ("{year}", Piece::Year)];
        let slot = slots.into_iter().find_map(|(name, piece)| Some((rest.strip_prefix(name)?, piece)));
        let (after, piece) = if let Some(slot) = slot {
            slot
        } else {
            let end = rest.find('{').unwrap_or(rest.len());
            (&rest[end..], Piece::Words(Phrase::read(&rest[..end], &|_| None)?))
        };
        rest = after;
        pieces.push(piece);
    }
    Some(pieces)
}

/// No date is longer, in bytes of its folded form.
const LONGEST: usize = 100;

/// Whether there are four digits in a row, without which there is no date.
fn has_year(text: &str) -> bool {
    let mut digits = 0;
    let mut is_year = |is_digit: bool| {
        digits = if is_digit { digits + 1 } else { 0 };
        digits == 4
    };
    if text.is_ascii() {
        text.bytes().any(|byte| is_year(byte.is_ascii_digit()))
    } else {
        text.chars().any(|c| is_year(c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric())))
    }
}

/// Where four digits in a row end in a folded text.
fn years(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
        at = bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |found| start + found);
        ends.extend(start + 4..=at);
    }
    ends
}

impl Lexicon {
    /// The dates of a text with their places, in order. What has no day, or names no day of the calendar, is none.
    #[must_use]
    pub fn find_dates(&self, text: &str) -> Vec<(Range<usize>, Date)> {
        if !has_year(text) {
            return Vec::new();
        }
        let dates = self.dates.get_or_init(|| Dates::of(&self.data.dates));
        let mut folded = Folded::of(text);
        folded.make_small();
        let small = folded.as_str();
        let years = years(small);
        let mut found: Vec<(Range<usize>, Date)> = Vec::new();
        for pattern in &dates.patterns {
            let mut from = 0;
            while let Some(at) = small.as_bytes()[from..].iter().position(|&byte| pattern.begins[usize::from(byte)]) {
                from += at;
                // Where no year is near there is no date.
                let Some(&year) = years.get(years.partition_point(|&year| year < from + 4)) else { break };
                if year > from + LONGEST {
                    from = year - LONGEST;
                    continue;
                }
                let Some((end, Reading { day, month, year })) = dates.matches(&pattern.pieces, small, from, Reading::default())
                else {
                    from += 1;
                    continue;
                };
                if let Ok(date) = Date::new(year, month, day) {
                    found.push((folded.original(from..end), date));
                }
                from = end;
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::Language;

    #[test]
    fn dates_are_found_in_every_language() {
        for (language, text, expected) in [
            (Language::En, "held on 3 December 2012 and December 5, 2013", "2012-12-03 2013-12-05"),
            (Language::Fr, "le 1er décembre 1999, 48e", "1999-12-01"),
            (Language::Es, "de 9 de diciembre de 1981", "1981-12-09"),
            (Language::Ru, "от 9 декабря 1981 года", "1981-12-09"),
            (Language::Ar, "المؤرخ 9 كانون الأول/ديسمبر 1981", "1981-12-09"),
            (Language::Zh, "1998 年 12 月 4 日第 53/70 号、2013年12月27日", "1998-12-04 2013-12-27"),
            (Language::En, "31 February 2012, August 1999", ""),
        ] {
            let found = Lexicon::of(language).find_dates(text);
            let shown: Vec<String> = found.iter().map(|(_, date)| date.to_string()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }
}
