//! What the metadata, the cover page and the closing lines say of a resolution, and what is believed where they disagree.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::file_name;
use super::reading::Raw;
use crate::import::ImportOptions;
use crate::import::xml::attribute;
use crate::lexicon::{Lexicon, european};
use crate::model::{Date, Facts, Language, Source, Symbol, Vote, Warning};
use crate::parse::{Draft, Leads, agenda_item};

/// Facts as they stand in the file.
#[derive(Debug, Default)]
pub(super) struct RawFacts {
    level: Level,
    /// The path of the work in the FRBR metadata: `74-35`.
    uri: Option<String>,
    language: Option<String>,
    adopted: Vec<Date>,
    distributed: Option<Date>,
    issued: Option<Date>,
    subjects: Vec<String>,
    /// The subjects in small letters.
    folded: HashSet<String>,
    symbol: Option<String>,
    title_number: Option<String>,
    title: Vec<String>,
    part_title: String,
    session: Option<String>,
    agenda: Option<String>,
    meeting: Option<String>,
    origin: Option<String>,
    report: Option<Symbol>,
    draft: Option<Symbol>,
    record: Option<Symbol>,
    sponsors: Vec<String>,
    /// Lines that print the date of adoption.
    lines: Vec<String>,
    without_vote: bool,
    counts: [Option<u16>; 3],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Level {
    #[default]
    Work,
    Expression,
    Manifestation,
}

impl RawFacts {
    /// An element of the metadata. That of a part or an annex says nothing new.
    pub(super) fn meta(&mut self, name: &str, element: &BytesStart<'_>, inner: bool) {
        if inner {
            return;
        }
        let get = |name: &str| attribute(element, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        match name {
            "FRBRWork" => self.level = Level::Work,
            "FRBRExpression" => self.level = Level::Expression,
            "FRBRManifestation" => self.level = Level::Manifestation,
            "FRBRuri" if self.level == Level::Work => {
                self.uri = get("value").and_then(|path| path.trim_matches('/').rsplit('/').next().map(str::to_owned));
            }
            "FRBRdate" => {
                let date = get("date").and_then(|date| day(&date));
                match self.level {
                    Level::Work => self.adopted.extend(date),
                    Level::Expression => self.distributed = date,
                    Level::Manifestation => {}
                }
            }
            "FRBRlanguage" => self.language = get("language"),
            "keyword" => {
                let is_subject =
                    get("dictionary").is_some_and(|d| d.starts_with("UNBIS")) || get("refersTo").as_deref() == Some("agenda");
                if let Some(words) = get("showAs").filter(|_| is_subject) {
                    let words = words.replace('_', " ");
                    let words = words.trim_end_matches('.').to_owned();
                    if self.folded.insert(words.to_lowercase()) {
                        self.subjects.push(words);
                    }
                }
            }
            "step" => self.step(&get),
            "voting" => self.without_vote = get("outcome").as_deref() == Some("adoptedWithoutVote"),
            "count" => {
                let at = match get("refersTo").as_deref().map(|s| s.trim_start_matches('#')) {
                    Some("inFavour") => 0,
                    Some("against") => 1,
                    Some("abstaining") => 2,
                    _ => return,
                };
                self.counts[at] = get("value").and_then(|n| n.parse().ok());
            }
            _ => {}
        }
    }

    /// A step of the way to adoption.
    fn step(&mut self, get: &impl Fn(&str) -> Option<String>) {
        let symbol = || get("as").and_then(|s| symbol_of(&s));
        match get("outcome").as_deref() {
            Some("draftResolution") => {
                self.draft = symbol().or(self.draft.take());
                self.sponsors.extend(get("by"));
            }
            Some("draftResolutionAdditionalSponsors") => self.sponsors.extend(get("by")),
            Some("recommendedForAdoption") => self.report = symbol().or(self.report.take()),
            Some("adopted") => {
                self.record = symbol().or(self.record.take());
                self.adopted.extend(get("date").and_then(|date| day(&date)));
            }
            _ => {}
        }
    }

    /// An element of cover page, preface or closing lines that says a fact: the name under which its words are to be handed in.
    pub(super) fn element(&mut self, name: &str, element: &BytesStart<'_>, is_cover: bool, in_part: bool) -> Option<&'static str> {
        let get = |name: &str| attribute(element, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        match name {
            "docNumber" if is_cover => Some("symbol"),
            "docNumber" => Some("title number"),
            "docTitle" if is_cover => Some("adoption line"),
            "docTitle" => Some(if in_part { "part title" } else { "title" }),
            "docDate" => {
                let date = get("date").and_then(|date| day(&date));
                if is_cover {
                    self.issued = date.or(self.issued);
                    return Some("date");
                }
                self.adopted.extend(date);
                Some("adoption date")
            }
            "session" => {
                self.session = get("value").or(self.session.take());
                Some("session")
            }
            "docProponent" => Some("committee line"),
            "location" => Some("meeting"),
            "inline" => match get("name").as_deref() {
                Some("agenda item") => Some("agenda item"),
                Some("originating document") => Some("originating document"),
                Some("adoptionMeeting") => Some("meeting"),
                _ => None,
            },
            _ => None,
        }
    }

    /// The words of such an element.
    pub(super) fn words(&mut self, fact: &str, words: &str) {
        let slot = match fact {
            "symbol" => &mut self.symbol,
            "title number" => &mut self.title_number,
            "agenda item" => &mut self.agenda,
            "meeting" => &mut self.meeting,
            "originating document" => &mut self.origin,
            "adoption line" | "adoption date" => return self.lines.push(words.to_owned()),
            "title" => return self.title.push(words.to_owned()),
            "part title" => {
                if !self.part_title.is_empty() {
                    self.part_title.push(' ');
                }
                return self.part_title.push_str(words);
            }
            _ => return,
        };
        if slot.is_none() && !words.is_empty() {
            *slot = Some(words.to_owned());
        }
    }

    /// The title of the part at hand.
    pub(super) fn take_part_title(&mut self) -> String {
        std::mem::take(&mut self.part_title)
    }
}

/// Weighs the facts of a walk and makes the draft.
pub(super) fn settle(raw: Raw, source: Source, options: &ImportOptions) -> Draft {
    let Raw { facts, mut paragraphs, footnotes, mut warnings, mut furniture } = raw;
    let mut warn = |code: &str, message: String| {
        warnings.push(Warning { place: "metadata".to_owned(), code: code.to_owned(), message });
    };
    let declared = facts.language.as_deref().and_then(|tag| tag.parse::<Language>().ok());
    let words: String = paragraphs.iter().flat_map(|p| [&*p.styled.text, "\n"]).take(40).collect();
    let spoken = crate::lexicon::detect(&words);
    if let (Some(declared), Some(spoken)) = (declared, spoken)
        && declared != spoken
    {
        warn(
            "language-disagrees",
            format!(
                "the metadata say {}, the words are {}; the words are believed",
                declared.english_name(),
                spoken.english_name()
            ),
        );
    }
    let language = options.language.or(spoken).or(declared).unwrap_or(Language::En);
    let lexicon = Lexicon::of(language);
    furniture.extend(super::roles::settle(&mut paragraphs, lexicon).into_iter().map(|words| ("opening formula", words)));

    let symbol = symbol(&facts, &mut warn);
    let printed = facts.lines.iter().filter_map(|line| lexicon.find_dates(line).pop()).map(|(_, date)| date);
    let adopted = adopted(&facts.adopted, &printed.collect::<Vec<_>>(), &mut warn);
    if let Some(said) = file_name::disagrees(&source.file, symbol.as_ref(), language) {
        warn("name-disagrees", format!("the file is named {}, its words say {said}; the words are believed", source.file));
    }
    let report = facts.origin.as_deref().and_then(symbol_of).filter(|symbol| !symbol.as_str().contains("/L."));
    let origin_draft = facts.origin.as_deref().and_then(symbol_of).filter(|symbol| symbol.as_str().contains("/L."));
    let vote = match facts.counts {
        [Some(in_favour), against, abstaining] => {
            Some(Vote::Recorded { in_favour, against: against.unwrap_or(0), abstaining: abstaining.unwrap_or(0) })
        }
        _ => facts.without_vote.then_some(Vote::None),
    };
    // Arabic sets a dash between number and title.
    let title = facts.title.join(" ").trim_start_matches(['-', '–', '—', ' ']).to_owned();
    let settled = Facts {
        title: (!title.is_empty()).then_some(title),
        adopted,
        distributed: facts.issued.or(facts.distributed),
        session: facts.session.as_deref().and_then(session),
        meeting: facts.meeting.as_deref().and_then(first_number),
        agenda_item: facts.agenda.as_deref().and_then(agenda_item),
        committee_report: report.or(facts.report.filter(|symbol| !symbol.as_str().contains("/L."))),
        committee: None,
        subjects: facts.subjects,
        draft: facts.draft.or(origin_draft),
        sponsors: (!facts.sponsors.is_empty()).then(|| facts.sponsors.join("; ")),
        record: facts.record,
        vote,
        symbol,
    };
    Draft { language, facts: settled, fragment: None, source, paragraphs, footnotes, warnings, furniture, leads: Leads::default() }
}

/// The symbol: the cover page's, unless the title's number and the metadata agree on another.
fn symbol(facts: &RawFacts, warn: &mut impl FnMut(&str, String)) -> Option<Symbol> {
    let cover = facts.symbol.as_deref().and_then(symbol_of);
    let title =
        facts.title_number.as_deref().map(|number| number.trim_end_matches(['.', '．', ' '])).filter(|number| number.contains('/'));
    let key = |s: &str| -> String {
        s.trim_start_matches("A/RES/").chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let uri = facts.uri.as_deref();
    let agree = |a: &str, b: &str| key(a).starts_with(&key(b)) || key(b).starts_with(&key(a));
    let Some(cover) = cover else {
        let symbol = title.or(uri).and_then(|number| symbol_of(&format!("A/RES/{}", number.replacen('-', "/", 1))));
        if let Some(symbol) = &symbol {
            warn("no-symbol", format!("the cover page has no symbol; {symbol} is taken from the title or the metadata"));
        }
        return symbol;
    };
    let agrees = |other: Option<&str>| other.is_none_or(|other| agree(cover.as_str(), other));
    if let (Some(title), Some(uri)) = (title, uri)
        && !agrees(Some(title))
        && agree(title, uri)
    {
        let symbol = symbol_of(&format!("A/RES/{title}"));
        warn("symbol-disagrees", format!("the cover page says {cover}, title and metadata say {title}; these are believed"));
        return symbol.or(Some(cover));
    }
    if !agrees(title) || !agrees(uri) {
        let others: Vec<&str> = [title, uri].into_iter().flatten().filter(|other| !agree(cover.as_str(), other)).collect();
        warn(
            "symbol-disagrees",
            format!("the cover page says {cover}, elsewhere stands {}; the cover page is believed", others.join(" and ")),
        );
    }
    Some(cover)
}

/// The date of adoption: the one said most often. Where the metadata and the words are even, the words are believed.
fn adopted(said: &[Date], printed: &[Date], warn: &mut impl FnMut(&str, String)) -> Option<Date> {
    let mut weights: HashMap<Date, (usize, usize)> = HashMap::new();
    for (dates, is_printed) in [(said, 0), (printed, 1)] {
        for &date in dates {
            let weight = weights.entry(date).or_default();
            *weight = (weight.0 + 1, weight.1 + is_printed);
        }
    }
    let weight = |date: &Date| weights.get(date);
    let all = || said.iter().chain(printed);
    let best = all().copied().max_by(|a, b| weight(a).cmp(&weight(b)).then(b.cmp(a)))?;
    if let Some(other) = all().find(|&&date| date != best) {
        warn("date-disagrees", format!("the date of adoption is {best} in one place and {other} in another; {best} is believed"));
    }
    Some(best)
}

/// A day; the placeholders for "unknown" (0001-01-01) are none.
fn day(words: &str) -> Option<Date> {
    let date: Date = words.get(..10)?.parse().ok()?;
    (date.year() >= 1945).then_some(date)
}

/// The first symbol in the words: "A/77/403, para. 9".
fn symbol_of(words: &str) -> Option<Symbol> {
    let words: String = words.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '*')).collect();
    let words = words.replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{2011}', '\u{2010}'], "-");
    let words = words.trim().trim_start_matches(['(', '[']);
    let end = words.find([',', ';', '،', '，', '、', '[']).unwrap_or(words.len());
    let symbol = words[..end].trim();
    symbol.parse().ok().or_else(|| symbol.split_whitespace().next()?.trim_end_matches([')', '(', '.']).parse().ok())
}

fn session(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty() && words.len() < 12).then(|| words.to_owned())
}

/// The first number in the words, in European digits.
fn first_number(words: &str) -> Option<String> {
    let digits: String = words.chars().map_while(digit_or_before()).flatten().collect();
    (!digits.is_empty()).then_some(digits)
}

/// Passes over what stands before the first digit, then yields digits until they end.
fn digit_or_before() -> impl FnMut(char) -> Option<Option<char>> {
    let mut begun = false;
    move |c| match european(c) {
        Some(digit) => {
            begun = true;
            Some(Some(digit))
        }
        None if begun => None,
        None => Some(None),
    }
}
