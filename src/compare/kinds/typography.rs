//! Changes that change no word.

use unicode_normalization::UnicodeNormalization;

use crate::compare::tokens::{folded, is_dash, is_han};

/// Whether two wordings differ only in quotes, dashes, hyphens, spaces, case, or the spelling of a character.
pub(super) fn is_spelling(old: &str, new: &str) -> bool {
    // Most changes are of plain letters, which are never left out below: what begins with other ones is soon told.
    !(is_plain(old) && is_plain(new) && !letters(old).eq(letters(new))) && are_spelt_alike(old, new)
}

/// The same of any words.
fn are_spelt_alike(old: &str, new: &str) -> bool {
    let (a, b) = (bones(&folded(old)), bones(&folded(new)));
    // What stands between two figures says what they are: 10-15 is neither 1015 nor 10, 15.
    if a == b {
        return joints(old) == joints(new);
    }
    // Plain letters are spelt in one way only.
    let has = |words: [&str; 2], letter: fn(char) -> bool| words.into_iter().any(|words| words.contains(letter));
    let has_capital = || has([old, new], |c| !c.is_ascii() && c.is_uppercase());
    let has_lookalike = || has([&a, &b], |c| latin(c) != c);
    !a.is_empty()
        && (has_capital() && capitals_bare(old) == capitals_bare(new) || has_lookalike() && letters_alike(&a) == letters_alike(&b))
}

/// Whether words have no letters or figures but those of ASCII: only the quotes, dashes and spaces of print.
fn is_plain(words: &str) -> bool {
    words.is_ascii() || words.chars().all(|c| c.is_ascii() || matches!(c, '\u{a0}' | '\u{2010}'..='\u{2027}'))
}

/// The letters and figures of plain words, whatever their case.
fn letters(words: &str) -> impl Iterator<Item = u8> + '_ {
    words.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

/// Folded words without quotation marks, without the full stop of an abbreviation, and without what stands between two figures. An
/// apostrophe between letters is a letter; at the end of a word it looks like a quotation mark.
fn bones(folded: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '《' | '》' | '〈' | '〉' | '「' | '」');
    // Arabic prints ((so)) for “so”.
    let folded = folded.replace("((", "\"").replace("))", "\"");
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        let (before, after) = (out.chars().next_back(), rest.peek().copied());
        let is_between = |what: fn(char) -> bool| before.is_some_and(what) && after.is_some_and(what);
        let is_left_out = if is_quote(c) {
            c != '"' || !is_between(char::is_alphabetic)
        } else {
            !c.is_alphanumeric() && is_between(|c| c.is_ascii_digit()) || c == '.' && before.is_some_and(char::is_alphabetic)
        };
        if !is_left_out {
            out.push(match c {
                '،' => ',',
                '؛' => ';',
                '؟' => '?',
                c => c,
            });
        }
    }
    out
}

/// What stands between the figures, where it is more than spaces: dashes of one shape, and the rest as it is. A sign that groups the
/// digits of one number is nothing (10,000 and 10 000).
fn joints(words: &str) -> Vec<String> {
    let digit = |c: char| c.is_ascii_digit();
    let mut out = Vec::new();
    let mut rest = words.trim_start_matches(|c| !digit(c));
    loop {
        rest = rest.trim_start_matches(digit);
        let Some(next) = rest.find(digit) else { return out };
        let (between, after) = rest.split_at(next);
        let groups =
            matches!(between, "," | " " | "\u{a0}" | "\u{202f}") && after.bytes().take_while(u8::is_ascii_digit).count() == 3;
        let sign: String = between.chars().filter(|c| !c.is_whitespace()).map(|c| if is_dash(c) { '-' } else { c }).collect();
        if !groups {
            out.push(if sign.chars().any(char::is_alphanumeric) { String::new() } else { sign });
        }
        rest = after;
    }
}

/// Folded, with accents taken from capitals: many fonts and typists have no É.
fn capitals_bare(words: &str) -> String {
    let bare: String = words
        .chars()
        .flat_map(|c| {
            let mut parts = c.nfd();
            let base = parts.next().unwrap_or(c);
            // й and ё are letters of their own.
            let keep = if base.is_uppercase() && base.is_ascii_alphabetic() { base } else { c };
            std::iter::once(keep)
        })
        .collect();
    bones(&folded(&bare))
}

