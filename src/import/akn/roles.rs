//! Paragraphs that the markup puts into the wrong part: the formula of the preamble as a paragraph, preambular paragraphs in the main
//! body and operative ones in the preamble. The words are believed where the lexicon knows them.

use crate::lexicon::{Formula, LeadKind, Lexicon};
use crate::model::Place;
use crate::parse::{DraftParagraph, Role};

/// Sets the roles right. Returns formulas that were paragraphs.
pub(super) fn settle(paragraphs: &mut Vec<DraftParagraph>, lexicon: &Lexicon) -> Vec<String> {
    let mut formulas = Vec::new();
    let mut begun: Option<Place> = None;
    paragraphs.retain(|paragraph| {
        if paragraph.role == Role::Heading || begun == Some(paragraph.place) {
            return true;
        }
        begun = Some(paragraph.place);
        let words = paragraph.styled.text.trim();
        let is_formula = paragraph.role != Role::Body && words.chars().count() <= 60 && lexicon.is_formula(Formula::Opening, words);
        if is_formula {
            formulas.push(words.to_owned());
        }
        !is_formula
    });
    let is_known = |paragraph: &DraftParagraph, kind, other| {
        let words = paragraph.styled.text.trim_start();
        let known = |kind| lexicon.lead(kind, words).is_some_and(|lead| lead.known);
        paragraph.number.is_none() && known(kind) && !known(other)
    };
    let ends_with = |paragraph: &DraftParagraph, signs: &[char]| paragraph.styled.text.trim_end().ends_with(signs);
    for part in paragraphs.chunk_by_mut(|a, b| a.place == b.place) {
        // The first of the main body that go on with the preamble.
        for paragraph in part.iter_mut().skip_while(|p| p.role == Role::Preambular) {
            let belongs = paragraph.role == Role::Operative
                && ends_with(paragraph, &[',', '،', '，'])
                && is_known(paragraph, LeadKind::Preambular, LeadKind::Operative);
            if !belongs {
                break;
            }
            paragraph.role = Role::Preambular;
        }
        // The last of the preamble that begin the operative part.
        for paragraph in part.iter_mut().rev().skip_while(|p| p.role != Role::Preambular) {
            let belongs = paragraph.role == Role::Preambular
                && ends_with(paragraph, &[';', '.', '؛', '；', '。'])
                && is_known(paragraph, LeadKind::Operative, LeadKind::Preambular);
            if !belongs {
                break;
            }
            paragraph.role = Role::Operative;
        }
    }
    formulas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::parse::{Origin, Styled};

    #[test]
    fn paragraphs_in_the_wrong_part_are_put_right() {
        let paragraph = |role, number: Option<&str>, words: &str| DraftParagraph {
            role,
            place: Place::default(),
            number: number.map(str::to_owned),
            depth: None,
            styled: Styled { text: words.to_owned(), ..Styled::default() },
            origin: Origin::default(),
        };
        let (preambular, operative) = (Role::Preambular, Role::Operative);
        let mut draft = vec![
            paragraph(preambular, None, "The General Assembly,"),
            paragraph(preambular, None, "Recalling its resolution 53/70,"),
            paragraph(operative, None, "Noting the report of the Secretary-General,"),
            paragraph(operative, Some("1."), "Calls upon Member States to promote;"),
        ];
        assert_eq!(settle(&mut draft, Lexicon::of(Language::En)), ["The General Assembly,"]);
        let roles: Vec<Role> = draft.iter().map(|p| p.role).collect();
        assert_eq!(roles, [preambular, preambular, operative]);
        let mut draft = vec![
            paragraph(preambular, None, "Recalling its resolution 53/70,"),
            paragraph(preambular, None, "Decides to remain seized of the matter."),
        ];
        settle(&mut draft, Lexicon::of(Language::En));
        assert_eq!(draft[1].role, operative);
    }
}
