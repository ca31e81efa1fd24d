//! Which paragraph descends from which, where one says what several said, and where two share nothing but formula.

use plenary::compare::compare;
use plenary::import::{self, ImportOptions};
use plenary::model::{ParagraphIndex, Text};

/// A text of an opening and some paragraphs.
fn text(paragraphs: &[&str]) -> Text {
    import::read("draft.txt", paragraphs.join("\n\n").as_bytes(), &ImportOptions::default()).unwrap()
}

/// The rows that are not the same: `merged OP2+OP2(a) → OP2`.
fn rows(old: &[&str], new: &[&str]) -> Vec<String> {
    let (old, new) = (text(old), text(new));
    let names =
        |text: &Text, side: &[ParagraphIndex]| side.iter().map(|&n| text.paragraph(n).id.to_string()).collect::<Vec<_>>().join("+");
    let rows = compare(&old, &new).rows;
    let told =
        rows.iter().map(|row| format!("{:?} {} → {}", row.fate, names(&old, &row.old), names(&new, &row.new)).to_lowercase());
    let mut told: Vec<String> = told.filter(|row| !row.starts_with("same")).map(|row| row.trim_end().to_owned()).collect();
    told.sort();
    told
}

/// In each language: the opening; a paragraph before; what introduces points, and three of them; a point that is dropped; the points told in
/// one paragraph; a paragraph after.
const LISTS: [[&str; 9]; 6] = [
    [
        "The General Assembly,",
        "Noting with concern the shortage of interpreters at duty stations,",
        "1. Requests the Secretary-General:",
        "(a) To train interpreters;",
        "(b) To report annually on vacancies;",
        "(c) To recruit translators at all duty stations;",
        "(d) To publish all press releases on the website;",
        "1. Requests the Secretary-General to train interpreters, to report annually on vacancies and to recruit translators at all duty stations;",
        "2. Decides to remain seized of the matter.",
    ],
    [
        "L’Assemblée générale,",
        "Notant avec préoccupation la pénurie d’interprètes dans les lieux d’affectation,",
        "1. Prie le Secrétaire général :",
        "a) De former des interprètes ;",
        "b) De rendre compte chaque année des postes vacants ;",
        "c) De recruter des traducteurs dans tous les lieux d’affectation ;",
        "d) De publier tous les communiqués de presse sur le site Web ;",
        "1. Prie le Secrétaire général de former des interprètes, de rendre compte chaque année des postes vacants et de recruter des traducteurs dans tous les lieux d’affectation ;",
        "2. Décide de rester saisie de la question.",
    ],
    [
        "La Asamblea General,",
        "Observando con preocupación la escasez de intérpretes en los lugares de destino,",
        "1. Solicita al Secretario General que:",
        "a) Capacite a intérpretes;",
        "b) Informe anualmente sobre las vacantes;",
        "c) Contrate a traductores en todos los lugares de destino;",
        "d) Publique todos los comunicados de prensa en el sitio web;",
        "1. Solicita al Secretario General que capacite a intérpretes, informe anualmente sobre las vacantes y contrate a traductores en todos los lugares de destino;",
        "2. Decide seguir ocupándose de la cuestión.",
    ],
    [
        "Генеральная Ассамблея,",
        "отмечая с озабоченностью нехватку устных переводчиков в местах службы,",
        "1. просит Генерального секретаря:",
        "a) обучать устных переводчиков;",
        "b) ежегодно представлять доклад о вакансиях;",
        "c) набирать письменных переводчиков во всех местах службы;",
        "d) публиковать все пресс-релизы на веб-сайте;",
        "1. просит Генерального секретаря обучать устных переводчиков, ежегодно представлять доклад о вакансиях и набирать письменных переводчиков во всех местах службы;",
        "2. постановляет продолжать заниматься этим вопросом.",
    ],
    [
        "大会，",
        "关切地注意到各工作地点口译员短缺，",
        "1. 请秘书长：",
        "(a) 培训口译员；",
        "(b) 每年报告空缺情况；",
        "(c) 在所有工作地点征聘笔译员；",
        "(d) 在网站上公布所有新闻稿；",
        "1. 请秘书长培训口译员，每年报告空缺情况，并在所有工作地点征聘笔译员；",
        "2. 决定继续处理此案。",
    ],
    [
        "إن الجمعية العامة،",
        "وإذ تلاحظ مع القلق نقص المترجمين الشفويين في مراكز العمل،",
        "1 - تطلب إلى الأمين العام:",
        "(أ) أن يدرب المترجمين الشفويين؛",
        "(ب) أن يقدم تقريرا سنويا عن الشواغر؛",
        "(ج) أن يستقدم مترجمين تحريريين في جميع مراكز العمل؛",
        "(د) أن ينشر جميع النشرات الصحفية على الموقع الشبكي؛",
        "1 - تطلب إلى الأمين العام أن يدرب المترجمين الشفويين وأن يقدم تقريرا سنويا عن الشواغر وأن يستقدم مترجمين تحريريين في جميع مراكز العمل؛",
        "2 - تقرر أن تبقي المسألة قيد نظرها.",
    ],
];

