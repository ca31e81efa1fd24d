//! The redline pane: which two texts it compares, and where it is.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::compare::{Comparison, Fate};
use crate::layout::{Anchor, Item, Kinds, RedlineLayout, RedlineOptions, Stop};
use crate::model::{Corpus, Language, ParagraphIndex, ResolutionId, Text, TextId};

use super::text::moved;
use super::timeline::TimelineState;

/// The two texts that are compared, or why there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Two texts in one language.
    Of(TextId, TextId),
    /// None.
    None(NoPair),
}

/// Why there is nothing to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPair {
    /// Nothing is selected.
    Nothing,
    /// No text of the selected resolution is held.
    OnlyCited(ResolutionId),
    /// No text of the base is held.
    BaseOnlyCited(ResolutionId),
    /// The selected resolution is the base.
    IsBase(ResolutionId),
    /// No earlier text of the series is held in any language that the selected one is held in.
    NothingBefore(ResolutionId),
    /// The two are held, but in no language both.
    NoCommonLanguage(ResolutionId, ResolutionId),
    /// One of them cannot be read.
    Unreadable(String),
}

/// The row that was gone to, or a change in it. It is in view, or there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// The row, counted as in [`Item::Row`].
    pub row: u32,
    /// The change, as its place in [`RedlineLayout::stops`]; `None` where the reader is at the row as a whole.
    pub stop: Option<usize>,
    /// Whether the reader is where the row moved from, and not where it stands now.
    pub at_origin: bool,
}

/// The state of the redline pane.
#[derive(Debug)]
pub struct RedlineState {
    /// What is compared.
    pub pair: Pair,
    /// The place that is first in view.
    pub anchor: Anchor,
    /// The row or the change that was gone to.
    pub current: Option<Current>,
    /// Rows shown in full although nothing changed in them.
    pub unfolded: BTreeSet<u32>,
    /// The kinds of change that are shown.
    pub kinds: Kinds,
    /// What the comparison says.
    pub comparison: Option<Rc<Comparison>>,
    /// The redline laid out.
    pub layout: Option<RedlineLayout>,
    /// The line of the layout that is first in view.
    pub top: usize,
    laid: Option<(TextId, TextId, u16, Kinds, BTreeSet<u32>)>,
}

impl Default for RedlineState {
    fn default() -> Self {
        Self {
            pair: Pair::None(NoPair::Nothing),
            anchor: Anchor::default(),
            current: None,
            unfolded: BTreeSet::new(),
            kinds: Kinds::ALL,
            comparison: None,
            layout: None,
            top: 0,
            laid: None,
        }
    }
}

impl RedlineState {
    /// Lays the redline out, if it is not, and finds the first line.
    pub(super) fn lay_out(&mut self, texts: Option<(&Text, &Text)>, width: u16, height: usize) {
        let (Pair::Of(old_id, new_id), Some((old, new)), Some(comparison)) = (&self.pair, texts, &self.comparison) else {
            (self.layout, self.laid, self.top, self.current) = (None, None, 0, None);
            return;
        };
        let key = (*old_id, *new_id, width, self.kinds, self.unfolded.clone());
        if self.laid.as_ref() != Some(&key) {
            let was = self.current_stop().copied();
            let unfolded = |row: u32| self.unfolded.contains(&row);
            let options = RedlineOptions { width, kinds: self.kinds, unfolded: &unfolded };
            self.layout = Some(RedlineLayout::new(old, new, comparison, &options));
            // Where it is hidden now there is none, unless the row as a whole is a change.
            self.current = self.current.filter(|current| match was {
                Some(_) => true,
                None => self.line_of_row(current.row).is_some(),
            });
            if let (Some(current), Some(was)) = (&mut self.current, was) {
                let stops = self.layout.iter().flat_map(|layout| &layout.stops);
                let same = stops.clone().position(|stop| (stop.row, stop.change) == (was.row, was.change));
                let of_row = || stops.clone().position(|stop| stop.row == was.row && stop.change.is_none());
                current.stop = same.or_else(of_row);
                self.current = current.stop.map(|_| *current);
            }
            self.laid = Some(key);
        }
        if let Some(layout) = &self.layout {
            self.top = layout.line_of(self.anchor).min(layout.last_top(height));
        }
        // What wraps otherwise, or is lower, must not lose the change that the reader is at.
        if let Some(line) = self.current_line() {
            self.reveal(line, height);
        }
    }

