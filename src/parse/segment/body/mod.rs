//! Paragraphs: where each begins, what it is, and its printed number.

mod heading;
mod parts;

use super::cues::{Cues, Formula, Lead};
use super::ending::{End, end_of, ends_clause};
use super::furniture::name;
use super::joining::Joiner;
use super::label::{self, Form, Label};
use super::layout::Layout;
use super::lines::{Fate, Line, place};
use super::masthead::{self, Head};
use crate::model::{Facts, Language, Place, Warning};
use crate::parse::{DraftParagraph, Origin, Role, Styled};

/// The text between masthead and closing lines, and what is attached to it.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<DraftParagraph>,
    /// Digits on a line of their own: after which paragraph and byte, and what.
    pub(super) loose: Vec<Loose>,
    pub(super) warnings: Vec<Warning>,
    /// Whether closing lines were there.
    pub(super) closed: bool,
    /// Whether the first paragraph begins inside a sentence.
    pub(super) begins_inside: bool,
    /// How many paragraphs no rule explains.
    pub(super) unexplained: usize,
}

/// Digits alone on a line: a page number, unless a footnote lacks its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loose {
    pub(super) number: u32,
    /// The line.
    pub(super) line: usize,
    /// The paragraph before it.
    pub(super) paragraph: Option<usize>,
    /// Bytes of that paragraph's words so far.
    pub(super) at: usize,
}

/// Which part is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before anything that tells the part
    Unknown,
    Preamble,
    Operative,
    /// After the closing lines
    Closed,
}

/// Reads all that is left between the head and the end.
pub(super) fn read(lines: &mut [Line], head: &Head, facts: &mut Facts, cues: &Cues, joiner: Joiner, layout: Layout) -> Body {
    let mut reader = Reader {
        cues,
        joiner,
        layout,
        body: Body::default(),
        state: if head.opening { State::Preamble } else { State::Unknown },
        place: Place::default(),
        pending: None,
        last: None,
        open: false,
        lines_in_paragraph: 0,
        number: 0,
        after_meeting: false,
        in_bracket: false,
        composite: false,
        opening: head.end.checked_sub(1).filter(|_| head.opening).map(|at| lines[at].words().to_owned()),
        between: false,
        waiting: Vec::new(),
    };
    let composite = is_composite(lines, head, facts);
    reader.composite = composite;
    for &at in &head.headings {
        match masthead::part_letter(lines[at].words()).filter(|_| composite) {
            Some(letter) => {
                reader.place.part = Some(letter);
                lines[at].fate = Fate::Furniture(name::PART);
            }
            None => reader.heading(lines, at, 1),
        }
    }
    if composite && reader.place.part.is_none() && head.opening {
        reader.place.part = Some('A');
    }
    for at in head.end..lines.len() {
        match lines[at].fate {
            Fate::Open => reader.line(lines, at, facts),
            Fate::Digits(number) => {
                reader.between = true;
                let paragraph = reader.body.paragraphs.len().checked_sub(1);
                let bytes = reader.body.paragraphs.last().map_or(0, |p| p.styled.text.len());
                reader.body.loose.push(Loose { number, line: at, paragraph, at: bytes });
            }
            Fate::Furniture(_) | Fate::Note => reader.between = true,
            Fate::Taken => {}
        }
    }
    reader.finish(lines)
}

/// Whether a document holds several resolutions, "A" and "B": its symbol says so, or a letter before the first of equal formulas.
fn is_composite(lines: &[Line], head: &Head, facts: &Facts) -> bool {
    let letters = facts.symbol.as_ref().and_then(|symbol| symbol.as_str().rsplit_once(' ')).map_or("", |(_, letters)| letters);
    let named = letters.len() == 3 && letters.contains(['-', '–']);
    let lettered = head.headings.iter().any(|&at| masthead::part_letter(lines[at].words()).is_some());
    let opening = head.end.checked_sub(1).map(|at| lines[at].words());
    named || (lettered && lines[head.end..].iter().any(|line| line.is_open() && opening == Some(line.words())))
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts of where the reading stands")]
struct Reader<'a> {
    cues: &'a Cues<'a>,
    joiner: Joiner,
    layout: Layout,
    body: Body,
    state: State,
    place: Place,
    /// A number that stood alone on its line.
    pending: Option<(String, Form, Origin, usize)>,
    /// The line read last.
    last: Option<usize>,
    /// Whether the last paragraph may go on.
    open: bool,
    lines_in_paragraph: usize,
    /// The number of the last operative paragraph.
    number: u32,
    after_meeting: bool,
    /// Whether the bracket that tells the vote is open.
    in_bracket: bool,
    composite: bool,
    /// The opening formula.
    opening: Option<String>,
    /// Whether furniture or footnotes stood between the last line and this one: the page may have broken here.
    between: bool,
    /// Lines after the closing lines, of which it is not known yet what they are.
    waiting: Vec<usize>,
}

