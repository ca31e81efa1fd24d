//! Footnotes: found where the page put them, in the middle of the text or at its end, and taken out of it.

use std::sync::LazyLock;

use regex_lite::Regex;
use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::furniture::{self, name};
use super::joining::Joiner;
use super::label;
use super::lines::{Fate, Line};
use crate::lexicon::small;
use crate::parse::{BlockHint, DraftFootnote, Origin, Styled};

/// How footnotes begin in every language: with a document, a series of records, an address.
/// In small letters.
static NOTE_LIKE: LazyLock<Regex> = LazyLock::new(|| {
    furniture::regex(concat!(
        r"^(?:(?:a|s|e|t|st|dp|ccpr|cedaw|cerd|crc|td|fccc|unep)/[a-z0-9]",
        r"|https?://|www\.|available (?:at|from)|official records|united nations, treaty|united nations publication|ibid|idem",
        r"|documents officiels|nations unies, recueil|documentos oficiales|naciones unidas, treaty",
        r"|официальные отчеты|organisation|там же|同上|联合国，《|《|الوثائق الرسمية|المرجع نفسه",
        r"|resolution \d|résolution \d|resolución \d|резолюция \d|第 ?\d+/\d+ ?号决议|القرار \d)",
    ))
});

/// What tells a footnote stands in as many bytes.
const LONGEST_BEGINNING: usize = 120;

/// A piece of the place where footnotes stand.
enum Item {
    Mark(String, usize),
    Words(usize),
}

/// The pieces of one place, and what is asked of them for every line.
#[derive(Default)]
struct Items {
    list: Vec<Item>,
    marks: usize,
    words: usize,
    last_words: Option<usize>,
    /// The smallest and the largest number among the marks.
    chain: Option<(u32, u32)>,
}

impl Items {
    fn mark(&mut self, mark: String, at: usize) {
        if let Ok(n) = mark.parse::<u32>() {
            self.chain = Some(self.chain.map_or((n, n), |(low, high)| (low.min(n), high.max(n))));
        }
        self.marks += 1;
        self.list.push(Item::Mark(mark, at));
    }

    fn words(&mut self, at: usize) {
        self.words += 1;
        self.last_words = Some(at);
        self.list.push(Item::Words(at));
    }

    /// Whether every mark so far has words.
    fn settled(&self) -> bool {
        self.marks > 0 && self.words >= self.marks && matches!(self.list.last(), Some(Item::Words(_)))
    }
}

/// What is known while the lines are walked.
struct Walk<'a> {
    cues: &'a Cues<'a>,
    /// The number that the next footnote should have, once one was seen.
    last: Option<u32>,
    /// Whether the document's beginning is there, so that footnotes begin at 1.
    whole: bool,
    notes: Vec<DraftFootnote>,
    /// For each line, the first line of the next page.
    page_ends: Vec<usize>,
    joiner: Joiner,
}

/// Takes the footnotes out of the lines.
pub(super) fn take(lines: &mut [Line], cues: &Cues, joiner: Joiner, whole: bool) -> Vec<DraftFootnote> {
    let mut page_ends = vec![lines.len(); lines.len()];
    for at in (0..lines.len().saturating_sub(1)).rev() {
        page_ends[at] = if lines[at + 1].page_start { at + 1 } else { page_ends[at + 1] };
    }
    let mut walk = Walk { cues, last: None, whole, notes: Vec::new(), page_ends, joiner };
    let mut at = 0;
    while at < lines.len() {
        at = match walk.region_start(lines, at) {
            Some(start) => walk.region(lines, start).max(at + 1),
            None => at + 1,
        };
    }
    walk.notes
}

