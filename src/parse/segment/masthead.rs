//! What stands before a resolution's text and after it: masthead, title, closing lines; the facts that they give.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::cues::{Cues, Formula, Found};
use super::furniture::{self, name, regex};
use super::joining::Joiner;
use super::lines::{Fate, Line};
use crate::lexicon::small;
use crate::model::{Date, Facts, Symbol};
use crate::parse::{Styled, agenda_item};

/// The beginning of a document.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The line after the masthead: the first of the text.
    pub(super) end: usize,
    /// Whether a masthead, a title or an opening formula was there.
    pub(super) found: bool,
    /// Whether the opening formula was there.
    pub(super) opening: bool,
    /// Lines of the masthead that are neither facts nor furniture (sponsors): they are headings.
    pub(super) headings: Vec<usize>,
}

/// "67/27. Developments …", "1721 (XVI). …", "ES-10/21. …", "77/128. …", the number of a resolution before its title.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:Resolution |Résolution |Resolución |Резолюция |القرار |第)?",
        r"(?P<number>(?:(?:ES|S)-)?\d{1,4}/\d{1,4}|\d{1,4} ?\((?:[SE]+-)?[IVXLC]+\)|\d{3,4} ?\(\d{4}\))(?: ?号决议)?",
        r"(?P<letters> [A-Z](?:(?:,| and| et| y| и|-|–) ?[A-Z])*)?(?P<dot> ?[.．])?(?:\s*[-–—])?(?P<title> .*|$|[A-Za-zÀ-ɏЀ-ԯء-يٮ-ۓ々〇㐀-鿿豈-﫿].*)$"
    ))
});
#[expect(clippy::expect_used, reason = "the expression is a constant, and tests compile it")]
static SYMBOL: LazyLock<regex::Regex> = LazyLock::new(|| {
    // Words end where those of every script do.
    let pattern = concat!(
        r"\b(?:A|S|E|ST|T|TD)/[A-Z0-9][A-Za-z0-9./\-]*(?: \([IVXLC0-9٠-٩۰-۹０-９-]+\))?",
        r"(?: [A-Z](?:[-–][A-Z]\b| and [A-Z]\b))?"
    );
    regex::Regex::new(pattern).expect("a constant expression")
});
/// In small letters.
static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:original|язык оригинала|الأصل|原文) ?: ?\[?(?:english|french|spanish|russian|arabic|chinese|anglais|français|espagnol|russe|arabe|chinois",
        r"|inglés|francés|español|ruso|árabe|chino|английский|французский|испанский|русский|арабский|китайский|بالانكليزية|بالإنكليزية|بالفرنسية|英文|法文|西班牙文|俄文|阿拉伯文|中文)\]?"
    ))
});
/// In small letters.
static DRAFT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r":\s*(?:(?:revised |draft )+(?:resolution|decision)|projet de (?:résolution|décision)(?: révisé)?|proyecto de (?:resolución|decisión)(?: revisado)?|(?:пересмотренный )?проект (?:резолюции|решения)|(?:مشروع|مشروع) (?:قرار|مقرر)(?: منقح)?|(?:订正)?决议草案|决定草案)\s*$",
    )
});

/// Where the words begin that say that what stands before them submits a draft.
fn draft(words: &str) -> Option<Range<usize>> {
    // Without a colon there are none.
    words.contains(':').then(|| DRAFT.find(&small(words)).map(|found| found.range())).flatten()
}

/// No line of a masthead is longer, in bytes.
const LONGEST: usize = 500;

/// What a line of the masthead gave.
enum Told {
    Nothing,
    /// Some of it is known; the letters left over.
    Some(usize),
    /// A resolution adopted on a date that the next line may give.
    AdoptedNext,
}

