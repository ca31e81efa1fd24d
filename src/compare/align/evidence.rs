//! What each paragraph brings to the comparison: weighted words and word pairs, its family and its place.

use rustc_hash::FxHashMap;

use crate::compare::LARGE;
use crate::compare::words::{self, Word};
use crate::lexicon::Lexicon;
use crate::model::{ParagraphKind, Place, Text};

/// How many words, figures apart, tell a paragraph from others.
const TELLING: usize = 4;

/// One word or word pair of a paragraph, and how often it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    pub id: u32,
    pub count: u16,
}

/// A paragraph as evidence.
#[derive(Debug)]
pub(super) struct Item {
    /// Hash of its words as the fate *same* takes them.
    pub exact: u64,
    /// Hash of its words with every figure alike.
    pub frame: u64,
    /// Its words and word pairs, by id.
    pub features: Vec<Feature>,
    /// The weight of all its features.
    pub mass: f32,
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
}

/// The paragraphs of one text.
#[derive(Debug)]
pub(super) struct Side {
    pub items: Vec<Item>,
    /// The parts and annexes, in reading order.
    pub places: Vec<Place>,
}

/// Both texts, and the weight of each feature.
#[derive(Debug)]
pub(super) struct Evidence {
    pub old: Side,
    pub new: Side,
    weights: Vec<f32>,
}

impl Evidence {
    /// Gathers it.
    pub(super) fn of(old: &Text, new: &Text) -> Self {
        let is_large = old.body.len() + new.body.len() > LARGE;
        let (mut old_words, new_words) = both(is_large, || Words::of(old), || Words::of(new));
        // What both texts have goes by the number that the old one gave it.
        let numbers: Vec<u32> = new_words.numbers.hashes.iter().map(|&hash| old_words.numbers.of(hash)).collect();
        let features = old_words.numbers.hashes.len();
        let (mut old, mut new) =
            both(is_large, || side(old, &old_words, |number| number), || side(new, &new_words, |number| numbers[number as usize]));
        let weights = weights(&old, &new, features);
        for item in old.items.iter_mut().chain(&mut new.items) {
            item.mass = mass(&weights, &item.features);
        }
        Self { old, new, weights }
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
        mass(&self.weights, bag)
    }

    /// The weight of what two bags of features share.
    pub(super) fn shared(&self, a: &[Feature], b: &[Feature]) -> f32 {
        common(a, b).map(|(id, count)| self.weight(id) * f32::from(count)).sum()
    }
}

fn mass(weights: &[f32], bag: &[Feature]) -> f32 {
    bag.iter().map(|f| weights[f.id as usize] * f32::from(f.count)).sum()
}

/// How many words and word pairs two bags share.
pub(super) fn count(a: &[Feature], b: &[Feature]) -> u32 {
    common(a, b).map(|(_, count)| u32::from(count)).sum()
}

/// What is left of `a` when what it shares with `b` is taken away.
pub(super) fn rest(a: &[Feature], b: &[Feature]) -> Vec<Feature> {
    let mut taken = common(a, b).peekable();
    a.iter()
        .filter_map(|&Feature { id, count }| {
            let gone = taken.next_if(|&(shared, _)| shared == id).map_or(0, |(_, gone)| gone);
            (count > gone).then(|| Feature { id, count: count - gone })
        })
        .collect()
}

/// The features in both of two bags, with the smaller count.
fn common<'a>(a: &'a [Feature], b: &'a [Feature]) -> impl Iterator<Item = (u32, u16)> + 'a {
    let (mut at_a, mut at_b) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (one, other) = (a.get(at_a)?, b.get(at_b)?);
            at_a += usize::from(one.id <= other.id);
            at_b += usize::from(other.id <= one.id);
            if one.id == other.id {
                return Some((one.id, one.count.min(other.count)));
            }
        }
    })
}

/// Does two things, on two cores where it pays to wake the other.
fn both<A: Send, B: Send>(is_large: bool, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if is_large { rayon::join(one, other) } else { (one(), other()) }
}

/// Small numbers for hashes, counted on from nought.
#[derive(Default)]
struct Numbers {
    of: FxHashMap<u64, u32>,
    /// The hash of each number.
    hashes: Vec<u64>,
}

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        if let Some(&number) = self.of.get(&hash) {
            return number;
        }
        let number = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        self.hashes.push(hash);
        self.of.insert(hash, number);
        number
    }
}

