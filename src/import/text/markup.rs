//! The inline marks of plain text: emphasis, superscripts and entities of markdown and of what scanners print.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::parse::{Emphasis, Link, MarkAt, Styled};

/// One alternative a kind of mark. Never backtracks: the time is linear in the length of the text.
#[expect(clippy::expect_used, reason = "the expression is a constant, and a test compiles it")]
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<sup>(?:(?:<sup>&</sup>lt;|<|&lt;)sup(?:>|&gt;))+[ \t]*(?P<sup_text>[^<&\n]{0,12}?)[ \t]*(?:(?:<|&lt;)/sup(?:>|&gt;))+)",
        r"|(?P<latex>\$[ \t]*(?:\{[ \t]*\})?[ \t]*\^[ \t]*\{?[ \t]*(?:\\(?:text|mathrm)\{)?(?P<latex_text>[0-9*†‡]{1,3}|[a-zéè]{1,3})[ \t]*\}{0,2}[ \t]*\$)",
        r"|(?P<high>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})",
        r"|\[\^(?P<reference>[^\]\s]{1,6})\]",
        r"|\[(?P<link_text>[^\[\]\n]+)\]\((?P<link_target>[a-z]{2,6}:[^()\s]+)\)",
        r"|</?(?P<tag>b|i|em|strong|u|br|p|span)(?:\s[^<>\n]*)?/?>",
        r"|&(?P<entity>amp|lt|gt|nbsp|quot|apos|\#39);",
        r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!<>$&-])",
        // A bar code in the letters of its font: "*1248022*".
        r"|(?P<bar>\*[0-9]{6,9}\*)",
        r"|(?P<stars>\*{1,3}|_+)",
    ))
    .expect("a constant expression")
});

/// What a mark turned out to be.
enum Piece<'a> {
    Words(&'a str),
    Mark(String),
    Link(&'a str, &'a str),
    /// A delimiter of emphasis; `partner` is the piece that closes or opens it.
    Delimiter {
        text: &'a str,
        partner: Option<usize>,
    },
    Bold(bool),
    Nothing,
}

/// Reads the marks of a run of lines, which emphasis may span.
pub(super) fn read(run: &str) -> Styled {
    if !run.contains(begins_mark) {
        return Styled::plain(run);
    }
    let mut pieces = Vec::new();
    let mut end = 0;
    for found in MARKUP.captures_iter(run) {
        let Some(whole) = found.get(0) else { continue };
        if whole.start() > end {
            pieces.push(Piece::Words(&run[end..whole.start()]));
        }
        end = whole.end();
        pieces.push(piece(run, &found, whole.start()..end));
    }
    pieces.push(Piece::Words(&run[end..]));
    pair(run, &mut pieces);
    emit(&pieces)
}

