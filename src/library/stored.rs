//! The form in which a text is kept on disk: what `show --format json` prints, with the places of lead phrases, marks and citations.
//!
//! A file may have been edited by hand, so nothing in it is believed: a place that lies outside its words or inside a character, a
//! name that is given twice and a citation that stands nowhere are errors, never panics. The schema is `assets/schema/text.json`.

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};

use crate::model::{Date, Facts, Fragment, Language, ParagraphId, Part, Site, Source, Symbol, Text, TextBuilder, Warning};

/// Why a stored text is none.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    /// It is not JSON, or not of this form.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It contradicts itself.
    #[error("{0}")]
    Wrong(String),
}

#[derive(Serialize, Deserialize)]
struct StoredText<'a> {
    language: Language,
    #[serde(flatten)]
    facts: Facts,
    fragment: Option<Fragment>,
    source: Source,
    #[serde(borrow)]
    paragraphs: Vec<StoredParagraph<'a>>,
    #[serde(borrow)]
    footnotes: Vec<StoredFootnote<'a>>,
    #[serde(borrow)]
    citations: Vec<StoredCitation<'a>>,
    warnings: Vec<Warning>,
}

#[derive(Serialize, Deserialize)]
struct StoredParagraph<'a> {
    id: ParagraphId,
    part: Part,
    #[serde(borrow)]
    number: Option<Cow<'a, str>>,
    depth: u8,
    #[serde(borrow)]
    text: Cow<'a, str>,
    /// Bytes of `text`.
    lead: Option<(usize, usize)>,
    /// Each mark with the byte of `text` before which it stands.
    #[serde(borrow)]
    marks: Vec<(Cow<'a, str>, usize)>,
}

#[derive(Serialize, Deserialize)]
struct StoredFootnote<'a> {
    #[serde(borrow)]
    mark: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct StoredCitation<'a> {
    symbol: Symbol,
    date: Option<Date>,
    /// The paragraph (`PP1`) or footnote (`footnote 1`), and bytes of its words.
    #[serde(borrow)]
    at: (Cow<'a, str>, usize, usize),
}

/// Writes a text in its stored form.
///
/// # Errors
/// Where `writer` fails.
pub fn write(writer: impl io::Write, text: &Text) -> io::Result<()> {
    let paragraphs = text
        .paragraphs
        .iter()
        .map(|p| {
            let within = |at: u32| (at - p.span.start) as usize;
            StoredParagraph {
                id: p.id.clone(),
                part: p.part,
                number: p.number.as_deref().map(Cow::Borrowed),
                depth: p.depth,
                text: text.words(p.span).into(),
                lead: p.lead.map(|lead| (within(lead.start), within(lead.end))),
                marks: p.marks.iter().map(|mark| (Cow::Borrowed(&*mark.mark), within(mark.at))).collect(),
            }
        })
        .collect();
    let footnotes = text
        .footnotes
        .iter()
        .map(|note| StoredFootnote { mark: Cow::Borrowed(&note.mark), text: text.words(note.span).into() })
        .collect();
    let citations = text
        .citations
        .iter()
        .map(|citation| {
            let base = match citation.site {
                Site::Paragraph(index) => text.paragraph(index).span.start,
                Site::Footnote(index) => text.footnotes[index.get()].span.start,
            };
            let at =
                (site_name(text, citation.site).into(), (citation.span.start - base) as usize, (citation.span.end - base) as usize);
            StoredCitation { symbol: citation.symbol.clone(), date: citation.date, at }
        })
        .collect();
    let stored = StoredText {
        language: text.language,
        facts: text.facts.clone(),
        fragment: text.fragment.clone(),
        source: text.source.clone(),
        paragraphs,
        footnotes,
        citations,
        warnings: text.warnings.clone(),
    };
    super::lines::write(writer, &stored)
}

/// The name of a place that cites: `PP1` or `footnote 1`; of several footnotes with one mark, `footnote *#2` is the second.
#[must_use]
pub fn site_name(text: &Text, site: Site) -> String {
    match site {
        Site::Paragraph(index) => text.paragraph(index).id.to_string(),
        Site::Footnote(index) => {
            let mark = &text.footnotes[index.get()].mark;
            let before = text.footnotes[..index.get()].iter().filter(|note| note.mark == *mark).count();
            if before == 0 { format!("footnote {mark}") } else { format!("footnote {mark}#{}", before + 1) }
        }
    }
}

/// Reads a text in its stored form.
///
/// # Errors
/// Where it is not of this form, or contradicts itself.
pub fn read(bytes: &[u8]) -> Result<Text, StoredError> {
    let stored: StoredText = serde_json::from_slice(bytes)?;
    let mut builder = TextBuilder::new(stored.language, stored.source);
    *builder.facts() = stored.facts;
    builder.fragment(stored.fragment);
    stored.warnings.into_iter().for_each(|warning| builder.warning(warning));

    // The words of every place, by its name, to find citations in.
    let mut places: rustc_hash::FxHashMap<String, (Site, Cow<str>)> = rustc_hash::FxHashMap::default();
    for paragraph in stored.paragraphs {
        let StoredParagraph { id, part, number, depth, text, lead, marks } = paragraph;
        let name = id.to_string();
        let words = one_line(text);
        let lead = lead.map(|(start, end)| range(&words, start, end, || format!("the lead phrase of {name}"))).transpose()?;
        let mut last = 0;
        for (mark, at) in &marks {
            if *at < last {
                return Err(StoredError::Wrong(format!("mark {mark} of {name} stands before the mark ahead of it")));
            }
            range(&words, *at, *at, || format!("mark {mark} of {name}"))?;
            last = *at;
        }
        let marks = marks.into_iter().map(|(mark, at)| (at, Box::from(mark)));
        let index = builder.paragraph(id, part, number.map(Box::from), depth, &words, lead, marks);
        if places.insert(name.clone(), (Site::Paragraph(index), words)).is_some() {
            return Err(StoredError::Wrong(format!("{name} is given twice")));
        }
    }
    for StoredFootnote { mark, text } in stored.footnotes {
        let words = one_line(text);
        let site = Site::Footnote(builder.footnote(&*mark, &words));
        let mut name = format!("footnote {mark}");
        for n in 2.. {
            if !places.contains_key(&name) {
                break;
            }
            name = format!("footnote {mark}#{n}");
        }
        places.insert(name, (site, words));
    }
    for StoredCitation { symbol, date, at: (name, start, end) } in stored.citations {
        let Some((site, words)) = places.get(&*name) else {
            return Err(StoredError::Wrong(format!("{symbol} is cited in “{name}”, which the text does not have")));
        };
        let range = range(words, start, end, || format!("the citation of {symbol} in {name}"))?;
        builder.citation(*site, range, symbol, date);
    }
    Ok(builder.build())
}

