//! Plain text: what PDF converters print, what scanners write as markdown, what word processors export.
//!
//! The bytes become lines, with the inline marks read (`markup`); the structure is found by [`parse::segment`].

mod markup;

use super::{ImportError, ImportOptions};
use crate::lexicon::{self, Lexicon};
use crate::model::{Facts, Language, Source, Text, Warning};
use crate::parse::{self, Block, BlockHint, Draft, Emphasis, Origin, Styled};

/// Emphasis over more lines than this is two stray stars.
const EMPHASIS_LINES: usize = 12;

/// Reads a plain text. A text that is no resolution is read as well: all its words are kept, with warnings.
///
/// # Errors
/// Where it holds no word.
pub fn read(source: Source, text: &str, options: &ImportOptions) -> Result<Text, ImportError> {
    let draft = draft(source, text, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(parse::assemble(draft, lexicon))
}

/// Finds the structure of a plain text.
///
/// # Errors
/// Where it holds no word.
pub fn draft(source: Source, text: &str, options: &ImportOptions) -> Result<Draft, ImportError> {
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let text = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        std::borrow::Cow::from(text)
    };
    let language = options.language.or_else(|| lexicon::detect(&text));
    let mut draft = parse::segment(blocks(&text), Facts::default(), source, Lexicon::of(language.unwrap_or(Language::En)));
    if language.is_none() {
        let message = "none of the six official languages was recognised; it was read as English".to_owned();
        draft.warnings.insert(0, Warning { place: "file".to_owned(), code: "unknown-language".to_owned(), message });
    }
    Ok(draft)
}

/// A line as the file has it.
struct RawLine<'a> {
    words: &'a str,
    indent: usize,
    hint: BlockHint,
    gap_before: bool,
    origin: Origin,
}

/// The lines of a text, with their marks read.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = raw_lines(text);
    let base = usual_indent(&lines);
    let mut blocks = Vec::with_capacity(lines.len());
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len()
            && !lines[end].gap_before
            && lines[end].hint == BlockHint::None
            && lines[start].hint == BlockHint::None
        {
            end += 1;
        }
        for (styled, index) in styled(&lines[start..end]).zip(start..) {
            let Some(line) = lines.get(index) else { break };
            // The first line of a paragraph goes further in than the next, unless it is its only one.
            let outdented_next = lines.get(index + 1).is_none_or(|next| next.gap_before || next.indent < line.indent);
            let ended = index.checked_sub(1).is_none_or(|before| {
                let unmarked = lines[before].words.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
                unmarked.ends_with([',', ';', '.', ':', '，', '；', '。', '：', '،', '؛'])
            });
            blocks.push(Block {
                styled,
                number: None,
                hint: line.hint.clone(),
                is_line: true,
                gap_before: line.gap_before,
                indented: line.indent > base && (outdented_next || ended),
                origin: line.origin,
            });
        }
        start = end;
    }
    blocks
}

fn raw_lines(text: &str) -> Vec<RawLine<'_>> {
    let paged = memchr::memchr(b'\x0c', text.as_bytes()).is_some();
    let mut page = 1;
    let mut gap_before = false;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(split(text, b'\n')) {
        for (part, words) in split(line, b'\x0c').enumerate() {
            if part > 0 {
                page += 1;
            }
            if words.trim().is_empty() {
                gap_before |= part == 0;
                continue;
            }
            let indent = words.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
            let (hint, words) = block_mark(words.trim());
            lines.push(RawLine {
                words,
                indent,
                hint,
                gap_before,
                origin: Origin { page: paged.then_some(page), line: Some(number) },
            });
            gap_before = false;
        }
    }
    lines
}

/// The pieces of a text between the signs of ASCII.
fn split(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr::memchr_iter(sign, text.as_bytes()).chain([text.len()]);
    ends.map(move |end| &text[std::mem::replace(&mut from, end + 1)..end])
}

