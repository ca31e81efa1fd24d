//! `show --format json`: a text.

use std::io::{self, Write};

use serde::Serialize;

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