/// Reads the masthead, and takes its lines.
pub(super) fn read(lines: &mut [Line], facts: &mut Facts, cues: &Cues, joiner: Joiner) -> Head {
    let opening = (0..lines.len()).find(|&at| lines[at].is_open() && is_opening(&lines[at], cues)).or_else(|| {
        // A formula that lost its comma: what follows must begin the preamble.
        let mut open = (0..lines.len()).filter(|&at| lines[at].is_open());
        let begins = |at: usize| {
            (at + 1..lines.len()).find(|&i| lines[i].is_open()).is_some_and(|i| cues.known_lead(lines[i].words()).is_some())
        };
        open.find(|&at| lines[at].number.is_none() && cues.is(Formula::Opening, lines[at].words()) && begins(at))
    });
    // A formula after paragraphs is another text's: that of a treaty in an annex, where the resolution lost its own.
    let opening = opening.filter(|&at| !has_paragraphs(&lines[..at], cues));
    let mut head = Head { opening: opening.is_some(), ..Head::default() };
    // Without an opening formula a masthead ends where the first paragraph begins.
    let end = opening.unwrap_or_else(|| {
        let begins = |line: &Line| {
            line.is_open()
                && (cues.known_lead(line.words()).is_some()
                    || super::label::read(line.words()).is_some()
                    || line.words().len() > LONGEST)
        };
        (0..lines.len()).find(|&at| begins(&lines[at])).unwrap_or(lines.len())
    });
    let before = (facts.clone(), lines[..end].iter().map(|line| line.fate.clone()).collect::<Vec<_>>());
    let mut scan = Scan::default();
    for at in 0..end {
        if lines[at].is_open() {
            scan.line(lines, at, opening.is_some(), facts, cues);
        }
    }
    head.found = opening.is_some() || scan.title.is_some() || scan.explained > 1;
    if !head.found {
        // Not a masthead, only words that look like one. A symbol above the first line of a fragment is its running header.
        let symbol = facts.symbol.take();
        *facts = before.0;
        facts.symbol = facts.symbol.take().or(symbol);
        for (line, fate) in lines.iter_mut().zip(before.1).filter(|(line, _)| !furniture::is_symbol(line.words())) {
            line.fate = fate;
        }
        return head;
    }
    head.end = opening.map_or(end, |at| at + 1);
    if let Some(at) = opening {
        lines[at].fate = Fate::Furniture(name::OPENING);
    }
    if let Some(first) = sponsors(lines, end, facts) {
        scan.last = scan.last.max(first);
    }
    take_title(lines, end, &scan, facts, &mut head, joiner);
    head
}

/// Whether several lines begin as paragraphs of resolutions do; one of a title may.
fn has_paragraphs(lines: &[Line], cues: &Cues) -> bool {
    const SEVERAL: usize = 3;
    let begins = |line: &&Line| {
        let words = line.words();
        let rest = super::label::read(words).map_or(words, |label| &words[label.skip..]);
        line.is_open() && cues.known_lead(rest).is_some()
    };
    lines.iter().filter(begins).nth(SEVERAL - 1).is_some()
}

/// What is known while the masthead is read.
#[derive(Default)]
struct Scan {
    unexplained: Vec<usize>,
    /// The line of the number before the title.
    title: Option<usize>,
    /// How many lines were explained, and the last of them.
    explained: usize,
    last: usize,
    adopted_next: bool,
}

impl Scan {
    fn line(&mut self, lines: &mut [Line], at: usize, opens: bool, facts: &mut Facts, cues: &Cues) {
        if furniture::is_symbol(lines[at].words()) {
            symbol_fact(lines[at].words(), facts);
            self.explain(lines, at);
            return;
        }
        if (opens || self.explained > 0)
            && let Some(found) = numbered_title(lines[at].words())
        {
            self.title = Some(at);
            number_fact(&found, facts);
            return;
        }
        let told = tell(lines[at].words(), facts, cues, self.adopted_next);
        match told {
            // After its number only the words of the title stand, and how it was adopted in some layouts.
            Told::Some(left) if left > 0 && self.title.is_some() && !self.adopted_next => {}
            Told::Nothing if self.title.is_some() => {}
            Told::Nothing => self.unexplained.push(at),
            Told::Some(left) if left > 60 => self.unexplained.push(at),
            Told::Some(_) | Told::AdoptedNext => {
                self.adopted_next = matches!(told, Told::AdoptedNext);
                self.explain(lines, at);
            }
        }
    }

    fn explain(&mut self, lines: &mut [Line], at: usize) {
        self.explained += 1;
        self.last = at;
        lines[at].fate = Fate::Furniture(name::MASTHEAD);
    }
}

