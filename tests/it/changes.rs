//! The change that the reader is at: how many there are, which is the current one, and what acts on it.

use plenary::app::{Effect, Mouse, MouseKind, Msg, Pane};
use plenary::compare::{ChangeKind, Fate};
use plenary::layout::Side;
use plenary::model::{Language, Text};

use crate::fixture::{Reader, fates, text};

/// Where the reader is, from the right end of the foot.
fn place(reader: &Reader) -> String {
    let screen = reader.screen();
    let foot = screen.lines().last().unwrap_or_default();
    foot.rsplit("  ").next().unwrap_or_default().trim().to_owned()
}

/// Two paragraphs with two changes each, near enough to stand on one line.
fn two_a_line() -> Vec<Text> {
    let old = "PP1 *Noting* the blue house, one green tree, the street and the city,
        OP1 *Requests* the Secretary-General to report at its first session and to publish the second report widely.";
    let new = "PP1 *Noting* the red house, one wide tree, the street and the city,
        OP1 *Requests* the President to report at its first session and to print the second report widely.";
    vec![
        text("A/RES/69/28", Language::En, (2014, 12, 2), "Houses", old),
        text("A/RES/70/237", Language::En, (2015, 12, 23), "Houses", new),
    ]
}

#[test]
fn there_are_as_many_changes_at_every_width_and_as_many_as_the_comparison_has() {
    for (texts, kinds) in [(fates(), "w w"), (fates(), "w"), (fates(), "t r t t"), (two_a_line(), "w w")] {
        let mut reader = Reader::real(texts, 150, 60, "");
        reader.press(kinds);
        let comparison = reader.state.redline.comparison.clone().expect("a comparison");
        let kinds = reader.state.redline.kinds;
        let is_shown = |kind: ChangeKind| kinds.contains(kind);
        let mut expected: u32 =
            ChangeKind::ALL.iter().filter(|&&kind| is_shown(kind)).map(|&kind| comparison.summary.changes.0[kind as usize]).sum();
        // A row that as a whole is the change is one.
        for row in &comparison.rows {
            let is_whole = matches!(row.fate, Fate::Moved | Fate::Split | Fate::Merged | Fate::Added | Fate::Removed);
            expected += u32::from(is_whole && !row.changes.iter().any(|change| is_shown(change.kind)));
        }
        for width in [60, 79, 80, 97, 120, 139, 140, 200] {
            reader.resize(width, 60);
            if reader.state.panes().area(Pane::Redline).is_none() {
                reader.press("v");
            }
            let layout = reader.state.redline.layout.as_ref().expect("a layout");
            assert_eq!(u32::try_from(layout.stops.len()), Ok(expected), "{width}");
        }
    }
}

#[test]
fn two_changes_on_one_line_are_two() {
    let mut reader = Reader::real(two_a_line(), 200, 40, "");
    let mut words = Vec::new();
    for n in 1..=4 {
        reader.press("] c");
        assert_eq!(place(&reader), format!("change {n} of 4"), "{}", reader.screen());
        words.push(reader.state.redline.current_line().expect("a line"));
    }
    assert_eq!(words[0], words[1], "{}", reader.screen());
}

#[test]
fn the_same_change_is_the_current_one_at_every_size() {
    let mut reader = Reader::real(fates(), 170, 60, "");
    reader.press("4 ] c");
    let at = reader.state.redline.current_stop().map(|stop| (stop.row, stop.change));
    for (width, height) in [(80, 12), (60, 24), (200, 10), (120, 16)] {
        reader.resize(width, height);
        if reader.state.panes().area(Pane::Redline).is_none() {
            reader.press("v");
        }
        let redline = &reader.state.redline;
        assert_eq!(redline.current_stop().map(|stop| (stop.row, stop.change)), at, "{width}×{height}");
        let line = redline.current_line().expect("a line");
        assert!((redline.top..redline.top + reader.state.redline_height()).contains(&line), "{width}×{height}");
    }
}

#[test]
fn a_change_that_is_scrolled_out_of_view_is_not_the_current_one() {
    for keys in ["G", "f f f", "d d d d d", "9 9 j", "/ U n i v e r s i t i e s enter"] {
        let mut reader = Reader::real(fates(), 100, 14, "");
        reader.press("] c");
        assert_eq!(place(&reader), "change 1 of 10");
        reader.press(keys);
        assert_eq!(place(&reader), "10 changes", "{keys}: {}", reader.screen());
        assert_eq!(reader.state.redline.current, None);
    }
    let mut reader = Reader::real(fates(), 100, 14, "");
    reader.press("9 9 ] c");
    assert_eq!(place(&reader), "change 10 of 10");
    reader.press("j k");
    assert_eq!(place(&reader), "change 10 of 10");
    reader.press("g");
    assert_eq!(place(&reader), "10 changes");
    reader.press("[ c");
    assert!(reader.screen().contains("There is no change above"), "{}", reader.screen());
    reader.press("] c");
    assert_eq!(place(&reader), "change 1 of 10");
    // The beginning is the beginning, though the change may still be in view.
    reader.press("] c g ] c");
    assert_eq!(place(&reader), "change 1 of 10");
}

