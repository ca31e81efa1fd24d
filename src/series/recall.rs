//! The list in which a resolution recalls its own forerunners: "Recalling its resolutions 53/70 of 4 December 1998, 54/49 of …".

use rustc_hash::FxHashSet;

use crate::model::{Corpus, ResolutionId};
use crate::model::{Session, TextId};

/// How many sessions may lie between two neighbours of a list that runs year by year: a series may leave out a session or two.
/// Where most neighbours of a list lie further apart (resolutions adopted every second or third year) twice their distance counts.
const LARGEST_GAP: u16 = 2;

/// The number of the regular session, by which lists run.
pub(super) fn session(corpus: &Corpus, id: ResolutionId) -> Option<u16> {
    match corpus.resolution(id).symbol.session()? {
        Session::Regular(session) => Some(session),
        Session::Special(_) | Session::Emergency(_) => None,
    }
}

/// The forerunners that `id` recalls, latest first: of the recital that names most of `members`, or where none does of the first that
/// names forerunners, the run of neighbouring sessions that ends just before its own.
///
/// The run ends at a gap: the list of A/RES/73/27 also names 36/103 and 43/78 H, which are ten sessions older than the rest and are
/// not of its series.
pub(super) fn forerunners(corpus: &Corpus, id: ResolutionId, members: &FxHashSet<ResolutionId>) -> Vec<ResolutionId> {
    let Some(own) = session(corpus, id) else { return Vec::new() };
    let runs = corpus.resolution(id).texts.iter().flat_map(|&text: &TextId| corpus.recitals(text)).map(|recital| {
        let shared = recital.iter().filter(|&cited| *cited != id && members.contains(cited)).count();
        (shared, run(corpus, own, recital, members))
    });
    let mut best: (usize, Vec<ResolutionId>) = (0, Vec::new());
    for (shared, run) in runs {
        // One resolution that nothing else ties to this one may be any mention; a list of neighbouring sessions is none.
        if shared == 0 && run.len() < 2 {
            continue;
        }
        // The first of equals is kept; another language of the same recital may name one more.
        if !run.is_empty() && (best.1.is_empty() || shared > best.0 || shared == best.0 && shared > 0 && run.len() > best.1.len()) {
            best = (shared, run);
        }
    }
    best.1
}

fn run(corpus: &Corpus, own: u16, recital: &[ResolutionId], members: &FxHashSet<ResolutionId>) -> Vec<ResolutionId> {
    let mut listed: Vec<(u16, ResolutionId)> =
        recital.iter().filter_map(|&id| Some((session(corpus, id)?, id))).filter(|(session, _)| *session < own).collect();
    listed.sort_unstable_by(|a, b| b.cmp(a));
    listed.dedup();
    // Of several of one session those known to be members stand for it; if none is, which belongs to the series cannot be told.
    let mut kept: Vec<(u16, ResolutionId)> = Vec::new();
    for same_session in listed.chunk_by(|a, b| a.0 == b.0) {
        match same_session {
            [one] => kept.push(*one),
            several => kept.extend(several.iter().filter(|(_, id)| members.contains(id))),
        }
    }
    let mut gaps: Vec<u16> = kept.windows(2).map(|pair| pair[0].0 - pair[1].0).collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(1);
    let largest = LARGEST_GAP.max(usual.saturating_mul(2).min(6));

    let mut last = own;
    kept.into_iter()
        .take_while(|(session, _)| {
            let near = last - session <= largest;
            last = *session;
            near
        })
        .map(|(_, id)| id)
        .collect()
}
