//! Files that are broken, lie about what they are, or were made to do harm: a sentence for each, and never a panic.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use plenary::import::{self, ImportError, ImportOptions};
use plenary::model::Text;

use crate::akn::{files, testdata};
use crate::word;

/// Reads and insists on an answer within seconds.
fn read(name: &str, bytes: &[u8]) -> Result<Text, ImportError> {
    let begun = Instant::now();
    let answer = import::read(name, bytes, &ImportOptions::default());
    let took = begun.elapsed();
    if took > Duration::from_secs(1) {
        println!("{name}, {} bytes: {took:?}", bytes.len());
    }
    // Generous: tests run unoptimised, beside one another.
    assert!(took < Duration::from_mins(1), "{name}: {took:?}");
    if let Err(error) = &answer {
        let sentence = error.to_string();
        assert!(sentence.len() > 20 && sentence.len() < 400 && !sentence.contains('\n'), "{name}: {sentence:?}");
    }
    answer
}

fn refused(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes) {
        Ok(text) => panic!("{name} was read, with {} paragraphs", text.paragraphs.len()),
        Err(error) => error.to_string(),
    }
}

/// A small generator of numbers that look random and are the same every time.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }
}

const RESOLUTION: &str = "United Nations\nA/RES/67/27\n\nGeneral Assembly\n\n67/27. Developments\n\nThe General Assembly,\n\nRecalling its resolution \
    53/70 of 4 December 1998,\n\n1. Calls upon Member States to promote further;\n\n2. Decides to remain seized of the matter.\n\n\
    48th plenary meeting\n3 December 2012\n";

fn akn(body: &str) -> String {
    format!(
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\"><preamble>{body}\
         <container><p><span class=\"italic\">Recalling</span> its resolution 53/70 of 4 December 1998 and all of the others,</p></container>\
         </preamble><mainBody/></statement></akomaNtoso>"
    )
}

fn docx(body: &str) -> Vec<u8> {
    word::document(body, "", "")
}

#[test]
fn every_format_is_known_by_its_first_bytes_whatever_its_name() {
    let relations = |target: &str| {
        format!(r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{target}"/></Relationships>"#).into_bytes()
    };
    let ole2 = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(2048, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for (bytes, says) in [
        (Vec::new(), "empty"),
        (b" \n\t\n".to_vec(), "empty"),
        (b"{\\rtf1\\ansi The General Assembly".to_vec(), "RTF"),
        (b"\xffWPC\x10\0\0\0".to_vec(), "WordPerfect"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "PNG image"),
        (b"\xff\xd8\xff\xe0".to_vec(), "JPEG image"),
        (b"II*\0".to_vec(), "TIFF image"),
        (b"\x1f\x8b\x08".to_vec(), "gzip"),
        (b"%!PS-Adobe".to_vec(), "PostScript"),
        (vec![0; 4096], "binary file"),
        (ole2("Workbook"), "Excel"),
        (ole2("__properties_version1.0"), "Outlook"),
        (ole2("EncryptedPackage"), "password"),
        (ole2("WordDocument"), "Word 97"),
        (ole2("nothing"), "OLE2"),
        (word::archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]), "OpenDocument"),
        (word::archive(&[("mimetype", b"application/epub+zip")]), "EPUB"),
        (word::archive(&[("_rels/.rels", &relations("xl/workbook.xml")), ("xl/workbook.xml", b"<x/>")]), "spreadsheet"),
        (word::archive(&[("a.docx", b"x"), ("b.xml", b"x")]), "unpack"),
        (word::archive(&[]), "zip archive"),
        (b"<?xml version='1.0'?><svg/>".to_vec(), "SVG"),
        (b"<?xml version='1.0'?><rss/>".to_vec(), "<rss>"),
        (b"<?xml version='1.0'?><pkg:package/>".to_vec(), ".docx"),
        (b"%PDF-1.7 and nothing else".to_vec(), "PDF"),
        (b"line\nnot \xff\xfe utf-8".to_vec(), "line 2"),
        (b"<html><body></body></html>".to_vec(), "no words"),
        (b"<akomaNtoso></akomaNtoso>".to_vec(), "no paragraph"),
    ] {
        let sentence = read("A_RES_67_27.xml", &bytes).map_or_else(|e| e.to_string(), |text| format!("read: {:?}", text.body));
        assert!(sentence.contains(says), "{says}: {sentence}");
    }
    // And what can be read is read, under any name.
    for name in ["a.pdf", "a.docx", "a.xml", "a"] {
        assert!(read(name, RESOLUTION.as_bytes()).is_ok());
        assert!(read(name, akn("").as_bytes()).is_ok());
        let wide: Vec<u8> = akn("").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(read(name, &wide).is_ok());
    }
}

