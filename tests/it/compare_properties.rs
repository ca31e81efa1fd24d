//! What holds for every comparison, whatever the texts.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::collections::BTreeMap;

use plenary::compare::{Comparison, Fate, compare};
use plenary::model::{Fragment, Language, ParagraphId, ParagraphIndex, Source, SourceFormat, Text, TextBuilder};

use crate::{akn, data};

fn name(text: &Text) -> String {
    format!("{:?} {}", text.facts.symbol, text.language)
}

/// Pairs of texts of one language: those next to each other by symbol, and some that have nothing to do with each other.
fn pairs(texts: &[Text]) -> impl Iterator<Item = (&Text, &Text)> {
    texts
        .iter()
        .enumerate()
        .flat_map(|(n, old)| texts[n + 1..].iter().take(3).map(move |new| (old, new)))
        .filter(|(old, new)| old.language == new.language)
}

fn all(text: &Text) -> Vec<ParagraphIndex> {
    text.paragraph_indices().collect()
}

#[test]
fn every_paragraph_is_in_exactly_one_row() {
    let Some(texts) = data::akn() else { return };
    for (old, new) in pairs(texts) {
        let rows = compare(old, new).rows;
        let mut olds: Vec<_> = rows.iter().flat_map(|row| row.old.clone()).collect();
        let mut news: Vec<_> = rows.iter().flat_map(|row| row.new.clone()).collect();
        let firsts: Vec<_> = rows.iter().filter_map(|row| row.new.first()).collect();
        assert!(firsts.is_sorted(), "{} → {}: rows stand in the order of the new text", name(old), name(new));
        olds.sort_unstable();
        news.sort_unstable();
        assert_eq!((olds, news), (all(old), all(new)), "{} → {}", name(old), name(new));
        for row in &rows {
            assert!((0.0..=1.0).contains(&row.similarity) && !row.reason.is_empty());
            assert_eq!(row.old.is_empty(), row.fate == Fate::Added, "{row:?}");
            assert_eq!(row.new.is_empty(), row.fate == Fate::Removed, "{row:?}");
        }
    }
}

/// The rows as sets, with the names that they have when old and new are exchanged.
fn exchanged(comparison: &Comparison) -> BTreeMap<(Vec<ParagraphIndex>, Vec<ParagraphIndex>), (String, u32)> {
    let fate = |row: &plenary::compare::Row| match row.fate {
        Fate::Added => Fate::Removed,
        Fate::Removed => Fate::Added,
        Fate::Split => Fate::Merged,
        Fate::Merged if row.new.len() == 1 => Fate::Split,
        other => other,
    };
    comparison
        .rows
        .iter()
        .map(|row| ((row.new.clone(), row.old.clone()), (format!("{:?}", fate(row)), row.similarity.to_bits())))
        .collect()
}

#[test]
fn exchanging_old_and_new_exchanges_added_and_removed() {
    let Some(texts) = data::akn() else { return };
    for (old, new) in pairs(texts) {
        let (there, back) = (compare(old, new), compare(new, old));
        let back: BTreeMap<_, _> = back
            .rows
            .iter()
            .map(|row| ((row.old.clone(), row.new.clone()), (format!("{:?}", row.fate), row.similarity.to_bits())))
            .collect();
        assert_eq!(exchanged(&there), back, "{} → {}", name(old), name(new));
    }
}

#[test]
fn a_text_is_the_same_as_itself() {
    let Some(texts) = data::akn() else { return };
    for text in texts {
        let comparison = compare(text, text);
        for row in &comparison.rows {
            assert_eq!((row.fate, &row.old, row.changes.len()), (Fate::Same, &row.new, 0), "{}: {row:?}", name(text));
        }
        for note in &comparison.footnotes {
            assert_eq!((note.old, note.changes.len()), (note.new, 0), "{}: {note:?}", name(text));
        }
    }
}

/// A text of some paragraphs of another, in any order, under new names.
fn of_paragraphs(text: &Text, order: impl IntoIterator<Item = usize>, fragment: Option<Fragment>) -> Text {
    let source = Source { file: String::new(), format: SourceFormat::Akn, sha256: String::new() };
    let mut builder = TextBuilder::new(text.language, source);
    builder.fragment(fragment);
    for (n, index) in order.into_iter().enumerate() {
        let paragraph = &text.paragraphs[index];
        let number = u16::try_from(n + 1).unwrap();
        let id = ParagraphId { number, sub: "".into(), repeat: 0, ..paragraph.id.clone() };
        builder.paragraph(id, paragraph.part, None, 0, text.words(paragraph.span), None, []);
    }
    builder.build()
}

/// An order without a pattern, always the same for the same seed.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for n in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(n, usize::try_from(state % (n as u64 + 1)).unwrap());
    }
    order
}