/// Whether a mark can begin with a character.
const fn begins_mark(c: char) -> bool {
    matches!(c, '<' | '&' | '$' | '[' | '\\' | '*' | '_' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

fn piece<'a>(run: &'a str, found: &Captures<'a>, at: std::ops::Range<usize>) -> Piece<'a> {
    let group = |name| found.name(name).map(|m| m.as_str());
    if let Some(text) = group("sup_text").or_else(|| group("latex_text")) {
        return if is_mark(text) { Piece::Mark(text.to_owned()) } else { Piece::Words(text) };
    }
    if let Some(high) = group("high") {
        // Square and cubic metres are units, not footnotes.
        let unit = run[..at.start].ends_with('m') && matches!(high, "²" | "³");
        return if unit { Piece::Words(high) } else { Piece::Mark(high.chars().filter_map(lowered).collect()) };
    }
    if let Some(reference) = group("reference") {
        return Piece::Mark(reference.to_owned());
    }
    if let (Some(text), Some(target)) = (group("link_text"), group("link_target")) {
        return Piece::Link(text, target);
    }
    if let Some(tag) = group("tag") {
        return match tag {
            "br" | "p" => Piece::Words(" "),
            "b" | "strong" => Piece::Bold(true),
            "i" | "em" => Piece::Bold(false),
            _ => Piece::Nothing,
        };
    }
    if let Some(entity) = group("entity") {
        return Piece::Words(match entity {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "nbsp" => " ",
            "quot" => "\"",
            _ => "'",
        });
    }
    if let Some(words) = group("escaped").or_else(|| group("bar")) {
        return Piece::Words(words);
    }
    // A row of underscores is a rule, or a blank to fill in.
    if at.len() > 3 { Piece::Words(&run[at]) } else { Piece::Delimiter { text: &run[at], partner: None } }
}

/// Whether a superscript is a footnote mark, and not the end of an ordinal ("1er", "48e").
fn is_mark(text: &str) -> bool {
    !text.is_empty() && (text.chars().all(|c| c.is_ascii_digit()) || text.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§')))
}

const fn lowered(high: char) -> Option<char> {
    Some(match high {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

/// Finds which delimiters open and close emphasis. One without a partner stays as it is printed.
fn pair<'a>(run: &'a str, pieces: &mut [Piece<'a>]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..pieces.len() {
        let Piece::Delimiter { text, .. } = pieces[index] else { continue };
        let start = text.as_ptr() as usize - run.as_ptr() as usize;
        let before = run[..start].chars().next_back();
        let after = run[start + text.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let underscore = text.starts_with('_');
        let closes = inside(before) && !(underscore && word(after));
        let opens = inside(after) && !(underscore && word(before));
        if closes
            && let Some(&top) = open.last()
            && matches!(pieces[top], Piece::Delimiter { text: t, .. } if t == text)
        {
            open.pop();
            pieces[top] = Piece::Delimiter { text, partner: Some(index) };
            pieces[index] = Piece::Delimiter { text, partner: Some(top) };
        } else if opens {
            open.push(index);
        }
    }
}

fn emit(pieces: &[Piece<'_>]) -> Styled {
    let mut out = Styled::default();
    let mut starts: Vec<usize> = vec![0; pieces.len()];
    let mut tags: Vec<(bool, usize)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Words(words) => out.text.push_str(words),
            Piece::Mark(mark) => out.marks.push(MarkAt { at: out.text.len(), mark: mark.clone() }),
            Piece::Link(text, target) => {
                let start = out.text.len();
                out.text.push_str(text);
                out.links.push(Link { range: start..out.text.len(), target: (*target).to_owned() });
            }
            Piece::Delimiter { text, partner: None } => out.text.push_str(text),
            Piece::Delimiter { partner: Some(partner), .. } if *partner > index => starts[index] = out.text.len(),
            Piece::Delimiter { text, partner: Some(partner) } => {
                emphasise(&mut out, starts[*partner], text.len() > 1);
            }
            // The first of two equal tags opens; a closing tag without an opening one does nothing.
            Piece::Bold(bold) => match tags.iter().rposition(|(kind, _)| kind == bold) {
                Some(at) => {
                    let (bold, start) = tags.remove(at);
                    emphasise(&mut out, start, bold);
                }
                None => tags.push((*bold, out.text.len())),
            },
            Piece::Nothing => {}
        }
    }
    out.emphasis.sort_by_key(|e| (e.range.start, e.range.end));
    out
}

fn emphasise(out: &mut Styled, start: usize, bold: bool) {
    if start < out.text.len() {
        out.emphasis.push(Emphasis { range: start..out.text.len(), bold });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(run: &str) -> String {
        let styled = read(run);
        let marks: Vec<String> = styled.marks.iter().map(|m| format!("{}@{}", m.mark, m.at)).collect();
        let emphasis: Vec<String> = styled
            .emphasis
            .iter()
            .map(|e| format!("{}{}", if e.bold { "**" } else { "*" }, &styled.text[e.range.clone()]))
            .collect();
        format!("{} | {} | {}", styled.text, marks.join(" "), emphasis.join(" "))
    }

    #[test]
    fn superscripts_are_marks_and_ordinals_are_words() {
        for (run, want) in [
            ("made,¹", "made, | 1@5 | "),
            ("made<sup>1</sup>, and", "made, and | 1@4 | "),
            ("<sup>&lt;sup>12</sup> See", " See | 12@0 | "),
            ("<sup>&</sup>lt;sup>1</sup> 见", " 见 | 1@0 | "),
            ("建议, $^{1}$ ", "建议,   | 1@8 | "),
            ("du 1<sup>er</sup> décembre", "du 1er décembre |  | "),
            ("5 m² of", "5 m² of |  | "),
            ("made[^3] and", "made and | 3@4 | "),
        ] {
            assert_eq!(shown(run), want, "{run}");
        }
    }

    #[test]
    fn emphasis_spans_lines_and_lone_stars_stay() {
        for (run, want) in [
            ("1. *Calls upon* States", "1. Calls upon States |  | *Calls upon"),
            ("为此**回顾** 1996", "为此回顾 1996 |  | **回顾"),
            ("*71st meeting\n2 May*", "71st meeting\n2 May |  | *71st meeting\n2 May"),
            ("* Reissued. *", "* Reissued. * |  | "),
            ("snake_case_name and _so_", "snake_case_name and so |  | *so"),
            ("a \\* b &amp; c", "a * b & c |  | "),
        ] {
            assert_eq!(shown(run), want, "{run}");
        }
    }
}
