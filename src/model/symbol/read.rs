//! From what people type to a symbol as the UN writes it.

use super::key::{from_roman, roman, session_of};
use super::{Session, Symbol};
use crate::model::european;

/// The organs and programmes whose symbols begin with their letters. Closed, so that "HIV/AIDS" and "km/h" are no documents.
const ORGANS: [&str; 62] = [
    "A", "S", "E", "T", "ST", "TD", "SG", "PV", "HRI", "CCPR", "CEDAW", "CRC", "CERD", "CAT", "CMW", "CED", "CRPD", "FCCC", "ICCD",
    "CBD", "UNEP", "DP", "HSP", "HS", "ID", "IDB", "GC", "BWC", "CCW", "CD", "NPT", "APLC", "CCM", "ATT", "UNW", "LC", "SPLOS",
    "ISBA", "PCNICC", "ICC-ASP", "ICC", "INFCIRC", "GOV", "IHO", "CTBT", "OPCW", "PBC", "WFP", "UNITAR", "TRADE", "ECE", "ESCAP",
    "ECA", "ECLAC", "LC", "DPI", "NGLS", "UNICEF", "UNHCR", "MSAG", "AC", "PPC",
];

/// Reads a symbol in any form; the result is as the UN writes it.
pub(super) fn symbol(typed: &str) -> Option<String> {
    if typed.len() > 300 {
        return None;
    }
    let address = address(typed.trim());
    let typed = address.as_deref().unwrap_or(typed).trim();
    let pieces = pieces(typed)?;
    resolution(&pieces).or_else(|| document(&pieces))
}

/// The symbol in an address of the UN's document servers, if it is an address.
fn address(typed: &str) -> Option<String> {
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    let (host, rest) = rest.split_once('/')?;
    if !host.contains('.') || !host.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'.' || c == b'-') || !has_domain(host) {
        return None;
    }
    let decoded = percent_decoded(rest);
    let (path, query) = decoded.split_once('?').unwrap_or((&decoded, ""));
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name.eq_ignore_ascii_case("symbol") || name.eq_ignore_ascii_case("finalsymbol") {
            return Some(value.to_owned());
        }
    }
    let path = path.split('#').next().unwrap_or(path);
    // The server has its own tags for Chinese and Spanish.
    let languages = ["ar", "en", "es", "fr", "ru", "zh", "ch", "sp"];
    let without_language = path.split_once('/').filter(|(head, _)| languages.contains(&head.to_ascii_lowercase().as_str()));
    Some(without_language.map_or(path, |(_, rest)| rest).to_owned())
}

fn has_domain(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["undocs.org", "un.org"]
        .iter()
        .any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn percent_decoded(s: &str) -> String {
    let mut bytes = Vec::with_capacity(s.len());
    let mut rest = s.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |c: u8| (c as char).to_digit(16).and_then(|d| u8::try_from(d).ok());
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = tail;
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The pieces between separators, in capitals; a group in brackets is one piece, with its round brackets, in the case typed.
/// `None` where a character cannot stand in a symbol, or two slashes meet.
fn pieces(typed: &str) -> Option<Vec<String>> {
    let mut pieces: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut chars = typed.chars().map(|c| european(c).unwrap_or(c));
    let mut slash = false;
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' => {
                if !current.is_empty() {
                    pieces.push(std::mem::take(&mut current));
                }
                let close = if c == '(' { ')' } else { ']' };
                let inside: String = chars.by_ref().take_while(|&c| c != close).collect();
                pieces.push(if c == '(' { format!("({})", inside.trim()) } else { inside.trim().to_ascii_uppercase() });
                slash = false;
            }
            '/' | '／' | '_' | ' ' | '\u{A0}' | '\t' => {
                if !current.is_empty() {
                    pieces.push(std::mem::take(&mut current));
                } else if matches!(c, '/' | '／') && slash {
                    return None;
                }
                slash = matches!(c, '/' | '／');
            }
            '\u{2010}'..='\u{2015}' => current.push('-'),
            c if c.is_ascii_alphanumeric() || c == '.' || c == '-' => {
                current.push(c.to_ascii_uppercase());
                slash = false;
            }
            'é' | 'É' => current.push('E'),
            'ó' | 'Ó' => current.push('O'),
            _ => return None,
        }
    }
    if !current.is_empty() {
        pieces.push(current);
    } else if slash {
        return None;
    }
    // "C. 2" of a scanner is "C.2".
    let mut joined: Vec<String> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if last.ends_with('.') && last != "RES." && piece.bytes().all(|c| c.is_ascii_digit()) => {
                last.push_str(&piece);
            }
            _ => joined.push(piece),
        }
    }
    Some(joined)
}

fn is_number(s: &str) -> bool {
    !s.is_empty() && s.len() < 8 && s.bytes().all(|c| c.is_ascii_digit()) && !s.starts_with('0')
}

