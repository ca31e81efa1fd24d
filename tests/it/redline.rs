//! Redlines of real texts: every mark true, none missing, and the words on both sides to the letter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plenary::compare::redline::Redliner;
use plenary::compare::{ChangeKind, Comparison, Fate, Row, compare};
use plenary::model::{Language, ParagraphIndex, Text};

use crate::akn::{read, testdata};
use crate::data;

/// All texts of the Akoma Ntoso folder by language, in the order of their symbols; `None` where the data is not there.
pub fn texts() -> Option<BTreeMap<Language, Vec<&'static Text>>> {
    let mut out: BTreeMap<Language, Vec<&'static Text>> = BTreeMap::new();
    for text in data::akn()? {
        out.entry(text.language).or_default().push(text);
    }
    Some(out)
}

/// The texts that the reader ships with.
fn seeds() -> Option<Vec<Text>> {
    let files = std::fs::read_dir(testdata("seeds")?).into_iter().flatten().filter_map(Result::ok);
    Some(files.filter_map(|entry| read(&entry.path()).ok()).collect())
}

fn name(text: &Text) -> String {
    format!("{} {}", text.facts.symbol.as_ref().map_or("-", |symbol| symbol.as_str()), text.language)
}

/// Applies the changes of a row: the words of one side become those of the other.
fn applied(text: &Text, paragraphs: &[ParagraphIndex], changes: &[(ParagraphIndex, std::ops::Range<u32>, &str, &str)]) -> String {
    let mut joined = String::new();
    let mut starts = Vec::new();
    for &paragraph in paragraphs {
        if !starts.is_empty() {
            joined.push(' ');
        }
        starts.push((paragraph, joined.len()));
        joined.push_str(text.paragraph_words(paragraph));
    }
    let (mut out, mut at) = (String::new(), 0);
    for (paragraph, range, from, to) in changes {
        let base = starts.iter().find(|(other, _)| other == paragraph).map_or(0, |&(_, start)| start);
        let (start, end) = (base + range.start as usize, base + range.end as usize);
        assert!(at <= start && start <= end, "changes overlap or go back");
        assert_eq!(joined.get(start..end), Some(*from), "the words of a change are those of its range");
        out.push_str(&joined[at..start]);
        out.push_str(to);
        at = end;
    }
    out.push_str(&joined[at..]);
    out
}

/// Asserts that the changes of each row turn the old words into the new ones, and back.
fn assert_exact(old: &Text, new: &Text, comparison: &Comparison) {
    let joined = |text: &Text, row: &[ParagraphIndex]| row.iter().map(|&at| text.paragraph_words(at)).collect::<Vec<_>>().join(" ");
    for row in comparison.rows.iter().filter(|row| !row.old.is_empty() && !row.new.is_empty()) {
        let words = || {
            row.changes.iter().filter(|change| {
                let empty = change.old.range.is_empty() && change.new.range.is_empty();
                assert_eq!(empty, change.kind == ChangeKind::Footnote || (empty && change.kind == ChangeKind::Renumbering));
                !empty
            })
        };
        let forth: Vec<_> =
            words().map(|c| (c.old.paragraph, c.old.range.clone(), c.old.words.as_str(), c.new.words.as_str())).collect();
        let back: Vec<_> =
            words().map(|c| (c.new.paragraph, c.new.range.clone(), c.new.words.as_str(), c.old.words.as_str())).collect();
        assert_eq!(applied(old, &row.old, &forth), joined(new, &row.new), "{} → {}", name(old), name(new));
        assert_eq!(applied(new, &row.new, &back), joined(old, &row.old), "{} → {}", name(old), name(new));
    }
    for row in &comparison.footnotes {
        let words = |text: &Text, note: Option<plenary::model::FootnoteIndex>| {
            note.map_or(String::new(), |note| text.words(text.footnotes[note.get()].span).to_owned())
        };
        let (a, b) = (words(old, row.old), words(new, row.new));
        let (mut out, mut at) = (String::new(), 0);
        for (_, from, to) in &row.changes {
            out.push_str(&a[at..from.start as usize]);
            out.push_str(&b[to.start as usize..to.end as usize]);
            at = from.end as usize;
        }
        out.push_str(&a[at..]);
        if !(row.changes.is_empty() && (row.old.is_none() || row.new.is_none())) {
            assert_eq!(out, b, "{} → {}", name(old), name(new));
        }
    }
}

