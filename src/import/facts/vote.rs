//! How a resolution was adopted, from the many ways in which records say so.

use serde_json::{Map, Value};

use super::record::{Fields, plain, without_vote};
use crate::model::Vote;

/// A side of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    InFavour,
    Against,
    Abstaining,
    /// Present or not, they cast no vote.
    Silent,
}

/// Fields that hold a whole vote, their names in lower case without separators.
const WHOLE: &[&str] = &["vote", "votes", "voting", "recorded", "votesummary", "votingsummary", "result", "results", "adoption"];
/// Fields that say in words how it was adopted.
const WORDS: &[&str] =
    &["modality", "votenote", "actionnote", "adopted", "adoption", "votetype", "outcome", "method", "votingtype"];
/// Fields that say so by being true.
const FLAGS: &[&str] = &["withoutvote", "withoutavote", "adoptedwithoutvote", "adoptedwithoutavote", "consensus"];

/// The side that a name or a cast vote says: `total_yes`, `in favour`, `Y`.
fn side(name: &str) -> Option<Side> {
    let name = plain(name);
    let mut name = name.as_str();
    for affix in ["total", "number", "count", "votes", "vote", "of", "voted", "voting"] {
        let inner = name.strip_prefix(affix).unwrap_or(name);
        name = inner.strip_suffix(affix).unwrap_or(inner);
    }
    Some(match name {
        "yes" | "y" | "infavour" | "infavor" | "favour" | "favor" | "for" | "ayes" => Side::InFavour,
        "no" | "n" | "against" | "nays" => Side::Against,
        "abstain" | "abstaining" | "abstained" | "abstention" | "abstentions" | "abs" | "a" => Side::Abstaining,
        "non" | "nonvoting" | "notvoting" | "not" | "nv" | "absent" | "x" => Side::Silent,
        _ => return None,
    })
}

/// The vote of a record, if it says how it was adopted.
///
/// # Errors
/// Where it says so in a way that is not understood, or that contradicts itself.
pub(super) fn read(fields: &Fields) -> Result<Option<Vote>, String> {
    let named = |names: &'static [&str]| fields.iter().filter(move |(name, _)| names.contains(name)).map(|(_, value)| value);
    let mut unclear = None;
    let mut found = counted(fields.iter());
    for value in named(WHOLE) {
        if found.is_some() {
            break;
        }
        found = whole(value);
        let is_words = value.as_str().is_some_and(|words| words.contains(|c: char| c.is_ascii_digit()));
        if found.is_none() && is_words && unclear.is_none() {
            unclear = Some(format!("“{}” was not understood as a vote", value.as_str().unwrap_or_default()));
        }
    }
    let said = named(WORDS).chain(named(WHOLE)).filter_map(Value::as_str).find_map(without_vote);
    let said = said.or_else(|| named(FLAGS).any(|value| *value == Value::Bool(true)).then_some(Vote::None));
    match (found, said, unclear) {
        // Nobody voted: that is how a table says that there was no vote, if it says so elsewhere too.
        (Some(Vote::Recorded { in_favour: 0, against: 0, abstaining: 0 }), said, _) => Ok(said),
        (Some(Vote::Recorded { .. }), Some(_), _) => Err("it has votes, and says that it was adopted without one".to_owned()),
        (None, None, Some(unclear)) => Err(unclear),
        (found, said, _) => Ok(found.or(said)),
    }
}

fn whole(value: &Value) -> Option<Vote> {
    match value {
        Value::Object(object) => nested(object),
        Value::String(words) if words.eq_ignore_ascii_case("none") => Some(Vote::None),
        Value::String(words) => without_vote(words).or_else(|| written(words)),
        Value::Array(votes) => cast(votes.iter().filter_map(|vote| {
            let vote = vote.as_object()?;
            vote.iter().find(|(name, _)| plain(name).ends_with("vote") || plain(name) == "position")?.1.as_str()
        })),
        _ => None,
    }
}

/// A vote within an object: counted, or each State's, or one object deeper.
fn nested(object: &Map<String, Value>) -> Option<Vote> {
    counted(object.iter().map(|(name, value)| (name.as_str(), value)))
        .or_else(|| cast(object.values().map(Value::as_str).collect::<Option<Vec<_>>>()?))
        .or_else(|| object.values().find_map(|value| nested(value.as_object()?)))
        .or_else(|| object.values().filter_map(Value::as_str).find_map(without_vote))
}

/// Counts by side. A count that is not given is none; votes in favour and another side must be given.
fn counted<'a>(fields: impl Iterator<Item = (&'a str, &'a Value)>) -> Option<Vote> {
    let mut counts = [None; 3];
    let mut named = 0;
    for (name, value) in fields {
        let Some(side) = side(name) else { continue };
        named += 1;
        if let Some(count) = counts.get_mut(side as usize) {
            *count = count.or(number(value));
        }
    }
    let [Some(in_favour), against, abstaining] = counts else { return None };
    (named > 1).then(|| Vote::Recorded { in_favour, against: against.unwrap_or(0), abstaining: abstaining.unwrap_or(0) })
}

