//! The change that the reader is at: how many there are, which is the current one, and what acts on it.

use plenary::app::Pane;
use plenary::compare::{ChangeKind, Fate};
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
