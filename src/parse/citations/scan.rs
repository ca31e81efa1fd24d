//! Where numbers and symbols of documents stand in a text, whatever the words around them say.

use std::ops::Range;

use crate::model::Symbol;

/// What a stretch of text may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A whole symbol: `A/65/201`.
    Document(Symbol),
    /// A number of the Assembly's form, or the Human Rights Council's: `53/70`, `43/78 H`, `S-26/2`. As typed, but for the part's letter.
    Number(String),
    /// A number of the Assembly's old form: `217 A (III)`.
    Old(String),
    /// A number of the Security Council's form: `1325 (2000)`.
    Council(String),
    /// A number of the Economic and Social Council's form: `2019/15`.
    Yearly(String),
}

/// No symbol is longer, in bytes. Runs of slashes without end are no symbols, and are not looked at twice.
const LONGEST: usize = 80;

/// The tokens of a text in order; they do not overlap.
pub(super) fn tokens(text: &str) -> Vec<(Range<usize>, Token)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Range<usize>, Token)> = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b'/', b'(', &bytes[from..]).map(|at| from + at) {
        let floor = found.last().map_or(0, |(range, _)| range.end);
        let token = if bytes[at] == b'/' { slash(text, at, floor) } else { bracket(text, at, floor) };
        from = at + 1;
        if let Some((range, token)) = token {
            from = range.end.max(from);
            found.push((range.clone(), token));
            if matches!(found.last(), Some((_, Token::Document(_)))) {
                from = followers(text, &mut found).max(from);
            }
        }
    }
    found
}

/// A symbol or number around a slash.
fn slash(text: &str, at: usize, floor: usize) -> Option<(Range<usize>, Token)> {
    let bytes = text.as_bytes();
    let is_piece = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-');
    let mut start = at;
    while start > floor && is_piece(bytes[start - 1]) {
        start -= 1;
        if at - start > LONGEST {
            return None;
        }
    }
    // "(A/65/201", "2010–A/65/201": what a symbol cannot begin with.
    while start < at && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    if start == at || text[..start].ends_with(['/', '_', '@']) {
        return None;
    }
    let mut end = at;
    while end < bytes.len() {
        if end - start > LONGEST {
            return None;
        }
        if is_piece(bytes[end]) || bytes[end] == b'/' {
            end += 1;
        } else if bytes[end] == b' ' && is_scanned_gap(text, start, end) {
            // "A/C. 2/59/3" and "Corr. 1" of a scanner.
            end += 1;
        } else {
            break;
        }
    }
    let end = start + text[start..end].trim_end_matches(['.', '-', '/', ' ']).len();
    let words = &text[start..end];
    if end <= at + 1 {
        return None;
    }
    if bytes[start].is_ascii_uppercase() && !words.starts_with("S-") && !words.starts_with("ES-") {
        let end = joint(words).map_or_else(|| grouped(text, start, end), |first| start + first);
        let words = &text[start..end];
        return words.parse().ok().map(|symbol| (start..end, Token::Document(symbol)));
    }
    number(text, start, end)
}

/// Where the first symbol of a document of two organs ends: `A/77/90` of `A/77/90-E/2022/66`. The second one is found after it.
fn joint(words: &str) -> Option<usize> {
    let is_joint = |&(dash, _): &(usize, &str)| {
        words[..dash].ends_with(|c: char| c.is_ascii_digit())
            && words[dash + 1..].starts_with(|c: char| c.is_ascii_uppercase())
            && words[dash + 1..].contains('/')
            && words[dash + 1..].parse::<Symbol>().is_ok()
    };
    words.match_indices('-').find(is_joint).map(|(dash, _)| dash)
}

/// Whether the space at `at` stands after an abbreviation of a symbol that is not finished: "Corr. 1".
fn is_scanned_gap(text: &str, start: usize, at: usize) -> bool {
    let piece = text[start..at].rsplit('/').next().unwrap_or_default();
    let known =
        matches!(piece, "C." | "AC." | "CN." | "CONF." | "L." | "Corr." | "Add." | "Rev." | "Sub." | "PV." | "WG." | "CRP.");
    known && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// The end of a symbol with the groups in brackets that belong to it: `A/CONF.157/24 (Part I)/Corr.1`.
fn grouped(text: &str, start: usize, mut end: usize) -> usize {
    loop {
        let rest = &text[end..];
        let inner = rest.trim_start_matches([' ', '\u{A0}']);
        let gap = rest.len() - inner.len();
        let Some(inside) = inner.strip_prefix('(').and_then(inside) else {
            return end;
        };
        let known = ["Part", "Sect.", "Vol.", "Supp", "SUPP", "supp"].iter().any(|known| inside.starts_with(known));
        let old = gap == 0 && text[start..end].contains("/RES/") && inside.len() <= 8;
        let new = gap <= 1 && text[start..end].contains("/RES/") && inside.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if !known && !old && !new {
            return end;
        }
        end += gap + inside.len() + 2;
        let tail = text[end..].bytes().take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'/')).count();
        if text[end..].starts_with('/') {
            end += text[end..end + tail].trim_end_matches(['.', '/']).len();
        }
    }
}

