//! The facts that are published beside the texts, as JSON: adoption, votes, sponsors, committee.
//!
//! One record a line (JSON Lines), or records in an array or one after another. Publishers name the same fact differently, so names are
//! read without regard to case and separators, several for each fact (`record`, `vote`). What is no record is told of by its line,
//! and the others are read.

mod record;
mod vote;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use crate::model::{Facts, Symbol, Warning};

/// The longest record, in bytes: the votes of all Member States and all sponsors fill some twenty thousand.
const LONGEST: usize = 8 << 20;

/// How many records are looked at to tell whether a file is one of facts.
const TRIED: usize = 50;

/// The most records and the most warnings that are kept of one file. The Assembly has adopted some twenty thousand resolutions.
const MOST: (usize, usize) = (200_000, 1000);

/// The records of a file.
#[derive(Debug, Default)]
pub struct Records {
    /// What each says, with its line, counted from 1. Every one has a symbol; one that only repeats another (a table has a row for
    /// each Member State) is left out.
    pub all: Vec<(usize, Facts)>,
    /// What was no record, or said something that could not be understood.
    pub warnings: Vec<Warning>,
}

/// Reads a file of facts; `None` where it is no such file: none of its first records is an object with a symbol.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Records> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let has_symbol = |(_, bytes): &(usize, &[u8])| object(bytes).is_ok_and(|object| record::symbol(&object).is_some());
    let is_lines = lines(bytes).take(TRIED).any(|line| has_symbol(&line));
    if !is_lines && !pieces(bytes).take(TRIED).any(|piece| has_symbol(&piece)) {
        return None;
    }
    let mut reader = Reader::default();
    if is_lines {
        lines(bytes).for_each(|(line, bytes)| reader.add(line, bytes));
    } else {
        pieces(bytes).for_each(|(line, bytes)| reader.add(line, bytes));
    }
    Some(reader.finish())
}

#[derive(Default)]
struct Reader {
    records: Records,
    /// Where the last record of a resolution is.
    last: FxHashMap<Symbol, usize>,
    /// How many warnings were too many, and the line of the first of them.
    untold: Option<(usize, usize)>,
}

impl Reader {
    fn add(&mut self, line: usize, bytes: &[u8]) {
        let object = match object(bytes) {
            Ok(object) => object,
            Err(why) => return self.warn(line, "no-record", format!("{why}; it was left out")),
        };
        let mut unclear = Vec::new();
        let facts = record::read(&object, &mut |message| unclear.push(message));
        for message in unclear {
            self.warn(line, "unclear-fact", message);
        }
        let Some((symbol, facts)) = facts.and_then(|facts| Some((facts.symbol.clone()?, facts))) else {
            return self.warn(line, "no-symbol", "the record names no symbol; it was left out".to_owned());
        };
        let all = &mut self.records.all;
        if self.last.get(&symbol).and_then(|&last| all.get(last)).is_some_and(|(_, last)| *last == facts) {
            return;
        }
        if all.len() == MOST.0 {
            return self.warn(line, "too-many", format!("there are more than {} records; {symbol} was left out", MOST.0));
        }
        self.last.insert(symbol, all.len());
        all.push((line, facts));
    }

    fn warn(&mut self, line: usize, code: &str, message: String) {
        if self.records.warnings.len() < MOST.1 {
            self.records.warnings.push(Warning { place: format!("line {line}"), code: code.to_owned(), message });
        } else {
            let (first, count) = self.untold.unwrap_or((line, 0));
            self.untold = Some((first, count + 1));
        }
    }

    fn finish(mut self) -> Records {
        if let Some((line, count)) = self.untold {
            let message = format!("there is more that was not understood from here on: {count} times");
            self.records.warnings.push(Warning { place: format!("line {line}"), code: "too-many".to_owned(), message });
        }
        self.records
    }
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    if bytes.len() > LONGEST {
        return Err(format!("this is longer than {} MB, and no record is", LONGEST >> 20));
    }
    let Value::Object(object) = serde_json::from_slice(bytes).map_err(|error| format!("this is no JSON object: {error}"))? else {
        return Err("this is no JSON object".to_owned());
    };
    // The words of a text, not facts beside it.
    if object.contains_key("paragraphs") { Err("this is a text".to_owned()) } else { Ok(object) }
}