#[test]
fn shuffled_paragraphs_only_move() {
    let Some(texts) = data::akn() else { return };
    for (text, seed) in texts.iter().zip(1..) {
        let old = of_paragraphs(text, 0..text.paragraphs.len(), None);
        let new = of_paragraphs(text, shuffled(text.paragraphs.len(), seed), None);
        for row in compare(&old, &new).rows {
            let fine = matches!(row.fate, Fate::Same | Fate::Moved) && row.similarity >= 1.0;
            let words: Vec<&str> = row.new.iter().map(|&n| new.paragraph_words(n)).collect();
            assert!(fine, "{}: {row:?} {words:?}", name(text));
        }
    }
}

#[test]
fn nothing_outside_a_fragment_is_added_or_removed() {
    let Some(texts) = data::akn() else { return };
    for (text, seed) in texts.iter().zip(1_usize..) {
        let count = text.paragraphs.len();
        let first = seed * 7 % (count / 2 + 1);
        let last = (first + 4 + seed % 5).min(count);
        let held = Fragment { pages: vec![2], first: first == 0, last: last == count };
        let whole = of_paragraphs(text, 0..count, None);
        let part = of_paragraphs(text, first..last, Some(held));
        for (old, new) in [(&whole, &part), (&part, &whole)] {
            let rows = compare(old, new).rows;
            let outside = rows.iter().filter(|row| row.fate == Fate::Unheld).count();
            let same = rows.iter().filter(|row| row.fate == Fate::Same).count();
            assert_eq!((same, outside), (last - first, count - (last - first)), "{} {first}..{last}", name(text));
        }
    }
}

/// The texts that the reader ships with: what became of each paragraph from one to the next.
#[test]
fn the_seeds_have_their_fates() {
    let Some(seeds) = akn::testdata("seeds") else { return };
    let read = |file: &str| akn::read(&seeds.join(file)).unwrap();
    let (first, second, third) =
        (read("A_RES_62_17.en.pdfpage.txt"), read("A_RES_66_24.en.ocr.md"), read("A_RES_67_27.en.word.txt"));
    let fates = |old: &Text, new: &Text| {
        let mut told: BTreeMap<Fate, Vec<String>> = BTreeMap::new();
        for row in compare(old, new).rows {
            let side = |text: &Text, list: &[ParagraphIndex]| {
                list.iter().map(|&n| text.paragraph(n).id.to_string()).collect::<Vec<_>>().join("+")
            };
            let (a, b) = (side(old, &row.old), side(new, &row.new));
            told.entry(row.fate).or_default().push(if a == b || a.is_empty() { b } else { format!("{a}→{b}") });
        }
        told.into_iter().map(|(fate, names)| format!("{fate:?}: {}", names.join(" "))).collect::<Vec<_>>()
    };
    assert_eq!(
        fates(&second, &third),
        [
            "Same: PP2 PP3 PP4 PP5 PP6 PP7 PP8 PP9 PP10 PP12 PP13 PP15 PP16 PP17 OP1 OP2 OP3 OP3(a) OP3(b) OP3(c) OP3(d)",
            "Amended: PP1 PP11 PP14 OP4 OP5",
        ]
    );
    assert_eq!(
        fates(&first, &second),
        [
            "Same: PP1→PP8 PP3→PP10 PP5→PP12",
            "Amended: PP2→PP9 PP4→PP11 PP6→PP13 PP7→PP14 PP8→PP15 PP9→PP17 OP1 OP2",
            "Added: PP16",
            "Unheld: PP1 PP2 PP3 PP4 PP5 PP6 PP7 OP3 OP3(a) OP3(b) OP3(c) OP3(d) OP4 OP5",
        ]
    );
    assert_eq!(
        fates(&second, &first),
        [
            "Same: PP8→PP1 PP10→PP3 PP12→PP5",
            "Amended: PP9→PP2 PP11→PP4 PP13→PP6 PP14→PP7 PP15→PP8 PP17→PP9 OP1 OP2",
            "Removed: PP16→",
            "Unheld: PP1→ PP2→ PP3→ PP4→ PP5→ PP6→ PP7→ OP3→ OP3(a)→ OP3(b)→ OP3(c)→ OP3(d)→ OP4→ OP5→",
        ]
    );
}

#[test]
fn languages_of_one_resolution_are_paired_by_name() {
    let Some(texts) = data::akn() else { return };
    for old in texts.iter().filter(|text| text.language == Language::En) {
        for new in texts.iter().filter(|new| new.facts.symbol == old.facts.symbol && new.language != old.language) {
            for row in compare(old, new).rows.iter().filter(|row| !row.old.is_empty() && !row.new.is_empty()) {
                assert_eq!(old.paragraph(row.old[0]).id, new.paragraph(row.new[0]).id);
            }
        }
    }
}