/// Who submitted a draft: "Armenia, Belarus …: draft resolution", over several lines, of which the first is returned.
fn sponsors(lines: &mut [Line], end: usize, facts: &mut Facts) -> Option<usize> {
    let last = (0..end).rev().find(|&at| lines[at].is_open() && draft(lines[at].words()).is_some())?;
    let mut first = last;
    while first > 0 && lines[first - 1].is_open() && lines[first].is_line && !lines[first].gap {
        first -= 1;
    }
    let words: Vec<&str> = lines[first..=last].iter().map(Line::words).collect();
    let words = words.join(" ");
    let end = draft(&words).unwrap_or(words.len()..words.len());
    let names = [&words[..end.start], &words[end.end..]].concat().split_whitespace().collect::<Vec<_>>().join(" ");
    if facts.sponsors.is_none() && !names.is_empty() {
        facts.sponsors = Some(names);
    }
    for line in &mut lines[first..=last] {
        line.fate = Fate::Furniture(name::SPONSORS);
    }
    Some(first)
}

/// Whether a line is the opening formula: with its comma, since the masthead names the organ without one.
pub(super) fn is_opening(line: &Line, cues: &Cues) -> bool {
    let words = line.words();
    line.number.is_none()
        && words.ends_with([',', '，', '،'])
        && !words.starts_with(|c: char| c.is_ascii_lowercase())
        && cues.is(Formula::Opening, words)
}

struct Numbered {
    number: String,
    letters: String,
    /// Where the title begins in the line.
    title: usize,
}

fn numbered_title(words: &str) -> Option<Numbered> {
    if words.len() > LONGEST {
        return None;
    }
    let found = NUMBERED.captures(words)?;
    let title = found.name("title")?;
    let group = |name| found.name(name).map(|m| m.as_str().trim().to_owned()).unwrap_or_default();
    Some(Numbered { number: group("number"), letters: group("letters"), title: words.len() - title.as_str().trim_start().len() })
}

/// The title: what follows the number, or the last words before the opening formula.
fn take_title(lines: &mut [Line], end: usize, scan: &Scan, facts: &mut Facts, head: &mut Head, joiner: Joiner) {
    let mut title = Styled::default();
    // In order.
    let mut chosen: Vec<usize> = Vec::new();
    if let Some(at) = scan.title {
        let skip = numbered_title(lines[at].words()).map_or(0, |found| found.title);
        let line = &lines[at].styled;
        joiner.join(&mut title, &line.slice(skip..line.text.len()));
        lines[at].fate = Fate::Furniture(name::TITLE);
        let mut rest = (at + 1..end).filter(|&i| lines[i].is_open()).peekable();
        // In an "A-B" resolution the title ends where the letter of the first part stands.
        while let Some(i) = rest.next_if(|&i| part_letter(lines[i].words()).is_none()) {
            chosen.push(i);
        }
        head.headings.extend(rest);
    } else if head.opening {
        // The words just above the opening formula, as long as nothing else comes between.
        let mut i = end;
        while let Some(before) = i.checked_sub(1) {
            let line = &lines[before];
            if draft(line.words()).is_some() || chosen.len() >= 5 {
                break;
            }
            if line.is_open() {
                chosen.insert(0, before);
                if line.gap && line.is_line {
                    break;
                }
                if !line.is_line {
                    break;
                }
            } else if !chosen.is_empty() {
                break;
            }
            i = before;
        }
    }
    for &at in &chosen {
        joiner.join(&mut title, &lines[at].styled);
        lines[at].fate = Fate::Furniture(name::TITLE);
    }
    let words = title.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if facts.title.is_none() && !words.is_empty() {
        facts.title = Some(words);
    }
    // Between the facts stand the committee and the agenda item's title, and after them the title once more.
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    // Lines without end before an opening formula are no title, and are not searched for every line.
    let whole = facts.title.as_deref().filter(|title| title.len() <= 4 * LONGEST).map(letters).unwrap_or_default();
    for &at in scan.unexplained.iter().filter(|at| chosen.binary_search(at).is_err()) {
        if !lines[at].is_open() {
            continue;
        }
        if scan.title.is_some() || at < scan.last || whole.contains(&letters(lines[at].words())) {
            lines[at].fate = Fate::Furniture(name::MASTHEAD);
        } else {
            head.headings.push(at);
        }
    }
    head.headings.sort_unstable();
    head.headings.dedup();
}

