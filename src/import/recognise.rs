//! What a file is, by its first bytes: names and extensions lie.

use std::borrow::Cow;

use super::{ImportError, characters};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Akoma Ntoso
    Akn,
    /// A zip archive, as far as the first bytes tell Office Open XML
    Docx,
    /// An OLE2 file that holds a Word 97 document
    Doc,
    /// A web page
    Html,
    /// PDF
    Pdf,
    /// Anything that is characters
    Text,
}

const SAVE_AS_DOCX: &str = "open it in a word processor and save it as .docx";
const UNPACK: &str = "unpack it and import what is in it";
const SCAN: &str = "an image has no text; fetch the document as PDF, DOCX or XML, or run it through OCR";

/// First bytes, what they are, and what to do about it.
const REFUSED: &[(usize, &[u8], &str, &str)] = &[
    (0, b"{\\rtf", "an RTF document", SAVE_AS_DOCX),
    (0, b"\xffWPC", "a WordPerfect document", "open it in LibreOffice and save it as .docx"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image", SCAN),
    (0, b"\xff\xd8\xff", "a JPEG image", SCAN),
    (0, b"II*\0", "a TIFF image", SCAN),
    (0, b"MM\0*", "a TIFF image", SCAN),
    (0, b"GIF87a", "a GIF image", SCAN),
    (0, b"GIF89a", "a GIF image", SCAN),
    (0, b"AT&TFORM", "a DjVu scan", SCAN),
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 image", SCAN),
    (4, b"ftyphei", "an HEIC image", SCAN),
    (8, b"WEBP", "a WebP image", SCAN),
    (0, b"\x1f\x8b", "a gzip archive", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (0, b"BZh", "a bzip2 archive", UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (0, b"%!PS", "a PostScript file", "convert it to PDF, for instance with ps2pdf"),
    (0, b"\xdb\xa5", "a Word 2 document", SAVE_AS_DOCX),
    (0, b"\x31\xbe\0\0", "a Word for DOS document", SAVE_AS_DOCX),
    (0, b"\x7fELF", "a program", "it is no document"),
    (0, b"SQLite format 3\0", "a database", "it is no document"),
];

/// Recognises a file.
///
/// # Errors
/// Where it is a format that cannot be read, with what to do about it.
pub(super) fn recognise(bytes: &[u8]) -> Result<Format, ImportError> {
    // The standard allows rubbish before the header of a PDF; readers look for it within the first kilobyte.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Docx);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return ole2(bytes);
    }
    for &(at, magic, what, advice) in REFUSED {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(magic)) {
            return Err(ImportError::unsupported(what, advice));
        }
    }
    let is_wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
        || matches!(characters::zeros(bytes), [even, odd] if (even > 40) != (odd > 40) && even.min(odd) < 5);
    if !is_wide && memchr::memchr(0, &bytes[..bytes.len().min(64 << 10)]).is_some() {
        return Err(ImportError::unsupported(
            "a binary file of no format that plenary knows",
            "save the document as PDF, DOCX, HTML or text",
        ));
    }
    // Markup begins with a bracket, and most texts with a letter.
    let first = bytes.trim_ascii_start().first();
    if !is_wide && first.is_some_and(|&byte| byte.is_ascii_graphic() && byte != b'<') {
        return Ok(Format::Text);
    }
    let head = head(bytes);
    if head.trim().is_empty() && bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    markup(&head).unwrap_or(Ok(Format::Text))
}

/// The first characters, whatever their encoding: enough to see the first element.
fn head(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(64 << 10)];
    let utf16 = |pair: fn([u8; 2]) -> u16| -> String {
        char::decode_utf16(start.as_chunks::<2>().0.iter().map(|&c| pair(c))).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    let text: Cow<'_, str> = match start {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes).into(),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes).into(),
        _ if characters::zeros(start)[1] > 40 => utf16(u16::from_le_bytes).into(),
        _ if characters::zeros(start)[0] > 40 => utf16(u16::from_be_bytes).into(),
        _ => String::from_utf8_lossy(start),
    };
    text.trim_start_matches('\u{feff}').to_owned()
}

/// What the first element of markup says; `None` where there is no markup.
fn markup(head: &str) -> Option<Result<Format, ImportError>> {
    let mut rest = head.trim_start();
    let is_xml = rest.starts_with("<?xml");
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.get(..9).is_some_and(|s| s.eq_ignore_ascii_case("<!doctype")) {
            if rest[9..].trim_start().get(..4).is_some_and(|s| s.eq_ignore_ascii_case("html")) {
                return Some(Ok(Format::Html));
            }
            // An internal subset may hold declarations; what matters is the element after it.
            if rest.split(['>', '[']).next().is_some_and(|s| rest[s.len()..].starts_with('[')) { "]>" } else { ">" }
        } else {
            break;
        };
        let Some(at) = rest.find(end) else { break };
        rest = rest[at + end.len()..].trim_start();
    }
    let name: String =
        rest.strip_prefix('<')?.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-')).collect();
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    let other = |what: String, advice| Some(Err(ImportError::unsupported(what, advice)));
    match local.to_ascii_lowercase().as_str() {
        "akomantoso" => Some(Ok(Format::Akn)),
        "html" | "head" | "body" | "title" | "meta" | "link" | "style" | "script" | "div" | "table" | "font" | "center" | "h1"
        | "h2" | "h3" | "ol" | "ul" | "article" | "section" | "main" | "header" => Some(Ok(Format::Html)),
        "p" | "span" | "em" | "i" | "b" | "strong" | "a" if !is_xml => {
            // A fragment of a page, or a text that happens to begin with a tag: pages close their paragraphs.
            Some(Ok(if rest.contains("</p>") || rest.contains("</P>") { Format::Html } else { Format::Text }))
        }
        "package" if prefix == "pkg" => other("a Word document saved as XML".to_owned(), SAVE_AS_DOCX),
        "worddocument" => other("a Word 2003 XML document".to_owned(), SAVE_AS_DOCX),
        "document" if prefix == "office" => other("a flat OpenDocument file".to_owned(), SAVE_AS_DOCX),
        "svg" => other("an SVG image".to_owned(), SCAN),
        _ if is_xml || head.contains("xmlns") => other(
            format!("XML whose first element is <{name}>"),
            "of XML only Akoma Ntoso (<akomaNtoso>) is read; export the document as DOCX, HTML or text",
        ),
        _ => None,
    }
}

/// What an OLE2 file holds, by the names in its directory.
fn ole2(bytes: &[u8]) -> Result<Format, ImportError> {
    let holds = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &utf16).is_some()
    };
    if holds("EncryptedPackage") {
        return Err(ImportError::unsupported("a document locked with a password", "save it without the password"));
    }
    if holds("WordDocument") {
        return Ok(Format::Doc);
    }
    let (what, advice) = if holds("Workbook") || holds("Book\0") {
        ("an Excel workbook", "it is no resolution; save its text as .docx")
    } else if holds("PowerPoint Document") {
        ("a PowerPoint presentation", "it is no resolution; save its text as .docx")
    } else if holds("__properties_version1.0") {
        ("an Outlook message", "save the document attached to it and import that")
    } else if holds("PerfectOffice_MAIN") {
        ("a WordPerfect document", "open it in LibreOffice and save it as .docx")
    } else {
        ("an OLE2 file without a Word document", SAVE_AS_DOCX)
    };
    Err(ImportError::unsupported(what, advice))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}
