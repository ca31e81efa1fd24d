//! The walk over a page.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::notes::{self, Notes};
use crate::import::numerals::format_number;
use crate::import::words::{Words, joined, note_words, remove};
use crate::parse::{Block, BlockHint};

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    pub(super) furniture: Vec<(&'static str, String)>,
}

/// An ordered list that is open.
struct List {
    node: NodeId,
    /// The format of its numbers; `None` for bullets.
    format: Option<&'static str>,
    next: u32,
}

/// A row of a table.
struct Row {
    node: NodeId,
    words: Words,
    cells: usize,
}

#[derive(Default)]
struct Walk {
    found: Found,
    words: Words,
    /// Inline elements that are open, and where they began.
    inline: Vec<(NodeId, usize)>,
    lists: Vec<List>,
    number: Option<String>,
    heading: Option<u8>,
    row: Option<Row>,
    /// Tables that lay out the page.
    layouts: Vec<NodeId>,
    /// The note at hand: its mark, and the element that is it; none where it lasts to the end of the paragraph.
    note: Option<(String, Option<NodeId>)>,
    preformatted: u32,
    /// Line breaks since the last word.
    breaks: u32,
    gap: bool,
}

/// Walks over a page.
pub(super) fn walk(tree: &Html, notes: &Notes) -> Found {
    let mut walk = Walk::default();
    let mut skipped: Option<(NodeId, &'static str)> = None;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if skipped.is_some() {
                    if let (Node::Text(text), Some((_, name))) = (node.value(), skipped) {
                        walk.furniture(name, text);
                    }
                    continue;
                }
                match node.value() {
                    Node::Text(text) => walk.text(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if let Some(name) = furniture(&element) {
                            walk.flush();
                            skipped = Some((node.id(), name));
                        } else if notes::fragment(&element).is_some_and(|to| notes.leads_back(to)) {
                            // The way back from a note to its mark is no word of it.
                            walk.name(&element, notes);
                            skipped = Some((node.id(), ""));
                        } else if let Some(mark) = notes::fragment(&element).and_then(|to| notes.mark_of(to)) {
                            walk.words.mark(mark);
                            skipped = Some((node.id(), ""));
                        } else {
                            walk.open(&element, notes);
                        }
                    }
                    _ => {}
                }
            }
            Edge::Close(node) => {
                if let Some((id, _)) = skipped {
                    if id == node.id() {
                        skipped = None;
                    }
                    continue;
                }
                if let Some(element) = ElementRef::wrap(node) {
                    walk.close(&element);
                }
            }
        }
    }
    walk.flush();
    walk.found
}

/// What is no part of a document, by name.
fn furniture(element: &ElementRef<'_>) -> Option<&'static str> {
    match element.value().name() {
        "script" | "noscript" | "template" | "svg" | "iframe" | "object" | "canvas" | "math" => Some("script"),
        "style" | "link" | "meta" => Some("style"),
        "title" => Some("page title"),
        "nav" | "menu" => Some("navigation"),
        "form" | "button" | "select" | "input" | "textarea" | "dialog" => Some("form"),
        "aside" if element.attr("role") != Some("doc-footnote") => Some("aside"),
        "footer" | "header" => {
            // Those of the page, not those of a section; word processors put their running headers into <div title="header">.
            let of_page = element.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "body");
            of_page.then_some("page header and footer")
        }
        "div" => matches!(element.attr("title"), Some("header" | "footer")).then_some("running header"),
        _ if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") => Some("hidden text"),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ol"
            | "ul"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "section"
            | "article"
            | "main"
            | "center"
            | "address"
            | "figure"
            | "figcaption"
            | "hr"
            | "body"
            | "aside"
            | "header"
            | "footer"
            | "fieldset"
            | "details"
            | "summary"
            | "thead"
            | "tbody"
            | "tfoot"
    )
}

