//! The XML of the UN, all of it, in six languages.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use plenary::import::{self, ImportError, ImportOptions};
use plenary::model::{Language, ParagraphKind, Text};

/// The folder of test data; tests that need it say so and pass where it is not named.
pub fn testdata(folder: &str) -> Option<PathBuf> {
    let found = std::env::var_os("PLENARY_TESTDATA").map(|root| Path::new(&root).join(folder));
    if found.is_none() {
        println!("skipped: PLENARY_TESTDATA is not set");
    }
    found
}

pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

pub fn read(path: &Path) -> Result<Text, ImportError> {
    import::read(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(path).unwrap(), &ImportOptions::default())
}

/// The letters of preamble, main body, annexes and notes, by a walk of its own: no formula, no closing lines, no title.
fn letters_of_xml(xml: &str) -> HashMap<char, i64> {
    let mut letters = HashMap::new();
    let mut open: Vec<&str> = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if let Some(name) = tag.strip_prefix('/') {
            while open.pop().is_some_and(|top| top != name) {}
        } else if !tag.ends_with('/') && !tag.starts_with(['?', '!']) {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
        let inside = |name: &str| open.contains(&name);
        if (inside("preamble") || inside("mainBody")) && !inside("formula") && !inside("meta") {
            let text =
                text.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "").replace("&quot;", "").replace("&apos;", "");
            for c in text.chars().filter(|c| c.is_alphanumeric()) {
                *letters.entry(c).or_default() += 1;
            }
        }
    }
    letters
}

fn letters_of_text(text: &Text) -> HashMap<char, i64> {
    let mut letters = HashMap::new();
    let numbers = text.paragraphs.iter().filter_map(|p| p.number.as_deref());
    for c in text.body.chars().chain(numbers.flat_map(str::chars)).filter(|c| c.is_alphanumeric()) {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

#[test]
fn every_file_is_read_whole() {
    let Some(folder) = testdata("akn") else { return };
    println!("language  files  paragraphs  footnotes  letters    kept");
    for language in Language::ALL {
        let [mut read_files, mut paragraphs, mut footnotes, mut all, mut lost] = [0_i64; 5];
        for path in files(&folder.join(language.tag()), "xml") {
            let xml = std::fs::read_to_string(&path).unwrap();
            let text = match read(&path) {
                Ok(text) => text,
                Err(error) => {
                    assert!(xml.is_empty(), "{}: {error}", path.display());
                    assert_eq!(error, ImportError::Empty);
                    continue;
                }
            };
            assert_eq!(text.language, language, "{}", path.display());
            read_files += 1;
            paragraphs += i64::try_from(text.paragraphs.len()).unwrap();
            footnotes += i64::try_from(text.footnotes.len()).unwrap();
            let kept = letters_of_text(&text);
            let mut gone = 0;
            for (c, count) in letters_of_xml(&xml) {
                all += count;
                let missing = (count - kept.get(&c).copied().unwrap_or(0)).max(0);
                lost += missing;
                gone += missing;
            }
            if gone > 0 {
                println!("  {}: {gone} letters are nowhere; furniture and warnings: {:?}", path.display(), text.warnings);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a share for people")]
        let share = 100.0 * (all - lost) as f64 / all as f64;
        println!("{language:8}  {read_files:5}  {paragraphs:10}  {footnotes:9}  {all:7}  {share:.3} %");
        assert!(share >= 99.5, "{language}: {share}");
    }
}

#[test]
fn operative_paragraphs_stand_in_order_and_marks_are_tied() {
    let Some(folder) = testdata("akn") else { return };
    for language in Language::ALL {
        for path in files(&folder.join(language.tag()), "xml") {
            let Ok(text) = read(&path) else { continue };
            let mut places: HashMap<_, u16> = HashMap::new();
            for paragraph in text.paragraphs.iter().filter(|p| p.id.kind == ParagraphKind::Operative) {
                let last = places.entry(paragraph.id.place).or_default();
                let number = paragraph.id.number;
                assert!(number == *last || number == *last + 1, "{}: {} after OP{last}", path.display(), paragraph.id);
                assert_eq!(paragraph.id.repeat, 0, "{}: {}", path.display(), paragraph.id);
                *last = number;
            }
            for note in &text.footnotes {
                let tied = text.paragraphs.iter().flat_map(|p| &p.marks).filter(|m| m.mark == note.mark).count();
                assert!(tied >= 1, "{}: footnote {} is tied to {tied} marks", path.display(), note.mark);
            }
            for mark in text.paragraphs.iter().flat_map(|p| &p.marks) {
                assert!(text.footnote(&mark.mark).is_some(), "{}: no footnote {}", path.display(), mark.mark);
            }
            assert!(text.facts.symbol.is_some() && text.facts.adopted.is_some() && text.facts.meeting.is_some());
            assert!(text.facts.title.is_some() && text.facts.session.is_some() && text.facts.agenda_item.is_some());
        }
    }
}
