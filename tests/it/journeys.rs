//! What a person does from one end to the other, and where it takes them.

use plenary::app::{Effect, Mouse, MouseKind, Msg, Overlay, Pair, Pane, Shown};
use plenary::layout::Kinds;

use crate::fixture::Reader;

fn shown(reader: &Reader) -> String {
    let corpus = &reader.context.corpus;
    match &reader.state.text.shown {
        Shown::Text(id) => format!("{} {}", corpus.head(*id).symbol, corpus.head(*id).language),
        Shown::OnlyCited(id) => format!("{} cited", corpus.resolution(*id).symbol),
        Shown::Unreadable(id, _) => format!("{} unreadable", corpus.head(*id).symbol),
        Shown::Empty => "nothing".into(),
    }
}

fn pair(reader: &Reader) -> String {
    let corpus = &reader.context.corpus;
    match &reader.state.redline.pair {
        Pair::Of(old, new) => {
            let name = |id| format!("{} {}", corpus.head(id).symbol, corpus.head(id).language);
            format!("{} → {}", name(*old), name(*new))
        }
        Pair::None(why) => format!("{why:?}").split('(').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn a_citation_is_followed_and_come_back_from() {
    let mut reader = Reader::new(80, 24);
    reader.press("enter c c c");
    assert!(reader.screen().contains("A/RES/62/17 · held"), "{}", reader.screen());
    reader.press("enter");
    assert_eq!(shown(&reader), "A/RES/62/17 en");
    reader.press("ctrl-o");
    assert_eq!(shown(&reader), "A/RES/67/27 en");
    assert_eq!(reader.state.text.citation, Some(2));
    reader.press("alt-o");
    assert_eq!(shown(&reader), "A/RES/62/17 en");
    reader.press("ctrl-o c enter");
    assert_eq!(shown(&reader), "A/RES/66/24 en");
    reader.press("ctrl-o esc c enter");
    assert_eq!(shown(&reader), "A/RES/53/70 cited");
    assert!(reader.screen().contains("Cited by A/RES/66/24, A/RES/67/27, A/RES/68/243"), "{}", reader.screen());
}

#[test]
fn a_language_keeps_the_paragraph() {
    let mut reader = Reader::new(80, 10);
    reader.press("enter } } } }");
    let first = |reader: &Reader| reader.screen().lines().nth(2).unwrap_or_default().to_owned();
    assert!(first(&reader).contains("PP4"), "{}", reader.screen());
    reader.press("l");
    assert_eq!(shown(&reader), "A/RES/67/27 fr");
    assert!(first(&reader).contains("PP4"), "{}", reader.screen());
    reader.press("L");
    assert_eq!(shown(&reader), "A/RES/67/27 en");
    assert!(first(&reader).contains("PP4"), "{}", reader.screen());
}

#[test]
fn any_two_texts_are_compared_by_marking_a_base() {
    let mut reader = Reader::new(170, 45);
    assert_eq!(pair(&reader), "A/RES/66/24 en → A/RES/67/27 en");
    reader.press("k k b");
    assert_eq!(pair(&reader), "IsBase");
    reader.press("j j");
    assert_eq!(pair(&reader), "A/RES/62/17 en → A/RES/67/27 en");
    reader.press("j");
    assert_eq!(pair(&reader), "NoCommonLanguage");
    assert!(reader.screen().contains("held in no common language"), "{}", reader.screen());
    reader.press("k k k b j j");
    assert_eq!(pair(&reader), "A/RES/66/24 en → A/RES/67/27 en");
}

#[test]
fn what_is_only_cited_is_no_base() {
    let mut reader = Reader::new(170, 45);
    reader.press("g b");
    assert!(reader.screen().contains("No text of 53/70 is held"), "{}", reader.screen());
    assert_eq!(reader.state.base, None);
    reader.press("G k k k b");
    assert!(reader.state.base.is_some());
}

#[test]
fn a_fragment_without_a_title_is_not_called_cited_and_the_words_before_its_sponsors_are_said_once() {
    let mut texts = crate::fixture::fates();
    texts[0].facts.title = None;
    texts[0].fragment = Some(plenary::model::Fragment { pages: vec![2], first: false, last: false });
    texts[1].facts.sponsors = Some("Submitted by the Russian Federation".into());
    let mut reader = Reader::real(texts, 120, 36, "");
    assert!(reader.screen().contains("submitted by the Russian Federation"), "{}", reader.screen());
    reader.press("ctrl-p");
    assert!(reader.screen().contains("A/RES/69/28  2014 page 2 only"), "{}", reader.screen());
    reader.type_in("68/243");
    assert!(reader.screen().contains("only cited"), "{}", reader.screen());
}

#[test]
fn a_jump_finds_and_opens() {
    let mut reader = Reader::new(80, 24);
    reader.press("ctrl-p").type_in("68243").press("enter");
    assert_eq!(shown(&reader), "A/RES/68/243 zh");
    reader.press("ctrl-o");
    assert_eq!(shown(&reader), "A/RES/67/27 en");
    reader.press("ctrl-p esc");
    assert!(matches!(reader.state.overlay, Overlay::None));
}

#[test]
fn words_are_found_across_lines_and_counted() {
    let mut reader = Reader::new(80, 24);
    reader.press("enter /").type_in("principles outlined at the INFORMATION society").press("enter");
    assert!(reader.screen().contains("match 1 of 1"), "{}", reader.screen());
    reader.press("/").type_in("decides").press("enter n");
    assert!(reader.screen().contains("match 2 of 2"), "{}", reader.screen());
    reader.press("n");
    assert!(reader.screen().contains("match 1 of 2"), "{}", reader.screen());
    reader.press("N");
    assert!(reader.screen().contains("match 2 of 2"), "{}", reader.screen());
    reader.press("/").type_in("no such words").press("enter");
    assert!(reader.screen().contains("“no such words” is not in this text"), "{}", reader.screen());
    reader.press("/").type_in("replies").press("enter");
    assert!(reader.screen().contains("² See A/66/152"), "{}", reader.screen());
}

#[test]
fn changes_are_visited_filtered_and_unfolded() {
    let mut reader = Reader::new(120, 36);
    reader.press("] c");
    assert_eq!(reader.state.focus, Pane::Redline);
    assert!(reader.screen().contains("change 1 of 6"), "{}", reader.screen());
    reader.press("2 ] c [ c");
    assert!(reader.screen().contains("change 2 of 6"), "{}", reader.screen());
    reader.press("9 9 ] c");
    assert!(reader.screen().contains("change 6 of 6"), "{}", reader.screen());
    reader.press("] c");
    assert!(reader.screen().contains("no change after this one"), "{}", reader.screen());
    assert!(reader.screen().contains("change 6 of 6"), "{}", reader.screen());
    // A filter leaves the reader at the change that they were at, if it is still shown.
    reader.press("t r");
    assert!(reader.screen().contains("change 5 of 5"), "{}", reader.screen());
    reader.press("t w");
    assert!(reader.screen().contains("2 changes"), "{}", reader.screen());
    reader.press("t w");
    reader.press("w t r w");
    assert_eq!(reader.state.redline.kinds, Kinds::WORDING);
    reader.press("w g");
    assert!(reader.screen().contains("unchanged paragraph"), "{}", reader.screen());
    reader.press("Z");
    assert!(!reader.screen().contains("┄┄"), "{}", reader.screen());
    reader.press("Z e");
    assert!(reader.screen().contains("similarity"), "{}", reader.screen());
}

#[test]
fn both_ends_of_a_move_are_there() {
    let mut reader = Reader::new(120, 16);
    reader.press("] c ] c");
    assert!(reader.screen().contains("→▸moved from PP5"), "{}", reader.screen());
    reader.press("m");
    assert!(reader.screen().contains("→▸PP5 moved to PP3"), "{}", reader.screen());
    reader.press("m");
    assert!(reader.screen().contains("→▸moved from PP5"), "{}", reader.screen());
}

#[test]
fn the_mouse_scrolls_selects_and_unfolds() {
    let mut reader = Reader::new(170, 45);
    let click = |reader: &mut Reader, x, y| reader.send(Msg::Mouse(Mouse { kind: MouseKind::Click, x, y }));
    let find = |reader: &Reader, words: &str| {
        let screen = reader.screen();
        // From the left: what stands left of the redline comes first.
        let places = screen.lines().enumerate().filter_map(|(y, row)| Some((row[..row.find(words)?].chars().count(), y)));
        let (x, y) = places.min().expect("the words");
        (u16::try_from(x).expect("a column"), u16::try_from(y).expect("a row"))
    };
    let (x, y) = find(&reader, "54/49 of");
    click(&mut reader, x, y);
    assert_eq!(reader.state.text.citation, Some(1));
    click(&mut reader, x, y);
    assert_eq!(shown(&reader), "A/RES/54/49 cited");
    reader.press("ctrl-o");
    let (x, y) = find(&reader, "unchanged paragraph");
    click(&mut reader, x, y);
    assert!(!reader.state.redline.unfolded.is_empty());
    let (x, y) = find(&reader, "2011  66/24");
    click(&mut reader, x, y);
    assert_eq!(shown(&reader), "A/RES/66/24 en");
    assert_eq!(reader.state.focus, Pane::Timeline);
    let top = reader.state.text.top;
    reader.resize(170, 20);
    reader.send(Msg::Mouse(Mouse { kind: MouseKind::Wheel(1), x: 50, y: 5 }));
    assert_eq!(reader.state.text.top, top + 3);
}

#[test]
fn copy_quit_and_suspend_ask_the_terminal() {
    let mut reader = Reader::new(80, 24);
    reader.press("enter } } y ctrl-z q");
    assert_eq!(reader.effects, [Effect::Copy("A/RES/67/27, PP2".into()), Effect::Suspend, Effect::Quit]);
}

#[test]
fn counts_go_to_numbered_paragraphs() {
    let mut reader = Reader::new(80, 10);
    reader.press("enter 3 G");
    assert!(reader.screen().lines().nth(2).is_some_and(|row| row.contains("OP3")), "{}", reader.screen());
    reader.press("2 g");
    assert!(reader.screen().lines().nth(2).is_some_and(|row| row.contains("PP2")), "{}", reader.screen());
    reader.press("9 9 G");
    assert!(reader.screen().contains("There is no OP99"), "{}", reader.screen());
}

#[test]
fn paging_down_and_up_passes_over_nothing() {
    let mut reader = Reader::new(60, 14);
    reader.press("enter");
    let mut seen = 0;
    for _ in 0..100 {
        let state = &reader.state;
        let layout = state.text.layout.as_ref().expect("a layout");
        let window = layout.window(state.text.top, state.text_height());
        assert!(window.lines.start <= seen, "lines {seen} to {} were passed over", window.lines.start);
        seen = seen.max(window.lines.end);
        reader.press("f");
    }
    assert_eq!(seen, reader.state.text.layout.as_ref().expect("a layout").lines.len());
    let mut first = reader.state.text.top;
    for _ in 0..100 {
        reader.press("ctrl-b");
        let state = &reader.state;
        let layout = state.text.layout.as_ref().expect("a layout");
        let window = layout.window(state.text.top, state.text_height());
        assert!(window.lines.end >= first, "lines {} to {first} were passed over", window.lines.end);
        first = window.lines.start;
    }
    assert_eq!(first, 0);
}

/// The row of the screen on which the text pane's mark stands, from what is right of the timeline on.
fn marked(reader: &Reader) -> Vec<String> {
    let area = reader.state.panes().area(Pane::Text).expect("the text");
    let screen = reader.screen();
    let rows = screen.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    rows.map(|row| row.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect::<String>())
        .filter(|row| row.contains('▸'))
        .collect()
}

#[test]
fn a_paragraph_is_gone_to_where_all_of_the_text_is_in_view() {
    let mut reader = Reader::real(crate::fixture::fates(), 100, 60, "");
    reader.press("enter y");
    assert!(marked(&reader).is_empty());
    reader.press("} } y");
    assert!(marked(&reader)[0].starts_with("PP2 ▸Bearing in mind"), "{}", reader.screen());
    reader.press("5 G y");
    assert!(marked(&reader)[0].starts_with("OP5 ▸Decides"), "{}", reader.screen());
    assert!(!reader.screen().contains("There is no"), "{}", reader.screen());
    assert!(reader.screen().lines().last().is_some_and(|row| row.contains("OP5")), "{}", reader.screen());
    reader.press("{ y");
    // The mouse selects what is under it.
    let screen = reader.screen();
    let y = screen.lines().position(|row| row.contains("human rights")).expect("the words");
    let x = reader.state.panes().area(Pane::Text).expect("the text").x + 10;
    reader.send(Msg::Mouse(Mouse { kind: MouseKind::Click, x, y: u16::try_from(y).expect("a row") }));
    reader.press("y e");
    assert!(reader.screen().contains("similarity"), "{}", reader.screen());
    let comparison = reader.state.redline.comparison.as_ref().expect("a comparison");
    assert!(reader.screen().contains(&format!("{:.2}: {}", comparison.rows[1].similarity, &comparison.rows[1].reason[..20])));
    reader.press("esc y");
    let expected = ["PP1", "PP2", "OP5", "OP4", "PP2", "PP1"].map(|it| Effect::Copy(format!("A/RES/70/237, {it}")));
    assert_eq!(reader.effects, expected);
    assert!(marked(&reader).is_empty());
}

#[test]
fn a_paragraph_that_is_scrolled_out_of_view_is_not_the_current_one() {
    let mut reader = Reader::new(80, 12);
    reader.press("enter } }");
    assert_eq!(marked(&reader).len(), 1);
    for keys in ["G", "f f", "9 9 j"] {
        reader.press("2 g");
        assert!(marked(&reader)[0].starts_with("PP2"), "{}", reader.screen());
        reader.press(keys);
        assert!(marked(&reader).is_empty(), "{keys}: {}", reader.screen());
        assert_eq!(reader.state.text.current, None);
    }
    // A narrower window, or another language, has it still.
    reader.press("4 g");
    reader.resize(60, 12);
    assert_eq!(marked(&reader).len(), 1, "{}", reader.screen());
    reader.press("l");
    assert!(marked(&reader)[0].starts_with("PP4"), "{}", reader.screen());
}

#[test]
fn the_redline_goes_to_numbered_paragraphs_too() {
    let mut reader = Reader::new(120, 16);
    reader.press("v tab tab 2 G");
    let screen = reader.screen();
    assert!(screen.lines().nth(4).is_some_and(|row| row.contains("OP2")), "{screen}");
    reader.press("4 G y");
    assert_eq!(reader.effects, [Effect::Copy("A/RES/67/27, OP4".into())]);
}

#[test]
fn the_text_goes_along_where_the_changes_are_visited_from_it() {
    let mut reader = Reader::real(crate::fixture::fates(), 170, 20, "");
    reader.press("tab 8 ] c y");
    assert!(marked(&reader)[0].starts_with("OP3 ▸"), "{}", reader.screen());
    assert_eq!(reader.effects, [Effect::Copy("A/RES/70/237, OP3".into())]);
}

#[test]
fn citations_are_selected_from_the_view_on_and_never_backwards() {
    let mut reader = Reader::new(80, 12);
    // In the order in which a reader meets them: a footnote's where it is marked.
    reader.press("enter");
    let mut seen = Vec::new();
    let mut top = 0;
    for _ in 0..6 {
        reader.press("c");
        assert!(reader.state.text.top >= top, "{}", reader.screen());
        top = reader.state.text.top;
        let screen = reader.screen();
        let foot = screen.lines().last().unwrap_or_default();
        seen.push(foot.split_whitespace().next().unwrap_or_default().to_owned());
    }
    assert_eq!(seen, ["A/RES/53/70", "A/RES/54/49", "A/RES/62/17", "A/RES/66/24", "A/51/261", "A/66/152"]);
    reader.press("c");
    assert!(reader.screen().contains("There is no citation after this one"), "{}", reader.screen());
    assert_eq!(reader.state.text.citation, Some(5));
    // Without one in view, from the top of the view on.
    reader.press("esc G");
    let top = reader.state.text.top;
    reader.press("c");
    assert!(reader.screen().contains("There is no citation from here on"), "{}", reader.screen());
    assert_eq!((reader.state.text.top, reader.state.text.citation), (top, None));
    // From the paragraph gone to, though all is in view.
    let mut reader = Reader::new(120, 60);
    reader.press("enter 5 g c");
    assert!(reader.screen().contains("A/51/261"), "{}", reader.screen());
    assert_eq!(reader.state.text.citation, Some(4));
    reader.press("5 g C");
    assert_eq!(reader.state.text.citation, Some(3));
    reader.press("9 C C");
    assert_eq!(reader.state.text.citation, Some(0));
    assert!(reader.screen().contains("There is no citation before this one"), "{}", reader.screen());
}

#[test]
fn what_is_found_is_what_is_copied() {
    let mut reader = Reader::new(120, 60);
    reader.press("enter /").type_in("information").press("enter y n n y");
    reader.press("/").type_in("ministerial").press("esc y");
    let expected = ["PP2", "OP2(a)", "OP2(a)"].map(|it| Effect::Copy(format!("A/RES/67/27, {it}")));
    assert_eq!(reader.effects, expected, "{}", reader.screen());
}
