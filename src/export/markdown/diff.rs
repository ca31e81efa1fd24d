//! `diff --format markdown`: a redline.

use std::io::{self, Write};

use super::{between, escaped};
use crate::compare::{Comparison, Fate};
use crate::export::marked::{self, Fold, Piece};
use crate::export::phrase;
use crate::export::text::DiffOptions;
use crate::model::{ParagraphIndex, Text};

/// Writes a redline: ~~old~~ and **new**, one row a paragraph.
///
/// # Errors
/// Where `out` fails.
pub fn diff(out: &mut impl Write, old: &Text, new: &Text, comparison: &Comparison, options: DiffOptions) -> io::Result<()> {
    writeln!(out, "# {} → {}\n", escaped(phrase::name(old)), escaped(phrase::name(new)))?;
    if let Some(title) = phrase::title(old, new) {
        writeln!(out, "{}\n", escaped(&title))?;
    }
    writeln!(out, "{}\n", comparison.summary_line())?;
    for row in &comparison.rows {
        if !(phrase::has_to_show(row, options.shown) || options.full || options.explain) {
            continue;
        }
        let pieces = marked::row(new, old, row, options.shown);
        let names = |text: &Text, side: &[ParagraphIndex]| {
            side.iter().map(|&index| text.paragraph(index).id.to_string()).collect::<Vec<_>>().join(", ")
        };
        let (was, is) = (names(old, &row.old), names(new, &row.new));
        let name = match (was.is_empty(), is.is_empty()) {
            (true, _) => is,
            (_, true) => was,
            _ if was == is => is,
            _ => format!("{was} → {is}"),
        };
        let words: String = match row.fate {
            Fate::Added => pieces.iter().map(|piece| between("**", &piece.shown())).collect(),
            Fate::Removed => pieces.iter().map(|piece| between("~~", &piece.shown())).collect(),
            _ => pieces.iter().map(set).collect(),
        };
        let fate =
            if matches!(row.fate, Fate::Amended | Fate::Same) { String::new() } else { format!(" ({})", phrase::fate(row.fate)) };
        writeln!(out, "{}{fate}: {words}\n", escaped(&name))?;
        if options.explain {
            writeln!(out, "> {:.2}: {}\n", row.similarity, escaped(&row.reason))?;
        }
    }
    for row in &comparison.footnotes {
        let pieces = marked::footnote(old, new, row, options.shown);
        if options.full || pieces.iter().any(Piece::is_change) {
            let mark = row.new.map(|note| &new.footnotes[note.get()].mark).or(row.old.map(|note| &old.footnotes[note.get()].mark));
            let words: String = pieces.iter().map(set).collect();
            writeln!(out, "Footnote {}: {words}\n", escaped(mark.map_or("", |mark| mark)))?;
        }
    }
    Ok(())
}

fn set(piece: &Piece) -> String {
    let words = piece.shown();
    match piece.fold {
        Fold::Kept => escaped(&words),
        Fold::Joint => format!(" ¶ {} ", escaped(&words)),
        Fold::Old(_) => between("~~", &words),
        Fold::New(_) => between("**", &words),
    }
}
