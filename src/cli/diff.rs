//! `plenary diff`: a redline of two texts.

use std::io::Write;

use super::args::{DiffArgs, Format, Revisions};
use super::document::{self, Document};
use super::page::page;
use super::{Failure, Session, failure, locale};
use crate::compare::compare;
use crate::export::text::DiffOptions;
use crate::export::{self, Shown};
use crate::import::ImportOptions;
use crate::model::Language;

/// Prints the redline of two texts.
///
/// # Errors
/// Where a document is unknown or the two have no language in common, or `out` fails.
pub fn run(session: &Session, args: &DiffArgs, out: &mut impl Write) -> Result<u8, Failure> {
    if !(document::is_file(&args.old) && document::is_file(&args.new)) {
        session.corpus()?;
    }
    let wanted = (args.old_language.or(session.common.language), args.new_language.or(session.common.language));
    let reading =
        |language, revisions: Option<Revisions>| ImportOptions { language, revisions: revisions.unwrap_or(args.revisions).into() };
    // This thread works as well, instead of waiting for as many others as there are cores. Where they work already, they go on as they do.
    drop(rayon::ThreadPoolBuilder::new().use_current_thread().build_global());
    // Reading is most of the work where both are files.
    let (old, new) = rayon::join(
        || document::find(session, &args.old, &reading(wanted.0, args.old_revisions)),
        || document::find(session, &args.new, &reading(wanted.1, args.new_revisions)),
    );
    let (mut old_document, mut new_document) = (old?, new?);
    if let (Document::File(old), Document::File(new)) = (&mut old_document, &mut new_document) {
        document::tell_apart((old, &args.old), (new, &args.new));
    }
    let (old_language, new_language) = languages(&old_document, &new_document, wanted)?;
    let old = document::text(&old_document, old_language)?;
    let new = document::text(&new_document, new_language)?;
    let comparison = compare(old, new);
    let shown = if args.only.is_empty() { Shown::without(&args.hide) } else { Shown::only(&args.only) };
    let options = DiffOptions { shown, full: args.full, explain: args.explain };
    match session.common.format {
        Format::Json => export::json::diff(out, old, new, &comparison, shown, args.explain)?,
        Format::Text => export::text::diff(out, page(session.common.color), old, new, &comparison, options)?,
        Format::Markdown => export::markdown::diff(out, old, new, &comparison, options)?,
    }
    Ok(if args.exit_code && shown.any_difference(&comparison) { failure::DIFFERENT } else { failure::DONE })
}

/// The language of each side: the one asked for, else the best that both are held in.
fn languages(
    old: &Document<'_>,
    new: &Document<'_>,
    wanted: (Option<Language>, Option<Language>),
) -> Result<(Language, Language), Failure> {
    let (in_old, in_new) = (document::languages(old), document::languages(new));
    let best = |held: &dyn Fn(Language) -> bool| locale::preference().into_iter().find(|&language| held(language));
    match wanted {
        (Some(old), Some(new)) => Ok((old, new)),
        // The side that was not named follows the one that was, if it can.
        (Some(named), None) => {
            Ok((named, if in_new.contains(&named) { named } else { best(&|l| in_new.contains(&l)).unwrap_or(named) }))
        }
        (None, Some(named)) => {
            Ok((if in_old.contains(&named) { named } else { best(&|l| in_old.contains(&l)).unwrap_or(named) }, named))
        }
        (None, None) => match best(&|language| in_old.contains(&language) && in_new.contains(&language)) {
            Some(language) => Ok((language, language)),
            None if in_old.is_empty() || in_new.is_empty() => {
                // Asking for any language gives the message that nothing is held.
                let none = if in_old.is_empty() { old } else { new };
                document::text(none, Language::En).map(|text| (text.language, text.language))
            }
            None => Err(Failure::Usage(format!(
                "{} and {} are held in no common language: the one in {}, the other in {}. To compare across languages name both with --old-language and --new-language",
                document::name(old),
                document::name(new),
                document::list(&in_old),
                document::list(&in_new),
            ))),
        },
    }
}
