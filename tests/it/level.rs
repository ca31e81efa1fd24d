//! The two columns of a redline: what is equal stands level, and nothing is lost by it.

use plenary::app::Pane;
use plenary::compare::compare;
use plenary::layout::{Item, Kinds, RedlineLayout, RedlineOptions, Side};
use plenary::model::{Language, ParagraphIndex, Text};

use crate::data;
use crate::fixture::{Reader, fates, text, texts};

/// Two texts of one series.
fn pair(language: Language, old: &str, new: &str) -> Vec<Text> {
    vec![text("A/RES/69/28", language, (2014, 12, 2), "Houses", old), text("A/RES/70/237", language, (2015, 12, 23), "Houses", new)]
}

/// A paragraph of which the beginning was written anew and shortened, one of which a word was dropped, one that says more in its middle.
fn rewritten() -> Vec<Text> {
    pair(
        Language::En,
        "PP1 *Considering* that the assessments of the Member States contained in the reports of the Secretary-General and the international meetings of experts have contributed to a better understanding of the substance of issues of international information security,
        OP1 *Requests* the Secretary-General, with the assistance of a group of governmental experts, to be established in 2012 on the basis of equitable geographical distribution, taking into account the assessments and recommendations contained in the above-mentioned report, to continue to study existing and potential threats in the sphere of information security and possible cooperative measures to address them;
        OP2 *Welcomes* the commitment of members to work towards the necessary reform of the Organization, with the aim of improving all its functions; this work shall be member-driven, open, transparent, inclusive and must address the interests of all members;",
        "PP1 *Considering* that the assessments of Member States contained in the reports of the Secretary-General and the international meetings of experts have contributed to a better understanding of the substance of issues of international information security,
        OP1 *Welcomes* the commencement of the work of the Group of Governmental Experts, authorizes the Group, taking into account the assessments and recommendations contained in the above-mentioned report, to continue to study existing and potential threats in the sphere of information security and possible cooperative measures to address them;
        OP2 *Welcomes* the commitment of members to work towards the necessary reform of the Organization, with the aim of improving all its functions, while reaffirming the foundational principles of the Organization, and to conduct discussions with a view to having a well-functioning system accessible to all members by 2024; this work shall be member-driven, open, transparent, inclusive and must address the interests of all members;",
    )
}

fn arabic() -> Vec<Text> {
    pair(
        Language::Ar,
        "OP1 *تطلب* إلى الأمين العام أن يواصل، بمساعدة فريق من الخبراء الحكوميين ينشأ في عام 2012 على أساس التوزيع الجغرافي العادل، مع مراعاة التقييمات والتوصيات الواردة في التقرير المذكور أعلاه، دراسة الأخطار القائمة والمحتملة في مجال أمن المعلومات والتدابير التعاونية؛",
        "OP1 *تطلب* إلى الأمين العام أن يواصل، مع مراعاة التقييمات والتوصيات الواردة في التقرير المذكور أعلاه، دراسة الأخطار القائمة والمحتملة في مجال أمن المعلومات والتدابير التعاونية؛",
    )
}

fn chinese() -> Vec<Text> {
    pair(
        Language::Zh,
        "OP1 *请*秘书长在根据公平地域分配原则于2012年设立的政府专家组的协助下，考虑到上述报告所载评估和建议，继续研究信息安全领域的现有威胁和潜在威胁，以及为对付这些威胁可能采取的合作措施；",
        "OP1 *请*秘书长考虑到上述报告所载评估和建议，继续研究信息安全领域的现有威胁和潜在威胁，以及为对付这些威胁可能采取的合作措施；",
    )
}

#[test]
fn equal_lines_stand_side_by_side() {
    for (name, texts, width, height) in [
        ("level_80x24", rewritten(), 80, 46),
        ("level_170x45", rewritten(), 170, 45),
        ("level_arabic", arabic(), 80, 24),
        ("level_chinese", chinese(), 80, 24),
    ] {
        let mut reader = Reader::real(texts, width, height, "theme = \"mono\"");
        if reader.state.panes().area(Pane::Redline).is_none() {
            reader.press("v");
        }
        insta::assert_snapshot!(name, reader.screen());
    }
}

fn laid_out(old: &Text, new: &Text, width: u16) -> RedlineLayout {
    let options = RedlineOptions { width, kinds: Kinds::ALL, unfolded: &|_| true };
    RedlineLayout::new(old, new, &compare(old, new), &options)
}

