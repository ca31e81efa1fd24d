//! A comparison in one line, as a person would say it.

use super::{ChangeKind, Comparison, Fate, Row};

/// What a person would call a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Rewritten,
    Amended,
    Punctuated,
    Moved,
    Split,
    Merged,
    Added,
    Removed,
    RolledOver,
    Renumbered,
    Same,
    Unheld,
}

/// Changes of at most this many words are told as words, not as an amended paragraph.
const FEW: usize = 3;

/// A paragraph is rewritten, not amended, where at least this many of its words gave way to as many others, and it is less alike than
/// [`ALIKE`].
const MANY: usize = 5;

/// From this similarity on little of a paragraph is new, however many words of a long one are.
const ALIKE: f32 = 0.9;

/// How many words of wording a row lost and gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Words {
    lost: usize,
    gained: usize,
}

impl Comparison {
    /// The comparison in one line: "1 paragraph rewritten, 1 word dropped, 3 rolled over, 21 the same". What a delegate must read comes
    /// first; paragraphs of which a few words changed are told as words, and where they are several, how many; footnote marks, printed numbers and typography make no paragraph another.
    #[must_use]
    pub fn summary_line(&self) -> String {
        let mut rows: Vec<(Said, usize)> = Vec::new();
        let (mut dropped, mut added, mut replaced, mut told_as_words, mut moved_and_amended) = (0, 0, 0, 0, 0);
        for row in &self.rows {
            let words = wording(row);
            match words {
                Some(Words { lost, gained })
                    if row.fate == Fate::Amended
                        && lost.max(gained) <= FEW
                        // Brackets that were lifted are no words, and yet an amendment.
                        && (lost.max(gained) > 0 || row.moved_clauses() > 0) =>
                {
                    told_as_words += 1;
                    for Words { lost, gained } in changed_words(row) {
                        *match (lost, gained) {
                            (_, 0) => &mut dropped,
                            (0, _) => &mut added,
                            _ => &mut replaced,
                        } += lost.max(gained);
                    }
                }
                _ => {
                    let said = said(row, words);
                    moved_and_amended += usize::from(said == Said::Moved && words.is_some());
                    match rows.iter_mut().find(|(other, _)| *other == said) {
                        Some((_, count)) => *count += 1,
                        None => rows.push((said, 1)),
                    }
                }
            }
        }
        let clauses: usize = self.rows.iter().map(|row| usize::from(row.moved_clauses())).sum();
        rows.sort_unstable();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (to_read, by_itself): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(said, _)| *said <= Said::Removed);
        let mut parts: Vec<String> = Vec::new();
        for (said, count) in to_read {
            // The noun is said once.
            let noun = if parts.is_empty() { format!(" paragraph{}", plural(count)) } else { String::new() };
            let also = match moved_and_amended {
                amended if said != Said::Moved || amended == 0 => String::new(),
                amended if amended == count => " and amended".to_owned(),
                amended => format!(" ({amended} also amended)"),
            };
            parts.push(format!("{count}{noun} {}{also}", said.words()));
        }
        let mut of_words: Vec<String> = [(dropped, "word", "dropped"), (added, "word", "added"), (replaced, "word", "replaced")]
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, noun, what)| format!("{count} {noun}{} {what}", plural(count)))
            .collect();
        // So that the paragraphs add up.
        if let Some(last) = of_words.last_mut()
            && told_as_words > 1
        {
            *last = format!("{last} in {told_as_words} others");
        }
        parts.append(&mut of_words);
        if clauses > 0 {
            parts.push(format!("{clauses} clause{} moved", plural(clauses)));
        }
        parts.extend(by_itself.into_iter().map(|(said, count)| format!("{count} {}", said.words())));
        if parts.is_empty() { "nothing to compare".to_owned() } else { parts.join(", ") }
    }
}

impl Said {
    const fn words(self) -> &'static str {
        match self {
            Self::Rewritten => "rewritten",
            Self::Amended => "amended",
            Self::Punctuated => "with other punctuation",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::RolledOver => "rolled over",
            Self::Renumbered => "renumbered",
            Self::Same => "the same",
            Self::Unheld => "not held",
        }
    }
}

/// How many words changed in changes of wording, clauses that only moved apart; `None` where there is no such change.
fn wording(row: &Row) -> Option<Words> {
    row.changes.iter().any(|change| change.kind == ChangeKind::Wording).then(|| {
        changed_words(row).fold(Words { lost: 0, gained: 0 }, |sum, words| Words {
            lost: sum.lost + words.lost,
            gained: sum.gained + words.gained,
        })
    })
}

/// The words of each change of wording, clauses that only moved apart.
fn changed_words(row: &Row) -> impl Iterator<Item = Words> + '_ {
    let count = |words: &str| {
        // Chinese has no spaces; two characters are about a word.
        let han = words.chars().filter(|c| ('\u{3400}'..='\u{9FFF}').contains(c)).count();
        if han > 0 { han.div_ceil(2) } else { words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() }
    };
    row.changes.iter().filter(|change| change.kind == ChangeKind::Wording && change.clause.is_none()).map(move |change| {
        // Of "Also calls" → "Calls" one word went, whatever the capital does.
        let kept = same_at_end(&change.old.words, &change.new.words);
        Words { lost: count(&change.old.words).saturating_sub(kept), gained: count(&change.new.words).saturating_sub(kept) }
    })
}

/// How many words both end with, be they with a capital or not.
fn same_at_end(old: &str, new: &str) -> usize {
    let is_one = |&(a, b): &(&str, &str)| a == b || a.to_lowercase() == b.to_lowercase();
    old.split_whitespace().rev().zip(new.split_whitespace().rev()).take_while(is_one).count()
}

fn said(row: &Row, words: Option<Words>) -> Said {
    match (row.fate, words) {
        (Fate::Moved, _) => Said::Moved,
        (Fate::Split, _) => Said::Split,
        (Fate::Merged, _) => Said::Merged,
        (Fate::Added, _) => Said::Added,
        (Fate::Removed, _) => Said::Removed,
        (Fate::Unheld, _) => Said::Unheld,
        (Fate::Amended, Some(Words { lost, gained })) => {
            if lost.min(gained) >= MANY && row.similarity < ALIKE {
                Said::Rewritten
            } else {
                Said::Amended
            }
        }
        (Fate::Same, Some(_)) => Said::Punctuated,
        (Fate::Same | Fate::Amended, _) => {
            let has =
                |kind: ChangeKind| row.changes.iter().any(|change| change.kind == kind && change.old.words != change.new.words);
            let refers = || row.changes.iter().any(|change| change.kind == ChangeKind::Renumbering && !change.old.range.is_empty());
            if has(ChangeKind::Rollover) {
                Said::RolledOver
            } else if refers() {
                Said::Renumbered
            } else {
                Said::Same
            }
        }
    }
}
