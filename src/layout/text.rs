//! A whole text in one column.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{FootnoteIndex, Language, Paragraph, ParagraphIndex, Part, Site, Text, Vote};

use super::anchor::line_of;
use super::flow::{Edit, offset};
use super::{Anchor, Base, Flow, Ink, Line};

/// A text laid out at a width. Rank 0 of its anchors is what stands before the first paragraph, rank `n + 1` the paragraph `n`, and the
/// ranks after the last paragraph what follows it.
#[derive(Clone, Debug)]
pub struct TextLayout {
    /// The words.
    pub flow: Flow,
    /// The lines in reading order.
    pub lines: Vec<TextLine>,
    /// The lines of each footnote, its mark first.
    pub notes: Vec<Vec<Line>>,
    /// Cells of the gutter that holds the paragraphs' names.
    pub gutter: u16,
    /// Cells of the column of words right of it.
    pub column: u16,
    /// Which footnotes are marked on which line, by line.
    marked: Vec<(u32, FootnoteIndex)>,
}

/// A line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// What is on it; nothing between paragraphs.
    pub line: Line,
    /// The paragraph whose name stands in the gutter: on its first line only.
    pub label: Option<ParagraphIndex>,
    /// Cells from the gutter to the words.
    pub indent: u16,
    /// Where it begins in the document.
    pub at: Anchor,
}

/// What is in view: some lines of the text, and the footnotes marked in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The lines.
    pub lines: Range<usize>,
    /// The footnotes marked on them.
    pub notes: Vec<FootnoteIndex>,
    /// How many lines at the foot are the footnotes'. One more is their rule, if there are any.
    pub note_height: usize,
}

/// The widest column that is comfortable to read.
const MEASURE: u16 = 92;

impl TextLayout {
    /// Lays a text out in `width` cells.
    #[must_use]
    pub fn new(text: &Text, width: u16) -> Self {
        let gutter = gutter(text, width);
        let column = width.saturating_sub(gutter).clamp(1, MEASURE);
        let mut layout = Self { flow: Flow::default(), lines: Vec::new(), notes: Vec::new(), gutter, column, marked: Vec::new() };
        layout.head(text, column);
        for index in text.paragraph_indices() {
            layout.paragraph(text, index, column);
        }
        layout.tail(text, column);
        layout.footnotes(text, column);
        layout
    }

    /// The line that holds a place.
    #[must_use]
    pub fn line_of(&self, anchor: Anchor) -> usize {
        line_of(&self.lines, anchor, |line| line.at)
    }

    /// The place of a byte of the document's body.
    #[must_use]
    pub fn anchor_of(text: &Text, byte: u32) -> Option<Anchor> {
        let index = text.paragraphs.partition_point(|paragraph| paragraph.span.start <= byte).checked_sub(1)?;
        (byte <= text.paragraphs[index].span.end).then(|| Anchor::new(offset(index) + 1, byte + 1))
    }

    /// The place of a paragraph.
    #[must_use]
    pub fn anchor_of_paragraph(text: &Text, index: ParagraphIndex) -> Anchor {
        Anchor::new(index.0 + 1, text.paragraph(index).span.start + 1)
    }

    /// The paragraph that a line belongs to, or the next one for what stands before the first.
    #[must_use]
    pub fn paragraph_of(&self, text: &Text, line: usize) -> Option<ParagraphIndex> {
        let rank = self.lines.get(line)?.at.rank.saturating_sub(1);
        let last = offset(text.paragraphs.len()).checked_sub(1)?;
        Some(ParagraphIndex(rank.min(last)))
    }

    /// What is in view in `height` lines from the line `top`. Footnotes take half of the lines at most.
    #[must_use]
    pub fn window(&self, top: usize, height: usize) -> Window {
        let mut window = Window { lines: top.min(self.lines.len())..top.min(self.lines.len()), ..Window::default() };
        let most = if height < 6 { 0 } else { height / 2 - 1 };
        let mut wanted = 0;
        while window.lines.end < self.lines.len() {
            let line = offset(window.lines.end);
            let from = self.marked.partition_point(|&(at, _)| at < line);
            let more: Vec<FootnoteIndex> = self.marked[from..]
                .iter()
                .take_while(|&&(at, _)| at == line)
                .map(|&(_, note)| note)
                .filter(|note| !window.notes.contains(note))
                .collect();
            let with = wanted + more.iter().map(|note| self.notes[note.get()].len()).sum::<usize>();
            let foot = with.min(most);
            let rule = usize::from(foot > 0);
            if window.lines.len() + 1 + foot + rule > height {
                break;
            }
            wanted = with;
            window.note_height = foot;
            window.notes.extend(more);
            window.lines.end += 1;
        }
        window
    }

