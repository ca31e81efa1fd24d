//! `diff --format json`: a redline.

use std::io::{self, Write};

use serde::Serialize;

use crate::compare::{Change, ChangeKind, ChangeSide, Comparison, Fate, Row};
use crate::export::Shown;
use crate::library::lines;
use crate::model::{FootnoteIndex, Language, ParagraphId, ParagraphIndex, Symbol, Text};

#[derive(Serialize)]
struct Diff<'a> {
    old: DiffSide<'a>,
    new: DiffSide<'a>,
    rows: Vec<DiffRow<'a>>,
    footnotes: Vec<DiffFootnote<'a>>,
    summary: DiffSummary,
}

#[derive(Serialize)]
struct DiffSide<'a> {
    symbol: Option<&'a Symbol>,
    language: Language,
    /// The file's name, where it has no symbol.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

#[derive(Serialize)]
struct DiffRow<'a> {
    old: Vec<&'a ParagraphId>,
    new: Vec<&'a ParagraphId>,
    fate: Fate,
    similarity: f64,
    changes: Vec<DiffChange<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct DiffChange<'a> {
    kind: ChangeKind,
    old: &'a str,
    new: &'a str,
    old_at: (&'a ParagraphId, usize, usize),
    new_at: (&'a ParagraphId, usize, usize),
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<u16>,
}

#[derive(Serialize)]
struct DiffFootnote<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    changes: Vec<DiffFootnoteChange<'a>>,
}

#[derive(Serialize)]
struct DiffFootnoteChange<'a> {
    kind: ChangeKind,
    old: &'a str,
    new: &'a str,
}

#[derive(Serialize)]
struct DiffSummary {
    same: u32,
    amended: u32,
    moved: u32,
    split: u32,
    merged: u32,
    added: u32,
    removed: u32,
    unheld: u32,
    changes: DiffCounts,
}

#[derive(Serialize)]
struct DiffCounts {
    wording: u32,
    rollover: u32,
    renumbering: u32,
    footnote: u32,
    typography: u32,
}

/// Writes a redline: every row, the changes of the kinds `shown`, and where `explain` is asked for why each row is one.
///
/// # Errors
/// Where `out` fails.
pub fn diff(out: impl Write, old: &Text, new: &Text, comparison: &Comparison, shown: Shown, explain: bool) -> io::Result<()> {
    let summary = comparison.summary;
    let [wording, rollover, renumbering, footnote, typography] = summary.changes.0;
    let record = Diff {
        old: diff_side(old),
        new: diff_side(new),
        rows: comparison.rows.iter().map(|row| diff_row(old, new, row, shown, explain)).collect(),
        footnotes: comparison
            .footnotes
            .iter()
            .map(|row| {
                let words = |text: &'_ Text, note: Option<FootnoteIndex>| note.map(|n| text.footnotes[n.get()].span);
                let (old_span, new_span) = (words(old, row.old), words(new, row.new));
                let cut =
                    |text, span: Option<_>, range: &std::ops::Range<u32>| slice(span.map_or("", |s| Text::words(text, s)), range);
                DiffFootnote {
                    old: row.old.map(|n| &*old.footnotes[n.get()].mark),
                    new: row.new.map(|n| &*new.footnotes[n.get()].mark),
                    changes: row
                        .changes
                        .iter()
                        .filter(|(kind, ..)| shown.has(*kind))
                        .map(|(kind, old_at, new_at)| DiffFootnoteChange {
                            kind: *kind,
                            old: cut(old, old_span, old_at),
                            new: cut(new, new_span, new_at),
                        })
                        .collect(),
                }
            })
            .collect(),
        summary: DiffSummary {
            same: summary.same,
            amended: summary.amended,
            moved: summary.moved,
            split: summary.split,
            merged: summary.merged,
            added: summary.added,
            removed: summary.removed,
            unheld: summary.unheld,
            changes: DiffCounts { wording, rollover, renumbering, footnote, typography },
        },
    };
    lines::write(out, &record)
}

fn diff_side(text: &Text) -> DiffSide<'_> {
    let symbol = text.facts.symbol.as_ref();
    DiffSide { symbol, language: text.language, file: symbol.is_none().then_some(&*text.source.file) }
}

fn diff_row<'a>(old: &'a Text, new: &'a Text, row: &'a Row, shown: Shown, explain: bool) -> DiffRow<'a> {
    let ids = |text: &'a Text, side: &[ParagraphIndex]| side.iter().map(|&index| &text.paragraph(index).id).collect();
    DiffRow {
        old: ids(old, &row.old),
        new: ids(new, &row.new),
        fate: row.fate,
        similarity: (f64::from(row.similarity) * 1000.0).round() / 1000.0,
        changes: row.changes.iter().filter(|change| shown.has(change.kind)).map(|change| diff_change(old, new, change)).collect(),
        reason: explain.then_some(&*row.reason),
    }
}

fn diff_change<'a>(old: &'a Text, new: &'a Text, change: &'a Change) -> DiffChange<'a> {
    DiffChange {
        kind: change.kind,
        old: &change.old.words,
        new: &change.new.words,
        old_at: place(old, &change.old),
        new_at: place(new, &change.new),
        clause: change.clause,
    }
}

/// A change's place, in characters of its paragraph's text. The space after a paragraph in a row of several is one past its end.
fn place<'a>(text: &'a Text, side: &ChangeSide) -> (&'a ParagraphId, usize, usize) {
    let words = text.paragraph_words(side.paragraph);
    let character = |byte: u32| {
        let byte = byte as usize;
        words.char_indices().take_while(|(at, _)| *at < byte).count() + byte.saturating_sub(words.len())
    };
    (&text.paragraph(side.paragraph).id, character(side.range.start), character(side.range.end))
}

fn slice<'a>(words: &'a str, range: &std::ops::Range<u32>) -> &'a str {
    words.get(range.start as usize..range.end as usize).unwrap_or_default()
}
