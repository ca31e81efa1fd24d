//! Real texts printed as plain text in the layouts that converters, scanners and word processors give, and read back.

use std::collections::HashMap;
use std::fmt::Write as _;

use plenary::import::{self, ImportOptions};
use plenary::model::{Language, Source, SourceFormat};
use plenary::parse::{Draft, DraftParagraph, Role, Styled};

use crate::akn::testdata;

/// How a text is printed.
#[derive(Clone, Copy, Debug)]
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
}

const PRINTS: [Print; 7] = [
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
        }
    }
    out.push_str(&styled.text[end..]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Prints a text in a layout.
fn print(draft: &Draft, how: &Print) -> String {
    let language = draft.language;
    let known = words(language);
    let symbol = draft.facts.symbol.as_ref().unwrap().as_str().to_owned();
    let title = draft.facts.title.clone().unwrap_or_default();
    let short = symbol.trim_start_matches("A/RES/").to_owned();
    let width = if how.width == 0 { usize::MAX } else { how.width };
    let mut out: Vec<(String, bool)> = Vec::new();
    for line in ["United Nations", &symbol, known.masthead[0], "Distr.: General", "12 December 2022", known.masthead[1]] {
        out.push((line.to_owned(), true));
    }
    let head = if how.markdown { "### " } else { "" };
    for (n, line) in wrap(&format!("{head}{short}. {title}"), width).into_iter().enumerate() {
        out.push((line, n == 0));
    }
    let mut notes = draft.footnotes.iter().peekable();
    let mut pending: Vec<Vec<String>> = Vec::new();
    let mut pages = 1;
    let mut body: Vec<(String, bool)> = Vec::new();
    let mut place = None;
    let mut letter = None;
    let mut lines: Vec<(String, bool, Vec<usize>)> = Vec::new();
    let mut shown = 0;
    let mut closed = false;
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        if paragraph.place.part.is_some() && letter != paragraph.place.part {
            if letter.is_some() {
                lines.push((known.meeting.to_owned(), true, vec![]));
            }
            letter = paragraph.place.part;
            lines.push((letter.unwrap().to_string(), true, vec![]));
        }
        // The formula opens each part.
        let opens = paragraph.role != Role::Heading && paragraph.place.annex.is_none() && place != Some(paragraph.place.part);
        if opens {
            place = Some(paragraph.place.part);
            lines.push((known.opening.to_owned(), true, vec![]));
        }
        if paragraph.place.annex.is_some() && !closed {
            lines.push((known.meeting.to_owned(), true, vec![]));
            closed = true;
        }
        let mut text = marked(&paragraph.styled, how.marks);
        if how.markdown
            && let Some(italic) = paragraph
                .styled
                .emphasis
                .first()
                .filter(|e| e.range.start == 0 && !paragraph.styled.marks.iter().any(|m| m.at <= e.range.end))
        {
            let end = italic.range.end;
            let lead: String = paragraph.styled.text[..end].split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(rest) = text.strip_prefix(lead.as_str()) {
                text = format!("*{lead}*{rest}");
            }
        }
        let numbered = paragraph.number.as_deref().map(|n| number(n, language));
        let pad = if how.indent && !how.markdown { "\t" } else { "" };
        let mut first = true;
        let mut push = |line: String, marks: Vec<usize>| {
            lines.push((line, first, marks));
            first = false;
        };
        let upto: usize = draft
            .footnotes
            .iter()
            .enumerate()
            .filter(|(_, note)| paragraph.styled.marks.iter().any(|m| m.mark == note.mark))
            .map(|(n, _)| n + 1)
            .max()
            .unwrap_or(0);
        let these: Vec<usize> = (shown..upto).collect();
        shown = shown.max(upto);
        let dash = if how.markdown && numbered.as_deref().is_some_and(|n| n.ends_with('.')) { "- " } else { "" };
        let whole = match &numbered {
            Some(n) if how.number_alone && n.ends_with('.') => {
                push(n.clone(), vec![]);
                text
            }
            Some(n) => format!("{pad}{dash}{n} {text}"),
            None => format!("{pad}{text}"),
        };
        let wrapped = wrap(&whole, width);
        let count = wrapped.len();
        for (n, line) in wrapped.into_iter().enumerate() {
            push(line, if n + 1 == count { these.clone() } else { vec![] });
        }
        let _ = index;
    }
    let _ = (&mut notes, &mut pending, &mut body);
    if !closed {
        lines.push((known.meeting.to_owned(), true, vec![]));
    }
    // Pages: notes at the foot of the page that points at them.
    let mut waiting: Vec<usize> = Vec::new();
    let mut on_page = 0;
    let note = |n: usize| -> Vec<String> {
        let footnote = &draft.footnotes[n];
        let text = footnote.styled.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match how.marks {
            Marks::High => wrap(
                &format!(
                    "{} {text}",
                    marked(
                        &Styled { marks: vec![plenary::parse::MarkAt { at: 0, mark: footnote.mark.clone() }], ..Styled::default() },
                        Marks::High
                    )
                ),
                width,
            ),
            Marks::Sup => wrap(&format!("<sup>{}</sup> {text}", footnote.mark), width),
            Marks::Bare => wrap(&format!("{} {text}", footnote.mark), width),
            Marks::Spaced => std::iter::once(footnote.mark.clone()).chain(wrap(&text, width)).collect(),
        }
    };
    let total = lines.len();
    for (n, (line, first, marks)) in lines.into_iter().enumerate() {
        out.push((line, first));
        waiting.extend(marks);
        on_page += 1;
        if (how.page > 0 && on_page >= how.page) || n + 1 == total {
            if !waiting.is_empty() {
                if !how.markdown {
                    out.push(("__________________".to_owned(), true));
                }
                for n in waiting.drain(..) {
                    for (k, line) in note(n).into_iter().enumerate() {
                        out.push((line, k == 0));
                    }
                }
            }
            if how.page > 0 && n + 1 < total && !how.markdown {
                out.push((format!("{pages}/99"), true));
                out.push(("22-28101".to_owned(), false));
                let feed = if how.feeds { "\u{c}" } else { "" };
                out.push((format!("{feed}{symbol}"), false));
                for line in wrap(&title, width) {
                    out.push((line, false));
                }
                out.push((String::new(), false));
                pages += 1;
            }
            on_page = 0;
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

/// What must be equal: the place, the role, the number and the words, without spaces.
fn key(paragraph: &DraftParagraph) -> String {
    let squeeze =
        |s: &str| s.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2011}' { '-' } else { c }).collect::<String>();
    let visible = |s: &str| {
        squeeze(s)
            .chars()
            .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{2060}'))
            .collect::<String>()
    };
    let number = paragraph.number.as_deref().unwrap_or("");
    format!(
        "{}{:?}|{}|{}",
        paragraph.place,
        paragraph.role,
        visible(number).trim_end_matches(['.', '-']),
        visible(&paragraph.styled.text)
    )
}

fn source() -> Source {
    Source { file: "a.txt".to_owned(), format: SourceFormat::Text, sha256: String::new() }
}

#[test]
fn texts_printed_in_many_layouts_are_read_back() {
    let Some(folder) = testdata("akn") else { return };
    let mut table: HashMap<(Language, &str), (usize, usize, usize, usize, usize)> = HashMap::new();
    let show = std::env::var("PLENARY_SHOW").unwrap_or_default();
    for language in Language::ALL {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(language.tag())).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for path in files {
            let Ok(xml) = std::fs::read_to_string(&path) else { continue };
            let Ok(truth) = import::akn::draft(source(), &xml, &ImportOptions::default()) else { continue };
            if truth.facts.symbol.is_none() {
                continue;
            }
            for how in &PRINTS {
                let text = print(&truth, how);
                let options = ImportOptions { language: Some(language), ..ImportOptions::default() };
                let read = import::text::draft(source(), &text, &options).unwrap();
                let mut wanted: HashMap<String, i32> = HashMap::new();
                for paragraph in &truth.paragraphs {
                    *wanted.entry(key(paragraph)).or_default() += 1;
                }
                let mut hit = 0;
                let mut extra = Vec::new();
                for paragraph in &read.paragraphs {
                    match wanted.get_mut(&key(paragraph)) {
                        Some(n) if *n > 0 => {
                            *n -= 1;
                            hit += 1;
                        }
                        _ => extra.push(key(paragraph)),
                    }
                }
                let squeeze = |s: &Styled| s.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let notes = truth
                    .footnotes
                    .iter()
                    .filter(|n| read.footnotes.iter().any(|r| r.mark == n.mark && squeeze(&r.styled) == squeeze(&n.styled)))
                    .count();
                let row = table.entry((language, how.name)).or_default();
                row.0 += hit;
                row.1 += truth.paragraphs.len();
                row.2 += read.paragraphs.len();
                row.3 += notes;
                row.4 += truth.footnotes.len();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if show == format!("{}:{}", language.tag(), how.name) || show == format!("{name}:{}", how.name) {
                    for (key, n) in &wanted {
                        if *n > 0 {
                            println!("{name} - {}", key.chars().take(200).collect::<String>());
                        }
                    }
                    for key in extra {
                        println!("{name} + {}", key.chars().take(200).collect::<String>());
                    }
                    if show.starts_with(&name) {
                        std::fs::write("/tmp/print.txt", &text).unwrap();
                    }
                }
            }
        }
    }
    println!("{:<16}{}", "paragraphs F1", Language::ALL.map(|l| format!("{:>8}", l.tag())).join(""));
    for how in &PRINTS {
        let cells = Language::ALL.map(|l| {
            let (hit, truth, read, ..) = table.get(&(l, how.name)).copied().unwrap_or_default();
            format!("{:>8.3}", 2.0 * hit as f64 / (truth + read).max(1) as f64)
        });
        println!("{:<16}{}", how.name, cells.join(""));
    }
    println!("{:<16}{}", "footnotes", Language::ALL.map(|l| format!("{:>8}", l.tag())).join(""));
    for how in &PRINTS {
        let cells = Language::ALL.map(|l| {
            let (.., hit, all) = table.get(&(l, how.name)).copied().unwrap_or_default();
            format!("{:>8.3}", hit as f64 / all.max(1) as f64)
        });
        println!("{:<16}{}", how.name, cells.join(""));
    }
}