    /// Puts a line first, as far as that leaves no empty lines at the end. A change that this takes out of view is no longer the current one.
    pub(super) fn scroll_to(&mut self, line: usize, height: usize) {
        if let Some(layout) = &self.layout {
            self.top = line.min(layout.last_top(height));
            self.anchor = layout.lines.get(self.top).map_or(Anchor::default(), |line| line.at);
        }
        if self.current_line().is_some_and(|line| !self.is_in_view(line, height)) {
            self.current = None;
        }
    }

    const fn is_in_view(&self, line: usize, height: usize) -> bool {
        self.top <= line && line < self.top + height
    }

    pub(super) fn scroll(&mut self, by: i64, height: usize) {
        self.scroll_to(moved(self.top, by), height);
    }

    /// Brings a line into view if it is not, a third of the pane from its top.
    pub(super) fn reveal(&mut self, line: usize, height: usize) {
        if !self.is_in_view(line, height) {
            self.scroll_to(line.saturating_sub(height / 3), height);
        }
    }

    /// Goes to the next change, or the one before; a count that goes beyond the last goes to the last. `false` if there is none.
    pub(super) fn next_change(&mut self, back: bool, count: usize, height: usize) -> bool {
        let Some(layout) = &self.layout else { return false };
        let stops = &layout.stops;
        let is_above = |stop: &Stop| (stop.line as usize) < self.top;
        // How many changes are before the reader, and how many with the one that they are at.
        let (before, until) = match self.current {
            Some(Current { stop: Some(stop), .. }) => (stop, stop + 1),
            Some(Current { row, .. }) => {
                let before = stops.partition_point(|stop| stop.row < row);
                (before, before)
            }
            None => {
                let first = stops.iter().position(|stop| !is_above(stop)).unwrap_or(stops.len());
                (stops.iter().rposition(is_above).map_or(0, |stop| stop + 1), first)
            }
        };
        let target = if back {
            (before > 0).then(|| before.saturating_sub(count))
        } else {
            (until < stops.len()).then(|| (until + count - 1).min(stops.len() - 1))
        };
        let Some(stop) = target else { return false };
        self.go_to(Current { row: stops[stop].row, stop: Some(stop), at_origin: false }, height);
        true
    }

    /// Makes a row or a change the current one and brings it into view.
    pub(super) fn go_to(&mut self, current: Current, height: usize) {
        self.current = Some(current);
        if let Some(line) = self.current_line() {
            self.reveal(line, height);
        }
    }

    /// The change that was gone to.
    #[must_use]
    pub fn current_stop(&self) -> Option<&Stop> {
        self.layout.as_ref()?.stops.get(self.current?.stop?)
    }

    /// The line of the row or the change that was gone to.
    #[must_use]
    pub fn current_line(&self) -> Option<usize> {
        let current = self.current?;
        match self.current_stop() {
            _ if current.at_origin => self.layout.as_ref()?.line_of_item(&Item::Origin(current.row)),
            Some(stop) => Some(stop.line as usize),
            None => self.line_of_row(current.row),
        }
    }

    /// The first line of a row; `None` if it is folded.
    fn line_of_row(&self, row: u32) -> Option<usize> {
        self.layout.as_ref()?.line_of_item(&Item::Row(row))
    }

    /// The row that commands speak of: the one gone to, else the first in view.
    #[must_use]
    pub fn current_row(&self, height: usize) -> Option<u32> {
        let layout = self.layout.as_ref()?;
        let mut in_view = self.top..(self.top + height).min(layout.lines.len());
        let row = |line| if let Some(Item::Row(row)) = layout.item_of(line) { Some(*row) } else { None };
        self.current.map(|current| current.row).or_else(|| in_view.find_map(row))
    }

    /// Unfolds the first fold in view; or folds again what was unfolded, if there is none.
    pub(super) fn toggle_fold(&mut self, height: usize) {
        let Some(layout) = &self.layout else { return };
        let from = self.current_line().unwrap_or(self.top);
        let end = (self.top + height).min(layout.lines.len());
        let fold = |line: usize| match layout.item_of(line) {
            Some(Item::Fold(rows)) => Some(rows.clone()),
            _ => None,
        };
        match (from..end).find_map(fold).or_else(|| (self.top..end).find_map(fold)) {
            Some(rows) => self.unfolded.extend(rows),
            None => self.unfolded.clear(),
        }
    }

