//! Which resolutions belong to one series.
//!
//! - Resolutions of one title, in any language, are one series.
//! - A resolution without a title that could be compared (only cited, a fragment, held in another language) belongs to it if most of
//!   the members that recall their forerunners so far back name it among them; or if it recalls members as its own forerunners.
//! - A resolution of another title continues a member if it recalls it as its latest forerunner, its list or its title continues that
//!   of the member, and no other resolution has that place: a title changes from one session to another, never within one. So "… in
//!   the context of international security, and advancing responsible State behaviour …" continues "… in the context of international
//!   security", while a rival resolution of one session that recalls the same forerunners is a series of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::recall::{forerunners, session};
use crate::model::{Corpus, Language, ResolutionId};

/// The least part of a list that a successor's list repeats, and of a title's words that a successor's title repeats.
const CONTINUED: f64 = 0.6;

/// The members of the series of `start`, `start` among them, in the order of symbols.
///
/// A resolution without a title is of the series of those that recall it as a forerunner; of several the one nearest in time.
pub(super) fn members(corpus: &Corpus, start: ResolutionId) -> Vec<ResolutionId> {
    let titles = Titles::of(corpus);
    let has_title = |id: ResolutionId| corpus.resolution(id).texts.iter().any(|&text| corpus.head(text).title_key != 0);
    if !has_title(start) {
        let itself = FxHashSet::from_iter([start]);
        let recalls = |id: &ResolutionId| has_title(*id) && forerunners(corpus, *id, &itself).contains(&start);
        let mut heirs: Vec<ResolutionId> = corpus.resolution(start).cited_by.iter().copied().filter(recalls).collect();
        heirs.sort_by_key(|&id| (session(corpus, id), id));
        let series = heirs.into_iter().map(|heir| gather(corpus, &titles, heir));
        if let Some(members) = series.into_iter().find(|members| members.binary_search(&start).is_ok()) {
            return members;
        }
    }
    gather(corpus, &titles, start)
}

fn gather(corpus: &Corpus, titles: &Titles, start: ResolutionId) -> Vec<ResolutionId> {
    let mut series = Series { corpus, titles, members: FxHashSet::default(), open: Vec::new() };
    series.join(start);
    loop {
        series.close_titles();
        if !series.join_cited() && !series.join_citing() {
            break;
        }
    }
    let mut members: Vec<_> = series.members.into_iter().collect();
    members.sort_unstable();
    members
}

/// The titles of what is held, as numbers.
struct Titles {
    /// Every resolution that has a title, sorted by language and title.
    by_title: Vec<((Language, u64), ResolutionId)>,
}

impl Titles {
    fn of(corpus: &Corpus) -> Self {
        let mut by_title: Vec<_> = corpus
            .resolutions()
            .flat_map(|(id, resolution)| resolution.texts.iter().map(move |&text| (corpus.head(text), id)))
            .filter(|(head, _)| head.title_key != 0)
            .map(|(head, id)| ((head.language, head.title_key), id))
            .collect();
        by_title.sort_unstable();
        Self { by_title }
    }

    /// Every resolution of a title.
    fn named(&self, title: (Language, u64)) -> impl Iterator<Item = ResolutionId> {
        let start = self.by_title.partition_point(|(other, _)| *other < title);
        self.by_title[start..].iter().take_while(move |(other, _)| *other == title).map(|(_, id)| *id)
    }
}

struct Series<'a> {
    corpus: &'a Corpus,
    titles: &'a Titles,
    members: FxHashSet<ResolutionId>,
    /// Members whose titles have not been looked up yet.
    open: Vec<ResolutionId>,
}