/// A resolution of the Assembly or the Security Council.
fn resolution(pieces: &[String]) -> Option<String> {
    let is = |at: usize, names: &[&str]| pieces.get(at).is_some_and(|piece| names.contains(&piece.as_str()));
    let (organ, mut rest) = if is(0, &["GENERAL"]) && is(1, &["ASSEMBLY"]) {
        ("A", &pieces[2..])
    } else if is(0, &["SECURITY"]) && is(1, &["COUNCIL"]) {
        ("S", &pieces[2..])
    } else if is(0, &["A", "GA", "UNGA"]) && pieces.len() > 1 {
        ("A", &pieces[1..])
    } else if is(0, &["S", "SC", "UNSC"]) && pieces.get(1).is_some_and(|next| is_word_for_resolution(next)) {
        ("S", &pieces[1..])
    } else {
        ("A", pieces)
    };
    let named = rest.first().is_some_and(|piece| is_word_for_resolution(piece));
    if named {
        rest = &rest[1..];
    } else if rest.len() < pieces.len() && matches!(pieces[0].as_str(), "A") {
        // A/65/201 is a report.
        return None;
    }
    if organ == "S" { council(rest) } else { assembly(rest) }
}

fn is_word_for_resolution(piece: &str) -> bool {
    matches!(piece.trim_end_matches('.'), "RES" | "RESOLUTION" | "RESOLUTIONS" | "RESOLUCION" | "RESOLUCIONES")
}

fn council(pieces: &[String]) -> Option<String> {
    let (number, rest) = pieces.split_first()?;
    let year =
        |s: &str| s.strip_prefix('(').and_then(|s| s.strip_suffix(')')).as_ref().is_some_and(|s| s.len() == 4 && is_number(s));
    match rest {
        [] if is_number(number) => Some(format!("S/RES/{number}")),
        [last] if is_number(number) && year(last) => Some(format!("S/RES/{number} {last}")),
        _ => None,
    }
}

fn assembly(pieces: &[String]) -> Option<String> {
    let mut pieces = pieces.to_vec();
    let first = pieces.first()?.clone();
    // "S 32 1" and "67-27"
    if matches!(first.as_str(), "S" | "ES") && pieces.get(1).is_some_and(|next| is_number(next)) {
        let number = pieces.remove(1);
        pieces[0] = format!("{first}-{number}");
    } else if let Some((session, number)) = first.split_once('-')
        && is_number(session)
        && is_number(number)
    {
        pieces.splice(0..1, [session.to_owned(), number.to_owned()]);
    }
    // "78H" and "84A-B"
    for at in 0..pieces.len().min(2) {
        let digits = pieces[at].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && digits < pieces[at].len() && is_part(&pieces[at][digits..]) {
            let part = pieces[at].split_off(digits);
            pieces.insert(at + 1, part);
        }
    }
    // "A and B"
    while let Some(at) = pieces.iter().position(|piece| piece == "AND") {
        let last = pieces.get(at + 1).filter(|last| is_part(last))?.clone();
        let before = at.checked_sub(1).filter(|&before| is_part(&pieces[before]))?;
        pieces[before] = format!("{}-{last}", pieces[before]);
        pieces.drain(at..at + 2);
    }
    let (first, rest) = pieces.split_first()?;
    modern(first, rest).or_else(|| old(first, rest))
}

/// `67/27`, `43/78 H`, `ES-10/21`, with what follows: `/Corr.1`.
fn modern(session: &str, rest: &[String]) -> Option<String> {
    let regular = is_number(session) && session.len() <= 3;
    if !regular && !matches!(session_of(session)?, Session::Special(_) | Session::Emergency(_)) {
        return None;
    }
    let (number, rest) = rest.split_first()?;
    // "67/027"
    let number = number.trim_start_matches('0');
    if !is_number(number) {
        return None;
    }
    let (part, rest) = match rest.split_first() {
        Some((part, rest)) if is_part(part) => (format!(" {part}"), rest),
        _ => (String::new(), rest),
    };
    Some(format!("A/RES/{session}/{number}{part}{}", suffixes(rest)?))
}

/// `217 A (III)`, `3201 (S-VI)`.
fn old(number: &str, rest: &[String]) -> Option<String> {
    if !is_number(number) {
        return None;
    }
    let group = rest.iter().position(|piece| piece.starts_with('('))?;
    let session = old_session(rest[group].trim_matches(['(', ')']))?;
    let roman = session.trim_start_matches("ES-").trim_start_matches("S-");
    // Sessions have been numbered in figures since the thirty-first, special ones since the eleventh.
    from_roman(roman).filter(|&n| n <= 30)?;
    let (before, after) = (&rest[..group], &rest[group + 1..]);
    // The UN's server writes the part last: 217(III)[A].
    let (part, after) = match (before, after) {
        ([part], after) if is_part(part) => (format!(" {part}"), after),
        ([], [part, after @ ..]) if is_part(part) => (format!(" {part}"), after),
        ([], after) => (String::new(), after),
        _ => return None,
    };
    Some(format!("A/RES/{number}{part} ({session}){}", suffixes(after)?))
}

