//! The texts that the program carries: `corpus/texts/*.json`, packed by the build script.

use std::sync::Arc;

use crate::library::stored;
use crate::model::{CorpusBuilder, LoadError, Text, TextHead, TextRecord, TextStore};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));

/// The embedded texts, keyed by their order.
struct Embedded(Vec<&'static [u8]>);

impl TextStore for Embedded {
    fn load(&self, key: u32) -> Result<Text, LoadError> {
        let what = || format!("the embedded text {key}");
        let bytes = self.0.get(key as usize).ok_or_else(|| LoadError { what: what(), why: "there is none".to_owned() })?;
        stored::read(bytes).map_err(|error| LoadError { what: what(), why: error.to_string() })
    }
}

/// Adds the embedded texts to a corpus. A test holds them readable; one that is not would be left out.
pub(super) fn add(builder: &mut CorpusBuilder) {
    let records = records(PACKED);
    let store = Arc::new(Embedded(records.clone()));
    for (bytes, key) in records.into_iter().zip(0..) {
        if let Some(record) = stored::read(bytes).ok().as_ref().and_then(TextRecord::of) {
            builder.add(record, store.clone(), key);
        }
    }
}

/// What the embedded texts say of themselves.
pub(super) fn heads() -> Vec<TextHead> {
    let records = records(PACKED).into_iter();
    records.filter_map(|bytes| TextRecord::of(&stored::read(bytes).ok()?)).map(|record| record.head).collect()
}

fn records(mut packed: &'static [u8]) -> Vec<&'static [u8]> {
    let mut records = Vec::new();
    while let Some((length, rest)) = packed.split_first_chunk::<4>() {
        let Some((record, rest)) = rest.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        records.push(record);
        packed = rest;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_text_is_readable_and_has_a_symbol() {
        for record in records(PACKED) {
            let text = stored::read(record).unwrap();
            assert!(text.facts.symbol.is_some(), "{}", text.source.file);
        }
    }
}
