//! What a page carries beside its text: running headers, page numbers, job numbers, rules, the word processor's trailer.

use std::sync::LazyLock;

use regex_lite::Regex;
use rustc_hash::FxHashMap;

use super::cues::{Cues, Formula};
use super::label;
use super::lines::{Fate, Line};
use crate::lexicon::small;
use crate::parse::BlockHint;

/// Names of furniture, as they stand in `Draft::furniture`.
pub(super) mod name {
    pub(in super::super) const RULE: &str = "rule";
    pub(in super::super) const CONTINUED: &str = "continuation mark";
    pub(in super::super) const JOB: &str = "job number";
    pub(in super::super) const PAGE: &str = "page number";
    pub(in super::super) const SYMBOL: &str = "symbol";
    pub(in super::super) const HEADER: &str = "running header";
    pub(in super::super) const EXPORT: &str = "export mark";
    pub(in super::super) const RECYCLE: &str = "recycling note";
    pub(in super::super) const MASTHEAD: &str = "masthead";
    pub(in super::super) const TITLE: &str = "title";
    pub(in super::super) const OPENING: &str = "opening formula";
    pub(in super::super) const CLOSING: &str = "closing lines";
    pub(in super::super) const NOTE_MARK: &str = "footnote mark";
    pub(in super::super) const SPONSORS: &str = "sponsors";
    pub(in super::super) const PART: &str = "letter of a part";
}

#[expect(clippy::expect_used, reason = "the expressions are constants, and tests compile them")]
pub(super) fn regex(pattern: &str) -> Regex {
    // The digits of the six languages, and white space of every kind.
    let pattern = pattern
        .replace(r"\d", "[0-9٠-٩۰-۹０-９]")
        .replace(r"\s", "[\t-\r \u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]");
    Regex::new(&pattern).expect("a constant expression")
}

/// A document symbol as the whole of a line.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:A|S|E|T|ST|DP|TD|CCPR|CEDAW|CERD|CRC)/(?:[A-Z][A-Za-z.]*|\d+|[A-Z]+[.-]\d+)(?:/[A-Za-z0-9.\-]+)*(?: ?\([IVXLC0-9٠-٩۰-۹０-９-]+\))?(?: [A-Z](?:[-–][A-Z])?)?\*?$",
    )
});
static JOB: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:GE|V)\.\d{2}-\d{5,6}(?: ?\([A-Z]\))?|\*?N?\d{2}[-–— ]?\d{5,6} ?[A-Z]?\*?|\*\d{6,9}\*|\(?[A-Z](?:-[A-Z])?\)|\d{6}|\d{1,3}/\d{1,3}|\*N?\d+[A-Z]?\*)$",
    )
});
static JOB_STRONG: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:(?:GE|V)\.\d{2}-\d{5}|N?\d{2}[-–—]\d{5,6}[A-Z]?|\d{2} \d{5}(?: ?\([A-Z]\))?|\*\d{6,9}\*|N\d{7}[A-Z]?)")
});
/// In small letters.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:[-–—] ?\d{1,3} ?[-–—]",
        r"|(?:page|página|страница|стр\.|الصفحة|صفحة) ?\d{1,3}(?: ?(?:of|de|sur|из|من|/) ?\d{1,3})?",
        r"|第 ?\d{1,3} ?页)$"
    ))
});

/// No line that says which page it is on is longer, in bytes.
const LONGEST_PAGE: usize = 60;

/// Whether the words are a document symbol and nothing else.
pub(super) fn is_symbol(words: &str) -> bool {
    let organ = words.bytes().take_while(u8::is_ascii_uppercase).count();
    (1..=5).contains(&organ)
        && words[organ..].starts_with('/')
        && words.len() < 60
        && !words.ends_with('.')
        && SYMBOL.is_match(words)
}

/// What a line is by its own look.
fn look(words: &str, cues: &Cues) -> Option<Fate> {
    if words.contains("<<ODS ") || words.starts_with("[DU") && words.len() < 8 {
        return Some(Fate::Furniture(name::EXPORT));
    }
    if words.len() > 120 {
        return rule(words);
    }
    if let Some(n) = label::digits_alone(words) {
        return Some(Fate::Digits(n));
    }
    if !words.chars().any(char::is_alphanumeric) {
        let dots = words.contains("...") || words.contains('…');
        return if dots && words.contains('/') { Some(Fate::Furniture(name::CONTINUED)) } else { rule(words) };
    }
    let counts = words.contains(char::is_numeric);
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some((page, of)) = words.split_once('/')
        && let (Some(page), Some(of)) = (number(page), number(of))
        && (1..=of).contains(&page)
        && of < 400
    {
        return Some(Fate::Furniture(name::PAGE));
    }
    let begins_as_page = words.starts_with(|c: char| matches!(c, '-' | '–' | '—' | '第') || c.is_alphabetic());
    let ends_as_page = words.ends_with(|c: char| matches!(c, '-' | '–' | '—' | '页') || c.is_numeric());
    if counts && words.len() < LONGEST_PAGE && begins_as_page && ends_as_page && !is_symbol(words) && PAGE.is_match(&small(words)) {
        return Some(Fate::Furniture(name::PAGE));
    }
    let (bare, recycled) = match cues.find(Formula::Recycle, words) {
        Some(found) => (format!("{} {}", &words[..found.start], &words[found.end..]), true),
        None => (words.to_owned(), false),
    };
    let bare = bare.trim();
    if recycled && !bare.chars().any(char::is_alphanumeric) {
        return Some(Fate::Furniture(name::RECYCLE));
    }
    if !recycled && !counts {
        return None;
    }
    // Most lines with a number are none, and need not be asked for more.
    if !bare.chars().all(|c| c.is_ascii_uppercase() || c.is_numeric() || " *()./-–—".contains(c)) {
        return None;
    }
    let job = JOB.is_match(bare) || bare.split(' ').filter(|token| !token.is_empty()).all(|token| JOB.is_match(token));
    if job && (recycled || JOB_STRONG.is_match(bare) || bare.split(' ').any(|token| JOB_STRONG.is_match(token))) {
        return Some(Fate::Furniture(name::JOB));
    }
    None
}

