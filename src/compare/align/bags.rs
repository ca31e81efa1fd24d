//! Bags of features: the words and word pairs of a paragraph, and what two paragraphs share.

/// One word or word pair of a paragraph, and how often it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    pub id: u32,
    pub count: u16,
}

/// The words and word pairs of a paragraph.
#[derive(Debug)]
pub(super) struct Bag {
    /// By id.
    pub features: Vec<Feature>,
    /// The weight of all of them.
    pub mass: f32,
}

impl Bag {
    /// The bag of these words and word pairs, which come in any order.
    pub(super) fn of(mut ids: Vec<u32>, weights: &[f32]) -> Self {
        ids.sort_unstable();
        let mut features = Vec::with_capacity(ids.len());
        let counted = |run: &[u32]| Feature { id: run[0], count: u16::try_from(run.len()).unwrap_or(u16::MAX) };
        features.extend(ids.chunk_by(|a, b| a == b).map(counted));
        Self { mass: mass(weights, &features), features }
    }
}

/// The weight of a bag of features.
pub(super) fn mass(weights: &[f32], bag: &[Feature]) -> f32 {
    bag.iter().map(|f| weights[f.id as usize] * f32::from(f.count)).sum()
}

/// How many words and word pairs two bags share.
pub(super) fn count(a: &[Feature], b: &[Feature]) -> u32 {
    common(a, b).map(|(_, count)| u32::from(count)).sum()
}

/// What is left of `a` when what it shares with `b` is taken away.
pub(super) fn rest(a: &[Feature], b: &[Feature]) -> Vec<Feature> {
    let mut rest = Vec::with_capacity(a.len());
    let mut at = 0;
    for &Feature { id, count } in a {
        while b.get(at).is_some_and(|other| other.id < id) {
            at += 1;
        }
        let gone = b.get(at).filter(|other| other.id == id).map_or(0, |other| other.count);
        if count > gone {
            rest.push(Feature { id, count: count - gone });
        }
    }
    rest
}

/// The features in both of two bags, with the smaller count.
pub(super) fn common<'a>(a: &'a [Feature], b: &'a [Feature]) -> impl Iterator<Item = (u32, u16)> + 'a {
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
