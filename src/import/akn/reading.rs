//! One walk over the XML: elements in, paragraphs, footnotes and raw facts out.

use quick_xml::events::BytesStart;

use super::facts::RawFacts;
use super::number;
use crate::import::ImportError;
use crate::import::words::{Words, joined, note_words};
use crate::import::xml::{self, Visitor, attribute};
use crate::model::{Place, Warning};
use crate::parse::{DraftFootnote, DraftParagraph, MarkAt, Origin, Role, Styled};

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) facts: RawFacts,
    pub(super) paragraphs: Vec<DraftParagraph>,
    pub(super) footnotes: Vec<DraftFootnote>,
    pub(super) warnings: Vec<Warning>,
    pub(super) furniture: Vec<(&'static str, String)>,
}

/// The part of the document that an element belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    #[default]
    None,
    Meta,
    Cover,
    Preface,
    Preamble,
    Formula,
    Body,
    Conclusions,
}

/// What is kept of an element that is open.
pub(super) struct Frame {
    /// The section to return to.
    section: Section,
    /// Whether it opened a sink.
    sink: bool,
    /// Whether it opened a unit.
    unit: bool,
    /// An inline style or link: how many sinks there were, and where in the top one it starts.
    style: Option<(Style, usize, usize)>,
}

/// What words are collected for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Purpose {
    Paragraph {
        heading: bool,
    },
    Row {
        cells: u32,
    },
    Number,
    Note(String),
    /// A line outside preamble and body, by the name of the furniture that it is.
    Line(&'static str),
    /// A fact within such a line.
    Fact(&'static str),
}

/// Words that are being collected.
struct Sink {
    purpose: Purpose,
    words: Words,
    line: u32,
    /// Whether it was opened by words that stand outside every paragraph.
    is_implicit: bool,
}

enum Style {
    Emphasis { bold: bool },
    Link(String),
    Raised,
}

/// An element that is one paragraph: further `p` in it without a number continue the paragraph.
#[derive(Default)]
struct Unit {
    paragraph: Option<usize>,
    heading: bool,
    depth: Option<u8>,
}

#[derive(Default)]
struct Walk {
    raw: Raw,
    section: Section,
    sinks: Vec<Sink>,
    units: Vec<Unit>,
    number: Option<String>,
    place: Place,
    /// How many annexes the part at hand has had.
    annexes: u8,
    /// Whether the annex at hand has no paragraph yet.
    annex_is_new: bool,
    /// Within `components`, which hold the parts of an "A-B" resolution.
    in_components: bool,
    /// Within such a part.
    in_part: bool,
    line: u32,
}

/// Walks the XML.
pub(super) fn walk(xml: &str) -> Result<Raw, ImportError> {
    let mut walk = Walk::default();
    xml::walk(xml, "XML", "", &mut walk)?;
    Ok(walk.raw)
}

impl Visitor for Walk {
    type Frame = Frame;

    fn start(&mut self, element: &BytesStart<'_>, line: u32) -> Frame {
        self.line = line;
        let local = element.local_name();
        let name: &str = local.as_ref();
        let mut frame = Frame { section: self.section, sink: false, unit: false, style: None };
        if self.section == Section::Meta {
            self.raw.facts.meta(name, element, self.in_part || self.place.annex.is_some());
            if name == "docketNumber" {
                self.open(Purpose::Fact("job number"), &mut frame);
            }
            return frame;
        }
        if let Some(style) = style(name, element) {
            frame.style = Some((style, self.sinks.len(), self.sinks.last().map_or(0, |sink| sink.words.len())));
            return frame;
        }
        match name {
            "meta" => self.section = Section::Meta,
            // An annex has a title, a preamble and closing lines of its own; they are paragraphs of it.
            "coverPage" | "preface" | "preamble" | "conclusions" if self.place.annex.is_some() => self.section = Section::Body,
            "coverPage" => self.section = Section::Cover,
            "preface" => self.section = Section::Preface,
            "preamble" => self.section = Section::Preamble,
            "mainBody" | "body" => self.section = Section::Body,
            "formula" if self.place.annex.is_none() => self.section = Section::Formula,
            "conclusions" => self.section = Section::Conclusions,
            "components" => self.in_components = true,
            "component" if self.in_components => self.in_part = true,
            "attachment" => self.open_annex(),
            _ => {}
        }
        self.block(name, element, &mut frame);
        frame
    }

    fn end(&mut self, name: &str, frame: Frame) {
        if let Some((style, sinks, start)) = frame.style {
            if sinks == self.sinks.len()
                && let Some(sink) = self.sinks.last_mut()
            {
                match style {
                    Style::Emphasis { bold } => sink.words.emphasize(start, bold),
                    Style::Link(target) => sink.words.link(start, target),
                    Style::Raised => sink.words.raise(start),
                }
            }
            return;
        }
        if !is_inline(name) {
            self.close_implicit();
        }
        if frame.sink
            && let Some(sink) = self.sinks.pop()
        {
            self.finish(sink);
        }
        if frame.unit {
            self.units.pop();
            if let Some(number) = self.number.take() {
                self.note("number-without-words", format!("the number {number} has no words; it was left out"));
            }
        }
        match name {
            "attachment" => self.place.annex = None,
            "component" => {
                self.place = Place::default();
                self.annexes = 0;
            }
            _ => {}
        }
        self.section = frame.section;
    }

    fn text(&mut self, text: &str, line: u32) {
        self.line = line;
        self.add(text);
    }

    fn warn(&mut self, line: u32, code: &str, message: String) {
        self.raw.warnings.push(Warning { place: format!("line {line}"), code: code.to_owned(), message });
    }
}

impl Walk {
    /// What an element that is no inline style opens.
    fn block(&mut self, name: &str, element: &BytesStart<'_>, frame: &mut Frame) {
        let is_body = matches!(self.section, Section::Body | Section::Preamble);
        let in_words = self.sinks.last().is_some_and(|sink| !sink.is_implicit);
        match name {
            "authorialNote" => {
                let mark = attribute(element, "marker").filter(|m| !m.trim().is_empty());
                self.open_note(mark.map(|m| m.trim().to_owned()), frame);
            }
            "noteRef" => {
                if let Some(mark) = attribute(element, "marker") {
                    self.mark(mark.trim());
                }
            }
            "eol" | "br" => self.add(" "),
            "img" | "image" if is_body => {
                self.note("image", "an image stands here; it has no words and is left out".to_owned());
            }
            "container" | "paragraph" | "point" | "item" | "li" | "crossHeading" | "indent" | "alinea" | "subparagraph"
            | "blockContainer"
                if is_body && !in_words =>
            {
                self.close_implicit();
                let class = attribute(element, "class").unwrap_or_default();
                let heading = name == "crossHeading" || is_heading_class(&class);
                let depth = match name {
                    "point" | "item" | "li" | "indent" | "subparagraph" => self.parent_depth().map(|depth| depth.saturating_add(1)),
                    _ => None,
                };
                self.units.push(Unit { paragraph: None, heading, depth });
                frame.unit = true;
                if name == "crossHeading" {
                    self.open(Purpose::Paragraph { heading: true }, frame);
                }
            }
            "num" if is_body && !in_words => {
                self.close_implicit();
                self.open(Purpose::Number, frame);
            }
            "subheading" | "heading" if is_body => {
                if in_words {
                    if let Some(Sink { purpose: Purpose::Paragraph { heading }, words, .. }) = self.sinks.last_mut()
                        && words.is_blank()
                    {
                        *heading = true;
                    }
                } else {
                    self.close_implicit();
                    self.open(Purpose::Paragraph { heading: true }, frame);
                }
            }
            "tr" if is_body && !in_words => {
                self.close_implicit();
                self.open(Purpose::Row { cells: 0 }, frame);
            }
            "td" | "th" => {
                if let Some(Sink { purpose: Purpose::Row { cells }, words, .. }) = self.sinks.last_mut() {
                    if *cells > 0 {
                        words.push(" | ");
                    }
                    *cells += 1;
                }
            }
            "p" | "block" | "longTitle" if in_words => self.add(" "),
            "p" | "block" | "longTitle" => {
                self.close_implicit();
                let purpose = match self.section {
                    Section::Body | Section::Preamble => Purpose::Paragraph { heading: false },
                    Section::Formula => Purpose::Line("opening formula"),
                    Section::Cover => Purpose::Line("masthead"),
                    Section::Preface => Purpose::Line("title"),
                    Section::Conclusions => Purpose::Line("closing lines"),
                    Section::Meta | Section::None => return,
                };
                self.open(purpose, frame);
            }
            _ if matches!(self.section, Section::Cover | Section::Preface | Section::Conclusions) => {
                if let Some(fact) = self.raw.facts.element(name, element, self.section == Section::Cover, self.in_part) {
                    self.open(Purpose::Fact(fact), frame);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(sink) = self.sinks.last_mut() {
            return sink.words.push_printed(text);
        }
        if self.section == Section::Meta || text.trim().is_empty() {
            return;
        }
        // Words outside every paragraph: nothing is dropped.
        if !matches!(self.section, Section::Body | Section::Preamble) {
            self.note("stray-text", format!("“{}” stands outside every paragraph; it was kept as one", text.trim()));
        }
        let mut words = Words::default();
        words.push_printed(text);
        self.sinks.push(Sink { purpose: Purpose::Paragraph { heading: false }, words, line: self.line, is_implicit: true });
    }

    fn open(&mut self, purpose: Purpose, frame: &mut Frame) {
        self.sinks.push(Sink { purpose, words: Words::default(), line: self.line, is_implicit: false });
        frame.sink = true;
    }

    fn close_implicit(&mut self) {
        if self.sinks.last().is_some_and(|sink| sink.is_implicit)
            && let Some(sink) = self.sinks.pop()
        {
            self.finish(sink);
        }
    }

    fn finish(&mut self, sink: Sink) {
        let origin = Origin { page: None, line: Some(sink.line) };
        let styled = sink.words.finish();
        match sink.purpose {
            Purpose::Paragraph { heading } => self.paragraph(styled, heading, origin),
            Purpose::Row { .. } => {
                self.number = None;
                self.push(Role::Operative, None, styled, origin, None);
            }
            Purpose::Number => {
                let number = styled.text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.number = (!number.is_empty()).then_some(number);
            }
            Purpose::Note(mark) => {
                let styled = note_words(styled);
                self.raw.footnotes.push(DraftFootnote { mark, styled, origin });
            }
            Purpose::Line(name) => self.line_of(name, styled, origin),
            Purpose::Fact(name) => {
                let words = styled.text.split_whitespace().collect::<Vec<_>>().join(" ");
                if self.in_part && name == "title number" {
                    self.place.part = part_letter(&words).or(self.place.part);
                } else {
                    self.raw.facts.words(name, &words);
                }
                match self.sinks.last_mut() {
                    Some(parent) => parent.words.append(styled),
                    None => self.raw.furniture.push((name, words)),
                }
            }
        }
    }

    /// A line outside preamble and body: furniture, but for the title of a part, and what is too long to be what the markup says.
    fn line_of(&mut self, name: &'static str, styled: Styled, origin: Origin) {
        if styled.text.trim().is_empty() && styled.marks.is_empty() {
            return;
        }
        if name == "title" && self.in_part {
            let title = self.raw.facts.take_part_title();
            if !title.is_empty() {
                let heading = Styled { text: title, marks: styled.marks, ..Styled::default() };
                self.push(Role::Heading, None, heading, origin, None);
                self.raw.furniture.extend(self.place.part.map(|letter| ("part letter", letter.to_string())));
                return;
            }
        }
        if !styled.marks.is_empty() {
            self.note("note-outside", format!("a footnote stands at the {name}; it is kept, and tied to no paragraph"));
        }
        let longest = match name {
            "opening formula" => 60,
            "closing lines" => 200,
            _ => usize::MAX,
        };
        if styled.text.trim().chars().count() > longest {
            self.note("unlikely-markup", format!("what is marked as {name} is longer than any; it was kept as a paragraph"));
            let role = if name == "opening formula" { Role::Preambular } else { Role::Operative };
            return self.push(role, None, styled, origin, None);
        }
        self.raw.furniture.push((name, styled.text));
    }

    fn paragraph(&mut self, mut styled: Styled, heading: bool, origin: Origin) {
        let unit_is_heading = self.units.last().is_some_and(|unit| unit.heading);
        let heading = heading || unit_is_heading;
        if styled.text.trim().is_empty() {
            if styled.marks.is_empty() {
                return;
            }
            // A mark alone in its paragraph belongs to the words before it.
            if let Some(before) = self.raw.paragraphs.last_mut() {
                let at = before.styled.text.trim_end().len();
                before.styled.marks.extend(styled.marks.into_iter().map(|mark| MarkAt { at, ..mark }));
                return;
            }
        }
        if heading {
            if let Some(number) = self.number.take() {
                styled = joined(Styled { text: number, ..Styled::default() }, styled, " ");
            }
            if is_annex_heading(&styled.text) && !self.annex_is_new {
                self.open_annex();
            }
        } else if self.number.is_none() {
            self.number = number::cut(&mut styled);
            if self.number.is_none() && self.section == Section::Body && is_annex_heading(&styled.text) {
                if !self.annex_is_new {
                    self.open_annex();
                }
                return self.push(Role::Heading, None, styled, origin, None);
            }
        }
        let continues = self.units.last().and_then(|unit| unit.paragraph).filter(|_| self.number.is_none());
        if let Some(before) = continues.and_then(|index| self.raw.paragraphs.get_mut(index))
            && (before.role == Role::Heading) == heading
        {
            before.styled = joined(std::mem::take(&mut before.styled), styled, " ");
            return;
        }
        let number = self.number.take();
        let role = match (heading, self.section) {
            (true, _) => Role::Heading,
            (_, Section::Preamble) if !number.as_deref().is_some_and(is_digits) => Role::Preambular,
            _ => Role::Operative,
        };
        let depth = self.units.last().and_then(|unit| unit.depth);
        self.push(role, number, styled, origin, depth);
        let index = self.raw.paragraphs.len() - 1;
        if let Some(unit) = self.units.last_mut() {
            unit.paragraph = Some(index);
        }
    }

    fn push(&mut self, role: Role, number: Option<String>, styled: Styled, origin: Origin, depth: Option<u8>) {
        let role = if self.place.annex.is_some() && role != Role::Heading { Role::Body } else { role };
        self.annex_is_new = false;
        self.raw.paragraphs.push(DraftParagraph { role, place: self.place, number, depth, styled, origin });
    }

    /// The depth of the paragraph that a nested point belongs to, as the form of its number tells where the markup is flat.
    fn parent_depth(&self) -> Option<u8> {
        let unit = self.units.iter().rev().find(|unit| unit.paragraph.is_some() || unit.depth.is_some())?;
        if unit.depth.is_some() {
            return unit.depth;
        }
        let parent = self.raw.paragraphs.get(unit.paragraph?)?;
        Some(match &parent.number {
            None => 0,
            Some(number) if is_digits(number) => 0,
            Some(_) => 1,
        })
    }

    fn open_annex(&mut self) {
        self.annexes = self.annexes.saturating_add(1);
        self.place.annex = Some(self.annexes);
        self.annex_is_new = true;
    }

    fn open_note(&mut self, mark: Option<String>, frame: &mut Frame) {
        let mark = mark.unwrap_or_else(|| (self.raw.footnotes.len() + 1).to_string());
        self.mark(&mark);
        self.open(Purpose::Note(mark), frame);
    }

    fn mark(&mut self, mark: &str) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.words.mark(mark);
        } else if let Some(before) = self.raw.paragraphs.last_mut() {
            let at = before.styled.text.trim_end().len();
            before.styled.marks.push(MarkAt { at, mark: mark.to_owned() });
        }
    }

    fn note(&mut self, code: &str, message: String) {
        self.raw.warnings.push(Warning { place: format!("line {}", self.line), code: code.to_owned(), message });
    }
}

fn style(name: &str, element: &BytesStart<'_>) -> Option<Style> {
    match name {
        "i" | "em" => Some(Style::Emphasis { bold: false }),
        "b" | "strong" => Some(Style::Emphasis { bold: true }),
        "sup" => Some(Style::Raised),
        "a" | "ref" | "rref" | "mref" => Some(Style::Link(attribute(element, "href").unwrap_or_default())),
        "span" => {
            let class = attribute(element, "class").unwrap_or_default();
            // Bold italic is italic: in Arabic lead phrases are both.
            if class.contains("italic") {
                Some(Style::Emphasis { bold: false })
            } else {
                class.contains("bold").then_some(Style::Emphasis { bold: true })
            }
        }
        _ => None,
    }
}

/// Elements that stand within words: their end does not end a paragraph.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "inline"
            | "sub"
            | "u"
            | "eol"
            | "br"
            | "authorialNote"
            | "noteRef"
            | "img"
            | "term"
            | "def"
            | "organization"
            | "person"
            | "role"
            | "location"
            | "date"
            | "docDate"
            | "docNumber"
            | "docTitle"
            | "session"
            | "event"
            | "concept"
            | "object"
            | "quantity"
            | "ins"
            | "abbr"
            | "placeholder"
            | "remark"
            | "entity"
    )
}

