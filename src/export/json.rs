//! JSON for scripts: a promise, kept by the schemas in `assets/schema/` and a test.

use std::io::{self, Write};

use serde::Serialize;

use crate::compare::{Change, ChangeKind, ChangeSide, Comparison, Fate, Row};
use crate::export::Shown;
use crate::library::lines;
use crate::library::stored::site_name;
use crate::model::{
    Citation, Date, Facts, FootnoteIndex, Fragment, Language, ParagraphId, ParagraphIndex, Part, Source, Symbol, Text, Warning,
};

#[derive(Serialize)]
struct Show<'a> {
    language: Language,
    #[serde(flatten)]
    facts: &'a Facts,
    fragment: Option<&'a Fragment>,
    source: &'a Source,
    paragraphs: Vec<ShowParagraph<'a>>,
    footnotes: Vec<ShowFootnote<'a>>,
    citations: Vec<ShowCitation<'a>>,
    warnings: &'a [Warning],
}

#[derive(Serialize)]
struct ShowParagraph<'a> {
    id: &'a ParagraphId,
    part: Part,
    number: Option<&'a str>,
    depth: u8,
    lead: Option<&'a str>,
    text: &'a str,
    footnotes: Vec<&'a str>,
}

#[derive(Serialize)]
struct ShowFootnote<'a> {
    mark: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct ShowCitation<'a> {
    symbol: &'a Symbol,
    date: Option<Date>,
    r#in: Vec<String>,
}

/// Writes a text, or those `paragraphs` of it with the footnotes and citations that belong to them.
///
/// # Errors
/// Where `out` fails.
pub fn show(out: impl Write, text: &Text, paragraphs: Option<&[ParagraphIndex]>) -> io::Result<()> {
    let is_shown = |index: ParagraphIndex| paragraphs.is_none_or(|some| some.contains(&index));
    let shown: Vec<_> = text.paragraph_indices().filter(|&index| is_shown(index)).collect();
    let has_mark = |mark: &str| shown.iter().any(|&index| text.paragraph(index).marks.iter().any(|m| &*m.mark == mark));
    let is_note_shown = |index: FootnoteIndex| paragraphs.is_none() || has_mark(&text.footnotes[index.get()].mark);
    let record = Show {
        language: text.language,
        facts: &text.facts,
        fragment: text.fragment.as_ref(),
        source: &text.source,
        paragraphs: shown.iter().map(|&index| show_paragraph(text, index)).collect(),
        footnotes: (0..)
            .map(FootnoteIndex)
            .zip(&text.footnotes)
            .filter(|(index, _)| is_note_shown(*index))
            .map(|(_, note)| ShowFootnote { mark: &note.mark, text: text.words(note.span) })
            .collect(),
        citations: citations(text, |citation| match citation.site {
            crate::model::Site::Paragraph(index) => is_shown(index),
            crate::model::Site::Footnote(index) => is_note_shown(index),
        }),
        warnings: &text.warnings,
    };
    lines::write(out, &record)
}

fn show_paragraph(text: &Text, index: ParagraphIndex) -> ShowParagraph<'_> {
    let paragraph = text.paragraph(index);
    ShowParagraph {
        id: &paragraph.id,
        part: paragraph.part,
        number: paragraph.number.as_deref(),
        depth: paragraph.depth,
        lead: paragraph.lead.map(|lead| text.words(lead)),
        text: text.paragraph_words(index),
        footnotes: paragraph.marks.iter().map(|mark| &*mark.mark).collect(),
    }
}

/// One record a document cited, in the order in which they are first cited, with the first date that is given.
fn citations(text: &Text, is_shown: impl Fn(&Citation) -> bool) -> Vec<ShowCitation<'_>> {
    let mut records: Vec<ShowCitation> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for citation in text.citations.iter().filter(|citation| is_shown(citation)) {
        let place = *places.entry(&citation.symbol).or_insert_with(|| {
            records.push(ShowCitation { symbol: &citation.symbol, date: None, r#in: Vec::new() });
            records.len() - 1
        });
        let record = &mut records[place];
        record.date = record.date.or(citation.date);
        let name = site_name(text, citation.site);
        if record.r#in.last() != Some(&name) {
            record.r#in.push(name);
        }
    }
    records
}

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
