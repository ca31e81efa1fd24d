//! Footnote marks that are bare digits in the words ("made,1", "assessments, 3"), tied to their notes.
//!
//! A digit is a mark only where a footnote of that number exists, and its first mark stands between those of its neighbours.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::body::Body;
use super::cues::Cues;
use super::furniture::name;
use super::label;
use super::lines::{Fate, Line, place};
use crate::model::Warning;
use crate::parse::{DraftFootnote, MarkAt};

/// How surely a digit is a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Surety {
    /// In the middle of a sentence: only if a footnote lacks its mark and nothing else may be it
    Faint,
    /// It may be one if a footnote lacks its mark
    Weak,
    /// After punctuation and a space, before a small word
    Fair,
    /// Glued to a word or its punctuation
    Strong,
}

impl Surety {
    const fn weight(self) -> usize {
        match self {
            Self::Faint => 1,
            Self::Weak => 3,
            Self::Fair => 6,
            Self::Strong => 10,
        }
    }
}

/// A digit that may be a mark.
#[derive(Debug)]
struct Candidate {
    number: u32,
    paragraph: usize,
    /// The digits, with the white space before them.
    cut: Range<usize>,
    spaced: bool,
    surety: Surety,
}

/// Where a mark stands: paragraph and byte.
type Spot = (usize, usize);

/// Finds the marks that the source did not tell apart.
pub(super) fn tie(body: &mut Body, notes: &[DraftFootnote], lines: &mut [Line], cues: &Cues) {
    let mut first: FxHashMap<u32, Spot> = FxHashMap::default();
    let mut told = 0_usize;
    for (index, paragraph) in body.paragraphs.iter().enumerate() {
        for mark in &paragraph.styled.marks {
            told += 1;
            if let Ok(n) = mark.mark.parse() {
                first.entry(n).or_insert((index, mark.at));
            }
        }
    }
    let mut numbers: Vec<u32> = notes.iter().filter_map(|note| note.mark.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut chosen: Vec<Candidate> = Vec::new();
    if numbers.iter().any(|n| !first.contains_key(n)) {
        chosen = choose(body, &numbers, &mut first, told == 0, cues);
    }
    loose(body, &numbers, &mut first, lines);
    apply(body, chosen);
    stars(body, notes);
    for note in notes {
        if note.mark.parse::<u32>().is_ok_and(|n| !first.contains_key(&n)) {
            let message = format!("no mark of footnote {} was found in the text; the footnote is kept", note.mark);
            body.warnings.push(Warning { place: format!("footnote {}", note.mark), code: "footnote-untied".to_owned(), message });
        }
    }
    for paragraph in &body.paragraphs {
        for mark in &paragraph.styled.marks {
            if mark.mark.parse::<u32>().is_ok_and(|n| numbers.binary_search(&n).is_err()) {
                let message = format!("the mark {} has no footnote", mark.mark);
                body.warnings.push(Warning { place: place(paragraph.origin), code: "footnote-missing".to_owned(), message });
            }
        }
    }
}

fn choose(body: &Body, numbers: &[u32], first: &mut FxHashMap<u32, Spot>, repeats: bool, cues: &Cues) -> Vec<Candidate> {
    let candidates: Vec<Candidate> = body
        .paragraphs
        .iter()
        .enumerate()
        .flat_map(|(index, paragraph)| candidates(index, &paragraph.styled.text, numbers, cues))
        .collect();
    let spot = |candidate: &Candidate| (candidate.paragraph, candidate.cut.start);
    let mut by_number: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let places = by_number.entry(candidate.number).or_default();
        if places.len() < MOST_CANDIDATES {
            places.push(index);
        }
    }
    // The first marks stand in the order of their numbers. Of all such rows of places the surest is taken, and of equals the one that
    // leaves the fewest sure marks before the first of their number.
    let mut states = vec![State { spot: (0, 0), score: 0, candidate: None, before: None }];
    let mut ends = vec![0_usize];
    for &n in numbers {
        let told = first.get(&n).copied();
        let places = by_number.get(&n).filter(|_| told.is_none()).map_or(&[][..], Vec::as_slice);
        let sure = |index: &usize| candidates[*index].surety == Surety::Strong;
        let mut left = places.iter().filter(|index| sure(index)).count();
        let mut grown: Vec<usize> = Vec::new();
        let steps = places.iter().map(|&index| (spot(&candidates[index]), Some(index))).chain(told.map(|spot| (spot, None)));
        for (here, index) in steps {
            let Some(&before) = ends
                .iter()
                .filter(|&&state| states[state].spot < here || states[state].candidate.is_none())
                .max_by_key(|&&state| (states[state].score, std::cmp::Reverse(state)))
            else {
                continue;
            };
            let gain = index.map_or(100, |index| candidates[index].surety.weight() + 6 * left.min(4));
            left -= usize::from(index.is_some_and(|index| sure(&index)));
            states.push(State { spot: here, score: states[before].score + gain, candidate: index, before: Some(before) });
            grown.push(states.len() - 1);
        }
        ends.extend(grown);
        // Only the best few places are worth going on from.
        ends.sort_by_key(|&state| (std::cmp::Reverse(states[state].score), state));
        ends.truncate(MOST_CANDIDATES);
    }
    let mut taken = vec![false; candidates.len()];
    let mut state = ends.iter().copied().max_by_key(|&state| (states[state].score, std::cmp::Reverse(state)));
    while let Some(index) = state {
        if let Some(candidate) = states[index].candidate {
            taken[candidate] = true;
            first.insert(candidates[candidate].number, spot(&candidates[candidate]));
        }
        state = states[index].before;
    }
    if repeats {
        // A footnote may be pointed at again; after a space only in documents that set marks so.
        let spaced = candidates.iter().zip(&taken).any(|(candidate, taken)| *taken && candidate.spaced);
        let least = if spaced { Surety::Fair } else { Surety::Strong };
        for (index, candidate) in candidates.iter().enumerate() {
            taken[index] |= candidate.surety >= least && first.get(&candidate.number).is_some_and(|first| *first < spot(candidate));
        }
    }
    candidates.into_iter().zip(taken).filter_map(|(candidate, taken)| taken.then_some(candidate)).collect()
}

