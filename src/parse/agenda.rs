//! The agenda items of a resolution, as every language writes them.

use crate::lexicon::european;

/// Agenda items in their own form in every language: `89`, `72 (b)`, `14, 117`.
pub(crate) fn agenda_item(words: &str) -> Option<String> {
    let mut items: Vec<String> = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(|c| european(c).is_some()) {
        rest = &rest[at..];
        let digits: String = rest.chars().map_while(european).collect();
        rest = rest.trim_start_matches(|c| european(c).is_some());
        let after = rest.trim_start_matches([' ', '\u{a0}', '\u{200f}', '\u{200e}', '(', '（']);
        let mut chars = after.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}')).peekable();
        // After (z) comes (aa).
        let letters: String = std::iter::from_fn(|| chars.next_if(|c| c.is_alphabetic())).take(3).map(latin).collect();
        let lettered = (1..=2).contains(&letters.chars().count()) && matches!(chars.next(), Some(')' | '）'));
        items.push(if lettered { format!("{digits} ({letters})") } else { digits });
    }
    (!items.is_empty()).then(|| items.join(", "))
}

/// The Latin letter of an item lettered in another script: the Arabic order is the old one (abjad).
fn latin(letter: char) -> char {
    const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشت";
    const CYRILLIC: [(char, char); 4] = [('а', 'a'), ('с', 'c'), ('е', 'e'), ('о', 'o')];
    if let Some(at) = ABJAD.chars().position(|c| c == letter) {
        return u8::try_from(at).map_or(letter, |at| char::from(b'a' + at));
    }
    CYRILLIC.iter().find(|(cyrillic, _)| *cyrillic == letter).map_or(letter, |&(_, latin)| latin)
}

#[cfg(test)]
mod tests {
    use super::agenda_item;

    #[test]
    fn one_form_in_every_language() {
        for (printed, item) in [
            ("89", "89"),
            ("72 (b)", "72 (b)"),
            ("68 b)", "68 (b)"),
            ("68（b）", "68 (b)"),
            ("68 (ب)", "68 (b)"),
            ("103 ii)", "103 (ii)"),
            ("12 and 14 (a)", "12, 14 (a)"),
        ] {
            assert_eq!(agenda_item(printed).as_deref(), Some(item), "{printed}");
        }
    }
}
