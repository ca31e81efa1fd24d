//! PDFs against the same texts as XML: paragraphs equal in name and words, footnotes equal in mark and words.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
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

/// A paragraph or footnote as it is compared: its name and its words.
type Record = (String, String);

fn records(text: &Text) -> (Vec<Record>, Vec<Record>) {
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
    fn add(&mut self, found: &[Record], truth: &[Record], show: bool) {
        let mut left: Vec<&Record> = truth.iter().collect();
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
            for record in left {
                println!("  - {} {}", record.0, record.1);
            }
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

fn import(bytes: &[u8]) -> Result<Text, plenary::import::ImportError> {
    read("A_RES_1_1.en.pdf", bytes, &ImportOptions::default())
}

/// A PDF of objects, with a table of them that is right.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

fn one_page(content: &str) -> Vec<u8> {
    pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            &format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>",
        ],
        "",
    )
}

/// Words of a page, each line a place and what stands there; `/` changes to italics and back, `^` raises what follows up to a space.
fn page(lines: &[(f32, f32, &str)]) -> Vec<u8> {
    let mut content = String::new();
    for &(x, y, words) in lines {
        let _ = write!(content, "BT 1 0 0 1 {x} {y} Tm /F1 10 Tf ");
        let mut italic = false;
        let mut raised = false;
        for part in words.split_inclusive(['/', '^', ' ']) {
            let mark = part.chars().next_back();
            let plain = part.trim_end_matches(['/', '^']).replace('(', "\\(").replace(')', "\\)");
            let _ = write!(content, "({plain}) Tj ");
            match mark {
                Some('/') => italic = !italic,
                Some('^') => raised = true,
                Some(' ') => raised = false,
                _ => {}
            }
            let font = if italic { "F2" } else { "F1" };
            let size = if raised { "6 Tf 4 Ts" } else { "10 Tf 0 Ts" };
            let _ = write!(content, "/{font} {size} ");
        }
        content.push_str("ET\n");
    }
    one_page(&content)
}

#[test]
fn paragraphs_come_from_places_hyphens_are_kept_and_notes_are_tied() {
    let file = page(&[
        (150.0, 700.0, "/The General Assembly/,"),
        (150.0, 680.0, "/Recalling/ its resolutions on the role of science and technology and the confidence-"),
        (120.0, 668.0, "building measures that were adopted by it, in the open and in good faith, on the^1 matter,"),
        // The number stands apart from its words and a little higher.
        (160.0, 648.0, "/Calls upon/ Member States to promote further at multilateral levels the consideration"),
        (140.0, 650.0, "1."),
        (120.0, 636.0, "of existing and potential threats;"),
        (140.0, 616.0, "2.   /Decides/ to include the item in the provisional agenda of its next session."),
        (120.0, 100.0, "^1 See the annex of the report."),
    ]);
    let text = import(&file).unwrap();
    let (paragraphs, notes) = records(&text);
    let shown: Vec<String> = paragraphs.iter().map(|(id, words)| format!("{id}: {words}")).collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    PP1: Recalling its resolutions on the role of science and technology and the confidence-building measures that were adopted by it, in the open and in good faith, on the matter,
    OP1: Calls upon Member States to promote further at multilateral levels the consideration of existing and potential threats;
    OP2: Decides to include the item in the provisional agenda of its next session.
    ");
    assert_eq!(notes, [("1".to_owned(), "See the annex of the report.".to_owned())]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let sentence = |bytes: &[u8]| import(bytes).map(|_| ()).unwrap_err().to_string();
    let scan = pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
            "<< /Length 30 >>\nstream\nq 612 0 0 792 0 0 cm /I Do Q  \nendstream",
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
        ],
        "",
    );
    let locked = pdf(
        &["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"],
        "/ID [(a) (a)] /Encrypt << /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >>",
    );
    for (file, words) in [
        (&scan[..], "this is a scanned PDF, pictures of pages without text: run it through text recognition (OCR) first"),
        (&locked[..], "this is an encrypted PDF: "),
        (b"%PDF-1.7\n", "the PDF is damaged: "),
        (&one_page("")[..], "this is a PDF without text: "),
    ] {
        assert!(sentence(file).starts_with(words), "{}", sentence(file));
    }
}

/// Damage of all kinds is an answer, never a panic, and soon.
#[test]
fn damaged_files_are_answered() {
    let good = page(&[(100.0, 700.0, "Recalling its resolutions of all years, and the words that they hold")]);
    let mut files: Vec<Vec<u8>> = (0..good.len()).step_by(7).map(|end| good[..end].to_vec()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..300 {
        let mut file = good.clone();
        for _ in 0..=random() % 8 {
            let at = usize::try_from(random()).unwrap() % file.len();
            file[at] ^= 1 << (random() % 8);
        }
        files.push(file);
    }
    files.push([b"%PDF-1.7\n".to_vec(), (0..20_000).map(|_| random().to_le_bytes()[0]).collect()].concat());
    files.push(one_page(&"[".repeat(200_000)));
    files.push(one_page(&"q ".repeat(200_000)));
    files.push(one_page(&"<< /A ".repeat(100_000)));
    files.push(pdf(&[&format!("<< /Type /Catalog /Pages {} >>", "[".repeat(200_000))], ""));
    for file in files {
        let _ = import(&file);
    }
}

/// A page that unpacks to a gigabyte is refused before it is unpacked.
#[test]
fn a_bomb_is_refused() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..160 {
        std::io::Write::write_all(&mut packed, &vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut file = b"%PDF-1.4\n4 0 obj\n<< /Filter /FlateDecode >>\nstream\n".to_vec();
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\n");
    assert!(import(&file).unwrap_err().to_string().contains("unpacks to more"));
}

/// A real document whose font reads f as i and q as u, in letters that the font's own table tells.
#[test]
fn a_font_that_lies_is_said_and_nothing_false_is_kept() {
    let Some(data) = data() else { return };
    let found = text(&data.join("pdf/A_RES_77_247-ES.pdf"));
    assert!(found.warnings.iter().any(|warning| warning.code == "unreadable-font"), "{:?}", found.warnings);
    let truth = text(&truth(&data, "77_247", Language::Es).unwrap());
    let mut score = (Score::default(), Score::default());
    let (found, truth) = (records(&found), records(&truth));
    score.0.add(&found.0, &truth.0, false);
    score.1.add(&found.1, &truth.1, false);
    println!("A_RES_77_247-ES.pdf: paragraphs {:.4}, footnotes {:.4}", score.0.f1(), score.1.f1());
    assert!(score.0.f1() >= 0.95 && score.1.f1() >= 0.95);
}

/// Honest fonts raise no doubt.
#[test]
fn honest_fonts_are_not_doubted() {
    let Some(data) = data() else { return };
    for entry in std::fs::read_dir(data.join("pdf")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("-ES") {
            continue;
        }
        let text = text(&path);
        assert!(text.warnings.iter().all(|warning| warning.code != "unreadable-font"), "{}: {:?}", path.display(), text.warnings);
    }
}
