//! The zip archive that a word processor's file is, with limits on what it may unpack to.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::xml::{self, Visitor, attribute};
use crate::import::{ImportError, characters};

/// The largest part that is unpacked, in bytes. The text of the longest resolution is about 5 MB of markup.
const LARGEST_PART: u64 = 64 << 20;

/// How much is unpacked of one archive, in bytes: many names may lead to one part.
const MOST: u64 = 4 * LARGEST_PART;

/// How many parts an archive may have.
const MOST_PARTS: usize = 10_000;

/// How many bytes one packed byte may unpack to, beyond a first megabyte: word processors' markup packs to a twentieth at best.
const DENSEST: u64 = 250;

/// An open archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// What a part names beside itself.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `footnotes`, `hyperlink`.
    pub(super) kind: String,
    /// A part by its path from the root of the archive, or an address.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("", &error))?;
        if archive.len() > MOST_PARTS {
            return Err(ImportError::unsupported(
                format!("a zip archive of {} parts", archive.len()),
                "no document has so many; unpack it and import what is in it",
            ));
        }
        Ok(Self { archive, left: MOST })
    }

    /// The name of the main part.
    ///
    /// # Errors
    /// Where the archive is no word processor's file, with what it is instead.
    pub(super) fn main_part(&mut self) -> Result<String, ImportError> {
        let named =
            self.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
        let holds = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
        match named {
            Some(name) if name.starts_with("xl/") || name.starts_with("ppt/") || name.starts_with("visio/") => {}
            Some(name) if holds(&self.archive, &name) => return Ok(name),
            _ if holds(&self.archive, "word/document.xml") => return Ok("word/document.xml".to_owned()),
            _ => {}
        }
        Err(self.other())
    }

    /// What an archive without a Word document is.
    fn other(&mut self) -> ImportError {
        const EXPORT: &str = "open it in the program that made it and save it as .docx";
        let kind = self.part("mimetype").ok().flatten().unwrap_or_default();
        let names: Vec<String> = self.archive.file_names().flatten().map(Cow::into_owned).collect();
        let starts = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
        let (what, advice) = if kind.contains("opendocument.text") {
            ("an OpenDocument text", EXPORT)
        } else if kind.contains("opendocument.spreadsheet") || starts("xl/") {
            ("a spreadsheet", "it is no resolution; save its text as .docx")
        } else if kind.contains("opendocument.presentation") || starts("ppt/") {
            ("a presentation", "it is no resolution; save its text as .docx")
        } else if kind.contains("epub") {
            ("an EPUB book", "convert it to HTML or text")
        } else if starts("Index/") {
            ("a Pages document", EXPORT)
        } else if names.iter().any(|name| {
            std::path::Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("docx") || e == "xml" || e == "pdf")
        }) {
            ("a zip archive of documents", "unpack it and import the folder")
        } else {
            ("a zip archive without a Word document", "unpack it and import what is in it")
        };
        ImportError::unsupported(what, advice)
    }

    /// What a part names beside itself; `""` for the archive.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ImportError> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.part(&path)? else { return Ok(Vec::new()) };
        let mut relations = Relations { folder, found: Vec::new() };
        xml::walk(&text, "Word document", &path, &mut relations)?;
        Ok(relations.found)
    }

    /// The characters of a part; `None` if there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Cow<'static, str>>, ImportError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(name, &error)),
        };
        if file.encrypted() {
            return Err(ImportError::unsupported("a zip archive locked with a password", "save it without the password"));
        }
        let most = LARGEST_PART.min(self.left).min((1 << 20) + file.compressed_size().saturating_mul(DENSEST));
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        if bytes.len() as u64 > most {
            return Err(ImportError::Damaged {
                format: "Word document",
                place: Some(name.to_owned()),
                why: format!("it unpacks to more than {} MB", most >> 20),
                advice: "this is no document; do not open it",
            });
        }
        self.left -= bytes.len() as u64;
        Ok(Some(characters::decode(&bytes)?.into_owned().into()))
    }
}

fn damaged(part: &str, error: &impl ToString) -> ImportError {
    ImportError::Damaged {
        format: "Word document",
        place: (!part.is_empty()).then(|| part.to_owned()),
        why: error.to_string(),
        advice: "fetch it again, or open it in a word processor and save it anew",
    }
}

struct Relations<'a> {
    folder: &'a str,
    found: Vec<Relation>,
}

impl Visitor for Relations<'_> {
    type Frame = ();

    fn start(&mut self, element: &BytesStart<'_>, _line: u32) {
        if element.local_name().as_ref() != "Relationship" {
            return;
        }
        let get = |name: &str| attribute(element, name).unwrap_or_default();
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        let target = get("Target");
        let target = if get("TargetMode") == "External" { target } else { resolved(self.folder, &target) };
        self.found.push(Relation { id: get("Id"), kind, target });
    }

    fn end(&mut self, _name: &str, (): ()) {}
    fn text(&mut self, _text: &str, _line: u32) {}
    fn warn(&mut self, _line: u32, _code: &str, _message: String) {}
}

/// A target as a path from the root of the archive.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}
