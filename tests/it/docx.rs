//! Word processors' files, against the XML of the same resolutions.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use plenary::import::{self, ImportOptions};
use plenary::model::{Language, Text};

use crate::akn::{read, testdata};

/// The XML of a resolution: `A_RES_77_36` in `fr`.
fn truth(folder: &Path, stem: &str, language: Language) -> PathBuf {
    let folder = folder.join("akn").join(language.tag());
    let found = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    found.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{stem}-"))).unwrap()
}

fn paragraphs(text: &Text) -> HashSet<(String, String)> {
    text.paragraph_indices().map(|at| (text.paragraph(at).id.to_string(), text.paragraph_words(at).to_owned())).collect()
}

fn footnotes(text: &Text) -> HashSet<(String, String)> {
    text.footnotes.iter().map(|note| (note.mark.to_string(), text.words(note.span).to_owned())).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn f1<T: Eq + std::hash::Hash>(truth: &HashSet<T>, found: &HashSet<T>) -> f64 {
    let both = truth.intersection(found).count() as f64;
    if truth.is_empty() && found.is_empty() { 1.0 } else { 2.0 * both / (truth.len() + found.len()) as f64 }
}

/// Prints one comparison and returns the shares of paragraphs and of footnotes that are equal.
fn held_against(name: &str, expected: &Text, found: &Text) -> (f64, f64) {
    let (want, have) = (paragraphs(expected), paragraphs(found));
    let shown = |words: &str| words.chars().take(160).collect::<String>();
    for missing in want.difference(&have).take(12) {
        println!("    {name} misses {}: {}", missing.0, shown(&missing.1));
    }
    for more in have.difference(&want).take(12) {
        println!("    {name} has    {}: {}", more.0, shown(&more.1));
    }
    let places = |text: &Text| -> HashSet<(String, String, u32)> {
        text.paragraphs
            .iter()
            .flat_map(|p| p.marks.iter().map(|m| (p.id.to_string(), m.mark.to_string(), m.at - p.span.start)))
            .collect()
    };
    let (notes, marks) = (f1(&footnotes(expected), &footnotes(found)), f1(&places(expected), &places(found)));
    let score = f1(&want, &have);
    println!(
        "{name:40} {}  {:10} {score:.3}  {:9} {notes:.3}  {marks:.3}",
        expected.language,
        want.len(),
        expected.footnotes.len()
    );
    (score, notes)
}

/// Reads every file of a folder of laid-out resolutions and prints how well it equals the XML, by language.
pub fn against_the_xml(kind: &str, least: impl Fn(Language) -> f64) {
    let Some(root) = testdata("") else { return };
    println!("{kind:38} language  paragraphs    F1  footnotes    F1  marks at the same place");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root.join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some((stem, language)) = name.strip_suffix(&format!(".{kind}")).and_then(|name| name.rsplit_once('.')) else {
            continue;
        };
        let language: Language = language.parse().unwrap();
        let expected = read(&truth(&root, stem, language)).unwrap();
        let found = read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found.language, language, "{name}");
        let (score, notes) = held_against(&name, &expected, &found);
        assert!(score >= least(language), "{name}: {score}");
        assert!(notes >= 0.95, "{name}: footnotes {notes}");
        assert_eq!(found.facts.symbol, expected.facts.symbol, "{name}");
        assert_eq!(found.facts.title, expected.facts.title, "{name}");
        assert_eq!(found.facts.adopted, expected.facts.adopted, "{name}");
    }
}

#[test]
fn word_files_equal_the_xml() {
    against_the_xml("docx", |_| 0.98);
}

#[test]
fn every_resolution_laid_out_in_word_is_read_back() {
    let Some(root) = testdata("akn") else { return };
    let options = ImportOptions::default();
    let (mut all, mut count) = (0.0, 0.0);
    for language in Language::ALL {
        for path in crate::akn::files(&root.join(language.tag()), "xml") {
            let Ok(expected) = read(&path) else { continue };
            let xml = std::fs::read_to_string(&path).unwrap();
            let draft = import::akn::draft(expected.source.clone(), &xml, &options).unwrap();
            for automatic in [false, true] {
                let bytes = crate::word::laid_out(&draft, automatic);
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let found = import::read("draft.docx", &bytes, &options).unwrap_or_else(|error| panic!("{name}: {error}"));
                let (score, notes) = held_against(&name, &expected, &found);
                all += score;
                count += 1.0;
                assert!(notes >= 0.95, "{name}: footnotes {notes}");
            }
        }
    }
    println!("all: {:.4}", all / count);
    assert!(all / count >= 0.98);
}
