//! From blocks to a draft: the form of resolutions.
//!
//! Each stage takes what it understands out of the lines and leaves the rest to the next: what a page carries beside its text
//! (`furniture`), footnote marks that are typed as words (`typed`), the masthead and the closing lines (`masthead`), footnotes (`notes`), and then the paragraphs (`body`), joined from
//! lines as the document would print them in one (`joining`, `layout`). At the end bare digits are tied to their footnotes (`marks`) and
//! the damage of converters is mended (`mend`). Nothing is dropped: every letter is in a paragraph, a footnote or named furniture.

mod body;
mod cues;
mod ending;
mod furniture;
mod joining;
mod label;
mod layout;
mod leads;
mod lines;
mod marks;
mod masthead;
mod mend;
mod notes;
mod typed;

use body::Body;
use cues::Cues;
use furniture::name;
use joining::Joiner;
use layout::Layout;
use lines::{Fate, Line};
use masthead::Head;

use super::directions::Turned;
use super::{Block, Draft, DraftParagraph, Role};
use crate::lexicon::Lexicon;
use crate::model::{Facts, Fragment, Source, SourceFormat, Warning};

/// Finds the structure of a resolution in blocks: masthead, title, opening formula, preambular and operative paragraphs,
/// sub-paragraphs, annexes, closing lines, footnotes. `facts` is what the importer knows already (document properties).
///
/// Everything is kept: words that no rule explains are paragraphs with a warning, and what is left out is named in
/// [`Draft::furniture`]. The time is linear in the length of the blocks.
#[must_use]
pub fn segment(blocks: Vec<Block>, facts: Facts, source: Source, lexicon: &Lexicon) -> Draft {
    let cues = Cues::new(lexicon);
    let mut facts = facts;
    let mut turned = Turned::default();
    for block in &blocks {
        turned.look(&block.styled.text, lexicon.language(), || lines::place(block.origin));
    }
    let mut lines = lines::prepare(blocks);
    furniture::find(&mut lines, &cues);
    typed::tell(&mut lines, &cues);
    let joiner = Joiner::of(&lines);
    let head = masthead::read(&mut lines, &mut facts, &cues, joiner);
    furniture::headers(&mut lines, head.end, facts.title.as_deref());
    let mut footnotes = notes::take(&mut lines, &cues, joiner, head.found);
    let layout = Layout::of(&lines, &cues);
    let mut furniture: Vec<(&'static str, String)> = Vec::new();
    let mut body = body::read(&mut lines, &head, &mut facts, &cues, joiner, layout);
    marks::tie(&mut body, &footnotes, &mut lines, &cues);
    // What is left out still has its words: only those of paragraphs and footnotes were taken.
    for line in &lines {
        let name = match line.fate {
            Fate::Furniture(name) => name,
            Fate::Digits(_) => name::PAGE,
            Fate::Open | Fate::Note | Fate::Taken => continue,
        };
        furniture.push((name, line.words().to_owned()));
    }
    let mut warnings = std::mem::take(&mut body.warnings);
    if source.format == SourceFormat::Text && lexicon.has_spaces() {
        warnings.append(&mut mend::mend(&mut body.paragraphs, &mut footnotes));
    }
    last_paragraph(&mut body);
    leads::doubts(&body.paragraphs, &cues, &mut warnings);
    unexplained(&body, &mut warnings);
    warnings.extend(turned.warning());
    if facts.symbol.is_none() {
        facts.symbol = symbol(&furniture);
    }
    let fragment = fragment(&head, &body, &lines, &furniture);
    Draft {
        language: lexicon.language(),
        facts,
        fragment,
        source,
        paragraphs: body.paragraphs,
        footnotes,
        warnings,
        furniture,
        leads: cues.into_leads(),
    }
}

/// A resolution without a number on its one operative paragraph, whose lead phrase could begin either kind: it ends in a full stop.
fn last_paragraph(body: &mut Body) {
    let parts: Vec<usize> = (0..body.paragraphs.len())
        .filter(|&at| {
            let place = |at: usize| body.paragraphs.get(at).map(|p| (p.place, p.role));
            let (this, next) = (place(at), place(at + 1));
            this.is_some_and(|(_, role)| role == Role::Preambular) && this != next
        })
        .collect();
    for at in parts {
        let operative = |p: &DraftParagraph| p.role == Role::Operative && p.place == body.paragraphs[at].place;
        let full = ending::end_of(&body.paragraphs[at].styled.text) == ending::End::Full;
        if full && !body.paragraphs[at..].iter().take(2).any(operative) {
            body.paragraphs[at].role = Role::Operative;
        }
    }
}

/// The symbol of a running header, where no masthead gives one.
fn symbol(furniture: &[(&'static str, String)]) -> Option<crate::model::Symbol> {
    let symbols = furniture.iter().filter(|(kind, _)| *kind == name::SYMBOL).map(|(_, words)| words.trim_end_matches('*'));
    symbols.clone().find(|words| words.contains("/RES/")).or_else(|| symbols.clone().next()).and_then(|words| words.parse().ok())
}

/// Says which paragraphs are there only because nothing is dropped.
fn unexplained(body: &Body, warnings: &mut Vec<Warning>) {
    if body.unexplained == 0 {
        return;
    }
    let plain = body.paragraphs.iter().filter(|p| p.role == Role::Body && p.place.annex.is_none());
    warnings.extend(plain.take(50).map(|paragraph| Warning {
        place: lines::place(paragraph.origin),
        code: "unexplained".to_owned(),
        message: "words that no rule of a resolution explains; kept as a paragraph".to_owned(),
    }));
    if body.unexplained > 50 {
        let message = format!("{} more paragraphs that no rule of a resolution explains; all are kept", body.unexplained - 50);
        warnings.push(Warning { place: "text".to_owned(), code: "unexplained".to_owned(), message });
    }
}

/// What a document holds, if it is not the whole: its beginning shows in a masthead or an opening formula, its end in closing lines or
/// a full stop.
fn fragment(head: &Head, body: &Body, lines: &[Line], furniture: &[(&'static str, String)]) -> Option<Fragment> {
    let resolution = |p: &&DraftParagraph| matches!(p.role, Role::Preambular | Role::Operative) && p.place.annex.is_none();
    let last_words = body.paragraphs.iter().rfind(resolution)?;
    let first = head.found && !body.begins_inside;
    let last = body.closed || (last_words.role == Role::Operative && ending::end_of(&last_words.styled.text) == ending::End::Full);
    if first && last {
        return None;
    }
    let digits = lines.iter().filter_map(|line| match line.fate {
        Fate::Digits(n) => Some(n),
        _ => None,
    });
    let named = furniture.iter().filter(|(kind, _)| *kind == name::PAGE).filter_map(|(_, words)| {
        let digits: String = words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    });
    let mut pages: Vec<u32> = digits.chain(named).collect();
    pages.sort_unstable();
    pages.dedup();
    Some(Fragment { pages, first, last })
}
