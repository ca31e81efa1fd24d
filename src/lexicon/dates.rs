//! Dates as a language writes them.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::{Folded, Lexicon, data};
use crate::model::Date;

/// The patterns of dates, with the groups `day`, `month` and `year`, and a pattern for each month, built where its plain form is not met.
#[derive(Debug)]
pub(super) struct Dates {
    patterns: Vec<Regex>,
    months: Vec<OnceLock<Option<Regex>>>,
}

impl Dates {
    fn of(lexicon: &Lexicon, dates: &data::Dates) -> Self {
        Self {
            patterns: dates.patterns.iter().filter_map(|pattern| lexicon.regex(&lexicon.date_pattern(pattern, true))).collect(),
            months: dates.months.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn read(&self, captures: &Captures<'_>, lexicon: &Lexicon) -> Option<Date> {
        let group = |name| captures.name(name).map(|found| found.as_str());
        let name = group("month")?;
        let lists = &lexicon.data.dates.months;
        let matches = |at: usize| {
            let regex = self.months[at].get_or_init(|| lexicon.regex(&format!("^(?:{})$", lists[at].join("|"))));
            regex.as_ref().is_some_and(|regex| regex.is_match(name))
        };
        let plain = lists.iter().position(|forms| forms.iter().any(|form| form == name));
        let month = plain.or_else(|| (0..lists.len()).find(|&at| matches(at)))? + 1;
        Date::new(group("year")?.parse().ok()?, i8::try_from(month).ok()?, group("day")?.parse().ok()?).ok()
    }
}

impl Lexicon {
    /// The dates of a text with their places, in order. What has no day, or names no day of the calendar, is none.
    #[must_use]
    pub fn find_dates(&self, text: &str) -> Vec<(Range<usize>, Date)> {
        if !text.contains(char::is_numeric) {
            return Vec::new();
        }
        let dates = self.dates.get_or_init(|| Dates::of(self, &self.data.dates));
        let folded = Folded::of(text);
        let mut found: Vec<(Range<usize>, Date)> = Vec::new();
        for pattern in &dates.patterns {
            for captures in pattern.captures_iter(folded.as_str()) {
                if let (Some(whole), Some(date)) = (captures.get(0), dates.read(&captures, self)) {
                    found.push((folded.original(whole.range()), date));
                }
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