#[test]
fn a_list_told_in_one_paragraph_is_one_row() {
    for [opening, before, head, a, b, c, dropped, told, after] in LISTS {
        let list = [opening, before, head, a, b, c, dropped, after];
        let one = [opening, before, told, after];
        assert_eq!(rows(&list, &one), ["merged op1+op1(a)+op1(b)+op1(c) → op1", "removed op1(d) →"], "{opening}");
        assert_eq!(rows(&one, &list), ["added  → op1(d)", "split op1 → op1+op1(a)+op1(b)+op1(c)"], "{opening}");
    }
}

#[test]
fn a_list_told_with_another_verb_or_in_part_is_one_row() {
    let [opening, before, head, a, b, c, _, _, after] = LISTS[0];
    let list = [opening, before, head, a, b, c, after];
    for (told, expected) in [
        (
            "1. Invites the Secretary-General to train interpreters, to report annually on vacancies and to recruit translators at all duty stations;",
            vec!["merged op1+op1(a)+op1(b)+op1(c) → op1"],
        ),
        (
            "1. Requests the Secretary-General to report annually on vacancies;",
            vec!["merged op1+op1(b) → op1", "removed op1(a) →", "removed op1(c) →"],
        ),
    ] {
        assert_eq!(rows(&list, &[opening, before, told, after]), expected, "{told}");
    }
}

#[test]
fn a_list_is_not_what_another_paragraph_says() {
    for [opening, before, head, a, b, c, dropped, _, after] in LISTS {
        // Beside the list that stays, what was a point of it is no part of it.
        let list = [opening, before, head, a, b, c, dropped, after];
        let shorter = [opening, before, head, a, b, c, after];
        assert_eq!(rows(&list, &shorter), ["removed op1(d) →"], "{opening}");
    }
}

/// A paragraph, what became of its first half and of its second, much of which is new, and a new paragraph.
const HALVES: [[&str; 5]; 3] = [
    [
        "The General Assembly,",
        "Confirming that international law, in particular the Charter, applies to the use of satellites, that voluntary guidelines can reduce the risk of collisions in orbit, and that additional rules may be developed over time,",
        "Recalling that international law, in particular the Charter, applies to the use of satellites,",
        "Reaffirming that voluntary, non-binding guidelines can reduce the risk of collisions in orbit and do not seek to limit action that is otherwise lawful but to set standards for launching States and private operators, while noting that additional rules could be developed over time and that binding obligations may later be elaborated, if appropriate,",
        "Welcoming the launch of satellites by developing countries, and encouraging the transfer of technology and training of engineers from the least developed countries on mutually agreed terms,",
    ],
    [
        "Генеральная Ассамблея,",
        "подтверждая, что международное право, и в частности Устав, применимо к использованию спутников, что добровольные руководящие принципы могут уменьшить опасность столкновений на орбите и что со временем могут быть разработаны дополнительные правила,",
        "напоминая, что международное право, и в частности Устав, применимо к использованию спутников,",
        "вновь подтверждая, что добровольные, не имеющие обязательной силы руководящие принципы могут уменьшать опасность столкновений на орбите и не имеют целью ограничить или запретить действия, которые в остальном законны, а призваны установить стандарты для запускающих государств и частных операторов, отмечая при этом, что со временем могли бы быть разработаны дополнительные правила,",
        "приветствуя запуск спутников развивающимися странами и поощряя передачу технологий и подготовку инженеров из наименее развитых стран на взаимно согласованных условиях,",
    ],
    [
        "大会，",
        "确认国际法，特别是《宪章》，适用于卫星的使用，自愿准则可以减少轨道碰撞的风险，而且随着时间的推移可以制定更多的规则，",
        "回顾国际法，特别是《宪章》，适用于卫星的使用，",
        "重申自愿、不具约束力的准则可以减少轨道碰撞的风险，并不试图限制或禁止在其他方面合法的行动，而是为发射国和私营运营商制定标准，同时注意到随着时间的推移可以制定更多的规则，",
        "欢迎发展中国家发射卫星，并鼓励按照共同商定的条件转让技术和培训最不发达国家的工程师，",
    ],
];