/// The lines that are not empty, with their numbers, without a comma or bracket that an array left on them.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = (1..).zip(bytes.split(|&byte| byte == b'\n')).map(|(number, line)| {
        let line = line.trim_ascii();
        (number, line.strip_suffix(b",").unwrap_or(line))
    });
    lines.filter(|(_, line)| !line.is_empty() && *line != b"[" && *line != b"]")
}

/// The outermost objects, with the numbers of the lines on which they begin, and whatever else stands outside them, a line each.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let (mut at, mut line) = (0, 1);
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_whitespace() || b"[],".contains(byte)) {
            line += usize::from(byte == b'\n');
            at += 1;
        }
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = if rest[0] == b'{' { object_length(rest) } else { rest.iter().position(|&byte| byte == b'\n') };
        // An object that does not end swallows what follows: where the next one begins, nobody can tell.
        let length = length.unwrap_or(rest.len());
        let piece = (line, &rest[..length]);
        line += memchr::memchr_iter(b'\n', piece.1).count();
        at += length;
        Some(piece)
    })
}

/// How long the object is that begins here; `None` if it does not end, or not soon.
fn object_length(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, &byte) in bytes.iter().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(records: &Records) -> Vec<(usize, String)> {
        let symbol = |facts: &Facts| facts.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
        records.all.iter().map(|(line, facts)| (*line, symbol(facts))).collect()
    }

    #[test]
    fn records_stand_on_lines_in_arrays_or_one_after_another() {
        let expected = |lines: [usize; 2]| vec![(lines[0], "A/RES/67/27".to_owned()), (lines[1], "A/RES/68/243".to_owned())];
        for (file, lines) in [
            ("{\"symbol\":\"A/RES/67/27\"}\n{\"symbol\":\"A/RES/68/243\"}", [1, 2]),
            ("\u{feff}{\"symbol\":\"A/RES/67/27\"}\r\n\r\n{\"symbol\":\"A/RES/68/243\"}\r\n", [1, 3]),
            ("[{\"symbol\":\"A/RES/67/27\"},{\"symbol\":\"A/RES/68/243\"}]", [1, 1]),
            ("[\n{\"symbol\":\"A/RES/67/27\"},\n{\"symbol\":\"A/RES/68/243\"}\n]", [2, 3]),
            ("[\n {\n  \"symbol\": \"A/RES/67/27\",\n  \"title\": \"}\\\"{\"\n },\n {\n  \"symbol\": \"68/243\"\n }\n]", [2, 6]),
        ] {
            let records = read(file.as_bytes()).unwrap_or_else(|| panic!("{file}"));
            assert_eq!(symbols(&records), expected(lines), "{file}");
            assert_eq!(records.warnings, [], "{file}");
        }
    }

    #[test]
    fn what_is_no_record_is_told_of_by_its_line() {
        let file =
            b"rubbish\n{\"symbol\":\"A/RES/67/27\"}\n{\"symbol\":\n[1,2]\n{\"title\":\"x\"}\n{\"symbol\":\"A/RES/68/243\"}\n";
        let records = read(file).unwrap();
        assert_eq!(records.all.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 6]);
        let told: Vec<_> = records.warnings.iter().map(|it| (it.place.as_str(), it.code.as_str())).collect();
        assert_eq!(told, [("line 1", "no-record"), ("line 3", "no-record"), ("line 4", "no-record"), ("line 5", "no-symbol")]);
    }

    #[test]
    fn other_files_are_not_read() {
        let stored = br#"{"symbol":"A/RES/67/27","paragraphs":[]}"#;
        for file in [&b""[..], b"The General Assembly,", b"{", b"[", b"[1,2]", b"{\"a\":1}", b"{{{{", b"[[[[{\"", stored] {
            assert!(read(file).is_none(), "{}", String::from_utf8_lossy(file));
        }
    }
}