/// The letter of a part of an "A-B" resolution, alone on a line.
pub(super) fn part_letter(words: &str) -> Option<char> {
    const LETTERS: [(char, [&str; 3]); 4] =
        [('A', ["А", "甲", "ألف"]), ('B', ["В", "乙", "باء"]), ('C', ["С", "丙", "جيم"]), ('D', ["D", "丁", "دال"])];
    let words = words.trim_end_matches('.');
    if let [letter @ b'A'..=b'Z'] = words.as_bytes() {
        return Some(char::from(*letter));
    }
    LETTERS.iter().find(|(_, forms)| forms.contains(&words)).map(|(letter, _)| *letter)
}

fn symbol_fact(words: &str, facts: &mut Facts) {
    if facts.symbol.is_none() {
        facts.symbol = words.trim_end_matches('*').parse::<Symbol>().ok();
    }
}

/// The symbol that the number before the title makes, where no other symbol was seen.
fn number_fact(found: &Numbered, facts: &mut Facts) {
    let letters = if found.letters.is_empty() { String::new() } else { format!(" {}", found.letters) };
    // A year before the stroke is the Economic and Social Council's.
    let council = found.number.split_once('/').is_some_and(|(session, _)| session.len() == 4);
    let year = found.number.split_once('(').is_some_and(|(_, year)| year.starts_with(|c: char| c.is_ascii_digit()));
    let body = if council {
        "E"
    } else if year {
        "S"
    } else {
        "A"
    };
    if facts.symbol.is_none() {
        facts.symbol = format!("{body}/RES/{}{letters}", found.number).parse().ok();
    }
}

/// Reads the facts of a line. What is left over when all that is known is taken away are letters of something else.
fn tell(words: &str, facts: &mut Facts, cues: &Cues, adopted_before: bool) -> Told {
    if words.len() > LONGEST {
        return Told::Nothing;
    }
    let mut rest = Rest { words: words.to_owned(), hits: 0, cues };
    let mut adopted_here = false;
    if let Some(found) = rest.take(Formula::Proponent)
        && let Some(symbol) = found.group("symbol").and_then(|symbol| symbol.trim().parse::<Symbol>().ok())
    {
        // "[without reference to a Main Committee (A/68/L.22)]": no report, but the draft itself.
        let fact = if symbol.as_str().contains("/L.") { &mut facts.draft } else { &mut facts.committee_report };
        fact.get_or_insert(symbol);
    }
    if let Some(found) = rest.take(Formula::Adopted) {
        let date = found.group("date").and_then(|date| first_date(date, cues));
        adopted_here = date.is_none();
        facts.adopted = facts.adopted.or(date);
    }
    // "Adopted by the Security Council at its 4213th meeting, on 31 October 2000"
    let mut council = false;
    if !adopted_here && let Some(found) = rest.take(Formula::Meeting) {
        let number = found.group("number").and_then(|number| number.trim().parse::<u16>().ok());
        facts.meeting = facts.meeting.take().or_else(|| number.map(|n| n.to_string()));
        council = true;
        adopted_here = true;
    }
    let symbol = if rest.words.contains('/') { SYMBOL.find(&rest.words).map(|found| found.range()) } else { None };
    if let Some(symbol) = rest.cut(symbol) {
        symbol_fact(&symbol, facts);
    }
    if let Some(found) = rest.take(Formula::Session) {
        facts.session = facts.session.take().or_else(|| session(&found, cues));
    }
    if let Some(found) = rest.take(Formula::AgendaItem) {
        facts.agenda_item = facts.agenda_item.take().or_else(|| found.group("item").and_then(agenda_item));
    }
    let distribution = rest.take(Formula::Distribution).is_some();
    while rest.take(Formula::Organization).is_some() {}
    while rest.take(Formula::Organ).is_some() {}
    let original = if rest.words.contains(':') { ORIGINAL.find(&small(&rest.words)).map(|found| found.range()) } else { None };
    rest.cut(original);
    rest.take(Formula::Recycle);
    while let Some((place, date)) = cues.dates(&rest.words).pop() {
        rest.words.replace_range(place, " ");
        rest.hits += 1;
        if (adopted_before || adopted_here) && !distribution {
            facts.adopted = facts.adopted.or(Some(date));
            adopted_here = false;
        } else {
            facts.distributed = facts.distributed.or(Some(date));
        }
    }
    match (rest.hits, adopted_here) {
        (0, _) => Told::Nothing,
        (_, true) => Told::AdoptedNext,
        _ if council => Told::Some(0),
        _ => Told::Some(left(&rest.words)),
    }
}

