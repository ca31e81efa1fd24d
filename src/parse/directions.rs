//! Characters that turn the order in which words are shown. They carry no letter and are left out, but not in silence: who set one may
//! have meant to show other words than those that are read.

use crate::model::{Language, Warning};

/// Where words of a document were turned.
#[derive(Debug, Default)]
pub(super) struct Turned {
    first: Option<(char, String)>,
    others: usize,
}

impl Turned {
    /// Looks for such characters in words that stand at a place.
    pub(super) fn look(&mut self, words: &str, language: Language, place: impl FnOnce() -> String) {
        // Only characters with their first byte are looked at.
        let mut likely = memchr::memchr_iter(0xE2, words.as_bytes()).filter_map(|at| words[at..].chars().next());
        match (likely.find(|&c| turns(c, language)), &self.first) {
            (Some(found), None) => self.first = Some((found, place())),
            (Some(_), Some(_)) => self.others += 1,
            (None, _) => {}
        }
    }

    /// The one warning for all of them.
    pub(super) fn warning(self) -> Option<Warning> {
        let (found, place) = self.first?;
        let elsewhere = match self.others {
            0 => String::new(),
            1 => " and in one other place".to_owned(),
            others => format!(" and in {others} other places"),
        };
        let message = format!(
            "U+{:04X}, which turns the order in which words are shown, stands here{elsewhere}; it was left out, and the words are in the order in which they are stored",
            u32::from(found)
        );
        Some(Warning { place, code: "direction-override".to_owned(), message })
    }
}

/// Whether a character turns words against their own direction: an override, and an embedding or an isolate where nothing is written from
/// right to left. Around Arabic, converters set embeddings and isolates for what would be shown so anyway.
const fn turns(c: char, language: Language) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}')
        || (!matches!(language, Language::Ar) && matches!(c, '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_deceive_is_told_once() {
        for (language, words, told) in [
            (
                Language::En,
                &["Calls\u{202E} upon", "Member States", "\u{2066}to\u{2069} promote", "x\u{202A}"][..],
                Some(("0: U+202E,", "here and in 2 other places;")),
            ),
            (Language::En, &["Calls upon", "Member\u{202D} States"], Some(("1: U+202D,", "here;"))),
            (Language::Ar, &["\u{202B}إذ تشير\u{202C} إلى", "\u{2067}قرارها\u{2069}"], None),
            (Language::Ar, &["إذ \u{202E}تشير"], Some(("0: U+202E,", "here;"))),
            (Language::Ru, &["Ссы\u{AD}ла\u{200B}ясь\u{200F}\u{200E}\u{2060} на «…»"], None),
        ] {
            let mut turned = Turned::default();
            for (at, piece) in words.iter().enumerate() {
                turned.look(piece, language, || at.to_string());
            }
            let said = turned.warning().map(|warning| format!("{}: {}", warning.place, warning.message));
            assert_eq!(said.is_some(), told.is_some(), "{words:?}");
            if let Some((said, (start, places))) = said.zip(told) {
                assert!(said.starts_with(start) && said.contains(places), "{said}");
            }
        }
    }
}
