//! `plenary show`: a text.

use std::io::Write;

use super::args::{Format, ShowArgs};
use super::page::page;
use super::{Failure, Session, document, locale};
use crate::export;
use crate::import::ImportOptions;
use crate::model::{ParagraphId, ParagraphIndex, Text};

/// Prints a text, or some paragraphs of it.
///
/// # Errors
/// Where the document or a paragraph is unknown, or `out` fails.
pub fn run(session: &Session, args: &ShowArgs, out: &mut impl Write) -> Result<u8, Failure> {
    let wanted = session.common.language;
    let document =
        document::find(session, &args.document.join(" "), &ImportOptions { language: wanted, revisions: args.revisions.into() })?;
    let held = document::languages(&document);
    let language =
        wanted.or_else(|| locale::preference().into_iter().find(|l| held.contains(l))).unwrap_or(crate::model::Language::En);
    let text = document::text(&document, language)?;
    let some = match args.paragraph.as_slice() {
        [] => None,
        names => Some(paragraphs(text, names)?),
    };
    match session.common.format {
        Format::Json => export::json::show(out, text, some.as_deref())?,
        Format::Text => export::text::show(out, page(session.common.color), text, some.as_deref())?,
        Format::Markdown => export::markdown::show(out, text, some.as_deref())?,
    }
    Ok(super::failure::DONE)
}

/// The paragraphs of these names, each with what is nested in it.
fn paragraphs(text: &Text, names: &[ParagraphId]) -> Result<Vec<ParagraphIndex>, Failure> {
    let mut found = Vec::new();
    for name in names {
        let before = found.len();
        found.extend(text.paragraph_indices().filter(|&index| is_within(&text.paragraph(index).id, name)));
        if found.len() == before {
            let all: Vec<String> = text.paragraphs.iter().filter(|p| p.depth == 0).map(|p| p.id.to_string()).collect();
            return Err(Failure::Usage(format!("there is no {name} in this text; it has {}", all.join(" "))));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Whether `id` is `ancestor` or one of its sub-paragraphs.
fn is_within(id: &ParagraphId, ancestor: &ParagraphId) -> bool {
    *id == *ancestor
        || (id.place, id.kind, id.number) == (ancestor.place, ancestor.kind, ancestor.number)
            && id.sub.len() > ancestor.sub.len()
            && id.sub.starts_with(&*ancestor.sub)
            && ancestor.repeat == 0
}
