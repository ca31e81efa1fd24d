//! The formulas that surround a resolution, and the ways in which it refers to itself.

use super::expression::Expression;
use super::phrase::Phrase;
use super::{Folded, Lexicon};

/// A formula. Its regular expressions run on a [`Folded`] text in small letters; the groups that they name are given with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// "United Nations"
    Organization,
    /// "General Assembly", as one of the groups `ga`, `sc`, `ecosoc`, `hrc`
    Organ,
    /// "Distr.: General"
    Distribution,
    /// "Sixty-seventh session": `ordinal` or `numeral`; `special` where it is a special one
    Session,
    /// "Agenda item 72 (b)": `item`
    AgendaItem,
    /// "Resolution adopted by the General Assembly on 3 December 2012": `organ`, and `date` where it has one
    Adopted,
    /// "\[on the report of the First Committee (A/67/404)\]": `source`, and `symbol` where it has one
    Proponent,
    /// "The General Assembly,"
    Opening,
    /// "48th plenary meeting": `number` or `numeral`
    Meeting,
    /// "Annex II": `number` where it has one
    Annex,
    /// "Please recycle"
    Recycle,
}

impl Formula {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Recycle as usize + 1;
}

impl Lexicon {
    /// The regular expressions of a formula, to be run on a [`Folded`] text in small letters ([`Folded::small`]), which is far cheaper than
    /// to ignore case. They are not anchored.
    pub(crate) fn formula(&self, formula: Formula) -> &[Expression] {
        self.formulas[formula as usize].get_or_init(|| self.sources(formula).iter().map(|source| self.expression(source)).collect())
    }

    /// Whether a formula is the whole of a text, but for white space and a final full stop or comma.
    #[must_use]
    pub fn is_formula(&self, formula: Formula, text: &str) -> bool {
        let small = Folded::of(text).small();
        let text = small.trim().trim_end_matches(['.', ',', '،', '，', '。', ':']).trim_end();
        let is_end = |end: usize| text[end..].trim_matches([' ', '.', ',', '،', '，']).is_empty();
        if formula == Formula::Opening {
            return self.openings().iter().any(|opening| opening.end(text).is_some_and(is_end));
        }
        // Most texts are told from a formula by their first letters.
        let anchored = |source: &String| self.expression(&format!("^(?:{source})"));
        let whole = self.whole_formulas[formula as usize].get_or_init(|| self.sources(formula).iter().map(anchored).collect());
        whole.iter().any(|expression| expression.find(text).is_some_and(|found| is_end(found.end())))
    }

    /// The opening formulas, which every short line is asked for, and which are written as lead phrases are.
    fn openings(&self) -> &[Phrase] {
        let read = |source: &String| Phrase::of_words(source, &|_| None);
        self.openings.get_or_init(|| self.data.formulas.opening.iter().filter_map(read).collect())
    }

    /// A formula as this language's file writes it.
    fn sources(&self, formula: Formula) -> &[String] {
        let formulas = &self.data.formulas;
        match formula {
            Formula::Organization => &formulas.organization,
            Formula::Organ => &formulas.organ,
            Formula::Distribution => &formulas.distribution,
            Formula::Session => &formulas.session,
            Formula::AgendaItem => &formulas.agenda_item,
            Formula::Adopted => &formulas.adopted,
            Formula::Proponent => &formulas.proponent,
            Formula::Opening => &formulas.opening,
            Formula::Meeting => &formulas.meeting,
            Formula::Annex => &formulas.annex,
            Formula::Recycle => &formulas.recycle,
        }
    }

    /// A regular expression of this language's file, with its placeholders filled in.
    fn expression(&self, source: &str) -> Expression {
        let date = self.data.dates.patterns.iter().map(|pattern| self.date_pattern(pattern)).collect::<Vec<_>>().join("|");
        let source = source
            .replace("{date}", &format!("(?:{date})"))
            .replace("{symbol}", r"[A-Z]{1,8}/[^\s\]\[(),;،，、；（）]+")
            .replace("{items}", ITEMS)
            // Folded digits are those of ASCII.
            .replace(r"\d", "[0-9]");
        // The P of a group's name is not to become small.
        Expression::new(Folded::of(&source.replace("(?P<", "(?<")).small())
    }

    /// A date.
    fn date_pattern(&self, pattern: &str) -> String {
        let months = self.data.dates.months.iter().flatten();
        let mut months: Vec<&str> = months.map(String::as_str).collect();
        months.sort_by_key(|month| std::cmp::Reverse(month.len()));
        pattern.replace("{day}", r"\d{1,2}").replace("{month}", &format!("(?:{})", months.join("|"))).replace("{year}", r"\d{4}")
    }
}

