//! What a page may ask of the parser, whose time grows with the nesting and whose memory with the tags.

use crate::import::ImportError;

/// How deep elements may nest.
const DEEPEST: usize = 600;

/// How many tags a page may have. The page of a long resolution has some ten thousand.
const MOST_TAGS: usize = 500_000;

/// Elements without an end, and those whose end is commonly left out.
const WITHOUT_END: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt",
    "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body", "colgroup",
];

/// Counts tags and nesting, roughly and fast.
pub(super) fn check(html: &str) -> Result<(), ImportError> {
    let refused = |why: String| {
        Err(ImportError::Damaged { format: "web page", place: None, why, advice: "it is no resolution; save its words as text" })
    };
    let (mut tags, mut depth) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = &html[at + 1..];
        let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if WITHOUT_END.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return refused(format!("its elements nest more than {DEEPEST} deep"));
        }
    }
    if tags > MOST_TAGS { refused(format!("it has more than {MOST_TAGS} tags")) } else { Ok(()) }
}
