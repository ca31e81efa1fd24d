//! Office Open XML: the files of word processors.
//!
//! `package` opens the archive within limits; `styles` and `numbering` know what the file says once for many paragraphs;
//! `document` walks over the words and yields one block a paragraph, in which the structure parser finds the resolution.
//! Footnotes are numbered in reading order, as they are printed; tracked changes are read in the state that is asked for.

mod document;
mod field;
mod numbering;
mod package;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use document::{Found, NoteKind, Parts, Walk};
use numbering::Numbering;
use package::{Package, Relation};
use styles::Styles;

use super::blocks::{Beside, structured};
use super::xml::{self, Visitor, attribute};
use super::{ImportError, ImportOptions};
use crate::lexicon::Lexicon;
use crate::model::{Source, Symbol, Text, Warning};
use crate::parse::{Block, BlockHint, Draft, assemble};

/// Reads a word processor's file.
///
/// # Errors
/// Where the archive is damaged, or holds another kind of document, or no words in one of the six languages.
pub fn read(source: Source, bytes: &[u8], options: &ImportOptions) -> Result<Text, ImportError> {
    let draft = draft(source, bytes, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(assemble(draft, lexicon))
}

/// Reads a word processor's file as far as a draft.
///
/// # Errors
/// As [`read`].
pub fn draft(source: Source, bytes: &[u8], options: &ImportOptions) -> Result<Draft, ImportError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let Some(body) = package.part(&main)? else {
        return Err(ImportError::Unreadable("the Word document has no main part; save it anew in a word processor".to_owned()));
    };
    let relations = package.relations(&main)?;
    let part = |package: &mut Package<'_>, kind: &str| -> Result<Option<(String, String)>, ImportError> {
        let Some(relation) = relations.iter().find(|relation| relation.kind == kind) else { return Ok(None) };
        Ok(package.part(&relation.target)?.map(|text| (relation.target.clone(), text.into_owned())))
    };
    let styles = match part(&mut package, "styles")? {
        Some((name, text)) => Styles::read(&text, &name)?,
        None => Styles::default(),
    };
    let numbering = match part(&mut package, "numbering")? {
        Some((name, text)) => Numbering::read(&text, &name)?,
        None => Numbering::default(),
    };
    let settings = match part(&mut package, "settings")? {
        Some((name, text)) => Settings::read(&text, &name)?,
        None => Settings::default(),
    };
    let note_formats = settings.note_formats.clone();
    let parts =
        Parts { styles: &styles, numbering: &numbering, links: links(&relations), revisions: options.revisions, note_formats };
    let mut found = walk(&body, &main, &parts)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some((name, text)) = part(&mut package, kind)? {
            let own = Parts { links: links(&package.relations(&name)?), note_formats: settings.note_formats.clone(), ..parts };
            let notes = walk(&text, &name, &own)?;
            found.notes.extend(notes.notes);
            found.warnings.extend(notes.warnings);
        }
    }
    let mut furniture = Vec::new();
    for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
        if let Some(text) = package.part(&relation.target)? {
            let words = walk(&text, &relation.target, &parts)?.blocks;
            let name = if relation.kind == "header" { "running header" } else { "running footer" };
            furniture.extend(words.into_iter().map(|block| (name, block.styled.text)));
        }
    }
    structure(found, furniture, &settings, &styles, source, options)
}

