//! Dates as a language writes them.

use std::ops::Range;

use regex::{Captures, Regex};

use super::{Folded, Lexicon, data};
use crate::model::Date;

/// The patterns of dates, with the groups `day`, `month` and `year`, and a pattern for each month.
#[derive(Debug)]
pub(super) struct Dates {
    patterns: Vec<Regex>,
    months: Vec<Option<Regex>>,
}

impl Dates {
    fn of(lexicon: &Lexicon, dates: &data::Dates) -> Self {
        let month = |forms: &Vec<String>| lexicon.regex(&format!("^(?:{})$", forms.join("|")));
        Self {
            patterns: dates.patterns.iter().filter_map(|pattern| lexicon.regex(&lexicon.date_pattern(pattern, true))).collect(),
            months: dates.months.iter().map(month).collect(),
        }
    }

    fn read(&self, captures: &Captures<'_>) -> Option<Date> {
        let group = |name| captures.name(name).map(|found| found.as_str());
        let name = group("month")?;
        let month = self.months.iter().flatten().position(|month| month.is_match(name))? + 1;
        Date::new(group("year")?.parse().ok()?, i8::try_from(month).ok()?, group("day")?.parse().ok()?).ok()
    }
}

impl Lexicon {
    /// The dates of a text with their places, in order. What has no day, or names no day of the calendar, is none.
    #[must_use]
    pub fn find_dates(&self, text: &str) -> Vec<(Range<usize>, Date)> {
        let dates = self.dates.get_or_init(|| Dates::of(self, &self.data.dates));
        let folded = Folded::of(text);
        let mut found: Vec<(Range<usize>, Date)> = Vec::new();
        for pattern in &dates.patterns {
            for captures in pattern.captures_iter(folded.as_str()) {
                if let (Some(whole), Some(date)) = (captures.get(0), dates.read(&captures)) {
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
