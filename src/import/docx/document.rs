//! The walk over a document, its notes or its headers: paragraphs in, blocks out.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::field::Field;
use super::numbering::{Counters, Numbering};
use super::styles::{Look, Styles};
use super::symbols;
use crate::import::Revisions;
use crate::import::numerals::format_number;
use crate::import::words::{Words, note_words};
use crate::import::xml::{Visitor, attribute};
use crate::model::Warning;
use crate::parse::{Block, BlockHint, Origin, Styled};

/// What the walk may ask.
pub(super) struct Parts<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: &'a Numbering,
    /// Addresses by relation.
    pub(super) links: HashMap<String, String>,
    pub(super) revisions: Revisions,
    /// The formats of the numbers of footnotes and endnotes.
    pub(super) note_formats: [String; 2],
}

/// How many fields may be open in one another.
const MOST_FIELDS: usize = 100;

/// No mark that a typist made is longer, in bytes.
const LONGEST_MARK: usize = 32;

/// Footnotes and endnotes are numbered apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// What the walk found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    /// Notes by kind and id, where the part holds notes.
    pub(super) notes: HashMap<(NoteKind, String), Styled>,
    /// The notes that are referred to, in reading order, with their marks.
    pub(super) referred: Vec<(NoteKind, String, String)>,
    pub(super) hidden: Vec<String>,
    pub(super) warnings: Vec<Warning>,
}

/// What an element's end has to do.
#[derive(Default)]
pub(super) enum Close {
    #[default]
    Nothing,
    Skip,
    Paragraph,
    Run,
    Text,
    Properties,
    RunProperties,
    Instruction,
    SimpleField,
    Link(usize, String),
    Row,
    Table {
        is_layout: bool,
    },
    RowProperties,
    TextBox(Vec<Row>),
    Alternate,
    Note(NoteKind, String),
}

#[derive(Default)]
struct Paragraph {
    words: Words,
    style: Option<String>,
    list: Option<String>,
    level: Option<u8>,
    indented: bool,
    /// Its end was deleted: it goes on in the next paragraph.
    goes_on: bool,
}

#[derive(Default)]
struct Run {
    style: Option<String>,
    look: Look,
    shown: Option<Look>,
}

/// A row of a table.
#[derive(Default)]
pub(super) struct Row {
    words: Words,
    cells: usize,
    /// Whether the revision that is read does not have it.
    is_gone: bool,
}