/// The words of all paragraphs of a text.
#[derive(Default)]
struct Words {
    numbers: Numbers,
    /// The words and word pairs of one paragraph after the other, by number.
    all: Vec<u32>,
    paragraphs: Vec<Paragraph>,
}

/// What the words of a paragraph tell of it.
struct Paragraph {
    /// Where its words and pairs end among those of the text.
    end: usize,
    exact: u64,
    frame: u64,
    length: u32,
    telling: bool,
}

impl Words {
    fn of(text: &Text) -> Self {
        // A word has some six letters and a space; of three words and pairs, one is new.
        let mut words = Self { all: Vec::with_capacity(text.body.len() / 3), ..Self::default() };
        words.numbers.of.reserve(text.body.len() / 10);
        let mut found: Vec<Word> = Vec::new();
        for index in text.paragraph_indices() {
            let text = text.paragraph_words(index);
            found.clear();
            words::words(text, &mut found);
            words.all.extend(found.iter().map(|word| words.numbers.of(word.hash)));
            // Pairs are of frames, so that a year or a session that turned leaves the pairs around it alone.
            words.all.extend(found.windows(2).map(|pair| words.numbers.of(joined(pair[0].frame, pair[1].frame))));
            words.paragraphs.push(Paragraph {
                end: words.all.len(),
                exact: words::same_hash(text),
                frame: found.iter().fold(0, |hash, word| joined(hash, word.frame)),
                length: u32::try_from(found.len()).unwrap_or(u32::MAX),
                telling: found.iter().filter(|word| word.hash == word.frame).count() >= TELLING,
            });
        }
        words
    }
}

/// One side; `number` tells what both sides call a feature that this one has numbered.
fn side(text: &Text, words: &Words, number: impl Fn(u32) -> u32) -> Side {
    let mut places: Vec<Place> = Vec::new();
    let by_name: FxHashMap<_, _> = text.paragraphs.iter().enumerate().map(|(n, p)| (&p.id, n)).collect();
    let mut bag: Vec<u32> = Vec::new();
    let mut verb: Vec<Word> = Vec::new();
    let mut start = 0;
    let items = text
        .paragraphs
        .iter()
        .zip(&words.paragraphs)
        .map(|(paragraph, &Paragraph { end, exact, frame, length, telling })| {
            bag.clear();
            bag.extend(words.all[std::mem::replace(&mut start, end)..end].iter().map(|&own| number(own)));
            let place = places.iter().position(|place| *place == paragraph.id.place).unwrap_or_else(|| {
                places.push(paragraph.id.place);
                places.len() - 1
            });
            Item {
                exact,
                frame,
                features: counted(&mut bag),
                mass: 0.0,
                length,
                telling,
                verb: paragraph.lead.filter(|_| paragraph.id.kind == ParagraphKind::Operative).and_then(|lead| {
                    verb.clear();
                    words::words(&Lexicon::of(text.language).verb(text.words(lead)), &mut verb);
                    verb.first().map(|word| word.hash)
                }),
                kind: paragraph.id.kind,
                place,
                parent: paragraph.id.parent().and_then(|parent| by_name.get(&parent).copied()),
            }
        })
        .collect();
    Side { items, places }
}

/// A hash of two hashes in their order.
const fn joined(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn counted(bag: &mut [u32]) -> Vec<Feature> {
    bag.sort_unstable();
    bag.chunk_by(|a, b| a == b).map(|run| Feature { id: run[0], count: u16::try_from(run.len()).unwrap_or(u16::MAX) }).collect()
}

/// The inverse document frequency, squared, where a document is a paragraph: squared, since the long name of a body or an agenda item
/// counts once for each of its words and pairs, and in a text on that item half the paragraphs carry it. Counted in the text that has more of the feature, so that a
/// feature is not thought common because both texts have it.
fn weights(old: &Side, new: &Side, features: usize) -> Vec<f32> {
    let frequencies = |side: &Side| {
        let mut seen = vec![0_u16; features];
        for feature in side.items.iter().flat_map(|item| &item.features) {
            seen[feature.id as usize] = seen[feature.id as usize].saturating_add(1);
        }
        seen
    };
    let paragraphs = u16::try_from(old.items.len().max(new.items.len())).unwrap_or(u16::MAX - 1);
    let by_frequency: Vec<f32> = (0..=paragraphs).map(|n| (f32::from(paragraphs + 1) / f32::from(n.max(1))).ln().powi(2)).collect();
    let (old, new) = (frequencies(old), frequencies(new));
    old.iter().zip(&new).map(|(&a, &b)| by_frequency[usize::from(a.max(b).min(paragraphs))]).collect()
}
