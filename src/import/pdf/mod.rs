//! PDF with a text layer.
//!
//! A file that unpacks to more than it should is refused (`bombs`). Its glyphs are read with their places (`glyphs`), and those of a font
//! whose characters are not what it shows are told by the font's own table and by the language (`honesty`). Glyphs become lines in
//! reading order (`lines`, `bidi`), lines are parted into text, footnotes and what the page carries beside (`furniture`, `notes`), and
//! joined to paragraphs (`paragraphs`, `words`, `table`), whose structure [`parse::segment`] finds.

mod bidi;
mod bombs;
mod furniture;
mod glyphs;
mod honesty;
mod lines;
mod notes;
mod paragraphs;
mod table;
mod words;

use std::time::{Duration, Instant};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{ImportError, ImportOptions};
use crate::lexicon::{self, Lexicon};
use crate::model::{Facts, Language, Source, Text, Warning};
use crate::parse::{self, Block, BlockHint, Draft, Origin};
use furniture::Sheet;
use lines::Writing;
use paragraphs::Layout;
use words::Habits;

/// A file would take more time or memory than any document deserves.
#[derive(Debug)]
struct TooMuch;

/// How long a file may take.
const LONGEST: Duration = Duration::from_secs(8);

/// The most of a document's ink that may be in doubt. Of a resolution's text less is a heading or a word.
const MOST_DOUBT: f32 = 0.03;

/// Reads a PDF.
///
/// # Errors
/// Where it is damaged, encrypted, without a text layer, or with one that cannot be trusted.
pub fn read(source: Source, bytes: &[u8], options: &ImportOptions) -> Result<Text, ImportError> {
    let draft = draft(source, bytes, options)?;
    let lexicon = Lexicon::of(draft.language);
    Ok(parse::assemble(draft, lexicon))
}

/// Finds the structure of a PDF.
///
/// # Errors
/// As [`read`].
pub fn draft(source: Source, bytes: &[u8], options: &ImportOptions) -> Result<Draft, ImportError> {
    let mut pages = pages(bytes)?;
    let ink: usize = pages.pages.iter().map(|page| page.glyphs.iter().filter(|glyph| !glyph.is_space()).count()).sum();
    if ink == 0 {
        let what = if pages.pages.iter().any(|page| page.is_picture) {
            "a scanned PDF, pictures of pages without text"
        } else {
            "a PDF without text"
        };
        return Err(ImportError::unsupported(what, "run it through text recognition (OCR) first"));
    }
    let mended = honesty::mend(&mut pages);
    let count = |test: &dyn Fn(&glyphs::Glyph) -> bool| {
        pages.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| test(glyph)).count()
    };
    let writing = Writing {
        right_to_left: false,
        has_spaces: count(&glyphs::Glyph::is_space) * 40 > ink,
        // Writers put a kashida in a word in two hundred.
        draws_out: count(&|glyph| glyph.text == "\u{640}") * 300 > ink,
    };
    let words = sample(&pages, writing);
    let language = options.language.or_else(|| lexicon::detect(&words));
    let words = if language == Some(Language::Ar) { sample(&pages, Writing { right_to_left: true, ..writing }) } else { words };
    let doubts = honesty::doubts(&pages, &words, language);
    if let Some(doubt) = doubts.iter().find(|_| doubts.iter().map(|doubt| doubt.share).sum::<f32>() > MOST_DOUBT) {
        return Err(ImportError::Unsupported {
            what: format!("a PDF whose text cannot be trusted: {}", doubt.what()),
            advice: "get the XML or the Word document, or run the PDF through text recognition (OCR)",
        });
    }
    let writing = Writing { right_to_left: language.is_some_and(Language::is_right_to_left), ..writing };
    let (blocks, left_out, stray) = blocks(&pages, writing);
    let mut draft = parse::segment(blocks, Facts::default(), source, Lexicon::of(language.unwrap_or(Language::En)));
    draft.furniture.extend(left_out);
    draft.warnings.extend(mended.iter().map(|doubt| doubt.warning("these letters were read from the font itself")));
    draft.warnings.extend(doubts.iter().map(|doubt| doubt.warning("what it sets may be wrong: compare it with the pages")));
    draft.warnings.extend(stray);
    if language.is_none() {
        let message = "none of the six official languages was recognised; it was read as English".to_owned();
        draft.warnings.insert(0, Warning { place: "file".to_owned(), code: "unknown-language".to_owned(), message });
    }
    Ok(draft)
}