/// The walk.
#[expect(clippy::struct_excessive_bools, reason = "each says in which element of the markup the walk is")]
pub(super) struct Walk<'a> {
    parts: &'a Parts<'a>,
    counters: Counters,
    counts: [u32; 2],
    pub(super) found: Found,
    skipped: u32,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    instruction: bool,
    text: bool,
    in_properties: bool,
    in_run_properties: bool,
    in_row_properties: bool,
    rows: Vec<Row>,
    /// Whether the table at hand lays out the page: its cells are paragraphs.
    is_layout: bool,
    /// Whether each open alternative has been taken.
    alternatives: Vec<bool>,
    /// The marks of the notes that were referred to.
    marks: HashMap<(NoteKind, String), String>,
    /// A note whose mark is the text that follows.
    custom: Option<(NoteKind, String, String)>,
    /// The words of a paragraph that goes on.
    pending: Option<Words>,
    gap: bool,
    /// Whether words have stood outside tables.
    has_flow: bool,
    /// The words of the note at hand.
    note: Option<Words>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(parts: &'a Parts<'a>) -> Self {
        Self {
            parts,
            counters: Counters::default(),
            counts: [0; 2],
            found: Found::default(),
            skipped: 0,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            instruction: false,
            text: false,
            in_properties: false,
            in_run_properties: false,
            in_row_properties: false,
            rows: Vec::new(),
            is_layout: false,
            alternatives: Vec::new(),
            marks: HashMap::new(),
            custom: None,
            pending: None,
            gap: false,
            has_flow: false,
            note: None,
        }
    }

    /// Whether a tracked change of this name is not in the revision that is read.
    fn is_gone(&self, name: &str) -> bool {
        match self.parts.revisions {
            Revisions::Accepted => matches!(name, "del" | "moveFrom"),
            Revisions::Original => matches!(name, "ins" | "moveTo"),
        }
    }

    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        let goes_on = self.in_run_properties && self.is_gone(name);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = Some(value()),
            "numId" => paragraph.list = Some(value()),
            "ilvl" => paragraph.level = value().parse().ok(),
            "ind" => {
                let first = |name| attribute(element, name).is_some_and(|n| n.parse::<i64>().is_ok_and(|n| n > 0));
                paragraph.indented = first("firstLine") || first("firstLineChars");
            }
            _ if goes_on => paragraph.goes_on = true,
            _ => {}
        }
    }

    /// Adds words as the run at hand looks.
    fn add(&mut self, text: &str) {
        if self.fields.iter().any(|field| !field.in_result || field.is_dropped()) || text.is_empty() {
            return;
        }
        if let Some((_, _, mark)) = &mut self.custom {
            return mark.push_str(text);
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let look = self.runs.last_mut().map(|run| {
            *run.shown.get_or_insert_with(|| self.parts.styles.look(paragraph.style.as_deref(), run.style.as_deref(), run.look))
        });
        let look = look.unwrap_or_default();
        if look.hidden == Some(true) {
            if !text.trim().is_empty() {
                self.found.hidden.push(text.to_owned());
            }
            return;
        }
        let start = paragraph.words.len();
        paragraph.words.push(text);
        if look.italic == Some(true) {
            paragraph.words.emphasize(start, false);
        } else if look.bold == Some(true) {
            paragraph.words.emphasize(start, true);
        }
        if look.raised == Some(true) || self.fields.iter().any(Field::is_note) {
            paragraph.words.raise(start);
        }
    }

    fn refer(&mut self, kind: NoteKind, element: &BytesStart<'_>) {
        let Some(id) = attribute(element, "id") else { return };
        if attribute(element, "customMarkFollows").is_some_and(|v| !matches!(v.as_str(), "0" | "false" | "off")) {
            self.custom = Some((kind, id, String::new()));
            return;
        }
        self.tie(kind, id, None);
    }

    /// Sets the mark of a note: its own, or the next number.
    fn tie(&mut self, kind: NoteKind, id: String, custom: Option<String>) {
        let known = self.marks.get(&(kind, id.clone())).cloned();
        let is_new = known.is_none();
        let mark = known.or(custom).unwrap_or_else(|| {
            let at = usize::from(kind == NoteKind::Endnote);
            self.counts[at] += 1;
            format_number(self.counts[at], &self.parts.note_formats[at])
        });
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.words.mark(&mark);
        }
        if is_new {
            self.marks.insert((kind, id.clone()), mark.clone());
            self.found.referred.push((kind, id, mark));
        }
    }

    fn end_run(&mut self) {
        self.runs.pop();
        if let Some((kind, id, mark)) = self.custom.take() {
            // A run that is longer than any mark is words.
            let mark = mark.trim();
            let is_mark = !mark.is_empty() && mark.len() <= LONGEST_MARK;
            self.tie(kind, id, is_mark.then(|| mark.split_whitespace().collect()));
            if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !is_mark) {
                paragraph.words.push(mark);
            }
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(note) = &mut self.note {
            note.push(" ");
            return note.append(paragraph.words.finish());
        }
        if paragraph.goes_on {
            self.pending = Some(paragraph.words);
            return;
        }
        let number = self.number(&mut paragraph);
        let hint = self.parts.styles.heading(paragraph.style.as_deref()).map_or(BlockHint::None, BlockHint::Heading);
        if let Some(row) = self.rows.last_mut().filter(|_| !self.is_layout) {
            if !paragraph.words.is_blank() {
                row.words.push(" ");
                if let Some(number) = number {
                    row.words.push(&number);
                    row.words.push(" ");
                }
                row.words.append(paragraph.words.finish());
            }
            return;
        }
        if paragraph.words.is_blank() {
            self.gap = true;
            return;
        }
        self.has_flow |= self.rows.is_empty();
        let styled = paragraph.words.finish();
        let indented = paragraph.indented || styled.text.starts_with('\t');
        let gap_before = std::mem::take(&mut self.gap);
        self.found.blocks.push(Block { styled, number, hint, is_line: false, gap_before, indented, origin: Origin::default() });
    }

    /// The automatic number of a paragraph.
    fn number(&mut self, paragraph: &mut Paragraph) -> Option<String> {
        let styles = self.parts.styles;
        let by_style = styles.list(paragraph.style.as_deref());
        let list = paragraph.list.clone().or_else(|| by_style.as_ref().map(|(id, _)| id.clone())).filter(|id| id != "0")?;
        let style = styles.paragraph(paragraph.style.as_deref());
        let level = paragraph.level.or_else(|| style.and_then(|style| self.parts.numbering.level_of_style(&list, style)));
        let level = level.or_else(|| by_style.map(|(_, level)| level)).unwrap_or(0);
        self.parts.numbering.next(&mut self.counters, &list, level)
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        if row.is_gone || row.words.is_blank() {
            return;
        }
        if let Some(outer) = self.rows.last_mut() {
            return outer.words.append(row.words.finish());
        }
        if !self.is_layout {
            let hint = BlockHint::TableRow;
            self.found.blocks.push(Block {
                styled: row.words.finish(),
                hint,
                gap_before: std::mem::take(&mut self.gap),
                ..Block::default()
            });
        }
    }

    fn field_char(&mut self, element: &BytesStart<'_>) {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") if self.fields.len() < MOST_FIELDS => self.fields.push(Field::default()),
            Some("separate") => {
                let start = self.paragraphs.last().map_or(0, |paragraph| paragraph.words.len());
                if let Some(field) = self.fields.last_mut() {
                    field.show(start);
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                if let (Some(target), Some(paragraph)) = (field.address(), self.paragraphs.last_mut()) {
                    paragraph.words.link(field.start, target);
                }
            }
            _ => {}
        }
    }

    /// An element that opens a block, or a container of blocks.
    fn open_block(&mut self, name: &str, element: &BytesStart<'_>) -> Option<Close> {
        Some(match name {
            "p" => {
                let words = self.pending.take().unwrap_or_default();
                self.paragraphs.push(Paragraph { words, ..Paragraph::default() });
                Close::Paragraph
            }
            "r" => {
                self.runs.push(Run::default());
                Close::Run
            }
            "tbl" => {
                let was = self.is_layout;
                // A table before all other words is the masthead.
                self.is_layout = if self.rows.is_empty() { !self.has_flow } else { was };
                Close::Table { is_layout: was }
            }
            "tr" => {
                self.rows.push(Row::default());
                Close::Row
            }
            "trPr" => {
                self.in_row_properties = true;
                Close::RowProperties
            }
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    if row.cells > 0 {
                        row.words.push(" | ");
                    }
                    row.cells += 1;
                }
                Close::Nothing
            }
            "txbxContent" => Close::TextBox(std::mem::take(&mut self.rows)),
            "AlternateContent" => {
                self.alternatives.push(false);
                Close::Alternate
            }
            "footnote" | "endnote" => {
                let kind = if name == "footnote" { NoteKind::Footnote } else { NoteKind::Endnote };
                if attribute(element, "type").is_some_and(|kind| kind != "normal") {
                    self.skipped = 1;
                    return Some(Close::Skip);
                }
                self.note = Some(Words::default());
                Close::Note(kind, attribute(element, "id").unwrap_or_default())
            }
            _ => return None,
        })
    }

    /// An element within a run, or around runs.
    fn open_inline(&mut self, name: &str, element: &BytesStart<'_>) -> Close {
        match name {
            "pPr" => {
                self.in_properties = true;
                return Close::Properties;
            }
            "rPr" => {
                self.in_run_properties = true;
                return Close::RunProperties;
            }
            "t" | "delText" => {
                self.text = true;
                return Close::Text;
            }
            "instrText" | "delInstrText" => {
                self.instruction = true;
                return Close::Instruction;
            }
            "fldSimple" => {
                let instruction = attribute(element, "instr").unwrap_or_default();
                let start = self.paragraphs.last().map_or(0, |paragraph| paragraph.words.len());
                self.fields.push(Field::simple(&instruction, start));
                return Close::SimpleField;
            }
            "hyperlink" => {
                let target = attribute(element, "id").and_then(|id| self.parts.links.get(&id).cloned());
                let start = self.paragraphs.last().map_or(0, |paragraph| paragraph.words.len());
                return target.map_or(Close::Nothing, |target| Close::Link(start, target));
            }
            "fldChar" => self.field_char(element),
            "tab" | "ptab" => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("\u{2011}"),
            "sym" => {
                let shown = symbols::shown(
                    &attribute(element, "char").unwrap_or_default(),
                    &attribute(element, "font").unwrap_or_default(),
                );
                if shown == '\u{fffd}' {
                    self.warn(
                        0,
                        "unknown-sign",
                        "a sign of a picture font has no character; U+FFFD stands in its place".to_owned(),
                    );
                }
                self.add(shown.encode_utf8(&mut [0; 4]));
            }
            "footnoteReference" => self.refer(NoteKind::Footnote, element),
            "endnoteReference" => self.refer(NoteKind::Endnote, element),
            "altChunk" => self.warn(0, "embedded-document", "another document is embedded here; it is not read".to_owned()),
            _ => {}
        }
        Close::Nothing
    }
}

