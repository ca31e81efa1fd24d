//! All resolutions that are held or cited, built once at start.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{Date, Facts, Language, ParagraphIndex, Part, Site, Symbol, Text, Vote};

/// A resolution, by its place in the [`Corpus`]: in the order of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResolutionId(u32);

/// A text that is held, by its place in the [`Corpus`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(u32);

impl ResolutionId {
    const fn get(self) -> usize {
        self.0 as usize
    }
}

impl TextId {
    const fn get(self) -> usize {
        self.0 as usize
    }
}

/// A resolution: the work, of which texts are the language versions.
#[derive(Debug)]
pub struct Resolution {
    /// Its symbol.
    pub symbol: Symbol,
    /// Its title in the first language held of en fr es ru ar zh, if any is held; else as the facts beside the texts say.
    pub title: Option<String>,
    /// When it was adopted: as its own texts say, else as the facts beside them, else as most of those that cite it say.
    pub date: Option<Date>,
    /// How it was adopted: as its own texts say, else as the facts beside them.
    pub vote: Option<Vote>,
    /// The texts held, in the order of languages; empty where it is only cited.
    pub texts: Vec<TextId>,
    /// Held resolutions whose texts cite it, in order.
    pub cited_by: Vec<ResolutionId>,
    /// Resolutions that its texts cite, in order.
    pub cites: Vec<ResolutionId>,
}

impl Resolution {
    /// Whether some text of it is in the library.
    #[must_use]
    pub fn is_held(&self) -> bool {
        !self.texts.is_empty()
    }
}

/// What is known of a text without reading its words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TextHead {
    /// The symbol.
    pub symbol: Symbol,
    /// The language.
    pub language: Language,
    /// The title.
    pub title: Option<String>,
    /// When it was adopted.
    pub adopted: Option<Date>,
    /// The session.
    pub session: Option<String>,
    /// The agenda item.
    pub agenda_item: Option<String>,
    /// Whether it is a fragment, and of which pages.
    pub fragment: Option<super::Fragment>,
    /// How it was adopted, where that is known.
    pub vote: Option<Vote>,
    /// Its title as a number, the same for titles that differ in case, spaces or punctuation alone; 0 without a title.
    pub title_key: u64,
}

/// A head with what the text cites: what a [`CorpusBuilder`] is given of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRecord {
    /// What is known of it without reading its words.
    pub head: TextHead,
    /// The resolutions that it cites, once each, with the date where one is given.
    pub cites: Vec<(Symbol, Option<Date>)>,
    /// For each preambular paragraph that cites resolutions of the General Assembly, which, in reading order.
    pub recitals: Vec<Vec<Symbol>>,
}

impl TextRecord {
    /// The record of a text; `None` if it has no symbol.
    #[must_use]
    pub fn of(text: &Text) -> Option<Self> {
        let facts = &text.facts;
        let resolutions = text.citations.iter().filter(|citation| citation.symbol.is_resolution_of_any_organ());
        let mut cites: Vec<(Symbol, Option<Date>)> = resolutions.map(|c| (c.symbol.clone(), c.date)).collect();
        // The latest date first, so that a citation with a date is kept before one without.
        cites.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        cites.dedup_by(|later, kept| later.0 == kept.0);

        // A series is of the Assembly alone.
        let mut recitals: Vec<(ParagraphIndex, Vec<Symbol>)> = Vec::new();
        for citation in text.citations.iter().filter(|citation| citation.symbol.is_resolution()) {
            let Site::Paragraph(site) = citation.site else { continue };
            if text.paragraph(site).part != Part::Preamble {
                continue;
            }
            match recitals.last_mut() {
                Some((last, symbols)) if *last == site => symbols.push(citation.symbol.clone()),
                _ => recitals.push((site, vec![citation.symbol.clone()])),
            }
        }
        let head = TextHead {
            symbol: facts.symbol.clone()?,
            language: text.language,
            title: facts.title.clone(),
            adopted: facts.adopted,
            session: facts.session.clone(),
            agenda_item: facts.agenda_item.clone(),
            fragment: text.fragment.clone(),
            vote: facts.vote,
            title_key: facts.title.as_deref().map_or(0, title_key),
        };
        Some(Self { head, cites, recitals: recitals.into_iter().map(|(_, symbols)| symbols).collect() })
    }
}

