//! Chinese words of one side cut where the other side shows a word to end.
//!
//! A dictionary cuts 又重申 in one text as one word and 重申 in the other as another, and reads 内|在 now as two words, now as 内在.
//! Where a word is unknown to the other side but made of words that stand there, the other side has shown where it may be cut.

use rustc_hash::FxHashSet;

use super::side::Side;
use crate::compare::tokens::{Class, Token, is_chinese_particle, is_han, part};

/// Cuts the words of both sides.
pub(super) fn refine(old: &mut Side<'_>, new: &mut Side<'_>) {
    let ids = |side: &Side<'_>| side.tokens.iter().map(|token| token.id).collect::<FxHashSet<u64>>();
    let (olds, news) = (ids(old), ids(new));
    cut(old, &news);
    cut(new, &olds);
}

fn cut(side: &mut Side<'_>, known: &FxHashSet<u64>) {
    let is_whole = |token: &Token| token.class != Class::Word || known.contains(&token.id);
    if side.tokens.iter().all(is_whole) {
        return;
    }
    let mut out = Vec::with_capacity(side.tokens.len() + 8);
    for token in &side.tokens {
        if is_whole(token) || !token.words(&side.words).chars().all(is_han) {
            out.push(*token);
        } else {
            out.extend(pieces(token, &side.words, known));
        }
    }
    side.tokens = out;
}

/// The known words that make up a token, or a particle and the known word beside it; else the token itself.
fn pieces(token: &Token, words: &str, known: &FxHashSet<u64>) -> Vec<Token> {
    let ends: Vec<usize> = token.words(words).char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let piece = |from: usize, to: usize| part(token, words, from, to);
    // The fewest known words that reach each end.
    let mut reached: Vec<Option<(usize, usize)>> = vec![None; ends.len() + 1];
    reached[0] = Some((0, 0));
    let byte = |at: usize| if at == 0 { 0 } else { ends[at - 1] };
    for to in 1..=ends.len() {
        for from in 0..to {
            let Some((count, _)) = reached[from] else { continue };
            if known.contains(&piece(byte(from), byte(to)).id) && reached[to].is_none_or(|(best, _)| count + 1 < best) {
                reached[to] = Some((count + 1, from));
            }
        }
    }
    if reached[ends.len()].is_some() {
        let (mut at, mut out) = (ends.len(), Vec::new());
        while at > 0 {
            let Some((_, from)) = reached[at] else { break };
            out.push(piece(byte(from), byte(at)));
            at = from;
        }
        out.reverse();
        return out;
    }
    if ends.len() > 2 {
        let (first, rest) = (piece(0, ends[0]), piece(ends[0], ends[ends.len() - 1]));
        if is_chinese_particle(first.words(words)) && known.contains(&rest.id) {
            return vec![first, rest];
        }
        let (rest, last) = (piece(0, ends[ends.len() - 2]), piece(ends[ends.len() - 2], ends[ends.len() - 1]));
        if is_chinese_particle(last.words(words)) && known.contains(&rest.id) {
            return vec![rest, last];
        }
    }
    vec![*token]
}
