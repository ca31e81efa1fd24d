//! Two columns of words, broken into lines and set side by side so that what is equal stands level.
//!
//! Lines are filled as far as they go. After a change the columns would break equal words differently, so one of them breaks a line early
//! where the other breaks: from there on the lines of both are the same, word for word, until the next change. If by then one column
//! is further down, the other leaves lines empty. Both are done only where enough equal words follow.

use std::ops::Range;

/// A line is broken early only where it is filled to two fifths: what is shorter looks like the end of a paragraph.
const FILLED: [u32; 2] = [2, 5];
/// A column leaves lines empty if at least so many follow that are the same in both.
const WORTH: usize = 2;

/// Something that lines may be made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its place in the words of its column.
    pub(super) at: u32,
    /// The cells of all that stands before it, hanging spaces included.
    pub(super) before: u32,
    /// Its own cells, without them.
    pub(super) visible: u32,
    /// The cells of a line.
    pub(super) room: u32,
    /// Whether it begins a line wherever it is.
    pub(super) opens: bool,
}

impl Word {
    /// The cells of words on one line.
    pub(super) fn cells(words: &[Self]) -> u32 {
        let Some((first, last)) = words.first().zip(words.last()) else { return 0 };
        last.before + last.visible - first.before
    }
}

/// Words that both columns have: the place of the first in each, and how long they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Equal {
    pub(super) at: [u32; 2],
    pub(super) len: u32,
}

/// The lines of two columns, row by row, each given by its words. `equal` is in reading order.
pub(super) fn rows(columns: [&[Word]; 2], equal: &[Equal]) -> Vec<[Option<Range<usize>>; 2]> {
    let broken = Broken::new(columns, equal);
    let [mut old, mut new] = broken.gaps(columns, equal).map(IntoIterator::into_iter).map(Iterator::peekable);
    let [old, new] = [(0, &mut old), (1, &mut new)].map(|(side, gaps)| {
        let mut rows = Vec::with_capacity(broken.lines[side].len());
        for (line, words) in broken.lines[side].iter().enumerate() {
            if let Some(gap) = gaps.next_if(|gap| gap.before == line) {
                rows.extend(std::iter::repeat_n(None, gap.lines));
            }
            rows.push(Some(words.clone()));
        }
        rows
    });
    let height = old.len().max(new.len());
    (0..height).map(|row| [old.get(row).cloned().flatten(), new.get(row).cloned().flatten()]).collect()
}

/// Columns broken into lines.
#[derive(Debug)]
struct Broken {
    /// The lines of each, as words.
    lines: [Vec<Range<usize>>; 2],
    /// The lines that begin at the same place on both sides, as lines of each.
    twins: Vec<[usize; 2]>,
}

/// Lines left empty in a column before one of its lines.
#[derive(Clone, Copy, Debug)]
struct Gap {
    before: usize,
    lines: usize,
}

/// Where a break is, in an order that both columns have: how many equal stretches begin before it, and how far into the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    stretches: usize,
    within: Within,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Equal(u32),
    Change,
}

/// A column while it is broken.
struct Breaker<'a> {
    side: usize,
    words: &'a [Word],
    equal: &'a [Equal],
    /// The lines before the one that is being filled.
    lines: Vec<Range<usize>>,
    start: usize,
    /// Where the line that is being filled ends.
    end: usize,
    place: Place,
    /// How many equal stretches are known to begin before its end.
    begun: usize,
}

impl<'a> Breaker<'a> {
    fn new(side: usize, words: &'a [Word], equal: &'a [Equal]) -> Self {
        let place = Place { stretches: 0, within: Within::Change };
        let mut breaker = Self { side, words, equal, lines: Vec::new(), start: 0, end: 0, place, begun: 0 };
        breaker.fill();
        breaker
    }

    const fn is_done(&self) -> bool {
        self.start == self.words.len()
    }

    /// Fills the line as far as it goes.
    fn fill(&mut self) {
        let rest = &self.words[self.start..];
        let fits = |word: &&Word| !word.opens && word.before + word.visible - rest[0].before <= rest[0].room;
        self.end = self.start + rest.len().min(1) + rest.iter().skip(1).take_while(fits).count();
        self.place = match self.words.get(self.end) {
            None => Place { stretches: usize::MAX, within: Within::Change },
            Some(word) => {
                let later = self.equal[self.begun..].iter();
                self.begun += later.take_while(|stretch| stretch.at[self.side] <= word.at).count();
                let within = self.begun.checked_sub(1).and_then(|last| within(&self.equal[last], self.side, word.at));
                Place { stretches: self.begun, within: within.map_or(Within::Change, Within::Equal) }
            }
        };
    }

    /// Begins the next line.
    fn next(&mut self) {
        self.lines.push(self.start..self.end);
        self.start = self.end;
        self.fill();
    }

