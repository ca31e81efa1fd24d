//! Small numbers for the hashes of words and word pairs.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Small numbers for hashes, counted on from nought. Each word of both texts asks for its number: a table of the numbers alone, which finds
/// their hashes beside them, is a third of a map from hash to number.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The hash of each number.
    hashes: Vec<u64>,
    table: HashTable<u32>,
}

impl Numbers {
    /// No numbers yet, and room for so many.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        Self { hashes: Vec::with_capacity(numbers), table: HashTable::with_capacity(numbers) }
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
        self.table.find(spread(hash), |&number| self.hashes[number as usize] == hash).copied()
    }

    /// The number of a hash, a new one if it has none.
    pub(super) fn of(&mut self, hash: u64) -> u32 {
        let hashes = &mut self.hashes;
        let is_it = |&number: &u32| hashes[number as usize] == hash;
        match self.table.entry(spread(hash), is_it, |&number| spread(hashes[number as usize])) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let number = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
                hashes.push(hash);
                entry.insert(number);
                number
            }
        }
    }
}

/// The table looks at the last bits of a hash first, which in a product of letters say the least.
const fn spread(hash: u64) -> u64 {
    hash.rotate_left(26)
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
