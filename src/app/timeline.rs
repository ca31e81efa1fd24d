//! The timeline: which resolution is selected, and how much each changed.

use crate::model::{Corpus, Language, ResolutionId, TextId};

use super::context::{Context, Series};

/// How much a resolution changed since the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// Not counted yet.
    Unknown,
    /// There is nothing to compare it with.
    Nothing,
    /// The share of its words that are new, from 0 to 1.
    Share(f32),
}

/// The state of the timeline.
#[derive(Debug, Default)]
pub struct TimelineState {
    /// The series.
    pub series: Series,
    /// How much each entry changed.
    pub bars: Vec<Bar>,
    /// Which entry is selected.
    pub selected: usize,
    /// The first entry in view.
    pub top: usize,
}

impl TimelineState {
    /// The resolution that is selected.
    #[must_use]
    pub fn resolution(&self) -> Option<ResolutionId> {
        self.series.entries.get(self.selected).map(|entry| entry.resolution)
    }

    /// The place of a resolution in the series.
    #[must_use]
    pub fn position(&self, resolution: ResolutionId) -> Option<usize> {
        self.series.entries.iter().position(|entry| entry.resolution == resolution)
    }

    pub(super) fn open(&mut self, context: &Context, resolution: ResolutionId) {
        if self.position(resolution).is_none() {
            self.series = (context.engine.series)(&context.corpus, resolution);
            if self.position(resolution).is_none() {
                let date = context.corpus.resolution(resolution).date;
                self.series.entries.push(super::SeriesEntry { resolution, date, events: Vec::new() });
            }
            self.bars = vec![Bar::Unknown; self.series.entries.len()];
            self.top = 0;
        }
        self.selected = self.position(resolution).unwrap_or(0);
    }

    /// The nearest earlier entry that is held in a language, and the text.
    pub(super) fn before(&self, corpus: &Corpus, entry: usize, language: Language) -> Option<TextId> {
        self.series.entries[..entry.min(self.series.entries.len())]
            .iter()
            .rev()
            .find_map(|entry| corpus.text_in(entry.resolution, language))
    }

    /// Counts the next bar that is not counted: those in view first. `false` if all are.
    pub(super) fn count_next(&mut self, context: &Context, language: Language, height: usize) -> bool {
        let is_open = |bars: &[Bar], entry: usize| bars.get(entry) == Some(&Bar::Unknown);
        let in_view = self.top..self.top + height;
        let Some(entry) = in_view.chain(0..self.bars.len()).find(|&entry| is_open(&self.bars, entry)) else { return false };
        let corpus = &context.corpus;
        let resolution = self.series.entries[entry].resolution;
        // The language being read first, then any that both are held in.
        let mut languages = vec![language];
        languages.extend(corpus.resolution(resolution).texts.iter().map(|&text| corpus.head(text).language));
        let pair = languages.into_iter().find_map(|language| {
            let new = corpus.text_in(resolution, language)?;
            Some((self.before(corpus, entry, language)?, new))
        });
        // How much changed since a fragment nobody can say.
        let pair = pair.filter(|(old, new)| [old, new].iter().all(|text| corpus.head(**text).fragment.is_none()));
        self.bars[entry] = match pair.and_then(|(old, new)| (context.engine.change)(corpus, old, new)) {
            Some(share) => Bar::Share(share.clamp(0.0, 1.0)),
            None => Bar::Nothing,
        };
        true
    }

    /// Moves the view so that the selected entry is in it.
    pub(super) fn follow(&mut self, height: usize) {
        let rows = |from: usize, to: usize| -> usize { self.series.entries[from..to].iter().map(|it| 1 + it.events.len()).sum() };
        let end = (self.selected + 1).min(self.series.entries.len());
        self.top = self.top.min(self.selected);
        while self.top < self.selected && rows(self.top, end) > height {
            self.top += 1;
        }
        // No empty rows at the end while there are entries before.
        while self.top > 0 && rows(self.top - 1, self.series.entries.len()) <= height {
            self.top -= 1;
        }
    }
}
