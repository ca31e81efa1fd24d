//! One language version of a resolution: a string, and what stands where in it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Date, Language, ParagraphId, Symbol};

/// A range of bytes of [`Text::body`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range as the slice operators take it.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it holds.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A paragraph of one text, by its place in [`Text::paragraphs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphIndex(pub u32);

/// A footnote of one text, by its place in [`Text::footnotes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FootnoteIndex(pub u32);

impl ParagraphIndex {
    /// The index as a slice takes it.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

impl FootnoteIndex {
    /// The index as a slice takes it.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

/// The part of a resolution that a paragraph belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What the Assembly recalls, notes and bears in mind.
    Preamble,
    /// What it decides.
    Operative,
    /// A heading, wherever it stands.
    Heading,
    /// A paragraph of an annex.
    Annex,
}

/// A footnote mark, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The mark as printed, without the superscript: `4`, `*`.
    pub mark: Box<str>,
    /// The byte of [`Text::body`] before which it is printed, from the start to the end of its paragraph.
    pub at: u32,
}

/// A paragraph: its words are the bytes `span` of [`Text::body`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its name.
    pub id: ParagraphId,
    /// The part it belongs to.
    pub part: Part,
    /// Its number as printed, without the full stop of "3." but with the brackets of "(a)" or "a)".
    pub number: Option<Box<str>>,
    /// How deep it is nested; 0 for a paragraph that stands by itself.
    pub depth: u8,
    /// Its words: no printed number, no footnote mark, no line break, single spaces.
    pub span: Span,
    /// Its lead phrase, which need not be its first words (为此**回顾**).
    pub lead: Option<Span>,
    /// Its footnote marks, in reading order.
    pub marks: Vec<Mark>,
}

/// A footnote: its words are the bytes `span` of [`Text::body`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// The mark as printed, without the superscript.
    pub mark: Box<str>,
    /// Its words.
    pub span: Span,
}

/// Where a citation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Site {
    /// In a paragraph.
    Paragraph(ParagraphIndex),
    /// In a footnote.
    Footnote(FootnoteIndex),
}

/// A place where a text names a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document, in full (`A/RES/53/70` where the text says "resolution 53/70").
    pub symbol: Symbol,
    /// Its date, where the text gives one.
    pub date: Option<Date>,
    /// The paragraph or footnote.
    pub site: Site,
    /// The bytes of [`Text::body`] that name it, without the date.
    pub span: Span,
}

/// What a fragment holds of its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// The pages held, where the source says which.
    pub pages: Vec<u32>,
    /// Whether it holds the document's beginning.
    pub first: bool,
    /// Whether it holds the document's end.
    pub last: bool,
}

/// The format that a text was received in, best first: where two sources give the same text, the better one is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceFormat {
    /// Akoma Ntoso for the United Nations
    Akn,
    /// Office Open XML
    Docx,
    /// Word 97 to 2003
    Doc,
    /// A web page
    Html,
    /// PDF with a text layer
    Pdf,
    /// Plain text: OCR markdown, the output of a PDF converter, a word processor's export
    Text,
}

/// Where a text came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's name, without its folder.
    pub file: String,
    /// Its format.
    pub format: SourceFormat,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// Something that an importer did not understand, or understood but doubts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where: `page 2`, `line 140`, `PP16`, `footnote 3`.
    pub place: String,
    /// A stable name of the kind of trouble: `unknown-lead`, `unreadable-font`.
    pub code: String,
    /// What was found, and what was done with it, in a sentence.
    pub message: String,
}