    /// Unfolds everything, or folds it again.
    pub(super) fn toggle_all_folds(&mut self) {
        let Some(comparison) = &self.comparison else { return };
        let count = u32::try_from(comparison.rows.len() + comparison.footnotes.len()).unwrap_or(u32::MAX);
        let any_folded = self.layout.as_ref().is_some_and(|layout| layout.items.iter().any(|item| matches!(item, Item::Fold(_))));
        self.unfolded = if any_folded { (0..count).collect() } else { BTreeSet::new() };
    }

    /// Goes from the place where a moved row stands to the place where it stood, or back: that of the current change, else the first from
    /// the top of the view on. Gives back the row, `None` if none from there on has moved.
    pub(super) fn other_end(&mut self, height: usize) -> Option<u32> {
        let layout = self.layout.as_ref()?;
        let rows = &self.comparison.as_ref()?.rows;
        let is_moved = |row: u32| rows.get(row as usize).is_some_and(|row| row.fate == Fate::Moved);
        let (row, at_origin) = match self.current.filter(|current| is_moved(current.row)) {
            Some(current) => (current.row, !current.at_origin),
            None => (self.top..layout.lines.len()).find_map(|line| match layout.item_of(line)? {
                Item::Row(row) => is_moved(*row).then_some((*row, true)),
                Item::Origin(row) => Some((*row, false)),
                Item::Fold(_) => None,
            })?,
        };
        let here = self.current.filter(|current| current.row == row).and_then(|current| current.stop);
        let stop = here.or_else(|| layout.stops.iter().position(|stop| stop.row == row));
        self.go_to(Current { row, stop, at_origin }, height);
        Some(row)
    }

    /// The line on which a byte of the new text is, with the row it is in unfolded.
    pub(super) fn row_of(&self, paragraph: ParagraphIndex) -> Option<u32> {
        let rows = &self.comparison.as_ref()?.rows;
        rows.iter().position(|row| row.new.contains(&paragraph)).and_then(|row| u32::try_from(row).ok())
    }

    /// The paragraph of the new text at the place first in view, or after it.
    pub(super) fn paragraph(&self) -> Option<ParagraphIndex> {
        self.paragraph_from(self.anchor.rank.saturating_sub(2) / 4)
    }

    /// The paragraph of the new text at the current row, or else at the place first in view; or after it.
    pub(super) fn paragraph_here(&self) -> Option<ParagraphIndex> {
        self.current.map_or_else(|| self.paragraph(), |current| self.paragraph_from(current.row))
    }

    fn paragraph_from(&self, row: u32) -> Option<ParagraphIndex> {
        self.comparison.as_ref()?.rows.get(row as usize..)?.iter().find_map(|row| row.new.first().copied())
    }

    /// Makes the first change of a row that is in view the current one, or the row as a whole if nothing in it changed.
    pub(super) fn select_row(&mut self, row: u32) {
        let stop = self.layout.as_ref().and_then(|layout| layout.stops.iter().position(|stop| stop.row == row));
        self.current = Some(Current { row, stop, at_origin: false }).filter(|_| self.line_of_row(row).is_some());
    }
}

/// The two texts to compare: the base and the selected resolution in a common language, the one being read if possible; without a base the
/// nearest earlier text of the series.
pub(super) fn pair(corpus: &Corpus, timeline: &TimelineState, language: Language, base: Option<ResolutionId>) -> Pair {
    let Some(selected) = timeline.resolution() else { return Pair::None(NoPair::Nothing) };
    let held = &corpus.resolution(selected).texts;
    if held.is_empty() {
        return Pair::None(NoPair::OnlyCited(selected));
    }
    let mut languages = vec![language];
    languages.extend(held.iter().map(|&text| corpus.head(text).language));
    let found = |older: &dyn Fn(Language) -> Option<TextId>| {
        languages.iter().find_map(|&language| Some(Pair::Of(older(language)?, corpus.text_in(selected, language)?)))
    };
    match base {
        Some(base) if base == selected => Pair::None(NoPair::IsBase(base)),
        Some(base) if !corpus.resolution(base).is_held() => Pair::None(NoPair::BaseOnlyCited(base)),
        Some(base) => {
            found(&|language| corpus.text_in(base, language)).unwrap_or(Pair::None(NoPair::NoCommonLanguage(base, selected)))
        }
        None => {
            // The language that is read decides, where the selected text is held in it: the text before it in the same language.
            let read = corpus
                .text_in(selected, language)
                .and_then(|new| Some(Pair::Of(timeline.before(corpus, timeline.selected, language)?, new)));
            read.or_else(|| found(&|language| timeline.before(corpus, timeline.selected, language)))
                .unwrap_or(Pair::None(NoPair::NothingBefore(selected)))
        }
    }
}