/// FNV-1a over the letters and digits of a title in lower case. It is kept on disk, so it may not depend on a crate's version.
fn title_key(title: &str) -> u64 {
    let letters = title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |key, c| (key ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

/// Why the words of a text could not be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what} could not be read: {why}")]
pub struct LoadError {
    /// The file or record.
    pub what: String,
    /// The reason, in words.
    pub why: String,
}

/// Where the words of texts are kept until somebody reads them.
pub trait TextStore: Send + Sync {
    /// Reads the text that was given the key `key` when it was added to a [`CorpusBuilder`].
    ///
    /// # Errors
    /// Where the record is gone or damaged.
    fn load(&self, key: u32) -> Result<Text, LoadError>;
}

/// What is known of a resolution from beside its texts, without reading all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactsHead {
    /// The title.
    pub title: Option<String>,
    /// When it was adopted.
    pub adopted: Option<Date>,
    /// How it was adopted.
    pub vote: Option<Vote>,
}

/// Where facts from beside the texts are kept until somebody reads them.
pub trait FactsStore: Send + Sync {
    /// Reads the facts that had the place `key` among those given to a [`CorpusBuilder`]; `None` where they are gone.
    fn load(&self, key: u32) -> Option<Facts>;
}

struct Held {
    head: TextHead,
    resolution: ResolutionId,
    recitals: Vec<Vec<ResolutionId>>,
    store: Arc<dyn TextStore>,
    key: u32,
    text: OnceLock<Result<Text, LoadError>>,
}

/// All that is held and cited. Immutable; the words of a text are read when first asked for and then kept.
pub struct Corpus {
    resolutions: Vec<Resolution>,
    by_symbol: FxHashMap<Symbol, ResolutionId>,
    texts: Vec<Held>,
    /// The key of the facts of a resolution, and where they are.
    facts: FxHashMap<ResolutionId, u32>,
    facts_store: Option<Arc<dyn FactsStore>>,
}

impl std::fmt::Debug for Corpus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Corpus")
            .field("resolutions", &self.resolutions.len())
            .field("texts", &self.texts.len())
            .finish_non_exhaustive()
    }
}

impl Corpus {
    /// All resolutions, in the order of symbols.
    pub fn resolutions(&self) -> impl Iterator<Item = (ResolutionId, &Resolution)> {
        (0..).map(ResolutionId).zip(&self.resolutions)
    }

    /// A resolution.
    #[must_use]
    pub fn resolution(&self, id: ResolutionId) -> &Resolution {
        &self.resolutions[id.get()]
    }

    /// The resolution of a symbol.
    #[must_use]
    pub fn find(&self, symbol: &Symbol) -> Option<ResolutionId> {
        self.by_symbol.get(symbol).copied()
    }

    /// How many texts are held.
    #[must_use]
    pub fn text_count(&self) -> usize {
        self.texts.len()
    }

    /// What is known of a text without reading its words.
    #[must_use]
    pub fn head(&self, id: TextId) -> &TextHead {
        &self.texts[id.get()].head
    }

    /// The resolution that a text is a version of.
    #[must_use]
    pub fn resolution_of(&self, id: TextId) -> ResolutionId {
        self.texts[id.get()].resolution
    }

    /// The text of a resolution in a language, if it is held.
    #[must_use]
    pub fn text_in(&self, id: ResolutionId, language: Language) -> Option<TextId> {
        self.resolution(id).texts.iter().copied().find(|&text| self.head(text).language == language)
    }

    /// For each preambular paragraph of a text that cites resolutions of the General Assembly, which, in reading order.
    #[must_use]
    pub fn recitals(&self, id: TextId) -> &[Vec<ResolutionId>] {
        &self.texts[id.get()].recitals
    }

    /// The words of a text. What it does not say of itself is added from the facts beside it, but for the title, whose language they do
    /// not tell.
    ///
    /// # Errors
    /// Where the record behind it is gone or damaged.
    pub fn text(&self, id: TextId) -> Result<&Text, &LoadError> {
        let held = &self.texts[id.get()];
        let load = || {
            let mut text = held.store.load(held.key)?;
            if let Some(beside) = self.facts_beside(held.resolution) {
                text.facts.complete(Facts { title: None, ..beside });
            }
            Ok(text)
        };
        held.text.get_or_init(load).as_ref()
    }

    /// What is known of a resolution from beside its texts.
    #[must_use]
    pub fn facts_beside(&self, id: ResolutionId) -> Option<Facts> {
        self.facts_store.as_ref()?.load(*self.facts.get(&id)?)
    }
}

/// A symbol that a [`CorpusBuilder`] was told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Known(u32);

struct Added {
    head: TextHead,
    symbol: Known,
    cites: Vec<(Known, Option<Date>)>,
    recitals: Vec<Vec<Known>>,
    store: Arc<dyn TextStore>,
    key: u32,
}

/// Gathers texts, then builds the [`Corpus`].
///
/// Symbols are told to it once and then named by number: of 120,000 texts each cites some fifteen resolutions, and most are the same.
#[derive(Default)]
pub struct CorpusBuilder {
    known: FxHashMap<Symbol, Known>,
    symbols: Vec<Symbol>,
    added: Vec<Added>,
    facts: Vec<(Known, FactsHead)>,
    facts_store: Option<Arc<dyn FactsStore>>,
}

