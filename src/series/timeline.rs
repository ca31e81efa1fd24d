//! A series in the order of time.

use rustc_hash::FxHashMap;

use super::lineage::members;
use super::recall::session;
use crate::model::{Corpus, Date, Language, ResolutionId, TextId};

/// A series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Its title: that of the resolution asked for, else of its latest member with one.
    pub title: Option<String>,
    /// Its resolutions, held and only cited, earliest first.
    pub entries: Vec<Entry>,
}

/// A resolution of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The resolution.
    pub resolution: ResolutionId,
    /// When it was adopted.
    pub date: Option<Date>,
    /// The members of the series that cite it, in order.
    pub cited_by: Vec<ResolutionId>,
}

/// The series that a resolution belongs to; of one that continues none and that none continues, it alone.
#[must_use]
pub fn timeline(corpus: &Corpus, resolution: ResolutionId) -> Timeline {
    let members = members(corpus, resolution);
    let mut entries: Vec<Entry> = members
        .iter()
        .map(|&id| Entry {
            resolution: id,
            date: corpus.resolution(id).date,
            cited_by: corpus
                .resolution(id)
                .cited_by
                .iter()
                .copied()
                .filter(|citing| members.binary_search(citing).is_ok())
                .collect(),
        })
        .collect();
    entries.sort_by_cached_key(|entry| {
        let time = time(corpus, entry.resolution);
        // What has no date is a draft: the next of the series.
        (time.is_none(), time, entry.resolution)
    });
    let own = corpus.resolution(resolution).title.clone();
    let title = own.or_else(|| entries.iter().rev().find_map(|entry| corpus.resolution(entry.resolution).title.clone()));
    Timeline { title, entries }
}

/// When a resolution was adopted; where that is unknown, the end of the year in which its session began.
fn time(corpus: &Corpus, id: ResolutionId) -> Option<Date> {
    let begins = |session: u16| Date::new(1945 + i16::try_from(session).ok()?, 12, 31).ok();
    corpus.resolution(id).date.or_else(|| begins(session(corpus, id)?))
}

/// A resolution of the series of which most is held, by the number of resolutions of one title and then of texts; of equals the one
/// that reaches furthest.
#[must_use]
pub fn largest(corpus: &Corpus) -> Option<ResolutionId> {
    let mut titles: FxHashMap<(Language, u64), (usize, usize, ResolutionId)> = FxHashMap::default();
    for (id, resolution) in corpus.resolutions() {
        for &text in &resolution.texts {
            let head = corpus.head(text);
            let group = titles.entry((head.language, head.title_key)).or_insert((0, 0, id));
            if head.title_key != 0 {
                *group = (group.0 + 1, group.1 + resolution.texts.len(), id);
            }
        }
    }
    titles.into_values().max().map(|(.., id)| id)
}

impl Timeline {
    /// The texts to compare for what the entry at `place` changed: the nearest entry before it that is held in one of its languages,
    /// in the first of `preference` that both are held in, as (old, new). `None` where there is none, or either is a fragment.
    #[must_use]
    pub fn before(&self, corpus: &Corpus, place: usize, preference: &[Language]) -> Option<(TextId, TextId)> {
        let new = self.entries.get(place)?.resolution;
        self.entries[..place]
            .iter()
            .rev()
            .find_map(|entry| {
                let pair =
                    |&language: &Language| Some((corpus.text_in(entry.resolution, language)?, corpus.text_in(new, language)?));
                preference.iter().find_map(pair)
            })
            .filter(|(old, new)| [old, new].iter().all(|text| corpus.head(**text).fragment.is_none()))
    }
}