    /// The last line that may stand at the top: from there on, all to the end is in view.
    #[must_use]
    pub fn last_top(&self, height: usize) -> usize {
        let mut top = self.lines.len().saturating_sub(height);
        while top + 1 < self.lines.len() && self.window(top, height).lines.end < self.lines.len() {
            top += 1;
        }
        top
    }

    fn break_from(&mut self, start: u32, rank: u32, column: u16, indent: u16, right_to_left: bool, label: Option<ParagraphIndex>) {
        let mut lines = Vec::new();
        self.flow.break_lines(start, column.saturating_sub(indent).max(1), right_to_left, &mut lines);
        for (n, line) in lines.into_iter().enumerate() {
            // A paragraph is anchored by the document's bytes, what stands around the paragraphs by its bytes in the flow: neither
            // depends on the width. Odd or moved up by one, so that the empty line before has a place of its own.
            let byte = if label.is_some() { self.flow.first_source(line).unwrap_or(0) + 1 } else { line.start * 2 + 1 };
            let at = match self.lines.last() {
                Some(last) if last.at >= Anchor::new(rank, byte) => Anchor::new(rank, last.at.byte + 1),
                _ => Anchor::new(rank, byte),
            };
            self.lines.push(TextLine { line, label: label.filter(|_| n == 0), indent, at });
        }
    }

    /// An empty line, which belongs to what follows it.
    fn gap(&mut self, rank: u32, is_paragraph: bool) {
        if !self.lines.is_empty() {
            let at = Anchor::new(rank, if is_paragraph { 0 } else { self.flow.end() * 2 });
            self.lines.push(TextLine { line: Line::default(), label: None, indent: 0, at });
        }
    }

    fn aside(&mut self, words: &str, base: Base, rank: u32, column: u16, right_to_left: bool) {
        let start = self.flow.end();
        self.flow.insert(words, Ink::of(base));
        self.break_from(start, rank, column, 0, right_to_left, None);
    }

    fn head(&mut self, text: &Text, column: u16) {
        let right_to_left = text.language.is_right_to_left();
        if let Some(title) = &text.facts.title {
            self.aside(title, Base::Title, 0, column, right_to_left);
        }
        let facts = facts(text);
        if !facts.is_empty() {
            self.aside(&facts, Base::Aside, 0, column, false);
        }
        if let Some(fragment) = &text.fragment {
            self.aside(&fragment_notice(fragment), Base::Notice, 0, column, false);
        }
        if text.fragment.as_ref().is_none_or(|fragment| fragment.first) && !text.paragraphs.is_empty() {
            self.gap(0, false);
            self.aside(opening(text.language), Base::Words, 0, column, right_to_left);
        }
    }

    fn paragraph(&mut self, text: &Text, index: ParagraphIndex, column: u16) {
        let paragraph = text.paragraph(index);
        let rank = index.0 + 1;
        self.gap(rank, true);
        let start = self.flow.end();
        let line = self.lines.len();
        if paragraph.part == Part::Annex
            && let Some(number) = &paragraph.number
        {
            // The names of an annex's paragraphs are counted; the printed numbers are what its readers cite.
            let stop = if number.ends_with(')') { " " } else { ". " };
            self.flow.insert(&format!("{number}{stop}"), Ink::default());
        }
        words(&mut self.flow, text, index, &[]);
        let indent = u16::from(paragraph.depth).min(4) * 2;
        let indent = if column > 24 + indent { indent } else { 0 };
        self.break_from(start, rank, column, indent, text.language.is_right_to_left(), Some(index));
        self.mark_lines(text, paragraph, line);
    }

    /// Notes which footnotes the lines from `first` on mark.
    fn mark_lines(&mut self, text: &Text, paragraph: &Paragraph, first: usize) {
        let mut marks = paragraph.marks.iter();
        for line in first..self.lines.len() {
            let on_line = self.flow.pieces_of(self.lines[line].line);
            let count = on_line.filter(|piece| piece.ink.base == Base::Mark && piece.at >= self.lines[line].line.start).count();
            for mark in marks.by_ref().take(count) {
                if let Some(note) = text.footnote(&mark.mark) {
                    self.marked.push((offset(line), note));
                }
            }
        }
    }

