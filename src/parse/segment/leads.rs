//! Lead phrases that look wrong: unknown, but a letter away from one that the document has elsewhere.

use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::label::{self, Form};
use super::lines::place;
use crate::model::Warning;
use crate::parse::{DraftParagraph, Role};

/// Warns of paragraphs whose lead phrase is nearly one that the document has elsewhere.
pub(super) fn doubts(paragraphs: &[DraftParagraph], cues: &Cues, warnings: &mut Vec<Warning>) {
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let mut unknown = Vec::new();
    let mut preambular = 0_usize;
    for paragraph in paragraphs.iter().filter(|p| matches!(p.role, Role::Preambular | Role::Operative) && p.place.annex.is_none()) {
        let words = paragraph.styled.text.as_str();
        let sub = paragraph
            .number
            .as_deref()
            .is_some_and(|number| !matches!(label::read(number).map(|l| l.form), Some(Form::Number(_) | Form::NumberBracket(_))));
        if sub || words.is_empty() || known.len() > 2_000 {
            continue;
        }
        preambular += usize::from(paragraph.role == Role::Preambular);
        match cues.known_phrase(words) {
            Some(phrase) => {
                known.insert(phrase);
            }
            None => unknown.push((paragraph, preambular)),
        }
    }
    if unknown.is_empty() {
        return;
    }
    // Of several that are near the first in the alphabet is named.
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    for (paragraph, count) in unknown.into_iter().take(100) {
        let words = paragraph.styled.text.as_str();
        let Some(near) = known.iter().find(|phrase| is_near(words, phrase)) else { continue };
        let shown: String = words.chars().take(near.chars().count()).collect();
        let message = format!("“{shown}” is no known lead phrase, but nearly “{near}”; it was kept as received");
        let place = if paragraph.role == Role::Preambular {
            format!("PP{count}, {}", place(paragraph.origin))
        } else {
            place(paragraph.origin)
        };
        warnings.push(Warning { place, code: "misread-lead".to_owned(), message });
    }
}

/// Whether words begin with a phrase but for one letter in three.
fn is_near(words: &str, phrase: &str) -> bool {
    let length = phrase.chars().count();
    let differing = words.chars().zip(phrase.chars()).filter(|(a, b)| a != b).count();
    length > 1 && words.chars().count() > length && differing > 0 && differing <= (length / 3).max(1)
}
