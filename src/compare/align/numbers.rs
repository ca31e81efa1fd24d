//! Small numbers for the hashes of words and word pairs.

/// Small numbers for hashes, counted on from nought. Each word of both texts asks for its number, so that this is a table of the simplest
/// kind: hashes need no hashing, and none is ever taken out.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The hash of each number.
    hashes: Vec<u64>,
    /// A power of two of places, at most half of them taken: one more than a number, or nought. A number stands at the place that its hash
    /// leads to, or at the next one that was free.
    places: Vec<u32>,
}

impl Numbers {
    /// No numbers yet, and room for so many.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        Self { hashes: Vec::with_capacity(numbers), places: vec![0; (2 * numbers).next_power_of_two()] }
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
    pub(super) fn get(&self, hash: u64) -> Option<u32> {
        self.places[self.place(hash)].checked_sub(1)
    }

    /// The number of a hash, a new one if it has none.
    #[inline]
    pub(super) fn of(&mut self, hash: u64) -> u32 {
        let place = self.place(hash);
        self.places[place].checked_sub(1).unwrap_or_else(|| self.add(hash, place))
    }

    /// The new number of a hash that belongs at a place.
    fn add(&mut self, hash: u64, place: usize) -> u32 {
        self.hashes.push(hash);
        let numbers = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        self.places[place] = numbers;
        if self.places.len() < 2 * self.hashes.len() {
            self.places = vec![0; 2 * self.places.len()];
            for (hash, number) in self.hashes.iter().zip(1..) {
                let place = self.place(*hash);
                self.places[place] = number;
            }
        }
        numbers - 1
    }

    /// The place at which the number of a hash stands, or would stand.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        // The first bits of a product say the most.
        let mut at = (hash >> 38) as usize;
        loop {
            at &= self.places.len() - 1;
            match self.places[at] {
                0 => return at,
                number if self.hashes[number as usize - 1] == hash => return at,
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_on_and_stay() {
        let mut numbers = Numbers::with_capacity(0);
        // The first bits of all are alike.
        let hashes: Vec<u64> = (0..1000).map(|n| u64::MAX - n).collect();
        for _ in 0..2 {
            assert!(hashes.iter().map(|&hash| numbers.of(hash)).eq(0..1000));
        }
        assert_eq!(numbers.get(u64::MAX - 7), Some(7));
        assert_eq!(numbers.get(7), None);
        assert_eq!(numbers.hashes(), hashes);
    }
}
