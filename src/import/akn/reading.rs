//! One walk over the XML: elements in, paragraphs, footnotes and raw facts out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::facts::RawFacts;
use super::number;
use super::sink::{Purpose, Sink};
use crate::import::ImportError;
use crate::model::{Place, Warning};
use crate::parse::{DraftFootnote, DraftParagraph, MarkAt, Origin, Role, Styled};

/// How deep elements may nest. The UN's files nest about fifteen deep.
const DEEPEST: usize = 1000;

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

/// An element that is open.
struct Frame {
    name: Box<str>,
    /// The section to return to.
    section: Section,
    /// Whether it opened a sink.
    sink: bool,
    /// Whether it opened a unit.
    unit: bool,
    /// An inline style or link: how many sinks there were, and where in the top one it starts.
    style: Option<(Style, usize, usize)>,
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
    stack: Vec<Frame>,
    sinks: Vec<Sink>,
    units: Vec<Unit>,
    number: Option<String>,
    place: Place,
    /// How many annexes the part at hand has had.
    annexes: u8,
    /// Whether the annex at hand has no paragraph yet.
    annex_is_new: bool,
    /// Within a part of an "A-B" resolution.
    in_part: bool,
    line: u32,
}

/// Walks the XML.
pub(super) fn walk(xml: &str) -> Result<Raw, ImportError> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk { line: 1, ..Walk::default() };
    let mut counted = 0;
    let mut root_closed = false;
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.buffer_position()).unwrap_or(xml.len()).min(xml.len());
        let newlines = memchr::memchr_iter(b'\n', &xml.as_bytes()[counted..at]).count();
        counted = at;
        let line_after = walk.line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        match event {
            Ok(Event::Start(element)) => {
                if walk.stack.len() >= DEEPEST {
                    return Err(damaged(walk.line, format!("its elements nest more than {DEEPEST} deep")));
                }
                walk.start(&element);
            }
            Ok(Event::Empty(element)) => {
                walk.start(&element);
                walk.end(element.local_name().as_ref());
            }
            Ok(Event::End(element)) => {
                walk.end(element.local_name().as_ref());
                root_closed |= walk.stack.is_empty();
            }
            Ok(Event::Text(text)) => walk.text(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(c)) => walk.text(c.encode_utf8(&mut [0; 4])),
                _ => walk.entity(&reference),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(damaged(line_after, error.to_string())),
        }
        walk.line = line_after;
    }
    if !root_closed {
        let inside = walk.stack.last().map_or_else(String::new, |frame| format!(" inside <{}>", frame.name));
        return Err(damaged(walk.line, format!("it is cut off{inside}")));
    }
    Ok(walk.raw)
}