#[test]
fn the_second_half_of_a_split_paragraph_may_be_rewritten_but_not_replaced() {
    for [opening, whole, first, second, new] in HALVES {
        let frame = LISTS.iter().find(|list| list[0] == opening).unwrap();
        let (before, after) = (frame[1], frame[7]);
        let old = [opening, before, whole, after];
        assert_eq!(rows(&old, &[opening, before, first, second, after]), ["split pp2 → pp2+pp3"], "{opening}");
        assert_eq!(rows(&[opening, before, first, second, after], &old), ["merged pp2+pp3 → pp2"], "{opening}");
        assert_eq!(rows(&old, &[opening, before, first, new, after]), ["added  → pp3", "amended pp2 → pp2"], "{opening}");
    }
}

#[test]
fn a_new_paragraph_that_speaks_of_the_same_thing_is_added() {
    let [opening, before, .., after] = LISTS[0];
    for [whole, first, new] in [
        [
            "Welcoming the establishment of the fund for small island States, and encouraging donors to contribute to the fund for small island States,",
            "Welcoming the establishment of the fund for small island States,",
            "Noting with concern the effects of sea-level rise on small island States and their fisheries,",
        ],
        [
            "Stressing the role of women in peacebuilding, and calling upon States to increase the participation of women in peace operations,",
            "Stressing the role of women in peacebuilding,",
            "Recognizing that the participation of women in education and in the economy is essential for sustainable development,",
        ],
    ] {
        let (old, new) = ([opening, before, whole, after], [opening, before, first, new, after]);
        assert_eq!(rows(&old, &new), ["added  → pp3", "amended pp2 → pp2"]);
    }
}

