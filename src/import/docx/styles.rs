//! Styles: what a paragraph or a run of characters looks like by the name it was given.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::import::ImportError;
use crate::import::xml::{self, Visitor, attribute};

/// How characters look; `None` is "as the style says".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) italic: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
}

impl Look {
    /// Takes one property of `w:rPr`.
    pub(super) fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "i" => self.italic = Some(is_on(element)),
            "b" => self.bold = Some(is_on(element)),
            // In right-to-left runs the complex-script properties rule; where both stand they agree in practice.
            "iCs" => self.italic = self.italic.or(Some(is_on(element))),
            "bCs" => self.bold = self.bold.or(Some(is_on(element))),
            "vanish" => self.hidden = Some(is_on(element)),
            "vertAlign" => self.raised = Some(attribute(element, "val").as_deref() == Some("superscript")),
            _ => {}
        }
    }

    /// These properties where they say something, else those of `other`.
    const fn or(self, other: Self) -> Self {
        const fn first(a: Option<bool>, b: Option<bool>) -> Option<bool> {
            if a.is_some() { a } else { b }
        }
        Self {
            italic: first(self.italic, other.italic),
            bold: first(self.bold, other.bold),
            hidden: first(self.hidden, other.hidden),
            raised: first(self.raised, other.raised),
        }
    }
}

/// Whether a property that can be switched is on: `<w:i/>` is, `<w:i w:val="0"/>` is not.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// One style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    look: Look,
    /// The list that its paragraphs belong to, and the level.
    pub(super) list: Option<(String, u8)>,
    outline: Option<u8>,
    is_default: bool,
    is_paragraph: bool,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Look,
    default_paragraph: Option<String>,
    /// The language that text has where nothing else is said.
    pub(super) language: Option<String>,
}

/// Styles may be based on others no deeper than this; a circle ends here.
const DEEPEST: usize = 20;

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, ImportError> {
        let mut reading = Reading::default();
        xml::walk(text, "Word document", part, &mut reading)?;
        Ok(reading.styles)
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(DEEPEST)
    }

    /// The paragraph style that applies where none is named.
    pub(super) fn paragraph<'a>(&'a self, id: Option<&'a str>) -> Option<&'a str> {
        id.or(self.default_paragraph.as_deref())
    }

    /// How a run looks: direct formatting rules, else paragraph and character style are both asked, and a property that both switch
    /// on is off again (ECMA-376, 17.7.3).
    pub(super) fn look(&self, paragraph: Option<&str>, character: Option<&str>, direct: Look) -> Look {
        let of = |id| self.chain(id).fold(Look::default(), |look, style| look.or(style.look));
        let (of_paragraph, of_character) = (of(self.paragraph(paragraph)), of(character));
        let toggled = |of: fn(&Look) -> Option<bool>| {
            let by_styles = of(&of_paragraph).unwrap_or(false) != of(&of_character).unwrap_or(false);
            Some(of(&direct).unwrap_or(by_styles || of(&self.defaults).unwrap_or(false)))
        };
        Look {
            italic: toggled(|look| look.italic),
            bold: toggled(|look| look.bold),
            hidden: toggled(|look| look.hidden),
            raised: direct.raised.or(of_character.raised).or(of_paragraph.raised),
        }
    }

    /// The list that a style's paragraphs belong to.
    pub(super) fn list(&self, paragraph: Option<&str>) -> Option<(String, u8)> {
        self.chain(self.paragraph(paragraph)).find_map(|style| style.list.clone())
    }

    /// The level of heading that a style is: the UN template's `H1`, `H2/3`, `H4`, `H5/6` and `HCh`, a word processor's own, or an outline level.
    pub(super) fn heading(&self, paragraph: Option<&str>) -> Option<u8> {
        let id = paragraph?;
        let by_name = |name: &str| heading_name(name);
        by_name(id).or_else(|| {
            self.chain(Some(id)).find_map(|style| by_name(&style.name).or(style.outline.filter(|&o| o < 9).map(|o| o + 1)))
        })
    }
}

fn heading_name(name: &str) -> Option<u8> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "hch" | "hm" | "title" | "h1" => Some(1),
        "h2" | "h3" | "h23" | "subtitle" => Some(2),
        "h4" => Some(3),
        "h5" | "h6" | "h56" => Some(4),
        _ => {
            let level =
                plain.strip_prefix("heading").or_else(|| plain.strip_prefix("titre")).or_else(|| plain.strip_prefix("ttulo"))?;
            level.parse().ok().filter(|level| (1..=9).contains(level))
        }
    }
}

#[derive(Default)]
struct Reading {
    styles: Styles,
    id: Option<String>,
    style: Style,
    in_defaults: bool,
    in_run: bool,
    list: (Option<String>, u8),
    /// Within properties of a table or of a former state, which are not the style's own.
    foreign: u32,
}

impl Visitor for Reading {
    type Frame = ();

    fn start(&mut self, element: &BytesStart<'_>, _line: u32) {
        let local = element.local_name();
        let name: &str = local.as_ref();
        let value = || attribute(element, "val").unwrap_or_default();
        if self.foreign > 0 || matches!(name, "tblStylePr" | "rPrChange" | "pPrChange") {
            self.foreign += 1;
            return;
        }
        match name {
            "style" => {
                self.id = attribute(element, "styleId");
                let is_default = attribute(element, "default").is_some_and(|v| v == "1" || v == "true");
                let is_paragraph = attribute(element, "type").is_none_or(|kind| kind == "paragraph");
                self.style = Style { is_default, is_paragraph, ..Style::default() };
                self.list = (None, 0);
            }
            "rPrDefault" => self.in_defaults = true,
            "rPr" => self.in_run = true,
            "name" if self.id.is_some() => self.style.name = value(),
            "basedOn" => self.style.based_on = Some(value()),
            "outlineLvl" => self.style.outline = value().parse().ok(),
            "numId" => self.list.0 = Some(value()),
            "ilvl" => self.list.1 = value().parse().unwrap_or(0),
            "lang" if self.in_defaults => {
                let bidi = attribute(element, "bidi").filter(|tag| tag.starts_with("ar"));
                self.styles.language = bidi.or_else(|| attribute(element, "val"));
            }
            _ if self.in_run && self.in_defaults => self.styles.defaults.take(name, element),
            _ if self.in_run => self.style.look.take(name, element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, (): ()) {
        if self.foreign > 0 {
            self.foreign -= 1;
            return;
        }
        match name {
            "rPrDefault" => self.in_defaults = false,
            "rPr" => self.in_run = false,
            "style" => {
                let mut style = std::mem::take(&mut self.style);
                if let (Some(id), level) = std::mem::take(&mut self.list) {
                    style.list = Some((id, level));
                }
                if let Some(id) = self.id.take() {
                    if style.is_default && style.is_paragraph {
                        self.styles.default_paragraph = Some(id.clone());
                    }
                    self.styles.by_id.insert(id, style);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, _text: &str, _line: u32) {}
    fn warn(&mut self, _line: u32, _code: &str, _message: String) {}
}
