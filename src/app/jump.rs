//! Jumping to a resolution.

use tui_input::Input;

use crate::layout::TextLayout;
use crate::model::{Corpus, ResolutionId, TextId};

use super::context::Context;

/// The state of the jump overlay.
#[derive(Debug, Default)]
pub struct JumpState {
    /// What is typed.
    pub input: Input,
    /// What it finds, best first.
    pub results: Vec<ResolutionId>,
    /// Which of them is selected.
    pub selected: usize,
    /// The first one in view.
    pub top: usize,
    /// The text of the selected one, laid out for the preview.
    pub preview: Option<(TextId, u16, TextLayout)>,
}

/// How many results are asked for; more are not counted.
pub(super) const LIMIT: usize = 200;

impl JumpState {
    /// Finds what is typed.
    pub(super) fn search(&mut self, context: &Context) {
        let query = self.input.value().trim();
        self.results = if query.is_empty() {
            let mut all: Vec<ResolutionId> =
                context.corpus.resolutions().filter(|(_, it)| it.is_held()).map(|(id, _)| id).collect();
            all.sort_by_key(|&id| std::cmp::Reverse(context.corpus.resolution(id).date));
            all.truncate(LIMIT);
            all
        } else {
            (context.engine.jump)(&context.corpus, query, LIMIT)
        };
        self.selected = 0;
    }

    /// Whether there may be more results than were asked for.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.results.len() >= LIMIT
    }
}

/// The symbol as the timeline shows it: without the letters that all of its entries share.
#[must_use]
pub fn short(corpus: &Corpus, id: ResolutionId) -> &str {
    let symbol = corpus.resolution(id).symbol.as_str();
    symbol.strip_prefix("A/RES/").unwrap_or(symbol)
}
