//! PDFs against the same texts as XML: paragraphs equal in name and words, footnotes equal in mark and words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plenary::import::{ImportOptions, read};
use plenary::model::{Language, Text};

/// The folder of test data, if the environment names one.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_TESTDATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: PLENARY_TESTDATA does not name a folder of test data");
    }
    folder
}

fn text(path: &Path) -> Text {
    let bytes = std::fs::read(path).unwrap();
    read(&path.to_string_lossy(), &bytes, &ImportOptions::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The XML of a resolution, by the form of the published names: `A_RES_77_36-2228101E.xml` or `74_35.xml`.
fn truth(data: &Path, stem: &str, language: Language) -> Option<PathBuf> {
    let folder = data.join("akn").join(language.tag());
    let short = stem.trim_start_matches("A_RES_");
    let names: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    names.into_iter().find(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = name.trim_start_matches("A_RES_");
        name.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

/// Paragraphs and footnotes as they are compared: name and words.
fn records(text: &Text) -> (Vec<(String, String)>, Vec<(String, String)>) {
    let paragraphs = text
        .paragraph_indices()
        .map(|index| (text.paragraph(index).id.to_string(), text.paragraph_words(index).to_owned()))
        .collect();
    let notes = text.footnotes.iter().map(|note| (note.mark.to_string(), text.words(note.span).to_owned())).collect();
    (paragraphs, notes)
}

#[derive(Default)]
struct Score {
    hit: usize,
    found: usize,
    true_: usize,
}

impl Score {
    fn add(&mut self, found: &[(String, String)], truth: &[(String, String)], show: bool) {
        let mut left: Vec<&(String, String)> = truth.iter().collect();
        for record in found {
            match left.iter().position(|other| *other == record) {
                Some(at) => {
                    left.remove(at);
                    self.hit += 1;
                }
                None if show => println!("  + {} {}", record.0, record.1),
                None => {}
            }
        }
        if show {
            left.iter().for_each(|record| println!("  - {} {}", record.0, record.1));
        }
        self.found += found.len();
        self.true_ += truth.len();
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of paragraphs")]
    fn f1(&self) -> f64 {
        if self.found + self.true_ == 0 { 1.0 } else { 2.0 * self.hit as f64 / (self.found + self.true_) as f64 }
    }
}

/// The table of accuracy by language. `PLENARY_PDFS` names another folder of PDFs laid out from the same XML, `PLENARY_SHOW` prints
/// what differs.
#[test]
fn equal_to_the_xml() {
    let Some(data) = data() else { return };
    let folder = std::env::var_os("PLENARY_PDFS").map_or_else(|| data.join("pdf"), PathBuf::from);
    let show = std::env::var_os("PLENARY_SHOW").is_some();
    let mut scores: BTreeMap<Language, (usize, Score, Score)> = BTreeMap::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((stem, tag)) = name.rsplit_once('.') else { continue };
        let Ok(language) = tag.parse::<Language>() else { continue };
        let Some(xml) = truth(&data, stem, language) else {
            println!("{name}: no XML");
            continue;
        };
        let (found, truth) = (records(&text(&path)), records(&text(&xml)));
        if show {
            println!("== {name}");
        }
        let score = scores.entry(language).or_default();
        let (before, before_notes) = ((score.1.hit, score.1.found + score.1.true_), (score.2.hit, score.2.found + score.2.true_));
        score.0 += 1;
        score.1.add(&found.0, &truth.0, show);
        score.2.add(&found.1, &truth.1, show);
        if show {
            println!(
                "   {name}: paragraphs {}/{} notes {}/{}",
                2 * (score.1.hit - before.0),
                score.1.found + score.1.true_ - before.1,
                2 * (score.2.hit - before_notes.0),
                score.2.found + score.2.true_ - before_notes.1
            );
        }
    }
    println!("language  files  paragraphs  F1      footnotes  F1");
    for (language, (files, paragraphs, notes)) in &scores {
        println!(
            "{:<9} {:>5}  {:>10}  {:.4}  {:>9}  {:.4}",
            language.tag(),
            files,
            paragraphs.true_,
            paragraphs.f1(),
            notes.true_,
            notes.f1()
        );
    }
    if std::env::var_os("PLENARY_PDFS").is_none() {
        for (language, (_, paragraphs, notes)) in &scores {
            let least = if *language == Language::Ar { 0.90 } else { 0.95 };
            assert!(paragraphs.f1() >= least, "{language}: paragraphs {:.4}", paragraphs.f1());
            assert!(notes.f1() >= 0.95, "{language}: footnotes {:.4}", notes.f1());
        }
    }
}
