//! A whole redline in two columns, level with one another.
//!
//! `build` goes through the comparison and adds the lines of each row, [`column`] holds the words of one side of a row and makes its lines
//! into cells, [`level`] breaks both sides into lines and sets them side by side.

mod build;
mod column;
mod level;

use std::ops::Range;

use crate::compare::{ChangeKind, Comparison, Fate};
use crate::model::{ParagraphIndex, Text};

use super::anchor::line_of;
use super::flow::offset;
use super::text::gutter;
use super::{Anchor, Flow, Line};

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The older, on the left.
    Old,
    /// The newer, on the right.
    New,
}

/// A set of kinds of change: those that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind.
    pub const ALL: Self = Self(0b1_1111);
    /// Wording alone.
    pub const WORDING: Self = Self(1 << ChangeKind::Wording as u8);

    /// Whether a kind is in the set.
    #[must_use]
    pub const fn contains(self, kind: ChangeKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// The set with a kind put in, or taken out if it was in.
    #[must_use]
    pub const fn toggled(self, kind: ChangeKind) -> Self {
        Self(self.0 ^ (1 << kind as u8))
    }
}

/// What stands in a redline: rows are counted through, footnotes after paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A row in full.
    Row(u32),
    /// Rows folded into one line.
    Fold(Range<u32>),
    /// The place where a moved row stood.
    Origin(u32),
}

/// A change to go to. How many there are follows from the comparison and the kinds shown alone: at every width they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The row that it is in, counted as in [`Item::Row`].
    pub row: u32,
    /// Its place among the changes of the row; `None` if the row as a whole is the change.
    pub change: Option<u32>,
    /// The line on which it begins.
    pub line: u32,
    /// The column in which it begins; `None` on a caption.
    pub side: Option<Side>,
}

/// A redline laid out at a width.
#[derive(Clone, Debug, Default)]
pub struct RedlineLayout {
    /// The words.
    pub flow: Flow,
    /// The lines in reading order.
    pub lines: Vec<RedlineLine>,
    /// What the lines belong to.
    pub items: Vec<Item>,
    /// The changes of the kinds shown, in the comparison's order.
    pub stops: Vec<Stop>,
    /// Cells of the gutter of each column.
    pub gutter: u16,
    /// Cells of each column, gutter included.
    pub column: u16,
}

/// A line of a redline: a caption across both columns, or a line of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedlineLine {
    /// What it belongs to, as a place in [`RedlineLayout::items`].
    pub item: u32,
    /// A caption across both columns.
    pub caption: Option<(Fate, Line)>,
    /// The left column; nothing where the right one takes more lines before both go on level.
    pub old: Option<Cell>,
    /// The right column; the same.
    pub new: Option<Cell>,
    /// The gravest kind of change on it.
    pub gravest: Option<ChangeKind>,
    /// Where it begins.
    pub at: Anchor,
}

impl RedlineLine {
    /// The line of a column.
    #[must_use]
    pub const fn cell(&self, side: Side) -> Option<&Cell> {
        match side {
            Side::Old => self.old.as_ref(),
            Side::New => self.new.as_ref(),
        }
    }
}

/// A line of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is on it.
    pub line: Line,
    /// The paragraph whose name stands in the gutter: on its first line only.
    pub label: Option<ParagraphIndex>,
    /// Cells from the gutter to the words.
    pub indent: u16,
    /// Whether words on it changed.
    pub changed: bool,
}

/// How to lay a redline out.
pub struct RedlineOptions<'a> {
    /// Cells, both columns together.
    pub width: u16,
    /// The kinds of change to mark; rows without any are folded.
    pub kinds: Kinds,
    /// Rows that are shown in full although nothing changed in them.
    pub unfolded: &'a dyn Fn(u32) -> bool,
}

impl std::fmt::Debug for RedlineOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedlineOptions").field("width", &self.width).field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

impl RedlineLayout {
    /// Lays out the comparison of two texts.
    #[must_use]
    pub fn new(old: &Text, new: &Text, comparison: &Comparison, options: &RedlineOptions<'_>) -> Self {
        let column = options.width.saturating_sub(3) / 2;
        let gutter = gutter(old, column).max(gutter(new, column));
        let layout = Self { gutter, column, ..Self::default() };
        build::build([old, new], comparison, options, layout)
    }

    /// The line that holds a place.
    #[must_use]
    pub fn line_of(&self, anchor: Anchor) -> usize {
        line_of(&self.lines, anchor, |line| line.at)
    }

    /// The line of a row on which a byte of a text's body is.
    #[must_use]
    pub fn line_of_byte(&self, row: u32, side: Side, byte: u32) -> Option<usize> {
        let first = self.line_of(Self::anchor_of(row));
        let rank = Self::anchor_of(row).rank;
        let lines = self.lines.get(first..)?.iter().take_while(|line| line.at.rank == rank).enumerate();
        let begins =
            |line: &RedlineLine| line.cell(side).and_then(|cell| self.flow.first_source(cell.line)).is_some_and(|at| at <= byte);
        lines.filter(|(_, line)| begins(line)).last().map(|(n, _)| first + n)
    }

    /// The place of a row.
    #[must_use]
    pub const fn anchor_of(row: u32) -> Anchor {
        Anchor::new(row * 4 + 2, 0)
    }

    /// The item that a line belongs to.
    #[must_use]
    pub fn item_of(&self, line: usize) -> Option<&Item> {
        self.items.get(self.lines.get(line)?.item as usize)
    }

    /// The first line of an item.
    #[must_use]
    pub fn line_of_item(&self, item: &Item) -> Option<usize> {
        let index = offset(self.items.iter().position(|it| it == item)?);
        self.lines.iter().position(|line| line.item == index)
    }

    /// The last line that may stand at the top.
    #[must_use]
    pub fn last_top(&self, height: usize) -> usize {
        self.lines.len().saturating_sub(height.max(1))
    }
}

/// The name of a kind of change, as the screen prints it.
#[must_use]
pub const fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Wording => "wording",
        ChangeKind::Rollover => "rollover",
        ChangeKind::Renumbering => "renumbering",
        ChangeKind::Footnote => "footnote",
        ChangeKind::Typography => "typography",
    }
}
