//! Ordinals written in words.

use super::{Terms, Token};

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
