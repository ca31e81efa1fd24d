//! The redline pane: which two texts it compares, and where it is.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::compare::Comparison;
use crate::layout::{Anchor, Item, Kinds, RedlineLayout, RedlineOptions};
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

/// The state of the redline pane.
#[derive(Debug)]
pub struct RedlineState {
    /// What is compared.
    pub pair: Pair,
    /// The place that is first in view.
    pub anchor: Anchor,
    /// The change that `]c` went to, as a place in [`RedlineLayout::stops`].
    pub stop: Option<usize>,
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
    /// The end of a move that was gone to last, as long as nothing else was.
    end: Option<Item>,
    laid: Option<(TextId, TextId, u16, Kinds, BTreeSet<u32>)>,
}

impl Default for RedlineState {
    fn default() -> Self {
        Self {
            pair: Pair::None(NoPair::Nothing),
            anchor: Anchor::default(),
            stop: None,
            unfolded: BTreeSet::new(),
            kinds: Kinds::ALL,
            comparison: None,
            layout: None,
            top: 0,
            end: None,
            laid: None,
        }
    }
}

impl RedlineState {
    /// Lays the redline out, if it is not, and finds the first line.
    pub(super) fn lay_out(&mut self, texts: Option<(&Text, &Text)>, width: u16, height: usize) {
        let (Pair::Of(old_id, new_id), Some((old, new)), Some(comparison)) = (&self.pair, texts, &self.comparison) else {
            (self.layout, self.laid, self.top) = (None, None, 0);
            return;
        };
        let key = (*old_id, *new_id, width, self.kinds, self.unfolded.clone());
        if self.laid.as_ref() != Some(&key) {
            let unfolded = |row: u32| self.unfolded.contains(&row);
            let options = RedlineOptions { width, kinds: self.kinds, unfolded: &unfolded };
            self.layout = Some(RedlineLayout::new(old, new, comparison, &options));
            let kinds_changed =
                self.laid.as_ref().is_some_and(|laid| laid.3 != self.kinds || (laid.0, laid.1) != (*old_id, *new_id));
            if kinds_changed {
                self.stop = None;
            }
            self.laid = Some(key);
        }
        if let Some(layout) = &self.layout {
            self.top = layout.line_of(self.anchor).min(layout.last_top(height));
            self.stop = self.stop.filter(|&stop| stop < layout.stops.len());
        }
    }

    pub(super) fn scroll_to(&mut self, line: usize, height: usize) {
        self.end = None;
        if let Some(layout) = &self.layout {
            self.top = line.min(layout.last_top(height));
            self.anchor = layout.lines.get(self.top).map_or(Anchor::default(), |line| line.at);
        }
    }

    pub(super) fn scroll(&mut self, by: i64, height: usize) {
        self.scroll_to(moved(self.top, by), height);
    }

    /// Brings a line into view if it is not, a third of the pane from its top.
    pub(super) fn reveal(&mut self, line: usize, height: usize) {
        if line < self.top || line >= self.top + height {
            self.scroll_to(line.saturating_sub(height / 3), height);
        }
    }

    /// Goes to the next change, or the one before. `false` if there is none.
    pub(super) fn next_change(&mut self, back: bool, count: usize, height: usize) -> bool {
        let Some(layout) = &self.layout else { return false };
        let stops = &layout.stops;
        let first = |line: usize| stops.partition_point(|&stop| (stop as usize) < line);
        let in_view = self.stop.filter(|&stop| (self.top..self.top + height).contains(&(stops[stop] as usize)));
        let target = match (in_view, back) {
            (Some(stop), false) => stop + count,
            (Some(stop), true) => match stop.checked_sub(count) {
                Some(stop) => stop,
                None => return false,
            },
            (None, false) => first(self.top) + count - 1,
            (None, true) => match first(self.top).checked_sub(count) {
                Some(stop) => stop,
                None => return false,
            },
        };
        let Some(&line) = stops.get(target) else { return false };
        self.stop = Some(target);
        self.end = None;
        self.reveal(line as usize, height);
        true
    }

    /// The row that commands speak of: that of the change gone to, if it is in view, else the first in view.
    #[must_use]
    pub fn current_row(&self, height: usize) -> Option<u32> {
        let layout = self.layout.as_ref()?;
        let in_view = self.top..(self.top + height).min(layout.lines.len());
        let stop =
            self.stop.and_then(|stop| layout.stops.get(stop)).map(|&line| line as usize).filter(|line| in_view.contains(line));
        let mut lines = stop.into_iter().chain(in_view);
        lines.find_map(|line| match layout.item_of(line) {
            Some(Item::Row(row)) => Some(*row),
            _ => None,
        })
    }

    /// Unfolds the first fold in view; or folds again what was unfolded, if there is none.
    pub(super) fn toggle_fold(&mut self, height: usize) {
        let Some(layout) = &self.layout else { return };
        let from = self.stop.and_then(|stop| layout.stops.get(stop)).map_or(self.top, |&line| line as usize).max(self.top);
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

    /// Goes from the place where a moved row stands to the place where it stood, or back. `false` if none is in view.
    pub(super) fn other_end(&mut self, height: usize) -> bool {
        let Some(layout) = &self.layout else { return false };
        let Some(comparison) = &self.comparison else { return false };
        let is_moved = |row: u32| comparison.rows.get(row as usize).is_some_and(|row| row.fate == crate::compare::Fate::Moved);
        let in_view = self.top..(self.top + height).min(layout.lines.len());
        let stop =
            self.stop.and_then(|stop| layout.stops.get(stop)).map(|&line| line as usize).filter(|line| in_view.contains(line));
        let items = stop.into_iter().chain(in_view).filter_map(|line| layout.item_of(line));
        let target = self.end.iter().chain(items).find_map(|item| match item {
            Item::Row(row) if is_moved(*row) => Some(Item::Origin(*row)),
            Item::Origin(row) => Some(Item::Row(*row)),
            _ => None,
        });
        let Some((target, line)) = target.and_then(|item| Some((item.clone(), layout.line_of_item(&item)?))) else { return false };
        self.stop = layout.stops.iter().position(|&stop| stop as usize == line);
        self.scroll_to(line.saturating_sub(height / 3), height);
        self.end = Some(target);
        true
    }

    /// The line on which a byte of the new text is, with the row it is in unfolded.
    pub(super) fn row_of(&self, paragraph: ParagraphIndex) -> Option<u32> {
        let rows = &self.comparison.as_ref()?.rows;
        rows.iter().position(|row| row.new.contains(&paragraph)).and_then(|row| u32::try_from(row).ok())
    }

    /// The paragraph of the new text at the place first in view, or after it.
    pub(super) fn paragraph(&self) -> Option<ParagraphIndex> {
        let row = (self.anchor.rank.saturating_sub(2) / 4) as usize;
        self.comparison.as_ref()?.rows.get(row..)?.iter().find_map(|row| row.new.first().copied())
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
