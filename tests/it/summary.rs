//! A comparison in one line, and the printed numbers that it leaves out.

use plenary::compare::{Comparison, compare};
use plenary::import::{self, ImportOptions};

/// The comparison of two texts in Russian or English with these paragraphs after an opening.
fn compared(opening: &str, old: &[&str], new: &[&str]) -> Comparison {
    let text = |paragraphs: &[&str]| {
        let words = format!("{opening}\n\n{}", paragraphs.join("\n\n"));
        import::read("draft.txt", words.as_bytes(), &ImportOptions::default()).unwrap()
    };
    compare(&text(old), &text(new))
}

#[test]
fn what_changed_is_said_in_one_line() {
    const OLD: [&str; 3] = [
        "1. Calls upon States that have weapons, mines and stockpiles of ammunition to destroy them without any delay;",
        "2. Requests the Secretary-General to submit a report on the progress made, the funds spent and the needs of the region;",
        "3. Decides to remain seized of the matter.",
    ];
    let said = |n: usize, paragraph: &str| {
        let mut new = OLD;
        new[n] = paragraph;
        compared("The General Assembly,", &OLD, &new).summary_line()
    };
    for (paragraph, line) in [
        (OLD[0], "3 the same"),
        (
            "1. Calls upon States, that have weapons, mines and stockpiles of ammunition, to destroy them without any delay;",
            "1 paragraph with other punctuation, 2 the same",
        ),
        (
            "1. Calls upon States that have weapons, mines and stockpiles of ammunition to destroy them without delay;",
            "1 word dropped, 2 the same",
        ),
        (
            "1. Calls upon States that have weapons, mines and stockpiles of any kind to report what they did to get rid of them;",
            "1 paragraph rewritten, 2 the same",
        ),
    ] {
        assert_eq!(said(0, paragraph), line, "{paragraph}");
    }
}

#[test]
fn a_number_in_letters_of_another_script_is_the_same_number() {
    let old = ["1. просит Генерального секретаря:", "а) представить доклад;", "b) созвать совещание."];
    let new = [
        "1. приветствует усилия государств-членов и региональных организаций;",
        "2. просит Генерального секретаря:",
        "a) представить доклад;",
        "b) созвать совещание.",
    ];
    let comparison = compared("Генеральная Ассамблея,", &old, &new);
    let changes: Vec<_> = comparison
        .rows
        .iter()
        .flat_map(|row| &row.changes)
        .map(|change| format!("{} → {}", change.old.words, change.new.words))
        .collect();
    assert_eq!(changes, ["1 → 2"]);
}
