//! What each paragraph brings to the comparison: weighted words and word pairs, its family and its place.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::bags::{self, Bag, Feature};
use super::links::Links;
use super::numbers::Numbers;
use crate::compare::LARGE;
use crate::compare::tokens::Terms;
use crate::compare::words::{self, Word};
use crate::lexicon::Lexicon;
use crate::model::{ParagraphKind, Place, Text};

/// How many words, figures apart, tell a paragraph from others.
const TELLING: usize = 4;

/// A paragraph as evidence.
#[derive(Debug)]
pub(super) struct Item {
    /// Equal for paragraphs whose words the fate *same* takes as the same.
    pub exact: u64,
    /// Hash of its words with every figure alike.
    pub frame: u64,
    /// How many words it has.
    pub length: u32,
    /// Whether its words alone tell which paragraph it is, as those of "Article 5" or "Part II" do not.
    pub telling: bool,
    /// The hash of the verb of its lead phrase, of operative paragraphs.
    pub verb: Option<u64>,
    /// What is counted: preambular, operative, heading, body.
    pub kind: ParagraphKind,
    /// Its part or annex, as an index into [`Side::places`].
    pub place: usize,
    /// The paragraph that it is a sub-paragraph of.
    pub parent: Option<usize>,
    /// Where its words and word pairs are among those of the text.
    words: Range<usize>,
    bag: OnceLock<Bag>,
}

/// The paragraphs of one text.
#[derive(Debug)]
pub(super) struct Side {
    pub items: Vec<Item>,
    /// The parts and annexes, in reading order.
    pub places: Vec<Place>,
    /// The words and word pairs of one paragraph after the other, as this text numbers them.
    words: Vec<u32>,
    /// Where each was seen.
    seen: Vec<Seen>,
    /// What both texts call each.
    ids: Vec<u32>,
}

/// In which paragraphs a word or word pair was seen.
#[derive(Debug)]
struct Seen {
    /// How many they are.
    paragraphs: u16,
    last: u32,
}

/// A paragraph that is not linked yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    pub paragraph: usize,
    pub bag: &'a Bag,
}

/// Both texts, and the weight of each feature.
#[derive(Debug)]
pub(super) struct Evidence {
    pub old: Side,
    pub new: Side,
    weights: Vec<f32>,
    is_large: bool,
}

impl Evidence {
    /// Gathers it.
    pub(super) fn of(old: &Text, new: &Text) -> Self {
        let is_large = old.body.len() + new.body.len() > LARGE;
        let texts = (old, new);
        let ((mut old, of_old), (mut new, of_new)) = both(is_large, || Side::of(old), || Side::of(new));
        tell_exact((texts.0, &mut old.items), (texts.1, &mut new.items), is_large);
        // What both texts have goes by the number that the old one gave it.
        let mut ids = 0..;
        old.ids = ids.by_ref().take(of_old.len()).collect();
        new.ids = of_new.hashes().iter().filter_map(|&hash| of_old.get(hash).or_else(|| ids.next())).collect();
        let weights = weights(&old, &new, ids.start as usize);
        if is_large {
            // What comes next is done by one core; the other may read what both will ask for.
            let language = texts.1.language;
            rayon::spawn(move || {
                let _ = Terms::of(language);
            });
        }
        Self { old, new, weights, is_large }
    }

    /// The words and word pairs of a paragraph. Only of few paragraphs they are asked for: most are as they were.
    pub(super) fn bag<'a>(&self, side: &'a Side, paragraph: usize) -> &'a Bag {
        let item = &side.items[paragraph];
        let ids = || side.words[item.words.clone()].iter().map(|&word| side.ids[word as usize]).collect();
        item.bag.get_or_init(|| Bag::of(ids(), &self.weights))
    }

    /// The paragraphs of both texts that are not linked yet, each with its bag.
    pub(super) fn open(&self, links: &Links) -> (Vec<Open<'_>>, Vec<Open<'_>>) {
        let open = |paragraph: usize, side| Open { paragraph, bag: self.bag(side, paragraph) };
        let (old, new) = (0..self.old.items.len(), 0..self.new.items.len());
        self.both(
            || old.filter(|&n| links.of_old(n).is_none()).map(|n| open(n, &self.old)).collect(),
            || new.filter(|&n| links.of_new(n).is_none()).map(|n| open(n, &self.new)).collect(),
        )
    }

    /// Does two things, on two cores where it pays to wake the other.
    pub(super) fn both<A: Send, B: Send>(&self, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
        both(self.is_large, one, other)
    }

    /// The weight of a feature: rare ones weigh more, one that stands in most paragraphs nearly nothing.
    pub(super) fn weight(&self, feature: u32) -> f32 {
        self.weights[feature as usize]
    }

    /// How many features there are.
    pub(super) fn features(&self) -> usize {
        self.weights.len()
    }

    /// The weight of a bag of features.
    pub(super) fn mass(&self, bag: &[Feature]) -> f32 {
        bags::mass(&self.weights, bag)
    }

    /// The weight of what two bags of features share.
    pub(super) fn shared(&self, a: &[Feature], b: &[Feature]) -> f32 {
        bags::common(a, b).map(|(id, count)| self.weight(id) * f32::from(count)).sum()
    }
}

/// Does two things, on two cores where it pays to wake the other.
fn both<A: Send, B: Send>(is_large: bool, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if is_large { rayon::join(one, other) } else { (one(), other()) }
}