/// Reads the glyphs of all pages, with all that can be wrong with a file.
fn pages(bytes: &[u8]) -> Result<glyphs::Pages, ImportError> {
    let damaged = |why: &str| ImportError::Damaged {
        format: "PDF",
        place: None,
        why: why.to_owned(),
        advice: "fetch it again, or open it in the program that made it and save it anew",
    };
    let head = &bytes[..bytes.len().min(1024)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(damaged("it does not begin as a PDF does"));
    }
    if bombs::is_bomb(bytes) {
        return Err(damaged("a part of it unpacks to more than any document holds"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ImportError::unsupported("an encrypted PDF", "open it with its password and save it without one")
        }
        LoadPdfError::Decryption(_) => ImportError::unsupported("an encrypted PDF", "save it without protection"),
        LoadPdfError::Invalid => damaged("its table of objects cannot be read"),
    })?;
    if pdf.pages().is_empty() {
        return Err(damaged("it has no pages"));
    }
    let deadline = Instant::now() + LONGEST;
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| glyphs::read(&pdf, deadline)));
    match read {
        Ok(Ok(pages)) => Ok(pages),
        Err(payload) if !payload.is::<TooMuch>() => Err(damaged("its parts contradict each other")),
        Ok(Err(TooMuch)) | Err(_) => Err(damaged("it has more on its pages than any document")),
    }
}

/// Some of a document's words, to tell its language by.
fn sample(pages: &glyphs::Pages, writing: Writing) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        for line in lines::of_page(page, writing) {
            text.push_str(&line.text());
            text.push('\n');
        }
        if text.len() > 20_000 {
            break;
        }
    }
    text
}

/// All of a document as blocks in reading order, what was left out by name, and what was found that should be looked at.
fn blocks(pages: &glyphs::Pages, writing: Writing) -> (Vec<Block>, Vec<(&'static str, String)>, Vec<Warning>) {
    let mut sheets: Vec<Sheet> = pages
        .pages
        .iter()
        .map(|page| Sheet { height: page.height, body: lines::of_page(page, writing), notes: Vec::new() })
        .collect();
    let size = Layout::of(&sheets.iter().flat_map(|sheet| &sheet.body).collect::<Vec<_>>(), writing.right_to_left).size;
    let mut left_out = furniture::take(&mut sheets, size);
    for (sheet, page) in sheets.iter_mut().zip(&pages.pages) {
        left_out.extend(notes::part(sheet, &page.rules, size, writing.right_to_left).into_iter().map(|rule| ("rule", rule)));
    }
    let (notes, stray) = notes::split(&mut sheets);
    let height = sheets.first().map_or(0.0, |sheet| sheet.height);
    let mut body: Vec<lines::Line> = sheets.into_iter().flat_map(|sheet| sheet.body).collect();
    let warnings = stray
        .iter()
        .map(|line| Warning {
            place: format!("page {}", line.page),
            code: "unmarked-footnote".to_owned(),
            message: format!("“{}” stands where footnotes stand, without a mark; it was kept in the text", line.text()),
        })
        .collect();
    body.extend(stray);
    let layout = Layout::of(&body.iter().collect::<Vec<_>>(), writing.right_to_left);
    let habits = Habits::of(body.iter().chain(notes.iter().flat_map(|note| &note.lines)));
    let masthead = layout.masthead(&body, height);
    let mut blocks = layout.blocks(body, masthead, &habits);
    blocks.extend(notes.into_iter().map(|note| Block {
        styled: habits.join(note.lines.iter()),
        hint: BlockHint::Footnote(note.mark),
        origin: Origin { page: Some(note.page), line: None },
        ..Block::default()
    }));
    (blocks, left_out, warnings)
}
