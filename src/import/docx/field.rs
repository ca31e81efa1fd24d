//! Fields: words that a word processor computes, of which the file holds the last result.

/// What a field computes, as far as it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    /// Furniture of the page
    Dropped,
    /// The mark of a note once more
    Note,
    Link,
}

/// A field that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// What it computes: ` HYPERLINK "https://…" `.
    instruction: String,
    kind: Kind,
    /// Whether its result has begun.
    pub(super) in_result: bool,
    /// Where in the words of the paragraph the result begins.
    pub(super) start: usize,
}

/// No instruction that is understood is longer, in bytes.
const LONGEST: usize = 4096;

impl Field {
    /// A field whose instruction is known, at the beginning of its result.
    pub(super) fn simple(instruction: &str, start: usize) -> Self {
        let mut field = Self::default();
        field.instruct(instruction);
        field.show(start);
        field
    }

    /// Adds a piece of the instruction.
    pub(super) fn instruct(&mut self, piece: &str) {
        if self.instruction.len() + piece.len() <= LONGEST {
            self.instruction.push_str(piece);
        }
    }

    /// Its result begins.
    pub(super) fn show(&mut self, start: usize) {
        let word = self.instruction.split_whitespace().next().unwrap_or_default().to_uppercase();
        self.kind = match word.as_str() {
            "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "FILENAME" | "PRINTDATE" => Kind::Dropped,
            "NOTEREF" | "FTNREF" => Kind::Note,
            "HYPERLINK" => Kind::Link,
            _ => Kind::Other,
        };
        self.in_result = true;
        self.start = start;
    }

    /// Whether its result is furniture of the page.
    pub(super) fn is_dropped(&self) -> bool {
        self.kind == Kind::Dropped
    }

    /// Whether it repeats the mark of a note.
    pub(super) fn is_note(&self) -> bool {
        self.kind == Kind::Note
    }

    /// The address that it links to.
    pub(super) fn address(&self) -> Option<String> {
        (self.kind == Kind::Link).then(|| quoted(&self.instruction)).flatten()
    }
}

/// The first words in quotation marks.
fn quoted(instruction: &str) -> Option<String> {
    let (_, rest) = instruction.split_once('"')?;
    let (words, _) = rest.split_once('"')?;
    (!words.is_empty()).then(|| words.to_owned())
}