impl Side {
    /// One side, without what both call its words, and the numbers that it gave them.
    fn of(text: &Text) -> (Self, Numbers) {
        let mut places: Vec<Place> = Vec::new();
        let by_name: FxHashMap<_, _> = text.paragraphs.iter().enumerate().map(|(n, p)| (&p.id, n)).collect();
        let mut verbs: FxHashMap<&str, Option<u64>> = FxHashMap::default();
        // A word has some six letters and a space; of five words and pairs, one is new.
        let mut all = Vec::with_capacity(text.body.len() / 3);
        let mut numbers = Numbers::with_capacity(text.body.len() / 16);
        let mut seen: Vec<Seen> = Vec::with_capacity(text.body.len() / 16);
        let mut found: Vec<Word> = Vec::new();
        let item = |(n, index)| {
            let (words, paragraph) = (text.paragraph_words(index), text.paragraph(index));
            found.clear();
            words::words(words, &mut found);
            let mut number = |hash| {
                let number = numbers.of(hash);
                match seen.get_mut(number as usize) {
                    Some(seen) if seen.last == n => {}
                    Some(seen) => *seen = Seen { paragraphs: seen.paragraphs.saturating_add(1), last: n },
                    None => seen.push(Seen { paragraphs: 1, last: n }),
                }
                number
            };
            let start = all.len();
            all.extend(found.iter().map(|word| number(word.hash)));
            // Pairs are of frames, so that a year or a session that turned leaves the pairs around it alone.
            all.extend(found.windows(2).map(|pair| number(joined(pair[0].frame, pair[1].frame))));
            let place = places.iter().position(|place| *place == paragraph.id.place).unwrap_or_else(|| {
                places.push(paragraph.id.place);
                places.len() - 1
            });
            let lead = paragraph.lead.filter(|_| paragraph.id.kind == ParagraphKind::Operative).map(|lead| text.words(lead));
            Item {
                exact: words::sum_of_letters(words),
                frame: found.iter().fold(0, |hash, word| joined(hash, word.frame)),
                length: u32::try_from(found.len()).unwrap_or(u32::MAX),
                telling: found.iter().filter(|word| word.hash == word.frame).nth(TELLING - 1).is_some(),
                verb: lead.and_then(|lead| *verbs.entry(lead).or_insert_with(|| verb(text, lead))),
                kind: paragraph.id.kind,
                place,
                parent: paragraph.id.parent().and_then(|parent| by_name.get(&parent).copied()),
                words: start..all.len(),
                bag: OnceLock::new(),
            }
        };
        let items = (0..).zip(text.paragraph_indices()).map(item).collect();
        (Self { items, places, words: all, seen, ids: Vec::new() }, numbers)
    }
}

/// Tells which paragraphs of two texts are the same, of which `exact` is the sum of the letters as yet. Where only one paragraph has a sum,
/// or all that have it have the very same words, as most that are the same do, they need not be read closely.
fn tell_exact((old, old_items): (&Text, &mut [Item]), (new, new_items): (&Text, &mut [Item]), is_large: bool) {
    // The words of all paragraphs that have a sum, if they are the same to the byte.
    let mut words_of: FxHashMap<u64, Option<&str>> = FxHashMap::default();
    for (text, items) in [(old, &*old_items), (new, &*new_items)] {
        for (item, index) in items.iter().zip(text.paragraph_indices()) {
            let words = text.paragraph_words(index);
            words_of.entry(item.exact).and_modify(|all| *all = all.filter(|&all| all == words)).or_insert(Some(words));
        }
    }
    let tell = |text: &Text, items: &mut [Item]| {
        for (item, index) in items.iter_mut().zip(text.paragraph_indices()) {
            if words_of.get(&item.exact).is_some_and(Option::is_none) {
                item.exact = words::same_hash(text.paragraph_words(index));
            }
        }
    };
    both(is_large, || tell(old, old_items), || tell(new, new_items));
}

/// The hash of the verb of a lead phrase.
fn verb(text: &Text, lead: &str) -> Option<u64> {
    let mut found: Vec<Word> = Vec::new();
    words::words(&Lexicon::of(text.language).verb(lead), &mut found);
    found.first().map(|word| word.hash)
}

/// A hash of two hashes in their order.
#[inline]
const fn joined(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The inverse document frequency, squared, where a document is a paragraph: squared, since the long name of a body or an agenda item
/// counts once for each of its words and pairs, and in a text on that item half the paragraphs carry it. Counted in the text that has more of the feature, so that a
/// feature is not thought common because both texts have it.
fn weights(old: &Side, new: &Side, features: usize) -> Vec<f32> {
    let paragraphs = u16::try_from(old.items.len().max(new.items.len())).unwrap_or(u16::MAX - 1);
    let by_frequency: Vec<f32> = (0..=paragraphs).map(|n| (f32::from(paragraphs + 1) / f32::from(n.max(1))).ln().powi(2)).collect();
    let mut frequencies = vec![0; features];
    for side in [old, new] {
        for (&id, seen) in side.ids.iter().zip(&side.seen) {
            let most: &mut u16 = &mut frequencies[id as usize];
            *most = seen.paragraphs.max(*most);
        }
    }
    frequencies.into_iter().map(|frequency| by_frequency[usize::from(frequency.min(paragraphs))]).collect()
}
