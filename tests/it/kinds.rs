//! What kind each change is, over a table of sentences: what turns with the cycle, and what looks as if it did.

use plenary::compare::compare;
use plenary::compare::redline::Redliner;
use plenary::model::{Language, Text};

use crate::fixture::text;

/// The changes between a paragraph of the 77th session and one of the 78th, as `kind: old → new`.
fn changes(language: Language, old: &str, new: &str) -> String {
    let old = text("A/RES/77/5", language, (2022, 12, 15), "A title", &format!("OP1 {old}"));
    let new = text("A/RES/78/7", language, (2023, 12, 19), "A title", &format!("OP1 {new}"));
    let all = |text: &Text| text.paragraph_indices().collect::<Vec<_>>();
    let changes = Redliner::new(&old, &new, Vec::new()).row(&all(&old), &all(&new));
    let shown = changes.iter().map(|change| format!("{}: {} → {}", change.kind.name(), change.old.words, change.new.words));
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_heading_of_a_number_is_renumbered() {
    let heading = |words: &str| {
        let old = text("A/RES/77/5", Language::En, (2022, 12, 15), "A title", "H1 Article 19");
        let new = text("A/RES/78/7", Language::En, (2023, 12, 19), "A title", &format!("H1 {words}"));
        let all = |text: &Text| text.paragraph_indices().collect::<Vec<_>>();
        let changes = Redliner::new(&old, &new, Vec::new()).row(&all(&old), &all(&new));
        changes.iter().map(|change| change.kind.name()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(heading("Article 18"), "renumbering");
    assert_eq!(heading("Article 18 of the Covenant"), "wording");
    assert_eq!(heading("Chapter 19"), "wording");
}

#[test]
fn a_reference_is_renumbered_with_its_paragraph() {
    let views = "Invites all Member States to inform the Secretary-General of their views";
    let experts = "Requests the Secretary-General to seek the assistance of experts from many regions";
    let civil = "Encourages civil society to contribute to the process in due course";
    let group = |number: u8| format!("Requests the Group to act as set out in paragraph {number} above");
    let kinds = |old: &[&str], new: &[&str]| {
        let numbered = |paragraphs: &[&str]| {
            paragraphs.iter().zip(1..).map(|(words, number)| format!("OP{number} {words};")).collect::<Vec<_>>().join("\n")
        };
        let old = text("A/RES/77/5", Language::En, (2022, 12, 15), "A title", &numbered(old));
        let new = text("A/RES/78/7", Language::En, (2023, 12, 19), "A title", &numbered(new));
        let rows = compare(&old, &new).rows;
        let words = rows.iter().flat_map(|row| &row.changes).filter(|change| !change.old.range.is_empty());
        words.map(|change| change.kind.name()).collect::<Vec<_>>()
    };
    let old = [views, experts, &group(2)];
    assert_eq!(kinds(&old, &[civil, views, experts, &group(3)]), ["renumbering"]);
    // Nothing was renumbered: it is another paragraph.
    assert_eq!(kinds(&old, &[views, experts, &group(1)]), ["wording"]);
}

#[test]
fn references_to_the_text_itself_are_renumbered() {
    use Language::{Ar, En, Es, Fr, Ru, Zh};
    for (language, old, new, expected) in [
        (En, "Recalls paragraph 5 above and the rest", "Recalls paragraph 6 above and the rest", "renumbering: 5 → 6"),
        (En, "Recalls paragraph 5 of resolution 70/1", "Recalls paragraph 6 of resolution 70/1", "wording: 5 → 6"),
        (En, "Recalls Article 2, paragraph 4, of the Charter", "Recalls Article 2, paragraph 7, of the Charter", "wording: 4 → 7"),
        (Fr, "Rappelle le paragraphe 12 du rapport", "Rappelle le paragraphe 13 du rapport", "wording: 12 → 13"),
        (Fr, "Rappelle le paragraphe 2 ci-dessus", "Rappelle le paragraphe 3 ci-dessus", "renumbering: 2 → 3"),
        (
            Es,
            "Recuerda el párrafo 2 de la presente resolución",
            "Recuerda el párrafo 3 de la presente resolución",
            "renumbering: 2 → 3",
        ),
        (Ru, "ссылается на пункт 2 выше", "ссылается на пункт 3 выше", "renumbering: 2 → 3"),
        (Ar, "تشير إلى الفقرة 2 أعلاه", "تشير إلى الفقرة 3 أعلاه", "renumbering: 2 → 3"),
        (Ar, "تشير إلى الفقرة الفرعية 2 أعلاه", "تشير إلى الفقرة الفرعية 3 أعلاه", "renumbering: 2 → 3"),
        (Ar, "تلاحظ الهيئة الفرعية 5 لمؤتمر نزع السلاح", "تلاحظ الهيئة الفرعية 6 لمؤتمر نزع السلاح", "wording: 5 → 6"),
        (Zh, "重申上文第2段", "重申上文第3段", "renumbering: 2 → 3"),
        (Zh, "重申上文第2和第3段", "重申上文第3和第4段", "renumbering: 2和第3 → 3和第4"),
        (Zh, "重申第70/1号决议第5段", "重申第70/1号决议第6段", "wording: 5 → 6"),
    ] {
        assert_eq!(changes(language, old, new), expected, "{old}");
    }
}

#[test]
fn kinds_of_changes() {
    use Language::{Ar, En, Es, Fr, Ru, Zh};
    for (language, old, new, expected) in [
        // What turns by itself.
        (
            En,
            "Requests a report at its seventy-eighth session in 2023",
            "Requests a report at its seventy-ninth session in 2024",
            "rollover: seventy-eighth → seventy-ninth; rollover: 2023 → 2024",
        ),
        (
            Fr,
            "Prie de faire rapport à sa soixante-dix-huitième session",
            "Prie de faire rapport à sa soixante-dix-neuvième session",
            "rollover: soixante-dix-huitième → soixante-dix-neuvième",
        ),
        // A deadline was put off.
        (
            En,
            "Extends the mandate until 31 December 2023",
            "Extends the mandate until 31 December 2024",
            "wording: 31 December 2023 → 31 December 2024",
        ),
        (
            En,
            "Urges States to ratify it by the end of 2023",
            "Urges States to ratify it by the end of 2024",
            "wording: 2023 → 2024",
        ),
        (
            Fr,
            "Proroge le mandat jusqu’au 31 décembre 2023",
            "Proroge le mandat jusqu’au 31 décembre 2024",
            "wording: 31 décembre 2023 → 31 décembre 2024",
        ),
        (Es, "Prorroga el mandato hasta fines de 2023", "Prorroga el mandato hasta fines de 2024", "wording: 2023 → 2024"),
        (
            Ru,
            "продлевает мандат до 31 декабря 2023 года",
            "продлевает мандат до 31 декабря 2024 года",
            "wording: 31 декабря 2023 года → 31 декабря 2024 года",
        ),
        (Ar, "تقرر تمديد الولاية حتى نهاية عام 2023", "تقرر تمديد الولاية حتى نهاية عام 2024", "wording: 2023 → 2024"),
        (Zh, "决定将任务期限延长到2023年底前", "决定将任务期限延长到2024年底前", "wording: 2023年 → 2024年"),
        // Brackets of a draft, and what stands between figures.
        (
            En,
            "Urges States to take [all necessary] steps",
            "Urges States to take all necessary steps",
            "wording: [ → ; wording: ] → ",
        ),
        (En, "Notes that 10–15 States were present", "Notes that 10-15 States were present", "typography: – → -"),
        (En, "Notes that 10 000 persons were present", "Notes that 10,000 persons were present", "typography: 10 000 → 10,000"),
        (Fr, "Salue les œuvres de la paix", "Salue les oeuvres de la paix", "typography: œuvres → oeuvres"),
        // Nothing equal is marked between two changes; an entry of the cycle is apart from the rest.
        (
            En,
            "Requests it to submit at its seventy-eighth session a written report on the matter",
            "Requests it to submit at its seventy-ninth session an oral report on the matter",
            "rollover: seventy-eighth → seventy-ninth; wording: a written → an oral",
        ),
        (
            En,
            "Recalls its resolutions 75/4 of 1 December 2020 and 76/3 of 6 December 2021, as well as the decisions on the matter,",
            "Recalls its resolutions 75/4 of 1 December 2020, 76/3 of 6 December 2021 and 77/5 of 15 December 2022,",
            "rollover:  and → ,; wording: , as well as the decisions on the matter → ; rollover:  →  and 77/5 of 15 December 2022",
        ),
        (
            En,
            "Notes that the share rose from 2.5 per cent to 41 per cent",
            "Notes that the share rose from 3.5 per cent to 42 per cent",
            "wording: 2.5 per cent → 3.5 per cent; wording: 41 per cent → 42 per cent",
        ),
        // One date, written in two ways.
        (
            Ar,
            "تشير إلى القرار ٥٦/١٩ المؤرخ ٢٩ تشرين الثاني/نوفمبر ٢٠٠١ والفقرة ٢",
            "تشير إلى القرار 56/19 المؤرخ 29 تشرين الثاني/نوفمبر 2001 والفقرة 3",
            "typography: ٥٦/١٩ المؤرخ ٢٩ تشرين الثاني/نوفمبر ٢٠٠١ → 56/19 المؤرخ 29 تشرين الثاني/نوفمبر 2001; renumbering: ٢ → 3",
        ),
        (
            Ar,
            "تشير إلى القرار 56/19 المؤرخ 29 تشرين الثاني/نوفمبر 2001",
            "تشير إلى القرار 56/19 المؤرخ 29 تشرين الثاني نوفمبر 2001",
            "typography: / →  ",
        ),
    ] {
        assert_eq!(changes(language, old, new), expected, "{old}");
    }
}

#[test]
fn what_turns_with_the_cycle_and_what_is_still_there() {
    for (old, new, expected) in [
        // Meetings turn; so do the sessions of the Human Rights Council, three a year, and of no other body.
        (
            "Notes the twenty-third meeting of the Process",
            "Notes the twenty-fourth meeting of the Process",
            "rollover: twenty-third → twenty-fourth",
        ),
        (
            "Notes the report to the Human Rights Council at its fiftieth session",
            "Notes the report to the Human Rights Council at its fifty-third session",
            "rollover: fiftieth → fifty-third",
        ),
        (
            "Notes the report to the Board at its fiftieth session",
            "Notes the report to the Board at its fifty-third session",
            "wording: fiftieth → fifty-third",
        ),
        // The year of a figure is another fact, and so is the end of a span.
        ("Notes the share of 91 per cent in 2022", "Notes the share of 91 per cent in 2023", "wording: 2022 → 2023"),
        (
            "Notes that in 2022, 148 million children were hungry",
            "Notes that in 2023, 148 million children were hungry",
            "wording: 2022 → 2023",
        ),
        (
            "Notes the events between March 2020 and July 2022 in the region",
            "Notes the events between March 2020 and July 2023 in the region",
            "wording: July 2022 → July 2023",
        ),
        // The noun agrees with the list.
        (
            "Recalls its resolution 76/3 of 6 December 2021",
            "Recalls its resolutions 76/3 of 6 December 2021 and 77/5 of 15 December 2022",
            "rollover: resolution → resolutions; rollover:  →  and 77/5 of 15 December 2022",
        ),
        // What is still there is not struck.
        (
            "Urges them to refrain from destroying objects",
            "Urges them to refrain from attacking, destroying or removing objects",
            "wording:  →  attacking,; wording:  →  or removing",
        ),
        ("Thanks Angola and China for it", "Thanks Angola, China and Rwanda for it", "wording:  and → ,; wording:  →  and Rwanda"),
        (
            "Condemns without any reservation the denial",
            "Condemns without reservation antisemitism and the denial",
            "wording:  any → ; wording:  →  antisemitism and",
        ),
        ("Recalls its decision", "Also recalls its decision", "wording: Recalls → Also recalls"),
    ] {
        assert_eq!(changes(Language::En, old, new), expected, "{old}");
    }
}

#[test]
fn kinds_of_lists_and_marks() {
    use Language::{Ar, En, Es, Fr, Zh};
    for (language, old, new, expected) in [
        // What agrees with an entry that was added.
        (
            Fr,
            "Rappelant ses résolutions et sa décision 76/500 du 6 décembre 2021",
            "Rappelant ses résolutions et ses décisions 76/500 du 6 décembre 2021 et 77/512 du 7 mars 2023",
            "rollover: sa décision → ses décisions; rollover:  →  et 77/512 du 7 mars 2023",
        ),
        // The Council's resolutions turn by its own sessions, where it is named.
        (
            En,
            "Recalls Human Rights Council resolution 49/18 of 31 March 2022",
            "Recalls Human Rights Council resolution 52/24 of 4 April 2023",
            "rollover: 49/18 of 31 March 2022 → 52/24 of 4 April 2023",
        ),
        (
            En,
            "Recalls resolution 49/18 of 31 March 2022",
            "Recalls resolution 52/24 of 4 April 2023",
            "wording: 49/18 of 31 March 2022 → 52/24 of 4 April 2023",
        ),
        (
            En,
            "Recalls its resolution 77/5 of 15 December 2022",
            "Recalls its resolutions 77/4 and 77/5 of 15 December 2022",
            "rollover: resolution → resolutions 77/4 and",
        ),
        // An entry of the cycle in a list that came as a whole is as new as the rest of it.
        (
            Zh,
            "回顾其2021年12月6日第76/3号决议",
            "回顾其2021年12月6日第76/3号决议，以及2017年12月4日第72/512号和2023年3月7日第77/564号决定",
            "wording:  → ，以及2017年12月4日第72/512号和2023年3月7日第77/564号决定",
        ),
        // A citation stays where only the words that tell its day went to another.
        (Zh, "回顾其2021年12月6日第76/4号决议", "回顾其2021年12月6日第76/3号和第76/4号决议", "wording:  → 76/3号和第"),
        (
            En,
            "Recalls its resolutions 76/3 of 6 December 2021",
            "Recalls its resolutions 76/3 and 76/4 of 6 December 2021",
            "wording:  →  and 76/4",
        ),
        (
            En,
            "Recalls its resolutions 75/28 of 6 December 2020 and 75/29 of 6 December 2020",
            "Recalls its resolutions 75/28 and 75/29 of 6 December 2020",
            "wording:  of 6 December 2020 → ",
        ),
        (
            Ar,
            "تشير إلى القرار 74/28 المؤرخ 12 كانون الأول/ديسمبر 2019",
            "تشير إلى القرار 74/28 و 74/29 المؤرخين 12 كانون الأول/ديسمبر 2019",
            "wording: المؤرخ → و 74/29 المؤرخين",
        ),
        // A resolution is itself with its day and without, and no other.
        (En, "Recalls resolution 70/1", "Recalls resolution 70/18", "wording: 70/1 → 70/18"),
        (
            En,
            "Recalls resolution 70/1 of 25 September 2015",
            "Recalls resolution 70/1 of 25 October 2015",
            "wording: September → October",
        ),
        (
            En,
            "Recalls paragraph 5 of resolutions 70/1 and 70/2",
            "Recalls paragraph 6 of resolutions 70/1 and 70/2 of 25 September 2015",
            "wording: 5 → 6; wording:  →  of 25 September 2015",
        ),
        (
            Fr,
            "Rappelant ses résolutions et sans décision 76/500 du 6 décembre 2021",
            "Rappelant ses résolutions et ses décisions 76/500 du 6 décembre 2021 et 77/512 du 7 mars 2023",
            "wording: sans décision → ses décisions; rollover:  →  et 77/512 du 7 mars 2023",
        ),
        // A comma can change what is said; what only has another shape cannot.
        (
            En,
            "Calls upon States that have weapons to destroy them",
            "Calls upon States, that have weapons, to destroy them",
            "wording:  → ,; wording:  → ,",
        ),
        (En, "Decides to keep it below -2 degrees", "Decides to keep it below 2 degrees", "wording: - → "),
        (Es, "Insta a los “Estados” a actuar", "Insta a los «Estados» a actuar", "typography: “ → «; typography: ” → »"),
        (
            En,
            "Calls upon the States’ bodies to act;",
            "Calls upon the State’s bodies to act.",
            "wording: States’ → State’s; typography: ; → .",
        ),
    ] {
        assert_eq!(changes(language, old, new), expected, "{old}");
    }
}