/// The session of `217 A (III)` and `3201 (S-VI)`. Arabic writes it in figures: `د-3`, and of a special one `دإ-6`.
fn old_session(typed: &str) -> Option<String> {
    let dash = |c: char| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c };
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).map(dash).collect();
    for (arabic, latin) in [("د-", ""), ("دإ-", "S-"), ("دإط-", "ES-")] {
        if let Some(figures) = typed.strip_prefix(arabic).filter(|figures| is_number(figures)) {
            return Some(format!("{latin}{}", roman(figures.parse().ok()?)));
        }
    }
    Some(typed.to_ascii_uppercase())
}

/// `A`, `A-B`: letters of parts.
fn is_part(piece: &str) -> bool {
    matches!(piece.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', b'-', b'A'..=b'Z'])
}

/// `/Corr.1`, `/Add.1`, `/Rev.1` after a resolution; nothing else may follow.
fn suffixes(pieces: &[String]) -> Option<String> {
    let mut suffixes = String::new();
    for piece in pieces {
        let piece = component(piece);
        if !["Add.", "Corr.", "Rev.", "Amend."].iter().any(|known| piece.starts_with(known))
            || !piece.ends_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        suffixes.push('/');
        suffixes.push_str(&piece);
    }
    Some(suffixes)
}

/// Any other document: `A/65/201`, `A/C.1/67/L.30/Rev.1`.
fn document(pieces: &[String]) -> Option<String> {
    let (organ, rest) = pieces.split_first()?;
    if !ORGANS.contains(&organ.as_str()) || rest.is_empty() || matches!((organ.as_str(), rest[0].as_str()), ("A" | "S", "RES")) {
        return None;
    }
    if organ == "A" && !is_body_of_assembly(&rest[0]) {
        return None;
    }
    let mut text = organ.clone();
    let mut has_number = false;
    for piece in rest {
        if let Some(inside) = piece.strip_prefix('(') {
            if !inside.to_ascii_uppercase().starts_with("SUPP") {
                text.push(' ');
                text.push_str(&group(inside.trim_end_matches(')'))?);
            }
            continue;
        }
        // A document of two organs has two symbols: A/77/90-E/2022/66.
        if let Some((first, second)) = piece.split_once('-')
            && is_number(first)
            && ORGANS.contains(&second)
        {
            text.push('/');
            text.push_str(first);
            has_number = true;
            break;
        }
        if !piece.bytes().any(|c| c.is_ascii_alphanumeric()) || piece.starts_with(['.', '-']) || piece.ends_with(['.', '-']) {
            return None;
        }
        has_number |= piece.bytes().any(|c| c.is_ascii_digit());
        text.push('/');
        text.push_str(&component(piece));
    }
    has_number.then_some(text)
}

/// What follows `A/` in a symbol that is no resolution.
fn is_body_of_assembly(piece: &str) -> bool {
    let numbered =
        ["C.", "AC.", "CN.", "CONF.", "L.", "PV.", "ES-", "S-", "BUR", "INF", "SPC", "HRC", "DEC", "WGFS", "WGAP", "NV", "ICEF"];
    (is_number(piece) && piece.len() <= 4) || numbered.iter().any(|known| piece.starts_with(known))
}

/// `(Part I)`, `(Sect. 5)`, as the UN writes what stands in brackets.
fn group(inside: &str) -> Option<String> {
    let inside = inside.trim();
    if inside.is_empty() || !inside.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ' ' | '-')) {
        return None;
    }
    let lower = inside.to_ascii_lowercase();
    for (prefix, shown) in [("part", "Part"), ("sect.", "Sect."), ("vol.", "Vol.")] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return Some(format!("({shown} {})", rest.trim().to_ascii_uppercase()));
        }
    }
    Some(format!("({inside})"))
}

/// A piece as the UN writes it: all capitals but for a few abbreviations.
fn component(piece: &str) -> String {
    for shown in ["Add.", "Corr.", "Rev.", "Amend.", "Sub."] {
        if piece.len() > shown.len() && piece.get(..shown.len()).is_some_and(|head| head.eq_ignore_ascii_case(shown)) {
            return format!("{shown}{}", &piece[shown.len()..]);
        }
    }
    piece.to_owned()
}

/// The symbol in the name of a file: up to the job number, the language or the extension.
pub(super) fn file_name(name: &str) -> Option<Symbol> {
    let name = name.rsplit(['/', '\\']).next()?;
    // "A_C.1_67_L.30": a full stop that a digit follows belongs to the symbol.
    let mut end = name.len();
    for (at, _) in name.match_indices(['.', '-']) {
        let digit = name[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let job = name[at + 1..].chars().take_while(char::is_ascii_digit).count() >= 5;
        let session = name[..at].ends_with("_S") || name[..at].ends_with("_ES");
        if job || !(digit && (name.as_bytes()[at] == b'.' || session)) {
            end = at;
            break;
        }
    }
    let stem = &name[..end];
    // 74_35_S.xml: the letter is that of the language.
    let stem = match stem.rsplit_once('_') {
        Some((head, "A" | "C" | "E" | "F" | "R" | "S" | "en" | "fr" | "es" | "ru" | "zh" | "ar")) => head,
        _ => stem,
    };
    if !stem.contains('_') {
        return None;
    }
    stem.parse().ok()
}
