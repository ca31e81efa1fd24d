//! Keys in, screen out: the real update and the real view, at three sizes, with styles.

use proptest::prelude::*;

use plenary::app::{Key, Mouse, MouseKind, Msg, Pane, Size};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::fixture::Reader;

/// A snapshot of cells and styles, under a name of its own.
macro_rules! screen {
    ($name:literal, $reader:expr) => {
        insta::assert_snapshot!($name, format!("{:?}", $reader.buffer()))
    };
}

#[test]
fn the_start_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 36), (170, 45)] {
        let reader = Reader::themed(width, height, "");
        insta::assert_snapshot!(format!("start_{width}x{height}"), format!("{:?}", reader.buffer()));
    }
}

#[test]
fn a_redline_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 36), (170, 45)] {
        let mut reader = Reader::themed(width, height, "");
        reader.press("v tab tab ] c ] c");
        insta::assert_snapshot!(format!("redline_{width}x{height}"), format!("{:?}", reader.buffer()));
    }
}

#[test]
fn every_fate_has_its_rows() {
    let mut reader = Reader::real(crate::fixture::fates(), 150, 60, "");
    reader.press("v");
    screen!("fates", reader);
    // Both ends of the move are one key apart.
    reader.press("tab tab ] c ] c m");
    screen!("fates_moved", reader);
}

#[test]
fn a_redline_without_colours() {
    let mut reader = Reader::new(120, 36);
    reader.press("v tab ] c z");
    screen!("redline_mono", reader);
}

#[test]
fn a_citation_selected_and_a_footnote_at_the_foot() {
    let mut reader = Reader::themed(80, 24, "");
    reader.press("enter 1 G c");
    screen!("citation", reader);
}

#[test]
fn arabic_from_the_right_and_chinese_in_bold() {
    let mut reader = Reader::new(80, 24);
    reader.press("j");
    screen!("chinese", reader);
    reader.press("j");
    screen!("arabic", reader);
}

#[test]
fn the_jump_the_find_and_the_help() {
    let mut reader = Reader::new(120, 36);
    reader.press("ctrl-p").type_in("67");
    screen!("jump", reader);
    reader.press("esc / i n f o r m a t i o n");
    screen!("find", reader);
    reader.press("enter ?");
    screen!("help", reader);
}

#[test]
fn what_is_only_cited_damaged_a_fragment_or_without_a_partner_is_said_so() {
    let mut reader = Reader::new(80, 24);
    reader.press("g");
    screen!("only_cited", reader);
    reader.press("G");
    screen!("damaged", reader);
    reader.press("k k k k k");
    screen!("fragment", reader);
    reader.press("j j j v");
    screen!("nothing_before", reader);
    reader.press("v k b j v");
    screen!("no_common_language", reader);
}

#[test]
fn a_screen_too_small_says_so() {
    let reader = Reader::new(39, 24);
    assert!(reader.screen().contains("larger window"), "{}", reader.screen());
    let reader = Reader::new(40, 10);
    assert!(!reader.screen().contains("larger window"), "{}", reader.screen());
}

#[test]
fn no_control_character_is_ever_in_a_cell() {
    let mut reader = Reader::new(80, 24);
    reader.press("k k enter");
    assert!(reader.screen().contains("␛[31mthereof\u{FFFD}"), "{}", reader.screen());
    for cell in &reader.buffer().content {
        let symbol = cell.symbol();
        assert!(
            !symbol.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
            "{symbol:?}"
        );
    }
}

/// Anything that a person may do.
fn message() -> impl Strategy<Value = Msg> {
    let keys = "jkdufbgGlLcCmzZweyvnN{}/?q0123456789 ]c[twrnft";
    let named =
        ["enter", "esc", "tab", "backtab", "ctrl-p", "ctrl-o", "alt-o", "backspace", "up", "down", "pagedown", "ctrl-b", "ctrl-w"];
    let key = |name: &str| name.parse::<Key>().expect("a key");
    prop_oneof![
        8 => proptest::sample::select(keys.chars().collect::<Vec<_>>()).prop_map(|c| Msg::Key(Key::char(c))),
        4 => proptest::sample::select(named.map(key).to_vec()).prop_map(Msg::Key),
        1 => (0_u16..200, 0_u16..60).prop_map(|(width, height)| Msg::Resize(Size { width, height })),
        1 => (0_u16..200, 0_u16..60, -1_i8..=1).prop_map(|(x, y, by)| Msg::Mouse(Mouse { kind: MouseKind::Wheel(by), x, y })),
        2 => (0_u16..200, 0_u16..60).prop_map(|(x, y)| Msg::Mouse(Mouse { kind: MouseKind::Click, x, y })),
        1 => (0_u16..200, 0_u16..60).prop_map(|(x, y)| Msg::Mouse(Mouse { kind: MouseKind::Drag, x, y })),
        1 => Just(Msg::Paste("大会 67\u{1b}\n".into())),
        1 => Just(Msg::Work),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is pressed at whatever size, and however small the buffer, nothing panics.
    #[test]
    fn nothing_panics(
        width in 0_u16..190,
        height in 0_u16..60,
        messages in proptest::collection::vec(message(), 0..30),
        smaller in (0_u16..40, 0_u16..20),
    ) {
        let mut reader = Reader::new(width, height);
        for message in messages {
            reader.send(message);
            let size = reader.state.size;
            let area = Rect::new(0, 0, size.width.saturating_sub(smaller.0), size.height.saturating_sub(smaller.1));
            plenary::ui::view(&reader.context, &reader.state, &mut Buffer::empty(area));
            let _ = plenary::ui::cursor(&reader.state);
        }
    }

    /// A resize, and a filter taken back, leave the reader where they were.
    #[test]
    fn the_place_survives_sizes_and_filters(
        down in 0_u32..30,
        is_redline in any::<bool>(),
        sizes in proptest::collection::vec((0_u16..190, 0_u16..60), 1..5),
    ) {
        let mut reader = Reader::new(80, 24);
        reader.press(if is_redline { "v tab tab Z" } else { "enter" });
        for _ in 0..down {
            reader.press("j");
        }
        let before = reader.screen();
        for (width, height) in sizes {
            reader.resize(width, height);
            // What was first in view still is, wherever there is room for it.
            if !is_redline && reader.state.text.layout.is_some() && !reader.state.panes().shown.is_empty() {
                let text = &reader.state.text;
                let layout = text.layout.as_ref().expect("a layout");
                let height = reader.state.text_height();
                if height > 0 && reader.state.panes().area(Pane::Text).is_some() {
                    let line = layout.line_of(text.anchor);
                    prop_assert!(layout.window(text.top, height).lines.contains(&line));
                }
            }
        }
        reader.resize(80, 24);
        prop_assert_eq!(&reader.screen(), &before);
        if is_redline {
            reader.press("w w esc");
            prop_assert_eq!(reader.screen(), before.clone());
        }
    }
}
