//! Makes word processors' files for tests: any archive, and a resolution laid out as the UN lays them out.

#![expect(clippy::format_push_string, clippy::format_collect, reason = "markup of tests reads best so")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use plenary::parse::{Draft, Role, Styled};
use zip::write::SimpleFileOptions;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A zip archive of named parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file of a body, with footnotes, in the order of the relations that word processors write.
pub fn document(body: &str, footnotes: &str, numbering: &str) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |list: &[(&str, &str)]| {
        let mut xml =
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
                .to_owned();
        for (at, (kind, target)) in list.iter().enumerate() {
            let _ = write!(xml, r#"<Relationship Id="rId{at}" Type="{relation}/{kind}" Target="{target}"/>"#);
        }
        xml + "</Relationships>"
    };
    let styles = format!(
        r#"<w:styles {W}><w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="SingleTxt"/></w:style>
        <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="H1"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="H23"><w:name w:val="H23"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Closing"><w:name w:val="Closing"/><w:rPr><w:i/></w:rPr></w:style></w:styles>"#
    );
    let body = format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>"#);
    let footnotes =
        format!(r#"<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{footnotes}</w:footnotes>"#);
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")]).as_bytes()),
        ("word/document.xml", body.as_bytes()),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("numbering", "numbering.xml")]).as_bytes(),
        ),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", footnotes.as_bytes()),
        ("word/numbering.xml", format!("<w:numbering {W}>{numbering}</w:numbering>").as_bytes()),
    ])
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Runs of one look each, with tabs and note references apart.
fn runs(styled: &Styled, id_of: &impl Fn(&str) -> Option<usize>) -> String {
    let mut cuts: Vec<usize> = vec![0, styled.text.len()];
    cuts.extend(styled.emphasis.iter().flat_map(|e| [e.range.start, e.range.end]));
    cuts.extend(styled.marks.iter().map(|mark| mark.at));
    cuts.sort_unstable();
    cuts.dedup();
    let note = |at: usize| -> String {
        let ids = styled.marks.iter().filter(|mark| mark.at == at).filter_map(|mark| id_of(&mark.mark));
        ids.map(|id| format!(r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>"#))
            .collect()
    };
    let mut xml = note(0);
    for pair in cuts.windows(2) {
        let italic = styled.emphasis.iter().any(|e| e.range.start <= pair[0] && pair[1] <= e.range.end);
        let look = if italic { "<w:i/>" } else { "" };
        let words =
            escaped(&styled.text[pair[0]..pair[1]]).replace('\n', " ").replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
        let _ = write!(xml, r#"<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#);
        xml.push_str(&note(pair[1]));
    }
    xml
}

fn paragraph(style: &str, inner: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>"#)
}

/// A resolution laid out as the UN lays them out: masthead, title, indented paragraphs with numbers (typed, or by the word processor),
/// closing lines.
pub fn laid_out(draft: &Draft, automatic: bool) -> Vec<u8> {
    let mut numbering = String::new();
    let mut lists = 0;
    let plain = |text: &str| {
        let text = escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
    };
    let id_of = |mark: &str| draft.footnotes.iter().position(|note| note.mark == mark).map(|at| at + 2);
    let of =
        |name: &str| draft.furniture.iter().filter(move |(n, _)| *n == name).map(|(_, words)| words.clone()).collect::<Vec<_>>();
    let mut body: String = of("masthead").iter().map(|line| paragraph("Masthead", &plain(line))).collect();
    for title in of("title") {
        body.push_str(&paragraph("H1", &plain(&title)));
    }
    let formulas = of("opening formula");
    let mut part = None;
    let mut annex = None;
    let closing: String = of("closing lines").iter().map(|line| paragraph("Closing", &plain(line))).collect();
    let mut closed = false;
    let mut formula = formulas.iter().cycle();
    let mut opened = false;
    for p in &draft.paragraphs {
        if p.place.part != part {
            if part.is_some() {
                body.push_str(&closing);
            }
            part = p.place.part;
            opened = false;
            body.push_str(&paragraph("H1", &plain(&part.map_or(String::new(), String::from))));
        }
        if p.place.annex != annex {
            if annex.is_none() && !closed {
                body.push_str(&closing);
                closed = true;
            }
            annex = p.place.annex;
        }
        if !opened && p.role != Role::Heading {
            opened = true;
            if let Some(formula) = formula.next() {
                body.push_str(&paragraph("SingleTxt", &format!("<w:r><w:tab/></w:r>{}", plain(formula))));
            }
        }
        let words = runs(&p.styled, &id_of);
        let deep = p.number.as_deref().is_some_and(|n| !n.starts_with(char::is_numeric));
        body.push_str(&match (&p.number, p.role) {
            (_, Role::Heading) => paragraph("H23", &words),
            (Some(number), _) if automatic => {
                lists += 1;
                let text = escaped(number.trim());
                let _ = write!(
                    numbering,
                    r#"<w:abstractNum w:abstractNumId="{lists}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>
                    <w:num w:numId="{lists}"><w:abstractNumId w:val="{lists}"/></w:num>"#
                );
                let list = format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{lists}"/></w:numPr>"#);
                format!(r#"<w:p><w:pPr><w:pStyle w:val="SingleTxt"/>{list}</w:pPr>{words}</w:p>"#)
            }
            (Some(number), _) if deep => paragraph("SingleTxt", &format!("<w:r><w:tab/><w:tab/></w:r>{}<w:r><w:tab/></w:r>{words}", plain(number))),
            (Some(number), _) => paragraph("SingleTxt", &format!("<w:r><w:tab/></w:r>{}<w:r><w:tab/></w:r>{words}", plain(number))),
            (None, _) => paragraph("SingleTxt", &format!("<w:r><w:tab/></w:r>{words}")),
        });
    }
    if !closed {
        body.push_str(&closing);
    }
    let notes: String = draft
        .footnotes
        .iter()
        .enumerate()
        .map(|(at, note)| {
            format!(
                r#"<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/></w:r>{}</w:p></w:footnote>"#,
                at + 2,
                runs(&note.styled, &|_| None)
            )
        })
        .collect();
    document(&body, &notes, &numbering)
}