/// What markdown says at the beginning of a line: a heading, a list around a number, a row of a table.
fn block_mark(line: &str) -> (BlockHint, &str) {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        let words = line[hashes..].trim().trim_end_matches('#').trim_end();
        return (BlockHint::Heading(u8::try_from(hashes).unwrap_or(6)), words);
    }
    if line.len() > 1 && line.starts_with('|') && line.ends_with('|') {
        return (BlockHint::TableRow, line);
    }
    // A list only where it wraps a printed number, as scanners have it ("- 1. …"): a dash alone is the text's own.
    let item = line.strip_prefix(['-', '*', '+', '•']).map(str::trim_start).filter(|rest| {
        let rest = rest.strip_prefix(['(', '（']).unwrap_or(rest);
        let label = rest.find(['.', ')', '）', '．']).unwrap_or(usize::MAX);
        (1..=9).contains(&label) && rest.is_char_boundary(label) && rest[..label].chars().all(char::is_alphanumeric)
    });
    (BlockHint::None, item.unwrap_or(line))
}

/// The indent of most lines.
fn usual_indent(lines: &[RawLine<'_>]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for line in lines {
        *counts.entry(line.indent).or_insert(0_usize) += 1;
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(0, |(indent, _)| indent)
}

/// The words of a run of lines with their marks read. What stands before the first line that has one and after the last is plain.
fn styled(run: &[RawLine<'_>]) -> impl Iterator<Item = Styled> {
    let is_marked = |raw: &RawLine<'_>| markup::may_have_marks(raw.words);
    let first = run.iter().position(is_marked).unwrap_or(run.len());
    let end = run[first..].iter().rposition(is_marked).map_or(first, |last| first + last + 1);
    let plain = |raw: &RawLine<'_>| Styled::plain(raw.words);
    let marked: Vec<&str> = run[first..end].iter().map(|raw| raw.words).collect();
    let marked = if marked.is_empty() { Vec::new() } else { split_lines(&markup::read(&marked.join("\n"))) };
    run[..first].iter().map(plain).chain(marked).chain(run[end..].iter().map(plain))
}

/// Cuts styled words at line feeds, in one pass.
fn split_lines(run: &Styled) -> Vec<Styled> {
    let mut starts = vec![0];
    starts.extend(run.text.match_indices('\n').map(|(at, _)| at + 1));
    let mut lines: Vec<Styled> = run.text.split('\n').map(Styled::plain).collect();
    let line_of = |byte: usize| starts.partition_point(|&start| start <= byte).saturating_sub(1);
    for emphasis in &run.emphasis {
        let (first, last) = (line_of(emphasis.range.start), line_of(emphasis.range.end.saturating_sub(1)));
        if last - first >= EMPHASIS_LINES {
            continue;
        }
        for line in first..=last {
            let start = emphasis.range.start.max(starts[line]) - starts[line];
            let end = (emphasis.range.end - starts[line]).min(lines[line].text.len());
            if start < end {
                lines[line].emphasis.push(Emphasis { range: start..end, bold: emphasis.bold });
            }
        }
    }
    for mark in &run.marks {
        let line = line_of(mark.at);
        let at = (mark.at - starts[line]).min(lines[line].text.len());
        lines[line].marks.push(parse::MarkAt { at, mark: mark.mark.clone() });
    }
    for link in &run.links {
        let line = line_of(link.range.start);
        let range = link.range.start - starts[line]..link.range.end - starts[line];
        if range.end <= lines[line].text.len() {
            lines[line].links.push(parse::Link { range, target: link.target.clone() });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_gaps_pages_and_indents() {
        let got = blocks("  # no\nPlain\n\n\tIndented one\nnext\n\u{c}A/RES/1/1\n- 1. *Calls*\n- a dash");
        let shown: Vec<String> = got
            .iter()
            .map(|b| {
                format!(
                    "{}{}{} p{:?} {:?}",
                    if b.gap_before { "/" } else { "" },
                    if b.indented { ">" } else { "" },
                    b.styled.text,
                    b.origin.page,
                    b.hint
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ">no pSome(1) Heading(1)",
                "Plain pSome(1) None",
                "/>Indented one pSome(1) None",
                "next pSome(1) None",
                "/A/RES/1/1 pSome(2) None",
                "1. Calls pSome(2) None",
                "- a dash pSome(2) None",
            ]
        );
    }
}
