use super::*;
use crate::parse::BlockHint;

fn blocks(html: &str) -> Vec<String> {
    let tree = Html::parse_document(html);
    let found = page::walk(&tree, &notes::find(&tree));
    let shown = found.blocks.iter().map(|block| {
        let marks: Vec<String> = block.styled.marks.iter().map(|mark| format!(" @{}:{}", mark.at, mark.mark)).collect();
        let hint = match &block.hint {
            BlockHint::None => String::new(),
            BlockHint::Heading(level) => format!("h{level} "),
            BlockHint::Footnote(mark) => format!("note {mark} "),
            BlockHint::TableRow => "row ".to_owned(),
        };
        let number = block.number.as_ref().map_or(String::new(), |number| format!("{number} "));
        format!("{hint}{number}{}{}", block.styled.text.trim(), marks.concat())
    });
    shown.collect()
}

#[test]
fn paragraphs_headings_lists_and_rows() {
    let page = "<html><head><title>UN</title><style>p{}</style></head><body><nav>Home <a href='/'>x</a></nav>
        <h2>Annex</h2><p><em>Recalling</em> its\n resolutions,</p>
        <ol start=3><li>Invites:<ol type=a><li>views;</li><li>(b) ways;</li></ol></li><li>Decides.</li></ol><ul><li>bullet</li></ul>
        <table><tr><td>Country</td><td>Seats</td></tr><tr><td><p>A</p></td><td>2</td></tr></table>
        <table><tr><td><p>One</p><p>column</p></td></tr></table>
        loose words<br>go on<br><br>and end<script>alert(1)</script></body></html>";
    assert_eq!(
        blocks(page),
        [
            "h2 Annex",
            "Recalling its resolutions,",
            "3. Invites:",
            "(a) views;",
            "(b) ways;",
            "4. Decides.",
            "bullet",
            "row Country | Seats",
            "row A | 2",
            "One",
            "column",
            "loose words\ngo on",
            "and end",
        ]
    );
}

#[test]
fn links_to_notes_are_marks_and_the_ways_back_are_nothing() {
    let word = r##"<p>made,<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> and Security<a href="#fn2" id="r2">2</a></p>
        <div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> See A/51/261, annex.</p></div>
        <ol><li id="fn2"><p>A/67/167 <a href="#r2">↩</a></p><p>and Add.1.</p></li></ol>"##;
    assert_eq!(blocks(word), ["made, and Security @5:1 @18:2", "note 1 See A/51/261, annex.", "note 2 A/67/167 and Add.1."]);
    let plain = "<p>made,<sup>1</sup> 5 m<sup>2</sup></p>";
    assert_eq!(blocks(plain), ["made, 5 m2 @5:1"]);
}

#[test]
fn pages_that_would_exhaust_the_parser_are_refused() {
    assert!(limits::check(&"<div>".repeat(700)).is_err());
    assert!(limits::check(&"<i></i>".repeat(300_000)).is_err());
    assert!(limits::check(&"<p>words<br>".repeat(10_000)).is_ok());
}
