//! One safe way through XML: no recursion, no expansion of entities, a limit on nesting, repair of tags that do not match.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ImportError;

/// How deep elements may nest. The UN's files nest about fifteen deep, word processors' about forty.
const DEEPEST: usize = 1000;

/// Somebody who reads a file from its start to its end.
pub(super) trait Visitor {
    /// What is kept of an element while it is open.
    type Frame;

    /// An element opens.
    fn start(&mut self, element: &BytesStart<'_>, line: u32) -> Self::Frame;

    /// An element closes.
    fn end(&mut self, name: &str, frame: Self::Frame);

    /// Words.
    fn text(&mut self, text: &str, line: u32);

    /// Something was not as it should be, and was passed over.
    fn warn(&mut self, line: u32, code: &str, message: String);
}

/// Walks `xml`. `format` is its name, `part` the part of the file that it is, both for errors.
///
/// # Errors
/// Where it is cut off, nests too deep or is no XML.
pub(super) fn walk(xml: &str, format: &'static str, part: &str, visitor: &mut impl Visitor) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open = Vec::new();
    let mut line: u32 = 1;
    let mut counted = 0;
    let mut root_closed = false;
    let damaged = |line: u32, why: String| {
        let place = if part.is_empty() { format!("line {line}") } else { format!("{part}, line {line}") };
        ImportError::Damaged { format, place: Some(place), why, advice: "fetch it again" }
    };
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.buffer_position()).unwrap_or(xml.len()).min(xml.len());
        match event {
            Ok(Event::Start(element)) => {
                if open.len() >= DEEPEST {
                    return Err(damaged(line, format!("its elements nest more than {DEEPEST} deep")));
                }
                let frame = visitor.start(&element, line);
                open.push((Box::<str>::from(element.local_name().as_ref()), frame));
            }
            Ok(Event::Empty(element)) => {
                let frame = visitor.start(&element, line);
                visitor.end(element.local_name().as_ref(), frame);
                root_closed |= open.is_empty();
            }
            Ok(Event::End(element)) => {
                let local = element.local_name();
                let name: &str = local.as_ref();
                if let Some(depth) = open.iter().rposition(|(open, _)| **open == *name) {
                    if depth + 1 < open.len() {
                        visitor.warn(line, "unclosed", format!("</{name}> closes elements that were still open; they end here"));
                    }
                    while open.len() > depth {
                        let Some((name, frame)) = open.pop() else { break };
                        visitor.end(&name, frame);
                    }
                    root_closed |= open.is_empty();
                } else {
                    visitor.warn(line, "stray-end", format!("</{name}> closes nothing; it was passed over"));
                }
            }
            Ok(Event::Text(text)) => visitor.text(&text.xml10_content(), line),
            Ok(Event::CData(text)) => visitor.text(&text.xml10_content(), line),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(c)) => visitor.text(c.encode_utf8(&mut [0; 4]), line),
                _ => entity(&reference, line, visitor),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(damaged(line, error.to_string())),
        }
        let newlines = memchr::memchr_iter(b'\n', &xml.as_bytes()[counted..at]).count();
        line = line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        counted = at;
    }
    if root_closed {
        return Ok(());
    }
    let inside = open.last().map_or_else(String::new, |(name, _)| format!(" inside <{name}>"));
    Err(damaged(line, format!("it is cut off{inside}")))
}

/// Entities: the few that everybody knows. Those that a file declares itself are never expanded.
fn entity(name: &str, line: u32, visitor: &mut impl Visitor) {
    let known = match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "shy" => "\u{ad}",
        _ => {
            visitor.warn(line, "unknown-entity", format!("&{name}; is not expanded; it was kept as it stands"));
            visitor.text("&", line);
            visitor.text(name, line);
            ";"
        }
    };
    visitor.text(known, line);
}

/// No attribute that says something is longer, in bytes. Some are said once and asked for with every paragraph.
const LONGEST_ATTRIBUTE: usize = 4096;

/// The value of an attribute by its local name, whatever its prefix; none where it is longer than any that says something.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    if found.value.len() > LONGEST_ATTRIBUTE {
        return None;
    }
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}
