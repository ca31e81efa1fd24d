//! What never changes while the reader runs.

use crate::compare::Comparison;
use crate::model::{Corpus, Date, Language, ParagraphId, ResolutionId, Text, TextId, Vote};
use crate::series;

use super::config::Config;

/// What never changes while the reader runs.
#[derive(Debug)]
pub struct Context {
    /// All that is held and cited.
    pub corpus: Corpus,
    /// What the user chose.
    pub config: Config,
    /// How texts are compared and series found.
    pub engine: Engine,
}

/// What the reader asks of the rest of the program; tests put their own in its place.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// The redline of two texts.
    pub compare: fn(&Text, &Text) -> Comparison,
    /// How much of a text is not in the older one, from 0 to 1: wording only. `None` where a text cannot be read.
    pub change: fn(&Corpus, TextId, TextId) -> Option<f32>,
    /// The series that a resolution belongs to.
    pub series: fn(&Corpus, ResolutionId) -> Series,
    /// The resolutions that a query finds, best first, as many as the limit says at most.
    pub jump: fn(&Corpus, &str, usize) -> Vec<ResolutionId>,
}

/// Resolutions that continue one another, by date.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// What they have in common, if they have a title.
    pub title: Option<String>,
    /// The resolutions.
    pub entries: Vec<SeriesEntry>,
}

/// A resolution in a series.
#[derive(Clone, Debug)]
pub struct SeriesEntry {
    /// The resolution.
    pub resolution: ResolutionId,
    /// When it was adopted.
    pub date: Option<Date>,
    /// What is known beside its texts, a line each: votes, an expert group set up, a report.
    pub events: Vec<String>,
}

/// What to open first.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The resolution; else the latest one held of the series of which most is held.
    pub resolution: Option<ResolutionId>,
    /// The language; else the user's locale.
    pub language: Option<Language>,
    /// The resolution to compare with; else the one before.
    pub base: Option<ResolutionId>,
    /// The paragraph to begin at.
    pub paragraph: Option<ParagraphId>,
}

impl Default for Engine {
    fn default() -> Self {
        Self { compare: crate::compare::compare, change, series: timeline, jump }
    }
}

fn change(corpus: &Corpus, old: TextId, new: TextId) -> Option<f32> {
    let share = series::change(corpus, old, new).ok()?.share;
    // A bar of eight steps needs no more.
    #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
    Some(share as f32)
}

fn timeline(corpus: &Corpus, resolution: ResolutionId) -> Series {
    let timeline = series::timeline(corpus, resolution);
    let entries = timeline.entries.into_iter();
    let entries = entries.map(|it| SeriesEntry { resolution: it.resolution, date: it.date, events: vote(corpus, it.resolution) });
    Series { title: timeline.title, entries: entries.collect() }
}

/// How a resolution was adopted, as far as is known.
fn vote(corpus: &Corpus, resolution: ResolutionId) -> Vec<String> {
    let words = corpus.resolution(resolution).vote.map(|vote| match vote {
        Vote::None => "without a vote".to_owned(),
        Vote::Recorded { in_favour, against, abstaining } => format!("vote {in_favour}–{against}–{abstaining}"),
    });
    words.into_iter().collect()
}

fn jump(corpus: &Corpus, query: &str, limit: usize) -> Vec<ResolutionId> {
    crate::search::jump(corpus, query, limit).into_iter().map(|it| it.resolution).collect()
}
