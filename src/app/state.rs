//! Everything that changes while the reader runs.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use tui_input::Input;

use crate::compare::Comparison;
use crate::layout::{Anchor, RedlineLayout, Side};
use crate::model::{Language, ParagraphIndex, ResolutionId, Span, Text, TextId};

use super::context::{Context, Start};
use super::jump::JumpState;
use super::keys::Key;
use super::redline::{NoPair, Pair, RedlineState, pair};
use super::screen::{Pane, Panes, Size};
use super::text::{Shown, TextState, place_of_byte};
use super::timeline::{Bar, TimelineState};

/// What lies over the panes.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// Jump to a resolution.
    Jump(Box<JumpState>),
    /// Words to find are typed.
    Find,
    /// The help, from a line on.
    Help(usize),
}

/// A message at the foot of the screen, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub words: String,
    /// Whether something did not go as asked.
    pub is_error: bool,
}

/// What is looked for in the text.
#[derive(Debug, Default)]
pub struct FindState {
    /// What is typed.
    pub input: Input,
    /// Where it stands in the text that is shown, in reading order.
    pub matches: Vec<Span>,
    /// Which of them was gone to.
    pub current: Option<usize>,
    /// What the matches are of.
    of: Option<(TextId, String)>,
    /// Where the reader was when the typing began, and what was looked for before.
    pub(super) origin: (Anchor, Anchor, String),
}

/// Where the reader was, to come back to.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    resolution: ResolutionId,
    language: Language,
    base: Option<ResolutionId>,
    focus: Pane,
    main: Pane,
    anchor: Anchor,
    citation: Option<u32>,
}

/// Everything that changes while the reader runs.
#[derive(Debug)]
pub struct State {
    /// The size of the screen.
    pub size: Size,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The pane shown beside the timeline where there is room for one: text or redline.
    pub main: Pane,
    /// The timeline.
    pub timeline: TimelineState,
    /// The language that is read, where it is held.
    pub language: Language,
    /// The resolution that others are compared with, if one was chosen.
    pub base: Option<ResolutionId>,
    /// The text.
    pub text: TextState,
    /// The redline.
    pub redline: RedlineState,
    /// What is looked for.
    pub find: FindState,
    /// What lies over the panes.
    pub overlay: Overlay,
    /// What is said at the foot.
    pub message: Option<Message>,
    /// Keys pressed that begin something.
    pub pending: Vec<Key>,
    /// The count before a key.
    pub count: Option<u32>,
    pub(super) back: Vec<Spot>,
    pub(super) forward: Vec<Spot>,
    anchors: FxHashMap<TextId, Anchor>,
    comparisons: FxHashMap<(TextId, TextId), Rc<Comparison>>,
}

impl State {
    /// The reader at its start, without a screen yet: the first message is its size.
    #[must_use]
    pub fn new(context: &Context, start: &Start) -> Self {
        let mut state = Self {
            size: Size::default(),
            focus: Pane::Timeline,
            main: Pane::Text,
            timeline: TimelineState::default(),
            language: start.language.unwrap_or(Language::En),
            base: start.base,
            text: TextState::default(),
            redline: RedlineState::default(),
            find: FindState::default(),
            overlay: Overlay::None,
            message: None,
            pending: Vec::new(),
            count: None,
            back: Vec::new(),
            forward: Vec::new(),
            anchors: FxHashMap::default(),
            comparisons: FxHashMap::default(),
        };
        if let Some(resolution) = start.resolution.or_else(|| first(context, state.language)) {
            state.timeline.open(context, resolution);
        }
        if start.base.is_some() {
            (state.focus, state.main) = (Pane::Redline, Pane::Redline);
        }
        state.refresh(context);
        if let Some(id) = &start.paragraph
            && let Some(text) = state.held_text(context)
            && let Some(index) = text.find(id)
        {
            state.text.go_to(text, index);
            state.focus = Pane::Text;
        }
        state
    }

    /// Where the panes are.
    #[must_use]
    pub fn panes(&self) -> Panes {
        Panes::new(self.size, self.focus, self.main)
    }

