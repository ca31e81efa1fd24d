//! `diff`: a redline in one column.

use std::io::{self, Write};

use rayon::prelude::*;

use super::paint::{Page, Style, Words, label, write};
use crate::compare::{ChangeKind, Comparison, Fate, Row};
use crate::export::marked::{self, Fold, Piece};
use crate::export::{Shown, phrase};
use crate::model::{ParagraphIndex, Text};

/// How to print a redline.
#[derive(Clone, Copy, Debug)]
pub struct DiffOptions {
    /// The kinds of change to mark.
    pub shown: Shown,
    /// Also print what did not change.
    pub full: bool,
    /// Also print why the paragraphs of each row belong together.
    pub explain: bool,
}

/// More rows than these are printed by all cores.
const MANY: usize = 100;

/// Cells for the sign and the name of a paragraph.
const GUTTER: usize = 12;

/// Writes a redline.
///
/// # Errors
/// Where `out` fails.
pub fn diff(
    out: &mut impl Write,
    page: Page,
    old: &Text,
    new: &Text,
    comparison: &Comparison,
    options: DiffOptions,
) -> io::Result<()> {
    head(out, page, old, new, comparison)?;
    let mut folded = Folded::default();
    let printed = |row: &Row| printed(page, old, new, row, options);
    // Each row stands by itself, and breaking its lines is most of the work; of many it pays to wake other cores.
    let printed: Vec<Option<Vec<u8>>> = if comparison.rows.len() > MANY {
        comparison.rows.par_iter().with_min_len(16).map(printed).collect::<io::Result<_>>()?
    } else {
        comparison.rows.iter().map(printed).collect::<io::Result<_>>()?
    };
    for (row, printed) in comparison.rows.iter().zip(printed) {
        if let Some(bytes) = printed {
            folded.write(out, page)?;
            out.write_all(&bytes)?;
        } else {
            folded.count(row);
        }
    }
    folded.write(out, page)?;
    footnotes(out, page, old, new, comparison, options)
}

/// A row as it is printed; `None` if it is folded away.
fn printed(page: Page, old: &Text, new: &Text, row: &Row, options: DiffOptions) -> io::Result<Option<Vec<u8>>> {
    if !(phrase::has_to_show(row, options.shown) || options.full || options.explain) {
        return Ok(None);
    }
    let marked = marked::row(new, old, row, options.shown);
    let mut out = Vec::new();
    print(&mut out, page, old, new, row, &marked, options)?;
    Ok(Some(out))
}

fn head(out: &mut impl Write, page: Page, old: &Text, new: &Text, comparison: &Comparison) -> io::Result<()> {
    let mut title = Words::default();
    let language = if old.language == new.language {
        new.language.english_name().to_owned()
    } else {
        format!("{} → {}", old.language.english_name(), new.language.english_name())
    };
    title.push(&format!("{} → {}", phrase::name(old), phrase::name(new)), Style::Bold);
    title.push(&format!(" · {language}"), Style::Plain);
    title.write(out, page, "", 0)?;
    if let Some(words) = phrase::title(old, new) {
        let mut line = Words::default();
        line.push(&words, Style::Plain);
        line.write(out, page, "", 0)?;
    }
    let mut summary = Words::default();
    summary.push(&comparison.summary_line(), Style::Dim);
    summary.write(out, page, "", 0)?;
    writeln!(out)
}

/// Rows that are not printed, one after the other.
#[derive(Default)]
struct Folded {
    same: usize,
    unheld: usize,
}

impl Folded {
    fn count(&mut self, row: &Row) {
        let paragraphs = row.new.len().max(row.old.len());
        if row.fate == Fate::Unheld { self.unheld += paragraphs } else { self.same += paragraphs }
    }

    fn write(&mut self, out: &mut impl Write, page: Page) -> io::Result<()> {
        let Self { same, unheld } = std::mem::take(self);
        for (count, what) in [(same, "with nothing to show"), (unheld, "that only one of the two holds: nothing can be said")] {
            if count > 0 {
                let paragraphs = if count == 1 { "paragraph" } else { "paragraphs" };
                write(out, page, &format!("{:GUTTER$}⋯ {count} {paragraphs} {what}", ""), Style::Dim)?;
                writeln!(out, "\n")?;
            }
        }
        Ok(())
    }
}

