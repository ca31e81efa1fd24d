//! From a draft to a text: names, lead phrases, citations, clean words.

use rustc_hash::FxHashSet;

use super::citations::{self, Cited};
use super::directions::Turned;
use super::numbering::{Namer, Unnamed, without_full_stop};
use super::words::{self, Words};
use super::{Draft, DraftParagraph, Role, Styled, lead};
use crate::lexicon::Lexicon;
use crate::model::{ParagraphId, Part, Place, Site, SourceFormat, Text, TextBuilder, Warning};

/// Turns a draft into a text: single spaces, names of paragraphs from their numbers, lead phrases, citations with their dates.
///
/// Nothing is dropped: a paragraph whose number cannot be read is named by its order, and the number is kept as printed.
#[must_use]
pub fn assemble(draft: Draft, lexicon: &Lexicon) -> Text {
    let typed = matches!(draft.source.format, SourceFormat::Akn | SourceFormat::Docx | SourceFormat::Doc | SourceFormat::Html);
    let mut builder = TextBuilder::new(draft.language, draft.source);
    *builder.facts() = draft.facts;
    let starts_inside = draft.fragment.as_ref().is_some_and(|fragment| !fragment.first);
    builder.fragment(draft.fragment);
    // What the parser doubts already needs no second warning.
    let doubted: FxHashSet<String> =
        draft.warnings.iter().filter(|w| w.code.ends_with("-lead")).map(|w| paragraph_of(&w.place).to_owned()).collect();
    draft.warnings.into_iter().for_each(|warning| builder.warning(warning));

    let paragraphs = draft.paragraphs;
    let length = |styled: &Styled| styled.text.len() + 1;
    builder.reserve(
        paragraphs.len(),
        paragraphs.iter().map(|p| length(&p.styled)).chain(draft.footnotes.iter().map(|n| length(&n.styled))).sum(),
    );
    let next = next_numbers(&paragraphs);
    let mut namer = Namer::new(paragraphs.iter().map(|p| (p.role, p.place, p.number.as_deref())));
    let mut turned = Turned::default();
    if let Some(title) = &mut builder.facts().title {
        turned.look(title, draft.language, || "title".to_owned());
        title.retain(|c| !words::is_dropped(c));
    }
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let DraftParagraph { role, place, ref number, depth, .. } = *paragraph;
        let id = namer.name(Unnamed { role, place, number: number.as_deref(), depth, next: next[at] });
        turned.look(&paragraph.styled.text, draft.language, || id.to_string());
        let words = words::clean(&paragraph.styled, draft.language);
        let nested = id.depth() > 0;
        let found = lead::find(&words, role, nested, typed, lexicon, &draft.leads);
        if let Some(warning) = doubt(&id, role, &words.text, found.as_ref(), starts_inside && at == 0)
            && !doubted.contains(&warning.place)
        {
            builder.warning(warning);
        }
        let part = match role {
            Role::Preambular => Part::Preamble,
            Role::Operative => Part::Operative,
            Role::Heading => Part::Heading,
            Role::Body => Part::Annex,
        };
        let number = number.as_deref().map(without_full_stop).filter(|number| !number.is_empty());
        let level = u8::try_from(id.depth()).unwrap_or(u8::MAX);
        let lead = found.map(|found| found.range);
        let index = builder.paragraph(id, part, number.map(Into::into), level, &words.text, lead, words.marks.iter().cloned());
        cite(&mut builder, Site::Paragraph(index), &words, lexicon);
    }
    for footnote in draft.footnotes {
        turned.look(&footnote.styled.text, draft.language, || format!("footnote {}", footnote.mark.trim()));
        let words = words::clean(&footnote.styled, draft.language);
        let index = builder.footnote(footnote.mark.trim(), &words.text);
        cite(&mut builder, Site::Footnote(index), &words, lexicon);
    }
    turned.warning().into_iter().for_each(|warning| builder.warning(warning));
    builder.build()
}

/// `PP16` of `PP16, line 57`.
fn paragraph_of(place: &str) -> &str {
    place.split(',').next().unwrap_or(place)
}

/// For each paragraph the number that is printed next in the same place.
fn next_numbers(paragraphs: &[DraftParagraph]) -> Vec<Option<&str>> {
    let mut numbers = vec![None; paragraphs.len()];
    let mut next: Option<(Place, &str)> = None;
    for (paragraph, slot) in paragraphs.iter().zip(&mut numbers).rev() {
        *slot = next.filter(|(place, _)| *place == paragraph.place).map(|(_, number)| number);
        if let Some(number) = &paragraph.number {
            next = Some((paragraph.place, number));
        }
    }
    numbers
}

fn cite(builder: &mut TextBuilder, site: Site, words: &Words<'_>, lexicon: &Lexicon) {
    for Cited { range, symbol, date } in citations::find_with_links(&words.text, &words.links, lexicon) {
        builder.citation(site, range, symbol, date);
    }
}

