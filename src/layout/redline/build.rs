//! From a comparison to the lines of a redline: which rows are folded, what their captions say, where each change begins.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::compare::{Change, ChangeKind, Comparison, Fate, Row};
use crate::layout::flow::{Edit, offset};
use crate::layout::text::{note_words, words};
use crate::layout::{Anchor, Base, Ink, Kinds};
use crate::model::{FootnoteIndex, ParagraphIndex, Text};

use super::column::{Column, equal};
use super::level::{Equal, rows};
use super::{Item, RedlineLayout, RedlineLine, RedlineOptions, Side, Stop, kind_name};

/// Whether a row is shown in full for what changed in it.
fn is_changed(row: &Row, kinds: Kinds) -> bool {
    match row.fate {
        Fate::Same | Fate::Amended => row.changes.iter().any(|change| is_shown(row, change, kinds)),
        Fate::Moved | Fate::Split | Fate::Merged | Fate::Added | Fate::Removed => true,
        Fate::Unheld => false,
    }
}

/// Whether a change of a row is one of those that are shown.
fn is_shown(row: &Row, change: &Change, kinds: Kinds) -> bool {
    kinds.contains(change.kind) && row.is_seen(change)
}

type Marked = FxHashMap<(bool, u32), Vec<(Range<u32>, Edit)>>;

/// Lays a comparison out in a layout of which no more is known than the widths of its columns.
pub(super) fn build(
    [old, new]: [&Text; 2],
    comparison: &Comparison,
    options: &RedlineOptions<'_>,
    layout: RedlineLayout,
) -> RedlineLayout {
    let mut builder = Builder { old, new, comparison, options, layout };
    builder.build();
    builder.layout
}

struct Builder<'a> {
    old: &'a Text,
    new: &'a Text,
    comparison: &'a Comparison,
    options: &'a RedlineOptions<'a>,
    layout: RedlineLayout,
}

