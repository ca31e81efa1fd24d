//! The texts that the program carries: what their parser must find in them, and that the stored texts are what it finds.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its files should fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plenary::import::{self, ImportOptions};
use plenary::library::stored;
use plenary::model::{ParagraphKind, Part, Site, Text};
use plenary::parse::Draft;

const SOURCES: [&str; 5] = [
    "A_RES_62_17.en.pdfpage.txt",
    "A_RES_66_24.en.ocr.md",
    "A_RES_67_27.en.word.txt",
    "A_RES_67_27.fr.ocr.md",
    "A_RES_68_243.zh.ocr.md",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)
}

fn source(file: &str) -> Text {
    let bytes = std::fs::read(folder("sources").join(file)).unwrap();
    import::read(file, &bytes, &ImportOptions::default()).unwrap()
}

/// `A_RES_67_27.fr.json` of `A_RES_67_27.fr.ocr.md`
fn stored_name(file: &str) -> String {
    let mut parts = file.split('.');
    format!("{}.{}.json", parts.next().unwrap(), parts.next().unwrap())
}

fn stored_bytes(text: &Text) -> Vec<u8> {
    let mut bytes = Vec::new();
    stored::write(&mut bytes, text).unwrap();
    bytes
}

#[test]
fn stored_texts_are_what_the_parser_finds_in_their_sources() {
    for file in SOURCES {
        let path = folder("texts").join(stored_name(file));
        let held = std::fs::read(&path).unwrap_or_default();
        assert!(
            held == stored_bytes(&source(file)),
            "{}: run `cargo test --test it regenerate_corpus -- --ignored`",
            path.display()
        );
    }
}

/// Writes `corpus/texts/` anew. To be run, and its outcome read, when the parser has learned something.
#[test]
#[ignore = "writes corpus/texts"]
fn regenerate_corpus() {
    std::fs::create_dir_all(folder("texts")).unwrap();
    for file in SOURCES {
        std::fs::write(folder("texts").join(stored_name(file)), stored_bytes(&source(file))).unwrap();
    }
}

/// The names of a kind, joined.
fn names(text: &Text, part: Part) -> String {
    text.paragraphs.iter().filter(|p| p.part == part).map(|p| p.id.to_string()).collect::<Vec<_>>().join(" ")
}

/// "1@PP6": every footnote mark with its paragraph.
fn marks(text: &Text) -> String {
    let all = text.paragraphs.iter().flat_map(|p| p.marks.iter().map(|mark| format!("{}@{}", mark.mark, p.id)));
    all.collect::<Vec<_>>().join(" ")
}

/// How many resolutions PP1 cites, and how many of them with a date.
fn first_citations(text: &Text) -> (usize, usize) {
    let in_first = text.citations.iter().filter(|citation| match citation.site {
        Site::Paragraph(index) => text.paragraph(index).id.to_string() == "PP1",
        Site::Footnote(_) => false,
    });
    (in_first.clone().count(), in_first.filter(|citation| citation.date.is_some()).count())
}

fn facts(text: &Text) -> String {
    let facts = &text.facts;
    let shown = |fact: Option<String>| fact.unwrap_or_else(|| "–".to_owned());
    [
        shown(facts.symbol.as_ref().map(ToString::to_string)),
        shown(facts.adopted.map(|date| date.to_string())),
        shown(facts.distributed.map(|date| date.to_string())),
        shown(facts.session.clone()),
        shown(facts.meeting.clone()),
        shown(facts.agenda_item.clone()),
        shown(facts.committee_report.as_ref().map(ToString::to_string)),
    ]
    .join(" ")
}

const OPERATIVE: &str = "OP1 OP2 OP3 OP3(a) OP3(b) OP3(c) OP3(d) OP4 OP5";

#[test]
fn the_five_texts_are_understood_exactly() {
    for (file, want_facts, preambular, operative, want_marks, cited) in [
        (SOURCES[1], "A/RES/66/24 2011-12-02 2011-12-13 66 71 93 A/66/407", 17, OPERATIVE, "1@PP6 2@PP7 3@PP12 4@PP16 4@OP3", 13),
        (SOURCES[2], "A/RES/67/27 2012-12-03 2012-12-11 67 48 89 A/67/404", 17, OPERATIVE, "1@PP6 2@PP7 3@PP12 4@PP16 4@OP3", 14),
        (SOURCES[3], "A/RES/67/27 2012-12-03 2012-12-11 67 48 89 A/67/404", 17, OPERATIVE, "1@PP6 2@PP7 3@PP12 4@PP16 4@OP3", 14),
        (SOURCES[4], "A/RES/68/243 2013-12-27 2014-01-09 68 72 94 A/68/406", 18, OPERATIVE, "1@PP6 2@PP7 3@PP13 4@PP17 4@OP3", 15),
        (SOURCES[0], "A/RES/62/17 – – – – – –", 9, "OP1 OP2", "3@PP5 4@PP9", 0),
    ] {
        let text = source(file);
        assert_eq!(facts(&text), want_facts, "{file}");
        let counted = text.paragraphs.iter().filter(|p| p.id.kind == ParagraphKind::Preambular).count();
        assert_eq!(counted, preambular, "{file}");
        let in_order: Vec<String> = (1..=preambular).map(|n| format!("PP{n}")).collect();
        assert_eq!(names(&text, Part::Preamble), in_order.join(" "), "{file}");
        assert_eq!(names(&text, Part::Operative), operative, "{file}");
        assert_eq!(names(&text, Part::Heading), "", "{file}");
        assert_eq!(marks(&text), want_marks, "{file}");
        let notes: Vec<&str> = text.footnotes.iter().map(|note| &*note.mark).collect();
        assert_eq!(notes.join(" "), if cited == 0 { "3 4" } else { "1 2 3 4" }, "{file}");
        if cited > 0 {
            assert_eq!(first_citations(&text), (cited, cited), "{file}");
            assert_eq!(text.fragment, None, "{file}");
            assert!(text.facts.title.is_some(), "{file}");
        } else {
            let fragment = text.fragment.unwrap();
            assert_eq!((fragment.pages, fragment.first, fragment.last), (vec![2], false, false));
        }
    }
}

