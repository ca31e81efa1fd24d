//! The files of `assets/lexicon/tokens/` as they are written. The build script reads them with these types too.

use serde::{Deserialize, Serialize};

/// A file of `assets/lexicon/tokens/`, as it is written; the meaning of each list is told in that of English.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct File {
    pub months: Vec<Vec<String>>,
    pub symbol_date: Vec<String>,
    pub date_links: Vec<String>,
    pub year_words: Vec<String>,
    pub and: Vec<String>,
    pub list_words: Vec<String>,
    pub through: Vec<String>,
    pub session: Vec<String>,
    pub paragraph: Vec<String>,
    pub paragraph_links: Vec<String>,
    pub of_this_text: Vec<String>,
    pub units: Vec<String>,
    pub agenda: Vec<String>,
    pub closing_and: Vec<String>,
    pub deadline: Vec<String>,
    pub deadline_links: Vec<String>,
    pub deadline_after: Vec<String>,
    pub formula: String,
    #[serde(default)]
    pub elisions: Vec<String>,
    #[serde(default)]
    pub proclitics: Vec<String>,
    pub ordinals: Ordinals,
}

#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Ordinals {
    pub ones: Vec<Vec<String>>,
    pub rounds: Vec<Vec<String>>,
    pub tens: Vec<Vec<String>>,
    pub links: Vec<String>,
    pub one_first: bool,
    pub fused: bool,
    #[serde(default)]
    pub endings: Vec<String>,
}