impl Walk {
    fn furniture(&mut self, name: &'static str, text: &str) {
        if !name.is_empty() && !matches!(name, "script" | "style") && !text.trim().is_empty() {
            self.found.furniture.push((name, text.trim().to_owned()));
        }
    }

    fn open(&mut self, element: &ElementRef<'_>, notes: &Notes) {
        let name = element.value().name();
        if is_block(name) {
            self.flush();
        }
        self.name(element, notes);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "pre" => self.preformatted += 1,
            "br" => {
                self.breaks += 1;
                if self.breaks == 2 && self.row.is_none() {
                    // Two line breaks are a paragraph of an old page.
                    self.flush();
                } else {
                    self.words.push("\n");
                }
            }
            "hr" => self.gap = true,
            "ol" => {
                let format = match element.attr("type").or_else(|| style_of_list(element)) {
                    Some("a" | "lower-alpha" | "lower-latin") => "lowerLetter",
                    Some("A" | "upper-alpha" | "upper-latin") => "upperLetter",
                    Some("i" | "lower-roman") => "lowerRoman",
                    Some("I" | "upper-roman") => "upperRoman",
                    Some("none") => "none",
                    _ => "decimal",
                };
                let next = element.attr("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { node: element.id(), format: Some(format).filter(|f| *f != "none"), next });
            }
            "ul" => self.lists.push(List { node: element.id(), format: None, next: 1 }),
            "li" => {
                if let Some(list) = self.lists.last_mut()
                    && let Some(format) = list.format
                {
                    let n = element.attr("value").and_then(|n| n.trim().parse().ok()).unwrap_or(list.next);
                    list.next = n.saturating_add(1);
                    let printed = format_number(n, format);
                    self.number = Some(if matches!(format, "decimal" | "upperRoman" | "upperLetter") {
                        format!("{printed}.")
                    } else {
                        format!("({printed})")
                    });
                }
            }
            "table" if is_layout(element) => self.layouts.push(element.id()),
            "tr" if self.layouts.is_empty() && self.row.is_none() => {
                self.row = Some(Row { node: element.id(), words: Words::default(), cells: 0 });
            }
            "td" | "th" => {
                if let Some(row) = &mut self.row {
                    if row.cells > 0 {
                        row.words.push(" | ");
                    }
                    row.cells += 1;
                }
            }
            _ if !is_block(name) => self.inline.push((element.id(), self.words.len())),
            _ => {}
        }
    }

