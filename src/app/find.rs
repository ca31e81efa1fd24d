//! Finding words in a text, whatever the case, the accents, the shape of the quotes and the breaks of the lines.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Span, Text};

/// Where a pattern stands in a text: in reading order, paragraphs before footnotes. Nothing for a pattern without letters.
#[must_use]
pub fn find(text: &Text, pattern: &str) -> Vec<Span> {
    let needle = folded(pattern.trim()).0;
    if needle.is_empty() {
        return Vec::new();
    }
    let finder = memchr::memmem::Finder::new(&needle);
    let spans = text.paragraphs.iter().map(|it| it.span).chain(text.footnotes.iter().map(|it| it.span));
    let mut found = Vec::new();
    for span in spans {
        let (hay, places) = folded(text.words(span));
        for at in finder.find_iter(hay.as_bytes()) {
            let place = |at: usize| places.get(at).copied().unwrap_or(u32::MAX).min(span.end - span.start);
            found.push(Span { start: span.start + place(at), end: span.start + place(at + needle.len()) });
        }
    }
    found
}

/// Words in lower case, without accents, with plain quotes, hyphens and single spaces; and for each byte, and the end, the byte that it came
/// from.
fn folded(words: &str) -> (String, Vec<u32>) {
    let mut folded = String::with_capacity(words.len());
    let mut places = Vec::with_capacity(words.len() + 1);
    for (at, c) in words.char_indices() {
        let before = folded.len();
        match c {
            '\u{300}'..='\u{36f}' => {}
            _ if c.is_ascii() && !c.is_ascii_control() => folded.push(c.to_ascii_lowercase()),
            '‘' | '’' => folded.push('\''),
            '“' | '”' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '–' | '—' => folded.push('-'),
            _ if c.is_whitespace() => folded.push(' '),
            // Hangul and the like would come apart: what is decomposed is only what has an accent.
            _ => folded.extend(std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase)),
        }
        if folded.ends_with("  ") {
            folded.pop();
        }
        places.resize(folded.len().max(before), u32::try_from(at).unwrap_or(u32::MAX));
    }
    places.truncate(folded.len());
    places.push(u32::try_from(words.len()).unwrap_or(u32::MAX));
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, ParagraphId, ParagraphKind, Part, Source, SourceFormat, TextBuilder};

    #[test]
    fn words_are_found_whatever_their_dress() {
        let words = "L’Assemblée générale, Réaffirmant l’importance — 大会，回顾 Ещё “agreed language”";
        let source = Source { file: "test".into(), format: SourceFormat::Text, sha256: String::new() };
        let mut builder = TextBuilder::new(Language::Fr, source);
        builder.paragraph(ParagraphId::new(ParagraphKind::Preambular, 1), Part::Preamble, None, 0, words, None, []);
        let text = builder.build();
        for (pattern, expected) in [
            ("assemblee", &["Assemblée"][..]),
            ("ASSEMBLÉE GÉNÉRALE", &["Assemblée générale"]),
            ("l'", &["L’", "l’"]),
            ("\"agreed  language\"", &["“agreed language”"]),
            ("回顾", &["回顾"]),
            ("еще", &["Ещё"]),
            ("importance -", &["importance —"]),
            ("nothing", &[]),
            ("  ", &[]),
        ] {
            let found: Vec<&str> = find(&text, pattern).into_iter().map(|span| text.words(span)).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }
}