impl std::fmt::Debug for CorpusBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CorpusBuilder").field("added", &self.added.len()).finish_non_exhaustive()
    }
}

impl CorpusBuilder {
    /// Tells it of the symbol of a resolution.
    pub fn know(&mut self, symbol: &Symbol) -> Known {
        if let Some(&known) = self.known.get(symbol) {
            return known;
        }
        let known = Known(u32::try_from(self.symbols.len()).unwrap_or(u32::MAX));
        self.symbols.push(symbol.clone());
        self.known.insert(symbol.clone(), known);
        known
    }

    /// Adds a text. Of two with the same symbol and language the one added last is kept.
    pub fn add(&mut self, record: TextRecord, store: Arc<dyn TextStore>, key: u32) {
        let TextRecord { head, cites, recitals } = record;
        let cites = cites.iter().map(|(symbol, date)| (self.know(symbol), *date)).collect();
        let recitals = recitals.iter().map(|symbols| symbols.iter().map(|symbol| self.know(symbol)).collect()).collect();
        self.add_known(head, cites, recitals, store, key);
    }

    /// Adds a text whose citations are known by number.
    pub fn add_known(
        &mut self,
        head: TextHead,
        cites: Vec<(Known, Option<Date>)>,
        recitals: Vec<Vec<Known>>,
        store: Arc<dyn TextStore>,
        key: u32,
    ) {
        let symbol = self.know(&head.symbol);
        self.added.push(Added { head, symbol, cites, recitals, store, key });
    }

    /// Gives it facts from beside the texts; `store` knows them by their place here. Those of resolutions that are neither held nor cited
    /// are left out, and so are those of a part of what is held as one: its vote is not that of the whole.
    pub fn facts(&mut self, facts: Vec<(Known, FactsHead)>, store: Arc<dyn FactsStore>) {
        self.facts = facts;
        self.facts_store = Some(store);
    }

    /// The corpus of all that was added and all that it cites.
    #[must_use]
    pub fn build(self) -> Corpus {
        let Self { known, symbols, mut added, facts: beside, facts_store } = self;
        // A stable sort keeps the order of adding among equals, and the last of equals is kept.
        added.sort_by(|a, b| (&a.head.symbol, a.head.language).cmp(&(&b.head.symbol, b.head.language)));
        added.dedup_by(|later, earlier| {
            let same = later.symbol == earlier.symbol && later.head.language == earlier.head.language;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });

        // Whoever cites 77/128 or 77/128 B means what is held as 77/128 A-B.
        let mut held = vec![false; symbols.len()];
        for text in &added {
            held[text.symbol.0 as usize] = true;
        }
        let mut meant: Vec<usize> = (0..symbols.len()).collect();
        let mut aliases: Vec<(Symbol, Known)> = Vec::new();
        for text in &added {
            for alias in parts(&text.head.symbol) {
                match known.get(&alias) {
                    Some(other) if held[other.0 as usize] => continue,
                    Some(other) => meant[other.0 as usize] = text.symbol.0 as usize,
                    None => {}
                }
                aliases.push((alias, text.symbol));
            }
        }

        // A text that was displaced by another must not leave behind what it alone cites.
        let mut used = vec![false; symbols.len()];
        for text in &added {
            let cited = text.cites.iter().map(|(known, _)| known).chain(text.recitals.iter().flatten());
            cited.chain([&text.symbol]).for_each(|known| used[meant[known.0 as usize]] = true);
        }
        let mut order: Vec<usize> = (0..symbols.len()).filter(|&n| used[n]).collect();
        order.sort_by(|&a, &b| symbols[a].cmp(&symbols[b]));
        let mut ids = vec![ResolutionId(u32::MAX); symbols.len()];
        order.iter().zip(0..).for_each(|(&n, id)| ids[n] = ResolutionId(id));
        let id = |known: Known| ids[meant[known.0 as usize]];
        // One that is only cited is found by them too, where nothing is cited by them itself: what is known comes later, and stays.
        let cited_as_one = (0..).map(Known).zip(&symbols).filter(|(known, _)| !held[known.0 as usize] && used[known.0 as usize]);
        let mut cited_aliases: Vec<(Symbol, Known)> =
            cited_as_one.flat_map(|(known, symbol)| parts(symbol).into_iter().map(move |alias| (alias, known))).collect();
        // Of 76/84 A-B and 76/84 A-D the narrower, which comes last.
        cited_aliases.sort_by(|(_, a), (_, b)| symbols[b.0 as usize].cmp(&symbols[a.0 as usize]));
        let by_symbol: FxHashMap<Symbol, ResolutionId> = cited_aliases
            .into_iter()
            .chain(known)
            .chain(aliases)
            .filter(|(_, known)| used[meant[known.0 as usize]])
            .map(|(symbol, known)| (symbol, id(known)))
            .collect();
        let mut resolutions: Vec<Resolution> = order
            .iter()
            .map(|&n| Resolution {
                symbol: symbols[n].clone(),
                title: None,
                date: None,
                vote: None,
                texts: Vec::new(),
                cited_by: Vec::new(),
                cites: Vec::new(),
            })
            .collect();

        let mut facts = by_resolution(beside, &symbols, &by_symbol, &resolutions);

        let mut said: Vec<Vec<Date>> = vec![Vec::new(); resolutions.len()];
        for (text, n) in added.iter().zip(0..) {
            let this = id(text.symbol);
            resolutions[this.get()].texts.push(TextId(n));
            for &(cited, date) in &text.cites {
                let cited = id(cited);
                if cited != this {
                    said[cited.get()].extend(date);
                    resolutions[cited.get()].cited_by.push(this);
                    resolutions[this.get()].cites.push(cited);
                }
            }
        }
        for ((resolution, said), id) in resolutions.iter_mut().zip(said).zip((0..).map(ResolutionId)) {
            let beside = facts.get_mut(&id).map(|(_, head)| std::mem::take(head)).unwrap_or_default();
            resolution.cited_by.sort_unstable();
            resolution.cited_by.dedup();
            resolution.cites.sort_unstable();
            resolution.cites.dedup();
            let heads = || resolution.texts.iter().map(|id| &added[id.get()].head);
            resolution.date = heads().find_map(|head| head.adopted).or(beside.adopted).or_else(|| most_frequent(said));
            resolution.vote = heads().find_map(|head| head.vote).or(beside.vote);
            let title = heads()
                .filter(|head| head.title.is_some())
                .min_by_key(|head| preference(head.language))
                .and_then(|head| head.title.clone());
            resolution.title = title.or(beside.title);
        }
        let texts = added
            .into_iter()
            .map(|text| Held {
                head: text.head,
                resolution: id(text.symbol),
                recitals: text.recitals.into_iter().map(|recital| recital.into_iter().map(id).collect()).collect(),
                store: text.store,
                key: text.key,
                text: OnceLock::new(),
            })
            .collect();
        let facts = facts.into_iter().map(|(id, (key, _))| (id, key)).collect();
        Corpus { resolutions, by_symbol, texts, facts, facts_store }
    }
}

