//! Fields: words that a word processor computes, of which the file holds the last result.

/// A field that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// What it computes: ` HYPERLINK "https://…" `.
    pub(super) instruction: String,
    /// Whether its result has begun.
    pub(super) in_result: bool,
    /// Where in the words of the paragraph the result begins.
    pub(super) start: usize,
}

impl Field {
    fn kind(&self) -> &str {
        self.instruction.split_whitespace().next().unwrap_or_default()
    }

    /// Whether its result is furniture of the page.
    pub(super) fn is_dropped(&self) -> bool {
        ["PAGE", "NUMPAGES", "SECTIONPAGES", "FILENAME", "PRINTDATE"].iter().any(|kind| self.kind().eq_ignore_ascii_case(kind))
    }

    /// Whether it repeats the mark of a note.
    pub(super) fn is_note(&self) -> bool {
        ["NOTEREF", "FTNREF"].iter().any(|kind| self.kind().eq_ignore_ascii_case(kind))
    }

    /// The address that it links to.
    pub(super) fn address(&self) -> Option<String> {
        (self.kind().eq_ignore_ascii_case("HYPERLINK")).then(|| quoted(&self.instruction)).flatten()
    }
}

/// The first words in quotation marks.
fn quoted(instruction: &str) -> Option<String> {
    let (_, rest) = instruction.split_once('"')?;
    let (words, _) = rest.split_once('"')?;
    (!words.is_empty()).then(|| words.to_owned())
}
