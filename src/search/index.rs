//! Fuzzy search over symbols, titles and years.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rayon::prelude::*;

use super::fold::fold;
use super::number::{Fit, Number};
use crate::model::{Corpus, ResolutionId};

/// A resolution that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The resolution.
    pub resolution: ResolutionId,
    /// How well it fits; larger is better. Scores of one query can be compared, those of two cannot.
    pub score: i64,
}

/// Scores of numbers lie above those of words.
const EXACT_NUMBER: i64 = 1 << 40;
const BEGUN_NUMBER: i64 = 1 << 39;
/// What a whole word found as it was typed is worth more than its letters found apart, and at the beginning of a word once more.
const UNBROKEN: i64 = 200;

/// One line a resolution, in which a query is looked for.
pub struct Index<'a> {
    corpus: &'a Corpus,
    lines: Vec<Line>,
}

struct Line {
    resolution: ResolutionId,
    /// Symbol, titles in all languages held, and year, folded.
    words: String,
    /// Which letters it has.
    letters: u64,
}

impl std::fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("lines", &self.lines.len()).finish()
    }
}

impl<'a> Index<'a> {
    /// The index of all that is held or cited.
    #[must_use]
    pub fn of(corpus: &'a Corpus) -> Self {
        let ids: Vec<ResolutionId> = corpus.resolutions().map(|(id, _)| id).collect();
        let line = |&id: &ResolutionId| {
            let resolution = corpus.resolution(id);
            let year = resolution.date.map(|date| format!(" {}", date.year())).unwrap_or_default();
            let titles = resolution.texts.iter().filter_map(|&text| corpus.head(text).title.as_deref());
            let titles = titles.fold(String::new(), |all, title| all + " " + title);
            let words = fold(&format!("{}{titles}{year}", resolution.symbol));
            Line { resolution: id, letters: letters(&words), words }
        };
        Self { corpus, lines: ids.par_iter().with_min_len(4096).map(line).collect() }
    }

    /// The resolutions that a query finds, best first; of equals the held before the only cited, and the latest first.
    #[must_use]
    pub fn jump(&self, query: &str, limit: usize) -> Vec<Match> {
        let mut found = self.numbers(query);
        if found.len() < limit {
            let words = self.words(query, limit);
            let known: rustc_hash::FxHashSet<_> = found.iter().map(|m| m.resolution).collect();
            found.extend(words.into_iter().filter(|m| !known.contains(&m.resolution)));
        }
        let rank = |m: &Match| {
            let resolution = self.corpus.resolution(m.resolution);
            (m.score, resolution.is_held(), resolution.date)
        };
        // Numbers that only begin alike go upwards: 67/2, 67/20, 67/21; all else is equal by its place.
        found.sort_by(|a, b| rank(b).cmp(&rank(a)).then(a.resolution.cmp(&b.resolution)));
        found.truncate(limit);
        found
    }

    fn numbers(&self, query: &str) -> Vec<Match> {
        let Some(number) = Number::of(query) else { return Vec::new() };
        let score = |line: &Line| {
            Some(match number.fit(&self.corpus.resolution(line.resolution).symbol)? {
                Fit::Exact => EXACT_NUMBER,
                Fit::Prefix => BEGUN_NUMBER,
            })
        };
        self.lines.iter().filter_map(|line| Some(Match { resolution: line.resolution, score: score(line)? })).collect()
    }

    fn words(&self, query: &str, limit: usize) -> Vec<Match> {
        let folded = fold(query);
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.is_empty() {
            return self.lines.iter().map(|line| Match { resolution: line.resolution, score: 0 }).collect();
        }
        let needed = letters(&folded);
        let matcher = SkimMatcherV2::default().ignore_case();
        let score = |line: &Line| -> Option<i64> { words.iter().map(|word| score(&matcher, &line.words, word)).sum() };
        let find = |candidates: Vec<&Line>| -> Vec<Match> {
            candidates
                .into_par_iter()
                .with_min_len(512)
                .filter_map(|line| Some(Match { resolution: line.resolution, score: score(line)? }))
                .collect()
        };
        // Fuzzy matching is slow, so it is done only where whole words do not find enough.
        let has_letters: Vec<&Line> = self.lines.iter().filter(|line| line.letters & needed == needed).collect();
        let whole: Vec<&Line> =
            has_letters.iter().copied().filter(|line| words.iter().all(|word| line.words.contains(word))).collect();
        if whole.len() >= limit {
            return find(whole);
        }
        find(has_letters.into_iter().filter(|line| words.iter().all(|word| is_subsequence(word, &line.words))).collect())
    }
}

fn score(matcher: &SkimMatcherV2, line: &str, word: &str) -> Option<i64> {
    let fuzzy = matcher.fuzzy_match(line, word)?;
    let unbroken = line.match_indices(word).fold(0, |best: i64, (at, _)| {
        let begins = !line[..at].ends_with(char::is_alphanumeric);
        best.max(UNBROKEN * if begins { 2 } else { 1 })
    });
    Some(fuzzy + unbroken)
}

/// A set of letters: one bit each of a–z and 0–9, the rest shares what is left.
fn letters(words: &str) -> u64 {
    words.chars().filter(|c| !c.is_whitespace()).fold(0, |set, c| {
        set | 1
            << match c {
                'a'..='z' => u32::from(c) - u32::from('a'),
                '0'..='9' => u32::from(c) - u32::from('0') + 26,
                _ => 36 + u32::from(c) % 28,
            }
    })
}

fn is_subsequence(word: &str, line: &str) -> bool {
    let mut rest = line.chars();
    word.chars().all(|c| rest.any(|other| other == c))
}
