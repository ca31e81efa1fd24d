//! The files of `assets/lexicon/` as they are written. The build script reads them with these types too.

use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub ordinals: Vec<Vec<String>>,
    pub dates: Dates,
    pub leads: Leads,
    pub formulas: Formulas,
    pub words: Words,
    pub citations: Citations,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    pub months: Vec<Vec<String>>,
    pub patterns: Vec<String>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leads {
    pub intro: Vec<String>,
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub adjectives: Vec<String>,
    pub nouns: Vec<String>,
    pub adjectives_after: Vec<String>,
    pub preambular: Vec<String>,
    pub operative: Vec<String>,
    pub preambular_form: String,
    pub operative_form: String,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Formulas {
    pub organization: Vec<String>,
    pub organ: Vec<String>,
    pub distribution: Vec<String>,
    pub session: Vec<String>,
    pub agenda_item: Vec<String>,
    pub adopted: Vec<String>,
    pub proponent: Vec<String>,
    pub opening: Vec<String>,
    pub meeting: Vec<String>,
    pub annex: Vec<String>,
    pub recycle: Vec<String>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub resolution: Vec<String>,
    pub decision: Vec<String>,
    pub paragraph: Vec<String>,
    pub annex: Vec<String>,
    pub report: Vec<String>,
    pub footnote: Vec<String>,
    pub session: Vec<String>,
    pub year: Vec<String>,
    pub and: Vec<String>,
    pub see: Vec<String>,
    pub ibid: Vec<String>,
    pub above: Vec<String>,
}

/// The words around citations.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Citations {
    pub date_after: Vec<String>,
    pub date_before: Vec<String>,
    pub articles: Vec<String>,
    pub others: Vec<String>,
    pub organs: Organs,
}

/// The names of organs.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organs {
    pub general_assembly: Vec<String>,
    pub human_rights_council: Vec<String>,
    pub council: Vec<String>,
    pub economic_and_social_council: Vec<String>,
    pub security_council: Vec<String>,
}