    /// Ends the line early, so far into an equal stretch, if it may be broken there, is not too short then, and a line of equal words
    /// follows.
    fn end_at(&mut self, stretch: &Equal, into: u32) -> bool {
        let place = |at: u32| self.words.partition_point(|word| word.at < at);
        let at = stretch.at[self.side];
        let (end, last) = (place(at + into), place(at + stretch.len));
        let (Some(first), true) = (self.words.get(self.start), (self.start + 1..self.end).contains(&end)) else { return false };
        let is_break = self.words[end].at == at + into;
        let is_full = Word::cells(&self.words[self.start..end]) * FILLED[1] >= first.room * FILLED[0];
        let ends = is_break && is_full && Word::cells(&self.words[end..last]) >= first.room;
        if ends {
            self.end = end;
        }
        ends
    }
}

/// How far into an equal stretch a place of a column is; `None` if it is beyond its end.
fn within(stretch: &Equal, side: usize, at: u32) -> Option<u32> {
    at.checked_sub(stretch.at[side]).filter(|&into| into <= stretch.len)
}

impl Broken {
    fn new(columns: [&[Word]; 2], equal: &[Equal]) -> Self {
        let mut breakers = [0, 1].map(|side| Breaker::new(side, columns[side], equal));
        let mut twins = if columns.iter().any(|words| words.is_empty()) { vec![] } else { vec![[0, 0]] };
        while !breakers.iter().all(Breaker::is_done) {
            let [old, new] = &mut breakers;
            // The column whose line ends first, and the other.
            let (first, other) = if old.place <= new.place { (old, new) } else { (new, old) };
            let is_twin = match first.place.within {
                Within::Change => false,
                Within::Equal(_) if first.place == other.place => true,
                Within::Equal(into) => other.end_at(&equal[first.place.stretches - 1], into),
            };
            if first.is_done() {
                other.next();
                continue;
            }
            first.next();
            if is_twin {
                other.next();
                twins.push([0, 1].map(|side| breakers[side].lines.len()));
            }
        }
        Self { lines: breakers.map(|breaker| breaker.lines), twins }
    }

    /// The lines to leave empty in each column.
    fn gaps(&self, columns: [&[Word]; 2], equal: &[Equal]) -> [Vec<Gap>; 2] {
        let mut gaps = [Vec::new(), Vec::new()];
        // How many lines are left empty so far, and the last lines known to stand level.
        let mut filled = [0; 2];
        let mut level = [0, 0];
        let by_as_much = |a: &[usize; 2], b: &[usize; 2]| a[0] + b[1] == a[1] + b[0];
        for twins in self.twins.chunk_by(by_as_much) {
            let (first, last) = (twins[0], twins[twins.len() - 1]);
            let rows = [0, 1].map(|side| first[side] + filled[side]);
            let short = rows[0].abs_diff(rows[1]);
            if short > 0 && twins.len() < WORTH {
                continue;
            }
            if short > 0 {
                let side = usize::from(rows[1] < rows[0]);
                // What stands above the first of them may be level already with the gap above it.
                let is_lower = |&line: &usize| {
                    let there = self.counterpart(columns, equal, side, line);
                    there.is_some_and(|there| there + filled[1 - side] >= line + filled[side] + short)
                };
                let above = (level[side] + 1..first[side]).rev().take_while(is_lower).count();
                gaps[side].push(Gap { before: first[side] - above, lines: short });
                filled[side] += short;
            }
            level = last;
        }
        gaps
    }

