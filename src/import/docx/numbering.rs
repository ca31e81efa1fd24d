//! Automatic numbers: what a word processor prints before a paragraph and does not store.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use crate::import::ImportError;
use crate::import::numerals::format_number;
use crate::import::xml::{self, Visitor, attribute};

/// Levels of a list.
const LEVELS: usize = 9;

/// No printed number is longer, in bytes: its pattern is said once and printed before every paragraph.
const LONGEST: usize = 100;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// The text, in which `%1` is the number of the first level.
    text: String,
    /// The level whose number starts this one anew; `None`: any higher one.
    restart: Option<u8>,
    /// Whether numbers of higher levels are shown in decimal digits here.
    is_legal: bool,
    /// The paragraph style that is this level of the list.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), restart: None, is_legal: false, style: None }
    }
}

type Levels = [Option<Level>; LEVELS];

#[derive(Debug, Default)]
struct List {
    base: String,
    starts: [Option<u32>; LEVELS],
    levels: Levels,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    bases: HashMap<String, Levels>,
    /// Bases that are another list by the name of a numbering style.
    links: HashMap<String, String>,
    named: HashMap<String, String>,
    lists: HashMap<String, List>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By base: lists of one base go on counting together.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts were applied.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, ImportError> {
        let mut reading = Reading::default();
        xml::walk(text, "Word document", part, &mut reading)?;
        Ok(reading.numbering)
    }

    fn base<'a>(&'a self, list: &'a List) -> &'a str {
        let linked = self.links.get(&list.base).and_then(|style| self.named.get(style));
        linked.map_or(list.base.as_str(), String::as_str)
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        list.levels.get(level)?.as_ref().or_else(|| self.bases.get(self.base(list))?.get(level)?.as_ref())
    }

    /// The level of a list that a paragraph style is, where the style names the list and not the level.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let list = self.lists.get(list)?;
        (0..LEVELS)
            .find(|&at| self.level(list, at).and_then(|level| level.style.as_deref()) == Some(style))
            .and_then(|at| u8::try_from(at).ok())
    }

    /// Counts one paragraph and returns its number as printed; `None` for a bullet, no number, or a list that is not there.
    pub(super) fn next(&self, counters: &mut Counters, list_id: &str, level: u8) -> Option<String> {
        let list = self.lists.get(list_id)?;
        let at = usize::from(level).min(LEVELS - 1);
        let this = self.level(list, at)?;
        let counts = counters.counts.entry(self.base(list).to_owned()).or_default();
        if let Some(start) = list.starts[at]
            && counters.begun.insert((list_id.to_owned(), at))
        {
            counts[at] = Some(start);
        } else {
            counts[at] = Some(counts[at].map_or(this.start, |count| count.saturating_add(1)));
        }
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restarts =
                self.level(list, deeper).and_then(|level| level.restart).is_none_or(|by| by != 0 && at < usize::from(by));
            if restarts {
                *count = None;
            }
        }
        if matches!(this.format.as_str(), "bullet" | "none") && !this.text.contains('%') {
            return None;
        }
        let mut printed = String::new();
        let mut chars = this.text.chars();
        while printed.len() <= LONGEST
            && let Some(c) = chars.next()
        {
            let Some(named) = (c == '%').then(|| chars.clone().next().and_then(|c| c.to_digit(10))).flatten().filter(|&n| n > 0)
            else {
                printed.push(c);
                continue;
            };
            chars.next();
            let named = named as usize - 1;
            let Some(level) = self.level(list, named) else { continue };
            let count = counts.get(named).copied().flatten().unwrap_or(level.start);
            let format = if this.is_legal { "decimal" } else { &level.format };
            printed.push_str(&format_number(count, format));
        }
        let printed = printed.trim();
        (!printed.is_empty()).then(|| printed.to_owned())
    }
}

#[derive(Default)]
struct Reading {
    numbering: Numbering,
    base: Option<String>,
    list: Option<String>,
    /// The level at hand, and where it is.
    level: Option<(usize, Level)>,
    override_at: Option<usize>,
}

impl Visitor for Reading {
    type Frame = ();

    fn start(&mut self, element: &BytesStart<'_>, _line: u32) {
        let local = element.local_name();
        let value = || attribute(element, "val").unwrap_or_default();
        match local.as_ref() {
            "abstractNum" => {
                self.base = attribute(element, "abstractNumId");
                if let Some(base) = &self.base {
                    self.numbering.bases.insert(base.clone(), Levels::default());
                }
            }
            "num" => {
                self.list = attribute(element, "numId");
                if let Some(list) = &self.list {
                    self.numbering.lists.insert(list.clone(), List::default());
                }
            }
            "abstractNumId" => {
                if let Some(list) = self.list.as_ref().and_then(|list| self.numbering.lists.get_mut(list)) {
                    list.base = value();
                }
            }
            "numStyleLink" => {
                if let Some(base) = &self.base {
                    self.numbering.links.insert(base.clone(), value());
                }
            }
            "styleLink" => {
                if let Some(base) = &self.base {
                    self.numbering.named.insert(value(), base.clone());
                }
            }
            "lvlOverride" => self.override_at = attribute(element, "ilvl").and_then(|n| n.parse().ok()).filter(|&n| n < LEVELS),
            "startOverride" => {
                if let (Some(list), Some(at)) =
                    (self.list.as_ref().and_then(|list| self.numbering.lists.get_mut(list)), self.override_at)
                {
                    list.starts[at] = value().parse().ok();
                }
            }
            "lvl" => {
                let at = attribute(element, "ilvl").and_then(|n| n.parse().ok()).filter(|&n| n < LEVELS);
                self.level = at.map(|at| (at, Level::default()));
            }
            name => {
                let Some((_, level)) = &mut self.level else { return };
                match name {
                    "start" => level.start = value().parse().unwrap_or(1),
                    "numFmt" => level.format = value(),
                    "lvlText" => level.text = value(),
                    "lvlRestart" => level.restart = value().parse().ok(),
                    "isLgl" => level.is_legal = super::styles::is_on(element),
                    "pStyle" => level.style = Some(value()),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &str, (): ()) {
        match name {
            "lvl" => {
                let Some((at, level)) = self.level.take() else { return };
                let levels = match (&self.list, &self.base) {
                    (Some(list), _) => self.numbering.lists.get_mut(list).map(|list| &mut list.levels),
                    (None, Some(base)) => self.numbering.bases.get_mut(base),
                    (None, None) => None,
                };
                if let Some(levels) = levels {
                    levels[at] = Some(level);
                }
            }
            "abstractNum" => self.base = None,
            "num" => self.list = None,
            "lvlOverride" => self.override_at = None,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str, _line: u32) {}
    fn warn(&mut self, _line: u32, _code: &str, _message: String) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_restart_and_go_on() {
        let xml = r#"<w:numbering xmlns:w="w">
            <w:abstractNum w:abstractNumId="0">
              <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
              <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
              <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
            </w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>
          </w:numbering>"#;
        let numbering = Numbering::read(xml, "numbering.xml").unwrap();
        let mut counters = Counters::default();
        let printed: Vec<String> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2), ("3", 0), ("2", 0), ("2", 0), ("9", 0)]
                .into_iter()
                .map(|(list, level)| numbering.next(&mut counters, list, level).unwrap_or_default())
                .collect();
        assert_eq!(printed, ["1.", "(a)", "(b)", "2.", "(a)", "2.1", "3.", "7.", "8.", ""]);
    }
}
