//! Redlines of two plain texts, parted by a NUL: `cargo +nightly fuzz run redline`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::compare::compare;
use plenary::import::{ImportOptions, read};
use plenary::model::{ParagraphIndex, Text};

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|&byte| byte == 0).unwrap_or(data.len() / 2);
    let text = |bytes| read("fuzz.txt", bytes, &ImportOptions::default()).ok();
    let (Some(old), Some(new)) = (text(&data[..at]), text(&data[at..])) else { return };
    let comparison = compare(&old, &new);

    let once = |text: &Text, mut found: Vec<ParagraphIndex>| {
        found.sort_unstable();
        assert!(found.into_iter().eq(text.paragraph_indices()), "each paragraph is in one row");
    };
    once(&old, comparison.rows.iter().flat_map(|row| row.old.clone()).collect());
    once(&new, comparison.rows.iter().flat_map(|row| row.new.clone()).collect());

    for row in comparison.rows.iter().filter(|row| !row.old.is_empty() && !row.new.is_empty()) {
        let joined =
            |text: &Text, row: &[ParagraphIndex]| row.iter().map(|&at| text.paragraph_words(at)).collect::<Vec<_>>().join(" ");
        let (was, is) = (joined(&old, &row.old), joined(&new, &row.new));
        let (mut out, mut done) = (String::new(), 0);
        for change in &row.changes {
            let before = row.old.iter().take_while(|&&at| at != change.old.paragraph);
            let base: usize = before.map(|&at| old.paragraph_words(at).len() + 1).sum();
            let range = base + change.old.range.start as usize..base + change.old.range.end as usize;
            // A mark or a number is not among the words.
            if !(change.old.range.is_empty() && change.new.range.is_empty()) {
                out.push_str(&was[done..range.start]);
                out.push_str(&change.new.words);
                done = range.end;
            }
        }
        out.push_str(&was[done..]);
        assert_eq!(out, is, "the changes make the new words of the old ones");
    }
});
