//! One record: which field is which fact.

use serde_json::{Map, Value};

use super::vote;
use crate::lexicon::Lexicon;
use crate::model::{Date, Facts, Language, Symbol, Vote};

// Names in lower case without separators, the most telling first.
const SYMBOL: &[&str] = &["symbol", "docsymbol", "documentsymbol", "resolutionsymbol", "resolution", "resolutions", "unsymbol"];
const ADOPTED: &[&str] =
    &["adopted", "adoptedon", "adoptiondate", "dateadopted", "dateofadoption", "adoption", "votedate", "dateofvote", "date"];
const DISTRIBUTED: &[&str] = &["distributed", "distributiondate", "publicationdate", "published"];
const TITLE: &[&str] = &["title", "resolutiontitle", "name"];
const SESSION: &[&str] = &["session", "sessionnumber"];
const MEETING: &[&str] = &["meeting", "plenarymeeting", "meetingnumber", "meetingsymbol"];
const RECORD: &[&str] = &["record", "meetingrecord", "verbatimrecord", "meeting", "meetingsymbol", "plenarymeeting"];
const AGENDA: &[&str] = &["agendaitem", "agenda", "item"];
const COMMITTEE: &[&str] = &["committee", "maincommittee", "body", "origin"];
const REPORT: &[&str] = &["committeereport", "reportofcommittee", "reportsymbol", "report"];
const DRAFT: &[&str] = &["draft", "draftresolution", "draftsymbol", "drafts"];
const SPONSORS: &[&str] = &["sponsors", "sponsor", "draftsponsors", "submittedby", "authors"];
const MORE_SPONSORS: &[&str] = &["additionalsponsors", "cosponsors"];
const SUBJECTS: &[&str] = &["subjects", "subject", "keywords"];

/// The fields of a record, found by any of several names.
pub(super) struct Fields<'a>(Vec<(String, &'a Value)>);

impl<'a> Fields<'a> {
    pub(super) fn of(object: &'a Map<String, Value>) -> Self {
        let known = object.iter().filter(|(_, value)| !value.is_null());
        Self(known.map(|(name, value)| (plain(name), value)).collect())
    }

    /// The fields of these names, in the order of the names.
    fn named(&self, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
        names.iter().filter_map(|name| self.0.iter().find(|(known, _)| known == name)).map(|(_, value)| *value)
    }

    fn words(&self, names: &'a [&str]) -> Option<String> {
        self.named(names).find_map(words)
    }

    fn symbol(&self, names: &'a [&str]) -> Option<Symbol> {
        self.named(names).find_map(|value| symbols(value).into_iter().next())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

/// A name without case and separators.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The symbol of a record: a resolution's before any other's.
pub(super) fn symbol(object: &Map<String, Value>) -> Option<Symbol> {
    let fields = Fields::of(object);
    let all: Vec<Symbol> = fields.named(SYMBOL).flat_map(symbols).collect();
    all.iter().find(|symbol| symbol.is_resolution()).or(all.first()).cloned()
}

/// What a record says; `None` if it names no symbol. `unclear` is told what could not be understood.
pub(super) fn read(object: &Map<String, Value>, unclear: &mut impl FnMut(String)) -> Option<Facts> {
    let symbol = symbol(object)?;
    let fields = Fields::of(object);
    let vote = vote::read(&fields).unwrap_or_else(|why| {
        unclear(format!("{symbol}: {why}"));
        None
    });
    let record = fields.symbol(RECORD).filter(|record| !record.is_resolution());
    Some(Facts {
        title: fields.named(TITLE).find_map(title),
        adopted: date(&fields, ADOPTED, &symbol, unclear),
        distributed: date(&fields, DISTRIBUTED, &symbol, unclear),
        session: fields.words(SESSION),
        meeting: fields.named(MEETING).find_map(meeting),
        agenda_item: fields.words(AGENDA).filter(|item| item.len() < 20 && item.starts_with(|c: char| c.is_ascii_digit())),
        committee: fields.words(COMMITTEE),
        committee_report: fields.symbol(REPORT),
        subjects: fields.named(SUBJECTS).next().map(list).unwrap_or_default(),
        draft: fields.symbol(DRAFT),
        sponsors: sponsors(&fields),
        record,
        vote,
        symbol: Some(symbol),
    })
}

/// One value as words; of an object that names a language version each, the English.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.as_f64().filter(|n| n.fract() == 0.0).map(|n| format!("{n:.0}"))?,
        Value::Array(values) => values.iter().find_map(words)?,
        Value::Object(object) => ["en", "name", "title", "value"].iter().find_map(|name| words(object.get(*name)?))?,
        Value::Null | Value::Bool(_) => return None,
    };
    let is_empty = matches!(words.to_lowercase().as_str(), "" | "nan" | "null" | "none" | "n/a" | "-");
    (!is_empty).then_some(words)
}