    fn close(&mut self, element: &ElementRef<'_>) {
        let name = element.value().name();
        if is_block(name) {
            self.flush();
        }
        let id = element.id();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ol" | "ul" => {
                if self.lists.last().is_some_and(|list| list.node == id) {
                    self.lists.pop();
                }
            }
            "li" => self.number = None,
            "table" => self.layouts.retain(|&layout| layout != id),
            "tr" => {
                if self.row.as_ref().is_some_and(|row| row.node == id)
                    && let Some(row) = self.row.take()
                    && !row.words.is_blank()
                {
                    self.found.blocks.push(Block { styled: row.words.finish(), hint: BlockHint::TableRow, ..Block::default() });
                }
            }
            _ => {
                if let Some(at) = self.inline.iter().rposition(|(node, _)| *node == id) {
                    let (_, start) = self.inline.remove(at);
                    self.dress(element, start);
                }
            }
        }
        if self.note.as_ref().is_some_and(|(_, node)| *node == Some(id)) {
            self.note = None;
        }
    }

    /// What an inline element makes of the words since `start`.
    fn dress(&mut self, element: &ElementRef<'_>, start: usize) {
        let style = element.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
        match element.value().name() {
            "em" | "i" | "cite" | "dfn" | "var" => self.words.emphasize(start, false),
            "b" | "strong" => self.words.emphasize(start, true),
            "sup" => self.words.raise(start),
            "a" => {
                if let Some(target) = element.attr("href").filter(|href| !href.starts_with(['#', 'j'])) {
                    self.words.link(start, target.to_owned());
                }
            }
            _ if style.contains("font-style:italic") || style.contains("font-style:oblique") => self.words.emphasize(start, false),
            _ if style.contains("font-weight:bold") || style.contains("font-weight:700") => self.words.emphasize(start, true),
            _ if style.contains("vertical-align:super") => self.words.raise(start),
            _ => {}
        }
    }

    /// Sees whether a note begins at an element.
    fn name(&mut self, element: &ElementRef<'_>, notes: &Notes) {
        let Some(mark) = notes::names(element).find_map(|name| notes.mark_of(name)) else { return };
        let is_whole = is_block(element.value().name());
        self.note = Some((mark.to_owned(), is_whole.then(|| element.id())));
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.words.push(text);
        }
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        // White space of the source is one space; none at the start of a paragraph.
        let mut collapsed = String::with_capacity(text.len());
        let mut was_space = self.words.len() == 0 || self.words.as_str().ends_with([' ', '\n']);
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !was_space {
                    collapsed.push(' ');
                }
                was_space = true;
            } else {
                collapsed.push(c);
                was_space = false;
            }
        }
        self.words.push(&collapsed);
    }

    /// Ends the paragraph at hand.
    fn flush(&mut self) {
        self.breaks = 0;
        for (_, start) in &mut self.inline {
            *start = 0;
        }
        let words = std::mem::take(&mut self.words);
        if words.is_blank() {
            return;
        }
        if let Some(row) = &mut self.row {
            if row.words.len() > 0 && !row.words.as_str().ends_with(' ') {
                row.words.push(" ");
            }
            return row.words.append(words.finish());
        }
        let mut styled = words.finish();
        let gap_before = std::mem::take(&mut self.gap);
        let Some((mark, node)) = self.note.clone() else {
            let hint = self.heading.map_or(BlockHint::None, BlockHint::Heading);
            // A typed number is the number; that of the list would be another.
            let number = self.number.take().filter(|number| !styled.text.trim_start().starts_with(number.as_str()));
            self.found.blocks.push(Block { styled, number, hint, gap_before, ..Block::default() });
            return;
        };
        self.number = None;
        if node.is_none() {
            self.note = None;
        }
        let hint = BlockHint::Footnote(mark);
        if let Some(last) = self.found.blocks.last_mut().filter(|last| last.hint == hint) {
            last.styled = joined(std::mem::take(&mut last.styled), styled, " ");
            return;
        }
        // The mark is printed before the note again.
        let BlockHint::Footnote(mark) = &hint else { return };
        let start = styled.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '('));
        if let Some(rest) = start.strip_prefix(mark.as_str())
            && !rest.starts_with(|c: char| c.is_alphanumeric())
        {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '.'));
            let cut = styled.text.len() - rest.len();
            remove(&mut styled, 0..cut);
        }
        let styled = note_words(styled);
        self.found.blocks.push(Block { styled, hint, gap_before, ..Block::default() });
    }
}

/// The style of a list's numbers in its own style sheet.
fn style_of_list<'a>(element: &ElementRef<'a>) -> Option<&'a str> {
    let (_, rest) = element.attr("style")?.split_once("list-style-type:")?;
    rest.trim_start().split([';', ' ']).next()
}

/// Whether a table lays out the page: one column, a table within it, or cells as long as paragraphs.
fn is_layout(table: &ElementRef<'_>) -> bool {
    let (mut cells, mut rows, mut letters) = (0_usize, 0_usize, 0_usize);
    for node in table.descendants().skip(1) {
        match node.value() {
            Node::Element(element) => match element.name() {
                "table" => return true,
                "td" | "th" => cells += 1,
                "tr" => rows += 1,
                _ => {}
            },
            Node::Text(text) => letters += text.len(),
            _ => {}
        }
    }
    cells <= rows || letters / cells.max(1) > 300
}