fn sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Wording => "",
        ChangeKind::Rollover => "R ",
        ChangeKind::Renumbering => "N ",
        ChangeKind::Footnote => "F ",
        ChangeKind::Typography => "T ",
    }
}

fn marked(kind: ChangeKind, old: &str, new: &str) -> String {
    let mut out = String::new();
    if !old.is_empty() || new.is_empty() {
        let _ = write!(out, "[-{}{old}-]", sign(kind));
    }
    if !new.is_empty() {
        let _ = write!(out, "{{+{}{new}+}}", sign(kind));
    }
    out
}

/// What is the same, shortened in its middle.
fn context(words: &str) -> String {
    const KEPT: usize = 40;
    let chars: Vec<char> = words.chars().collect();
    if chars.len() <= 2 * KEPT + 3 {
        return words.to_owned();
    }
    chars[..KEPT].iter().chain(&['…']).chain(&chars[chars.len() - KEPT..]).collect()
}

/// A comparison as a person reads it, what is the same left out.
fn shown(old: &Text, new: &Text, comparison: &Comparison) -> String {
    let mut out = String::new();
    let ids =
        |text: &Text, row: &[ParagraphIndex]| row.iter().map(|&at| text.paragraph(at).id.to_string()).collect::<Vec<_>>().join("+");
    for row in &comparison.rows {
        // Rows whose number alone changed are many and say nothing.
        if row.changes.iter().all(|change| change.kind == ChangeKind::Renumbering && change.old.range.is_empty()) {
            continue;
        }
        let _ = write!(out, "{} → {} {:?}: ", ids(old, &row.old), ids(new, &row.new), row.fate);
        // The new words, with what was deleted put in.
        for (at, &paragraph) in row.new.iter().enumerate() {
            let words = format!("{} ", new.paragraph_words(paragraph));
            let words = if at + 1 == row.new.len() { words.trim_end() } else { &words };
            let mut from = 0;
            for change in row.changes.iter().filter(|change| change.new.paragraph == paragraph) {
                let (start, end) = (change.new.range.start as usize, change.new.range.end as usize);
                // A footnote mark may stand within words that changed.
                out += &context(&words[from.min(start)..start]);
                out += &marked(change.kind, &change.old.words, &change.new.words);
                from = from.max(end);
            }
            out += &context(&words[from..]);
        }
        out += "\n";
    }
    for row in comparison.footnotes.iter().filter(|row| !row.changes.is_empty()) {
        let words = |text: &Text, note: Option<plenary::model::FootnoteIndex>| {
            note.map_or(String::new(), |note| text.words(text.footnotes[note.get()].span).to_owned())
        };
        let mark = |text: &Text, note: Option<plenary::model::FootnoteIndex>| {
            note.map_or(String::from("-"), |note| text.footnotes[note.get()].mark.to_string())
        };
        let _ = write!(out, "note {} → {}: ", mark(old, row.old), mark(new, row.new));
        let (a, b) = (words(old, row.old), words(new, row.new));
        let mut at = 0;
        for (kind, from, to) in &row.changes {
            out += &b[at..to.start as usize];
            out += &marked(*kind, &a[from.start as usize..from.end as usize], &b[to.start as usize..to.end as usize]);
            at = to.end as usize;
        }
        out += &b[at..];
        out += "\n";
    }
    out
}

#[test]
fn changes_applied_give_the_new_words_and_undone_the_old() {
    let Some(texts) = texts() else { return };
    for texts in texts.values() {
        for pair in texts.windows(2) {
            assert_exact(pair[0], pair[1], &compare(pair[0], pair[1]));
            assert_exact(pair[1], pair[0], &compare(pair[1], pair[0]));
        }
        for text in texts {
            let comparison = compare(text, text);
            assert!(
                comparison.rows.iter().all(|row| row.changes.is_empty())
                    && comparison.footnotes.iter().all(|row| row.changes.is_empty())
            );
        }
    }
}

