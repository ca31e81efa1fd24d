//! Which links of a page are footnote marks, and what they lead to.

use std::collections::{HashMap, HashSet};

use scraper::{ElementRef, Html};

/// The marks of a page's footnotes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The mark of a note, by the name of the element that is or begins it.
    targets: HashMap<String, String>,
    /// Names that notes lead back to.
    back: HashSet<String>,
}

impl Notes {
    /// The mark of the note that begins at an element of this name.
    pub(super) fn mark_of(&self, name: &str) -> Option<&str> {
        self.targets.get(name).map(String::as_str)
    }

    /// Whether a link to this name leads back from a note to its mark.
    pub(super) fn leads_back(&self, name: &str) -> bool {
        self.back.contains(name)
    }
}

/// The names of an element.
pub(super) fn names<'a>(element: &ElementRef<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let name = element.attr("name").filter(|_| element.value().name() == "a");
    element.attr("id").into_iter().chain(name)
}

/// The name within the page that a link leads to.
pub(super) fn fragment<'a>(element: &ElementRef<'a>) -> Option<&'a str> {
    if element.value().name() != "a" {
        return None;
    }
    element.attr("href")?.strip_prefix('#').filter(|name| !name.is_empty())
}

/// A mark as it is printed, without brackets: `1`, `12`, `*`; `None` for other words.
pub(super) fn mark(words: &str) -> Option<&str> {
    let inner = words.trim().trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | '\u{a0}') || c.is_whitespace());
    let is_number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let is_sign = !inner.is_empty() && inner.chars().count() <= 3 && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    let is_letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    (is_number || is_sign || is_letter).then_some(inner)
}

/// Finds the links that are marks: short, and leading forward to an element of the page.
pub(super) fn find(tree: &Html) -> Notes {
    let mut notes = Notes::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let elements: Vec<ElementRef<'_>> = tree.tree.root().descendants().filter_map(ElementRef::wrap).collect();
    for (at, element) in elements.iter().enumerate() {
        for name in names(element) {
            places.entry(name).or_insert(at);
        }
    }
    for (at, element) in elements.iter().enumerate() {
        let Some(target) = fragment(element) else { continue };
        let Some(&place) = places.get(target) else { continue };
        let words: String = element.text().take(8).collect();
        if place > at {
            if let Some(mark) = mark(&words) {
                notes.targets.entry(target.to_owned()).or_insert_with(|| mark.to_owned());
            }
        } else if place < at && (mark(&words).is_some() || matches!(words.trim(), "↩" | "↑" | "^" | "↩︎" | "")) {
            notes.back.insert(target.to_owned());
        }
    }
    notes
}
