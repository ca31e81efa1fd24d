//! What a lexicon says around citations, in the form in which it is compared: made once, asked for at every number.

use std::sync::OnceLock;

use memchr::memmem::FinderRev;
use rustc_hash::FxHashSet;

use super::group::spoken;
use crate::lexicon::Lexicon;

/// Whose resolutions a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Organ {
    Assembly,
    HumanRights,
    /// "the Council": the form of the number tells which.
    Council,
    Economic,
    Security,
    /// A body whose resolutions have no symbol of these kinds, or decisions of any.
    Other,
}

/// The name of an organ.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) words: Box<str>,
    /// Finds its last place in a text.
    pub(super) last: FinderRev<'static>,
    pub(super) organ: Organ,
}

/// The words of a language around citations.
#[derive(Debug)]
pub(super) struct Names {
    /// The names of organs, those that hold others first.
    pub(super) organs: Vec<Name>,
    /// What a date follows.
    pub(super) date_after: Vec<String>,
    /// All single words that may stand between a number and its date.
    pub(super) before_date: FxHashSet<String>,
}

impl Names {
    /// Those of a language.
    pub(super) fn of(lexicon: &Lexicon) -> &'static Self {
        static ALL: [OnceLock<Names>; 6] = [const { OnceLock::new() }; 6];
        ALL[lexicon.language().index()].get_or_init(|| Self::new(lexicon))
    }

    fn new(lexicon: &Lexicon) -> Self {
        let words = lexicon.citation_words();
        let named = [
            (&words.organs.human_rights_council, Organ::HumanRights),
            (&words.organs.economic_and_social_council, Organ::Economic),
            (&words.organs.security_council, Organ::Security),
            (&words.organs.general_assembly, Organ::Assembly),
            (&words.others, Organ::Other),
            (&words.organs.council, Organ::Council),
        ];
        let organs = named.iter().flat_map(|&(names, organ)| names.iter().map(move |name| (spoken(name), organ)));
        let of_organs = named.iter().filter(|(_, organ)| *organ != Organ::Other).flat_map(|(names, _)| *names);
        let before_date = of_organs.chain(&words.date_after).chain(&words.articles);
        Self {
            organs: organs
                .map(|(name, organ)| Name { last: FinderRev::new(&*name).into_owned(), words: name.into(), organ })
                .collect(),
            date_after: words.date_after.iter().map(|phrase| spoken(phrase).into_owned()).collect(),
            before_date: before_date.flat_map(|phrase| spoken(phrase).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn names_of_a_language_without_spaces_are_compared_as_they_are_written() {
        let words = Lexicon::of(Language::Zh).citation_words();
        let organs = &words.organs;
        let lists = [
            &organs.human_rights_council,
            &organs.economic_and_social_council,
            &organs.security_council,
            &organs.general_assembly,
            &organs.council,
            &words.others,
        ];
        assert!(lists.into_iter().flatten().all(|name| spoken(name) == *name));
    }
}
