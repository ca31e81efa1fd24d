//! Plain text and web pages: `cargo +nightly fuzz run text`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::import::{ImportOptions, read};

fuzz_target!(|data: &[u8]| {
    let _ = read("fuzz.txt", data, &ImportOptions::default());
});