impl Walk<'_> {
    fn expected(&self) -> Option<u32> {
        self.last.map(|n| n.saturating_add(1)).or(self.whole.then_some(1))
    }

    fn is_expected(&self, n: u32) -> bool {
        // A note or two may be lost.
        self.expected().is_none_or(|expected| (expected..=expected.saturating_add(2)).contains(&n))
    }

    fn is_note_like(&self, words: &str) -> bool {
        is_note_like(words, self.cues)
    }

    /// Where footnotes begin, if they do at a line: the first line of them.
    fn region_start(&self, lines: &[Line], at: usize) -> Option<usize> {
        let line = &lines[at];
        match &line.fate {
            Fate::Open => {
                let starts = matches!(line.hint, BlockHint::Footnote(_))
                    || (line.leading_mark().is_some() && self.leads_a_note(lines, at))
                    || self.numbered_note(lines, at)
                    || Self::starred_note(lines, at);
                starts.then_some(at)
            }
            Fate::Digits(n) => {
                let next = next_words(lines, at + 1)?;
                let apart = line.gap || !lines[at..=next].iter().skip(1).any(|l| l.page_start);
                let pure = self.is_expected(*n) && self.is_note_like(lines[next].words()) && apart && !lines[next].page_start;
                pure.then_some(at)
            }
            Fate::Furniture(name::RULE) => {
                // After a rule stand footnotes if one of their marks does, before the page ends.
                let page = self.page_ends[at];
                let first = (at + 1..page.min(at + 12)).find(|&i| !matches!(lines[i].fate, Fate::Furniture(_)))?;
                let drawn = line.words().starts_with('_') || line.words().chars().count() > 8;
                let marked = (first..page.min(first + 40)).any(|i| match &lines[i].fate {
                    Fate::Digits(n) => drawn && self.is_expected(*n),
                    Fate::Open => {
                        i == first
                            && (lines[i].leading_mark().is_some()
                                || Self::numbered_line(&lines[i]).is_some_and(|(n, _)| drawn && self.is_expected(n)))
                    }
                    _ => false,
                });
                marked.then_some(first)
            }
            _ => None,
        }
    }

    /// A superscript at the beginning of a line is a note's, unless it is the end of a sentence that the line broke off.
    fn leads_a_note(&self, lines: &[Line], at: usize) -> bool {
        let line = &lines[at];
        if line.words().is_empty() {
            return next_words(lines, at + 1).is_some_and(|next| next <= at + 2 && self.is_note_like(lines[next].words()));
        }
        let punctuation = line.words().starts_with([',', ';', '.', ':', '，', '；', '。', '،', '؛']);
        let lower = line.words().starts_with(char::is_lowercase);
        !punctuation && (line.gap || !lower || self.is_note_like(line.words()))
    }

    fn numbered_line(line: &Line) -> Option<(u32, usize)> {
        if line.number.is_some() || line.hint != BlockHint::None {
            return None;
        }
        label::digits_then_space(line.words())
    }

    /// `1 See A/51/261, annex.`, where no superscript tells the mark.
    fn numbered_note(&self, lines: &[Line], at: usize) -> bool {
        let Some((n, skip)) = Self::numbered_line(&lines[at]) else { return false };
        let begins =
            at == 0 || lines[at].gap || lines[at].page_start || !lines[at - 1].is_open() || ends_sentence(lines[at - 1].words());
        begins && self.is_expected(n) && self.is_note_like(&lines[at].words()[skip..])
    }

    /// `* See A/51/261.`: a note with a star, if a word before it carries one.
    fn starred_note(lines: &[Line], at: usize) -> bool {
        let words = lines[at].words();
        let stars = words.bytes().take_while(|&b| b == b'*').count();
        (1..=3).contains(&stars)
            && (lines[at].gap || at == 0 || !lines[at - 1].is_open())
            && words[stars..].trim_start().starts_with(char::is_alphabetic)
            && lines[at.saturating_sub(400)..at]
                .iter()
                .any(|line| line.fate != Fate::Note && line.words().contains(&words[..stars]))
    }

    /// Reads the footnotes from a line on; returns the first line that is none.
    fn region(&mut self, lines: &mut [Line], start: usize) -> usize {
        let page = self.page_ends[start];
        let paged = page < lines.len();
        let mut items = Items::default();
        let mut at = start;
        while at < page {
            match lines[at].fate.clone() {
                Fate::Furniture(name::SYMBOL | name::HEADER) if !paged && items.settled() => break,
                Fate::Furniture(_) | Fate::Note | Fate::Taken => {}
                Fate::Digits(n) => {
                    let from = self.expected().or(items.chain.map(|(low, _)| low)).unwrap_or(n);
                    let seen = items.list.iter().rev().take(20).any(|item| matches!(item, Item::Mark(m, _) if *m == n.to_string()));
                    if !seen && (from..from.saturating_add(20)).contains(&n) && self.has_words(lines, at, &items) {
                        items.mark(n.to_string(), at);
                    } else if !paged && items.settled() {
                        break;
                    }
                }
                Fate::Open => {
                    if let BlockHint::Footnote(mark) = &lines[at].hint {
                        items.mark(mark.clone(), at);
                        items.words(at);
                    } else if lines[at].leading_mark().is_some() && self.leads_a_note(lines, at) {
                        let mark = lines[at].styled.marks.remove(0).mark;
                        items.mark(mark, at);
                        if !lines[at].words().is_empty() {
                            items.words(at);
                        }
                    } else if let Some((mark, skip)) = self.typed_mark(lines, at, &items) {
                        let end = lines[at].words().len();
                        lines[at].styled = lines[at].styled.slice(skip..end);
                        items.mark(mark, at);
                        items.words(at);
                    } else if self.continues(lines, at, &items, paged) {
                        items.words(at);
                    } else {
                        break;
                    }
                }
            }
            at += 1;
        }
        let end = at;
        self.resolve(lines, &items.list);
        end
    }

    /// Whether a mark on its own line has words to go with: after it, or before it and still without a mark.
    fn has_words(&self, lines: &[Line], at: usize, items: &Items) -> bool {
        items.words > items.marks || next_words(lines, at + 1).is_some_and(|next| next < self.page_ends[at]) || !items.settled()
    }

    /// A mark typed before a note: the next number, or stars.
    fn typed_mark(&self, lines: &[Line], at: usize, items: &Items) -> Option<(String, usize)> {
        if let Some((n, skip)) = Self::numbered_line(&lines[at]) {
            let next = items.chain.map(|(_, high)| high.saturating_add(1)).or(self.expected());
            let begins = at == 0 || lines[at].gap || !lines[at - 1].is_open() || ends_sentence(lines[at - 1].words());
            return (next.is_none_or(|next| next == n) && begins).then(|| (n.to_string(), skip));
        }
        Self::starred_note(lines, at).then(|| {
            let words = lines[at].words();
            let stars = words.bytes().take_while(|&b| b == b'*').count();
            (words[..stars].to_owned(), words.len() - words[stars..].trim_start().len())
        })
    }

    /// Whether a line goes on with the footnotes that were read so far.
    fn continues(&self, lines: &[Line], at: usize, items: &Items, paged: bool) -> bool {
        let line = &lines[at];
        let Some(last) = items.last_words else { return true };
        if !items.settled() {
            return true;
        }
        let complete = ends_note(lines[last].words());
        if !line.is_line || !lines[last].is_line {
            return false;
        }
        let body = self.cues.lead(line.words()).is_some() || label::read(line.words()).is_some();
        if line.gap {
            return !complete && !body && last + 1 == at;
        }
        if complete {
            // At the foot of a page everything is footnotes; elsewhere the body may go on at once.
            return (paged && !body) || self.is_note_like(line.words());
        }
        true
    }

    /// Ties marks to words and takes both out of the lines.
    fn resolve(&mut self, lines: &mut [Line], items: &[Item]) {
        let mut pairs: Vec<(String, Origin, Vec<usize>)> = Vec::new();
        let mut loose_marks: Vec<(String, usize)> = Vec::new();
        let mut loose_words: Vec<Vec<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        let marks = items.iter().filter(|item| matches!(item, Item::Mark(..))).count();
        let detached = items.first().is_some_and(|item| matches!(item, Item::Words(_)));
        for (place, item) in items.iter().enumerate() {
            match item {
                Item::Mark(mark, at) => {
                    let followed = matches!(items.get(place + 1), Some(Item::Words(_)));
                    if followed {
                        open = Some(pairs.len());
                        pairs.push((mark.clone(), lines[*at].origin, Vec::new()));
                    } else {
                        open = None;
                        loose_marks.push((mark.clone(), *at));
                    }
                }
                Item::Words(at) => {
                    let previous = place.checked_sub(1).and_then(|place| match &items[place] {
                        Item::Words(index) => Some(*index),
                        Item::Mark(..) => None,
                    });
                    // Where marks stand apart from their notes, a full stop ends a note.
                    let ends = previous.is_some_and(|index| ends_note(lines[index].words()));
                    match open {
                        Some(pair) if !(detached && ends) => pairs[pair].2.push(*at),
                        _ => {
                            open = None;
                            match loose_words.last_mut() {
                                Some(words) if previous.is_some() && !ends => words.push(*at),
                                _ => loose_words.push(vec![*at]),
                            }
                        }
                    }
                }
            }
        }
        // More pieces than marks: the last ones belong together.
        let surplus = loose_words.split_off(loose_words.len().min(loose_marks.len().max(1)));
        if let Some(last) = loose_words.last_mut() {
            last.extend(surplus.into_iter().flatten());
        }
        loose_marks.sort_by_key(|(mark, _)| mark.parse::<u32>().unwrap_or(u32::MAX));
        if marks > 0 && loose_marks.is_empty() && !loose_words.is_empty() {
            match pairs.last_mut() {
                Some((.., words)) => words.extend(loose_words.drain(..).flatten()),
                None => loose_words.clear(),
            }
        }
        for ((mark, at), words) in loose_marks.into_iter().zip(loose_words) {
            pairs.push((mark, lines[at].origin, words));
            lines[at].fate = Fate::Note;
        }
        pairs.sort_by_key(|(mark, ..)| mark.parse::<u32>().unwrap_or(0));
        let paired: FxHashSet<&str> = pairs.iter().map(|(mark, ..)| mark.as_str()).collect();
        for item in items {
            if let Item::Mark(mark, at) = item
                && paired.contains(mark.as_str())
            {
                lines[*at].fate = Fate::Note;
            }
        }
        for (mark, origin, words) in pairs {
            let mut styled = Styled::default();
            for at in words {
                let line = std::mem::take(&mut lines[at].styled);
                self.joiner.join(&mut styled, &line);
                lines[at].fate = Fate::Note;
            }
            if let Ok(n) = mark.parse::<u32>() {
                self.last = Some(self.last.unwrap_or(0).max(n));
            }
            self.notes.push(DraftFootnote { mark, styled, origin });
        }
    }
}

/// Whether words begin as footnotes do.
pub(super) fn is_note_like(words: &str, cues: &Cues) -> bool {
    let beginning = &words[..words.floor_char_boundary(LONGEST_BEGINNING)];
    NOTE_LIKE.is_match(&small(beginning)) || cues.begins_with_see(words)
}

/// The next line with words that is not furniture.
fn next_words(lines: &[Line], from: usize) -> Option<usize> {
    (from..lines.len()).take(8).find(|&i| matches!(lines[i].fate, Fate::Open)).filter(|&i| !lines[i].words().is_empty())
}

/// Whether words end as a sentence or a clause does.
fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['”', '"', '»', '’', ')', '」', '）', ' '])
        .ends_with(['.', ',', ';', ':', '。', '，', '；', '：', '،', '؛'])
}

/// Whether words end as a footnote does.
fn ends_note(words: &str) -> bool {
    let words = words.trim_end_matches(['”', '"', '»', ')', '）', ' ']);
    let last = words.trim_end_matches('.').rsplit([' ', '(', '/']).next().unwrap_or_default();
    words.ends_with('。') || (words.ends_with('.') && !super::marks::is_abbreviation(last))
}
