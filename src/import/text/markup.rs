//! The inline marks of plain text: emphasis, superscripts and entities of markdown and of what scanners print.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::parse::{Emphasis, Link, MarkAt, Styled};

/// A superscript of markup, well formed or as a scanner left it: `<sup>4</sup>`, `&lt;sup>4&lt;/sup>`.
static SUPERSCRIPT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:(?:<sup>&</sup>lt;|<|&lt;)sup(?:>|&gt;))+[ \t]*(?P<words>[^<&\n]{0,12}?)[ \t]*(?:(?:<|&lt;)/sup(?:>|&gt;))+")
});
/// A superscript of a formula: `$^{4}$`.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\$[ \t]*(?:\{[ \t]*\})?[ \t]*\^[ \t]*\{?[ \t]*(?:\\(?:text|mathrm)\{)?(?P<words>[0-9*†‡]{1,3}|[a-zéè]{1,3})[ \t]*\}{0,2}[ \t]*\$",
    )
});

#[expect(clippy::expect_used, reason = "the expressions are constants, and a test compiles them")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant expression")
}

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
    let mut pieces = Vec::new();
    // Where the words begin that are not among the pieces yet, and where the next mark is looked for.
    let (mut start, mut from) = (0, 0);
    while let Some(at) = next_mark(run, from) {
        let Some((piece, length)) = mark(&run[..at], &run[at..]) else {
            from = at + run[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if at > start {
            pieces.push(Piece::Words(&run[start..at]));
        }
        pieces.push(piece);
        (start, from) = (at + length, at + length);
    }
    if start == 0 {
        return Styled::plain(run);
    }
    pieces.push(Piece::Words(&run[start..]));
    pair(run, &mut pieces);
    emit(&pieces)
}

/// Figures that are written high have two or three bytes, of which these are the first.
const HIGH: [u8; 2] = [0xC2, 0xE2];

/// The next place from `from` on where a mark can begin.
fn next_mark(run: &str, mut from: usize) -> Option<usize> {
    let may_begin = |&byte: &u8| matches!(byte, b'<' | b'&' | b'$' | b'[' | b'\\' | b'*' | b'_') || HIGH.contains(&byte);
    loop {
        from += run.as_bytes()[from..].iter().position(may_begin)?;
        if run.as_bytes()[from].is_ascii() || run[from..].starts_with(|c| lowered(c).is_some()) {
            return Some(from);
        }
        from += 1;
    }
}

/// Whether a mark can begin or end in a line. In most none can, which is seen far sooner than where one does.
pub(super) fn may_have_marks(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr3(b'<', b'>', b'&', bytes).is_some()
        || memchr::memchr3(b'[', b'*', b'_', bytes).is_some()
        || memchr::memchr2(b'$', b'\\', bytes).is_some()
        || memchr::memchr2_iter(HIGH[0], HIGH[1], bytes).any(|at| line[at..].starts_with(|c| lowered(c).is_some()))
}

/// The mark with which `rest` begins, and its bytes; `before` stands before it. Looks ahead no farther than the line or the next mark goes.
fn mark<'a>(before: &str, rest: &'a str) -> Option<(Piece<'a>, usize)> {
    match rest.as_bytes()[0] {
        b'<' => superscript(&SUPERSCRIPT, rest).or_else(|| tag(rest)),
        b'&' => superscript(&SUPERSCRIPT, rest).or_else(|| entity(rest)),
        b'$' => superscript(&FORMULA, rest),
        b'[' => reference(rest).or_else(|| link(rest)),
        b'\\' => {
            let escaped = rest[1..].chars().next().filter(|&c| r"\`*_{}[]()#+.!<>$&-".contains(c))?;
            Some((Piece::Words(&rest[1..=escaped.len_utf8()]), 2))
        }
        b'*' => {
            // A bar code in the letters of its font: "*1248022*".
            let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
            if (6..=9).contains(&digits) && rest[1 + digits..].starts_with('*') {
                return Some((Piece::Words(&rest[..digits + 2]), digits + 2));
            }
            let stars = rest.bytes().take(3).take_while(|&byte| byte == b'*').count();
            Some((Piece::Delimiter { text: &rest[..stars], partner: None }, stars))
        }
        b'_' => {
            // A row of underscores is a rule, or a blank to fill in.
            let length = rest.bytes().take_while(|&byte| byte == b'_').count();
            let text = &rest[..length];
            Some((if length > 3 { Piece::Words(text) } else { Piece::Delimiter { text, partner: None } }, length))
        }
        _ => {
            let high: String = rest.chars().take(3).take_while(|&c| lowered(c).is_some()).collect();
            // Square and cubic metres are units, not footnotes.
            let unit = before.ends_with('m') && matches!(high.as_str(), "²" | "³");
            let piece =
                if unit { Piece::Words(&rest[..high.len()]) } else { Piece::Mark(high.chars().filter_map(lowered).collect()) };
            Some((piece, high.len()))
        }
    }
}