/// What a text says of itself. What is unknown is `None`, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The document's symbol; a draft in a file may have none.
    pub symbol: Option<Symbol>,
    /// The title, without the number before it.
    pub title: Option<String>,
    /// When it was adopted.
    pub adopted: Option<Date>,
    /// When it was distributed.
    pub distributed: Option<Date>,
    /// The session's number: `67`, `S-32`, `ES-10`.
    pub session: Option<String>,
    /// The number of the plenary meeting that adopted it.
    pub meeting: Option<String>,
    /// The agenda item: `89`, `72 (b)`.
    pub agenda_item: Option<String>,
    /// The report of the Committee that recommended it.
    pub committee_report: Option<Symbol>,
    /// The Committee, as the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<String>,
    /// Subjects of the keyword vocabularies, as the source names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// The draft that was adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Symbol>,
    /// Who submitted the draft, as the source names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsors: Option<String>,
    /// The record of the meeting that adopted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Symbol>,
    /// How it was adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vote: Option<Vote>,
}

impl Facts {
    /// Adds what these facts leave open and others know.
    pub fn complete(&mut self, others: Self) {
        let Self {
            symbol,
            title,
            adopted,
            distributed,
            session,
            meeting,
            agenda_item,
            committee_report,
            committee,
            subjects,
            draft,
            sponsors,
            record,
            vote,
        } = others;
        self.symbol = self.symbol.take().or(symbol);
        self.title = self.title.take().or(title);
        self.adopted = self.adopted.or(adopted);
        self.distributed = self.distributed.or(distributed);
        self.session = self.session.take().or(session);
        self.meeting = self.meeting.take().or(meeting);
        self.agenda_item = self.agenda_item.take().or(agenda_item);
        self.committee_report = self.committee_report.take().or(committee_report);
        self.committee = self.committee.take().or(committee);
        if self.subjects.is_empty() {
            self.subjects = subjects;
        }
        self.draft = self.draft.take().or(draft);
        self.sponsors = self.sponsors.take().or(sponsors);
        self.record = self.record.take().or(record);
        self.vote = self.vote.or(vote);
    }
}

/// How a resolution was adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// Without a vote
    None,
    /// By a recorded vote
    Recorded {
        /// Votes in favour.
        in_favour: u16,
        /// Votes against.
        against: u16,
        /// Abstentions.
        abstaining: u16,
    },
}

impl Vote {
    /// As a sentence says it: `without a vote`, `by 178 votes to 1, with 4 abstentions`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::None => "without a vote".to_owned(),
            Self::Recorded { in_favour, against, abstaining } => {
                format!("by {in_favour} votes to {against}, with {abstaining} abstentions")
            }
        }
    }
}

/// One language version of a resolution, whole or a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What it says of itself.
    pub facts: Facts,
    /// Its language.
    pub language: Language,
    /// What it holds, if it is not the whole.
    pub fragment: Option<Fragment>,
    /// Where it came from.
    pub source: Source,
    /// The words of every paragraph and footnote, one a line, in reading order.
    pub body: String,
    /// The paragraphs in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The footnotes in the order of their marks.
    pub footnotes: Vec<Footnote>,
    /// The citations in reading order, those of footnotes last.
    pub citations: Vec<Citation>,
    /// What its importer did not understand.
    pub warnings: Vec<Warning>,
}

impl Text {
    /// The words in a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        &self.body[span.range()]
    }

    /// A paragraph. Indices come from this text; one from another text may panic.
    #[must_use]
    pub fn paragraph(&self, index: ParagraphIndex) -> &Paragraph {
        &self.paragraphs[index.get()]
    }

    /// The words of a paragraph.
    #[must_use]
    pub fn paragraph_words(&self, index: ParagraphIndex) -> &str {
        self.words(self.paragraph(index).span)
    }

    /// The indices of all paragraphs, in reading order.
    pub fn paragraph_indices(&self) -> impl DoubleEndedIterator<Item = ParagraphIndex> + ExactSizeIterator + use<> {
        (0..u32::try_from(self.paragraphs.len()).unwrap_or(u32::MAX)).map(ParagraphIndex)
    }

    /// The paragraph of a name.
    #[must_use]
    pub fn find(&self, id: &ParagraphId) -> Option<ParagraphIndex> {
        self.paragraph_indices().find(|&index| self.paragraph(index).id == *id)
    }

    /// The footnote that a mark points at.
    #[must_use]
    pub fn footnote(&self, mark: &str) -> Option<FootnoteIndex> {
        let at = self.footnotes.iter().position(|note| &*note.mark == mark)?;
        u32::try_from(at).ok().map(FootnoteIndex)
    }
}

