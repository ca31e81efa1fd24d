//! Small numbers for the hashes of words and word pairs.

/// Small numbers for hashes, counted on from nought.
///
/// Each word of both texts asks for its number, and nothing is ever taken out: a table of nothing but numbers is several times as fast as
/// a map.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The hash of each number.
    hashes: Vec<u64>,
    /// The number of a hash is at the place that its first bits tell or, where others were first, at the next ones. A power of two, at
    /// least half of it [`EMPTY`].
    places: Vec<u32>,
    /// What is shifted out of a hash to have those bits.
    shift: u32,
}

/// A place without a number.
const EMPTY: u32 = u32::MAX;

impl Numbers {
    /// No numbers yet, and room for so many.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        let places = (2 * numbers).next_power_of_two().max(64);
        Self { hashes: Vec::with_capacity(numbers), places: vec![EMPTY; places], shift: u64::BITS - places.trailing_zeros() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The hash of each number.
    pub(super) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The number of a hash, if it has one.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Option<u32> {
        let number = self.places[self.place(hash)];
        (number != EMPTY).then_some(number)
    }

    /// The number of a hash, a new one if it has none.
    #[inline]
    pub(super) fn of(&mut self, hash: u64) -> u32 {
        let place = self.place(hash);
        if self.places[place] == EMPTY { self.add(place, hash) } else { self.places[place] }
    }

    fn add(&mut self, place: usize, hash: u64) -> u32 {
        let number = u32::try_from(self.hashes.len()).unwrap_or(EMPTY);
        self.hashes.push(hash);
        self.places[place] = number;
        if 2 * self.hashes.len() > self.places.len() {
            self.grow();
        }
        number
    }

    /// The place of a hash, or the empty one where it would be.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mut place = usize::try_from(hash >> self.shift).unwrap_or(0);
        loop {
            let number = self.places[place];
            if number == EMPTY || self.hashes[number as usize] == hash {
                return place;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    fn grow(&mut self) {
        self.places = vec![EMPTY; 2 * self.places.len()];
        self.shift -= 1;
        for (number, &hash) in (0..).zip(&self.hashes) {
            let place = self.place(hash);
            self.places[place] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_on_and_stay() {
        let mut numbers = Numbers::with_capacity(0);
        // The first bits of all are alike, so that each is found behind the others, over the end of the table.
        let hashes: Vec<u64> = (0..1000).map(|n| u64::MAX - n).collect();
        for _ in 0..2 {
            assert!(hashes.iter().map(|&hash| numbers.of(hash)).eq(0..1000));
        }
        assert_eq!(numbers.get(u64::MAX - 7), Some(7));
        assert_eq!(numbers.get(7), None);
        assert_eq!(numbers.hashes(), hashes);
    }
}