/// What stands before the bracket that closes, if it does so soon.
fn inside(rest: &str) -> Option<&str> {
    rest[..rest.floor_char_boundary(24)].split_once(')').map(|(inside, _)| inside)
}

/// `53/70`, `43/78 H`, `S-26/2`, `2019/15`.
fn number(text: &str, start: usize, end: usize) -> Option<(Range<usize>, Token)> {
    let words = &text[start..end];
    let (session, number) = words.split_once('/')?;
    let figures =
        |s: &str, most: usize| !s.is_empty() && s.len() <= most && !s.starts_with('0') && s.bytes().all(|c| c.is_ascii_digit());
    let special = session.strip_prefix("ES-").or_else(|| session.strip_prefix("S-"));
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (number, attached) = number.split_at(digits);
    let is_part = |s: &str| matches!(s.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', b'-', b'A'..=b'Z']);
    if !figures(number, 4) || !(attached.is_empty() || is_part(attached)) {
        return None;
    }
    if figures(session, 4) && session.len() == 4 && attached.is_empty() && (session.starts_with("19") || session.starts_with("20"))
    {
        return Some((start..end, Token::Yearly(words.to_owned())));
    }
    if !figures(special.unwrap_or(session), 3) {
        return None;
    }
    let mut typed = format!("{session}/{number}");
    let mut end = end;
    if !attached.is_empty() {
        typed.push(' ');
        typed.push_str(attached);
    } else if let Some((length, part)) = part(&text[end..]) {
        typed.push(' ');
        typed.push_str(&part);
        end += length;
    }
    Some((start..end, Token::Number(typed)))
}

/// The names of the letters by which Arabic texts call parts, in the order of A, B, C ….
const ARABIC_LETTERS: [&str; 26] = [
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون", "سين", "عين", "فاء", "صاد",
    "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد",
];

/// The letter of a part after a number, and how many bytes it takes: ` H`, ` A and B`, ` حاء`, ` Н` (a Cyrillic H).
fn part(rest: &str) -> Option<(usize, String)> {
    let (length, first) = letter(rest)?;
    // "72/90 A and B", "32/105 A to O"
    let after = &rest[length..];
    for join in [" and", " et", " y", " и", " و", " to", " à", " a", " -", "-", "–", "和", "至", " 和", " إلى"] {
        if let Some(tail) = after.strip_prefix(join)
            && let Some((more, last)) = letter(tail).or_else(|| letter_at(tail, 0))
            && last > first
        {
            return Some((length + join.len() + more, format!("{first}-{last}")));
        }
    }
    Some((length, first.to_string()))
}

fn letter(rest: &str) -> Option<(usize, char)> {
    let inner = rest.trim_start_matches([' ', '\u{A0}']);
    let gap = rest.len() - inner.len();
    if gap == 0 { None } else { letter_at(inner, gap) }
}

/// The letter whose name ends a text, and what stands before it: `217 ألف`.
fn named_letter(before: &str) -> Option<(&str, char)> {
    ARABIC_LETTERS.iter().zip('A'..).find_map(|(name, letter)| Some((before.strip_suffix(name)?, letter)))
}

fn letter_at(inner: &str, gap: usize) -> Option<(usize, char)> {
    let first = inner.chars().next()?;
    let arabic = if first.is_ascii() { &[][..] } else { &ARABIC_LETTERS };
    for (name, letter) in arabic.iter().zip('A'..) {
        if let Some(tail) = inner.strip_prefix(name)
            && !tail.starts_with(char::is_alphanumeric)
        {
            return Some((gap + name.len(), letter));
        }
    }
    let latin = match first {
        'A'..='Z' => first,
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        _ => return None,
    };
    let tail = &inner[first.len_utf8()..];
    // Another letter of the same script makes it a word; Chinese goes on without a space.
    let ends = !tail.starts_with(|c: char| c.is_alphanumeric() && !('\u{2E80}'..='\u{9FFF}').contains(&c))
        && !tail.starts_with(['.', '\'', '’']);
    ends.then_some((gap + first.len_utf8(), latin))
}

/// `217 A (III)`, `217 ألف (د-3)`, `3201 (S-VI)`, `1325 (2000)`: the number before a bracket.
fn bracket(text: &str, at: usize, floor: usize) -> Option<(Range<usize>, Token)> {
    let inside = inside(&text[at + 1..]).filter(|inside| inside.len() <= 16)?;
    let end = at + 1 + inside.len() + 1;
    let before = text[floor..at].trim_end_matches([' ', '\u{A0}']);
    let digits_before = |s: &str| s.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_year =
        inside.len() == 4 && inside.bytes().all(|c| c.is_ascii_digit()) && (inside.starts_with("19") || inside.starts_with("20"));
    let (head, letter) = match before.char_indices().next_back()? {
        (last, c) if !is_year && !c.is_ascii_digit() => {
            let (head, latin) = named_letter(before).or_else(|| Some((&before[..last], letter_at(&before[last..], 0)?.1)))?;
            (head.trim_end_matches([' ', '\u{A0}']), Some(latin))
        }
        _ => (before, None),
    };
    let digits = digits_before(head);
    let start = floor + head.len() - digits;
    let number = &head[head.len() - digits..];
    let bounded = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | ','));
    if digits == 0 || digits > 4 || number.starts_with('0') || !bounded {
        return None;
    }
    if is_year {
        return Some((start..end, Token::Council(format!("{number} ({inside})"))));
    }
    let typed = format!("{number}{} ({inside})", letter.map(|letter| format!(" {letter}")).unwrap_or_default());
    let symbol: Symbol = typed.parse().ok()?;
    symbol.is_resolution().then_some((start..end, Token::Old(typed)))
}