impl Builder<'_> {
    fn build(&mut self) {
        let rows = &self.comparison.rows;
        let count = offset(rows.len() + self.comparison.footnotes.len());
        let origins = origins(rows);
        let mut fold: Option<Range<u32>> = None;
        self.origins_after(&origins, None);
        for row in 0..count {
            if self.is_folded(row) {
                let joins = fold.as_ref().is_some_and(|fold| self.is_unheld(fold.start) == self.is_unheld(row));
                if !joins || row == offset(rows.len()) {
                    self.fold(fold.take());
                }
                fold.get_or_insert(row..row).end = row + 1;
            } else {
                self.fold(fold.take());
                match rows.get(row as usize) {
                    Some(it) => self.row(row, it),
                    None => self.note(row),
                }
            }
            if origins.iter().any(|&(after, _)| after == Some(row)) {
                self.fold(fold.take());
                self.origins_after(&origins, Some(row));
            }
        }
        self.fold(fold.take());
    }

    fn is_folded(&self, row: u32) -> bool {
        if (self.options.unfolded)(row) {
            return false;
        }
        match self.comparison.rows.get(row as usize) {
            Some(row) => !is_changed(row, self.options.kinds),
            None => self.note_row(row).is_none_or(|note| !note.changes.iter().any(|(kind, ..)| self.options.kinds.contains(*kind))),
        }
    }

    fn note_row(&self, row: u32) -> Option<&crate::compare::FootnoteRow> {
        self.comparison.footnotes.get((row as usize).checked_sub(self.comparison.rows.len())?)
    }

    fn is_unheld(&self, row: u32) -> bool {
        self.comparison.rows.get(row as usize).is_some_and(|row| row.fate == Fate::Unheld)
    }

    fn item(&mut self, item: Item) -> u32 {
        self.layout.items.push(item);
        offset(self.layout.items.len() - 1)
    }

    fn caption(&mut self, item: u32, fate: Fate, words: &str, base: Base, at: Anchor) {
        let start = self.layout.flow.end();
        self.layout.flow.insert(words, Ink::of(base));
        let mut lines = Vec::new();
        // One line, however long: the pane clips it.
        self.layout.flow.break_lines(start, u16::MAX, false, &mut lines);
        let line = lines.first().copied().unwrap_or_default();
        // What only changed its place leaves no changed words to be seen on the map at the edge.
        let gravest = matches!(fate, Fate::Moved | Fate::Split | Fate::Merged).then_some(ChangeKind::Renumbering);
        self.layout.lines.push(RedlineLine { item, caption: Some((fate, line)), old: None, new: None, gravest, at });
    }

    fn fold(&mut self, rows: Option<Range<u32>>) {
        let Some(rows) = rows else { return };
        let count = rows.len();
        let at = RedlineLayout::anchor_of(rows.start);
        let is_note = rows.start as usize >= self.comparison.rows.len();
        let thing = match (is_note, count) {
            (false, 1) => "paragraph",
            (false, _) => "paragraphs",
            (true, 1) => "footnote",
            (true, _) => "footnotes",
        };
        let words = if self.is_unheld(rows.start) {
            format!("{count} {thing} outside of what is held of the other text")
        } else {
            let hidden = rows.clone().filter(|&row| self.hides_changes(row)).count();
            match hidden {
                0 => format!("{count} unchanged {thing}"),
                _ if hidden == count => format!("{count} {thing} with hidden changes alone"),
                _ => format!("{count} unchanged {thing}, {hidden} of them but for hidden changes"),
            }
        };
        let fate = if self.is_unheld(rows.start) { Fate::Unheld } else { Fate::Same };
        let item = self.item(Item::Fold(rows));
        self.caption(item, fate, &words, Base::Fold, at);
    }

    fn hides_changes(&self, row: u32) -> bool {
        match self.comparison.rows.get(row as usize) {
            Some(row) => !row.changes.is_empty(),
            None => self.note_row(row).is_some_and(|note| !note.changes.is_empty()),
        }
    }

    fn origins_after(&mut self, origins: &[(Option<u32>, u32)], after: Option<u32>) {
        for &(_, moved) in origins.iter().filter(|&&(place, _)| place == after) {
            let row = &self.comparison.rows[moved as usize];
            let at = Anchor::new(after.map_or(1, |row| row * 4 + 3), moved);
            let item = self.item(Item::Origin(moved));
            let words = format!("→ {} moved to {}", names(self.old, &row.old), names(self.new, &row.new));
            self.caption(item, Fate::Moved, &words, Base::Aside, at);
        }
    }

    fn row(&mut self, index: u32, row: &Row) {
        let item = self.item(Item::Row(index));
        let at = RedlineLayout::anchor_of(index);
        let first = self.layout.lines.len();
        self.caption(item, row.fate, &self.describe(row), Base::Aside, at);
        let first_stop = self.add_stops(
            index,
            first,
            row.changes.iter().map(|change| is_shown(row, change, self.options.kinds)),
            is_changed(row, self.options.kinds),
        );
        let marked = self.marked(row, first_stop);
        let mut columns: [Column; 2] = Default::default();
        for (is_new, text, paragraphs) in [(false, self.old, &row.old), (true, self.new, &row.new)] {
            for &paragraph in paragraphs {
                let start = self.layout.flow.end();
                let changes = marked.get(&(is_new, paragraph.0)).map_or(&[][..], Vec::as_slice);
                words(&mut self.layout.flow, text, paragraph, changes);
                let it = text.paragraph(paragraph);
                let indent = u16::from(it.depth).min(4) * 2;
                let indent = if self.words_width() > 20 + indent { indent } else { 0 };
                let width = self.words_width().saturating_sub(indent);
                columns[usize::from(is_new)].add(&self.layout.flow, start, it.span, Some(paragraph), (indent, width));
            }
        }
        let changes = row.changes.iter().map(|change| [columns[0].place(&change.old), columns[1].place(&change.new)]);
        let equal = equal(&columns, changes);
        self.lines(item, at, &columns, &equal);
        let (old, new) = (self.old, self.new);
        self.place_stops(first_stop, first, |layout, change| {
            let change = &row.changes[change];
            let is_new = !change.new.words.is_empty();
            let (text, of, side) = if is_new { (new, &change.new, Side::New) } else { (old, &change.old, Side::Old) };
            let byte = text.paragraphs.get(of.paragraph.get())?.span.start + of.range.start;
            Some((offset(layout.line_of_byte(index, side, byte)?), side))
        });
    }

    fn words_width(&self) -> u16 {
        // One cell before the words is the sign's.
        self.layout.column.saturating_sub(self.layout.gutter + 1).max(1)
    }

    /// Adds the lines of both columns side by side.
    fn lines(&mut self, item: u32, at: Anchor, columns: &[Column; 2], equal: &[Equal]) {
        let rows = rows([&columns[0].words, &columns[1].words], equal);
        let flow = &mut self.layout.flow;
        let mut cells = [(0, self.old), (1, self.new)].map(|(side, text)| {
            let lines = rows.iter().filter_map(|row| row[side].clone());
            columns[side].cells(flow, lines, text.language.is_right_to_left()).into_iter()
        });
        // How far into the words of both sides a line begins says where it is, at every width.
        let mut into = [0, 0];
        for row in rows {
            let place = Anchor::new(at.rank, into[0] + into[1] + 1);
            for (side, words) in row.iter().enumerate() {
                into[side] = words.as_ref().map_or(into[side], |words| columns[side].bytes_before(words.end));
            }
            let [old, new] = [0, 1].map(|side| if row[side].is_some() { cells[side].next() } else { None });
            let both = [&old, &new].into_iter().flatten();
            let edits = both.flat_map(|cell| flow.pieces_of(cell.line)).filter_map(|piece| piece.ink.change);
            let gravest = edits.map(|edit| edit.kind).min();
            self.layout.lines.push(RedlineLine { item, caption: None, old, new, gravest, at: place });
        }
    }

    /// The bytes that changed in each paragraph of a row, for the kinds shown. Keyed by whether it is the new text, and the paragraph.
    /// `stop` is the number of the row's first stop.
    fn marked(&self, row: &Row, mut stop: u32) -> Marked {
        let mut marked = Marked::default();
        if matches!(row.fate, Fate::Added | Fate::Removed) {
            for (is_new, text, paragraphs) in [(false, self.old, &row.old), (true, self.new, &row.new)] {
                for paragraph in paragraphs {
                    let span = text.paragraph(*paragraph).span;
                    marked.insert(
                        (is_new, paragraph.0),
                        vec![(span.start..span.end, Edit { kind: ChangeKind::Wording, is_moved: false, stop })],
                    );
                }
            }
        }
        for change in row.changes.iter().filter(|change| is_shown(row, change, self.options.kinds)) {
            for (is_new, text, side) in [(false, self.old, &change.old), (true, self.new, &change.new)] {
                let Some(paragraph) = text.paragraphs.get(side.paragraph.get()) else { continue };
                let at = |byte: u32| (paragraph.span.start + byte).min(paragraph.span.end);
                let range = at(side.range.start)..at(side.range.end);
                if !range.is_empty() || !side.words.is_empty() {
                    marked
                        .entry((is_new, side.paragraph.0))
                        .or_default()
                        .push((range, Edit { kind: change.kind, is_moved: change.clause.is_some(), stop }));
                }
            }
            stop += 1;
        }
        marked
    }

    /// Adds the stops of a row, at its caption for now: one for each of its changes that is shown, or one for a row that as a whole is the
    /// change. Gives back the number of the first.
    fn add_stops(&mut self, row: u32, caption: usize, is_shown: impl Iterator<Item = bool>, is_change: bool) -> u32 {
        let first = self.layout.stops.len();
        let line = offset(caption);
        let shown = is_shown.zip(0..).filter(|(shown, _)| *shown).map(|(_, change)| Some(change));
        self.layout.stops.extend(shown.map(|change| Stop { row, change, line, side: None }));
        if is_change && self.layout.stops.len() == first {
            self.layout.stops.push(Stop { row, change: None, line, side: None });
        }
        offset(first)
    }

    /// Puts the stops from `first_stop` on to the lines on which the marked words of each begin: those of the new text, if it has any. What
    /// leaves no words to be marked, as a paragraph's own number, goes where `elsewhere` says.
    fn place_stops(&mut self, first_stop: u32, caption: usize, elsewhere: impl Fn(&RedlineLayout, usize) -> Option<(u32, Side)>) {
        let mut places: FxHashMap<u32, (u32, Side)> = FxHashMap::default();
        for side in [Side::New, Side::Old] {
            for (line, number) in self.layout.lines.iter().zip(0..).skip(caption) {
                let pieces = line.cell(side).into_iter().flat_map(|cell| self.layout.flow.pieces_of(cell.line));
                for edit in pieces.filter_map(|piece| piece.ink.change) {
                    places.entry(edit.stop).or_insert((number, side));
                }
            }
        }
        for number in first_stop..offset(self.layout.stops.len()) {
            let Some(change) = self.layout.stops[number as usize].change else { continue };
            if let Some((line, side)) = places.get(&number).copied().or_else(|| elsewhere(&self.layout, change as usize)) {
                let stop = &mut self.layout.stops[number as usize];
                (stop.line, stop.side) = (line, Some(side));
            }
        }
    }

    fn describe(&self, row: &Row) -> String {
        let shown = row.changes.iter().filter(|change| is_shown(row, change, self.options.kinds));
        let counts = counts(shown.map(|change| change.kind));
        let what = match row.fate {
            Fate::Same if counts.is_empty() => return "  unchanged".to_owned(),
            Fate::Same => "  the same words".to_owned(),
            Fate::Amended if counts.is_empty() => return "  unchanged but for hidden changes".to_owned(),
            Fate::Amended => "~ amended".to_owned(),
            Fate::Moved => format!("→ moved from {}", names(self.old, &row.old)),
            Fate::Split => format!("< {} split into {}", names(self.old, &row.old), names(self.new, &row.new)),
            Fate::Merged => format!("> {} merged into {}", names(self.old, &row.old), names(self.new, &row.new)),
            Fate::Added => "+ added".to_owned(),
            Fate::Removed => "- removed".to_owned(),
            Fate::Unheld => "? the other text is a fragment and does not reach here".to_owned(),
        };
        let clauses = row.clauses_moved().filter(|_| self.options.kinds.contains(ChangeKind::Wording));
        [Some(what), Some(counts).filter(|counts| !counts.is_empty()), clauses]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn note(&mut self, index: u32) {
        let Some(note) = self.note_row(index).cloned() else { return };
        let item = self.item(Item::Row(index));
        let at = RedlineLayout::anchor_of(index);
        let first = self.layout.lines.len();
        let shown = |kind: &ChangeKind| self.options.kinds.contains(*kind);
        let counts = counts(note.changes.iter().map(|(kind, ..)| *kind).filter(|kind| shown(kind)));
        let (fate, what) = match (note.old, note.new) {
            (Some(_), None) => (Fate::Removed, "- footnote removed"),
            (None, Some(_)) => (Fate::Added, "+ footnote added"),
            _ if counts.is_empty() => (Fate::Same, "  footnote unchanged"),
            _ => (Fate::Amended, "~ footnote amended"),
        };
        let caption = if counts.is_empty() { what.to_owned() } else { format!("{what} · {counts}") };
        self.caption(item, fate, &caption, Base::Aside, at);
        let first_stop = self.add_stops(index, first, note.changes.iter().map(|(kind, ..)| shown(kind)), false);
        let mut columns: [Column; 2] = Default::default();
        for (is_new, text, footnote) in [(false, self.old, note.old), (true, self.new, note.new)] {
            let Some(footnote) = footnote.filter(|footnote| footnote.get() < text.footnotes.len()) else { continue };
            let changes = self.note_changes(&note.changes, first_stop, text, footnote, is_new);
            let start = self.layout.flow.end();
            note_words(&mut self.layout.flow, text, footnote, &changes);
            let span = text.footnotes[footnote.get()].span;
            columns[usize::from(is_new)].add(&self.layout.flow, start, span, None, (0, self.words_width()));
        }
        let equal = equal(&columns, note.changes.iter().map(|(_, old, new)| [old.clone(), new.clone()]));
        self.lines(item, at, &columns, &equal);
        self.place_stops(first_stop, first, |_, _| None);
    }

    fn note_changes(
        &self,
        changes: &[(ChangeKind, Range<u32>, Range<u32>)],
        first_stop: u32,
        text: &Text,
        note: FootnoteIndex,
        is_new: bool,
    ) -> Vec<(Range<u32>, Edit)> {
        let span = text.footnotes[note.get()].span;
        let at = |byte: u32| (span.start + byte).min(span.end);
        changes
            .iter()
            .filter(|(kind, ..)| self.options.kinds.contains(*kind))
            .zip(first_stop..)
            .map(|((kind, old, new), stop)| (if is_new { new } else { old }, Edit { kind: *kind, is_moved: false, stop }))
            .map(|(range, edit)| (at(range.start)..at(range.end), edit))
            .collect()
    }
}

