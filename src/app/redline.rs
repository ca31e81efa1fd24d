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

/// The change that was gone to. It is in view, or there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its place in [`RedlineLayout::stops`].
    pub stop: usize,
    /// Whether the reader is where its row moved from, and not where it stands now.
    pub at_origin: bool,
}

/// The state of the redline pane.
#[derive(Debug)]
pub struct RedlineState {
    /// What is compared.
    pub pair: Pair,
    /// The place that is first in view.
    pub anchor: Anchor,
    /// The change that was gone to.
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
            let was = self.current.zip(self.current_stop().copied());
            let unfolded = |row: u32| self.unfolded.contains(&row);
            let options = RedlineOptions { width, kinds: self.kinds, unfolded: &unfolded };
            self.layout = Some(RedlineLayout::new(old, new, comparison, &options));
            // Where it is hidden now there is none, unless the row as a whole is a change.
            self.current = was.and_then(|(current, was)| {
                let stops = self.layout.as_ref()?.stops.iter();
                let same = stops.clone().position(|stop| (stop.row, stop.change) == (was.row, was.change));
                let of_row = || stops.clone().position(|stop| stop.row == was.row && stop.change.is_none());
                Some(Current { stop: same.or_else(of_row)?, ..current })
            });
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
        let here = self.current.map(|current| current.stop);
        let target = if back {
            let before = here.unwrap_or_else(|| stops.iter().rposition(is_above).map_or(0, |stop| stop + 1));
            (before > 0).then(|| before.saturating_sub(count))
        } else {
            let next = here.map_or_else(|| stops.iter().position(|stop| !is_above(stop)), |stop| Some(stop + 1));
            next.filter(|&next| next < stops.len()).map(|next| (next + count - 1).min(stops.len() - 1))
        };
        let Some(stop) = target else { return false };
        self.go_to(Current { stop, at_origin: false }, height);
        true
    }

    /// Makes a change the current one and brings it into view.
    pub(super) fn go_to(&mut self, current: Current, height: usize) {
        self.current = Some(current);
        if let Some(line) = self.current_line() {
            self.reveal(line, height);
        }
    }

    /// The change that was gone to.
    #[must_use]
    pub fn current_stop(&self) -> Option<&Stop> {
        self.layout.as_ref()?.stops.get(self.current?.stop)
    }

    /// The line of the change that was gone to.
    #[must_use]
    pub fn current_line(&self) -> Option<usize> {
        let stop = self.current_stop()?;
        let origin = self.current.filter(|current| current.at_origin).map(|_| Item::Origin(stop.row));
        match origin {
            Some(origin) => self.layout.as_ref()?.line_of_item(&origin),
            None => Some(stop.line as usize),
        }
    }

    /// The row that commands speak of: that of the change gone to, else the first in view.
    #[must_use]
    pub fn current_row(&self, height: usize) -> Option<u32> {
        let layout = self.layout.as_ref()?;
        let mut in_view = self.top..(self.top + height).min(layout.lines.len());
        let row = |line| if let Some(Item::Row(row)) = layout.item_of(line) { Some(*row) } else { None };
        self.current_stop().map(|stop| stop.row).or_else(|| in_view.find_map(row))
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
        let here = self.current.zip(self.current_stop()).filter(|(_, stop)| is_moved(stop.row));
        let (row, stop, at_origin) = if let Some((current, stop)) = here {
            (stop.row, current.stop, !current.at_origin)
        } else {
            let (row, at_origin) = (self.top..layout.lines.len()).find_map(|line| match layout.item_of(line)? {
                Item::Row(row) => is_moved(*row).then_some((*row, true)),
                Item::Origin(row) => Some((*row, false)),
                Item::Fold(_) => None,
            })?;
            (row, layout.stops.iter().position(|stop| stop.row == row)?, at_origin)
        };
        self.go_to(Current { stop, at_origin }, height);
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

    /// The paragraph of the new text at the current change, or else at the place first in view; or after it.
    pub(super) fn paragraph_here(&self) -> Option<ParagraphIndex> {
        self.current_stop().map_or_else(|| self.paragraph(), |stop| self.paragraph_from(stop.row))
    }

    fn paragraph_from(&self, row: u32) -> Option<ParagraphIndex> {
        self.comparison.as_ref()?.rows.get(row as usize..)?.iter().find_map(|row| row.new.first().copied())
    }

    /// Makes the first change of a row that is in view the current one, if it has any.
    pub(super) fn select_row(&mut self, row: u32) {
        let stop = self.layout.as_ref().and_then(|layout| layout.stops.iter().position(|stop| stop.row == row));
        self.current = stop.map(|stop| Current { stop, at_origin: false });
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
