//! The lead phrase of a paragraph: what its source emphasises at its start, else what the lexicon knows.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Role;
use super::words::Words;
use crate::lexicon::{self, LeadKind, Lexicon};

/// A lead phrase, and whether the lexicon knows its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub known: bool,
}

/// The lead phrases of both kinds with which words begin: while the structure is found each line is asked for again and again, and most
/// lines once more when they are paragraphs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leads {
    /// By all of the words that counts.
    found: FxHashMap<Box<str>, Both>,
}

/// The lead phrases of the preambular and of the operative kind.
type Both = [Option<lexicon::Lead>; 2];

impl Leads {
    /// Those with which words begin.
    pub(super) fn find(&mut self, words: &str, lexicon: &Lexicon) -> Both {
        let start = start(words);
        self.found.get(start).cloned().unwrap_or_else(|| {
            let both = lexicon.leads([LeadKind::Preambular, LeadKind::Operative], words);
            self.found.insert(start.into(), both.clone());
            both
        })
    }

    /// The one of these kinds, which is not kept: the first whose verb is known, else the first that has the form of one.
    fn one(&self, kinds: &[LeadKind], words: &str, lexicon: &Lexicon) -> Option<lexicon::Lead> {
        let kept = self.found.get(start(words));
        let mut leads = kinds.iter().filter_map(|&kind| match kept {
            Some(both) => both[kind as usize].clone(),
            None => lexicon.lead(kind, words),
        });
        match leads.next() {
            Some(first) if !first.known => leads.find(|lead| lead.known).or(Some(first)),
            // Beside a verb of the other kind that is known, no form was looked for.
            None if kept.is_some_and(|both| both.iter().any(Option::is_some)) => {
                kinds.iter().find_map(|&kind| lexicon.lead(kind, words))
            }
            first => first,
        }
    }
}

/// What a lead phrase may be in.
fn start(words: &str) -> &str {
    &words[..words.floor_char_boundary(lexicon::LONGEST_LEAD)]
}

/// No lead phrase is longer, in characters; what is emphasised beyond is a title or a whole paragraph.
const LONGEST: usize = 80;

/// The lead phrase of a paragraph. `nested` paragraphs and those of annexes have one only where the source emphasises it and the lexicon
/// knows the verb: "(a) *Encourages* …". `typed` says that the emphasis is the typist's own, and not a scanner's guess.
pub(super) fn find(words: &Words<'_>, role: Role, nested: bool, typed: bool, lexicon: &Lexicon, leads: &Leads) -> Option<Found> {
    let kinds: &[LeadKind] = match role {
        Role::Heading => return None,
        Role::Preambular if !nested => &[LeadKind::Preambular],
        Role::Operative if !nested => &[LeadKind::Operative, LeadKind::Preambular],
        _ => &[LeadKind::Preambular, LeadKind::Operative],
    };
    let by_itself = matches!(role, Role::Preambular | Role::Operative) && !nested;
    let named = || leads.one(kinds, &words.text, lexicon);
    if let Some(range) = emphasised(words, lexicon) {
        if typed && by_itself {
            return Some(Found { range, known: true });
        }
        // Emphasis may be on the introduction alone, or on a part of the phrase that was split by a mistake of markup.
        let known = named().is_some_and(|lead| lead.known && lead.range.start < range.end && range.start < lead.range.end);
        return (by_itself || known).then_some(Found { range, known });
    }
    if !by_itself {
        return None;
    }
    let lead = named()?;
    // The form of a verb is enough in the preamble, where every paragraph begins with one; a numbered paragraph may begin with a noun.
    (lead.known || role == Role::Preambular).then_some(Found { range: lead.range, known: lead.known })
}

/// The emphasis with which a paragraph begins, cut to the phrase.
fn emphasised(words: &Words<'_>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let first = words.emphasis.first()?;
    let before = words.text[..first.range.start].trim_matches(|c: char| !c.is_alphanumeric());
    // 为此**回顾**; other languages begin with the phrase.
    if before.chars().count() > if lexicon.has_spaces() { 0 } else { 8 } {
        return None;
    }
    let phrase = words.text[first.range.clone()].trim_end_matches(|c: char| !c.is_alphanumeric());
    let skipped = phrase.len() - phrase.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let range = first.range.start + skipped..first.range.start + phrase.len();
    let length = words.text[range.clone()].chars().count();
    let rest = words.text[range.end..].trim_matches(|c: char| !c.is_alphanumeric());
    (length > 0 && length <= LONGEST && !rest.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::single_range_in_vec_init, reason = "a list of stretches, of which there happens to be one")]

    use super::*;
    use crate::model::Language;
    use crate::parse::Emphasis;

    fn lead(language: Language, text: &str, emphasis: &[Range<usize>], role: Role, nested: bool) -> Option<String> {
        let words = Words {
            text: text.into(),
            emphasis: emphasis.iter().map(|range| Emphasis { range: range.clone(), bold: false }).collect(),
            ..Words::default()
        };
        find(&words, role, nested, false, Lexicon::of(language), &Leads::default()).map(|found| text[found.range].to_owned())
    }

    #[test]
    fn what_is_kept_is_what_would_be_found() {
        use LeadKind::{Operative, Preambular};
        let lexicon = Lexicon::of(Language::En);
        let mut kept = Leads::default();
        for words in
            ["Recalling its", "Recalls its", "Pondering the", "Ponders the", "The report", "Also stressing", "Acting under"]
        {
            kept.find(words, lexicon);
            for kinds in [&[Preambular][..], &[Operative], &[Preambular, Operative], &[Operative, Preambular]] {
                let found: Vec<_> = kinds.iter().filter_map(|&kind| lexicon.lead(kind, words)).collect();
                let expected = found.iter().find(|lead| lead.known).or_else(|| found.first());
                assert_eq!(kept.one(kinds, words, lexicon).as_ref(), expected, "{words}");
                assert_eq!(Leads::default().one(kinds, words, lexicon).as_ref(), expected, "{words}");
            }
        }
    }

    #[test]
    fn emphasis_is_believed_where_it_is_a_phrase() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(lead(Language::En, "Mindful of the", &[0..7], Role::Preambular, false), some("Mindful"));
        assert_eq!(
            lead(Language::Ru, "признавая, что", &["признавая,".len()..0, 0.."признавая,".len()][1..], Role::Preambular, false),
            some("признавая")
        );
        assert_eq!(lead(Language::Zh, "为此回顾1996年", &[6..12], Role::Preambular, false), some("回顾"));
        assert_eq!(lead(Language::Zh, "梯记秘书长", &[0..6], Role::Preambular, false), some("梯记"));
        assert_eq!(lead(Language::En, "Calls upon States", &[], Role::Operative, false), some("Calls upon"));
        // Not at the start, not a phrase, not a verb of a sub-paragraph.
        assert_eq!(lead(Language::En, "The Journal of Peace", &[4..11], Role::Operative, false), None);
        assert_eq!(lead(Language::En, "Encourages States to", &[0..10], Role::Operative, true), some("Encourages"));
        assert_eq!(lead(Language::En, "Yearbook of the", &[0..8], Role::Operative, true), None);
        assert_eq!(lead(Language::En, "Measures that", &[], Role::Operative, true), None);
    }
}