/// No number needs more places to choose from.
const MOST_CANDIDATES: usize = 48;

/// A row of first marks that ends at a place.
struct State {
    spot: Spot,
    score: usize,
    candidate: Option<usize>,
    before: Option<usize>,
}

/// The digits of a paragraph that may be marks of footnotes with one of these numbers, which are in order.
fn candidates(paragraph: usize, words: &str, numbers: &[u32], cues: &Cues) -> Vec<Candidate> {
    let noted = |digits: &str| digits.parse().ok().filter(|number| numbers.binary_search(number).is_ok());
    let bytes = words.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if let Some(year) = after_year(&words[start..at], &words[at..]) {
            if let Some(number) = noted(&words[start + year..at]) {
                found.push(Candidate { number, paragraph, cut: start + year..at, spaced: false, surety: Surety::Strong });
            }
            continue;
        }
        if let Some(cuts) = after_resolution(&words[..start], &words[start..at]) {
            // One of them, since the digits can be cut once only.
            let cut = |&cut: &usize| {
                noted(&words[start + cut..at]).filter(|_| bytes[start + cut] != b'0').map(|number| (start + cut, number))
            };
            let marks = cuts.iter().find_map(cut);
            found.extend(marks.map(|(cut, number)| Candidate {
                number,
                paragraph,
                cut: cut..at,
                spaced: false,
                surety: Surety::Strong,
            }));
            continue;
        }
        if at - start > 3 || start == 0 || bytes[start] == b'0' {
            continue;
        }
        let Some(number) = noted(&words[start..at]) else { continue };
        let space = words[..start].len() - words[..start].trim_end().len();
        if let Some(surety) = judge(&words[..start - space], space > 0, &words[at..], cues) {
            found.push(Candidate { number, paragraph, cut: start - space..at, spaced: space > 0, surety });
        }
    }
    found
}

/// "20132": a mark glued to a year. The bytes of the year.
fn after_year(digits: &str, after: &str) -> Option<usize> {
    let fits =
        (5..=7).contains(&digits.len()) && (digits.starts_with("19") || digits.starts_with("20")) && !digits[4..].starts_with('0');
    (fits && !after.starts_with(['-', '/', '–'])).then_some(4)
}