#[test]
fn any_paragraphs_are_redlined_to_the_letter() {
    let Some(texts) = texts() else { return };
    for texts in texts.values() {
        for pair in texts.windows(2) {
            let (old, new) = (pair[0], pair[1]);
            let redliner = Redliner::new(old, new, Vec::new());
            let (olds, news): (Vec<_>, Vec<_>) = (old.paragraph_indices().collect(), new.paragraph_indices().collect());
            // Pairs that have nothing to do with each other, and one, two or three paragraphs on either side.
            for seed in 0..40usize {
                let take = |all: &[ParagraphIndex], at: usize, count: usize| {
                    let start = at % all.len();
                    all[start..(start + count).min(all.len())].to_vec()
                };
                let row = Row {
                    old: take(&olds, seed * 31, 1 + seed % 3),
                    new: take(&news, seed * if seed % 2 == 0 { 31 } else { 17 }, 1 + (seed / 3) % 3),
                    fate: Fate::Amended,
                    similarity: 0.0,
                    changes: Vec::new(),
                    reason: String::new(),
                };
                let changes = redliner.row(&row.old, &row.new);
                let row = Row { changes, ..row };
                assert_exact(old, new, &Comparison { rows: vec![row], ..Comparison::default() });
            }
        }
    }
}

#[test]
fn the_seeds_change_as_is_known() {
    let Some(seeds) = seeds() else { return };
    let find = |number: &str| {
        seeds.iter().find(|text| {
            text.language == Language::En
                && text.facts.symbol.as_ref().is_some_and(|symbol| symbol.as_str() == format!("A/RES/{number}"))
        })
    };
    let (Some(old), Some(new)) = (find("66/24"), find("67/27")) else { panic!("the seeds are not read") };
    let comparison = compare(old, new);
    assert_exact(old, new, &comparison);
    insta::assert_snapshot!(format!("{}\n{}", comparison.summary_line(), shown(old, new, &comparison)), @r#"
    1 paragraph rewritten, 1 word dropped, 3 rolled over, 21 the same
    PP1 → PP1 Amended: Recalling its resolutions 53/70 of 4 Dec… December 2008, 64/25 of 2 December 2009[-R  and-]{+R ,+} 65/41 of 8 December 2010{+R  and 66/24 of 2 December 2011+},
    PP11 → PP11 Amended: Noting the contribution of those Member …59/61, 60/45, 61/54, 62/17, 63/37, 64/25[-R  and-]{+R ,+} 65/41{+R  and 66/24+},
    PP14 → PP14 Amended: Considering that the assessments of[- the-] Member States contained in the reports …nformation security and related notions,
    OP4 → OP4 Amended: [-Requests the Secretary-General, with the assistance of a group of governmental experts, to be established in 2012 on the basis of equitable geographical distribution-]{+Welcomes the commencement of the work of the Group of Governmental Experts, authorizes the Group+}, taking into account the assessments an…ts referred to in paragraph 2 above, and{+ requests the Secretary-General+} to submit to the General Assembly at it…ghth session a report on the results of [-this-]{+the+} study;
    OP5 → OP5 Amended: Decides to include in the provisional agenda of its [-R sixty-seventh-]{+R sixty-eighth+} session the item entitled [-T “-]{+T "+}Developments in the field of information…in the context of international security[-T ”-]{+T "+}.
    note 2 → 2: [-See -]A/C.2/59/3, annex, and A/60/687.
    note 3 → 3: A/54/213, A/55/140 and Corr.1 and Add.1, A/56/164 and Add.1, A/57/166 and Add.1, A/58/373, A/59/116 and Add.1, A/60/95 and Add.1, A/61/161 and Add.1, A/62/98 and Add.1, A/64/129 and Add.1, A/65/154[-R  and-]{+R ,+} A/66/152 and Add.1{+R  and A/67/167+}.
    "#);
}

/// Redlines to be read with one's own eyes: all pairs, or those that `PLENARY_PAIRS` names ("ru 78/22 79/23, en 75/168 76/148").
#[test]
#[ignore = "prints many pages"]
fn redlines_to_read() {
    let (Some(mut texts), Some(seeds)) = (texts(), seeds()) else { return };
    for text in &seeds {
        texts.entry(text.language).or_default().push(text);
    }
    let pairs = std::env::var("PLENARY_PAIRS").unwrap_or_default();
    for pair in pairs.split(',') {
        let words: Vec<&str> = pair.split_whitespace().collect();
        let &[language, old, new] = words.as_slice() else { continue };
        let Some(list) = language.parse().ok().and_then(|language: Language| texts.get(&language)) else { continue };
        let find = |number: &str| {
            list.iter().find(|text| text.facts.symbol.as_ref().is_some_and(|symbol| symbol.as_str() == format!("A/RES/{number}")))
        };
        if let (Some(old), Some(new)) = (find(old), find(new)) {
            let comparison = compare(old, new);
            println!("=== {} → {}: {}\n{}", name(old), name(new), comparison.summary_line(), shown(old, new, &comparison));
        }
    }
}

#[test]
fn footnote_marks_at_one_word_have_no_order() {
    let text = |words: &str| {
        let text = format!("The General Assembly,\n\nRecalling the {words} on the subject,\n\n¹ A/1/1.\n\n² A/1/2.\n");
        plenary::import::read("a.txt", text.as_bytes(), &plenary::import::ImportOptions::default()).unwrap()
    };
    let changes =
        |old: &str, new: &str| -> usize { compare(&text(old), &text(new)).rows.iter().map(|row| row.changes.len()).sum() };
    assert_eq!(changes("report¹,² and the decision", "report²,¹ and the decision"), 0);
    assert_eq!(changes("report¹,² and the decision", "report¹, and the decision²"), 2);
}

/// A redline as it is printed, from its third line on.
fn printed(old: &str, new: &str, hidden: &str) -> String {
    let write = |words: &str| {
        let text = format!("The General Assembly,\n\n{words}\n\n1. Decides to remain seized.\n\n______\n1 A/1/1.\n\n2 A/1/2.\n");
        let mut file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        file
    };
    let (old, new) = (write(old), write(new));
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.arg("diff").args([old.path(), new.path()]);
    if !hidden.is_empty() {
        command.args(["--hide", hidden, "--full"]);
    }
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let row = output.split("\n\n").find(|row| row.contains("PP1")).unwrap_or_default();
    row.split_whitespace().skip(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn footnote_marks_are_printed_where_they_stand() {
    let old = "Recalling the apples¹ and the pears² of the gardens in the north, and the need for more of them in all countries,";
    // In words that came, in words that went, and where the words are hidden.
    let fewer = "Recalling the apples of the gardens in the north, and the need for more of them in all countries,";
    assert_eq!(
        printed(fewer, old, ""),
        "Recalling the apples{+[1]+}{+ and the pears+}{+[2]+} of the gardens in the north, and the need for more of them in all \
         countries, (wording, footnote)"
    );
    let gone = "Recalling the gardens in the north, and the need for more of them in all countries,";
    assert_eq!(
        printed(old, gone, ""),
        "Recalling the[- apples-][-[1]-][- and the pears-][-[2]-][- of the-] gardens in the north, and the need for more of them in all \
         countries, (wording, footnote)"
    );
    assert_eq!(
        printed(old, gone, "wording"),
        "Recalling the[-[1]-][-[2]-] gardens in the north, and the need for more of them in all countries, (footnote)"
    );
}

#[test]
fn of_what_moved_the_old_name_is_always_printed() {
    let file = |words: &str| {
        let mut file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
        std::io::Write::write_all(&mut file, format!("The General Assembly,\n\n{words}").as_bytes()).unwrap();
        file
    };
    let adviser = "(b) To appoint an adviser on multilingualism in the Secretariat;";
    let lists =
        ["Requests the Secretary-General:\n\n(a) To publish the results of the review;", "Decides to remain seized of the matter."];
    let (old, new) = (
        file(&format!("1. {}\n\n{adviser}\n\n2. {}", lists[0], lists[1])),
        file(&format!(
            "1. Invites the regional commissions:\n\n(a) To train their interpreters;\n\n{adviser}\n\n2. {}\n\n3. {}",
            lists[0], lists[1]
        )),
    );
    for (format, moved) in [("text", "(was OP1(b); moved)"), ("markdown", "OP1(b) → OP1(b) (moved): ")] {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_plenary"));
        let output = command.arg("diff").args([old.path(), new.path()]).args(["--format", format]).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let unwrapped = output.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(unwrapped.contains(moved), "{output}");
    }
}