/// The words of a column's lines in a row, `None` where it has none.
fn column(layout: &RedlineLayout, row: u32, side: Side) -> Vec<Option<&str>> {
    let lines = layout
        .lines
        .iter()
        .enumerate()
        .filter(|&(n, line)| line.caption.is_none() && layout.item_of(n).is_some_and(|item| *item == Item::Row(row)));
    lines.map(|(_, line)| line.cell(side).map(|cell| layout.flow.words(cell.line))).collect()
}

#[test]
fn after_a_change_both_columns_soon_have_the_same_lines() {
    for texts in [rewritten(), arabic(), chinese()] {
        for width in 44..=120 {
            let layout = laid_out(&texts[0], &texts[1], width);
            for row in 0..u32::try_from(texts[0].paragraphs.len()).unwrap() {
                let (old, new) = (column(&layout, row, Side::Old), column(&layout, row, Side::New));
                let level = old.iter().zip(&new).filter(|(old, new)| old == new).count();
                let shorter = old.iter().flatten().count().min(new.iter().flatten().count());
                assert!(level * 2 >= shorter, "{width}: {old:#?} {new:#?}");
            }
        }
    }
}

/// Letters without the spaces at which lines are broken.
fn letters(words: &str) -> impl Iterator<Item = char> + '_ {
    words.chars().filter(|c| !c.is_whitespace())
}

/// Whether the lines are the paragraphs' words in order, with nothing among them but footnote marks.
fn holds(lines: &[Option<&str>], text: &Text, paragraphs: &[ParagraphIndex]) -> bool {
    let mut expected = paragraphs.iter().flat_map(|&paragraph| letters(text.paragraph_words(paragraph))).peekable();
    let mut more = 0;
    for letter in lines.iter().flatten().flat_map(|line| letters(line)) {
        more += usize::from(expected.next_if_eq(&letter).is_none());
    }
    let marks = paragraphs.iter().flat_map(|&paragraph| &text.paragraph(paragraph).marks);
    expected.next().is_none() && more <= marks.map(|mark| mark.mark.chars().count() + 2).sum()
}

#[test]
fn every_word_of_both_texts_is_there_once_and_in_order() {
    let own = [rewritten(), arabic(), chinese(), fates(), texts()];
    let held = data::akn().map_or(&[][..], |texts| texts);
    let neighbours = held.windows(2).filter(|pair| pair[0].language == pair[1].language);
    let pairs = own.iter().flat_map(|texts| texts.windows(2)).chain(neighbours);
    for (n, pair) in pairs.enumerate() {
        let [old, new] = pair else { continue };
        let comparison = compare(old, new);
        let width = [24, 40, 61, 83, 120, 200][n % 6];
        let layout = laid_out(old, new, width);
        for (row, index) in comparison.rows.iter().zip(0..) {
            for (side, text, paragraphs) in [(Side::Old, old, &row.old), (Side::New, new, &row.new)] {
                let lines = column(&layout, index, side);
                assert!(holds(&lines, text, paragraphs), "{width}: {lines:#?}");
            }
        }
        // No line is empty on both sides, and lines are found again by their places.
        for (n, line) in layout.lines.iter().enumerate() {
            assert!(line.caption.is_some() || line.old.is_some() || line.new.is_some());
            assert_eq!(layout.line_of(line.at), n);
        }
    }
}

#[test]
fn what_is_found_is_in_view_however_much_stands_beside_it() {
    let old = "OP1 *Requests* the Secretary-General, with the assistance of a group of governmental experts, to be established in 2012 on the basis of equitable geographical distribution, drawing on the knowledge of all regions, consulting widely and often, and without further expense to any Member State, to continue to study existing and potential threats, and to report on zebras;";
    let new = "OP1 *Requests* the Secretary-General to continue to study existing and potential threats, and to report on zebras;";
    let mut reader = Reader::real(pair(Language::En, old, new), 80, 11, "");
    reader.press("v tab tab / z e b r a s enter");
    let screen = reader.screen();
    let found = screen.lines().find(|line| line.matches("zebras").count() == 2);
    assert!(found.is_some(), "{screen}");
}

#[test]
fn a_line_left_empty_is_the_same_place_at_another_size() {
    let mut reader = Reader::real(rewritten(), 80, 12, "");
    reader.press("v tab tab");
    for _ in 0..40 {
        let (before, top) = (reader.screen(), reader.state.redline.top);
        reader.resize(170, 20);
        reader.resize(61, 30);
        reader.resize(80, 12);
        assert_eq!((reader.screen(), reader.state.redline.top), (before, top));
        reader.press("j");
    }
}