/// "75/1697": a mark glued to the number of a resolution, which has three digits at most. Where the mark may begin.
fn after_resolution(before: &str, digits: &str) -> Option<&'static [usize]> {
    let session = before.strip_suffix('/')?;
    let document = session.trim_end_matches(|c: char| c.is_ascii_digit());
    let fits = session.len() - document.len() == 2
        && document.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '（') || label::is_han(c));
    match digits.len() {
        4 if fits => Some(&[3, 2]),
        5 if fits => Some(&[3]),
        _ => None,
    }
}

/// How surely digits between these words are a mark.
fn judge(before: &str, spaced: bool, after: &str, cues: &Cues) -> Option<Surety> {
    let last = before.chars().next_back()?;
    let next = after.chars().next();
    if next.is_some_and(|c| (c.is_alphanumeric() && !label::is_han(c)) || matches!(c, '/' | '-' | '–' | '%' | '°' | '(' | '_')) {
        return None;
    }
    // "1.5", "2,000", "3:2"
    if matches!(next, Some('.' | ',' | ':')) && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let ends = after.trim_start().is_empty();
    let closes = ends || after.starts_with([',', ';', '.', ':', '，', '；', '。', '、', '،', '؛', '”', '"', '»', ')', '）']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let punctuation = matches!(
        last,
        ',' | ';' | ':' | '”' | '"' | '»' | '’' | ')' | '，' | '；' | '：' | '。' | '）' | '、' | '،' | '؛' | '.' | '》'
    );
    let han_after = after.trim_start().starts_with(label::is_han);
    if punctuation {
        let inner = before[..before.len() - last.len_utf8()].chars().next_back();
        let after_digit = matches!(last, ',' | '.' | ':' | '،') && inner.is_some_and(|c| c.is_ascii_digit());
        if last == '.' && (is_abbreviation(word) || after_digit) {
            return None;
        }
        return match (spaced, after_digit) {
            // "of 19 November 2010,3 and"
            (false, true) if last == ',' && is_year(word) => Some(Surety::Fair),
            (false, true) => closes.then_some(Surety::Weak),
            (false, false) if han_after => Some(Surety::Fair),
            (false, false) => Some(Surety::Strong),
            (true, false) if ends => Some(Surety::Strong),
            (true, _) if ends => Some(Surety::Fair),
            (true, false) if after.trim_start().starts_with(char::is_lowercase) && dateless(after, cues) => Some(Surety::Fair),
            (true, false) if han_after && !counted_in_han(after) => Some(Surety::Fair),
            (true, true) if after.trim_start().starts_with(char::is_lowercase) && dateless(after, cues) => Some(Surety::Weak),
            (true, _) => None,
        };
    }
    if spaced {
        // "in its 2013 3 and 2015 2 reports": after a year no other number stands.
        if is_year(word) && before.ends_with(word) && dateless(after, cues) {
            return Some(Surety::Strong);
        }
        if label::is_han(last) {
            return han_mark(last, after, closes);
        }
        let cited =
            before.rsplit(' ').next().is_some_and(|token| token.contains('/')) && last.is_ascii_digit() && dateless(after, cues);
        if cited {
            return Some(if closes { Surety::Weak } else { Surety::Faint });
        }
        let plain = last.is_alphabetic() && word.chars().count() > 3 && !cues.counts_things(word) && dateless(after, cues);
        return plain.then_some(if closes { Surety::Weak } else { Surety::Faint });
    }
    if label::is_han(last) {
        return han_mark(last, after, closes);
    }
    // "celle-ci6", "Sud-Sud12": of a compound all of it counts.
    let compound = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    let glued = last.is_alphabetic()
        && !last.is_uppercase()
        && compound.chars().count() > 3
        && compound.chars().all(|c| c.is_alphabetic() || c == '-');
    glued.then_some(Surety::Strong)
}

/// Whether a word is a year that resolutions speak of.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// How surely digits after a Chinese word are a mark: there everything is counted with its measure word.
fn han_mark(last: char, after: &str, closes: bool) -> Option<Surety> {
    let counts = matches!(last, '第' | '月' | '年' | '至' | '和' | '段' | '约' | '近' | '每' | '共');
    match (closes, counts) {
        (true, false) => Some(Surety::Weak),
        (false, _) if last != '第' && !counted_in_han(after) => Some(Surety::Faint),
        _ => None,
    }
}

/// Whether a Chinese measure word follows a number.
fn counted_in_han(after: &str) -> bool {
    after.trim_start().starts_with(|c| "年月日个項项次段号届条款章节页倍亿万千百十名国种类起至岁小分周天人位份期".contains(c))
}

/// Whether what follows is not the month of a date, and no unit.
fn dateless(after: &str, cues: &Cues) -> bool {
    let start: String = after.trim_start().chars().take(40).collect();
    let word = start.split([' ', ',', '.', ';']).next().unwrap_or_default();
    [format!("1 {start}"), format!("1 {word} 2000")]
        .iter()
        .all(|date| cues.dates(date).first().is_none_or(|(place, _)| place.start > 0))
}

/// Abbreviations that a number follows: "Add.1", "No.5", "L.30".
pub(super) fn is_abbreviation(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() < 2
        || [
            "add", "corr", "rev", "no", "nos", "art", "arts", "par", "para", "paras", "párr", "vol", "chap", "sect", "cap", "secc",
            "conf", "pp", "núm", "res", "amend",
        ]
        .contains(&word.as_str())
}

/// Digits on a line of their own: the mark that a footnote lacks, else a page number.
fn loose(body: &mut Body, numbers: &[u32], first: &mut FxHashMap<u32, Spot>, lines: &mut [Line]) {
    for loose in std::mem::take(&mut body.loose) {
        let wanted = numbers.binary_search(&loose.number).is_ok() && !first.contains_key(&loose.number);
        let before = numbers.iter().rev().filter(|n| **n < loose.number).find_map(|n| first.get(n));
        if let Some(paragraph) = loose.paragraph.filter(|&p| wanted && before.is_none_or(|before| *before <= (p, loose.at))) {
            let styled = &mut body.paragraphs[paragraph].styled;
            let at = loose.at.min(styled.text.len());
            let index = styled.marks.partition_point(|mark| mark.at <= at);
            styled.marks.insert(index, MarkAt { at, mark: loose.number.to_string() });
            first.insert(loose.number, (paragraph, at));
            lines[loose.line].fate = Fate::Furniture(name::NOTE_MARK);
        }
    }
}

/// Takes the digits out of the words and sets the marks.
fn apply(body: &mut Body, chosen: Vec<Candidate>) {
    let mut by_paragraph: FxHashMap<usize, Vec<Candidate>> = FxHashMap::default();
    for candidate in chosen {
        by_paragraph.entry(candidate.paragraph).or_default().push(candidate);
    }
    for (index, candidates) in by_paragraph {
        let cuts: Vec<(Range<usize>, String)> = candidates.into_iter().map(|c| (c.cut, c.number.to_string())).collect();
        let styled = &mut body.paragraphs[index].styled;
        *styled = styled.with_marks_for(&cuts);
    }
}

/// Stars after a word, where a footnote has them for its mark.
fn stars(body: &mut Body, notes: &[DraftFootnote]) {
    for note in notes.iter().filter(|note| note.mark.starts_with('*')) {
        for paragraph in &mut body.paragraphs {
            let styled = &mut paragraph.styled;
            let cuts: Vec<(Range<usize>, String)> = styled
                .text
                .match_indices(&note.mark)
                .map(|(at, _)| (at..at + note.mark.len(), note.mark.clone()))
                .filter(|(cut, _)| {
                    cut.start > 0 && !styled.text[..cut.start].ends_with('*') && !styled.text[cut.end..].starts_with('*')
                })
                .collect();
            if !cuts.is_empty() {
                *styled = styled.with_marks_for(&cuts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::Language;

    #[test]
    fn digits_glued_to_other_digits_are_marks_where_no_number_is_written_so() {
        let cues = Cues::new(Lexicon::of(Language::En));
        for (words, mark) in [
            ("the comment of 19 November 2010,3 and invites", Some(" and invites")),
            ("the report of 20103 and invites", Some(" and invites")),
            ("resolution 75/1693 and invites", Some(" and invites")),
            ("some 10,3 and", None),
            ("resolution 75/163 and", None),
        ] {
            let found = candidates(0, words, &[3], &cues);
            assert_eq!(found.first().map(|found| &words[found.cut.end..]), mark, "{words}");
        }
    }
}
