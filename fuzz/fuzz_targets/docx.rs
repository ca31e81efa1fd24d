//! Word files: `cargo +nightly fuzz run docx`. The input is the bytes of a file, or, where its first byte is `<`, the parts document,
//! styles, numbering and footnotes with a zero byte between them, which the target packs: a fuzzer does not get through a checksum.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use plenary::import::{ImportOptions, Revisions, read};
use zip::write::SimpleFileOptions;

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="1" Type="x/styles" Target="styles.xml"/>
<Relationship Id="2" Type="x/numbering" Target="numbering.xml"/><Relationship Id="3" Type="x/footnotes" Target="footnotes.xml"/>
</Relationships>"#;

fuzz_target!(|data: &[u8]| {
    let packed = if data.starts_with(b"<") { pack(data) } else { Some(data.to_vec()) };
    let Some(bytes) = packed else { return };
    for revisions in [Revisions::Accepted, Revisions::Original] {
        let _ = read("fuzz.docx", &bytes, &ImportOptions { revisions, ..ImportOptions::default() });
    }
});

fn pack(data: &[u8]) -> Option<Vec<u8>> {
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/_rels/document.xml.rels", stored).ok()?;
    zip.write_all(RELATIONS).ok()?;
    for (name, part) in names.iter().zip(data.split(|&byte| byte == 0)) {
        zip.start_file(*name, stored).ok()?;
        zip.write_all(part).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
