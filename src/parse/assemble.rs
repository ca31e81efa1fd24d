//! From a draft to a text: names, lead phrases, citations, clean words.

use super::citations::{self, Cited};
use super::numbering::{Namer, Unnamed, without_full_stop};
use super::words::{self, Words};
use super::{Draft, DraftParagraph, Role, lead};
use crate::lexicon::Lexicon;
use crate::model::{ParagraphId, Part, Site, Text, TextBuilder, Warning};

/// Turns a draft into a text: single spaces, names of paragraphs from their numbers, lead phrases, citations with their dates.
///
/// Nothing is dropped: a paragraph whose number cannot be read is named by its order, and the number is kept as printed.
#[must_use]
pub fn assemble(draft: Draft, lexicon: &Lexicon) -> Text {
    let mut builder = TextBuilder::new(draft.language, draft.source);
    *builder.facts() = draft.facts;
    let starts_inside = draft.fragment.as_ref().is_some_and(|fragment| !fragment.first);
    builder.fragment(draft.fragment);
    draft.warnings.into_iter().for_each(|warning| builder.warning(warning));

    let paragraphs = draft.paragraphs;
    let mut namer = Namer::new(paragraphs.iter().map(|p| (p.role, p.place, p.number.as_deref())));
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let DraftParagraph { role, place, ref number, depth, .. } = *paragraph;
        let next = paragraphs[at + 1..].iter().take_while(|p| p.place == place).find_map(|p| p.number.as_deref());
        let id = namer.name(Unnamed { role, place, number: number.as_deref(), depth, next });
        let words = words::clean(&paragraph.styled, draft.language);
        let nested = id.depth() > 0;
        let found = lead::find(&words, role, nested, lexicon);
        if let Some(warning) = doubt(&id, role, &words.text, found.as_ref(), starts_inside && at == 0) {
            builder.warning(warning);
        }
        let part = match role {
            Role::Preambular => Part::Preamble,
            Role::Operative => Part::Operative,
            Role::Heading => Part::Heading,
            Role::Body => Part::Annex,
        };
        let number = number.as_deref().map(without_full_stop).filter(|number| !number.is_empty());
        let level = u8::try_from(id.depth()).unwrap_or(u8::MAX);
        let lead = found.map(|found| found.range);
        let index = builder.paragraph(id, part, number.map(Into::into), level, &words.text, lead, words.marks.iter().cloned());
        cite(&mut builder, Site::Paragraph(index), &words, lexicon);
    }
    for footnote in draft.footnotes {
        let words = words::clean(&footnote.styled, draft.language);
        let index = builder.footnote(footnote.mark.trim(), &words.text);
        cite(&mut builder, Site::Footnote(index), &words, lexicon);
    }
    builder.build()
}

fn cite(builder: &mut TextBuilder, site: Site, words: &Words, lexicon: &Lexicon) {
    for Cited { range, symbol, date } in citations::find_with_links(&words.text, &words.links, lexicon) {
        builder.citation(site, range, symbol, date);
    }
}

/// A warning where a paragraph does not begin as paragraphs of its part do: mostly an error of the scanner.
fn doubt(id: &ParagraphId, role: Role, text: &str, found: Option<&lead::Found>, is_cut: bool) -> Option<Warning> {
    if id.depth() > 0 || role != Role::Preambular && !(role == Role::Operative && found.is_some()) || is_cut {
        return None;
    }
    let (what, end) = match found {
        Some(lead::Found { known: true, .. }) => return None,
        Some(lead::Found { range, .. }) => ("is no lead phrase that is known; it was kept as received", range.end),
        None => ("begins with no lead phrase that is known; it was kept as received", text.floor_char_boundary(text.len().min(24))),
    };
    let message = format!("“{}” {what}", &text[..end]);
    Some(Warning { place: id.to_string(), code: "unknown-lead".to_owned(), message })
}