#[test]
fn entities_are_not_expanded_and_nothing_outside_is_read() {
    let mut bomb = String::from("<!DOCTYPE akomaNtoso [<!ENTITY a0 \"ha\">");
    for n in 1..30 {
        let _ = write!(bomb, "<!ENTITY a{n} \"&a{0};&a{0};&a{0};&a{0};\">", n - 1);
    }
    bomb.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    let text = read("bomb.xml", (bomb + &akn("<container><p>Noting &a29; and &file;,</p></container>")).as_bytes()).unwrap();
    assert!(text.body.contains("&a29; and &file;"), "{}", text.body);
    assert!(text.body.len() < 1000 && !text.body.contains("root:"));
    assert!(text.warnings.iter().any(|warning| warning.code == "unknown-entity"));
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = |tag: &str| format!("{}{}", format!("<{tag}>").repeat(200_000), format!("</{tag}>").repeat(200_000));
    assert!(refused("deep.xml", akn(&deep("container")).as_bytes()).contains("nest"));
    assert!(refused("deep.xml", akn(&"<p>".repeat(200_000)).as_bytes()).contains("nest"));
    assert!(refused("deep.html", format!("<html><body>{}", deep("div")).as_bytes()).contains("nest"));
    assert!(refused("deep.docx", &docx(&deep("w:sdt"))).contains("nest"));
    assert!(refused("deep.docx", &docx(&format!("<w:tbl>{}", "<w:tr><w:tc>".repeat(200_000)))).contains("nest"));
}

/// Fifteen megabytes without a line break.
fn long_line() -> String {
    let long = "the rights of peoples and nations ".repeat(15 << 15);
    assert!(long.len() > 15_000_000);
    long
}

// Each is a test of its own, so that they run beside one another.
#[test]
fn a_line_of_fifteen_megabytes_is_read() {
    assert!(read("long.txt", format!("{RESOLUTION}{}", long_line()).as_bytes()).is_ok());
}

#[test]
fn paragraphs_of_megabytes_are_read() {
    let long = long_line();
    assert!(read("long.xml", akn(&format!("<container><p>Noting {long},</p></container>")).as_bytes()).is_ok());
    let _ = read("long.html", format!("<html><p>{}</html>", &long[..4 << 20]).as_bytes());
}

