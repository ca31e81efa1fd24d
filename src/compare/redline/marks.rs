//! Footnote marks of a row: which came, went, or were renumbered.

use std::ops::Range;

use super::bytes::ByteChange;
use super::side::Side;
use crate::compare::{Change, ChangeKind};
use crate::model::{FootnoteIndex, ParagraphIndex, Text};

/// A mark in the joined words of a side.
struct MarkIn<'a> {
    mark: &'a str,
    at: usize,
    note: Option<FootnoteIndex>,
}

fn marks<'a>(text: &'a Text, side: &Side<'_>, paragraphs: &[ParagraphIndex]) -> Vec<MarkIn<'a>> {
    let mut out = Vec::new();
    for (at, &index) in paragraphs.iter().enumerate() {
        let paragraph = text.paragraph(index);
        for mark in &paragraph.marks {
            let byte = mark.at.saturating_sub(paragraph.span.start) as usize;
            out.push(MarkIn { mark: &mark.mark, at: side.joined(at, byte), note: text.footnote(&mark.mark) });
        }
    }
    // Of two at one word, with a comma between them perhaps, the smaller is first, as it is on a page of either direction.
    out.sort_by_key(|mark| (word_end(&side.words, mark.at), mark.mark.len(), mark.mark));
    out
}

/// The changes of kind footnote. `changes` are those of the words, in order; `notes` the footnotes that belong together.
pub(super) fn mark_changes(
    (old_text, old, old_paragraphs): (&Text, &Side<'_>, &[ParagraphIndex]),
    (new_text, new, new_paragraphs): (&Text, &Side<'_>, &[ParagraphIndex]),
    changes: &[ByteChange],
    notes: &[(FootnoteIndex, FootnoteIndex)],
) -> Vec<Change> {
    let (olds, news) = (marks(old_text, old, old_paragraphs), marks(new_text, new, new_paragraphs));
    if olds.is_empty() && news.is_empty() {
        return Vec::new();
    }
    let belong = |a: &MarkIn<'_>, b: &MarkIn<'_>| matches!((a.note, b.note), (Some(a), Some(b)) if notes.contains(&(a, b)));
    // A mark stands where it stood if the same byte is before it, or the same word: a comma may have changed sides with it.
    let in_place = |a: &MarkIn<'_>, b: &MarkIn<'_>| {
        let whole = image(changes, a.at, false);
        let word = image(changes, word_end(&old.words, a.at), false);
        (whole.start..=whole.end).contains(&b.at) || (word.start..=word.end).contains(&word_end(&new.words, b.at))
    };
    let likeness = |a: &MarkIn<'_>, b: &MarkIn<'_>| match (in_place(a, b), belong(a, b)) {
        (true, true) => 4,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 0,
    };
    let mut out = Vec::new();
    let mut change = |old_at: usize, old_mark: &str, new_at: usize, new_mark: &str| {
        out.push(Change {
            kind: ChangeKind::Footnote,
            old: old.shown(old_at..old_at, Some(old_mark)),
            new: new.shown(new_at..new_at, Some(new_mark)),
            clause: None,
        });
    };
    for (a, b) in matched(&olds, &news, likeness) {
        match (a, b) {
            (Some(a), Some(b)) if in_place(a, b) => {
                if a.mark != b.mark {
                    change(a.at, a.mark, b.at, b.mark);
                }
            }
            (a, b) => {
                if let Some(a) = a {
                    change(a.at, a.mark, image(changes, a.at, false).end, "");
                }
                if let Some(b) = b {
                    change(image(changes, b.at, true).end, "", b.at, b.mark);
                }
            }
        }
    }
    out
}

/// The end of the last letter or digit before a byte.
fn word_end(words: &str, at: usize) -> usize {
    words[..at].char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(0, |(start, c)| start + c.len_utf8())
}

/// Where a byte of one side stands on the other: one byte, or any byte of what replaced its surroundings.
fn image(changes: &[ByteChange], at: usize, back: bool) -> Range<usize> {
    let (mut from, mut to) = (0, 0);
    for change in changes {
        let (a, b) = if back { (&change.new, &change.old) } else { (&change.old, &change.new) };
        if at < a.start {
            break;
        }
        if at <= a.end {
            return b.clone();
        }
        (from, to) = (a.end, b.end);
    }
    let byte = to + (at - from);
    byte..byte
}

/// Pairs of the two sequences in order, of the greatest likeness in all; what has no partner stands alone, in its place.
fn matched<'m, T>(olds: &'m [T], news: &'m [T], likeness: impl Fn(&T, &T) -> u32) -> Vec<(Option<&'m T>, Option<&'m T>)> {
    let width = news.len() + 1;
    let mut best = vec![0; (olds.len() + 1) * width];
    for (i, a) in olds.iter().enumerate().rev() {
        for (j, b) in news.iter().enumerate().rev() {
            let like = likeness(a, b);
            let pair = if like > 0 { like + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = pair.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < olds.len() && j < news.len() {
        let here = best[i * width + j];
        let like = likeness(&olds[i], &news[j]);
        if like > 0 && here == like + best[(i + 1) * width + j + 1] {
            out.push((Some(&olds[i]), Some(&news[j])));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            out.push((Some(&olds[i]), None));
            i += 1;
        } else {
            out.push((None, Some(&news[j])));
            j += 1;
        }
    }
    out.extend(olds[i..].iter().map(|a| (Some(a), None)));
    out.extend(news[j..].iter().map(|b| (None, Some(b))));
    out
}