/// How many documents may follow one symbol; "Add.1-30" is thirty of them.
const MOST_FOLLOWERS: usize = 100;

/// "A/55/140 and Corr.1 and Add.1" names A/55/140/Corr.1 and A/55/140/Add.1 too. Returns how far it read.
fn followers(text: &str, found: &mut Vec<(Range<usize>, Token)>) -> usize {
    let Some((range, Token::Document(base))) = found.last().cloned() else { return 0 };
    let mut bases = vec![base];
    // Of a document of several organs they have all its symbols.
    for pair in found.windows(2).rev() {
        let [(before, Token::Document(other)), (after, _)] = pair else { break };
        if text.get(before.end..after.start) != Some("-") {
            break;
        }
        bases.insert(0, other.clone());
    }
    let mut end = range.end;
    let most = found.len() + MOST_FOLLOWERS;
    loop {
        let rest = &text[end..];
        if found.len() > most {
            return end;
        }
        // A few words, commas and spaces may stand between: "and", «и», 和, «، و».
        let Some(gap) = rest.char_indices().take(12).find(|(_, c)| matches!(c, 'A' | 'C' | 'R')).map(|(at, _)| at) else {
            return end;
        };
        let joined = rest[..gap].chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, ',' | '،' | '、' | '，'));
        let Some((length, pieces)) = follower(&rest[gap..]).filter(|_| joined && gap > 0) else { return end };
        let start = end + gap;
        for piece in pieces {
            let symbols = bases.iter().filter_map(|base| format!("{base}/{piece}").parse().ok());
            found.extend(symbols.map(|symbol| (start..start + length, Token::Document(symbol))));
        }
        end = start + length;
    }
}

/// `Corr.1`, `Add. 1`, `Add.1/Corr.1`, `Add.1–3` at the start of a text: its length, and what it stands for.
fn follower(rest: &str) -> Option<(usize, Vec<String>)> {
    let name = ["Add.", "Corr.", "Rev.", "Amend."].into_iter().find(|name| rest.starts_with(name))?;
    let mut at = name.len();
    at += usize::from(rest[at..].starts_with(' '));
    let figures = |at: usize| rest[at..].bytes().take_while(u8::is_ascii_digit).count();
    let length = figures(at);
    let first: u16 = rest[at..at + length].parse().ok()?;
    at += length;
    let dash = ["-", "–", "\u{2011}"].into_iter().find(|dash| rest[at..].starts_with(dash));
    if let Some(dash) = dash
        && let length @ 1.. = figures(at + dash.len())
        && let Ok(last) = rest[at + dash.len()..at + dash.len() + length].parse::<u16>()
        && (first..first.saturating_add(30)).contains(&last)
    {
        return Some((at + dash.len() + length, (first..=last).map(|n| format!("{name}{n}")).collect()));
    }
    let mut piece = format!("{name}{first}");
    if rest[at..].starts_with('/') {
        let tail = rest[at..].bytes().take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'/')).count();
        let tail = rest[at..at + tail].trim_end_matches(['.', '/']);
        piece.push_str(tail);
        at += tail.len();
    }
    Some((at, vec![piece]))
}