/// Finds the resolution in what the walk found.
fn structure(
    found: Found,
    mut furniture: Vec<(&'static str, String)>,
    settings: &Settings,
    styles: &Styles,
    source: Source,
    options: &ImportOptions,
) -> Result<Draft, ImportError> {
    let Found { mut blocks, mut notes, referred, hidden, mut warnings } = found;
    for (kind, id, mark) in referred {
        let Some(mut note) = notes.remove(&(kind, id)) else {
            let message = format!("the note of mark {mark} is not in the file");
            warnings.push(Warning { place: format!("footnote {mark}"), code: "missing-note".to_owned(), message });
            continue;
        };
        // A mark of its own is typed in front of the note too.
        let typed = note.text.strip_prefix(mark.as_str()).map(|rest| note.text.len() - rest.trim_start().len());
        if let Some(typed) = typed.filter(|_| !mark.starts_with(|c: char| c.is_alphanumeric())) {
            super::words::remove(&mut note, 0..typed);
        }
        blocks.push(Block { styled: note, hint: BlockHint::Footnote(mark), ..Block::default() });
    }
    for ((kind, id), note) in notes {
        if !note.text.trim().is_empty() {
            let name = if kind == NoteKind::Footnote { "footnote" } else { "endnote" };
            let message = format!("{name} {id} has no mark in the text; it was left out: “{}”", note.text.trim());
            warnings.push(Warning { place: name.to_owned(), code: "unreferred-note".to_owned(), message });
            furniture.push(("note without a mark", note.text));
        }
    }
    furniture.extend(hidden.into_iter().map(|words| ("hidden text", words)));

    let language = styles.language.as_deref().and_then(|tag| tag.parse().ok());
    let headers: Vec<String> =
        furniture.iter().filter(|(name, _)| *name == "running header").map(|(_, words)| words.clone()).collect();
    let mut draft = structured("Word document", blocks, Beside { language, furniture, warnings }, source, options)?;
    if draft.facts.symbol.is_none() {
        // The UN's templates keep the symbol in a document variable and print it in the header.
        draft.facts.symbol = settings.variables.iter().chain(&headers).find_map(|words| symbol_in(words));
    }
    Ok(draft)
}

/// A symbol of the General Assembly among the words.
fn symbol_in(words: &str) -> Option<Symbol> {
    let candidates = words.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';'));
    candidates.filter(|word| word.starts_with("A/")).find_map(|word| word.parse().ok())
}

fn walk(text: &str, part: &str, parts: &Parts<'_>) -> Result<Found, ImportError> {
    let mut walk = Walk::new(parts);
    xml::walk(text, "Word document", part, &mut walk)?;
    Ok(walk.found)
}

/// No address of a document is longer, in bytes; each is kept with every link that leads to it.
const LONGEST_ADDRESS: usize = 300;

fn links(relations: &[Relation]) -> HashMap<String, String> {
    relations
        .iter()
        .filter(|relation| relation.kind == "hyperlink" && relation.target.len() <= LONGEST_ADDRESS)
        .map(|relation| (relation.id.clone(), relation.target.clone()))
        .collect()
}

/// What is said once for the whole document.
struct Settings {
    /// The values of document variables.
    variables: Vec<String>,
    /// How footnotes and endnotes are numbered.
    note_formats: [String; 2],
    note: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { variables: Vec::new(), note_formats: ["decimal".to_owned(), "lowerRoman".to_owned()], note: None }
    }
}

impl Settings {
    fn read(text: &str, part: &str) -> Result<Self, ImportError> {
        let mut settings = Self::default();
        xml::walk(text, "Word document", part, &mut settings)?;
        Ok(settings)
    }
}

impl Visitor for Settings {
    type Frame = ();

    fn start(&mut self, element: &BytesStart<'_>, _line: u32) {
        match element.local_name().as_ref() {
            "docVar" => self.variables.extend(attribute(element, "val")),
            "footnotePr" => self.note = Some(0),
            "endnotePr" => self.note = Some(1),
            "numFmt" => {
                if let (Some(at), Some(format)) = (self.note, attribute(element, "val")) {
                    self.note_formats[at] = format;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, (): ()) {
        if matches!(name, "footnotePr" | "endnotePr") {
            self.note = None;
        }
    }

    fn text(&mut self, _text: &str, _line: u32) {}
    fn warn(&mut self, _line: u32, _code: &str, _message: String) {}
}
