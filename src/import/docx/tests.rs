use std::fmt::Write as _;

use super::*;
use crate::import::Revisions;

const STYLES: &str = r#"<w:styles xmlns:w="w">
  <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Slanted"><w:name w:val="Slanted"/><w:rPr><w:i/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Slanted"/></w:style>
  <w:style w:type="paragraph" w:styleId="H23"><w:name w:val="_ H_2/3"/></w:style>
  <w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="character" w:styleId="Lead"><w:name w:val="Lead"/><w:rPr><w:i/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Ref"><w:name w:val="Ref"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w">
  <w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>
  <w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>See A/1.</w:t></w:r></w:p></w:footnote>
  <w:footnote w:id="3"><w:p><w:r><w:t>(</w:t></w:r><w:r><w:footnoteRef/></w:r><w:r><w:t>) A/2.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"#;

fn found(body: &str, revisions: Revisions) -> Found {
    let styles = Styles::read(STYLES, "styles").unwrap();
    let numbering = Numbering::read(NUMBERING, "numbering").unwrap();
    let parts = Parts {
        styles: &styles,
        numbering: &numbering,
        links: HashMap::new(),
        revisions,
        note_formats: ["decimal".into(), "lowerRoman".into()],
    };
    let xml = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    walk(&xml, "document", &parts).unwrap()
}

/// The blocks as lines: number, words with `_italic_`, `[mark]`.
fn shown(body: &str, revisions: Revisions) -> Vec<String> {
    found(body, revisions)
        .blocks
        .iter()
        .map(|block| {
            let mut line = String::new();
            for (at, c) in block.styled.text.char_indices().chain([(block.styled.text.len(), '\0')]) {
                if block.styled.emphasis.iter().any(|e| e.range.end == at) {
                    line.push('_');
                }
                for mark in block.styled.marks.iter().filter(|mark| mark.at == at) {
                    let _ = write!(line, "[{}]", mark.mark);
                }
                if block.styled.emphasis.iter().any(|e| e.range.start == at) {
                    line.push('_');
                }
                if c != '\0' {
                    line.push(c);
                }
            }
            block.number.as_ref().map_or(line.clone(), |number| format!("{number} {line}"))
        })
        .collect()
}

#[test]
fn styles_are_inherited_and_toggle() {
    let body = r#"
      <w:p><w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space="preserve"> its</w:t></w:r></w:p>
      <w:p><w:pPr><w:pStyle w:val="Below"/></w:pPr><w:r><w:t>slanted </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t>upright</w:t></w:r></w:p>
      <w:p><w:pPr><w:pStyle w:val="Slanted"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>upright</w:t></w:r></w:p>"#;
    assert_eq!(shown(body, Revisions::Accepted), ["_Recalling_ its", "_slanted _upright", "upright"]);
    let heading = r#"<w:p><w:pPr><w:pStyle w:val="H23"/></w:pPr><w:r><w:t>Annex</w:t></w:r></w:p>"#;
    assert_eq!(found(heading, Revisions::Accepted).blocks[0].hint, BlockHint::Heading(2));
}

#[test]
fn automatic_numbers_are_printed() {
    let item = |level: &str, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let by_style = r#"<w:p><w:pPr><w:pStyle w:val="Numbered"/></w:pPr><w:r><w:t>Decides</w:t></w:r></w:p>"#;
    let none = r#"<w:p><w:pPr><w:pStyle w:val="Numbered"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>Plain</w:t></w:r></w:p>"#;
    let body =
        [item("0", "Invites"), item("1", "views"), item("1", "ways"), by_style.to_owned(), none.to_owned(), item("1", "more")]
            .concat();
    assert_eq!(shown(&body, Revisions::Accepted), ["1. Invites", "(a) views", "(b) ways", "2. Decides", "Plain", "(a) more"]);
}

#[test]
fn tracked_changes_are_read_in_the_state_asked_for() {
    let body = r#"
      <w:p><w:r><w:t>Calls </w:t></w:r><w:del w:id="1"><w:r><w:delText>upon</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>on</w:t></w:r></w:ins></w:p>
      <w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:del w:id="4"><w:r><w:delText>Old. </w:delText></w:r></w:del></w:p>
      <w:p><w:r><w:t>Kept</w:t></w:r></w:p>
      <w:p><w:pPr><w:rPr><w:ins w:id="5"/></w:rPr></w:pPr><w:ins w:id="6"><w:r><w:t>New. </w:t></w:r></w:ins></w:p>
      <w:p><w:moveFrom w:id="7"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>Last</w:t></w:r></w:p>"#;
    assert_eq!(shown(body, Revisions::Accepted), ["Calls on", "Kept", "New. ", "Last"]);
    assert_eq!(shown(body, Revisions::Original), ["Calls upon", "Old. ", "Kept", "movedLast"]);
}

#[test]
fn notes_are_numbered_in_reading_order() {
    let body = r#"
      <w:p><w:r><w:t>One,</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:footnoteReference w:id="7"/></w:r>
        <w:r><w:t xml:space="preserve"> two</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:t>(</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:footnoteReference w:id="3"/></w:r><w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:t>)</w:t></w:r></w:p>
      <w:p><w:r><w:t>again</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>
        <w:r><w:t>, own</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"#;
    assert_eq!(shown(body, Revisions::Accepted), ["One,[1] two[2]", "again[1], own[*]."]);

    let styles = Styles::default();
    let numbering = Numbering::default();
    let parts = Parts {
        styles: &styles,
        numbering: &numbering,
        links: HashMap::new(),
        revisions: Revisions::Accepted,
        note_formats: Default::default(),
    };
    let notes = walk(NOTES, "footnotes", &parts).unwrap().notes;
    assert_eq!(notes[&(NoteKind::Footnote, "7".to_owned())].text, "See A/1.");
    assert_eq!(notes[&(NoteKind::Footnote, "3".to_owned())].text, "A/2.");
    assert_eq!(notes.len(), 2);
}

#[test]
fn fields_boxes_and_signs() {
    let body = r#"
      <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCVARIABLE sss1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:t>A/C.1/67/L.30</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> page </w:t></w:r>
        <w:fldSimple w:instr=" PAGE "><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>
      <w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="wps"><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>
        <w:r><w:t>confidence</w:t><w:noBreakHyphen/><w:t>build</w:t><w:softHyphen/><w:t>ing </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> </w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"#;
    assert_eq!(shown(body, Revisions::Accepted), ["A/C.1/67/L.30 page ", "boxed", "confidence\u{2011}building ≥ "]);
    assert_eq!(found(body, Revisions::Accepted).hidden, ["secret"]);
}

#[test]
fn a_table_before_all_words_is_the_masthead_and_others_are_rows() {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Country</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Seats</w:t></w:r></w:p></w:tc></w:tr>\
                 <w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p><w:p><w:r><w:t>each</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = format!("{table}<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>{table}");
    let found = found(&body, Revisions::Accepted);
    let blocks: Vec<(&str, &BlockHint)> = found.blocks.iter().map(|block| (block.styled.text.trim(), &block.hint)).collect();
    assert_eq!(blocks.len(), 7);
    assert_eq!(blocks[0], ("Country", &BlockHint::None));
    assert_eq!(blocks[5].0.split_whitespace().collect::<Vec<_>>().join(" "), "Country | Seats");
    assert_eq!(blocks[6].0.split_whitespace().collect::<Vec<_>>().join(" "), "| 2 each");
    assert_eq!(blocks[6].1, &BlockHint::TableRow);
}
