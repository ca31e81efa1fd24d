//! How words end: what tells whether a paragraph is finished.

/// How words end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// In the middle of a sentence
    Open,
    Comma,
    Semicolon,
    /// Full stop or colon
    Full,
}

/// How words end, looking through quotes, brackets and a footnote mark.
pub(super) fn end_of(words: &str) -> End {
    // Only the end is looked at, however long the words are.
    let stripped = words[words.ceil_char_boundary(words.len().saturating_sub(64))..].trim_end();
    // "assessments, 3": a bare mark after the punctuation.
    let digits = stripped.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = stripped.len() - digits.len();
    let marked = (1..=3).contains(&bare) && digits.trim_end().ends_with([',', ';', '.', ':', '，', '；', '。', '：', '،', '؛']);
    let stripped = if marked { digits.trim_end() } else { stripped };
    let stripped = stripped.trim_end_matches(['”', '"', '»', '’', ')', '）', '」', ']', '］', '*', ' ']);
    match stripped.chars().next_back() {
        Some(',' | '，' | '،' | '、') => End::Comma,
        Some(';' | '；' | '؛') => End::Semicolon,
        None | Some('.' | '。' | ':' | '：' | '!' | '?' | '！' | '？' | '…') => End::Full,
        Some(_) => {
            // "(a) …; and", "…, and": the conjunction between sub-paragraphs.
            let tail = stripped.rsplit(' ').next().unwrap_or_default();
            let before = stripped[..stripped.len() - tail.len()].trim_end();
            let conjunction = matches!(tail, "and" | "or" | "et" | "ou" | "y" | "e" | "o" | "и" | "или" | "и/или" | "and/or");
            if conjunction && before.ends_with([';', ',']) { End::Semicolon } else { End::Open }
        }
    }
}

/// Whether words end in punctuation.
pub(super) fn ends_clause(words: &str) -> bool {
    words.trim_end_matches(['”', '"', '»', ']', '］', ' ']).ends_with([',', ';', '.', ':', '，', '；', '。', '：', '،', '؛', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_words_is_seen_through_quotes_and_marks() {
        for (words, want) in [
            ("the recommendations that were made,", End::Comma),
            ("containing those assessments, 3", End::Comma),
            ("containing those assessments,3", End::Comma),
            ("international security”.", End::Full),
            ("of the agenda.”", End::Full),
            ("[in public spaces;]", End::Semicolon),
            ("in the following questions:", End::Full),
            ("free flow of information ;", End::Semicolon),
            ("resolution 53/70", End::Open),
            ("of the States; and", End::Semicolon),
            ("of States and", End::Open),
            ("建议,", End::Comma),
            ("议程。", End::Full),
        ] {
            assert_eq!(end_of(words), want, "{words}");
        }
    }
}