fn superscript<'a>(pattern: &Regex, rest: &'a str) -> Option<(Piece<'a>, usize)> {
    // A mark is short; a line of nothing but beginnings of marks is still read once.
    const LONGEST: usize = 200;
    let found = pattern.captures(&rest[..rest.floor_char_boundary(LONGEST)])?;
    let words = found.name("words")?.as_str();
    Some((if is_mark(words) { Piece::Mark(words.to_owned()) } else { Piece::Words(words) }, found.get(0)?.len()))
}

/// An element of markup: `<b>`, `</p>`, `<br/>`, `<span style="…">`.
fn tag(rest: &str) -> Option<(Piece<'_>, usize)> {
    let inside = rest[1..].split_once(['<', '>']).map(|(inside, _)| inside)?;
    let end = 1 + inside.len();
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.find(|c: char| c == '/' || c.is_whitespace()).map_or(inside, |at| &inside[..at]);
    let more = &inside[name.len()..];
    let spaced = more.chars().next().is_some_and(char::is_whitespace) && !more.trim_start().contains('\n');
    if !rest[end..].starts_with('>') || !(matches!(more, "" | "/") || spaced) {
        return None;
    }
    let piece = match name {
        "br" | "p" => Piece::Words(" "),
        "b" | "strong" => Piece::Bold(true),
        "i" | "em" => Piece::Bold(false),
        "u" | "span" => Piece::Nothing,
        _ => return None,
    };
    Some((piece, end + 1))
}

fn entity(rest: &str) -> Option<(Piece<'_>, usize)> {
    const ENTITIES: [(&str, &str); 7] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'")];
    ENTITIES.into_iter().find(|(entity, _)| rest.starts_with(entity)).map(|(entity, words)| (Piece::Words(words), entity.len()))
}

/// A footnote mark of markdown: `[^4]`.
fn reference(rest: &str) -> Option<(Piece<'_>, usize)> {
    const LONGEST: usize = 6;
    let words = rest.strip_prefix("[^")?;
    let (at, _) = words.char_indices().take(LONGEST + 1).find(|&(_, c)| c == ']' || c.is_whitespace())?;
    (at > 0 && words[at..].starts_with(']')).then(|| (Piece::Mark(words[..at].to_owned()), at + 3))
}

/// A link of markdown: `[67/27](https://…)`.
fn link(rest: &str) -> Option<(Piece<'_>, usize)> {
    let end = 1 + rest[1..].find(['[', ']', '\n'])?;
    let target = rest[end..].strip_prefix("](")?;
    let length = target.find(|c: char| matches!(c, '(' | ')') || c.is_whitespace())?;
    let (scheme, path) = target[..length].split_once(':')?;
    let is_scheme = (2..=6).contains(&scheme.len()) && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_link = end > 1 && target[length..].starts_with(')') && is_scheme && !path.is_empty();
    is_link.then(|| (Piece::Link(&rest[1..end], &target[..length]), end + 2 + length + 1))
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