/// What is left of a line while its facts are taken out.
struct Rest<'a> {
    words: String,
    hits: usize,
    cues: &'a Cues<'a>,
}

impl Rest<'_> {
    fn take(&mut self, formula: Formula) -> Option<Found> {
        let found = self.cues.find(formula, &self.words)?;
        self.words.replace_range(found.start..found.end, " ");
        self.hits += 1;
        Some(found)
    }

    fn cut(&mut self, range: Option<Range<usize>>) -> Option<String> {
        let range = range?;
        let found = self.words[range.clone()].to_owned();
        self.words.replace_range(range, " ");
        self.hits += 1;
        Some(found)
    }
}

fn left(rest: &str) -> usize {
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

fn first_date(words: &str, cues: &Cues) -> Option<Date> {
    cues.dates(words).into_iter().next().map(|(_, date)| date)
}

/// The session as facts have it: `67`, `S-32`, `ES-10`.
fn session(found: &Found, cues: &Cues) -> Option<String> {
    let words = found.group("ordinal").or_else(|| found.group("numeral"))?;
    let number = words.trim().parse::<u16>().ok().or_else(|| cues.ordinal(words))?;
    let special = found.group("special").or_else(|| found.group("after")).unwrap_or_default().to_lowercase();
    let emergency = found.group("emergency").is_some()
        || ["emergency", "urgence", "чрезвычайн", "طارئة", "紧急"].iter().any(|word| special.contains(word));
    let resumed_only = special.contains("resumed");
    Some(match (emergency, special.trim().is_empty() || resumed_only) {
        (true, _) => format!("ES-{number}"),
        (false, false) => format!("S-{number}"),
        (false, true) => number.to_string(),
    })
}

/// Reads a line as closing lines have it: the meeting, the date. Whether it is nothing else.
pub(super) fn closing(words: &str, facts: &mut Facts, cues: &Cues, after_meeting: bool) -> bool {
    if words.len() > 160 {
        return false;
    }
    // "55th (resumed) plenary meeting", "48a sesión plenaria (continuación)".
    let mut rest = without_brackets(words);
    let meeting = cues.find(Formula::Meeting, &rest);
    if let Some(found) = &meeting {
        rest.replace_range(found.start..found.end, " ");
    }
    // "56th plenary meeting (resumed)"
    if let (Some(_), Some(open), Some(close)) = (&meeting, rest.find('('), rest.rfind(')'))
        && open < close
    {
        rest.replace_range(open..=close, " ");
    }
    let date = cues.dates(&rest).pop();
    if let Some((place, _)) = &date {
        rest.replace_range(place.clone(), " ");
    }
    // The date alone closes a text too, where it is the day of adoption that the masthead named.
    let is_adoption = date.as_ref().is_some_and(|&(_, date)| facts.adopted == Some(date));
    if (meeting.is_none() && !(after_meeting && date.is_some()) && !is_adoption) || left(&rest) > 8 {
        return false;
    }
    if let Some(number) = meeting.as_ref().and_then(|found| found.group("number").or_else(|| found.group("numeral"))) {
        let number = number.trim().parse::<u16>().ok().or_else(|| cues.ordinal(number));
        facts.meeting = facts.meeting.take().or_else(|| number.map(|n| n.to_string()));
    }
    if let Some((_, date)) = date {
        facts.adopted = facts.adopted.or(Some(date));
    }
    true
}

/// The words without what stands in brackets, if that is one word.
fn without_brackets(words: &str) -> String {
    let Some((before, rest)) = words.split_once('(') else { return words.to_owned() };
    match rest.split_once(')') {
        Some((inside, after)) if !inside.is_empty() && inside.chars().all(char::is_alphabetic) => {
            format!("{} {}", before.trim_end(), after.trim_start())
        }
        _ => words.to_owned(),
    }
}

/// Reads the masthead that a word processor's export prints after the text. Whether the line is of it.
pub(super) fn trailer(words: &str, facts: &mut Facts, cues: &Cues) -> bool {
    if furniture::is_symbol(words) {
        symbol_fact(words, facts);
        return true;
    }
    let mut told = facts.clone();
    match tell(words, &mut told, cues, false) {
        Told::Some(left) if left * 4 <= words.chars().filter(|c| c.is_alphanumeric()).count() => {
            *facts = told;
            true
        }
        _ => false,
    }
}