fn damaged(line: u32, why: String) -> ImportError {
    ImportError::Damaged { format: "XML", place: Some(format!("line {line}")), why, advice: "fetch it again" }
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) {
        let local = element.local_name();
        let name: &str = local.as_ref();
        let mut frame = Frame { name: name.into(), section: self.section, sink: false, unit: false, style: None };
        if self.section == Section::Meta {
            self.raw.facts.meta(name, element, self.in_part || self.place.annex.is_some());
            if name == "docketNumber" {
                self.open(Purpose::Fact("job number"), &mut frame);
            }
            self.stack.push(frame);
            return;
        }
        if let Some(style) = style(name, element) {
            frame.style = Some((style, self.sinks.len(), self.sinks.last().map_or(0, |sink| sink.styled.text.len())));
            self.stack.push(frame);
            return;
        }
        match name {
            "meta" => self.section = Section::Meta,
            // An annex has a title and a preamble of its own; they are paragraphs of it.
            "coverPage" | "preface" | "preamble" if self.place.annex.is_some() => self.section = Section::Body,
            "coverPage" => self.section = Section::Cover,
            "preface" => self.section = Section::Preface,
            "preamble" => self.section = Section::Preamble,
            "mainBody" | "body" | "conclusionsBody" => self.section = Section::Body,
            "formula" if self.place.annex.is_none() => self.section = Section::Formula,
            "conclusions" if self.place.annex.is_none() => self.section = Section::Conclusions,
            "conclusions" => self.section = Section::Body,
            "component" | "statement" if self.within("components") => self.in_part = true,
            "attachment" => self.open_annex(),
            _ => {}
        }
        self.block(name, element, &mut frame);
        self.stack.push(frame);
    }

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
            "eol" | "br" => self.text("\n"),
            "img" | "image" => {
                if is_body {
                    self.warn("image", "an image stands here; it has no words and is left out".to_owned());
                }
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
                    if let Some(Sink { purpose: Purpose::Paragraph { heading }, styled, .. }) = self.sinks.last_mut()
                        && styled.text.trim().is_empty()
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
                if let Some(Sink { purpose: Purpose::Row { cells }, styled, .. }) = self.sinks.last_mut() {
                    if *cells > 0 {
                        styled.text.push_str(" | ");
                    }
                    *cells += 1;
                }
            }
            "p" | "block" | "longTitle" if in_words => self.text(" "),
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

    fn end(&mut self, name: &str) {
        let Some(depth) = self.stack.iter().rposition(|frame| &*frame.name == name) else {
            return self.warn("stray-end", format!("</{name}> closes nothing; it was passed over"));
        };
        if depth + 1 < self.stack.len() {
            self.warn("unclosed", format!("</{name}> closes elements that were still open; they end here"));
        }
        while self.stack.len() > depth {
            let Some(frame) = self.stack.pop() else { break };
            self.close(frame);
        }
    }

    fn close(&mut self, frame: Frame) {
        if let Some((style, sinks, start)) = frame.style {
            if sinks == self.sinks.len()
                && let Some(sink) = self.sinks.last_mut()
            {
                match style {
                    Style::Emphasis { bold } => sink.emphasize(start, bold),
                    Style::Link(target) => sink.link(start, target),
                    Style::Raised => sink.raise(start),
                }
            }
            return;
        }
        if !is_inline(&frame.name) {
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
                self.warn("number-without-words", format!("the number {number} has no words; it was left out"));
            }
        }
        match &*frame.name {
            "attachment" => self.place.annex = None,
            "component" => {
                self.place = Place::default();
                self.annexes = 0;
            }
            _ => {}
        }
        self.section = frame.section;
    }

    fn text(&mut self, text: &str) {
        if let Some(sink) = self.sinks.last_mut() {
            return sink.push(text);
        }
        if self.section == Section::Meta || text.trim().is_empty() {
            return;
        }
        // Words outside every paragraph: nothing is dropped.
        match self.section {
            Section::Body | Section::Preamble => {}
            _ => self.warn("stray-text", format!("“{}” stands outside every paragraph; it was kept as one", text.trim())),
        }
        let mut sink = Sink::new(Purpose::Paragraph { heading: false }, self.line);
        sink.is_implicit = true;
        sink.push(text);
        self.sinks.push(sink);
    }

    fn entity(&mut self, name: &str) {
        let known = match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            "nbsp" => "\u{a0}",
            "ndash" => "–",
            "mdash" => "—",
            "lsquo" => "‘",
            "rsquo" => "’",
            "ldquo" => "“",
            "rdquo" => "”",
            "hellip" => "…",
            "shy" => "\u{ad}",
            _ => {
                self.warn("unknown-entity", format!("&{name}; is not expanded; it was kept as it stands"));
                self.text("&");
                self.text(name);
                ";"
            }
        };
        self.text(known);
    }

    fn open(&mut self, purpose: Purpose, frame: &mut Frame) {
        self.sinks.push(Sink::new(purpose, self.line));
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
        let purpose = sink.purpose.clone();
        let styled = sink.finish();
        match purpose {
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
                    Some(parent) => parent.absorb(styled),
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
            self.warn("note-outside", format!("a footnote stands at the {name}; it is kept, and tied to no paragraph"));
        }
        let longest = match name {
            "opening formula" => 60,
            "closing lines" => 200,
            _ => usize::MAX,
        };
        if styled.text.trim().chars().count() > longest {
            self.warn("unlikely-markup", format!("what is marked as {name} is longer than any; it was kept as a paragraph"));
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
                styled = joined(Styled { text: number, ..Styled::default() }, styled);
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
            before.styled = joined(std::mem::take(&mut before.styled), styled);
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
            sink.mark(mark);
        } else if let Some(before) = self.raw.paragraphs.last_mut() {
            let at = before.styled.text.trim_end().len();
            before.styled.marks.push(MarkAt { at, mark: mark.to_owned() });
        }
    }

    fn within(&self, name: &str) -> bool {
        self.stack.iter().any(|frame| &*frame.name == name)
    }

    fn warn(&mut self, code: &str, message: String) {
        self.raw.warnings.push(Warning { place: format!("line {}", self.line), code: code.to_owned(), message });
    }
}

/// The words of a note without the tabs and the empty brackets that its own mark left.
fn note_words(mut styled: Styled) -> Styled {
    let text = styled.text.trim_start();
    let blank = styled.text.len() - text.len();
    let bracket = text.strip_prefix('(').and_then(|rest| rest.trim_start().strip_prefix(')'));
    let cut = bracket.map_or(blank, |rest| styled.text.len() - rest.trim_start().len());
    number::cut_front(&mut styled, cut);
    styled
}

/// Two stretches of one paragraph, with a space between.
fn joined(mut before: Styled, after: Styled) -> Styled {
    before.text.truncate(before.text.trim_end().len());
    before.text.push(' ');
    let shift = before.text.len();
    before.text.push_str(&after.text);
    before.emphasis.extend(after.emphasis.into_iter().map(|mut e| {
        e.range = e.range.start + shift..e.range.end + shift;
        e
    }));
    before.links.extend(after.links.into_iter().map(|mut l| {
        l.range = l.range.start + shift..l.range.end + shift;
        l
    }));
    before.marks.extend(after.marks.into_iter().map(|m| MarkAt { at: m.at + shift, ..m }));
    before
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

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned))
}
