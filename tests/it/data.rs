//! The texts of the test data, read once.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::sync::OnceLock;

use plenary::model::{Language, Text};

use crate::akn::{read, testdata};

/// All texts in Akoma Ntoso that can be read, by language and symbol; `None`, with a word on it, where the data is not there.
pub fn akn() -> Option<&'static [Text]> {
    static TEXTS: OnceLock<Option<Vec<Text>>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let folder = testdata("akn")?;
        let mut texts: Vec<Text> = Language::ALL
            .iter()
            .flat_map(|language| std::fs::read_dir(folder.join(language.tag())).unwrap())
            .filter_map(|entry| read(&entry.unwrap().path()).ok())
            .filter(|text| !text.paragraphs.is_empty())
            .collect();
        texts.sort_by(|a, b| (a.language, &a.facts.symbol).cmp(&(b.language, &b.facts.symbol)));
        Some(texts)
    });
    texts.as_deref()
}