/// Where each moved row stood: after which row (`None` for the beginning), and the moved row.
fn origins(rows: &[Row]) -> Vec<(Option<u32>, u32)> {
    let mut row_of: FxHashMap<ParagraphIndex, u32> = FxHashMap::default();
    for (row, index) in rows.iter().zip(0..) {
        if row.fate != Fate::Moved {
            row_of.extend(row.old.iter().map(|&paragraph| (paragraph, index)));
        }
    }
    let moved = rows.iter().zip(0..).filter(|(row, _)| row.fate == Fate::Moved);
    moved
        .filter_map(|(row, index)| {
            let first = row.old.iter().min()?.0;
            let before = (0..first).rev().find_map(|paragraph| row_of.get(&ParagraphIndex(paragraph)).copied());
            Some((before, index))
        })
        .collect()
}

/// The names of paragraphs: "PP8, PP9".
fn names(text: &Text, paragraphs: &[ParagraphIndex]) -> String {
    let names: Vec<String> = paragraphs.iter().filter_map(|p| text.paragraphs.get(p.get())).map(|p| p.id.to_string()).collect();
    names.join(", ")
}

/// How many changes of each kind, in words: "1 wording · 2 rollover".
fn counts(kinds: impl Iterator<Item = ChangeKind>) -> String {
    let mut count = [0_u32; 5];
    kinds.for_each(|kind| count[kind as usize] += 1);
    let parts = ChangeKind::ALL.iter().filter(|&&kind| count[kind as usize] > 0);
    parts.map(|&kind| format!("{} {}", count[kind as usize], kind_name(kind))).collect::<Vec<_>>().join(" · ")
}