    /// What follows the last paragraph: footnotes that no paragraph held marks, and what the importer was not sure of.
    fn tail(&mut self, text: &Text, column: u16) {
        let rank = offset(text.paragraphs.len()) + 1;
        if let Some(fragment) = text.fragment.as_ref().filter(|fragment| !fragment.last && !text.paragraphs.is_empty()) {
            self.gap(rank, false);
            let held = if fragment.first { "The rest of the text is not held." } else { "What follows is not held." };
            self.aside(held, Base::Notice, rank, column, false);
        }
        let is_marked = |mark: &str| text.paragraphs.iter().any(|p| p.marks.iter().any(|m| &*m.mark == mark));
        let mut first = true;
        for (note, index) in text.footnotes.iter().zip(0..) {
            if is_marked(&note.mark) {
                continue;
            }
            if std::mem::take(&mut first) {
                self.gap(rank, false);
                self.aside("Footnotes that nothing held here points at:", Base::Aside, rank, column, false);
            }
            let start = self.flow.end();
            note_words(&mut self.flow, text, FootnoteIndex(index), &[]);
            self.break_from(start, rank, column, 0, text.language.is_right_to_left(), None);
        }
        if !text.warnings.is_empty() {
            self.gap(rank, false);
            let count = text.warnings.len();
            let title =
                if count == 1 { "1 remark of the importer:".to_owned() } else { format!("{count} remarks of the importer:") };
            self.aside(&title, Base::Aside, rank, column, false);
            for warning in &text.warnings {
                self.aside(&format!("{}: {}", warning.place, warning.message), Base::Aside, rank, column, false);
            }
        }
    }

    fn footnotes(&mut self, text: &Text, column: u16) {
        for index in (0..offset(text.footnotes.len())).map(FootnoteIndex) {
            let start = self.flow.end();
            note_words(&mut self.flow, text, index, &[]);
            let mut lines = Vec::new();
            self.flow.break_lines(start, column, text.language.is_right_to_left(), &mut lines);
            self.notes.push(lines);
        }
    }
}

/// Bytes of the body that changed, ascending, each with its kind; an empty range at a footnote mark is that mark's.
pub(super) type Changes<'a> = &'a [(Range<u32>, Edit)];

/// Adds the words of a paragraph with its lead phrase, citations, footnote marks and changes.
pub(super) fn words(flow: &mut Flow, text: &Text, index: ParagraphIndex, changes: Changes<'_>) {
    let paragraph = text.paragraph(index);
    let base = if paragraph.part == Part::Heading { Base::Heading } else { Base::Words };
    let citations = citations_at(text, Site::Paragraph(index));
    let lead = paragraph.lead.map(|span| span.start..span.end);
    let marks = paragraph.marks.iter().map(|mark| (mark.at, &*mark.mark));
    set(flow, text, paragraph.span.start..paragraph.span.end, base, lead.as_ref(), &citations, marks, changes);
}

/// Adds a footnote: its mark, a space, its words.
pub(super) fn note_words(flow: &mut Flow, text: &Text, index: FootnoteIndex, changes: Changes<'_>) {
    let note = &text.footnotes[index.get()];
    flow.mark(&note.mark, None);
    flow.insert(" ", Ink::default());
    let citations = citations_at(text, Site::Footnote(index));
    set(flow, text, note.span.start..note.span.end, Base::Words, None, &citations, std::iter::empty(), changes);
}

/// The citations of a site: they are in reading order, so those of a site stand together.
fn citations_at(text: &Text, site: Site) -> Vec<(Range<u32>, u32)> {
    let first = text.citations.partition_point(|citation| citation.site < site);
    let here = text.citations[first..].iter().take_while(|citation| citation.site == site);
    here.zip(offset(first)..).map(|(citation, n)| (citation.span.start..citation.span.end, n)).collect()
}