/// Numbers of agenda items: `89`, `72 (b)`, `20 and 21 (a)`, `98 b) et c)`.
const ITEMS: &str = concat!(
    r"\d+(?: ?\([a-zа-яء-ي]{1,4}\)| ?[a-zа-яء-ي]{1,2}\))*",
    r"(?:(?: ?(?:,|،|、|and|et|y|и|و|和|及|a|à|to|-))+ ?(?:\d+|\([a-zа-яء-ي]{1,4}\)|[a-zа-яء-ي]{1,2}\))(?: ?\([a-zа-яء-ي]{1,4}\)| ?[a-zа-яء-ي]{1,2}\))*)*"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    const ALL: [Formula; Formula::COUNT] = [
        Formula::Organization,
        Formula::Organ,
        Formula::Distribution,
        Formula::Session,
        Formula::AgendaItem,
        Formula::Adopted,
        Formula::Proponent,
        Formula::Opening,
        Formula::Meeting,
        Formula::Annex,
        Formula::Recycle,
    ];

    #[test]
    fn every_formula_of_every_language_compiles() {
        for language in Language::ALL {
            for formula in ALL {
                let expressions = Lexicon::of(language).formula(formula);
                assert!(!expressions.is_empty() && expressions.iter().all(Expression::is_well_formed), "{language} {formula:?}");
            }
        }
    }

    #[test]
    fn every_opening_formula_is_a_phrase() {
        for language in Language::ALL {
            let lexicon = Lexicon::of(language);
            assert_eq!(lexicon.openings().len(), lexicon.formula(Formula::Opening).len(), "{language}");
        }
    }

    #[test]
    fn formulas_are_recognised() {
        use Formula::{Adopted, AgendaItem, Annex, Distribution, Meeting, Opening, Organ, Proponent, Session};
        for (language, formula, text) in [
            (Language::En, Distribution, "Distr.: General"),
            (Language::En, Session, "Sixty-seventh session"),
            (Language::En, AgendaItem, "Agenda item 72 (b)"),
            (Language::En, AgendaItem, "Agenda items 20 (b) and 21"),
            (Language::En, Adopted, "Resolution adopted by the General Assembly on 3 December 2012"),
            (Language::En, Adopted, "RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY"),
            (Language::En, Adopted, "Adopted by the Security Council on 12 November 2020"),
            (Language::Zh, Adopted, "2020年11月12日安全理事会通过"),
            (Language::En, Proponent, "[on the report of the First Committee (A/67/404)]"),
            (Language::En, Proponent, "[without reference to a Main Committee (A/68/L.22 and Add.1)]"),
            (Language::En, Opening, "The General Assembly,"),
            (Language::En, Opening, "The Security Council,"),
            (Language::En, Meeting, "48th plenary meeting"),
            (Language::En, Annex, "Annex II"),
            (Language::Fr, Distribution, "Distr. générale"),
            (Language::Fr, Session, "Soixante-septième session"),
            (Language::Fr, AgendaItem, "Point 89 de l’ordre du jour"),
            (Language::Fr, Adopted, "Résolution adoptée par l'Assemblée générale le 3 décembre 2012"),
            (Language::Fr, Adopted, "Résolution adoptée par l’Assemblée générale le 1er décembre 1999"),
            (Language::Fr, Proponent, "[sur la base du rapport de la Première Commission (A/67/404)]"),
            (Language::Fr, Opening, "L’Assemblée générale,"),
            (Language::Fr, Meeting, "48e séance plénière"),
            (Language::Es, Session, "Septuagésimo cuarto período de sesiones"),
            (Language::Es, AgendaItem, "Tema 97 del programa"),
            (Language::Es, AgendaItem, "Tema 103 ii) del programa"),
            (Language::Es, Adopted, "Resolución aprobada por la Asamblea General el 12 de diciembre de 2019"),
            (Language::Es, Proponent, "[sobre la base del informe de la Primera Comisión (A/74/367)]"),
            (Language::Es, Opening, "La Asamblea General,"),
            (Language::Es, Meeting, "46a sesión plenaria"),
            (Language::Ru, Session, "Семьдесят четвертая сессия"),
            (Language::Ru, AgendaItem, "Пункт 97 повестки дня"),
            (Language::Ru, Adopted, "Резолюция, принятая Генеральной Ассамблеей 12 декабря 2019 года"),
            (Language::Ru, Proponent, "[по докладу Первого комитета (A/74/367)]"),
            (Language::Ru, Opening, "Генеральная Ассамблея,"),
            (Language::Ru, Meeting, "46-e пленарное заседание"),
            (Language::Ru, Meeting, "46-е пленарное заседание"),
            (Language::Ar, Session, "الدورة الرابعة والسبعون"),
            (Language::Ar, AgendaItem, "البند 97 من جدول الأعمال"),
            (Language::Ar, Adopted, "قرار اتخذته الجمعية العامة في 12 كانون الأول/ديسمبر 2019"),
            (Language::Ar, Proponent, "[بناء على تقرير اللجنة الأولى (A/74/367)]"),
            (Language::Ar, Opening, "إن الجمعية العامة،"),
            (Language::Ar, Meeting, "الجلسة العامة 46"),
            (Language::Zh, Organ, "大 会"),
            (Language::Zh, Session, "第六十八届会议"),
            (Language::Zh, AgendaItem, "议程项目 94"),
            (Language::Zh, Adopted, "2013年12月27日大会决议"),
            (Language::Zh, Proponent, "[根据第一委员会的报告(A/68/406)通过]"),
            (Language::Zh, Opening, "大会,"),
            (Language::Zh, Opening, "大会，"),
            (Language::Zh, Meeting, "第72次全体会议"),
        ] {
            assert!(Lexicon::of(language).is_formula(formula, text), "{formula:?}: {text}");
        }
    }

    #[test]
    fn the_report_is_named_whatever_follows_it() {
        for (language, text) in [
            (Language::En, "[on the report of the First Committee (A/77/380, para. 11)]"),
            (Language::Fr, "[sur la base du rapport de la Première Commission (A/77/380, par. 11)]"),
            (Language::Es, "[sobre la base del informe de la Primera Comisión (A/77/380, párr. 11)]"),
            (Language::Ru, "[по докладу Первого комитета (A/77/380, п. 11)]"),
            (Language::Ar, "[بناء على تقرير اللجنة الأولى (A/77/380، الفقرة 11)]"),
            (Language::Zh, "[根据第一委员会的报告 (A/77/380，第11段)]"),
        ] {
            let small = Folded::of(text).small();
            let formulas = Lexicon::of(language).formula(Formula::Proponent);
            let symbol = formulas.iter().find_map(|regex| Some(regex.captures(&small)?.name("symbol")?.as_str()));
            assert_eq!(symbol, Some("a/77/380"), "{text}");
        }
    }
}