#[test]
fn a_count_beyond_the_last_change_goes_to_the_last() {
    let mut reader = Reader::real(fates(), 100, 24, "");
    reader.press("3 0 ] c");
    assert_eq!(place(&reader), "change 10 of 10");
    reader.press("] c");
    assert!(reader.screen().contains("There is no change after this one"), "{}", reader.screen());
    reader.press("3 0 [ c");
    assert_eq!(place(&reader), "change 1 of 10");
    reader.press("[ c");
    assert!(reader.screen().contains("There is no change before this one"), "{}", reader.screen());
}

/// The references copied, each by pressing `y` after the keys.
fn copied<'a>(reader: &mut Reader, keys: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    for keys in keys {
        reader.press(keys).press("y");
    }
    let effects = std::mem::take(&mut reader.effects);
    effects.into_iter().filter_map(|effect| if let Effect::Copy(words) = effect { Some(words) } else { None }).collect()
}

#[test]
fn what_is_copied_explained_and_opened_is_what_the_current_change_is_in() {
    // All is on the screen at once, so that the top of the view never moves.
    let expected = ["PP1", "PP2", "PP3", "PP3", "OP1", "OP2", "OP3", "OP3", "69/28, OP3", "OP4"];
    let expected = expected.map(|it| if it.contains('/') { format!("A/RES/{it}") } else { format!("A/RES/70/237, {it}") });
    for start in ["", "tab tab"] {
        let mut reader = Reader::real(fates(), 170, 60, "");
        reader.press(start);
        assert_eq!(copied(&mut reader, ["] c"; 10]), expected, "{start}");
        assert_eq!(copied(&mut reader, ["[ c"; 9]), expected.iter().rev().skip(1).cloned().collect::<Vec<_>>());
    }
    let mut reader = Reader::real(fates(), 170, 60, "");
    reader.press("2 ] c e");
    let row = reader.state.redline.comparison.as_ref().expect("a comparison").rows[1].clone();
    assert_eq!(row.fate, Fate::Moved);
    assert!(reader.screen().contains(&format!("similarity {:.2}: {}", row.similarity, row.reason)), "{}", reader.screen());
    // Without a change, the paragraph at the top of the view, and in the timeline the resolution.
    let mut reader = Reader::real(fates(), 170, 60, "");
    assert_eq!(
        copied(&mut reader, ["", "tab tab", "5 ] c", "esc"]),
        ["A/RES/70/237", "A/RES/70/237, PP1", "A/RES/70/237, OP1", "A/RES/70/237, PP1"]
    );
    reader.press("1 0 ] c enter");
    assert_eq!(reader.state.focus, Pane::Text);
    reader.press("tab [ c enter");
    assert!(reader.screen().contains("A/RES/69/28, OP3 is not in the text shown"), "{}", reader.screen());
}

#[test]
fn an_unchanged_row_is_gone_to_as_changed_ones_are() {
    // By the mouse, in the only unchanged paragraph.
    let mut reader = Reader::real(fates(), 170, 60, "theme = \"mono\"");
    reader.press("tab tab Z");
    let screen = reader.screen();
    let y = screen.lines().position(|line| line.contains("  unchanged")).expect("the row") + 1;
    let click = |reader: &mut Reader| {
        let (x, y) = (120, u16::try_from(y).expect("a row"));
        reader.send(Msg::Mouse(Mouse { kind: MouseKind::Click, x, y }));
    };
    click(&mut reader);
    assert!(reader.screen().contains(" ▸unchanged"), "{}", reader.screen());
    assert_eq!((copied(&mut reader, [""]), place(&reader)), (vec!["A/RES/70/237, PP4".to_owned()], "10 changes".to_owned()));
    // Changes are visited from there on.
    reader.press("] c");
    assert_eq!(place(&reader), "change 5 of 10");
    click(&mut reader);
    reader.press("[ c");
    assert_eq!(place(&reader), "change 4 of 10");
    // Folded again it is no place.
    click(&mut reader);
    reader.press("Z");
    assert_eq!(reader.state.redline.current, None);
    // By the key for paragraphs, also where the view cannot go further down; and back.
    let rows = [
        "70/237, PP1",
        "70/237, PP2",
        "70/237, PP3",
        "70/237, PP4",
        "70/237, OP1",
        "70/237, OP3",
        "69/28, OP3",
        "70/237, OP4",
        "70/237, OP5",
    ];
    for height in [12, 24, 60] {
        let mut reader = Reader::real(fates(), 170, height, "");
        reader.press("tab tab Z");
        let mut seen = copied(&mut reader, ["}"; 12]);
        seen.dedup();
        assert_eq!(seen, rows[1..].iter().map(|row| format!("A/RES/{row}")).collect::<Vec<_>>(), "{height}: {}", reader.screen());
        let mut seen = copied(&mut reader, ["{"; 12]);
        seen.dedup();
        assert_eq!(
            seen,
            rows.iter().rev().skip(1).map(|row| format!("A/RES/{row}")).collect::<Vec<_>>(),
            "{height}: {}",
            reader.screen()
        );
    }
}

