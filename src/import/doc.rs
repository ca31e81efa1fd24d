//! Word 97 to 2003, which the UN's server gives for most years before 2015.
//!
//! The crate `undoc` reads the binary file; its paragraphs become blocks. Footnotes are tied by its labels. Lists keep their counts
//! and lose the form of their numbers, which is taken from the UN's custom: 1., (a), (i).

use undoc::model::{Block as Element, ListType, Paragraph, RevisionType, Table};

use super::blocks::{Beside, structured};
use super::words::{Words, note_words};
use super::{ImportError, ImportOptions, Revisions};
use crate::lexicon::Lexicon;
use crate::model::{Source, Text};
use crate::parse::{Block, BlockHint, assemble};

/// Reads a Word 97 document.
///
/// # Errors
/// Where the file is damaged, or holds no words in one of the six languages.
pub fn read(source: Source, bytes: &[u8], options: &ImportOptions) -> Result<Text, ImportError> {
    let document = undoc::parse_bytes(bytes).map_err(|error| ImportError::Damaged {
        format: "Word 97 document",
        place: None,
        why: error.to_string(),
        advice: "open it in a word processor and save it as .docx",
    })?;
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    let mut beside = Beside::default();
    let mut has_flow = false;
    for section in document.sections {
        for (name, paragraphs) in [("running header", section.header), ("running footer", section.footer)] {
            let words = paragraphs.unwrap_or_default().into_iter().map(|p| (name, p.plain_text()));
            beside.furniture.extend(words.filter(|(_, words)| !words.trim().is_empty()));
        }
        for element in section.content {
            match element {
                Element::Paragraph(paragraph) => {
                    let block = block(&paragraph, options.revisions);
                    if !is_blank(&block) {
                        has_flow = true;
                        blocks.push(block);
                    }
                }
                Element::Table(table) => rows(&table, !has_flow, options.revisions, &mut blocks),
                Element::Note { label, content } => {
                    let mut words = Words::default();
                    for paragraph in &content {
                        words.push(" ");
                        words.append(self::words(paragraph, options.revisions).finish());
                    }
                    notes.push(Block { styled: note_words(words.finish()), hint: BlockHint::Footnote(label), ..Block::default() });
                }
                Element::PageBreak | Element::SectionBreak | Element::Image { .. } => {}
            }
        }
    }
    blocks.extend(notes);
    let draft = structured("Word 97 document", blocks, beside, source, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(assemble(draft, lexicon))
}

fn is_blank(block: &Block) -> bool {
    block.styled.text.trim().is_empty() && block.styled.marks.is_empty()
}

fn words(paragraph: &Paragraph, revisions: Revisions) -> Words {
    let gone = match revisions {
        Revisions::Accepted => RevisionType::Deleted,
        Revisions::Original => RevisionType::Inserted,
    };
    let mut words = Words::default();
    for run in paragraph.runs.iter().filter(|run| run.revision != gone) {
        if let Some(label) = &run.note {
            words.mark(label);
        }
        let start = words.len();
        words.push(&run.text);
        if run.style.italic {
            words.emphasize(start, false);
        } else if run.style.bold {
            words.emphasize(start, true);
        }
        if run.style.superscript {
            words.raise(start);
        }
        if let Some(target) = &run.hyperlink {
            words.link(start, target.clone());
        }
        if run.line_break || run.page_break {
            words.push("\n");
        }
    }
    words
}

fn block(paragraph: &Paragraph, revisions: Revisions) -> Block {
    let styled = words(paragraph, revisions).finish();
    let hint = match paragraph.heading.level() {
        0 => BlockHint::None,
        level => BlockHint::Heading(level),
    };
    let number = paragraph.list_info.as_ref().filter(|list| list.list_type == ListType::Numbered).and_then(|list| {
        let n = list.number?;
        Some(match list.level {
            0 => format!("{n}."),
            1 => format!("({})", super::numerals::format_number(n, "lowerLetter")),
            _ => format!("({})", super::numerals::format_number(n, "lowerRoman")),
        })
    });
    let indented = styled.text.starts_with('\t');
    Block { styled, number, hint, indented, ..Block::default() }
}

/// The rows of a table. One before all other words is the masthead: its cells are paragraphs.
fn rows(table: &Table, is_layout: bool, revisions: Revisions, blocks: &mut Vec<Block>) {
    for row in &table.rows {
        if is_layout {
            let cells = row.cells.iter().flat_map(|cell| &cell.content);
            blocks.extend(cells.map(|paragraph| block(paragraph, revisions)).filter(|block| !is_blank(block)));
            continue;
        }
        let mut all = Words::default();
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                all.push(" | ");
            }
            for (at, paragraph) in cell.content.iter().enumerate() {
                if at > 0 {
                    all.push(" ");
                }
                all.append(words(paragraph, revisions).finish());
            }
        }
        if !all.is_blank() {
            blocks.push(Block { styled: all.finish(), hint: BlockHint::TableRow, ..Block::default() });
        }
    }
}
