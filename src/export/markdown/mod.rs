//! Markdown for documents: lead phrases in italic, footnotes, and a redline as ~~old~~ **new**.

mod diff;
mod show;

pub use diff::diff;
pub use show::show;

use crate::layout::printable;

/// Words with what Markdown would read as its own escaped.
fn escaped(words: &str) -> String {
    let words = printable(words);
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '~' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// One run of words, some of them between marks.
#[derive(Default)]
struct Line {
    written: String,
    /// Whether a mark closed behind a sign that is no letter.
    is_tight: bool,
}

impl Line {
    /// Says nothing in Markdown. A mark between a letter outside and a sign inside (`2018**, 73/266**`) would be read as stars; with
    /// this outside it is a mark ("flanking" in the `CommonMark` specification).
    const NOTHING: &str = "<!-- -->";

    /// Words as they are.
    fn plain(&mut self, words: &str) {
        self.raw(&escaped(words));
    }

    /// What is Markdown already.
    fn raw(&mut self, markdown: &str) {
        if self.is_tight && markdown.starts_with(|c| !flanks(c)) {
            self.written.push_str(Self::NOTHING);
        }
        self.is_tight &= markdown.is_empty();
        self.written.push_str(markdown);
    }

    /// Words between two marks. The marks must touch the words, so spaces at either end go outside.
    fn marked(&mut self, mark: &str, words: &str) {
        let inner = words.trim();
        if inner.is_empty() {
            return self.plain(words);
        }
        let start = words.len() - words.trim_start().len();
        let (before, after, inner) = (&words[..start], &words[start + inner.len()..], escaped(inner));
        self.plain(before);
        if inner.starts_with(|c: char| !c.is_alphanumeric()) && self.written.ends_with(|c| !flanks(c)) {
            self.written.push_str(Self::NOTHING);
        }
        self.is_tight = inner.ends_with(|c: char| !c.is_alphanumeric());
        self.written.extend([mark, &inner, mark]);
        self.plain(after);
    }
}

/// Whether a mark can open behind a character and close before it, whatever stands inside.
fn flanks(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation()
}
