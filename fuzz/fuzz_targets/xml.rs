//! Akoma Ntoso of any shape: `cargo +nightly fuzz run xml`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::import::{ImportOptions, read};

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = read("fuzz.xml", data, &ImportOptions::default()) {
        check(&text);
    }
});

/// Every span is within the words, on the boundary of a character.
fn check(text: &plenary::model::Text) {
    for paragraph in &text.paragraphs {
        let words = text.words(paragraph.span);
        for mark in &paragraph.marks {
            assert!(words.is_char_boundary((mark.at - paragraph.span.start) as usize));
        }
        assert!(paragraph.lead.is_none_or(|lead| !text.words(lead).is_empty()));
    }
    for citation in &text.citations {
        assert!(!text.words(citation.span).is_empty());
    }
}
