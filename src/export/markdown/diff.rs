//! `diff --format markdown`: a redline.

use std::io::{self, Write};

use super::{Line, escaped};
use crate::compare::{Comparison, Fate};
use crate::export::marked::{self, Fold, Piece};
use crate::export::phrase;
use crate::export::text::DiffOptions;
use crate::model::{ParagraphIndex, Text};

/// Writes a redline: ~~old~~ and **new**, ~~→both ends→~~ of a clause that **→moved→**, one row a paragraph.
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
            _ if was == is && row.fate != Fate::Moved => is,
            _ => format!("{was} → {is}"),
        };
        let words = match row.fate {
            Fate::Added => set(&pieces, |_| Set::New),
            Fate::Removed => set(&pieces, |_| Set::Old),
            _ => set(&pieces, Set::of),
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
            let words = set(&pieces, Set::of);
            writeln!(out, "Footnote {}: {words}\n", escaped(mark.map_or("", |mark| mark)))?;
        }
    }
    Ok(())
}

/// How a piece is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Kept,
    Joint,
    Old,
    New,
}

impl Set {
    const fn of(piece: &Piece) -> Self {
        match piece.fold {
            Fold::Kept => Self::Kept,
            Fold::Joint => Self::Joint,
            Fold::Old(_) => Self::Old,
            Fold::New(_) => Self::New,
        }
    }
}

/// The words of pieces that all moved or none of which did, between arrows where they did.
fn ends(run: &[Piece]) -> String {
    let words: String = run.iter().map(Piece::shown).collect();
    let inner = words.trim();
    if !run[0].is_moved || inner.is_empty() {
        return words;
    }
    let start = words.len() - words.trim_start().len();
    format!("{}→{inner}→{}", &words[..start], &words[start + inner.len()..])
}

/// The words of some pieces; those that are set alike and touch are between one pair of marks.
fn set(pieces: &[Piece], how: impl Fn(&Piece) -> Set) -> String {
    let mut line = Line::default();
    for run in pieces.chunk_by(|a, b| how(a) == how(b)) {
        let words: String = run.chunk_by(|a, b| a.is_moved == b.is_moved).map(ends).collect();
        match how(&run[0]) {
            Set::Kept => line.plain(&words),
            Set::Joint => line.plain(&format!(" ¶ {words} ")),
            Set::Old => line.marked("~~", &words),
            Set::New => line.marked("**", &words),
        }
    }
    line.written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::compare::ChangeKind;

    /// The letters and signs of Markdown words, each with how it is set.
    fn read(markdown: &str) -> Vec<(char, Set)> {
        let mut how = Set::Kept;
        let mut found = Vec::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Strong) => how = Set::New,
                Event::Start(Tag::Strikethrough) => how = Set::Old,
                Event::End(TagEnd::Strong | TagEnd::Strikethrough) => how = Set::Kept,
                Event::Text(words) | Event::Code(words) => found.extend(words.chars().map(|c| (c, how))),
                _ => {}
            }
        }
        found.retain(|(c, _)| !c.is_whitespace());
        found
    }

    proptest! {
        #[test]
        fn every_mark_is_read_as_one(pieces in prop::collection::vec((0..3_usize, any::<bool>(), "[ab1决 ,.;:()“”«»*~_/،،。、\\[\\]-]{1,5}"), 1..8)) {
            let pieces: Vec<Piece> = pieces
                .into_iter()
                .map(|(fold, is_moved, words)| Piece {
                    fold: [Fold::Kept, Fold::Old(ChangeKind::Wording), Fold::New(ChangeKind::Wording)][fold],
                    words,
                    is_mark: false,
                    is_moved: is_moved && fold > 0,
                })
                .collect();
            let meant: Vec<(char, Set)> = pieces
                .iter()
                .flat_map(|piece| piece.words.chars().map(|c| (c, Set::of(piece))))
                .filter(|(c, _)| !c.is_whitespace())
                .collect();
            let without_arrows = |read: &[(char, Set)]| read.iter().copied().filter(|(c, _)| *c != '→').collect::<Vec<_>>();
            let markdown = format!("PP1: {}", set(&pieces, Set::of));
            prop_assert_eq!(without_arrows(&read(&markdown)[4..]), meant, "{}", markdown);
        }
    }
}