    /// The text that the text pane shows.
    #[must_use]
    pub fn held_text<'a>(&self, context: &'a Context) -> Option<&'a Text> {
        context.corpus.text(self.text.text()?).ok()
    }

    /// The text that is searched: in the redline its new text, else the text that is shown.
    #[must_use]
    pub fn searched(&self) -> Option<TextId> {
        match (self.focus, &self.redline.pair) {
            (Pane::Redline, Pair::Of(_, new)) => Some(*new),
            _ => self.text.text(),
        }
    }

    /// How many lines of text the text pane shows at most.
    #[must_use]
    pub fn text_height(&self) -> usize {
        self.panes().area(Pane::Text).map_or(0, |area| usize::from(area.height))
    }

    /// How many lines the redline pane shows.
    #[must_use]
    pub fn redline_height(&self) -> usize {
        self.panes().redline_lines().map_or(0, |area| usize::from(area.height))
    }

    /// How many lines the timeline has for its entries.
    #[must_use]
    pub fn timeline_height(&self) -> usize {
        self.panes().area(Pane::Timeline).map_or(0, |area| usize::from(area.height))
    }

    /// Whether something is left to be counted while no key is pressed.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.timeline.bars.contains(&Bar::Unknown) && self.panes().area(Pane::Timeline).is_some()
    }

    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.message = Some(Message { words: words.into(), is_error: false });
    }

    pub(super) fn complain(&mut self, words: impl Into<String>) {
        self.message = Some(Message { words: words.into(), is_error: true });
    }

    /// Brings everything that follows from the rest up to date: what is shown, and its layout.
    pub(super) fn refresh(&mut self, context: &Context) {
        let panes = self.panes();
        self.refresh_text(context, &panes);
        self.refresh_redline(context, &panes);
        self.refresh_matches(context);
        let height = self.timeline_height();
        if height > 0 {
            self.timeline.follow(height);
        }
        if let Overlay::Jump(jump) = &mut self.overlay {
            let area = super::screen::Area { width: self.size.width, height: self.size.height, ..Default::default() };
            super::update::prompt::refresh_jump(jump, context, self.language, area);
        }
    }

    fn refresh_text(&mut self, context: &Context, panes: &Panes) {
        let shown = self.shown(context);
        if shown != self.text.shown {
            let before = std::mem::replace(&mut self.text.shown, shown);
            self.text.citation = None;
            let current = self.text.current.take();
            if let Shown::Text(before) = before {
                self.anchors.insert(before, self.text.anchor);
            }
            if let Some(id) = self.text.text() {
                let place = match before {
                    Shown::Text(before) => {
                        let current = current.and_then(|index| same_paragraph(context, before, id, index));
                        self.text.current = current;
                        same_place(context, before, id, self.text.anchor)
                    }
                    _ => None,
                };
                self.text.anchor = place.or_else(|| self.anchors.get(&id).copied()).unwrap_or_default();
            }
        }
        if let Some(area) = panes.area(Pane::Text) {
            let text = self.held_text(context);
            self.text.lay_out(text, area.width, usize::from(area.height));
        }
    }

    fn shown(&self, context: &Context) -> Shown {
        let Some(resolution) = self.timeline.resolution() else { return Shown::Empty };
        let corpus = &context.corpus;
        let in_language = |language| corpus.text_in(resolution, language);
        let text = in_language(self.language).or_else(|| in_language(Language::En));
        match text.or_else(|| corpus.resolution(resolution).texts.first().copied()) {
            None => Shown::OnlyCited(resolution),
            Some(text) => match corpus.text(text) {
                Ok(_) => Shown::Text(text),
                Err(error) => Shown::Unreadable(text, error.to_string()),
            },
        }
    }

    fn refresh_matches(&mut self, context: &Context) {
        let pattern = self.find.input.value().to_owned();
        let Some(id) = self.searched() else {
            (self.find.matches, self.find.of, self.find.current) = (Vec::new(), None, None);
            return;
        };
        let of = Some((id, pattern));
        if self.find.of != of {
            let text = context.corpus.text(id);
            let pattern = self.find.input.value();
            self.find.matches = text.map_or_else(|_| Vec::new(), |text| super::find::find(text, pattern));
            self.find.current = None;
            self.find.of = of;
        }
    }

    fn refresh_redline(&mut self, context: &Context, panes: &Panes) {
        let corpus = &context.corpus;
        let mut next = pair(corpus, &self.timeline, self.language, self.base);
        if let Pair::Of(old, new) = next
            && let Some(error) = [old, new].into_iter().find_map(|id| corpus.text(id).err())
        {
            next = Pair::None(NoPair::Unreadable(error.to_string()));
        }
        let place = if next == self.redline.pair { None } else { Some(self.redline.paragraph_here()) };
        let was_at_change = self.redline.current.is_some();
        let before = std::mem::replace(&mut self.redline.pair, next);
        let Pair::Of(old, new) = self.redline.pair else {
            self.redline.comparison = None;
            self.redline.lay_out(None, 0, 0);
            return;
        };
        if place.is_some() {
            self.redline.comparison = None;
            self.redline.unfolded.clear();
            self.redline.current = None;
        }
        let Some(area) = panes.redline_lines() else { return };
        let (Ok(old_text), Ok(new_text)) = (corpus.text(old), corpus.text(new)) else { return };
        self.compare(context);
        // The same paragraph where only the language changed, else the beginning.
        let row = match (&before, place.flatten()) {
            (Pair::Of(_, was), Some(paragraph)) if corpus.resolution_of(*was) == corpus.resolution_of(new) => {
                let id = corpus.text(*was).ok().and_then(|was| was.paragraphs.get(paragraph.get())).map(|it| &it.id);
                id.and_then(|id| self.redline.row_of(new_text.find(id)?))
            }
            _ => None,
        };
        let row = row.filter(|_| was_at_change || self.redline.anchor != Anchor::default());
        if place.is_some() {
            self.redline.anchor = row.map_or(Anchor::default(), RedlineLayout::anchor_of);
        }
        self.redline.lay_out(Some((old_text, new_text)), area.width, usize::from(area.height));
        if was_at_change && let Some(row) = row {
            self.redline.select_row(row);
        }
    }

    /// Compares the two texts of the redline, if they are not.
    pub(super) fn compare(&mut self, context: &Context) {
        let Pair::Of(old, new) = self.redline.pair else { return };
        if self.redline.comparison.is_none()
            && let (Ok(old_text), Ok(new_text)) = (context.corpus.text(old), context.corpus.text(new))
        {
            let compared =
                self.comparisons.entry((old, new)).or_insert_with(|| Rc::new((context.engine.compare)(old_text, new_text)));
            self.redline.comparison = Some(Rc::clone(compared));
        }
    }

    /// Opens a resolution, remembering where the reader was.
    pub(super) fn open(&mut self, context: &Context, resolution: ResolutionId) {
        if self.timeline.resolution() == Some(resolution) {
            return;
        }
        self.remember();
        self.timeline.open(context, resolution);
    }

    /// Remembers where the reader is.
    pub(super) fn remember(&mut self) {
        if let Some(spot) = self.spot() {
            self.back.push(spot);
            self.forward.clear();
        }
    }

    fn spot(&self) -> Option<Spot> {
        Some(Spot {
            resolution: self.timeline.resolution()?,
            language: self.language,
            base: self.base,
            focus: self.focus,
            main: self.main,
            anchor: self.text.anchor,
            citation: self.text.citation,
        })
    }

    /// Goes back to where the reader was, or forward again. `false` if there is no such place.
    pub(super) fn travel(&mut self, context: &Context, back: bool) -> bool {
        let Some(spot) = (if back { self.back.pop() } else { self.forward.pop() }) else { return false };
        if let Some(here) = self.spot() {
            if back { self.forward.push(here) } else { self.back.push(here) }
        }
        self.timeline.open(context, spot.resolution);
        (self.language, self.base, self.focus, self.main) = (spot.language, spot.base, spot.focus, spot.main);
        self.refresh(context);
        (self.text.anchor, self.text.citation) = (spot.anchor, spot.citation);
        true
    }

    /// Goes to a match, counted from 0.
    pub(super) fn go_to_match(&mut self, context: &Context, index: usize) {
        let searched = self.searched().and_then(|id| context.corpus.text(id).ok());
        let (Some(span), Some(text)) = (self.find.matches.get(index).copied(), searched) else { return };
        self.find.current = Some(index);
        let Some(anchor) = place_of_byte(text, span.start) else {
            // A footnote that nothing points at stands at the end.
            self.text.anchor = Anchor::new(u32::MAX, 0);
            return;
        };
        if self.focus == Pane::Redline {
            let paragraph = ParagraphIndex(anchor.rank.saturating_sub(1));
            if let Some(row) = self.redline.row_of(paragraph) {
                self.redline.unfolded.insert(row);
                self.refresh(context);
                let height = self.redline_height();
                let byte = anchor.byte.saturating_sub(1);
                let line = self.redline.layout.as_ref().and_then(|layout| layout.line_of_byte(row, Side::New, byte));
                if let Some(line) = line {
                    self.redline.reveal(line, height);
                }
            }
        } else {
            self.text.reveal(anchor, self.text_height());
        }
    }

    /// Makes the paragraph of the match gone to the current one, in the text.
    pub(super) fn stay_at_match(&mut self, context: &Context) {
        let span = self.find.current.and_then(|index| self.find.matches.get(index));
        if self.focus != Pane::Redline
            && let (Some(span), Some(text)) = (span, self.held_text(context))
            && let Some(anchor) = place_of_byte(text, span.start)
        {
            self.text.current = anchor.rank.checked_sub(1).map(ParagraphIndex);
        }
    }

    /// Where the reader is in the text that is searched.
    pub(super) fn find_from(&self) -> u32 {
        match self.focus {
            Pane::Redline => self.redline.paragraph().and_then(|p| p.0.checked_add(1)).map_or(0, |rank| rank),
            _ => self.text.anchor.rank,
        }
    }
}

