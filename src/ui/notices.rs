//! What a pane says where it has nothing to show.

use crate::app::{Area, Context, NoPair, Pair, Shown, State, Tone, short};
use crate::layout::wrap;
use crate::model::{Corpus, ResolutionId};

use super::canvas::Canvas;

/// Paints paragraphs, wrapped, with an empty line between.
fn paragraphs(canvas: &mut Canvas<'_>, area: Area, words: &[(Tone, String)]) {
    let inner = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(1) };
    let mut lines: Vec<(Tone, &str)> = Vec::new();
    for (tone, words) in words {
        wrap(words, inner.width.min(76), |_| false, |range, _| lines.push((*tone, &words[range])));
        lines.push((*tone, ""));
    }
    for ((tone, line), y) in lines.into_iter().zip(inner.y..inner.y + inner.height) {
        canvas.put(inner.x, y, inner.x + inner.width, line, tone);
    }
}

pub(super) fn text(canvas: &mut Canvas<'_>, context: &Context, state: &State, area: Area) {
    let corpus = &context.corpus;
    let words = match &state.text.shown {
        Shown::Text(_) => return,
        Shown::Empty => vec![
            (Tone::Title, "The library is empty.".to_owned()),
            (
                Tone::Text,
                "plenary import PATH reads files and whole folders into it: Akoma Ntoso, DOCX, PDF, HTML, text.".to_owned(),
            ),
        ],
        Shown::Unreadable(id, why) => vec![
            (Tone::Error, format!("{} cannot be shown in {}.", corpus.head(*id).symbol, corpus.head(*id).language.english_name())),
            (Tone::Text, why.clone()),
        ],
        Shown::OnlyCited(id) => only_cited(corpus, *id),
    };
    paragraphs(canvas, area, &words);
}

fn only_cited(corpus: &Corpus, id: ResolutionId) -> Vec<(Tone, String)> {
    let it = corpus.resolution(id);
    let mut words = vec![(Tone::Title, format!("{} is only cited: no text of it is in the library.", it.symbol))];
    if let Some(date) = it.date {
        words.push((Tone::Text, format!("Adopted on {}, as those say that cite it.", crate::layout::day(date))));
    }
    let cited_by: Vec<String> = it.cited_by.iter().map(|&id| corpus.resolution(id).symbol.to_string()).collect();
    if !cited_by.is_empty() {
        words.push((Tone::Text, format!("Cited by {}.", cited_by.join(", "))));
    }
    words.push((Tone::Aside, "plenary import PATH adds texts to the library.".to_owned()));
    words
}

/// What is held of a resolution: "English, French".
fn held(corpus: &Corpus, id: ResolutionId) -> String {
    let texts = &corpus.resolution(id).texts;
    let names: Vec<&str> = texts.iter().map(|&text| corpus.head(text).language.english_name()).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

pub(super) fn redline(canvas: &mut Canvas<'_>, context: &Context, state: &State, area: Area) {
    let corpus = &context.corpus;
    let Pair::None(why) = &state.redline.pair else { return };
    let name = |id: ResolutionId| short(corpus, id);
    let mut words = Vec::new();
    let mut offer = Vec::new();
    match why {
        NoPair::Nothing => words.push((Tone::Title, "There is nothing to compare.".to_owned())),
        NoPair::OnlyCited(id) => words.extend(only_cited(corpus, *id)),
        NoPair::BaseOnlyCited(id) => {
            words.push((Tone::Title, format!("The base {} is only cited: there is no text to compare with.", name(*id))));
            offer.extend(state.timeline.resolution());
        }
        NoPair::IsBase(id) => {
            words.push((Tone::Title, format!("{} is the base.", name(*id))));
            words.push((
                Tone::Text,
                "Choose another resolution in the timeline to see what changed from this one to that.".to_owned(),
            ));
            offer.push(*id);
        }
        NoPair::NothingBefore(id) => {
            let languages = held(corpus, *id);
            words.push((Tone::Title, format!("No earlier text of this series is held in {languages}.")));
            offer.push(*id);
        }
        NoPair::NoCommonLanguage(old, new) => {
            words.push((Tone::Title, format!("{} and {} are held in no common language.", name(*old), name(*new))));
            words.push((Tone::Text, format!("{}: {}.", name(*old), held(corpus, *old))));
            words.push((Tone::Text, format!("{}: {}.", name(*new), held(corpus, *new))));
            offer.push(*new);
        }
        NoPair::Unreadable(why) => words.push((Tone::Error, why.clone())),
    }
    let entries = &state.timeline.series.entries;
    let others: Vec<ResolutionId> = entries.iter().map(|it| it.resolution).filter(|&id| corpus.resolution(id).is_held()).collect();
    if let Some(&selected) = offer.first() {
        let is_common = |id: ResolutionId| {
            corpus.resolution(id).texts.iter().any(|&t| corpus.text_in(selected, corpus.head(t).language).is_some())
        };
        let list = |ids: Vec<ResolutionId>| {
            ids.iter().map(|&id| format!("{} ({})", name(id), held(corpus, id))).collect::<Vec<_>>().join(", ")
        };
        let common: Vec<ResolutionId> = others.iter().copied().filter(|&id| id != selected && is_common(id)).collect();
        let key = crate::app::key_of(context, crate::app::action::Action::Base).unwrap_or_default();
        if common.is_empty() {
            let rest: Vec<ResolutionId> = others.into_iter().filter(|&id| id != selected).collect();
            words.push((Tone::Text, format!("Nothing in the series can be compared with {}.", name(selected))));
            if !rest.is_empty() {
                words.push((Tone::Text, format!("Held of the others: {}. Those can be compared with one another.", list(rest))));
            }
        } else {
            words.push((Tone::Text, format!("Can be compared with {}: {}.", name(selected), list(common))));
            words.push((Tone::Aside, format!("{key} in the timeline makes a resolution the base, and takes it back.")));
        }
    }
    paragraphs(canvas, area, &words);
}