impl Series<'_> {
    fn join(&mut self, id: ResolutionId) -> bool {
        let is_new = self.members.insert(id);
        if is_new {
            self.open.push(id);
        }
        is_new
    }

    fn titles_of(&self, id: ResolutionId) -> impl Iterator<Item = (Language, u64)> {
        let texts = self.corpus.resolution(id).texts.iter();
        texts.map(|&text| self.corpus.head(text)).filter(|head| head.title_key != 0).map(|head| (head.language, head.title_key))
    }

    /// All that bear a title of a member are members.
    fn close_titles(&mut self) {
        while let Some(id) = self.open.pop() {
            let same: Vec<ResolutionId> = self.titles_of(id).flat_map(|title| self.titles.named(title)).collect();
            for id in same {
                if !self.is_taken(id) {
                    self.join(id);
                }
            }
        }
    }

    /// Whether two held resolutions bear titles of one language, and so different ones.
    fn differ_in_title(&self, a: ResolutionId, b: ResolutionId) -> bool {
        self.titles_of(a).any(|(language, _)| self.titles_of(b).any(|(other, _)| language == other))
    }

    /// Joins what members recall as their forerunners.
    fn join_cited(&mut self) -> bool {
        let lists: Vec<(ResolutionId, Vec<ResolutionId>)> = self
            .held_members()
            .map(|id| (id, forerunners(self.corpus, id, &self.members)))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        let mut named: FxHashMap<ResolutionId, usize> = FxHashMap::default();
        lists.iter().flat_map(|(_, list)| list).for_each(|&id| *named.entry(id).or_default() += 1);

        let mut joined = Vec::new();
        for (&id, &times) in &named {
            if self.members.contains(&id) {
                continue;
            }
            let of = session(self.corpus, id);
            // A later resolution may have shortened its list: only those that reach so far back have a say.
            let reaching = lists.iter().filter(|(member, list)| {
                session(self.corpus, *member) > of && list.last().is_some_and(|oldest| session(self.corpus, *oldest) <= of)
            });
            let belongs = if self.is_taken(id) {
                false
            } else if self.is_other_title(id) {
                lists.iter().any(|(member, list)| list.first() == Some(&id) && self.continues(*member, id, list))
            } else {
                times * 2 >= reaching.count()
            };
            if belongs {
                joined.push(id);
            }
        }
        self.join_all(joined)
    }

    /// Joins what recalls members as its forerunners.
    fn join_citing(&mut self) -> bool {
        let mut citing: Vec<ResolutionId> =
            self.members.iter().flat_map(|&id| self.corpus.resolution(id).cited_by.iter().copied()).collect();
        citing.sort_unstable();
        citing.dedup();
        let mut joined = Vec::new();
        for id in citing.into_iter().filter(|id| !self.members.contains(id)) {
            let list = forerunners(self.corpus, id, &self.members);
            let Some(&latest) = list.first() else { continue };
            let known = list.iter().filter(|id| self.members.contains(id)).count();
            let belongs = if self.is_taken(id) {
                false
            } else if self.is_other_title(id) {
                self.members.contains(&latest) && self.continues(id, latest, &list)
            } else {
                // A list of one or two may be a mention of another series.
                known * 2 > list.len() && (known > 2 || self.members.contains(&latest))
            };
            if belongs {
                joined.push(id);
            }
        }
        self.join_all(joined)
    }

    /// Joins these, of which an earlier one may take the place of a later; says whether any is new.
    fn join_all(&mut self, mut ids: Vec<ResolutionId>) -> bool {
        ids.sort_unstable();
        let mut any = false;
        for id in ids {
            any |= !self.is_taken(id) && self.join(id);
        }
        any
    }

    fn held_members(&self) -> impl Iterator<Item = ResolutionId> {
        let mut held: Vec<_> = self.members.iter().copied().filter(|&id| self.corpus.resolution(id).is_held()).collect();
        held.sort_unstable();
        held.into_iter()
    }

    /// Whether a resolution bears a title that could be a member's and is not.
    fn is_other_title(&self, id: ResolutionId) -> bool {
        self.held_members().any(|member| self.differ_in_title(id, member))
    }

    /// Whether a member of another title has the place of `id` in its session.
    fn is_taken(&self, id: ResolutionId) -> bool {
        let of = session(self.corpus, id);
        of.is_some() && self.held_members().any(|member| session(self.corpus, member) == of && self.differ_in_title(member, id))
    }

    /// Whether `new`, which recalls `old` as its latest forerunner in `list`, continues it under another title.
    fn continues(&self, new: ResolutionId, old: ResolutionId, list: &[ResolutionId]) -> bool {
        let in_session = session(self.corpus, new);
        let likeness = self.title_likeness(old, new);
        let closer = |&other: &ResolutionId| {
            other != new && session(self.corpus, other) == in_session && self.title_likeness(old, other) > likeness
        };
        let same_title = self.titles_of(old).flat_map(|title| self.titles.named(title));
        if same_title.chain(self.corpus.resolution(old).cited_by.iter().copied()).any(|other| closer(&other)) {
            return false;
        }
        let before = forerunners(self.corpus, old, &self.members);
        let repeated = before.iter().filter(|id| list.contains(id)).count();
        before.len() > 2 && part(repeated, before.len()) >= CONTINUED || likeness >= CONTINUED
    }

    /// Which part of the words of the shorter of two titles are in the longer one, in the language where they are most.
    fn title_likeness(&self, a: ResolutionId, b: ResolutionId) -> f64 {
        let titles = |id: ResolutionId| {
            let texts = self.corpus.resolution(id).texts.iter();
            texts.map(|&text| self.corpus.head(text)).filter_map(|head| Some((head.language, title_words(head.title.as_deref()?))))
        };
        let pairs = titles(a)
            .flat_map(|(language, a)| titles(b).filter(move |(other, _)| *other == language).map(move |(_, b)| (a.clone(), b)));
        pairs.map(|(a, b)| part(a.intersection(&b).count(), a.len().min(b.len()))).fold(0.0, f64::max)
    }
}

/// The words of a title that are not mere grammar, which are short in the languages that have them.
fn title_words(title: &str) -> FxHashSet<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let is_telling = |word: &&str| word.chars().count() > 3 || word.chars().all(|c| c > '\u{2E80}');
    title.unicode_words().filter(is_telling).map(str::to_lowercase).collect()
}

#[expect(clippy::cast_precision_loss, reason = "lists and titles are short")]
fn part(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}
