//! How long a comparison takes: of two texts of a series, and of two of 28,000 words.
//!
//! `PLENARY_TESTDATA=… cargo bench --bench compare`

use std::path::{Path, PathBuf};

use plenary::compare::compare;
use plenary::import::{self, ImportOptions};
use plenary::model::{ParagraphId, Source, SourceFormat, Text, TextBuilder};

fn main() {
    if data().is_none() {
        println!("skipped: PLENARY_TESTDATA is not set");
        return;
    }
    divan::main();
}

fn data() -> Option<PathBuf> {
    std::env::var_os("PLENARY_TESTDATA").map(|root| Path::new(&root).join("akn/en"))
}

/// The text of a resolution, by the beginning of its file's name.
fn text(name: &str) -> Option<Text> {
    let path = std::fs::read_dir(data()?)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)))?;
    import::read(&path.file_name()?.to_string_lossy(), &std::fs::read(&path).ok()?, &ImportOptions::default()).ok()
}

/// One text of the paragraphs of several.
fn joined(names: &[&str]) -> Option<Text> {
    let texts: Vec<Text> = names.iter().filter_map(|name| text(name)).collect();
    let language = texts.first()?.language;
    let mut builder = TextBuilder::new(language, Source { file: String::new(), format: SourceFormat::Akn, sha256: String::new() });
    for part in &texts {
        for paragraph in &part.paragraphs {
            let id: ParagraphId = paragraph.id.clone();
            builder.paragraph(id, paragraph.part, paragraph.number.clone(), paragraph.depth, part.words(paragraph.span), None, []);
        }
    }
    Some(builder.build())
}

/// Five resolutions, and the same five a year later.
fn large() -> Option<(Text, Text)> {
    let before = joined(&["75_168", "A_RES_77_217", "A_RES_78_157", "A_RES_77_151", "A_RES_76_178"])?;
    let after = joined(&["A_RES_76_148", "A_RES_78_198", "A_RES_79_211", "A_RES_78_134", "A_RES_77_228"])?;
    Some((before, after))
}

fn bench(bencher: divan::Bencher<'_, '_>, texts: Option<(Text, Text)>) {
    if let Some((old, new)) = texts {
        let words = old.body.split_whitespace().count() + new.body.split_whitespace().count();
        bencher.counter(divan::counter::ItemsCount::new(words)).bench(|| compare(&old, &new));
    }
}

#[divan::bench]
fn one_year(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, text("A_RES_77_217").zip(text("A_RES_78_198")));
}

#[divan::bench]
fn five_resolutions_at_once(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, large());
}

/// Nothing in common: no anchor saves any work.
#[divan::bench]
fn two_series(bencher: divan::Bencher<'_, '_>) {
    let old = joined(&["75_168", "A_RES_77_217", "A_RES_79_243"]);
    let new = joined(&["A_RES_77_128", "A_RES_78_157", "A_RES_77_151"]);
    bench(bencher, old.zip(new));
}