/// A count, or the States that are counted.
fn number(value: &Value) -> Option<u16> {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().filter(|n| n.fract() == 0.0 && (0.0..=f64::from(u16::MAX)).contains(n))?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and within the range")]
            Some(number as u16)
        }
        Value::String(words) => words.trim().parse().ok(),
        Value::Array(states) => u16::try_from(states.len()).ok(),
        _ => None,
    }
}

/// Votes cast, one a State: `{"AFGHANISTAN": "Y"}`. All must be votes, and three at least.
fn cast<'a>(votes: impl IntoIterator<Item = &'a str>) -> Option<Vote> {
    let mut counts = [0_u16; 4];
    for vote in votes {
        let side = if vote.trim().is_empty() { Side::Silent } else { side(vote)? };
        counts[side as usize] += 1;
    }
    let [in_favour, against, abstaining, silent] = counts;
    (in_favour + against + abstaining + silent > 2 && in_favour > 0).then_some(Vote::Recorded { in_favour, against, abstaining })
}

/// `178-1-14`, `178 to 1, with 14 abstentions`, `Yes: 178, No: 001, Abstentions: 014, Non-Voting: 000`.
fn written(words: &str) -> Option<Vote> {
    let parts: Vec<(&str, Value)> =
        words.split([',', ';', '|', '\n']).filter_map(|part| part.split_once(':')).map(|(n, v)| (n, v.trim().into())).collect();
    counted(parts.iter().map(|(name, value)| (*name, value))).or_else(|| {
        let numbers: Vec<u16> =
            words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).filter_map(|n| n.parse().ok()).collect();
        let is_formula = words.chars().all(|c| !c.is_alphabetic()) || words.contains("abst");
        match *numbers {
            [in_favour, against, abstaining] if is_formula && !words.contains(':') => {
                Some(Vote::Recorded { in_favour, against, abstaining })
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn vote(value: &Value) -> Result<Option<Vote>, String> {
        read(&Fields::of(value.as_object().unwrap()))
    }

    #[test]
    fn votes_are_read_in_every_form() {
        let expected = Some(Vote::Recorded { in_favour: 178, against: 1, abstaining: 4 });
        let states: Map<String, Value> = (0..193)
            .map(|n| {
                (
                    format!("STATE {n}"),
                    if n < 178 {
                        "Y"
                    } else if n < 179 {
                        "N"
                    } else if n < 183 {
                        "A"
                    } else {
                        "NV"
                    }
                    .into(),
                )
            })
            .collect();
        let rows: Vec<Value> = states.iter().map(|(state, vote)| json!({"ms_name": state, "ms_vote": vote})).collect();
        for value in [
            json!({"vote": {"yes": 178, "no": 1, "abstain": 4, "absent": 10}}),
            json!({"vote": {"in_favour": 178, "against": 1, "abstaining": 4}}),
            json!({"vote": {"inFavour": "178", "against": "1", "abstentions": "004"}}),
            json!({"vote": {"recorded": {"in_favour": 178, "against": 1, "abstaining": 4}}}),
            json!({"vote": {"type": "recorded", "totals": {"for": 178, "against": 1, "abstain": 4}}}),
            json!({"total_yes": 178.0, "total_no": 1.0, "total_abstentions": 4.0, "total_non_voting": 10.0, "modality": "Recorded vote"}),
            json!({"votes_in_favour": 178, "votes_against": 1, "votes_abstaining": 4}),
            json!({"yes": 178, "no": 1, "abstentions": 4, "non_voting": 10}),
            json!({"votes": states}),
            json!({"votes": rows}),
            json!({"vote": "178-1-4"}),
            json!({"vote": "178 to 1, with 4 abstentions"}),
            json!({"vote_summary": "Yes: 178, No: 001, Abstentions: 004, Non-Voting: 010, Total voting membership: 193"}),
        ] {
            assert_eq!(vote(&value), Ok(expected), "{value}");
        }
        for value in [
            json!({"vote": "adopted without a vote"}),
            json!({"vote": "none"}),
            json!({"modality": "Without vote", "total_yes": null}),
            json!({"vote_note": "ADOPTED WITHOUT VOTE", "yes": 0, "no": 0, "abstentions": 0}),
            json!({"adopted": "by consensus"}),
            json!({"without_vote": true}),
            json!({"vote": {"type": "without a vote"}}),
            json!({"outcome": "adoptedWithoutVote"}),
        ] {
            assert_eq!(vote(&value), Ok(Some(Vote::None)), "{value}");
        }
        for value in [json!({"no": 12}), json!({"yes": 0, "no": 0}), json!({"vote": true}), json!({"vote": null}), json!({})] {
            assert_eq!(vote(&value), Ok(None), "{value}");
        }
        for value in [json!({"vote": "178 of 193"}), json!({"yes": 178, "no": 1, "modality": "without a vote"})] {
            assert!(vote(&value).is_err(), "{value}");
        }
    }
}
