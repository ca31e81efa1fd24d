//! Words with a style each, broken into lines.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::layout::{printable, wrap};

/// What is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Cells in a line.
    pub width: u16,
    /// Whether it shows colours.
    pub is_coloured: bool,
    /// Whether lines of a table are cut where they do not fit: on a terminal, and nowhere else.
    pub is_cut: bool,
}

impl Page {
    /// Cells for what ends a line of a table, after `taken` cells.
    pub(super) fn room(self, taken: usize) -> usize {
        if self.is_cut { usize::from(self.width).saturating_sub(taken) } else { usize::MAX }
    }
}

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Plain,
    /// Captions and facts.
    Dim,
    Bold,
    /// Lead phrases.
    Italic,
    /// A notice.
    Notice,
    /// Words that went, of wording.
    Old,
    /// Words that came, of wording.
    New,
    /// Words that went, of any other kind.
    OldMinor,
    /// Words that came, of any other kind.
    NewMinor,
}

impl Style {
    /// Its SGR parameters: strong and crossed out or underlined, so that colour is never the only difference.
    const fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Dim => "2",
            Self::Bold => "1",
            Self::Italic => "3",
            Self::Notice => "33",
            Self::Old => "31;9",
            Self::New => "32;1",
            Self::OldMinor => "2;31;9",
            Self::NewMinor => "36",
        }
    }
}

/// Writes words in a style.
pub(super) fn write(out: &mut impl Write, page: Page, words: &str, style: Style) -> io::Result<()> {
    let codes = style.codes();
    if page.is_coloured && !codes.is_empty() && !words.is_empty() {
        write!(out, "\x1b[{codes}m{words}\x1b[0m")
    } else {
        out.write_all(words.as_bytes())
    }
}

/// Words in several styles, to be broken into lines together.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    /// Where each style begins.
    styles: Vec<(usize, Style)>,
    /// Where no line may end: inside the brackets of a change.
    glued: Vec<usize>,
}

impl Words {
    pub(super) fn push(&mut self, words: &str, style: Style) {
        self.styles.push((self.text.len(), style));
        self.text.push_str(&printable(words));
    }

    /// Adds words in brackets that stay with them at the end of a line.
    pub(super) fn push_within(&mut self, open: &str, words: &str, close: &str, style: Style) {
        self.push(&format!("{open}{words}{close}"), style);
        let start = self.styles.last().map_or(0, |(start, _)| *start);
        self.glued.extend([start + open.len(), self.text.len() - close.len()]);
    }

    /// Adds words in which no line ends before a bracket that is glued to a word: that of "OP9(d)(iv)".
    pub(super) fn push_whole_names(&mut self, words: &str, style: Style) {
        self.push(words, style);
        let start = self.styles.last().map_or(0, |(start, _)| *start);
        let glued = |&at: &usize| at > 0 && !self.text[..at].ends_with(char::is_whitespace);
        self.glued.extend(self.text[start..].match_indices('(').map(|(at, _)| start + at).filter(glued));
    }

    /// Writes the words in lines of the page's width less `indent`; the first line begins with `label`, which is as wide as `indent`, or
    /// stands on a line of its own.
    pub(super) fn write(&self, out: &mut impl Write, page: Page, label: &str, indent: usize) -> io::Result<()> {
        let column = page.width.saturating_sub(u16::try_from(indent).unwrap_or(u16::MAX)).max(20);
        let mut lines = Vec::new();
        wrap(&self.text, column, |at| self.glued.binary_search(&at).is_ok(), |line, _| lines.push(line));
        let margin = " ".repeat(indent);
        let mut first = true;
        if crate::layout::width(label) > indent {
            write(out, page, label.trim_end(), Style::Dim)?;
            writeln!(out)?;
            first = false;
        }
        for line in lines {
            if std::mem::take(&mut first) {
                write(out, page, label, Style::Dim)?;
            } else {
                out.write_all(margin.as_bytes())?;
            }
            let mut at = line.start;
            while at < line.end {
                let place = self.styles.partition_point(|(start, _)| *start <= at);
                let style = place.checked_sub(1).map(|place| self.styles[place].1).unwrap_or_default();
                let end = self.styles.get(place).map_or(line.end, |(start, _)| (*start).min(line.end));
                write(out, page, &self.text[at..end], style)?;
                at = end;
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A name in a gutter.
pub(super) fn label(name: &str, gutter: usize) -> Cow<'_, str> {
    let cells = crate::layout::width(name);
    if cells < gutter { format!("{name}{:1$}", "", gutter - cells).into() } else { format!("{name} ").into() }
}
