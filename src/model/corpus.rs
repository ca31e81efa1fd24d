//! All resolutions that are held or cited, built once at start.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{Date, Language, Symbol, Text};

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
    /// Its title in the first language held of en fr es ru ar zh, if any is held.
    pub title: Option<String>,
    /// When it was adopted: as its own texts say, else as most of those that cite it say.
    pub date: Option<Date>,
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
    /// The resolutions that it cites, once each, with the date where one is given.
    pub cites: Vec<(Symbol, Option<Date>)>,
}

impl TextHead {
    /// The head of a text; `None` if it has no symbol.
    #[must_use]
    pub fn of(text: &Text) -> Option<Self> {
        let mut cites: Vec<(Symbol, Option<Date>)> =
            text.citations.iter().filter(|c| c.symbol.is_resolution()).map(|c| (c.symbol.clone(), c.date)).collect();
        cites.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        cites.dedup_by(|later, kept| later.0 == kept.0);
        Some(Self {
            symbol: text.facts.symbol.clone()?,
            language: text.language,
            title: text.facts.title.clone(),
            adopted: text.facts.adopted,
            session: text.facts.session.clone(),
            agenda_item: text.facts.agenda_item.clone(),
            fragment: text.fragment.clone(),
            cites,
        })
    }
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

struct Held {
    head: TextHead,
    resolution: ResolutionId,
    store: Arc<dyn TextStore>,
    key: u32,
    text: OnceLock<Result<Text, LoadError>>,
}

/// All that is held and cited. Immutable; the words of a text are read when first asked for and then kept.
pub struct Corpus {
    resolutions: Vec<Resolution>,
    by_symbol: FxHashMap<Symbol, ResolutionId>,
    texts: Vec<Held>,
}

impl std::fmt::Debug for Corpus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Corpus").field("resolutions", &self.resolutions.len()).field("texts", &self.texts.len()).finish()
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

    /// The words of a text.
    ///
    /// # Errors
    /// Where the record behind it is gone or damaged.
    pub fn text(&self, id: TextId) -> Result<&Text, &LoadError> {
        let held = &self.texts[id.get()];
        held.text.get_or_init(|| held.store.load(held.key)).as_ref()
    }
}

/// Gathers texts, then builds the [`Corpus`].
#[derive(Default)]
pub struct CorpusBuilder {
    held: Vec<(TextHead, Arc<dyn TextStore>, u32)>,
}

impl std::fmt::Debug for CorpusBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CorpusBuilder").field("held", &self.held.len()).finish()
    }
}

impl CorpusBuilder {
    /// Adds a text. Of two with the same symbol and language the one added last is kept.
    pub fn add(&mut self, head: TextHead, store: Arc<dyn TextStore>, key: u32) {
        self.held.push((head, store, key));
    }

    /// The corpus of all that was added and all that it cites.
    #[must_use]
    pub fn build(self) -> Corpus {
        let mut held = self.held;
        // A stable sort keeps the order of adding among equals, and the last of equals is kept.
        held.sort_by(|a, b| (&a.0.symbol, a.0.language).cmp(&(&b.0.symbol, b.0.language)));
        held.dedup_by(|later, earlier| {
            let same = later.0.symbol == earlier.0.symbol && later.0.language == earlier.0.language;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });

        let mut symbols: Vec<&Symbol> =
            held.iter().flat_map(|(head, ..)| std::iter::once(&head.symbol).chain(head.cites.iter().map(|c| &c.0))).collect();
        symbols.sort_unstable();
        symbols.dedup();
        let by_symbol: FxHashMap<Symbol, ResolutionId> =
            symbols.iter().zip(0..).map(|(&symbol, n)| (symbol.clone(), ResolutionId(n))).collect();
        let mut resolutions: Vec<Resolution> = symbols
            .iter()
            .map(|&symbol| Resolution {
                symbol: symbol.clone(),
                title: None,
                date: None,
                texts: Vec::new(),
                cited_by: Vec::new(),
                cites: Vec::new(),
            })
            .collect();

        let mut said: Vec<Vec<Date>> = vec![Vec::new(); resolutions.len()];
        for ((head, ..), n) in held.iter().zip(0..) {
            let id = by_symbol[&head.symbol];
            resolutions[id.get()].texts.push(TextId(n));
            for (cited, date) in &head.cites {
                let cited = by_symbol[cited];
                if cited == id {
                    continue;
                }
                said[cited.get()].extend(date);
                resolutions[cited.get()].cited_by.push(id);
                resolutions[id.get()].cites.push(cited);
            }
        }
        for (resolution, said) in resolutions.iter_mut().zip(said) {
            resolution.cited_by.sort_unstable();
            resolution.cited_by.dedup();
            resolution.cites.sort_unstable();
            resolution.cites.dedup();
            let heads = || resolution.texts.iter().map(|id| &held[id.get()].0);
            resolution.date = heads().find_map(|head| head.adopted).or_else(|| most_frequent(said));
            let preference = |language: Language| match language {
                Language::En => 0,
                Language::Fr => 1,
                Language::Es => 2,
                Language::Ru => 3,
                Language::Ar => 4,
                Language::Zh => 5,
            };
            let title = heads()
                .filter(|head| head.title.is_some())
                .min_by_key(|head| preference(head.language))
                .and_then(|head| head.title.clone());
            resolution.title = title;
        }
        let texts = held
            .into_iter()
            .map(|(head, store, key)| {
                let resolution = by_symbol[&head.symbol];
                Held { head, resolution, store, key, text: OnceLock::new() }
            })
            .collect();
        Corpus { resolutions, by_symbol, texts }
    }
}

/// The date said most often; of several, the earliest.
fn most_frequent(mut dates: Vec<Date>) -> Option<Date> {
    dates.sort_unstable();
    dates.chunk_by(|a, b| a == b).max_by(|a, b| a.len().cmp(&b.len()).then(b[0].cmp(&a[0]))).map(|run| run[0])
}