/// Paragraphs stand on one line each; the replaced characters are as long as the space.
fn one_line(words: Cow<str>) -> Cow<str> {
    if words.contains(['\n', '\r', '\t']) { words.replace(['\n', '\r', '\t'], " ").into() } else { words }
}

fn range(words: &str, start: usize, end: usize, what: impl Fn() -> String) -> Result<std::ops::Range<usize>, StoredError> {
    if words.get(start..end).is_some() {
        Ok(start..end)
    } else {
        Err(StoredError::Wrong(format!("{} ({start} to {end}) lies outside its words or inside a character", what())))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ParagraphIndex, ParagraphKind, SourceFormat};

    fn sample() -> Text {
        let source = Source { file: "a.txt".to_owned(), format: SourceFormat::Text, sha256: "00".to_owned() };
        let mut builder = TextBuilder::new(Language::Zh, source);
        builder.facts().symbol = "A/RES/68/243".parse().ok();
        builder.fragment(Some(Fragment { pages: vec![2], first: false, last: false }));
        let id = ParagraphId::new(ParagraphKind::Preambular, 1);
        let words = "为此回顾其第 53/70 号决议,";
        let index =
            builder.paragraph(id, Part::Preamble, None, 0, words, Some(6..12), [(12, "1".into()), (words.len(), "*".into())]);
        let notes = [builder.footnote("*", "见 A/51/261。"), builder.footnote("*", "同上。")];
        let at = words.find("53/70").unwrap_or_default();
        builder.citation(Site::Paragraph(index), at..at + 5, "A/RES/53/70".parse().unwrap(), Some(Date::constant(1998, 12, 4)));
        builder.citation(Site::Footnote(notes[1]), 0..6, "A/51/261".parse().unwrap(), None);
        builder.build()
    }

    fn stored(text: &Text) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, text).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_text_comes_back_as_it_was() {
        let text = sample();
        let json = stored(&text);
        insta::assert_snapshot!(json, @r#"
        {
         "language":"zh",
         "symbol":"A/RES/68/243",
         "title":null,
         "adopted":null,
         "distributed":null,
         "session":null,
         "meeting":null,
         "agenda_item":null,
         "committee_report":null,
         "fragment":{"pages":[2],"first":false,"last":false},
         "source":{"file":"a.txt","format":"text","sha256":"00"},
         "paragraphs":[
          {"id":"PP1","part":"preamble","number":null,"depth":0,"text":"为此回顾其第 53/70 号决议,","lead":[6,12],"marks":[["1",12],["*",35]]}],
         "footnotes":[
          {"mark":"*","text":"见 A/51/261。"},
          {"mark":"*","text":"同上。"}],
         "citations":[
          {"symbol":"A/RES/53/70","date":"1998-12-04","at":["PP1",19,24]},
          {"symbol":"A/51/261","date":null,"at":["footnote *#2",0,6]}],
         "warnings":[]
        }
        "#);
        assert_eq!(read(json.as_bytes()).unwrap(), text);
        assert_eq!(text.paragraph_words(ParagraphIndex(0)), "为此回顾其第 53/70 号决议,");
    }

    #[test]
    fn what_contradicts_itself_is_refused_with_its_place() {
        let good = stored(&sample());
        let broken = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            read(good.replacen(from, to, 1).as_bytes()).unwrap_err().to_string()
        };
        assert_eq!(broken("[6,12]", "[6,11]"), "the lead phrase of PP1 (6 to 11) lies outside its words or inside a character");
        assert_eq!(broken("[6,12]", "[12,6]"), "the lead phrase of PP1 (12 to 6) lies outside its words or inside a character");
        assert_eq!(broken("\"1\",12", "\"1\",999"), "mark 1 of PP1 (999 to 999) lies outside its words or inside a character");
        assert_eq!(broken("[\"PP1\"", "[\"PP2\""), "A/RES/53/70 is cited in “PP2”, which the text does not have");
    }

    proptest! {
        #[test]
        fn no_edit_of_a_file_makes_it_panic(at in 0usize..1000, byte in any::<u8>(), cut in any::<bool>()) {
            let mut bytes = stored(&sample()).into_bytes();
            let at = at % bytes.len();
            if cut { bytes.truncate(at); } else { bytes[at] = byte; }
            if let Ok(text) = read(&bytes) {
                for paragraph in &text.paragraphs {
                    let _ = text.words(paragraph.span);
                    let _ = paragraph.lead.map(|lead| text.words(lead).len());
                }
                for citation in &text.citations {
                    let _ = text.words(citation.span);
                }
                prop_assert!(!stored(&text).is_empty());
            }
        }
    }
}