#[test]
fn a_changed_footnote_is_copied_as_a_footnote() {
    let mut reader = Reader::new(170, 45);
    assert_eq!(copied(&mut reader, ["6 ] c"]), ["A/RES/67/27, footnote 2"]);
}

#[test]
fn another_language_is_at_the_paragraph_of_the_current_change() {
    let pair = |language| {
        let lines = [
            "PP1 *Noting* the house,\nOP1 *Requests* a report;\nOP2 *Decides* to go.",
            "PP1 *Noting* the tree,\nOP1 *Requests* an answer;\nOP2 *Decides* to stay.",
        ];
        [("A/RES/69/28", 2014), ("A/RES/70/237", 2015)]
            .into_iter()
            .zip(lines)
            .map(move |((symbol, year), lines)| text(symbol, language, (year, 12, 2), "Houses", lines))
    };
    let mut reader = Reader::real(pair(Language::En).chain(pair(Language::Fr)).collect(), 80, 11, "");
    reader.press("v tab tab 2 ] c");
    assert_eq!(copied(&mut reader, [""]), ["A/RES/70/237, OP1"]);
    reader.press("l");
    assert!(reader.screen().contains("French"), "{}", reader.screen());
    assert!(place(&reader).starts_with("change 2 of "), "{}", reader.screen());
    assert_eq!(copied(&mut reader, [""]), ["A/RES/70/237, OP1"]);
}

#[test]
fn the_other_end_of_a_move_is_the_same_change() {
    // Both ends are in view: nothing scrolls.
    let mut reader = Reader::real(fates(), 120, 40, "");
    reader.press("2 ] c m");
    assert_eq!(place(&reader), "change 2 of 10");
    assert!(reader.screen().contains("PP5, moved to PP2"), "{}", reader.screen());
    assert_eq!(reader.state.redline.top, 0);
    let origin = reader.state.redline.current_line();
    reader.press("m");
    assert_eq!(place(&reader), "change 2 of 10");
    assert!(reader.screen().contains("PP2, moved from PP5"), "{}", reader.screen());
    assert_ne!(reader.state.redline.current_line(), origin);
    reader.press("m ] c");
    assert_eq!(place(&reader), "change 3 of 10");
    // The current change is no move: the first one from the top of the view on is gone to, at its other end.
    reader.press("7 ] c");
    assert_eq!(place(&reader), "change 10 of 10");
    reader.press("g 5 j m");
    assert!(reader.screen().contains("PP5, moved to PP2"), "{}", reader.screen());
    // From below the move itself, the place that it moved from is what is found.
    let mut reader = Reader::real(fates(), 120, 14, "");
    reader.press("2 ] c 1 2 j m");
    assert!(reader.screen().contains("PP2, moved from PP5"), "{}", reader.screen());
    assert_eq!(place(&reader), "change 2 of 10");
    reader.press("G");
    let top = reader.state.redline.top;
    reader.press("m");
    assert!(reader.screen().contains("No paragraph from here on has moved"), "{}", reader.screen());
    assert_eq!((reader.state.redline.top, place(&reader).as_str()), (top, "10 changes"));
}

