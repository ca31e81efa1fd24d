//! Markdown for documents: lead phrases in italic, footnotes, and a redline as ~~old~~ **new**.

mod diff;
mod show;

pub use diff::diff;
pub use show::show;

use crate::layout::printable;

/// Words with what Markdown would read as its own escaped.
fn escaped(words: &str) -> String {
    let words = printable(words);
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '~' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Words between two marks. The marks must touch the words, so spaces at either end go outside.
fn between(mark: &str, words: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let start = words.len() - words.trim_start().len();
    format!("{}{mark}{}{mark}{}", &words[..start], escaped(inner), &words[start + inner.len()..])
}