fn print(
    out: &mut impl Write,
    page: Page,
    old: &Text,
    new: &Text,
    row: &Row,
    marked: &[Piece],
    options: DiffOptions,
) -> io::Result<()> {
    let names = |text: &Text, side: &[ParagraphIndex]| {
        side.iter().map(|&index| text.paragraph(index).id.to_string()).collect::<Vec<_>>().join(" ")
    };
    let (old_names, new_names) = (names(old, &row.old), names(new, &row.new));
    let name = if row.new.is_empty() { &old_names } else { &new_names };
    let mut about = Vec::new();
    // A point can move from the third of one list to the third of another: of what moved the old name is always said.
    if !row.old.is_empty() && !row.new.is_empty() && (old_names != new_names || row.fate == Fate::Moved) {
        about.push(format!("was {old_names}"));
    }
    if !matches!(row.fate, Fate::Same | Fate::Amended) {
        about.push(phrase::fate(row.fate).to_owned());
    }
    about.extend(row.clauses_moved());
    let minor = phrase::kinds(row, options.shown);
    if !minor.is_empty() {
        about.push(minor);
    }
    let mut words = Words::default();
    let whole = match row.fate {
        Fate::Added => Some(Style::New),
        Fate::Removed => Some(Style::Old),
        Fate::Unheld => Some(Style::Dim),
        _ => None,
    };
    for piece in marked {
        push(&mut words, piece, whole);
    }
    if !about.is_empty() {
        words.push_whole_names(&format!("  ({})", about.join("; ")), Style::Dim);
    }
    words.write(out, page, &label(&format!("{} {name}", phrase::sign(row.fate)), GUTTER), GUTTER)?;
    if options.explain {
        let mut line = Words::default();
        line.push(&format!("{:.2}: {}", row.similarity, row.reason), Style::Dim);
        line.write(out, page, &label("", GUTTER), GUTTER)?;
    }
    writeln!(out)
}

fn push(words: &mut Words, piece: &Piece, whole: Option<Style>) {
    let shown = piece.shown();
    let style = |wording, minor, kind| if kind == ChangeKind::Wording { wording } else { minor };
    match (piece.fold, piece.is_moved) {
        (Fold::Joint, _) => words.push(&format!(" ¶ {shown} "), Style::Dim),
        (Fold::Kept, _) => words.push(&shown, whole.unwrap_or_default()),
        (Fold::Old(kind), false) => words.push_within("[-", &shown, "-]", style(Style::Old, Style::OldMinor, kind)),
        (Fold::Old(kind), true) => words.push_within("[→", &shown, "→]", style(Style::Old, Style::OldMinor, kind)),
        (Fold::New(kind), false) => words.push_within("{+", &shown, "+}", style(Style::New, Style::NewMinor, kind)),
        (Fold::New(kind), true) => words.push_within("{→", &shown, "→}", style(Style::New, Style::NewMinor, kind)),
    }
}

fn footnotes(
    out: &mut impl Write,
    page: Page,
    old: &Text,
    new: &Text,
    comparison: &Comparison,
    options: DiffOptions,
) -> io::Result<()> {
    let mut first = true;
    for row in &comparison.footnotes {
        let marked = marked::footnote(old, new, row, options.shown);
        if !options.full && !marked.iter().any(Piece::is_change) {
            continue;
        }
        if std::mem::take(&mut first) {
            write(out, page, "Footnotes", Style::Bold)?;
            writeln!(out)?;
        }
        let mark = |text: &Text, note: Option<crate::model::FootnoteIndex>| note.map(|n| text.footnotes[n.get()].mark.to_string());
        let (was, is) = (mark(old, row.old), mark(new, row.new));
        let mut words = Words::default();
        for piece in &marked {
            push(&mut words, piece, None);
        }
        if let (Some(was), Some(is)) = (&was, &is)
            && was != is
        {
            words.push(&format!("  (was {was})"), Style::Dim);
        }
        let sign = match (&was, &is) {
            (None, _) => "+",
            (_, None) => "-",
            _ => "~",
        };
        words.write(out, page, &label(&format!("{sign} {}", is.or(was).unwrap_or_default()), GUTTER), GUTTER)?;
    }
    Ok(())
}