#[expect(clippy::too_many_arguments, reason = "one argument a layer of ink")]
fn set<'a>(
    flow: &mut Flow,
    text: &Text,
    range: Range<u32>,
    base: Base,
    lead: Option<&Range<u32>>,
    citations: &[(Range<u32>, u32)],
    marks: impl Iterator<Item = (u32, &'a str)> + Clone,
    changes: Changes<'_>,
) {
    let mut cuts: Vec<u32> = vec![range.start, range.end];
    cuts.extend(
        lead.into_iter()
            .chain(citations.iter().map(|(at, _)| at))
            .chain(changes.iter().map(|(at, _)| at))
            .flat_map(|r| [r.start, r.end]),
    );
    cuts.extend(marks.clone().map(|(at, _)| at));
    cuts.retain(|cut| range.contains(cut) || *cut == range.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut marks = marks.peekable();
    for (n, &from) in cuts.iter().enumerate() {
        while let Some((at, mark)) = marks.next_if(|&(at, _)| at <= from) {
            let change = changes.iter().find(|(range, _)| range.is_empty() && range.start == at).map(|&(_, edit)| edit);
            flow.mark(mark, change);
        }
        let Some(&to) = cuts.get(n + 1) else { break };
        let holds = |range: &Range<u32>| range.start <= from && to <= range.end;
        let ink = Ink {
            base,
            lead: lead.is_some_and(holds),
            citation: citations.iter().find(|(at, _)| holds(at)).map(|&(_, n)| n),
            change: changes.iter().find(|(at, _)| holds(at)).map(|&(_, edit)| edit),
        };
        if let Some(words) = text.body.get(from as usize..to as usize) {
            flow.push(words, from, ink);
        }
    }
}

/// Cells of the gutter: the longest name and a space, but no more than a fifth of the pane.
pub(super) fn gutter(text: &Text, width: u16) -> u16 {
    let longest = text.paragraphs.iter().map(|paragraph| paragraph.id.to_string().len()).max().unwrap_or(0);
    if width < 24 { 0 } else { u16::try_from(longest).unwrap_or(u16::MAX).clamp(4, (width / 5).clamp(4, 12)) + 1 }
}

/// What is known of a text, in a line.
fn facts(text: &Text) -> String {
    let facts = &text.facts;
    let mut parts = Vec::new();
    let adopted: Vec<String> = facts.adopted.map(day).into_iter().chain(facts.vote.map(Vote::words)).collect();
    if !adopted.is_empty() {
        parts.push(format!("Adopted {}", adopted.join(" ")));
    }
    if let Some(meeting) = &facts.meeting {
        parts.push(format!("meeting {meeting}"));
    }
    if let Some(item) = &facts.agenda_item {
        parts.push(format!("agenda item {item}"));
    }
    if let Some(report) = &facts.committee_report {
        parts.push(format!("on the report {report}"));
    }
    parts.extend(facts.committee.clone());
    if let Some(draft) = &facts.draft {
        parts.push(format!("draft {draft}"));
    }
    if let Some(sponsors) = &facts.sponsors {
        parts.push(format!("{SUBMITTED}{}", some(names_of(sponsors))));
    }
    parts.join(" · ")
}

const SUBMITTED: &str = "submitted by ";

/// The names of those who submitted a draft. Some sources give them with the words that come before.
fn names_of(sponsors: &str) -> &str {
    match sponsors.get(..SUBMITTED.len()) {
        Some(words) if words.eq_ignore_ascii_case(SUBMITTED) => &sponsors[SUBMITTED.len()..],
        _ => sponsors,
    }
}

/// The first of many names: a hundred States may have submitted a draft, and the text is what its reader came for.
fn some(names: &str) -> Cow<'_, str> {
    const ENOUGH: usize = 160;
    if names.len() <= ENOUGH {
        return names.into();
    }
    match names.char_indices().rfind(|&(at, c)| at <= ENOUGH && matches!(c, ',' | ';')) {
        Some((at, _)) => format!("{} and others", &names[..at]).into(),
        None => names.into(),
    }
}

/// A day as the UN writes it: 3 December 2012.
#[must_use]
pub fn day(date: crate::model::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn fragment_notice(fragment: &crate::model::Fragment) -> String {
    let pages = fragment.pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let held = match fragment.pages.len() {
        0 => "A fragment is held".to_owned(),
        1 => format!("Only page {pages} is held"),
        _ => format!("Only pages {pages} are held"),
    };
    match (fragment.first, fragment.last) {
        (false, true) => format!("{held}: the beginning is missing."),
        (true, false) => format!("{held}: the end is missing."),
        _ => format!("{held}: the beginning and the end are missing."),
    }
}

/// The words that open a resolution.
const fn opening(language: Language) -> &'static str {
    match language {
        Language::Ar => "إن الجمعية العامة،",
        Language::En => "The General Assembly,",
        Language::Es => "La Asamblea General,",
        Language::Fr => "L’Assemblée générale,",
        Language::Ru => "Генеральная Ассамблея,",
        Language::Zh => "大会，",
    }
}
