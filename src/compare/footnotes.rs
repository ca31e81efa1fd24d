//! Which footnote of one text is which of the other.

use super::align::assignment::{Edge, assign};
use super::words::{self, Word};
use super::{Fate, Row};
use crate::model::{FootnoteIndex, Text};

/// How alike two footnotes must be that hang on paragraphs that belong together; figures count as alike, since a report's symbol turns
/// every year.
const SAME_HOST: f64 = 0.3;

/// How alike two footnotes must be wherever they hang.
const ANYWHERE: f64 = 0.6;

/// What hanging on paragraphs that belong together is worth, in likeness.
const HOST: f64 = 0.5;

/// Two footnotes that belong together, or one that has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Option<FootnoteIndex>,
    pub new: Option<FootnoteIndex>,
    /// Whether the other text is a fragment that does not reach the paragraphs it hangs on, so that nothing may be said.
    pub unheld: bool,
}

/// A footnote as evidence.
struct Note {
    words: Vec<u64>,
    frames: Vec<u64>,
    /// The rows whose paragraphs bear its mark, as indices.
    hosts: Vec<usize>,
}

/// Pairs the footnotes of two texts, in the order of the new ones; one that went stands after the one before it.
pub(super) fn pair(old: &Text, new: &Text, rows: &[Row]) -> Vec<Pair> {
    let old_notes = notes(old, rows, |row| &row.old);
    let new_notes = notes(new, rows, |row| &row.new);
    let mut edges = Vec::new();
    for (row, a) in old_notes.iter().enumerate() {
        for (column, b) in new_notes.iter().enumerate() {
            let hosted = a.hosts.iter().any(|host| b.hosts.contains(host));
            let (likeness, needed) =
                if hosted { (dice(&a.frames, &b.frames), SAME_HOST) } else { (dice(&a.words, &b.words), ANYWHERE) };
            if likeness >= needed {
                // Of two that are as alike, the one that stands nearer in order.
                let near = 0.01 / (1.0 + f64::from(u32::try_from(row.abs_diff(column)).unwrap_or(u32::MAX)));
                let exact = 0.3 * dice(&a.words, &b.words);
                edges.push(Edge { row, column, worth: likeness + exact + near + if hosted { HOST } else { 0.0 } });
            }
        }
    }
    let chosen = assign(old_notes.len(), new_notes.len(), &edges);

    let unheld = |note: &Note| !note.hosts.is_empty() && note.hosts.iter().all(|&row| rows[row].fate == Fate::Unheld);
    let index = |n: usize| u32::try_from(n).ok().map(FootnoteIndex);
    let mut pairs: Vec<Pair> = (0..new_notes.len())
        .map(|n| {
            let partner = chosen.iter().position(|&column| column == Some(n));
            let unheld = partner.is_none() && unheld(&new_notes[n]);
            Pair { old: partner.and_then(index), new: index(n), unheld }
        })
        .collect();
    for (n, _) in chosen.iter().enumerate().filter(|(_, column)| column.is_none()) {
        let before = pairs.iter().rposition(|pair| pair.old.is_some_and(|old| old.get() < n));
        let unheld = unheld(&old_notes[n]);
        pairs.insert(before.map_or(0, |before| before + 1), Pair { old: index(n), new: None, unheld });
    }
    pairs
}

fn notes(text: &Text, rows: &[Row], side: impl Fn(&Row) -> &Vec<crate::model::ParagraphIndex>) -> Vec<Note> {
    let mut hosts: Vec<Vec<usize>> = vec![Vec::new(); text.footnotes.len()];
    for (n, row) in rows.iter().enumerate() {
        for mark in side(row).iter().flat_map(|&index| &text.paragraph(index).marks) {
            if let Some(note) = text.footnote(&mark.mark) {
                hosts[note.get()].push(n);
            }
        }
    }
    let mut found: Vec<Word> = Vec::new();
    text.footnotes
        .iter()
        .zip(hosts)
        .map(|(note, hosts)| {
            found.clear();
            words::words(text.words(note.span), &mut found);
            let sorted = |of: fn(&Word) -> u64| {
                let mut hashes: Vec<u64> = found.iter().map(of).collect();
                hashes.sort_unstable();
                hashes
            };
            Note { words: sorted(|word| word.hash), frames: sorted(|word| word.frame), hosts }
        })
        .collect()
}

/// The part of two sorted bags that they share.
fn dice(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    if all == 0 { 1.0 } else { 2.0 * f64::from(shared) / f64::from(all) }
}
