//! `show`: a text as the reader shows it.

use std::io::{self, Write};

use super::paint::{Page, Style, label, write};
use crate::layout::{Base, Line, TextLayout, printable};
use crate::model::{FootnoteIndex, ParagraphIndex, Text};

/// Writes a text, or those `paragraphs` of it with their footnotes.
///
/// # Errors
/// Where `out` fails.
pub fn show(out: &mut impl Write, page: Page, text: &Text, paragraphs: Option<&[ParagraphIndex]>) -> io::Result<()> {
    let layout = TextLayout::new(text, page.width);
    let count = text.paragraphs.len();
    let mut is_gap = true;
    for line in &layout.lines {
        let paragraph = (line.at.rank as usize).checked_sub(1).filter(|index| *index < count);
        let is_shown = paragraphs.is_none_or(|some| paragraph.is_some_and(|index| some.iter().any(|shown| shown.get() == index)));
        // No two empty lines where something between was left out, and none at the top.
        if !is_shown || line.line.is_empty() && is_gap {
            continue;
        }
        is_gap = line.line.is_empty();
        if is_gap {
            writeln!(out)?;
            continue;
        }
        let name = line.label.map(|index| text.paragraph(index).id.to_string()).unwrap_or_default();
        let gutter = usize::from(layout.gutter);
        write(out, page, &label(&name, gutter), Style::Dim)?;
        write!(out, "{:1$}", "", usize::from(line.indent))?;
        words(out, page, &layout, line.line)?;
    }
    let is_marked = |note: FootnoteIndex| {
        let mark = &text.footnotes[note.get()].mark;
        let has_mark = |index: &ParagraphIndex| text.paragraph(*index).marks.iter().any(|m| m.mark == *mark);
        match paragraphs {
            Some(some) => some.iter().any(has_mark),
            None => text.paragraph_indices().any(|index| has_mark(&index)),
        }
    };
    let mut first = true;
    for (note, lines) in (0..).map(FootnoteIndex).zip(&layout.notes).filter(|(note, _)| is_marked(*note)) {
        if std::mem::take(&mut first) {
            writeln!(out, "\n{:1$}──────────", "", usize::from(layout.gutter))?;
        }
        let _ = note;
        for line in lines {
            write!(out, "{:1$}", "", usize::from(layout.gutter))?;
            words(out, page, &layout, *line)?;
        }
    }
    Ok(())
}

fn words(out: &mut impl Write, page: Page, layout: &TextLayout, line: Line) -> io::Result<()> {
    let words = layout.flow.words(line);
    let mut pieces = layout.flow.pieces_of(line).peekable();
    while let Some(piece) = pieces.next() {
        let from = piece.at.max(line.start) - line.start;
        let to = pieces.peek().map_or(line.end, |next| next.at) - line.start;
        let style = match piece.ink.base {
            Base::Title | Base::Heading => Style::Bold,
            Base::Aside | Base::Fold => Style::Dim,
            Base::Notice => Style::Notice,
            Base::Words | Base::Mark if piece.ink.lead => Style::Italic,
            Base::Words | Base::Mark => Style::Plain,
        };
        write(out, page, &printable(words.get(from as usize..to as usize).unwrap_or_default()), style)?;
    }
    writeln!(out)
}
