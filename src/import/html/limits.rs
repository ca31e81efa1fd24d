//! What a page may ask of the parser, whose time grows with the nesting and whose memory with the tags.

use std::collections::HashMap;

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

/// Elements of which the parser opens those that are still open again in every paragraph (the "active formatting elements").
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// How many elements the parser may make of the tags, and how many pairs of attributes of one tag it may compare.
const MOST_ELEMENTS: usize = 3_000_000;
const MOST_PAIRS: usize = 1_000_000_000;

/// Counts tags and nesting, roughly and fast.
pub(super) fn check(html: &str) -> Result<(), ImportError> {
    let refused = |why: String| {
        Err(ImportError::Damaged { format: "web page", place: None, why, advice: "it is no resolution; save its words as text" })
    };
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut tags, mut depth, mut formatting, mut elements, mut pairs, mut read) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &html.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let rest = &html[from..];
        let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            continue;
        }
        tags += 1;
        elements += 1 + formatting;
        let (attributes, length) = attributes(&rest.as_bytes()[end..]);
        // Tags that never end are read from every one of them to the end of the page.
        read = read.saturating_add(length);
        pairs = pairs.saturating_add(attributes.saturating_mul(attributes));
        if tags > MOST_TAGS || elements > MOST_ELEMENTS || pairs > MOST_PAIRS || read / 20 > html.len() {
            return refused(format!("it has more than {MOST_TAGS} tags, or as much for the parser to do"));
        }
        let name = name.to_ascii_lowercase();
        if WITHOUT_END.contains(&name.as_str()) {
            continue;
        }
        let is_formatting = usize::from(FORMATTING.contains(&name.as_str()));
        let same = open.entry(name).or_default();
        if !closes {
            *same += 1;
            depth += 1;
            formatting += is_formatting;
        } else if *same > 0 {
            // An end without a beginning closes nothing.
            *same -= 1;
            depth -= 1;
            formatting -= is_formatting;
        }
        if depth > DEEPEST {
            return refused(format!("its elements nest more than {DEEPEST} deep"));
        }
    }
    Ok(())
}

/// How many attributes a tag has at most (what stands between white space, strokes and values), and how many bytes they are.
fn attributes(all: &[u8]) -> (usize, usize) {
    let mut rest = all;
    let mut count = 0;
    loop {
        let begin = rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/').unwrap_or(rest.len());
        rest = &rest[begin..];
        if rest.is_empty() || rest[0] == b'>' {
            return (count, all.len() - rest.len());
        }
        count += 1;
        let end = rest.iter().skip(1).position(|byte| byte.is_ascii_whitespace() || b"/>=".contains(byte));
        rest = &rest[end.map_or(rest.len(), |end| end + 1)..];
        let value = rest.trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let end = match value.first() {
            Some(&quote @ (b'"' | b'\'')) => memchr::memchr(quote, &value[1..]).map(|end| end + 2),
            _ => value.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>'),
        };
        rest = &value[end.unwrap_or(value.len())..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_over_their_values() {
        for (tag, count) in [
            (">", 0),
            (" a>", 1),
            (" a=1 b = \"> c=2\" d='x'e/f>g=h", 5),
            ("/>", 0),
            (" a", 1),
            (" a=\"", 1),
            ("", 0),
            (" =a=b>", 1),
        ] {
            assert_eq!(attributes(tag.as_bytes()).0, count, "{tag}");
        }
    }
}