/// The values of a list, whether it is one or words with bars or semicolons between.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(words).collect(),
        _ => words(value).iter().flat_map(|all| all.split(['|', ';'])).map(|one| one.trim().to_owned()).collect(),
    }
}

fn symbols(value: &Value) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    for one in list(value) {
        // “A/67/404, para. 10”, “A/C.1/67/L.30 (as orally revised)”
        let whole = one.split([',', '[']).next().unwrap_or_default();
        let first = whole.split_whitespace().next().unwrap_or_default();
        symbols.extend(whole.parse().or_else(|_| first.parse()).ok());
    }
    symbols
}

/// The title, without what a catalogue adds: “… : resolution / adopted by the General Assembly”.
fn title(value: &Value) -> Option<String> {
    let words = words(value)?;
    let end = [" : resolution", ": resolution /", " : draft resolution"].iter().filter_map(|added| words.find(added)).min();
    let title = words[..end.unwrap_or(words.len())].trim().to_owned();
    (!title.is_empty()).then_some(title)
}

/// The number of a meeting: `48`, `A/67/PV.48`, `48th plenary meeting`.
fn meeting(value: &Value) -> Option<String> {
    let words = words(value)?;
    let after = words.rfind("PV.").map_or(words.as_str(), |at| &words[at + 3..]);
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn sponsors(fields: &Fields) -> Option<String> {
    let joined = |value: &Value| match value {
        Value::Array(values) => Some(values.iter().filter_map(words).collect::<Vec<_>>().join(", ")).filter(|all| !all.is_empty()),
        _ => words(value),
    };
    let all: Vec<String> =
        fields.named(SPONSORS).find_map(joined).into_iter().chain(fields.named(MORE_SPONSORS).find_map(joined)).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The first day that any of these fields names. A field that is no date at all, such as “adopted: true”, is none.
fn date(fields: &Fields, names: &[&str], symbol: &Symbol, unclear: &mut impl FnMut(String)) -> Option<Date> {
    let mut said = None;
    for name in names {
        let Some((_, value)) = fields.0.iter().find(|(known, _)| known == name) else { continue };
        let value = match value {
            Value::Object(object) => object.get("date").unwrap_or(&Value::Null),
            value => value,
        };
        if let Some(date) = day(value) {
            return Some(date);
        }
        let is_date = words(value).is_some_and(|words| words.contains(|c: char| c.is_ascii_digit()));
        said = said.or_else(|| is_date.then(|| words(value)).flatten());
    }
    if let Some(said) = said {
        unclear(format!("{symbol}: “{said}” names no day, or more than one"));
    }
    None
}

/// A day: as in ISO 8601, in words of any language, as milliseconds since 1970, or `31/12/2012` where it cannot be mistaken.
fn day(value: &Value) -> Option<Date> {
    let date = match value {
        Value::Number(number) => {
            let (days, rest) = (number.as_i64()? / 86_400_000, number.as_i64()? % 86_400_000);
            let days = i32::try_from(days).ok().filter(|_| rest == 0)?;
            Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?
        }
        _ => written(&words(value)?)?,
    };
    (1945..2200).contains(&date.year()).then_some(date)
}

fn written(words: &str) -> Option<Date> {
    let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let [first, second, third] = [numbers.next(), numbers.next(), numbers.next()];
    let is_numeric = words.chars().take(8).all(|c| c.is_ascii_digit() || "-/.".contains(c));
    let number = |part: Option<&str>| part?.parse::<i16>().ok();
    let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if !is_numeric {
        let found = |words: &str| Language::ALL.iter().find_map(|language| Lexicon::of(*language).find_dates(words).pop());
        let american = || {
            let (month, rest) = words.split_once(' ')?;
            let (day, year) = rest.split_once(", ")?;
            found(&format!("{day} {month} {year}"))
        };
        return found(words).or_else(american).map(|(_, date)| date);
    }
    match (first?.len(), second) {
        (8, _) => date(first?[..4].parse().ok()?, first?[4..6].parse().ok()?, first?[6..].parse().ok()?),
        (4, Some(_)) => date(number(first)?, number(second)?, number(third)?),
        (1 | 2, Some(_)) if third.is_some_and(|year| year.len() == 4) => {
            match (number(first)?, number(second)?, number(third)?) {
                (day, month, year) if day > 12 || day == month => date(year, month, day),
                (month, day, year) if day > 12 => date(year, month, day),
                // Day and month, or month and day: nobody can tell.
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether words say that there was no vote.
pub(super) fn without_vote(words: &str) -> Option<Vote> {
    let words = words.to_lowercase();
    let is_without =
        words.contains("without") && words.contains("vote") || words.contains("consensus") || words.contains("acclamation");
    is_without.then_some(Vote::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts(value: &Value) -> (Option<Facts>, Vec<String>) {
        let mut unclear = Vec::new();
        let facts = read(value.as_object().unwrap(), &mut |message| unclear.push(message));
        (facts, unclear)
    }

    #[test]
    fn a_record_of_the_digital_library_is_read() {
        let (facts, unclear) = facts(&json!({
            "undl_id": 739_211, "date": "2012-12-03", "session": 67, "resolution": "A/RES/67/27", "draft": "A/C.1/67/L.30",
            "committee_report": "A/67/404", "meeting": "A/67/PV.48",
            "title": "Developments in the field of information : resolution / adopted by the General Assembly",
            "agenda_title": "DISARMAMENT", "subjects": "DISARMAMENT|INFORMATION SECURITY",
            "total_yes": 178.0, "total_no": 1, "total_abstentions": null, "total_non_voting": 14, "total_ms": 193,
            "undl_link": "http://digitallibrary.un.org/record/739211",
        }));
        let facts = facts.unwrap();
        assert_eq!(unclear, [""; 0]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&facts).unwrap(), @r#"
        {
          "symbol": "A/RES/67/27",
          "title": "Developments in the field of information",
          "adopted": "2012-12-03",
          "distributed": null,
          "session": "67",
          "meeting": "48",
          "agenda_item": null,
          "committee_report": "A/67/404",
          "subjects": [
            "DISARMAMENT",
            "INFORMATION SECURITY"
          ],
          "draft": "A/C.1/67/L.30",
          "record": "A/67/PV.48",
          "vote": {
            "recorded": {
              "in_favour": 178,
              "against": 1,
              "abstaining": 0
            }
          }
        }
        "#);
    }

    #[test]
    fn facts_are_found_under_other_names() {
        let (facts, _) = facts(&json!({
            "docSymbol": "67/27", "adoptionDate": "3 December 2012", "Main Committee": "First Committee",
            "sponsors": ["Russian Federation", {"name": "China"}], "additional_sponsors": "India and Japan",
            "adopted": "without a vote", "agendaItem": "89", "meetingNumber": 48,
        }));
        let facts = facts.unwrap();
        assert_eq!(facts.adopted, Some(Date::constant(2012, 12, 3)));
        assert_eq!(facts.vote, Some(Vote::None));
        assert_eq!(facts.committee.as_deref(), Some("First Committee"));
        assert_eq!(facts.sponsors.as_deref(), Some("Russian Federation, China; India and Japan"));
        assert_eq!((facts.agenda_item.as_deref(), facts.meeting.as_deref()), (Some("89"), Some("48")));
    }

    #[test]
    fn days_are_read_in_every_form_that_has_one_meaning() {
        let read = |value: Value| day(&value).map(|date| date.to_string());
        for value in [
            json!("2012-12-03"),
            json!("2012-12-03T00:00:00Z"),
            json!("2012/12/3"),
            json!("20121203"),
            json!("3 December 2012"),
            json!("December 3, 2012"),
            json!("3 décembre 2012"),
            json!(1_354_492_800_000_i64),
        ] {
            assert_eq!(read(value.clone()).as_deref(), Some("2012-12-03"), "{value}");
        }
        assert_eq!(read(json!("31/12/2012")).as_deref(), Some("2012-12-31"));
        assert_eq!(read(json!("12/31/2012")).as_deref(), Some("2012-12-31"));
        for value in [json!("03/12/2012"), json!("2012"), json!(2012), json!("2012-13-45"), json!(""), json!(true), json!([])] {
            assert_eq!(read(value.clone()), None, "{value}");
        }
    }
}
