//! JSON with one record a line: readable, and `diff` and `git` show which record changed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// The outermost object and the arrays in it are broken into lines; whatever is nested deeper stands on its line.
#[derive(Debug, Default)]
struct Lines {
    depth: usize,
}

/// How deep lines are broken: the fields of the outermost object, and the elements of its arrays.
const BROKEN: usize = 2;

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8], broken: bool) -> io::Result<()> {
        self.depth -= 1;
        if broken {
            line(writer, self.depth)?;
        }
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, writer: &mut W, first: bool, broken: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        if broken { line(writer, self.depth) } else { Ok(()) }
    }
}

fn line<W: ?Sized + Write>(writer: &mut W, indent: usize) -> io::Result<()> {
    writer.write_all(b"\n")?;
    (0..indent).try_for_each(|_| writer.write_all(b" "))
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]", false)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, self.depth == BROKEN)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let broken = self.depth == 1;
        self.close(writer, b"}", broken)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first, self.depth == 1)
    }

    /// A terminal obeys DEL and the controls of C1 too, which JSON lets stand as they are.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut end = 0;
        for (at, control) in fragment.char_indices().filter(|(_, c)| c.is_control()) {
            writer.write_all(&fragment.as_bytes()[end..at])?;
            write!(writer, "\\u{:04x}", u32::from(control))?;
            end = at + control.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[end..])
    }
}

/// Writes a record as JSON, with a line break at the end.
///
/// # Errors
/// Where `writer` fails.
pub fn write<W: Write>(mut writer: W, record: &impl Serialize) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut writer, Lines::default()))?;
    writer.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn each_record_stands_on_its_own_line() {
        let mut bytes = Vec::new();
        let record = json!({"a": null, "b": [{"c": [1, 2]}, {"c": []}], "d": {"e": [3, 4]}, "f": []});
        super::write(&mut bytes, &record).unwrap();
        insta::assert_snapshot!(String::from_utf8_lossy(&bytes), @r#"
        {
         "a":null,
         "b":[
          {"c":[1,2]},
          {"c":[]}],
         "d":{"e":[3,4]},
         "f":[]
        }
        "#);
    }

    #[test]
    fn controls_that_json_lets_stand_are_escaped() {
        let mut bytes = Vec::new();
        let record = json!({"a\u{9b}": "\u{7f}made\u{9b}31m\u{85}, é\u{a0}中\u{1b}[0m"});
        super::write(&mut bytes, &record).unwrap();
        let printed = String::from_utf8_lossy(&bytes);
        assert_eq!(printed, "{\n \"a\\u009b\":\"\\u007fmade\\u009b31m\\u0085, é\u{a0}中\\u001b[0m\"\n}\n");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(), record);
    }
}