/// Builds a [`Text`] from owned pieces, so that spans cannot be wrong.
#[derive(Debug)]
pub struct TextBuilder {
    text: Text,
}

impl TextBuilder {
    /// An empty text.
    #[must_use]
    pub fn new(language: Language, source: Source) -> Self {
        Self {
            text: Text {
                facts: Facts::default(),
                language,
                fragment: None,
                source,
                body: String::new(),
                paragraphs: Vec::new(),
                footnotes: Vec::new(),
                citations: Vec::new(),
                warnings: Vec::new(),
            },
        }
    }

    /// What the text says of itself.
    pub const fn facts(&mut self) -> &mut Facts {
        &mut self.text.facts
    }

    /// Marks the text as a fragment, or as whole.
    pub fn fragment(&mut self, fragment: Option<Fragment>) {
        self.text.fragment = fragment;
    }

    /// Adds a paragraph. `lead` and the places of `marks` are bytes of `words`, on character boundaries.
    #[expect(clippy::too_many_arguments, reason = "one argument a column of the record")]
    pub fn paragraph(
        &mut self,
        id: ParagraphId,
        part: Part,
        number: Option<Box<str>>,
        depth: u8,
        words: &str,
        lead: Option<Range<usize>>,
        marks: impl IntoIterator<Item = (usize, Box<str>)>,
    ) -> ParagraphIndex {
        let span = self.push(words);
        let at = |byte: usize| offset(span.start as usize + byte.min(words.len()));
        let lead = lead.map(|range| Span { start: at(range.start), end: at(range.end) });
        let marks = marks.into_iter().map(|(byte, mark)| Mark { mark, at: at(byte) }).collect();
        self.text.paragraphs.push(Paragraph { id, part, number, depth, span, lead, marks });
        ParagraphIndex(offset(self.text.paragraphs.len() - 1))
    }

    /// Makes room for as many paragraphs, and as many bytes of words.
    pub fn reserve(&mut self, paragraphs: usize, bytes: usize) {
        self.text.paragraphs.reserve(paragraphs);
        self.text.body.reserve(bytes);
    }

    /// Adds a footnote.
    pub fn footnote(&mut self, mark: impl Into<Box<str>>, words: &str) -> FootnoteIndex {
        let span = self.push(words);
        self.text.footnotes.push(Footnote { mark: mark.into(), span });
        FootnoteIndex(offset(self.text.footnotes.len() - 1))
    }

    /// Adds a citation. `range` is bytes of the words of the paragraph or footnote.
    pub fn citation(&mut self, site: Site, range: Range<usize>, symbol: Symbol, date: Option<Date>) {
        let base = match site {
            Site::Paragraph(index) => self.text.paragraph(index).span.start,
            Site::Footnote(index) => self.text.footnotes[index.get()].span.start,
        } as usize;
        let span = Span { start: offset(base + range.start), end: offset(base + range.end) };
        self.text.citations.push(Citation { symbol, date, site, span });
    }

    /// Adds a warning.
    pub fn warning(&mut self, warning: Warning) {
        self.text.warnings.push(warning);
    }

    /// The finished text.
    #[must_use]
    pub fn build(self) -> Text {
        self.text
    }

    fn push(&mut self, words: &str) -> Span {
        let body = &mut self.text.body;
        if !body.is_empty() {
            body.push('\n');
        }
        let start = offset(body.len());
        body.push_str(words);
        Span { start, end: offset(body.len()) }
    }
}

/// Texts stay far below four gigabytes: importers refuse larger files.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
