//! The words that are asked for by what they mean.

use super::data::Words;

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