/// Facts from beside the texts, with their keys, by what they are of: a resolution by its own symbol, or the parts of one by that of all.
fn by_resolution(
    facts: Vec<(Known, FactsHead)>,
    symbols: &[Symbol],
    by_symbol: &FxHashMap<Symbol, ResolutionId>,
    resolutions: &[Resolution],
) -> FxHashMap<ResolutionId, (u32, FactsHead)> {
    let found = facts.into_iter().zip(0..).filter_map(|((known, head), key)| {
        let symbol = &symbols[known.0 as usize];
        let id = *by_symbol.get(symbol)?;
        (resolutions[id.get()].symbol == *symbol || symbol.part().is_none()).then_some((id, (key, head)))
    });
    found.collect()
}

/// The symbols by which the parts of an "A-B" resolution, and all of it, are cited: `77/128`, `77/128 A`, `77/128 B`.
fn parts(symbol: &Symbol) -> Vec<Symbol> {
    let Some((first, last)) = symbol.part().and_then(|part| part.split_once('-')) else { return Vec::new() };
    let (Ok(first), Ok(last)) = (first.parse::<char>(), last.parse::<char>()) else { return Vec::new() };
    let whole = symbol.without_part();
    let letters = (first..=last).take(26).filter_map(|letter| format!("{whole} {letter}").parse().ok());
    std::iter::once(whole.clone()).chain(letters).collect()
}

/// Of which language the title of a resolution is taken first.
const fn preference(language: Language) -> u8 {
    match language {
        Language::En => 0,
        Language::Fr => 1,
        Language::Es => 2,
        Language::Ru => 3,
        Language::Ar => 4,
        Language::Zh => 5,
    }
}

/// The date said most often; of several, the earliest.
fn most_frequent(mut dates: Vec<Date>) -> Option<Date> {
    dates.sort_unstable();
    dates.chunk_by(|a, b| a == b).max_by(|a, b| a.len().cmp(&b.len()).then(b[0].cmp(&a[0]))).map(|run| run[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_resolution_are_it() {
        let parts = |symbol: &str| -> Vec<String> { parts(&symbol.parse().unwrap()).iter().map(ToString::to_string).collect() };
        assert_eq!(parts("A/RES/77/128 A-B"), ["A/RES/77/128", "A/RES/77/128 A", "A/RES/77/128 B"]);
        assert!(parts("A/RES/67/27").is_empty());
        assert!(parts("A/RES/217 A (III)").is_empty());
    }
}