/// Cyrillic letters that look Latin, as the Latin ones: a word that mixes both is as often typed as scanned.
fn letters_alike(folded: &str) -> String {
    folded.chars().map(latin).collect()
}

/// The Latin letter that a Cyrillic one looks like.
const fn latin(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        _ => c,
    }
}

/// Whether a scanner took a glyph for another that looks the same: a digit within a word for a letter (l1ke, 0f), or rn for m in a
/// long word.
pub(super) fn is_scanner_error(old: &str, new: &str) -> bool {
    /// Short words that differ so are two words: corn and com.
    const LONG: usize = 6;
    let alike = |words: &str| -> String {
        folded(words)
            .chars()
            .map(|c| match c {
                '0' => 'o',
                '1' | '|' | 'i' => 'l',
                '5' => 's',
                _ => c,
            })
            .collect()
    };
    let is_mixed = |words: &str| {
        words.chars().any(|c| c.is_ascii_digit() || c == '|')
            && words.chars().filter(|c| c.is_alphabetic()).count() * 2 >= words.chars().count()
    };
    let letters = |words: &str| words.chars().all(char::is_alphabetic);
    if !letters(old) && !letters(new) {
        return false;
    }
    let (a, b) = (alike(old), alike(new));
    if a == b {
        // i for l in a word of letters alone is a scanner's where it can be no word: a capital I within.
        return is_mixed(old) != is_mixed(new);
    }
    a.len() >= LONG && letters(old) && letters(new) && a.replace("rn", "m") == b.replace("rn", "m")
}

/// Whether two short Chinese phrases differ in one character.
pub(super) fn is_one_glyph(old: &str, new: &str) -> bool {
    /// The longest lead phrases.
    const LONGEST: usize = 6;
    let count = old.chars().count();
    (1..=LONGEST).contains(&count)
        && count == new.chars().count()
        && old.chars().chain(new.chars()).all(is_han)
        && old.chars().zip(new.chars()).filter(|(a, b)| a != b).count() == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_with_other_letters_are_not_spelt_alike(
            (old, new) in ("([abA1 .,]|[’“–…()é\u{a0}'-]){0,5}", "([abA1 .,]|[’“–…()é\u{a0}'-]){0,5}"),
        ) {
            prop_assert_eq!(is_spelling(&old, &new), are_spelt_alike(&old, &new));
        }
    }

    #[test]
    fn spelling_is_no_wording() {
        for (a, b) in [
            ("policy makers", "policymakers"),
            ("co-operation", "cooperation"),
            ("“", ""),
            ("Working Group", "working group"),
            ("Etats", "États"),
            ("СССР", "CCCP"),
            ("decision - making", "decision-making"),
            ("10–15", "10-15"),
            ("10 000", "10,000"),
            ("", "–"),
            ("‘all’,", "“all,”"),
            ("l'État", "l’État"),
            ("《宪章》", "“宪章”"),
            (",", "，"),
            ("،", ","),
            ("No.", "No"),
            ("((برنامج))", "“برنامج”"),
        ] {
            assert!(is_spelling(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("10-15", "1015"),
            ("a", "à"),
            ("its", "it’s a"),
            ("the", ""),
            ("1.5", "15"),
            ("", "%"),
            ("2011", "2012"),
            ("10–15", "10, 15"),
            ("[all]", "all"),
            ("(all)", "all"),
            (",", ";"),
            ("", "，"),
            ("inter alia,", "inter alia"),
            ("States", "State’s"),
        ] {
            assert!(!is_spelling(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_wrong_glyph_is_no_wording() {
        for (a, b) in [("lnformat1on", "lnformation"), ("0f", "of"), ("govemment", "government")] {
            assert!(is_scanner_error(a, b), "{a} {b}");
        }
        assert!(is_one_glyph("梯记", "铭记") && !is_one_glyph("梯记", "回顾") && !is_one_glyph("记", "记"));
        for (a, b) in [("2011", "2012"), ("10", "lo"), ("modern", "model"), ("form", "from"), ("bill", "bilI s")] {
            assert!(!is_scanner_error(a, b), "{a} {b}");
        }
    }
}