/// A warning where a paragraph does not begin as paragraphs of its part do: mostly an error of the scanner.
fn doubt(id: &ParagraphId, role: Role, text: &str, found: Option<&lead::Found>, is_cut: bool) -> Option<Warning> {
    if id.depth() > 0 || role != Role::Preambular && !(role == Role::Operative && found.is_some()) || is_cut {
        return None;
    }
    let (what, end) = match found {
        Some(lead::Found { known: true, .. }) => return None,
        Some(lead::Found { range, .. }) => ("is no lead phrase that is known; it was kept as received", range.end),
        None => ("begins with no lead phrase that is known; it was kept as received", text.floor_char_boundary(text.len().min(24))),
    };
    let message = format!("“{}” {what}", &text[..end]);
    Some(Warning { place: id.to_string(), code: "unknown-lead".to_owned(), message })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Facts, Fragment, Language, Source};
    use crate::parse::{DraftFootnote, Emphasis, MarkAt, Origin};

    fn paragraph(role: Role, number: Option<&str>, text: &str, italic: usize) -> DraftParagraph {
        let emphasis = if italic > 0 { vec![Emphasis { range: 0..italic, bold: false }] } else { Vec::new() };
        DraftParagraph {
            role,
            place: Place::default(),
            number: number.map(str::to_owned),
            depth: None,
            styled: Styled { text: text.to_owned(), emphasis, ..Styled::default() },
            origin: Origin::default(),
        }
    }

    fn draft(paragraphs: Vec<DraftParagraph>) -> Draft {
        Draft {
            language: Language::En,
            facts: Facts::default(),
            fragment: None,
            source: Source { file: "test.txt".to_owned(), format: SourceFormat::Text, sha256: String::new() },
            paragraphs,
            footnotes: vec![DraftFootnote {
                mark: "1 ".to_owned(),
                styled: Styled { text: " See A/51/261,\nannex.".to_owned(), ..Styled::default() },
                origin: Origin::default(),
            }],
            warnings: Vec::new(),
            furniture: Vec::new(),
            leads: lead::Leads::default(),
        }
    }

    #[test]
    fn a_draft_becomes_a_text() {
        let mut first = paragraph(Role::Preambular, None, "Recalling  also its\nresolution 53/70 of 4 December 1998 ,", 15);
        first.styled.marks.push(MarkAt { at: first.styled.text.len() - 2, mark: "1".to_owned() });
        let text = assemble(
            draft(vec![
                first,
                paragraph(Role::Operative, Some("1."), "Decides:", 0),
                paragraph(Role::Operative, Some("(a)"), "Encouraging words;", 0),
            ]),
            Lexicon::of(Language::En),
        );
        let shown: Vec<String> = text
            .paragraphs
            .iter()
            .map(|p| {
                let marks: Vec<String> = p.marks.iter().map(|m| format!("{}@{}", m.mark, m.at - p.span.start)).collect();
                format!(
                    "{} {:?} {} {:?} {:?} {marks:?}",
                    p.id,
                    p.number.as_deref(),
                    p.depth,
                    p.lead.map(|l| text.words(l)),
                    text.words(p.span)
                )
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        PP1 None 0 Some("Recalling also") "Recalling also its resolution 53/70 of 4 December 1998," ["1@54"]
        OP1 Some("1") 0 Some("Decides") "Decides:" []
        OP1(a) Some("(a)") 1 None "Encouraging words;" []
        "#);
        let cited: Vec<String> =
            text.citations.iter().map(|c| format!("{} {:?} {:?} {:?}", c.symbol, c.date, c.site, text.words(c.span))).collect();
        insta::assert_snapshot!(cited.join("\n"), @r#"
        A/RES/53/70 Some(1998-12-04) Paragraph(ParagraphIndex(0)) "53/70"
        A/51/261 None Footnote(FootnoteIndex(0)) "A/51/261"
        "#);
        assert!(text.warnings.is_empty());
    }

    #[test]
    fn what_begins_with_no_known_phrase_is_doubted_once() {
        let doubtful = || paragraph(Role::Preambular, None, "Nothing of the kind,", 0);
        let codes = |draft: Draft| {
            assemble(draft, Lexicon::of(Language::En))
                .warnings
                .into_iter()
                .map(|w| format!("{} {}", w.place, w.code))
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(draft(vec![paragraph(Role::Preambular, None, "The report,", 0)])), ["PP1 unknown-lead"]);
        let mut known = draft(vec![doubtful()]);
        known.warnings.push(Warning { place: "PP1, line 3".to_owned(), code: "misread-lead".to_owned(), message: String::new() });
        assert_eq!(codes(known), ["PP1, line 3 misread-lead"]);
        let mut fragment = draft(vec![paragraph(Role::Preambular, None, "of the report,", 0)]);
        fragment.fragment = Some(Fragment { pages: vec![2], first: false, last: true });
        assert!(codes(fragment).is_empty());
    }
}