/// Where the mark of the current change stands on the screen, and the sign or the first word right of it.
fn marks(reader: &Reader) -> Vec<(usize, String)> {
    let panes = reader.state.panes();
    let area = panes.redline_lines().expect("the redline");
    let screen = reader.screen();
    let rows = screen.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    let inside = rows.map(|row| row.chars().skip(usize::from(area.x)).collect::<String>());
    let marked = inside.filter_map(|row| Some((row.find('▸')?, row.clone())));
    marked
        .map(|(at, row)| {
            (row[..at].chars().count(), row[at..].split([' ', '▸']).find(|word| !word.is_empty()).unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn the_mark_of_the_current_change_is_always_to_be_seen_on_its_side() {
    for config in ["", "theme = \"mono\"", "theme = \"light\""] {
        for width in [60, 80, 120, 170] {
            let mut reader = Reader::real(fates(), width, 40, config);
            reader.press("tab tab");
            for n in 1..=10 {
                reader.press("] c");
                let marks = marks(&reader);
                assert_eq!(marks.len(), 1, "change {n} at {width}: {}", reader.screen());
                let stop = *reader.state.redline.current_stop().expect("a change");
                let layout = reader.state.redline.layout.as_ref().expect("a layout");
                let right = usize::from(layout.column) + 3;
                let side = match stop.side {
                    None => 1,
                    Some(Side::Old) => usize::from(layout.gutter),
                    Some(Side::New) => right + usize::from(layout.gutter),
                };
                assert_eq!(marks[0].0, side, "change {n} at {width}: {}", reader.screen());
            }
        }
    }
    let mut reader = Reader::real(fates(), 120, 40, "");
    let captions = ["2 ] c", "m", "7 ] c", "] c"].map(|keys| {
        reader.press(keys);
        marks(&reader).pop().map(|(_, word)| word).unwrap_or_default()
    });
    assert_eq!(captions, ["moved", "PP5", "removed", "added"]);
    let screen = reader.screen();
    assert!(screen.contains("+▸added"), "{screen}");
}

#[test]
fn a_pure_deletion_is_marked_in_the_old_column_and_a_pure_insertion_in_the_new_one() {
    let pair = |old: &str, new: &str| {
        let lines = |words: &str| {
            format!(
                "PP1 *Noting* that considerable progress has been achieved in developing and applying the latest technologies,
                OP1 *Calls upon* Member States to promote further{words} the consideration of existing threats at multilateral levels;
                OP2 *Invites* all Member States to inform the Secretary-General of their general appreciation of the issues;"
            )
        };
        vec![
            text("A/RES/69/28", Language::En, (2014, 12, 2), "Houses", &lines(old)),
            text("A/RES/70/237", Language::En, (2015, 12, 23), "Houses", &lines(new)),
        ]
    };
    for (old, new, side) in [(" and carefully", "", Side::Old), ("", " and carefully", Side::New), (" now", " then", Side::New)] {
        let mut reader = Reader::real(pair(old, new), 80, 24, "");
        reader.press("v ] c");
        assert_eq!(reader.state.redline.current_stop().and_then(|stop| stop.side), Some(side), "{}", reader.screen());
        assert_eq!(marks(&reader).len(), 1, "{}", reader.screen());
    }
}

#[test]
fn changes_are_visited_from_every_pane() {
    for (focus, pane) in [("", Pane::Timeline), ("tab", Pane::Text), ("tab tab", Pane::Redline)] {
        let mut reader = Reader::real(fates(), 170, 40, "");
        reader.press(focus).press("3 ] c [ c");
        assert_eq!(reader.state.focus, pane);
        assert_eq!(place(&reader), "change 2 of 10");
    }
    // Where the text has the only place, the redline takes it.
    let mut reader = Reader::real(fates(), 80, 24, "");
    reader.press("enter ] c");
    assert_eq!(reader.state.focus, Pane::Redline);
    assert_eq!(place(&reader), "change 1 of 10");
}

#[test]
fn the_title_says_first_what_became_of_paragraphs() {
    let title = |keys: &str, width: u16| {
        let mut reader = Reader::real(fates(), width, 24, "");
        reader.press("v tab tab").press(keys);
        let screen = reader.screen();
        let row = screen.lines().nth(1).unwrap_or_default();
        let at = row.find("Changes").expect("the title");
        row[at..].trim_end_matches(['┐', '─', ' ']).to_owned()
    };
    let fates = "1 moved · 1 split · 1 merged · 1 added · 1 removed";
    assert_eq!(title("", 280), format!("Changes since 69/28 · {fates} · 2 amended · 5 wording · 1 rollover · 1 typography"));
    assert_eq!(title("", 80), "Changes · 1 moved · 1 split · 1 merged · 1 added · 1 remov…");
    assert_eq!(title("w", 80), "Changes, wording only · 1 moved · 1 split · 1 merged · 1 a…");
    assert_eq!(title("w", 280), format!("Changes since 69/28, wording only · {fates} · 1 amended · 5 wording"));
    assert_eq!(title("t r", 280), format!("Changes since 69/28, rollover hidden · {fates} · 1 amended · 5 wording · 1 typography"));
    assert_eq!(title("t r t t", 280), format!("Changes since 69/28, 2 kinds hidden · {fates} · 1 amended · 5 wording"));
}