impl Reader<'_> {
    fn line(&mut self, lines: &mut [Line], at: usize, facts: &mut Facts) {
        let line = &lines[at];
        let in_annex = self.place.annex.is_some();
        let may_open = match self.state {
            State::Closed => true,
            State::Unknown => !in_annex,
            // Resolutions under one another without their closing lines.
            State::Operative => self.composite || (!in_annex && self.is_opened_alike(line) && self.is_complete()),
            State::Preamble => self.composite,
        };
        if may_open && masthead::is_opening(line, self.cues) {
            self.part(lines, at);
            return;
        }
        if !self.in_bracket && self.closes(line.words()) && masthead::closing(line.words(), facts, self.cues, self.after_meeting) {
            lines[at].fate = Fate::Furniture(name::CLOSING);
            self.state = State::Closed;
            self.after_meeting = true;
            self.body.closed = true;
            self.open = false;
            self.place.annex = None;
            return;
        }
        if !self.in_bracket && self.is_annex(lines, at) {
            self.flush(lines);
            self.place.annex = Some(self.place.annex.unwrap_or(0).saturating_add(1));
            self.state = State::Operative;
            self.heading(lines, at, 1);
            return;
        }
        if self.state == State::Closed {
            if self.body.closed && masthead::trailer(lines[at].words(), facts, self.cues) {
                lines[at].fate = Fate::Furniture(name::MASTHEAD);
            } else if self.after_meeting && (self.in_bracket || lines[at].words().starts_with('[')) {
                // How it was adopted: "[Adopted by a recorded vote of 24 to 10 …]".
                self.in_bracket = !lines[at].words().ends_with(']');
                lines[at].fate = Fate::Furniture(name::CLOSING);
            } else {
                self.waiting.push(at);
            }
            return;
        }
        self.text(lines, at);
    }

    /// Whether closing lines may stand here: after a full stop, or after other closing lines.
    fn closes(&self, words: &str) -> bool {
        if words.len() > 160 || self.state == State::Preamble {
            return false;
        }
        let ended = self.body.paragraphs.last().is_none_or(|p| !matches!(end_of(&p.styled.text), End::Open | End::Comma));
        self.state == State::Closed || ended
    }

    /// Lines after the closing lines that turned out to belong to nothing.
    fn flush(&mut self, lines: &mut [Line]) {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return;
        }
        let state = std::mem::replace(&mut self.state, State::Operative);
        for at in waiting {
            let first = self.body.paragraphs.len();
            self.text(lines, at);
            for paragraph in &self.body.paragraphs[first..] {
                let message = "words after the closing lines that are no annex; kept as a paragraph".to_owned();
                self.body.warnings.push(Warning { place: place(paragraph.origin), code: "after-closing".to_owned(), message });
            }
        }
        self.state = state;
        self.open = false;
    }

    fn is_annex(&self, lines: &[Line], at: usize) -> bool {
        let line = &lines[at];
        let words = line.words();
        if line.number.is_some()
            || words.len() > 60
            || matches!(self.state, State::Preamble | State::Unknown)
            || words.ends_with([',', ';', '.', '，', '；', '。'])
        {
            return false;
        }
        if !self.cues.is(Formula::Annex, words) || words.starts_with(|c: char| c.is_lowercase()) {
            return false;
        }
        // "See resolution 61/295, / Annex" of a wrapped sentence is no heading.
        self.state == State::Closed
            || self.body.paragraphs.last().is_none_or(|p| p.role == Role::Heading || matches!(end_of(&p.styled.text), End::Full))
    }

    /// Takes a heading of some lines.
    fn heading(&mut self, lines: &mut [Line], at: usize, count: usize) {
        let mut styled = Styled::default();
        for line in &mut lines[at..at + count] {
            self.joiner.join(&mut styled, &std::mem::take(&mut line.styled));
            line.fate = Fate::Taken;
        }
        let number = lines[at].number.take();
        self.body.paragraphs.push(DraftParagraph {
            role: Role::Heading,
            place: self.place,
            number,
            depth: None,
            styled,
            origin: lines[at].origin,
        });
        self.open = false;
        self.last = Some(at + count - 1);
        self.between = false;
    }

    /// A line of the text itself.
    fn text(&mut self, lines: &mut [Line], at: usize) {
        if !lines[at].is_open() {
            return;
        }
        if let Some(number) = lines[at].number.clone() {
            // A number that the source keeps apart: what it says goes before what the words look like.
            let form = label::alone(&number).or_else(|| label::read(&number)).map_or(Form::Bracket, |label| label.form);
            self.begin(lines, at, Some((number, form)), 0);
            return;
        }
        if let Some(found) = label::read(lines[at].words())
            && self.accepts(lines, at, found)
        {
            self.numbered(lines, at, found);
            return;
        }
        if self.pending.is_some() {
            self.begin(lines, at, None, 0);
        } else if let Some(count) = self.heading_lines(lines, at) {
            self.heading(lines, at, count);
        } else if self.begins(lines, at) {
            self.begin(lines, at, None, 0);
        } else {
            self.go_on(lines, at);
        }
    }

    /// A line that begins with a number.
    fn numbered(&mut self, lines: &mut [Line], at: usize, found: Label) {
        let number = lines[at].words()[..found.len].to_owned();
        if found.skip < lines[at].words().len() {
            self.begin(lines, at, Some((number, found.form)), found.skip);
            return;
        }
        // A number alone belongs to the next line, or to the paragraph whose first line stands before it.
        let unfinished = self.open
            && self.lines_in_paragraph == 1
            && self
                .body
                .paragraphs
                .last()
                .is_some_and(|p| p.number.is_none() && end_of(&p.styled.text) == End::Open && p.role == Role::Operative);
        if unfinished && let Some(paragraph) = self.body.paragraphs.last_mut() {
            paragraph.number = Some(number);
            self.counted(found.form);
        } else {
            self.pending = Some((number, found.form, lines[at].origin, at));
        }
        lines[at].fate = Fate::Taken;
        self.between = false;
    }

    fn counted(&mut self, form: Form) {
        if let Form::Number(n) | Form::NumberBracket(n) = form {
            self.number = n;
        }
    }

    /// Whether a printed number at the beginning of a line is a paragraph's own.
    fn accepts(&self, lines: &[Line], at: usize, found: Label) -> bool {
        let line = &lines[at];
        let rest = &line.words()[found.skip..];
        if !line.is_line && !self.between {
            return !matches!(found.form, Form::Dotted(first, _) if first != self.number) || !rest.starts_with(char::is_lowercase);
        }
        let before = self.before();
        let ended = before != End::Open || !self.open;
        let broken = self.early(lines, at) || (line.gap && !self.between) || !line.is_line;
        match found.form {
            Form::Number(n) | Form::NumberBracket(n) => {
                let between = found.len > 5;
                let next = n == self.number + 1
                    || (n == self.number && between)
                    || (self.number == 0 && (n == 1 || self.state == State::Unknown));
                let lead = self.cues.known_lead(rest).is_some_and(|lead| lead.operative);
                if self.place.annex.is_some() || self.state == State::Closed {
                    return ended;
                }
                // The number stands after the first line of its own paragraph.
                let after_first = rest.is_empty() && self.lines_in_paragraph == 1;
                (next && (ended || broken || lead || after_first))
                    || (ended && (lead || (broken && n > self.number && n <= self.number + 3)))
            }
            Form::Dotted(first, _) => ended && (first == self.number || self.place.annex.is_some()),
            Form::Bracket => ended || (broken && self.follows(&line.words()[..found.len])),
            Form::Section => ended && (broken || line.gap) && rest.chars().count() < 120 && !ends_clause(rest),
        }
    }

    /// Whether a letter in brackets follows the last one.
    fn follows(&self, number: &str) -> bool {
        let first = |words: &str| words.chars().find(|c| c.is_alphanumeric());
        let last = self.body.paragraphs.last().and_then(|p| p.number.as_deref()).and_then(first);
        match (last, first(number)) {
            (Some(last), Some(this)) => u32::from(last) + 1 == u32::from(this),
            (None, Some(this)) => matches!(this, 'a' | 'i' | '1' | 'أ' | 'а'),
            _ => false,
        }
    }

    fn before(&self) -> End {
        if self.pending.is_some() {
            return End::Full;
        }
        self.body.paragraphs.last().map_or(End::Full, |p| if p.role == Role::Heading { End::Full } else { end_of(&p.styled.text) })
    }

    /// Whether the line before ended although the next word had room: its end was meant.
    fn early(&self, lines: &[Line], at: usize) -> bool {
        self.last.is_none_or(|last| self.layout.ended_early(&lines[last], &lines[at]))
    }

    /// Whether a line without a number begins a paragraph.
    fn begins(&self, lines: &[Line], at: usize) -> bool {
        let line = &lines[at];
        let words = line.words();
        if !self.open {
            return true;
        }
        let before = self.before();
        let lead = self.cues.lead(words).filter(|lead| self.fits(*lead));
        let known = lead.is_some_and(|lead| lead.known) || starts_emphasised(line);
        let small = words.starts_with(char::is_lowercase);
        if !line.is_line {
            // A page may break a paragraph of a paged source.
            let broken =
                self.between && before == End::Open && !known && (small || label::is_han(words.chars().next().unwrap_or(' ')));
            return !broken;
        }
        let gap = line.gap && !self.between;
        let complete = before != End::Open;
        if self.state == State::Unknown && ["- ", "• ", "– ", "* "].iter().any(|item| words.starts_with(item)) {
            return true;
        }
        if gap {
            return complete || known || (!small && !self.wide());
        }
        if self.layout.gapped && !self.between {
            return complete && known && self.early(lines, at) && self.layout.unwrapped;
        }
        // Operative paragraphs end in a semicolon: after a comma the sentence goes on, unless lines are whole paragraphs.
        let whole = self.layout.unwrapped && known && !small && !self.between;
        if !complete || (before == End::Comma && self.state == State::Operative && self.place.annex.is_none() && !whole) {
            return false;
        }
        if self.layout.indented && !self.layout.unwrapped && !self.between {
            return line.indented;
        }
        let early = self.early(lines, at);
        if self.place.annex.is_some() || before == End::Full {
            return (early && !small) || (known && lead.is_some_and(|lead| self.kind_fits(lead)));
        }
        if known {
            // Chinese leads are words of every sentence, but what joins clauses begins no paragraph.
            let joins = self.wide() && words.starts_with(['并', '且', '而', '同']);
            return early || line.indented || starts_emphasised(line) || !joins;
        }
        early
            && (self.layout.clearly_early(&lines[self.last.unwrap_or(at)]) || line.indented)
            && (lead.is_some() || !small || self.cues.language() == Language::Ru)
            || (self.layout.indented && line.indented && lead.is_some())
    }

    fn wide(&self) -> bool {
        self.cues.language() == Language::Zh
    }

    /// Whether a lead phrase may begin a paragraph in the part that is being read.
    fn fits(&self, lead: Lead) -> bool {
        match self.state {
            State::Preamble => lead.preambular || self.before() == End::Full || lead.operative,
            _ => true,
        }
    }

    fn kind_fits(&self, lead: Lead) -> bool {
        match self.state {
            State::Preamble => lead.preambular || lead.operative,
            State::Operative => lead.operative,
            State::Unknown | State::Closed => true,
        }
    }

    /// Begins a paragraph with a line.
    fn begin(&mut self, lines: &mut [Line], at: usize, number: Option<(String, Form)>, skip: usize) {
        let line = std::mem::take(&mut lines[at].styled);
        let words = if skip > 0 { line.slice(skip..line.text.len()) } else { line };
        let origin = lines[at].origin;
        lines[at].fate = Fate::Taken;
        let pending = self.pending.take();
        let mut own_number = number;
        if let Some((number, form, ..)) = pending {
            match own_number {
                // "3." and then "(a)": the first has no words of its own.
                Some(_) => self.push(Some((number, form)), Styled::default(), origin),
                None => own_number = Some((number, form)),
            }
        }
        self.push(own_number, words, origin);
        self.open = true;
        self.lines_in_paragraph = 1;
        self.last = Some(at);
        self.between = false;
    }

    fn push(&mut self, number: Option<(String, Form)>, styled: Styled, origin: Origin) {
        let section = matches!(number, Some((_, Form::Section)));
        let form = number.as_ref().map(|(_, form)| *form);
        let lead = self.cues.lead(&styled.text);
        let role = if section {
            Role::Heading
        } else if self.place.annex.is_some() {
            Role::Body
        } else {
            self.role(form, lead, &styled)
        };
        if !section
            && self.place.annex.is_none()
            && let Some(form) = form
        {
            self.counted(form);
        }
        let (number, styled) = if section {
            // The number of a section is a word of its heading.
            let mut words = Styled::plain(number.map(|(number, _)| number).unwrap_or_default());
            self.joiner.join(&mut words, &styled);
            (None, words)
        } else {
            (number.map(|(number, _)| number), styled)
        };
        self.body.paragraphs.push(DraftParagraph { role, place: self.place, number, depth: None, styled, origin });
    }

    /// What a paragraph is, from its number, its lead phrase and what stood before.
    fn role(&mut self, form: Option<Form>, lead: Option<Lead>, styled: &Styled) -> Role {
        let numbered = matches!(form, Some(Form::Number(_) | Form::NumberBracket(_)));
        match self.state {
            State::Unknown => {
                let preambular = lead.is_some_and(|lead| lead.known && lead.preambular && !lead.operative) && form.is_none();
                let operative = numbered && lead.is_some_and(|lead| lead.known && lead.operative);
                if preambular || operative {
                    self.settle(if preambular { State::Preamble } else { State::Operative });
                    return if preambular { Role::Preambular } else { Role::Operative };
                }
                self.body.unexplained += 1;
                Role::Body
            }
            State::Preamble => {
                let operative =
                    lead.is_some_and(|lead| lead.operative && !lead.preambular && (lead.known || self.before() == End::Full));
                if numbered || (operative && form.is_none()) {
                    self.state = State::Operative;
                    return Role::Operative;
                }
                let _ = styled;
                Role::Preambular
            }
            State::Operative | State::Closed => Role::Operative,
        }
    }

    /// The part is known now: what stood before it belongs to it.
    fn settle(&mut self, state: State) {
        self.state = state;
        let role = if state == State::Preamble { Role::Preambular } else { Role::Operative };
        for paragraph in self.body.paragraphs.iter_mut().filter(|p| p.role == Role::Body && p.place.annex.is_none()) {
            paragraph.role = role;
        }
        self.body.begins_inside = self.body.unexplained > 0;
        self.body.unexplained = 0;
    }

    /// Goes on with the last paragraph.
    fn go_on(&mut self, lines: &mut [Line], at: usize) {
        let styled = std::mem::take(&mut lines[at].styled);
        lines[at].fate = Fate::Taken;
        if let Some(paragraph) = self.body.paragraphs.last_mut() {
            self.joiner.join(&mut paragraph.styled, &styled);
        }
        self.lines_in_paragraph += 1;
        self.last = Some(at);
        self.between = false;
    }

    fn finish(mut self, lines: &mut [Line]) -> Body {
        self.flush(lines);
        if let Some((number, form, origin, _)) = self.pending.take() {
            self.push(Some((number, form)), Styled::default(), origin);
        }
        self.body
    }
}

fn starts_emphasised(line: &Line) -> bool {
    line.styled.emphasis.first().is_some_and(|e| e.range.start == 0 && e.range.end < line.words().len())
}