fn rule(words: &str) -> Option<Fate> {
    // What ends a paragraph of French after a space, on a line of its own.
    if matches!(words, ":" | ".") {
        return None;
    }
    let drawn = words.chars().filter(|c| !c.is_whitespace()).all(|c| "_-–—=*·.•~|+:─━…/".contains(c));
    drawn.then_some(Fate::Furniture(name::RULE))
}

/// Tells apart what is furniture by its look, and what stands again and again at the edges of pages.
pub(super) fn find(lines: &mut [Line], cues: &Cues) {
    for line in lines.iter_mut().filter(|line| line.number.is_none() && line.leading_mark().is_none()) {
        if matches!(line.hint, BlockHint::Footnote(_)) {
            continue;
        }
        if let Some(fate) = look(&line.styled.text, cues) {
            line.fate = fate;
        }
    }
    // A six-digit date under a job number ("18-21207 (E)", "131218").
    for at in 1..lines.len() {
        let dated = lines[at].words().len() == 6 && lines[at].words().bytes().all(|b| b.is_ascii_digit());
        if dated && lines[at].is_open() && lines[at - 1].fate == Fate::Furniture(name::JOB) {
            lines[at].fate = Fate::Furniture(name::JOB);
        }
    }
    repeated(lines);
}

/// How many lines at the head of a page may be its running header.
const HEADER_LINES: usize = 5;

/// Lines that stand at the head of two pages or more are a running header.
fn repeated(lines: &mut [Line]) {
    let mut starts: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| line.page_start).map(|(at, _)| at).collect();
    if starts.is_empty() {
        return;
    }
    starts.insert(0, 0);
    let key = |line: &Line| -> Option<String> {
        let words = line.words();
        (line.is_open() && line.is_line && words.len() < 200)
            .then(|| words.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase())
    };
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (page, &start) in starts.iter().enumerate() {
        let end = starts.get(page + 1).copied().unwrap_or(lines.len()).min(start + HEADER_LINES);
        for (at, line) in lines.iter().enumerate().take(end).skip(start) {
            if let Some(key) = key(line).filter(|key| key.len() > 3) {
                seen.entry(key).or_default().push(at);
            }
        }
    }
    for places in seen.into_values().filter(|places| places.len() > 1) {
        for at in places {
            // On the first page the same words are the masthead or the title.
            if at >= starts[1] {
                lines[at].fate = Fate::Furniture(name::HEADER);
            }
        }
    }
}

/// The title printed again at the edge of a page, and the symbol alone on a line.
pub(super) fn headers(lines: &mut [Line], from: usize, title: Option<&str>) {
    for line in lines[from..].iter_mut().filter(|line| line.is_open() && line.leading_mark().is_none() && line.number.is_none()) {
        if is_symbol(&line.styled.text) && line.hint == BlockHint::None {
            line.fate = Fate::Furniture(name::SYMBOL);
        }
    }
    let Some(title) = title.map(letters).filter(|title| title.len() >= 6) else { return };
    let mut at = from;
    while at < lines.len() {
        if let Some(end) = header_end(lines, at, &title) {
            for line in &mut lines[at..end] {
                if line.is_open() {
                    line.fate = Fate::Furniture(name::HEADER);
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Where a title that begins at a line ends, if it touches the edge of a page.
fn header_end(lines: &[Line], start: usize, title: &str) -> Option<usize> {
    if !lines[start].is_open() || lines[start].words().len() > 400 {
        return None;
    }
    let mut rest = title;
    let mut end = start;
    while end < lines.len() && end < start + HEADER_LINES && lines[end].is_open() {
        match rest.strip_prefix(letters(lines[end].words()).as_str()) {
            Some(tail) if tail.len() < rest.len() => rest = tail,
            _ => break,
        }
        end += 1;
    }
    let paged =
        |line: &Line| matches!(line.fate, Fate::Digits(_) | Fate::Furniture(name::SYMBOL | name::PAGE | name::JOB | name::HEADER));
    let touches = lines[start].page_start
        || start.checked_sub(1).is_some_and(|before| paged(&lines[before]))
        || lines.get(end).is_some_and(|after| paged(after) || after.page_start);
    // A short title must stand there whole.
    let enough = if title.len() < 24 { rest.is_empty() } else { rest.len() * 3 < title.len() };
    (end > start && enough && touches).then_some(end)
}

/// Only the letters and digits of words, in lower case.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::Language;

    #[test]
    fn job_numbers_of_all_offices_are_known() {
        let cues = Cues::new(Lexicon::of(Language::En));
        for (words, is_job) in [
            ("24-12345 (E)", true),
            ("*2412345*", true),
            ("GE.22-16521(E)", true),
            ("V.21-01234", true),
            ("2010-2015", false),
            ("A/RES/75/1", false),
        ] {
            let fate = look(words, &cues);
            assert_eq!(fate == Some(Fate::Furniture(name::JOB)), is_job, "{words}");
        }
    }
}
