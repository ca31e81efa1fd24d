//! Ordinals written in words.

use super::{Class, Terms, Token};

/// The ordinal that the tokens begin with: how many of them it takes, and its value, from 1 to 100.
pub(super) fn ordinal(tokens: &[Token], terms: &Terms) -> Option<(usize, u16)> {
    let id = |at: usize| tokens.get(at).map(|token| token.id);
    let first = id(0)?;
    if terms.one_first {
        // السابعة والستين
        if let Some(&one) = terms.ones.get(&first) {
            return Some(match id(1).and_then(|ten| terms.tens.get(&ten)) {
                Some(&ten) => (2, ten + one),
                None => (1, one),
            });
        }
    } else if let Some(&ten) = terms.tens.get(&first) {
        // septuagésimo noveno, семьдесят девятой, soixante et onzième
        let link = usize::from(id(1).is_some_and(|link| terms.ordinal_links.contains(&link)));
        if let Some(&one) = id(1 + link).and_then(|one| terms.ones.get(&one)) {
            return Some((2 + link, ten + one));
        }
    }
    terms.rounds.get(&first).or_else(|| terms.ones.get(&first)).map(|&value| (1, value))
}

/// The value of an ordinal written in digits: 67th, 67-й, 67e.
pub(super) fn digits(words: &str) -> Option<u16> {
    let end = words.find(|c: char| !c.is_ascii_digit()).filter(|&end| end > 0)?;
    words[end..].chars().any(char::is_alphabetic).then(|| words[..end].parse().ok()).flatten()
}

/// Whether an ordinal at `range` of the tokens is said of a session: of one that follows, over a list of ordinals, or in a language that
/// puts ordinals behind, of one before.
pub(super) fn of_session(tokens: &[Token], start: usize, end: usize, terms: &Terms, is_between: impl Fn(&Token) -> bool) -> bool {
    const REACH: usize = 8;
    let is_session = |token: &&Token| terms.session.contains(&token.id);
    // One word may stand between: "regular session".
    let near = |side: &mut dyn Iterator<Item = &Token>| {
        let mut other = 0;
        for token in side.take(REACH) {
            if is_session(&token) {
                return true;
            }
            if !is_between(token) {
                other += 1;
            }
            if other > 1 {
                return false;
            }
        }
        false
    };
    if terms.one_first { near(&mut tokens[..start].iter().rev()) } else { near(&mut tokens[end..].iter()) }
}

/// The first ordinal written in Chinese signs: its bytes and its class.
pub(super) fn chinese(run: &str) -> Option<(usize, usize, Class)> {
    let mut from = 0;
    while let Some(found) = run[from..].find('第') {
        let start = from + found;
        let digits = start + '第'.len_utf8();
        let end = digits + run[digits..].find(|c| numeral(c).is_none()).unwrap_or(run.len() - digits);
        if let Some(value) = chinese_number(&run[digits..end]) {
            return Some(if run[end..].starts_with('届') {
                (start, end + '届'.len_utf8(), Class::Session(value))
            } else {
                (start, end, Class::Ordinal(value))
            });
        }
        from = digits;
    }
    None
}

const fn numeral(c: char) -> Option<u16> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        _ => return None,
    })
}

fn chinese_number(signs: &str) -> Option<u16> {
    let (mut value, mut digit) = (0u16, None);
    for sign in signs.chars().take(7) {
        match numeral(sign)? {
            unit @ (10 | 100) => value = value.checked_add(digit.take().unwrap_or(1) * unit)?,
            one => digit = Some(one),
        }
    }
    value.checked_add(digit.unwrap_or(0)).filter(|&value| value > 0)
}
