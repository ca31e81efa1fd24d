//! Why paragraphs were paired, or not, in a sentence: what `--explain` prints.

use super::decisions::{Decisions, Link, Stand};
use super::rows::Told;
use crate::compare::Fate;
use crate::model::{ParagraphId, Text};

/// The reason of a row.
pub(super) fn reason(old: &Text, new: &Text, decisions: &Decisions, told: &Told<'_>) -> String {
    let name = |text: &'_ Text, n: usize| -> ParagraphId { text.paragraphs[n].id.clone() };
    if let Some(link) = told.link {
        let mut said = if old.language == new.language || link.same {
            likeness(link)
        } else {
            "the texts are in two languages, in which both have the same name".to_owned()
        };
        for further in &told.further {
            let part = percent(further.covered);
            let (a, b) = (name(old, further.old), name(new, further.new));
            let beyond = if further.old == link.old {
                format!("; {part} of {b} is in the rest of {a}")
            } else {
                format!("; {part} of {a} is in what {b} has beyond it")
            };
            said += &beyond;
        }
        match link.stand {
            Stand::Kept => {}
            Stand::Reordered => said += "; the others around it kept their order, it did not",
            Stand::Elsewhere => said += "; it stands in another part of the text",
        }
        return said;
    }
    let nearest = match (told.old.first(), told.new.first()) {
        (Some(&n), _) => decisions.nearest_of_old[n].map(|nearest| (name(new, nearest.other), nearest)),
        (None, Some(&n)) => decisions.nearest_of_new[n].map(|nearest| (name(old, nearest.other), nearest)),
        (None, None) => None,
    };
    match (told.fate, nearest) {
        (Fate::Unheld, _) => "the other text is a fragment that does not reach this place".to_owned(),
        (_, Some((other, nearest))) if nearest.formula => {
            format!("the texts are on two subjects, and {other}, which comes nearest, shares nothing with it but formula")
        }
        (_, Some((other, nearest))) => {
            format!(
                "nothing else is enough like it: {other} comes nearest, with {} of the words that carry weight in common",
                percent(nearest.likeness)
            )
        }
        (_, None) => "no paragraph shares words with it that are not everywhere".to_owned(),
    }
}

fn likeness(link: &Link) -> String {
    if link.same {
        "the words are equal".to_owned()
    } else if link.same_frame {
        "only figures and endings of words differ".to_owned()
    } else {
        let of_what = if link.with_points { ", those of the list counted in" } else { "" };
        format!("{} of the words that carry weight are in both{of_what}", percent(link.likeness))
    }
}

fn percent(part: f32) -> String {
    format!("{:.0} %", part * 100.0)
}
