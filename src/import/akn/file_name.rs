//! What a file's name says: `A_RES_77_36-2228101R.xml`, `74_35_R.xml`, `72_2.xml`, `N2228101.xml`.

use crate::model::{Language, Symbol};

/// What the words say, in words, where the name says otherwise.
pub(super) fn disagrees(name: &str, symbol: Option<&Symbol>, language: Language) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let numbers: Vec<&str> =
        words.iter().copied().filter(|word| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())).collect();
    if let (Some(symbol), [session, number, ..]) = (symbol, numbers.as_slice())
        && let Some((said_session, said_number)) = symbol.as_str().strip_prefix("A/RES/").and_then(|rest| rest.split_once('/'))
        && said_session.bytes().all(|b| b.is_ascii_digit())
    {
        let said: String = said_number.chars().take_while(char::is_ascii_digit).collect();
        if (*session, *number) != (said_session, said.as_str()) {
            return Some(symbol.to_string());
        }
    }
    let letter =
        words.last().filter(|last| last.len() == 1 || last.trim_end_matches(char::is_alphabetic).len() + 1 == last.len())?;
    let named = match letter.chars().next_back()? {
        'A' => Language::Ar,
        'C' => Language::Zh,
        'E' => Language::En,
        'F' => Language::Fr,
        'R' => Language::Ru,
        'S' => Language::Es,
        _ => return None,
    };
    (named != language).then(|| language.english_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_five_styles_agree_or_do_not() {
        let symbol: Symbol = "A/RES/77/36".parse().unwrap();
        for (name, agrees) in [
            ("A_RES_77_36-2228101R.xml", true),
            ("77_36_R.xml", true),
            ("77_36.xml", true),
            ("N2228101.xml", true),
            ("resolution.xml", true),
            ("77_37_R.xml", false),
            ("A_RES_77_36-2228101F.xml", false),
        ] {
            assert_eq!(disagrees(name, Some(&symbol), Language::Ru).is_none(), agrees, "{name}");
        }
    }
}
