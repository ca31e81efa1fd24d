//! `show --format markdown`: a text.

use std::io::{self, Write};

use super::{Line, escaped};
use crate::export::phrase;
use crate::layout::day;
use crate::model::{FootnoteIndex, ParagraphIndex, Part, Text};

/// Writes a text, or those `paragraphs` of it with their footnotes.
///
/// # Errors
/// Where `out` fails.
pub fn show(out: &mut impl Write, text: &Text, paragraphs: Option<&[ParagraphIndex]>) -> io::Result<()> {
    let shown: Vec<ParagraphIndex> = paragraphs.map_or_else(|| text.paragraph_indices().collect(), <[_]>::to_vec);
    if paragraphs.is_none() {
        let title = text.facts.title.as_deref().unwrap_or_else(|| phrase::name(text));
        writeln!(out, "# {}\n", escaped(title))?;
        let adopted = text.facts.adopted.map(|date| format!(", adopted on {}", day(date))).unwrap_or_default();
        writeln!(out, "{}{adopted} ({})\n", escaped(phrase::name(text)), text.language.english_name())?;
    }
    for &index in &shown {
        let paragraph = text.paragraph(index);
        let words = words(text, index);
        let number = paragraph.number.as_deref().unwrap_or_default();
        // Four spaces would make a code block.
        let indent = "  ".repeat(usize::from(paragraph.depth.min(1)));
        match (paragraph.part, number) {
            (Part::Heading, "") => writeln!(out, "## {words}\n")?,
            (Part::Heading, number) => writeln!(out, "## {} {words}\n", escaped(number))?,
            (_, "") => writeln!(out, "{words}\n")?,
            (_, number) if number.chars().all(|c| c.is_ascii_digit()) => writeln!(out, "{indent}{number}\\. {words}\n")?,
            (_, number) => writeln!(out, "{indent}{} {words}\n", escaped(number))?,
        }
    }
    for (note, index) in text.footnotes.iter().zip((0..).map(FootnoteIndex)) {
        let is_marked = shown.iter().any(|&shown| text.paragraph(shown).marks.iter().any(|mark| mark.mark == note.mark));
        if (is_marked || paragraphs.is_none()) && text.footnote(&note.mark) == Some(index) {
            writeln!(out, "[^{}]: {}", note.mark, escaped(text.words(note.span)))?;
        }
    }
    Ok(())
}

fn words(text: &Text, index: ParagraphIndex) -> String {
    let paragraph = text.paragraph(index);
    let mut cuts: Vec<u32> = vec![paragraph.span.start, paragraph.span.end];
    cuts.extend(paragraph.lead.iter().flat_map(|lead| [lead.start, lead.end]));
    cuts.extend(paragraph.marks.iter().map(|mark| mark.at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut line = Line::default();
    let marks_at = |at: u32| paragraph.marks.iter().filter(move |mark| mark.at == at).map(|mark| format!("[^{}]", mark.mark));
    for cut in cuts.windows(2) {
        marks_at(cut[0]).for_each(|mark| line.raw(&mark));
        let words = text.words(crate::model::Span { start: cut[0], end: cut[1] });
        let is_lead = paragraph.lead.is_some_and(|lead| lead.start <= cut[0] && cut[1] <= lead.end);
        if is_lead {
            line.marked("*", words);
        } else {
            line.plain(words);
        }
    }
    marks_at(paragraph.span.end).for_each(|mark| line.raw(&mark));
    line.written
}
