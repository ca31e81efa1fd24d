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
    let is_strange =
        |token: &Token| token.class == Class::Word && !known.contains(&token.id) && token.words(&side.words).chars().all(is_han);
    if !side.tokens.iter().any(is_strange) {
        return;
    }
    let mut out = Vec::with_capacity(side.tokens.len() + 8);
    // Strange words in a row are one string to cut anew: the dictionary reads 又重|申 where 重申 stands on the other side.
    for run in side.tokens.chunk_by(|a, b| is_strange(a) && is_strange(b) && a.end == b.start) {
        if is_strange(&run[0]) { out.extend(pieces(run, &side.words, known)) } else { out.extend_from_slice(run) }
    }
    side.tokens = out;
}

/// The known words, and particles between them, that make up a run of strange tokens; where they do not, the tokens themselves.
fn pieces(run: &[Token], words: &str, known: &FxHashSet<u64>) -> Vec<Token> {
    /// Longer words than any dictionary's are not tried.
    const LONGEST: usize = 8;
    /// A particle that the other side does not have costs more than any words that it has.
    const STRANGE: usize = 100;
    let whole = Token { end: run[run.len() - 1].end, ..run[0] };
    let ends: Vec<usize> = std::iter::once(0).chain(whole.words(words).char_indices().map(|(at, c)| at + c.len_utf8())).collect();
    let piece = |from: usize, to: usize| part(&whole, words, ends[from], ends[to]);
    // The cheapest way to each end, and where its last piece begins.
    let mut reached: Vec<Option<(usize, usize)>> = vec![None; ends.len()];
    reached[0] = Some((0, 0));
    for to in 1..ends.len() {
        for from in to.saturating_sub(LONGEST)..to {
            let Some((cost, _)) = reached[from] else { continue };
            let token = piece(from, to);
            let cost = cost
                + if known.contains(&token.id) {
                    1
                } else if is_chinese_particle(token.words(words)) || run.contains(&token) {
                    STRANGE
                } else {
                    continue;
                };
            if reached[to].is_none_or(|(best, _)| cost < best) {
                reached[to] = Some((cost, from));
            }
        }
    }
    let mut at = ends.len() - 1;
    // No known word was found.
    if reached[at].is_none_or(|(cost, _)| cost % STRANGE == 0) {
        return run.to_vec();
    }
    let mut out = Vec::new();
    while at > 0 {
        let Some((_, from)) = reached[at] else { return run.to_vec() };
        out.push(piece(from, at));
        at = from;
    }
    out.reverse();
    out
}