impl Visitor for Walk<'_> {
    type Frame = Close;

    fn start(&mut self, element: &BytesStart<'_>, _line: u32) -> Close {
        if self.skipped > 0 {
            self.skipped += 1;
            return Close::Skip;
        }
        let qualified = element.name();
        let (prefix, name) = qualified.as_ref().split_once(':').unwrap_or(("", qualified.as_ref()));
        // DrawingML has paragraphs of its own, in charts and diagrams; formulas have letters.
        let is_foreign = matches!(prefix, "a" | "c" | "dgm" | "o" | "v" | "pic" | "wp" | "wp14");
        if self.in_row_properties {
            if self.is_gone(name)
                && let Some(row) = self.rows.last_mut()
            {
                row.is_gone = true;
            }
            return Close::Nothing;
        }
        let is_skipped = match name {
            "pPrChange" | "rPrChange" | "sectPr" | "tblPr" | "tcPr" | "tblGrid" | "sdtPr" | "rt" | "numberingChange"
            | "binData" => true,
            "Fallback" => self.alternatives.last() == Some(&true),
            "del" | "moveFrom" | "ins" | "moveTo" => !self.in_properties && !self.in_run_properties && self.is_gone(name),
            _ => false,
        };
        if is_skipped {
            self.skipped = 1;
            return Close::Skip;
        }
        if matches!(name, "Choice" | "Fallback")
            && let Some(taken) = self.alternatives.last_mut()
        {
            if *taken {
                self.skipped = 1;
                return Close::Skip;
            }
            *taken = true;
        }
        if self.in_properties {
            self.property(name, element);
            if name == "rPr" {
                self.in_run_properties = true;
                return Close::RunProperties;
            }
            return Close::Nothing;
        }
        if self.in_run_properties {
            if let Some(run) = self.runs.last_mut() {
                if name == "rStyle" {
                    run.style = attribute(element, "val");
                } else {
                    run.look.take(name, element);
                }
            }
            return Close::Nothing;
        }
        if is_foreign && matches!(name, "p" | "r" | "t" | "tbl" | "tr" | "tc") {
            return Close::Nothing;
        }
        if prefix == "m" {
            self.text |= name == "t";
            return if name == "t" { Close::Text } else { Close::Nothing };
        }
        self.open_block(name, element).unwrap_or_else(|| self.open_inline(name, element))
    }

    fn end(&mut self, _name: &str, close: Close) {
        match close {
            Close::Nothing => {}
            Close::Skip => self.skipped = self.skipped.saturating_sub(1),
            Close::Paragraph => self.end_paragraph(),
            Close::Run => self.end_run(),
            Close::Text => self.text = false,
            Close::Properties => self.in_properties = false,
            Close::RunProperties => self.in_run_properties = false,
            Close::Instruction => self.instruction = false,
            Close::SimpleField => {
                self.fields.pop();
            }
            Close::Link(start, target) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.words.link(start, target);
                }
            }
            Close::Row => self.end_row(),
            Close::Table { is_layout } => self.is_layout = is_layout,
            Close::RowProperties => self.in_row_properties = false,
            Close::TextBox(rows) => self.rows = rows,
            Close::Alternate => {
                self.alternatives.pop();
            }
            Close::Note(kind, id) => {
                if let Some(words) = self.note.take() {
                    self.found.notes.insert((kind, id), note_words(words.finish()));
                }
            }
        }
    }

    fn text(&mut self, text: &str, _line: u32) {
        if self.skipped > 0 {
            return;
        }
        if self.instruction {
            if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                field.instruct(text);
            }
        } else if self.text {
            self.add(text);
        }
    }

    fn warn(&mut self, _line: u32, code: &str, message: String) {
        let place = format!("paragraph {}", self.found.blocks.len() + 1);
        self.found.warnings.push(Warning { place, code: code.to_owned(), message });
    }
}
