//! Real texts printed as plain text in the layouts that converters, scanners and word processors give, and read back.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its files should fail")]

use std::collections::HashMap;
use std::fmt::Write as _;

use plenary::import::{self, ImportOptions};
use plenary::model::{Language, ParagraphIndex, Source, SourceFormat};
use plenary::parse::{Draft, DraftFootnote, DraftParagraph, MarkAt, Role, Styled};

use crate::akn::testdata;

/// How a text is printed.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of a layout")]
struct Print {
    name: &'static str,
    /// Cells of a line; 0 for no wrapping.
    width: usize,
    /// An empty line between paragraphs.
    gaps: bool,
    indent: bool,
    marks: Marks,
    /// Lines of a page; 0 for no pages.
    page: usize,
    /// Form feeds between pages.
    feeds: bool,
    /// "1." on a line of its own.
    number_alone: bool,
    markdown: bool,
}

impl Print {
    /// How many cells a line has at most.
    fn cells(&self) -> usize {
        if self.width == 0 { usize::MAX } else { self.width }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Marks {
    /// `¹`
    High,
    /// `<sup>1</sup>`
    Sup,
    /// `made,1`
    Bare,
    /// `made, 1`
    Spaced,
    /// `made,[1]`
    Square,
    /// `made,(1)`, in Arabic `(١)`
    Round,
    /// `made, 1/`
    Stroke,
}

const PRINTS: [Print; 10] = [
    Print {
        name: "gaps 72",
        width: 72,
        gaps: true,
        indent: false,
        marks: Marks::High,
        page: 0,
        feeds: false,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "gaps 90 pages",
        width: 90,
        gaps: true,
        indent: false,
        marks: Marks::Bare,
        page: 46,
        feeds: true,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "pdftotext 90",
        width: 90,
        gaps: false,
        indent: false,
        marks: Marks::Spaced,
        page: 46,
        feeds: true,
        number_alone: true,
        markdown: false,
    },
    Print {
        name: "no feeds 80",
        width: 80,
        gaps: false,
        indent: false,
        marks: Marks::Spaced,
        page: 40,
        feeds: false,
        number_alone: true,
        markdown: false,
    },
    Print {
        name: "indent 72",
        width: 72,
        gaps: false,
        indent: true,
        marks: Marks::Bare,
        page: 50,
        feeds: true,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "markdown",
        width: 0,
        gaps: true,
        indent: false,
        marks: Marks::Sup,
        page: 30,
        feeds: false,
        number_alone: false,
        markdown: true,
    },
    Print {
        name: "export",
        width: 0,
        gaps: false,
        indent: true,
        marks: Marks::Bare,
        page: 0,
        feeds: false,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "copied",
        width: 0,
        gaps: true,
        indent: false,
        marks: Marks::Square,
        page: 0,
        feeds: false,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "round 80 pages",
        width: 80,
        gaps: true,
        indent: false,
        marks: Marks::Round,
        page: 46,
        feeds: true,
        number_alone: false,
        markdown: false,
    },
    Print {
        name: "stroke 72",
        width: 72,
        gaps: true,
        indent: true,
        marks: Marks::Stroke,
        page: 50,
        feeds: false,
        number_alone: false,
        markdown: false,
    },
];

fn cells(word: &str) -> usize {
    word.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

/// Breaks words into lines; Chinese anywhere but before punctuation.
fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut pieces: Vec<String> = Vec::new();
    for word in words.split_inclusive(' ') {
        let mut piece = String::new();
        for c in word.chars() {
            let wide = ('\u{2e80}'..='\u{ffef}').contains(&c);
            let closes = "，。；：、）”》」".contains(c);
            if wide && !closes && !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
        pieces.push(piece);
    }
    for piece in pieces {
        let long = cells(piece.trim_end());
        if used > 0 && used + long > width {
            lines.push(String::new());
            used = 0;
        }
        used += cells(&piece);
        lines.last_mut().unwrap().push_str(&piece);
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

fn marked(styled: &Styled, marks: Marks) -> String {
    let mut out = String::new();
    let mut end = 0;
    for mark in &styled.marks {
        out.push_str(&styled.text[end..mark.at]);
        end = mark.at;
        match marks {
            Marks::High => out.extend(
                mark.mark
                    .chars()
                    .map(|c| c.to_digit(10).map_or(c, |d| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][d as usize])),
            ),
            Marks::Sup => write!(out, "<sup>{}</sup>", mark.mark).unwrap(),
            Marks::Bare => out.push_str(&mark.mark),
            Marks::Spaced => write!(out, "{}{}", if out.ends_with(' ') { "" } else { " " }, mark.mark).unwrap(),
            Marks::Square | Marks::Round => out.push_str(&typed(&mark.mark, marks, &styled.text)),
            Marks::Stroke => write!(out, " {} ", typed(&mark.mark, marks, &styled.text)).unwrap(),
        }
    }
    out.push_str(&styled.text[end..]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A mark that is typed as words.
fn typed(mark: &str, marks: Marks, beside: &str) -> String {
    let arabic = beside.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
    let eastern = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c);
    match marks {
        Marks::Square => format!("[{mark}]"),
        Marks::Round if arabic => format!("({})", mark.chars().map(eastern).collect::<String>()),
        Marks::Round => format!("({mark})"),
        _ => format!("{mark}/"),
    }
}

struct Words {
    masthead: [&'static str; 2],
    opening: &'static str,
    meeting: &'static str,
}

fn words(language: Language) -> Words {
    let (masthead, opening, meeting) = match language {
        Language::En => (["General Assembly", "Seventy-seventh session"], "The General Assembly,", "48th plenary meeting"),
        Language::Fr => (["Assemblée générale", "Soixante-dix-septième session"], "L’Assemblée générale,", "48e séance plénière"),
        Language::Es => {
            (["Asamblea General", "Septuagésimo séptimo período de sesiones"], "La Asamblea General,", "48a sesión plenaria")
        }
        Language::Ru => {
            (["Генеральная Ассамблея", "Семьдесят седьмая сессия"], "Генеральная Ассамблея,", "48-е пленарное заседание")
        }
        Language::Ar => (["الجمعية العامة", "الدورة السابعة والسبعون"], "إن الجمعية العامة،", "الجلسة العامة 48"),
        Language::Zh => (["大会", "第七十七届会议"], "大会，", "第48次全体会议"),
    };
    Words { masthead, opening, meeting }
}

fn number(printed: &str, language: Language) -> String {
    let bare = printed.trim();
    let digits = bare.trim_end_matches(['.', ' ', '-', '–']);
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        return if language == Language::Ar { format!("{digits} -") } else { format!("{digits}.") };
    }
    bare.to_owned()
}

/// A line, and whether it is the first of its paragraph.
type Printed = (String, bool);

/// The lines of the body, with the footnotes that each points at.
fn body(draft: &Draft, how: &Print) -> Vec<(String, bool, Vec<usize>)> {
    let known = words(draft.language);
    let mut lines: Vec<(String, bool, Vec<usize>)> = Vec::new();
    let (mut opened, mut letter, mut closed, mut shown) = (None, None, false, 0);
    for paragraph in &draft.paragraphs {
        if paragraph.place.part != letter {
            if letter.is_some() {
                lines.push((known.meeting.to_owned(), true, vec![]));
            }
            letter = paragraph.place.part;
            lines.push((letter.unwrap_or('A').to_string(), true, vec![]));
        }
        // The formula opens each part.
        if paragraph.role != Role::Heading && paragraph.place.annex.is_none() && opened != Some(paragraph.place.part) {
            opened = Some(paragraph.place.part);
            lines.push((known.opening.to_owned(), true, vec![]));
        }
        if paragraph.place.annex.is_some() && !closed {
            lines.push((known.meeting.to_owned(), true, vec![]));
            closed = true;
        }
        let pointed = |mark: &str| paragraph.styled.marks.iter().any(|m| m.mark == mark);
        let upto = draft.footnotes.iter().rposition(|note| pointed(&note.mark)).map_or(0, |n| n + 1);
        let these: Vec<usize> = (shown..upto).collect();
        shown = shown.max(upto);
        let mut set = set_paragraph(paragraph, draft.language, how);
        let last = set.pop();
        let count = set.len();
        lines.extend(set.into_iter().enumerate().map(|(n, line)| (line, n == 0, vec![])));
        lines.extend(last.map(|line| (line, count == 0, these)));
    }
    if !closed {
        lines.push((known.meeting.to_owned(), true, vec![]));
    }
    lines
}

/// The lines of a paragraph.
fn set_paragraph(paragraph: &DraftParagraph, language: Language, how: &Print) -> Vec<String> {
    let mut text = marked(&paragraph.styled, how.marks);
    let marked_before = |end: usize| paragraph.styled.marks.iter().any(|m| m.at <= end);
    let lead = paragraph.styled.emphasis.first().filter(|e| how.markdown && e.range.start == 0 && !marked_before(e.range.end));
    if let Some(lead) = lead {
        let lead = paragraph.styled.text[lead.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(rest) = text.strip_prefix(lead.as_str()) {
            text = format!("*{lead}*{rest}");
        }
    }
    let pad = if how.indent { "\t" } else { "" };
    let numbered = paragraph.number.as_deref().map(|printed| number(printed, language));
    match numbered {
        Some(n) if how.number_alone && n.ends_with('.') => std::iter::once(n).chain(wrap(&text, how.cells())).collect(),
        Some(n) => {
            let dash = if how.markdown && n.ends_with('.') { "- " } else { "" };
            wrap(&format!("{pad}{dash}{n} {text}"), how.cells())
        }
        None => wrap(&format!("{pad}{text}"), how.cells()),
    }
}

/// The lines of a footnote.
fn set_note(footnote: &DraftFootnote, how: &Print) -> Vec<String> {
    let text = footnote.styled.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mark = &footnote.mark;
    match how.marks {
        Marks::High => {
            let styled = Styled { marks: vec![MarkAt { at: 0, mark: mark.clone() }], ..Styled::default() };
            wrap(&format!("{} {text}", marked(&styled, Marks::High)), how.cells())
        }
        Marks::Sup => wrap(&format!("<sup>{mark}</sup> {text}"), how.cells()),
        Marks::Bare => wrap(&format!("{mark} {text}"), how.cells()),
        Marks::Spaced => std::iter::once(mark.clone()).chain(wrap(&text, how.cells())).collect(),
        Marks::Square | Marks::Round | Marks::Stroke => wrap(&format!("{} {text}", typed(mark, how.marks, &text)), how.cells()),
    }
}

/// Prints a text in a layout.
fn print(draft: &Draft, how: &Print) -> String {
    let known = words(draft.language);
    let symbol = draft.facts.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
    let title = draft.facts.title.clone().unwrap_or_default();
    let masthead = ["United Nations", &symbol, known.masthead[0], "Distr.: General", "12 December 2022", known.masthead[1]];
    let mut out: Vec<Printed> = masthead.iter().map(|line| ((*line).to_owned(), true)).collect();
    let head = if how.markdown { "### " } else { "" };
    let title_line = format!("{head}{}. {title}", symbol.trim_start_matches("A/RES/"));
    out.extend(wrap(&title_line, how.cells()).into_iter().enumerate().map(|(n, line)| (line, n == 0)));
    let lines = body(draft, how);
    let (total, mut waiting, mut on_page, mut pages) = (lines.len(), Vec::new(), 0, 1);
    for (n, (line, first, notes)) in lines.into_iter().enumerate() {
        out.push((line, first));
        waiting.extend(notes);
        on_page += 1;
        let ends = n + 1 == total;
        if !ends && (how.page == 0 || on_page < how.page) {
            continue;
        }
        on_page = 0;
        // Footnotes stand at the foot of the page that points at them.
        if !waiting.is_empty() && !how.markdown {
            out.push(("__________________".to_owned(), true));
        }
        for note in waiting.drain(..) {
            out.extend(set_note(&draft.footnotes[note], how).into_iter().enumerate().map(|(k, line)| (line, k == 0)));
        }
        if !ends && !how.markdown {
            out.push((format!("{pages}/99"), true));
            out.push(("22-28101".to_owned(), false));
            out.push((format!("{}{symbol}", if how.feeds { "\u{c}" } else { "" }), false));
            out.extend(wrap(&title, how.cells()).into_iter().map(|line| (line, false)));
            out.push((String::new(), false));
            pages += 1;
        }
    }
    let mut text = String::new();
    for (line, first) in out {
        if first && how.gaps {
            text.push('\n');
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Letters and signs that are seen, without spaces.
fn seen(words: &str) -> String {
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{2060}');
    words.chars().filter(|c| !c.is_whitespace() && !unseen(c)).map(|c| if c == '\u{2011}' { '-' } else { c }).collect()
}

/// What must be equal: the place, the role, the number and the words.
fn key(paragraph: &DraftParagraph) -> String {
    let number = seen(paragraph.number.as_deref().unwrap_or(""));
    format!("{}{:?}|{}|{}", paragraph.place, paragraph.role, number.trim_end_matches(['.', '-']), seen(&paragraph.styled.text))
}

fn source() -> Source {
    Source { file: "a.txt".to_owned(), format: SourceFormat::Text, sha256: String::new() }
}

/// What was counted of one language and layout.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    hit: u32,
    truth: u32,
    read: u32,
    notes: u32,
    all_notes: u32,
}

impl Score {
    fn add(&mut self, truth: &Draft, read: &Draft, show: bool) {
        let mut wanted: HashMap<String, i32> = HashMap::new();
        for paragraph in &truth.paragraphs {
            *wanted.entry(key(paragraph)).or_default() += 1;
        }
        for paragraph in &read.paragraphs {
            self.read += 1;
            match wanted.get_mut(&key(paragraph)).filter(|n| **n > 0) {
                Some(n) => {
                    *n -= 1;
                    self.hit += 1;
                }
                None if show => println!("+ {}", key(paragraph)),
                None => {}
            }
        }
        self.truth += u32::try_from(truth.paragraphs.len()).unwrap();
        for (key, n) in wanted.into_iter().filter(|(_, n)| show && *n > 0) {
            println!("- {n} {key}");
        }
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for note in &truth.footnotes {
            let same =
                |found: &&DraftFootnote| found.mark == note.mark && letters(&found.styled.text) == letters(&note.styled.text);
            self.all_notes += 1;
            if show && !read.footnotes.iter().any(|found| same(&found)) {
                println!("- note {} {}", note.mark, note.styled.text);
            }
            self.notes += u32::from(read.footnotes.iter().any(|found| same(&found)));
        }
    }

    fn paragraphs(self) -> f64 {
        f64::from(2 * self.hit) / f64::from((self.truth + self.read).max(1))
    }

    fn footnotes(self) -> f64 {
        f64::from(self.notes) / f64::from(self.all_notes.max(1))
    }
}

/// The accuracy by language and layout is printed; `PLENARY_SHOW="en:gaps 72"` also prints what differs there.
#[test]
fn texts_printed_in_many_layouts_are_read_back() {
    let Some(folder) = testdata("akn") else { return };
    let show = std::env::var("PLENARY_SHOW").unwrap_or_default();
    let mut table = vec![[Score::default(); 6]; PRINTS.len()];
    for language in Language::ALL {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(language.tag())).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for path in files {
            let Ok(xml) = std::fs::read_to_string(&path) else { continue };
            let Ok(truth) = import::akn::draft(source(), &xml, &ImportOptions::default()) else { continue };
            if truth.facts.symbol.is_none() {
                continue;
            }
            for (how, scores) in PRINTS.iter().zip(&mut table) {
                let options = ImportOptions { language: Some(language), ..ImportOptions::default() };
                let read = import::text::draft(source(), &print(&truth, how), &options).unwrap();
                scores[language.index()].add(&truth, &read, show == format!("{}:{}", language.tag(), how.name));
            }
        }
    }
    for (what, value) in [("paragraphs, F1", Score::paragraphs as fn(Score) -> f64), ("footnotes", Score::footnotes)] {
        println!("{what:<16}{}", Language::ALL.map(|l| format!("{:>8}", l.tag())).join(""));
        for (how, scores) in PRINTS.iter().zip(&table) {
            println!("{:<16}{}", how.name, scores.map(|score| format!("{:>8.3}", value(score))).join(""));
        }
    }
    for (how, scores) in PRINTS.iter().zip(&table) {
        for (language, score) in Language::ALL.iter().zip(scores) {
            assert!(score.paragraphs() > 0.95, "{language} {}: {}", how.name, score.paragraphs());
            assert!(score.footnotes() > 0.95, "{language} {}: footnotes {}", how.name, score.footnotes());
        }
    }
}

#[test]
fn lines_that_are_whole_paragraphs_stay_apart() {
    // Two resolutions pasted under one another, without their opening formulas: after operative paragraphs come preambular ones.
    let one = "Recalling its resolutions on the role of science and technology in the context of international security, in which, inter alia, \
it recognized that scientific and technological developments could have both civilian and military applications,";
    let other = "Noting that considerable progress has been achieved in developing and applying the latest information technologies and means of \
telecommunication, and that the civilian uses of both have to be maintained and encouraged by all Member States,";
    let decides = "1. Decides to include in the provisional agenda of its next session the item entitled “Role of science and technology in the \
context of international security and disarmament”, and requests the Secretary-General to report to it thereon.";
    let pasted = [one, other, decides, one, other, decides].join("\n");
    let text = import::read("pasted.txt", pasted.as_bytes(), &ImportOptions::default()).unwrap();
    let words: Vec<&str> = text.paragraph_indices().map(|index| text.paragraph_words(index)).collect();
    let decides = &decides[3..];
    assert_eq!(words, [one, other, decides, one, other, decides]);
}

#[test]
fn the_formula_of_an_annex_is_not_that_of_the_resolution() {
    // From its second page on, a resolution with a treaty: its own formula is on the first.
    let pages = "10. Expresses its appreciation to the Committee for its work;\n\n11. Requests the Secretary-General to prepare a report;\n\n\
12. Decides to remain seized of the matter.\n\nAnnex\n\nConvention on Examples\n\nThe States Parties to the present Convention,\n\n\
Bearing in mind the purposes and principles of the Charter of the United Nations,\n\nHave agreed as follows:\n";
    let text = import::read("pages.txt", pages.as_bytes(), &ImportOptions::default()).unwrap();
    let named: Vec<String> = text
        .paragraph_indices()
        .map(|index| format!("{} {}", text.paragraph(index).id, text.paragraph_words(index).split(' ').next().unwrap()))
        .collect();
    assert_eq!(named[..3], ["OP10 Expresses", "OP11 Requests", "OP12 Decides"]);
    assert!(named.iter().any(|it| it.ends_with(" Bearing")) && named[3..].iter().all(|it| it.starts_with("A1:")), "{named:?}");
}

#[test]
fn what_stands_after_a_number_is_a_mark_once() {
    // 161 and note 2, or 16 and note 12, where both notes were pointed at before.
    let notes: String = (1..=12).map(|n| format!("[{n}] A/75/{n}.\n\n")).collect();
    let marks: String = (1..=12).map(|n| format!("its report{n}, ")).collect();
    let words = format!(
        "The General Assembly,\n\nRecalling {marks}and resolution 75/1612,\n\n1. Decides to remain seized.\n\n____________\n{notes}"
    )
    .replace('[', "")
    .replace("] ", " ");
    let text = import::read("marks.txt", words.as_bytes(), &ImportOptions::default()).unwrap();
    assert!(text.paragraph_words(ParagraphIndex(0)).ends_with("resolution 75/161,"), "{}", text.paragraph_words(ParagraphIndex(0)));
}

#[test]
fn a_colon_that_a_line_begins_with_ends_its_paragraph() {
    let words = "L’Assemblée générale,\n\n1. Invite les États à communiquer leurs vues sur les questions\n:\n\na) Les menaces ;\n\nb) Les normes.\n";
    let text = import::read("draft.txt", words.as_bytes(), &ImportOptions::default()).unwrap();
    let paragraphs: Vec<&str> = text.paragraph_indices().map(|n| text.paragraph_words(n)).collect();
    assert_eq!(paragraphs, ["Invite les États à communiquer leurs vues sur les questions :", "Les menaces ;", "Les normes."]);
}

#[test]
fn points_in_brackets_are_no_footnotes() {
    let words = "大会，\n\n回顾《公约》第四条(1)款，\n\n1. 促请各国：\n\n(1) 《公约》缔约国提交报告；\n\n(2) 《议定书》缔约国提交报告；\n\n2. 决定继续处理此案。\n";
    let text = import::read("list.txt", words.as_bytes(), &ImportOptions::default()).unwrap();
    let names: Vec<String> = text.paragraphs.iter().map(|paragraph| paragraph.id.to_string()).collect();
    assert_eq!(names, ["PP1", "OP1", "OP1(1)", "OP1(2)", "OP2"]);
    assert!(text.footnotes.is_empty());
}

#[test]
fn resolutions_under_one_another_are_parts() {
    let one = "70/1. Prevention of an arms race in outer space\n\nThe General Assembly,\n\nRecalling its resolution 69/31 of 2 December 2014,\n\n\
1. Calls upon all States to contribute to the peaceful use of outer space;\n\n2. Decides to remain seized of the matter.\n\n";
    let other = one.replace("70/1", "70/2").replace("outer space", "the oceans");
    let text = import::read("pasted.txt", format!("{one}{other}").as_bytes(), &ImportOptions::default()).unwrap();
    let names: Vec<String> = text.paragraphs.iter().map(|paragraph| paragraph.id.to_string()).collect();
    assert_eq!(names, ["A:PP1", "A:OP1", "A:OP2", "B:H1", "B:PP1", "B:OP1", "B:OP2"]);
}