/// The opening, formulas, and what two decisions put into them.
type Decisions = (&'static str, [&'static str; 3], [[&'static str; 3]; 2]);

const DECISIONS: [Decisions; 6] = [
    (
        "The General Assembly,",
        [
            "1. Takes note of the report of the Secretary-General on {};",
            "2. Decides to {};",
            "3. Decides to include in the provisional agenda of its seventy-third session the item entitled “{}”.",
        ],
        [
            ["the safety of navigation", "convene a conference on fisheries", "Oceans and the law of the sea"],
            ["the situation of older persons", "proclaim an international day of ageing", "Social development"],
        ],
    ),
    (
        "L’Assemblée générale,",
        [
            "1. Prend note du rapport du Secrétaire général sur {} ;",
            "2. Décide de {} ;",
            "3. Décide d’inscrire à l’ordre du jour provisoire de sa soixante-treizième session la question intitulée « {} ».",
        ],
        [
            ["la sécurité de la navigation", "convoquer une conférence sur la pêche", "Les océans et le droit de la mer"],
            ["la situation des personnes âgées", "proclamer une journée internationale du vieillissement", "Développement social"],
        ],
    ),
    (
        "La Asamblea General,",
        [
            "1. Toma nota del informe del Secretario General sobre {};",
            "2. Decide {};",
            "3. Decide incluir en el programa provisional de su septuagésimo tercer período de sesiones el tema titulado “{}”.",
        ],
        [
            ["la seguridad de la navegación", "convocar una conferencia sobre la pesca", "Los océanos y el derecho del mar"],
            ["la situación de las personas de edad", "proclamar un día internacional del envejecimiento", "Desarrollo social"],
        ],
    ),
    (
        "Генеральная Ассамблея,",
        [
            "1. принимает к сведению доклад Генерального секретаря о {};",
            "2. постановляет {};",
            "3. постановляет включить в предварительную повестку дня своей семьдесят третьей сессии пункт, озаглавленный «{}».",
        ],
        [
            ["безопасности судоходства", "созвать конференцию по рыболовству", "Мировой океан и морское право"],
            ["положении пожилых людей", "провозгласить международный день старения", "Социальное развитие"],
        ],
    ),
    (
        "大会，",
        ["1. 注意到秘书长关于{}的报告；", "2. 决定{}；", "3. 决定将题为“{}”的项目列入大会第七十三届会议临时议程。"],
        [["航行安全", "召开渔业会议", "海洋和海洋法"], ["老年人状况", "宣布国际老龄日", "社会发展"]],
    ),
    (
        "إن الجمعية العامة،",
        [
            "1 - تحيط علما بتقرير الأمين العام عن {}؛",
            "2 - تقرر {}؛",
            "3 - تقرر أن تدرج في جدول الأعمال المؤقت لدورتها الثالثة والسبعين البند المعنون ”{}“.",
        ],
        [
            ["سلامة الملاحة", "عقد مؤتمر بشأن مصائد الأسماك", "المحيطات وقانون البحار"],
            ["حالة كبار السن", "إعلان يوم دولي للشيخوخة", "التنمية الاجتماعية"],
        ],
    ),
];

#[test]
fn decisions_of_one_formula_on_two_subjects_have_nothing_in_common() {
    for (opening, formulas, [sea, age]) in DECISIONS {
        let filled = |with: [&str; 3]| -> Vec<String> {
            let paragraphs = formulas.iter().zip(with).map(|(formula, with)| formula.replace("{}", with));
            std::iter::once(opening.to_owned()).chain(paragraphs).collect()
        };
        let rows = |old: [&str; 3], new: [&str; 3]| {
            let (old, new) = (filled(old), filled(new));
            rows(&old.iter().map(String::as_str).collect::<Vec<_>>(), &new.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let apart = ["added  → op1", "added  → op2", "added  → op3", "removed op1 →", "removed op2 →", "removed op3 →"];
        assert_eq!(rows(sea, age), apart, "{opening}");
        // In one series the formula stays the formula, whatever it is filled with.
        assert_eq!(rows(sea, [sea[0], sea[1], age[2]]), ["amended op3 → op3"], "{opening}");
        assert_eq!(rows(sea, [age[0], sea[1], sea[2]]), ["amended op1 → op1"], "{opening}");
    }
}

#[test]
fn a_resolution_of_one_paragraph_is_amended() {
    let resolution = |words| text(&["The General Assembly,", words]);
    for (old, new) in [
        (
            "1. Decides to admit South Sudan to membership in the United Nations.",
            "1. Decides to admit Montenegro to membership in the United Nations.",
        ),
        (
            "1. Takes note of the report of the Secretary-General on microcredit.",
            "1. Takes note of the report of the Secretary-General on rural women.",
        ),
    ] {
        let fates: Vec<_> = compare(&resolution(old), &resolution(new)).rows.iter().map(|row| format!("{:?}", row.fate)).collect();
        assert_eq!(fates, ["Amended"], "{old}");
    }
}

#[test]
fn what_introduces_points_follows_them() {
    let [opening, before, after] = [LISTS[0][0], LISTS[0][1], LISTS[0][8]];
    let points = ["(a) To train interpreters at all duty stations;", "(b) To publish press releases on the website;"];
    let old = [opening, before, "1. Calls upon all States:", points[0], points[1], after];
    let new = [opening, before, "1. Urges the international community:", points[0], points[1], after];
    assert_eq!(rows(&old, &new), ["amended op1 → op1"]);
    let replaced = ["(a) To host a regional seminar on trade;", "(b) To ratify the Convention on tobacco;"];
    let other = [opening, before, "1. Urges the international community:", replaced[0], replaced[1], after];
    assert!(!rows(&old, &other).contains(&"amended op1 → op1".to_owned()));
}

#[test]
fn two_formulas_that_became_one_are_merged() {
    let opening = LISTS[0][0];
    let formula = |treaties: &str| {
        format!("1. Encourages States that have not yet done so to become parties to {treaties}, and to effectively implement it;")
    };
    let (labour, fishing) =
        (formula("the Maritime Labour Convention of 2006"), formula("the Work in Fishing Convention of 2007").replace("1.", "2."));
    let both = formula("the Maritime Labour Convention of 2006 and the Work in Fishing Convention of 2007");
    let last = "3. Notes with appreciation the report of the Secretary-General on the protection of whales in polar waters.";
    let last_of_two = last.replace("3.", "2.");
    assert_eq!(rows(&[opening, &labour, &fishing, last], &[opening, &both, &last_of_two]), ["merged op1+op2 → op1"]);
    // One that was dropped is no half of its neighbour.
    assert_eq!(rows(&[opening, &labour, &fishing, last], &[opening, &labour, &last_of_two]), ["removed op2 →"]);
}

#[test]
fn what_was_said_twice_and_is_said_once_is_removed() {
    let opening = LISTS[0][0];
    let board = "the discussions on developments in science and technology and their impact on disarmament in the Advisory Board";
    let noted = format!("Noting {board},");
    let request =
        "1. Requests the Secretary-General to submit to the General Assembly at its eighty-first session an updated report";
    let (first, second) = (format!("{request};"), format!("2. Encourages {board};"));
    let (last, last_of_two) = ("3. Decides to remain seized of the matter.", "2. Decides to remain seized of the matter.");
    let both = format!("{request}, and encourages {board};");
    assert_eq!(
        rows(&[opening, &noted, &first, &second, last], &[opening, &both, last_of_two]),
        ["merged op1+op2 → op1", "removed pp1 →"]
    );
}