/// The resolution to begin with: of the series of which most is held, the latest that is held in a language, else the latest held.
fn first(context: &Context, language: Language) -> Option<ResolutionId> {
    let corpus = &context.corpus;
    let series = (context.engine.series)(corpus, crate::series::largest(corpus)?);
    let held = || series.entries.iter().rev().map(|it| it.resolution).filter(|&id| corpus.resolution(id).is_held());
    held().find(|&id| corpus.text_in(id, language).is_some()).or_else(|| held().next())
}

/// The paragraph of the same name in the same resolution's text in another language.
fn same_paragraph(context: &Context, from: TextId, to: TextId, index: ParagraphIndex) -> Option<ParagraphIndex> {
    let corpus = &context.corpus;
    if corpus.resolution_of(from) != corpus.resolution_of(to) {
        return None;
    }
    corpus.text(to).ok()?.find(&corpus.text(from).ok()?.paragraphs.get(index.get())?.id)
}

/// The place in a text in another language that answers to a place in this one: as far into the paragraph of the same name.
fn same_place(context: &Context, from: TextId, to: TextId, anchor: Anchor) -> Option<Anchor> {
    let place = ParagraphIndex(anchor.rank.checked_sub(1)?);
    let index = same_paragraph(context, from, to, place)?;
    let (from, to) = (context.corpus.text(from).ok()?, context.corpus.text(to).ok()?);
    let paragraph = from.paragraph(place);
    let span = to.paragraph(index).span;
    let into = anchor.byte.saturating_sub(paragraph.span.start + 1);
    let length = u64::try_from(paragraph.span.len().max(1)).unwrap_or(1);
    let scaled = u64::from(into) * u64::try_from(span.len()).unwrap_or(0) / length;
    if anchor.byte == 0 {
        return Some(Anchor::new(index.0 + 1, 0));
    }
    Some(Anchor::new(index.0 + 1, span.start + 1 + u32::try_from(scaled).unwrap_or(0)))
}