#[test]
fn what_the_scanner_misread_is_kept_and_said() {
    let text = source(SOURCES[4]);
    let misread = text.paragraphs.iter().find(|p| p.id.to_string() == "PP16").unwrap();
    assert!(text.words(misread.span).starts_with("梯记秘书长"));
    let said = text.warnings.iter().any(|w| w.place.contains("PP16") && w.message.contains("梯记") && w.message.contains("铭记"));
    assert!(said, "{:#?}", text.warnings);
}

/// Every letter and digit of a source, without the marks of markdown.
fn letters(text: &str) -> BTreeMap<char, i64> {
    let plain = text.replace("<sup>&</sup>lt;sup>", "").replace("&lt;", "<").replace("<sup>", "").replace("</sup>", "");
    let mut letters = BTreeMap::new();
    let lowered = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        c => c,
    };
    for c in plain.chars().map(lowered).filter(|c| c.is_alphanumeric()) {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// All that a draft holds: words, numbers, marks, footnotes and furniture.
fn held(draft: &Draft) -> BTreeMap<char, i64> {
    let mut all = String::new();
    for paragraph in &draft.paragraphs {
        all.push_str(paragraph.number.as_deref().unwrap_or(""));
        all.push_str(&paragraph.styled.text);
        paragraph.styled.marks.iter().for_each(|mark| all.push_str(&mark.mark));
    }
    for footnote in &draft.footnotes {
        all.push_str(&footnote.mark);
        all.push_str(&footnote.styled.text);
        footnote.styled.marks.iter().for_each(|mark| all.push_str(&mark.mark));
    }
    draft.furniture.iter().for_each(|(_, words)| all.push_str(words));
    letters(&all)
}

fn account(file: &str, text: &str) {
    let source =
        plenary::model::Source { file: file.to_owned(), format: plenary::model::SourceFormat::Text, sha256: String::new() };
    let draft = import::text::draft(source, text, &ImportOptions::default()).unwrap();
    let (want, got) = (letters(text), held(&draft));
    let differing: Vec<(char, i64, i64)> = want
        .keys()
        .chain(got.keys())
        .map(|c| (*c, want.get(c).copied().unwrap_or(0), got.get(c).copied().unwrap_or(0)))
        .filter(|(_, want, got)| want != got)
        .collect();
    assert!(differing.is_empty(), "{file}: letter, in the source, accounted for: {differing:?}");
}

#[test]
fn every_letter_of_a_source_is_accounted_for() {
    for file in SOURCES {
        account(file, &std::fs::read_to_string(folder("sources").join(file)).unwrap());
    }
    account("notes.txt", "Meeting notes\n\n- buy milk 3\n2. call A/RES/67/27\n12 May 2012\n\n7\nThe General Assembly\n");
    let Some(folder) = crate::akn::testdata("pdftext") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        account(&path.display().to_string(), &std::fs::read_to_string(&path).unwrap());
    }
}

#[test]
fn converted_pdfs_have_every_number_in_order_and_no_furniture() {
    let Some(folder) = crate::akn::testdata("pdftext") else { return };
    for (file, preambular, operative, notes) in [
        ("A_RES_54_49.en.txt", 13, "OP1 OP2 OP2(a) OP2(b) OP2(c) OP3 OP4", "1@PP6 2@PP11"),
        ("A_RES_57_53.en.txt", 14, "OP1 OP2 OP3 OP3(a) OP3(b) OP3(c) OP4 OP5", "1@PP6 2@PP11"),
        (
            "A_RES_73_27.en.txt",
            21,
            "OP1 OP1(1) OP1(2) OP1(3) OP1(4) OP1(5) OP1(6) OP1(7) OP1(8) OP1(9) OP1(10) OP1(11) OP1(12) OP1(13) OP2 OP3 OP4 OP4(a) OP4(b) OP4(c) OP4(d) OP5 OP6 OP7",
            "1@PP15 2@PP16 3@PP17 2@PP17 3@OP1 2@OP1 4@OP1(5) 5@OP1(5) 1@OP4",
        ),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let text = import::read(file, &bytes, &ImportOptions::default()).unwrap();
        assert_eq!(text.paragraphs.iter().filter(|p| p.part == Part::Preamble).count(), preambular, "{file}");
        assert_eq!(names(&text, Part::Operative), operative, "{file}");
        assert_eq!(marks(&text), notes, "{file}");
        assert_eq!(text.fragment, None, "{file}");
        let symbol = text.facts.symbol.as_ref().unwrap().as_str();
        for paragraph in &text.paragraphs {
            let words = text.words(paragraph.span);
            for furniture in [symbol, "Page ", "/...", "18-21207", "99-77713", "02 54145", "1821207", "____"] {
                assert!(!words.contains(furniture), "{file} {}: {words}", paragraph.id);
            }
        }
    }
}