    /// The line of the other column on which the equal word stands with which a line of this column begins.
    fn counterpart(&self, columns: [&[Word]; 2], equal: &[Equal], side: usize, line: usize) -> Option<usize> {
        let at = columns[side][self.lines[side][line].start].at;
        let stretch = &equal[equal.partition_point(|stretch| stretch.at[side] <= at).checked_sub(1)?];
        let there = stretch.at[1 - side] + within(stretch, side, at)?;
        self.lines[1 - side].partition_point(|words| columns[1 - side][words.start].at <= there).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words as a column has them; a capital begins a paragraph.
    fn column(words: &[&str], room: u32) -> Vec<Word> {
        let (mut at, mut before) = (0, 0);
        let word = |word: &&str| {
            let visible = u32::try_from(word.len()).unwrap();
            let it = Word { at, before, visible, room, opens: word.starts_with(char::is_uppercase) };
            (at, before) = (at + visible + 1, before + visible + 1);
            it
        };
        words.iter().map(word).collect()
    }

    /// Two columns and what is equal in them: what stands in `[ ]` is old alone, in `{ }` new alone.
    fn parse(redline: &str) -> ([Vec<&str>; 2], Vec<Equal>) {
        let mut columns = [vec![], vec![]];
        let mut equal: Vec<Equal> = Vec::new();
        let (mut at, mut only, mut follows) = ([0, 0], None, false);
        for word in redline.split_whitespace() {
            match word {
                "[" => (only, follows) = (Some(0), false),
                "{" => (only, follows) = (Some(1), false),
                "]" | "}" => only = None,
                _ => {
                    let len = u32::try_from(word.len()).unwrap() + 1;
                    match equal.last_mut() {
                        Some(last) if follows => last.len += len,
                        _ if only.is_none() => equal.push(Equal { at, len }),
                        _ => {}
                    }
                    follows = only.is_none();
                    for side in (0..2).filter(|&side| only.is_none_or(|only| only == side)) {
                        columns[side].push(word);
                        at[side] += len;
                    }
                }
            }
        }
        (columns, equal)
    }

    fn shown(redline: &str, room: u32) -> Vec<String> {
        let ([old, new], equal) = parse(redline);
        let rows = rows([&column(&old, room), &column(&new, room)], &equal);
        let line =
            |words: &[&str], range: &Option<Range<usize>>| range.clone().map_or(String::new(), |range| words[range].join(" "));
        rows.iter().map(|row| format!("{} | {}", line(&old, &row[0]), line(&new, &row[1])).trim().to_owned()).collect()
    }

    #[test]
    fn a_line_is_broken_early_where_the_other_column_breaks() {
        let lines = shown("the [ long ] word goes and the others follow it as they are", 14);
        assert_eq!(
            lines,
            [
                "the long word | the word",
                "goes and the | goes and the",
                "others follow | others follow",
                "it as they are | it as they are"
            ]
        );
    }

    #[test]
    fn a_column_waits_for_the_one_that_says_more() {
        let lines = shown("he said { that this was so and that } nothing else was to be done by any of them", 12);
        let expected = [
            "he said | he said that",
            "| this was so",
            "| and that",
            "nothing else | nothing else",
            "was to be | was to be",
            "done by any | done by any",
            "of them | of them",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_is_short_is_not_waited_for() {
        assert_eq!(shown("we { do all that we can and may } go", 10), ["we go | we do all", "| that we", "| can and", "| may go"]);
    }

    #[test]
    fn paragraphs_that_were_one_stand_beside_it() {
        let lines = shown("one two three four and [ he ] { He } went away to the sea and the sun", 14);
        let expected = [
            "one two three | one two three",
            "four and he | four and",
            "went away | He went away",
            "to the sea and | to the sea and",
        ];
        assert_eq!(lines[..4], expected);
    }

    fn redline() -> impl Strategy<Value = (Vec<(u8, usize)>, u32)> {
        // Runs of equal, old and new words, each with the number of its words, and the room of a line.
        (proptest::collection::vec((0_u8..3, 1_usize..25), 1..12), 4_u32..40)
    }

    proptest! {
        #[test]
        fn lines_are_all_there_in_order_and_the_same_lines_stand_level((runs, room) in redline(), seed in any::<u64>()) {
            let mut letters = seed;
            let mut text = String::new();
            for (kind, count) in runs {
                let (open, close) = [("", ""), ("[ ", "] "), ("{ ", "} ")][usize::from(kind)];
                text.push_str(open);
                for _ in 0..count {
                    letters = letters.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let length = 1 + (letters >> 33) as usize % 9;
                    text.push_str(if (letters >> 45) % 40 == 0 { "P" } else { "" });
                    text.push_str(&"w".repeat(length));
                    text.push(' ');
                }
                text.push_str(close);
            }
            let ([old, new], equal) = parse(&text);
            let columns = [column(&old, room), column(&new, room)];
            let columns = [columns[0].as_slice(), columns[1].as_slice()];
            let rows = rows(columns, &equal);
            for side in 0..2 {
                let words: Vec<usize> = rows.iter().filter_map(|row| row[side].clone()).flatten().collect();
                prop_assert_eq!(words, (0..columns[side].len()).collect::<Vec<_>>());
                for line in rows.iter().filter_map(|row| row[side].clone()) {
                    let words = &columns[side][line];
                    prop_assert!(words.len() == 1 || Word::cells(words) <= room);
                    prop_assert!(words.iter().skip(1).all(|word| !word.opens));
                }
            }
            prop_assert!(rows.iter().all(|row| row.iter().any(Option::is_some)));
            // Where two lines in succession are the same on both sides, they are level.
            let broken = Broken::new(columns, &equal);
            let row_of = |side: usize, line: usize| {
                let is_it = |row: &[Option<Range<usize>>; 2]| row[side].as_ref() == Some(&broken.lines[side][line]);
                rows.iter().position(is_it)
            };
            for pair in broken.twins.windows(2) {
                let [old, new] = pair[0];
                if pair[1] == [old + 1, new + 1] {
                    prop_assert_eq!(row_of(0, old), row_of(1, new));
                    prop_assert_eq!(row_of(0, old + 1), row_of(1, new + 1));
                }
            }
        }
    }
}