#[test]
fn megabytes_of_digits_and_brackets_are_read_or_refused() {
    let _ = read("digits.txt", "1234567890".repeat(400_000).as_bytes());
    let _ = read("brackets.txt", "(((((((((a) ".repeat(300_000).as_bytes());
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let bomb = docx(&" ".repeat(300 << 20));
    assert!(bomb.len() < 1 << 20);
    assert!(refused("bomb.docx", &bomb).contains("unpacks to more than"));
    let styles = " ".repeat(100 << 20);
    let many: Vec<(String, Vec<u8>)> = (0..12_000).map(|n| (format!("part{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert!(refused("many.docx", &word::archive(&many)).contains("12000 parts"));
    let relations = br#"<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/></Relationships>"#;
    let nested = word::archive(&[
        ("word/document.xml", b"<w:document><w:body/></w:document>"),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    assert!(refused("styles.docx", &nested).contains("word/styles.xml"));
}

#[test]
fn numbers_beyond_all_counting_and_marks_within_marks_are_read() {
    let text = format!(
        "{RESOLUTION}\n(65535) one;\n(65535) two;\n4294967295 See A/1.\n\nmade<sup>4294967295</sup>\n\n<sup>4294967295</sup> See A/2.\n\
         4294967295 See A/3.\n"
    );
    assert!(read("numbers.txt", text.as_bytes()).is_ok());
    let raised = "<container><p>Noting that <sup>1<sup>2</sup></sup> made,<sup>1<sup>2</sup></sup></p></container>";
    assert!(read("raised.xml", akn(raised).as_bytes()).is_ok());
}

#[test]
fn what_is_said_once_and_used_often_does_not_grow_without_end() {
    // A list's pattern, printed before every paragraph; marks that word processors repeat; fields that never end.
    let lists = format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4294967290"/><w:numFmt w:val="chicago"/>
        <w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        "%1".repeat(1900)
    );
    let numbered = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Recalling the report,</w:t></w:r></w:p>";
    let text = read("lists.docx", &word::document(&numbered.repeat(300), "", &lists)).unwrap();
    assert!(text.paragraphs.iter().all(|paragraph| paragraph.number.as_ref().is_none_or(|number| number.len() < 200)));

    let references: String = (0..3_000).map(|n| format!("<w:r><w:t>a</w:t><w:footnoteReference w:id=\"{n}\"/></w:r>")).collect();
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>".repeat(3_000);
    let words = "<w:r><w:t>Recalling the General Assembly </w:t></w:r>".repeat(3_000);
    assert!(read("fields.docx", &docx(&format!("<w:p>{references}{fields}{words}</w:p>"))).is_ok());

    // Pages of which the parser makes more than they hold.
    let page = |body: String| format!("<html><body><p>The General Assembly,</p>{body}");
    let reopened: String = (0..20_000).map(|n| format!("<p><b a={n}></x>")).collect();
    assert!(refused("reopened.html", page(reopened).as_bytes()).contains("nest"));
    let bold: String = (0..500).map(|n| format!("<b a={n}>")).collect();
    assert!(refused("bold.html", page(bold + &"<p>x".repeat(50_000)).as_bytes()).contains("tags"));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}")).collect();
    assert!(refused("attributes.html", page(format!("<p{attributes}>")).as_bytes()).contains("tags"));
    assert!(refused("unended.html", page("<a b=x ".repeat(20_000)).as_bytes()).contains("tags"));
}

#[test]
fn styles_lists_and_paths_that_go_in_circles_end() {
    let styles = r#"<w:styles><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/><w:styleLink w:val="S"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let relations = r#"<Relationships><Relationship Id="a" Type="x/styles" Target="../../../word/styles.xml"/>
        <Relationship Id="b" Type="x/numbering" Target="/word/numbering.xml"/></Relationships>"#;
    let body = r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="200"/><w:numId w:val="1"/></w:numPr></w:pPr>
        <w:r><w:t>The General Assembly decides to remain seized of the matter.</w:t></w:r></w:p></w:body></w:document>"#;
    let _ = read(
        "circle.docx",
        &word::archive(&[
            ("word/document.xml", body.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
        ]),
    );
}

#[test]
fn real_files_cut_off_or_with_bits_flipped_give_a_sentence() {
    let Some(root) = testdata("") else { return };
    let mut noise = Noise(0x9e37_79b9_7f4a_7c15);
    let mut samples = Vec::new();
    for (folder, extension, take) in
        [("akn/en", "xml", 3), ("akn/ar", "xml", 2), ("docx", "docx", 4), ("seeds", "md", 3), ("pdf", "pdf", 3)]
    {
        samples.extend(files(&root.join(folder), extension).into_iter().take(take));
    }
    let (mut read_count, mut refusals) = (0, 0);
    for path in samples {
        let whole = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for _ in 0..12 {
            let cut = &whole[..noise.below(whole.len())];
            let mut flipped = whole.clone();
            for _ in 0..=noise.below(40) {
                let at = noise.below(flipped.len());
                flipped[at] ^= 1 << noise.below(8);
            }
            for bytes in [cut, &flipped] {
                match read(&name, bytes) {
                    Ok(_) => read_count += 1,
                    Err(_) => refusals += 1,
                }
            }
        }
    }
    println!("broken files: {read_count} read as far as they go, {refusals} refused");
}

#[test]
fn random_bytes_behind_every_first_byte_give_a_sentence() {
    let mut noise = Noise(42);
    let mut starts: Vec<Vec<u8>> =
        vec![Vec::new(), b"%PDF-1.7\n".to_vec(), b"PK\x03\x04".to_vec(), b"<html><p>".to_vec(), b"<akomaNtoso><p>".to_vec()];
    let mut ole2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole2.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    starts.push(ole2);
    starts.push(b"\xff\xfe".to_vec());
    for start in starts {
        for length in [0, 1, 7, 512, 4096, 100_000] {
            let mut bytes = start.clone();
            bytes.extend((0..length).map(|_| u8::try_from(noise.next() & 0xff).unwrap()));
            let _ = read("noise", &bytes);
        }
    }
}

#[test]
fn what_turns_words_around_is_left_out_and_said() {
    let text = read("turned.txt", RESOLUTION.replace("promote", "\u{202e}pro\u{ad}mote\u{202c}").as_bytes()).unwrap();
    let xml = read("turned.xml", akn("<container><p>Noting \u{2066}the others\u{2069},</p></container>").as_bytes()).unwrap();
    for (text, place) in [(text, "line "), (xml, "PP1")] {
        let warnings: Vec<_> = text.warnings.iter().filter(|warning| warning.code == "direction-override").collect();
        assert_eq!(warnings.len(), 1, "{:?}", text.warnings);
        assert!(warnings[0].place.starts_with(place), "{}", warnings[0].place);
        assert!(!text.body.contains(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}', '\u{ad}']));
    }
}
