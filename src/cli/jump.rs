//! `plenary jump`: the symbols that a query finds.

use std::io::Write;

use super::args::{Format, JumpArgs};
use super::page::page;
use super::{Failure, Session, failure};
use crate::{export, search};

/// Prints what a query finds, best first.
///
/// # Errors
/// Where the library cannot be opened or `out` fails.
pub fn run(session: &Session, args: &JumpArgs, out: &mut impl Write) -> Result<u8, Failure> {
    let corpus = session.corpus()?;
    let query = args.query.join(" ");
    let matches = search::jump(corpus, &query, args.limit);
    match session.common.format {
        Format::Json => export::json::jump(out, corpus, &query, &matches)?,
        Format::Text => export::text::jump(out, page(session.common.color), corpus, &matches)?,
        Format::Markdown => return Err(Failure::Usage("jump prints text or json; show and diff also print markdown".to_owned())),
    }
    Ok(failure::DONE)
}
