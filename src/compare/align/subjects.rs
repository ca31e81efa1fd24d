//! Whether two texts are on one subject, and whether two paragraphs have more in common than formula.
//!
//! Any resolution takes note of a report, requests something of the Secretary-General and puts an item on an agenda. From one text of a
//! series to the next these paragraphs descend from each other, whatever stands in the formula. In texts on two subjects they do not:
//! there two paragraphs must share some of what they are about.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::links::Links;
use crate::compare::tokens::{Class, Terms, tokens};
use crate::compare::words::{self, Word};
use crate::model::{ParagraphIndex, Text};

/// How much of the words of two paragraphs that are not formula must be in both.
const SHARED: f32 = 0.25;

/// How many pairs are asked whether the texts are on one subject: enough to tell.
const ASKED: usize = 24;

/// A paragraph of so many words is not formula alone.
const LONG: u32 = 25;

/// In texts of fewer paragraphs that say something nothing can be told: the few words that changed may be all that they are about.
const PARAGRAPHS: usize = 2;

/// What a paragraph is about.
#[derive(Debug)]
struct Matter {
    /// Its words that are not formula, without what inflection changes, hashed and sorted.
    words: Vec<u64>,
    /// The documents that it cites, hashed and sorted.
    documents: Vec<u64>,
}

/// Two texts, of whose paragraphs it can be asked what they are about.
#[derive(Debug)]
pub(super) struct Subjects<'a> {
    old: &'a Text,
    new: &'a Text,
    of_old: FxHashMap<usize, Matter>,
    of_new: FxHashMap<usize, Matter>,
}

impl<'a> Subjects<'a> {
    pub(super) fn of(old: &'a Text, new: &'a Text) -> Self {
        Self { old, new, of_old: FxHashMap::default(), of_new: FxHashMap::default() }
    }

    /// Whether the texts are on two subjects: their titles, if both have one, are not alike, and most of the paragraphs that are linked
    /// share nothing but formula.
    pub(super) fn are_two(&mut self, evidence: &Evidence, links: &Links) -> bool {
        if self.have_one_title() {
            return false;
        }
        let pairs: Vec<(usize, usize)> = links.iter().collect();
        let asked = pairs.iter().step_by(pairs.len().div_ceil(ASKED).max(1));
        let (equal, others): (Vec<_>, Vec<_>) = asked.partition(|&&(old, new)| {
            let (a, b) = (&evidence.old.items[old], &evidence.new.items[new]);
            a.exact == b.exact && a.length >= LONG
        });
        let (mut formula, mut matter) = (0, equal.len());
        for (asked, &&(old, new)) in others.iter().enumerate() {
            if matter >= formula + (others.len() - asked) {
                return false;
            }
            match self.part_in_both(old, new, false) {
                Some(shared) if shared < SHARED => formula += 1,
                Some(_) => matter += 1,
                None => {}
            }
        }
        formula > matter && says_much(self.old) && says_much(self.new)
    }

    /// Whether both texts have a title, and half of the words of the two that are not formula are in both.
    fn have_one_title(&self) -> bool {
        let (Some(old), Some(new)) = (&self.old.facts.title, &self.new.facts.title) else { return false };
        let terms = Terms::of(self.old.language);
        let words = |title: &str| {
            let mut found: Vec<Word> = Vec::new();
            words::words(title, &mut found);
            let mut words: Vec<u64> = found.iter().map(|word| word.hash).filter(|&word| !terms.is_formula(word)).collect();
            words.sort_unstable();
            words
        };
        let (a, b) = (words(old), words(new));
        old == new || 4 * in_both(&a, &b) >= (a.len() + b.len()).max(1)
    }

    /// Whether two paragraphs have in common what they are about, or are formula and nothing else.
    pub(super) fn have_in_common(&mut self, old: usize, new: usize) -> bool {
        self.part_in_both(old, new, true).is_none_or(|shared| shared >= SHARED)
    }

    /// How much of what two paragraphs are about is in both, as a part of all; `None` where they are formula and nothing else. The
    /// documents that they cite are asked for only where it is known that the subjects are two: in a series they turn every year.
    fn part_in_both(&mut self, old: usize, new: usize, documents: bool) -> Option<f32> {
        let a = self.of_old.entry(old).or_insert_with(|| Matter::of(self.old, old));
        let b = self.of_new.entry(new).or_insert_with(|| Matter::of(self.new, new));
        let (mut all, mut both) = (a.words.len() + b.words.len(), in_both(&a.words, &b.words));
        if documents {
            all += a.documents.len() + b.documents.len();
            both += in_both(&a.documents, &b.documents);
        }
        let count = |n: usize| u16::try_from(n).map_or(f32::MAX, f32::from);
        (all > 0).then(|| 2.0 * count(both) / count(all))
    }
}

impl Matter {
    fn of(text: &Text, paragraph: usize) -> Self {
        let mut matter = Self { words: Vec::new(), documents: Vec::new() };
        let Ok(index) = u32::try_from(paragraph).map(ParagraphIndex) else { return matter };
        let (words, paragraph) = (text.paragraph_words(index), text.paragraph(index));
        let lead = paragraph.lead.map_or(0..0, |lead| lead.start - paragraph.span.start..lead.end - paragraph.span.start);
        let terms = Terms::of(text.language);
        let mut found: Vec<Word> = Vec::new();
        for token in tokens(words, text.language).iter().filter(|token| !lead.contains(&token.start)) {
            match token.class {
                Class::Word => words::words(token.words(words), &mut found),
                Class::Symbol => matter.documents.push(token.id),
                _ => {}
            }
        }
        matter.words.extend(found.iter().map(|word| word.hash).filter(|&word| !terms.is_formula(word)));
        matter.words.sort_unstable();
        matter.documents.sort_unstable();
        matter
    }
}

/// Whether enough paragraphs of a text have words that are not formula.
fn says_much(text: &Text) -> bool {
    (0..text.paragraphs.len()).filter(|&n| !Matter::of(text, n).words.is_empty()).nth(PARAGRAPHS - 1).is_some()
}

/// How many of two sorted lists are in both.
fn in_both(a: &[u64], b: &[u64]) -> usize {
    let (mut at_a, mut at_b, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at_a), b.get(at_b)) {
        at_a += usize::from(x <= y);
        at_b += usize::from(y <= x);
        both += usize::from(x == y);
    }
    both
}
