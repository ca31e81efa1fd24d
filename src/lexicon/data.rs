//! The files of `assets/lexicon/` as they are written.

use serde::Deserialize;

/// A word that the parser or the redline must know in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// "resolution"
    Resolution,
    /// "decision"
    Decision,
    /// "paragraph"
    Paragraph,
    /// "annex"
    Annex,
    /// "report"
    Report,
    /// "footnote"
    Footnote,
    /// "session"
    Session,
    /// "year"
    Year,
    /// What joins the members of a list
    And,
    /// "see"
    See,
    /// "ibid."
    Ibid,
    /// "above", "below"
    Above,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub ordinals: Vec<Vec<String>>,
    pub dates: Dates,
    pub leads: Leads,
    pub formulas: Formulas,
    pub words: Words,
    pub citations: Citations,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    pub months: Vec<Vec<String>>,
    pub patterns: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
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

#[derive(Debug, Default, Deserialize)]
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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    resolution: Vec<String>,
    decision: Vec<String>,
    paragraph: Vec<String>,
    annex: Vec<String>,
    report: Vec<String>,
    footnote: Vec<String>,
    session: Vec<String>,
    year: Vec<String>,
    and: Vec<String>,
    see: Vec<String>,
    ibid: Vec<String>,
    above: Vec<String>,
}

/// The words around citations.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Citations {
    pub date_after: Vec<String>,
    pub date_before: Vec<String>,
    pub articles: Vec<String>,
    pub others: Vec<String>,
    pub organs: Organs,
}

/// The names of organs.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organs {
    pub general_assembly: Vec<String>,
    pub human_rights_council: Vec<String>,
    pub council: Vec<String>,
    pub economic_and_social_council: Vec<String>,
    pub security_council: Vec<String>,
}

impl Data {
    /// Reads a file. The files are part of the program, and a test reads them all; one that cannot be read knows nothing.
    pub(super) fn read(source: &str) -> Self {
        let data = toml::from_str(source);
        debug_assert!(data.is_ok(), "{data:?}");
        data.unwrap_or_default()
    }
}

impl Words {
    pub(super) fn get(&self, word: Word) -> &[String] {
        match word {
            Word::Resolution => &self.resolution,
            Word::Decision => &self.decision,
            Word::Paragraph => &self.paragraph,
            Word::Annex => &self.annex,
            Word::Report => &self.report,
            Word::Footnote => &self.footnote,
            Word::Session => &self.session,
            Word::Year => &self.year,
            Word::And => &self.and,
            Word::See => &self.see,
            Word::Ibid => &self.ibid,
            Word::Above => &self.above,
        }
    }
}