fn is_heading_class(class: &str) -> bool {
    class.split_whitespace().any(|class| {
        let rest = class.strip_prefix('H').or_else(|| class.strip_prefix("_H"));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || c == '_') || rest == "Ch")
    })
}

fn is_digits(number: &str) -> bool {
    number.trim().starts_with(char::is_numeric)
}

/// Whether a short line is the heading of an annex: "Annex", "Annex II", "المرفق الأول", "附件一".
fn is_annex_heading(words: &str) -> bool {
    let clean: String = words.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}')).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let is_ordinal = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'Х'))
            || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
            || word.starts_with("ال")
    };
    match *words.as_slice() {
        [word] => {
            matches!(
                word,
                "Annex" | "Annexe" | "Anexo" | "Приложение" | "المرفق" | "مرفق" | "ANNEX" | "ANNEXE" | "ANEXO" | "ПРИЛОЖЕНИЕ"
            ) || word.strip_prefix("附件").is_some_and(|n| n.chars().all(|c| "一二三四五六七八九十0123456789".contains(c)))
        }
        [word, ordinal] => {
            matches!(
                word,
                "Annex"
                    | "Annexe"
                    | "Anexo"
                    | "Приложение"
                    | "المرفق"
                    | "مرفق"
                    | "附件"
                    | "ANNEX"
                    | "ANNEXE"
                    | "ANEXO"
                    | "ПРИЛОЖЕНИЕ"
            ) && is_ordinal(ordinal.trim_end_matches(['.', '*']))
        }
        _ => false,
    }
}

/// The letter of a part: the last word of "A", "Resolution B".
fn part_letter(words: &str) -> Option<char> {
    let last = words.split_whitespace().next_back()?.trim_matches(|c: char| !c.is_alphabetic());
    let mut chars = last.chars();
    let letter = chars.next().filter(|c| c.is_uppercase())?;
    chars.next().is_none().then(|| latin_letter(letter))
}

/// Parts are lettered in the script of the language; names are Latin.
fn latin_letter(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Д' => 'D',
        'Е' => 'E',
        _ => letter,
    }
}
