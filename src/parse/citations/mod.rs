//! Citations: the documents that a text names, with their dates.
//!
//! [`scan`] finds what has the form of a symbol or of a number. A whole symbol is a citation by itself; a bare number ("53/70") is one
//! where the words around its list say "resolution", and they say whose ([`group`]). Dates stand after a number, in Chinese before it;
//! where several numbers of one session share a date it is given to all.

mod group;
mod names;
mod scan;

use std::ops::Range;

use self::scan::Token;
use super::Link;
use crate::lexicon::{European, Lexicon};
use crate::model::{Date, Symbol};

/// A document that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The bytes of the text that name it, without the date.
    pub range: Range<usize>,
    /// The document.
    pub symbol: Symbol,
    /// Its date, where the text gives one.
    pub date: Option<Date>,
}

/// The documents that a text names, in order, found by its words alone.
#[must_use]
pub fn find_citations(text: &str, lexicon: &Lexicon) -> Vec<Cited> {
    find_with_links(text, &[], lexicon)
}

/// The documents that a text names, with the help of the links that its source carries.
pub(super) fn find_with_links(text: &str, links: &[Link], lexicon: &Lexicon) -> Vec<Cited> {
    let Some(view) = European::of(text) else { return find_european(text, links, lexicon) };
    let links: Vec<Link> =
        links.iter().map(|link| Link { range: view.here(link.range.clone()), target: link.target.clone() }).collect();
    let found = find_european(view.words(), &links, lexicon);
    found.into_iter().map(|cited| Cited { range: view.original(cited.range), ..cited }).collect()
}

/// The documents that a text with European digits names.
fn find_european(text: &str, links: &[Link], lexicon: &Lexicon) -> Vec<Cited> {
    let tokens = scan::tokens(text);
    let mut found = if tokens.is_empty() { Vec::new() } else { group::resolve(text, &tokens, lexicon) };
    if links.is_empty() {
        return found;
    }
    let mut more = Vec::new();
    for Link { range: place, target } in links {
        let Ok(symbol) = target.parse::<Symbol>() else { continue };
        let words = text.get(place.clone()).unwrap_or_default();
        // The last that begins before the link's end is the only one that may overlap: neither tokens nor citations overlap.
        let known = found[..]
            .partition_point(|cited| cited.range.start < place.end)
            .checked_sub(1)
            .filter(|&at| found[at].range.end > place.start);
        let token = tokens[..]
            .partition_point(|(range, _)| range.start < place.end)
            .checked_sub(1)
            .filter(|&at| tokens[at].0.end > place.start);
        if let Some(at) = known {
            if !words.contains("RES") && is_same_number(&found[at].symbol, &symbol) {
                found[at].symbol = with_part(symbol, found[at].symbol.part());
            }
        } else if let Some((range, token)) = token.map(|at| &tokens[at]) {
            // A number whose organ the words do not tell.
            if token_matches(token, &symbol) {
                more.push(Cited { range: range.clone(), symbol, date: None });
            }
        } else if words.contains(|c: char| c.is_ascii_digit()) && words.chars().count() > 3 {
            more.push(Cited { range: place.clone(), symbol, date: None });
        }
    }
    found.append(&mut more);
    found.sort_by_key(|cited| cited.range.start);
    found.dedup_by(|later, earlier| later.range == earlier.range && later.symbol == earlier.symbol);
    found
}

/// The symbol of a link with the letter that the words have: the UN's addresses have none.
fn with_part(link: Symbol, part: Option<&str>) -> Symbol {
    let Some(part) = part.filter(|_| link.is_resolution() && link.part().is_none()) else { return link };
    let text = link.as_str();
    let lettered =
        text.split_once(" (").map_or_else(|| format!("{text} {part}"), |(number, session)| format!("{number} {part} ({session}"));
    lettered.parse().unwrap_or(link)
}

/// The last figures of a symbol: `33/11` of `A/HRC/RES/33/11`.
fn tail(symbol: &str) -> String {
    let symbol = symbol.split(" (").next().unwrap_or(symbol);
    let mut pieces: Vec<&str> = symbol.rsplit('/').take(2).collect();
    pieces.reverse();
    let figures = |piece: &&str| piece.chars().any(|c| c.is_ascii_digit());
    let joined: Vec<&str> = pieces.into_iter().filter(figures).map(|piece| piece.split(' ').next().unwrap_or(piece)).collect();
    joined.join("/")
}

/// Whether two symbols are of one number, under whatever organ: of a bare number the address tells it, while a symbol that is written
/// in full is believed before an address, which is wrong now and then. The Human Rights Council never passed a hundred in a session.
fn is_same_number(words: &Symbol, link: &Symbol) -> bool {
    let number = tail(link.as_str());
    let plausible = !link.as_str().starts_with("A/HRC/RES/") || number.rsplit('/').next().is_some_and(|n| n.len() < 3);
    tail(words.as_str()) == number && plausible && words.as_str().contains("/RES/") && link.as_str().contains("/RES/")
}

fn token_matches(token: &Token, symbol: &Symbol) -> bool {
    match token {
        Token::Document(_) => false,
        Token::Number(typed) | Token::Old(typed) | Token::Council(typed) | Token::Yearly(typed) => {
            let typed = typed.split(" (").next().unwrap_or(typed).split(' ').next().unwrap_or(typed);
            tail(symbol.as_str()) == typed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// `symbol date` of each citation, separated by semicolons.
    fn found(language: Language, text: &str) -> String {
        let shown = find_citations(text, Lexicon::of(language)).into_iter().map(|cited| {
            let date = cited.date.map(|date| format!(" {date}")).unwrap_or_default();
            format!("{}{date}", cited.symbol)
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn lists_of_resolutions_in_all_languages() {
        use Language::{Ar, En, Es, Fr, Ru, Zh};
        for (language, text, expected) in [
            (
                En,
                "Recalling its resolutions 53/70 of 4 December 1998, 54/49 of 1 December 1999 and 65/41 of 8 December 2010,",
                "A/RES/53/70 1998-12-04; A/RES/54/49 1999-12-01; A/RES/65/41 2010-12-08",
            ),
            (En, "pursuant to paragraphs 1 to 3 of resolutions 53/70, 54/49 and 66/24,", "A/RES/53/70; A/RES/54/49; A/RES/66/24"),
            (En, "73/266 of 22 December 2018", ""),
            (
                En,
                "Recalling its resolutions 43/78 H of 7 December 1988, 73/266 of 22 December 2018 and 74/28 and 74/29 of 12 December 2019, as well as its decision 72/512 of 4 December 2017",
                "A/RES/43/78 H 1988-12-07; A/RES/73/266 2018-12-22; A/RES/74/28 2019-12-12; A/RES/74/29 2019-12-12",
            ),
            (En, "in its resolution 66/288, entitled", "A/RES/66/288"),
            (
                En,
                "Recalling Human Rights Council resolutions 27/13 of 25 September 2014, 39/13 of 28 September 2018, and General Assembly resolution 61/295 of 13 September 2007",
                "A/HRC/RES/27/13 2014-09-25; A/HRC/RES/39/13 2018-09-28; A/RES/61/295 2007-09-13",
            ),
            (En, "Council resolution 49/24 of 1 April 2022", "A/HRC/RES/49/24 2022-04-01"),
            (
                En,
                "Security Council resolutions 1325 (2000) of 31 October 2000 and 2242 (2015)",
                "S/RES/1325 (2000) 2000-10-31; S/RES/2242 (2015)",
            ),
            (En, "Economic and Social Council resolution 2019/15 of 8 July 2019", "E/RES/2019/15 2019-07-08"),
            (En, "Commission on Human Rights resolution 2003/71 of 25 April 2003", ""),
            (En, "Resolution 217 A (III). See resolution 2200 A (XXI), annex.", "A/RES/217 A (III); A/RES/2200 A (XXI)"),
            (En, "resolutions S-26/2 of 27 June 2001 and ES-10/21", "A/RES/S-26/2 2001-06-27; A/RES/ES-10/21"),
            (En, "resolution 3201 (S-VI) of 1 May 1974", "A/RES/3201 (S-VI) 1974-05-01"),
            (En, "resolutions 72/90 A and B of 7 December 2017", "A/RES/72/90 A-B 2017-12-07"),
            (En, "resolution 73/32 of the General Assembly of 5 December 2018", "A/RES/73/32 2018-12-05"),
            (
                En,
                "as well as its resolutions 65/151 of 20 December 2010 on the International Year of Sustainable Energy for All and 67/215 of 21 December 2012, in which",
                "A/RES/65/151 2010-12-20; A/RES/67/215 2012-12-21",
            ),
            (
                Es,
                "la resolución 1860 (2009) del Consejo de Seguridad, de 8 de enero de 2009, y la resolución ES-10/18 de la Asamblea General, de 16 de enero de 2009",
                "S/RES/1860 (2009) 2009-01-08; A/RES/ES-10/18 2009-01-16",
            ),
            (
                En,
                "the Human Rights Council, in its resolution 33/11 of 29 September 2016, and its own resolution 71/1 of 19 September 2016",
                "A/HRC/RES/33/11 2016-09-29; A/RES/71/1 2016-09-19",
            ),
            (En, "resolutions 77/333 and 77/334, both of 1 September 2023", "A/RES/77/333 2023-09-01; A/RES/77/334 2023-09-01"),
            (
                Fr,
                "Rappelant ses résolutions 53/70 du 4 décembre 1998, 54/49 du 1er décembre 1999 et 66/24 du 2 décembre 2011,",
                "A/RES/53/70 1998-12-04; A/RES/54/49 1999-12-01; A/RES/66/24 2011-12-02",
            ),
            (Fr, "voir également résolution 33/11 du Conseil des droits de l’homme", "A/HRC/RES/33/11"),
            (Fr, "la résolution 73/32 de l’Assemblée générale, en date du 5 décembre 2018", "A/RES/73/32 2018-12-05"),
            (
                Fr,
                "les résolutions 1325 (2000) du 31 octobre 2000 et 1820 (2008) du Conseil de sécurité",
                "S/RES/1325 (2000) 2000-10-31; S/RES/1820 (2008)",
            ),
            (
                Es,
                "Recordando sus resoluciones 53/70, de 4 de diciembre de 1998, 54/49, de 1 de diciembre de 1999, y 76/19, de 6 de diciembre de 2021,",
                "A/RES/53/70 1998-12-04; A/RES/54/49 1999-12-01; A/RES/76/19 2021-12-06",
            ),
            (Es, "la resolución 73/32 de la Asamblea General, de 5 de diciembre de 2018", "A/RES/73/32 2018-12-05"),
            (
                Ru,
                "ссылаясь на свои резолюции 36/103 от 9 декабря 1981 года, 43/78 Н от 7 декабря 1988 года и 74/28 и 74/29 от 12 декабря 2019 года, а также на свое решение 72/512 от 4 декабря 2017 года",
                "A/RES/36/103 1981-12-09; A/RES/43/78 H 1988-12-07; A/RES/74/28 2019-12-12; A/RES/74/29 2019-12-12",
            ),
            (
                Ru,
                "как это было предусмотрено в резолюции 73/32 Генеральной Ассамблеи от 5 декабря 2018 года",
                "A/RES/73/32 2018-12-05",
            ),
            (Ru, "см. также резолюцию 33/11 Совета по правам человека", "A/HRC/RES/33/11"),
            (
                Ar,
                "إذ تشير إلى قراراتها 36/103 المؤرخ 9 كانون الأول/ديسمبر 1981 و 43/78 حاء المؤرخ 7 كانون الأول/ديسمبر 1988 و 74/28 و 74/29 المؤرخين 12 كانون الأول/ديسمبر 2019، وإلى مقررها 72/512 المؤرخ 4 كانون الأول/ديسمبر 2017",
                "A/RES/36/103 1981-12-09; A/RES/43/78 H 1988-12-07; A/RES/74/28 2019-12-12; A/RES/74/29 2019-12-12",
            ),
            (Ar, "القرار 217 ألف (د-3).", "A/RES/217 A (III)"),
            (Ar, "انظر القرار ٢٢٠٠ ألف (د - ٢١)، المرفق.", "A/RES/2200 A (XXI)"),
            (Ar, "قراراها 3201 (دإ-6) و 3202 (د إ-6) المؤرخان 1 أيار/مايو 1974", "A/RES/3201 (S-VI); A/RES/3202 (S-VI) 1974-05-01"),
            (Ar, "في قرار الجمعية العامة 73/32 المؤرخ 5 كانون الأول/ديسمبر 2018؛", "A/RES/73/32 2018-12-05"),
            (Ar, "انظر أيضا قرار مجلس حقوق الإنسان 33/11", "A/HRC/RES/33/11"),
            (
                Zh,
                "回顾其 1998 年 12 月 4 日第 53/70 号、1999 年 12 月 1 日第 54/49 号和 2012 年 12 月 3 日第 67/27 号决议,",
                "A/RES/53/70 1998-12-04; A/RES/54/49 1999-12-01; A/RES/67/27 2012-12-03",
            ),
            (
                Zh,
                "1988年12月7日第43/78H号、2019年12月12日第74/28号和第74/29号决议及其2017年12月4日第72/512号决定，",
                "A/RES/43/78 H 1988-12-07; A/RES/74/28 2019-12-12; A/RES/74/29 2019-12-12",
            ),
            (Zh, "已经按照第 53/70、54/49 和 67/27 号决议第 1 至 3 段的要求", "A/RES/53/70; A/RES/54/49; A/RES/67/27"),
            (Zh, "回顾大会2022年5月23日题为“全球粮食不安全状况”的第76/264号决议", "A/RES/76/264 2022-05-23"),
            (Zh, "另见人权理事会第33/11号决议", "A/HRC/RES/33/11"),
            (Zh, "第217 A (III)号决议。", "A/RES/217 A (III)"),
            (Zh, "第2200 A (XXI)号决议，附件。", "A/RES/2200 A (XXI)"),
        ] {
            assert_eq!(found(language, text), expected, "{text}");
        }
    }

    #[test]
    fn documents_with_their_corrigenda_and_addenda() {
        for (language, text, expected) in [
            (
                Language::En,
                "A/54/213, A/55/140 and Corr.1 and Add.1, A/56/164 and Add.1.",
                "A/54/213; A/55/140; A/55/140/Corr.1; A/55/140/Add.1; A/56/164; A/56/164/Add.1",
            ),
            (Language::En, "See A/C.2/59/3, annex, and A/60/687.", "A/C.2/59/3; A/60/687"),
            (
                Language::Zh,
                "A/55/140 和 Corr. 1 及 Add. 1、A/57/166 和 Add. 1。见 A/C. 2/59/3",
                "A/55/140; A/55/140/Corr.1; A/55/140/Add.1; A/57/166; A/57/166/Add.1; A/C.2/59/3",
            ),
            (Language::En, "A/66/152 and Add.1–3", "A/66/152; A/66/152/Add.1; A/66/152/Add.2; A/66/152/Add.3"),
            (Language::En, "A/CONF.157/24 (Part I), chap. III.", "A/CONF.157/24 (Part I)"),
            (Language::En, "(A/71/53/Add.1 and A/71/53/Add.1/Corr.1), chap. II.", "A/71/53/Add.1; A/71/53/Add.1/Corr.1"),
            (
                Language::En,
                "A/77/90-E/2022/66 and FCCC/CP/2015/10/Add.1, decision 1/CP.21",
                "A/77/90; E/2022/66; FCCC/CP/2015/10/Add.1",
            ),
            (Language::Es, "A/69/711-S/2015/1, anexo.", "A/69/711; S/2015/1"),
            (Language::En, "A/63/855-S/2009/250/Add.1, A/71/53-A", "A/63/855; S/2009/250/Add.1; A/71/53"),
            (
                Language::En,
                "A/77/90-E/2022/66-S/2022/5 and Corr.1",
                "A/77/90; E/2022/66; S/2022/5; A/77/90/Corr.1; E/2022/66/Corr.1; S/2022/5/Corr.1",
            ),
            (Language::En, "A/63/855-S/2009/250 and Corr.1", "A/63/855; S/2009/250; A/63/855/Corr.1; S/2009/250/Corr.1"),
            (Language::En, "HIV/AIDS and/or 1/3 of the 2030/31 budget, km/h, on 3/4 May", ""),
            (Language::En, "general comment No. 12 (1999) and article 5 (II)", ""),
            (
                Language::Fr,
                "A/55/140 et Corr.1 et Add.1, A/66/152 et Add.1, et A/67/167.",
                "A/55/140; A/55/140/Corr.1; A/55/140/Add.1; A/66/152; A/66/152/Add.1; A/67/167",
            ),
            (
                Language::En,
                "General Assembly resolution 75/176, Human Rights Council resolution 48/4 on privacy and resolution 47/16 of 13 July 2021",
                "A/RES/75/176; A/HRC/RES/48/4; A/HRC/RES/47/16 2021-07-13",
            ),
            (
                Language::Ar,
                "إذ تشير إلى قراريها ٥٣/٧٠ المؤرخ ٤ كانون الأول/ديسمبر ١٩٩٨ و٥٤/٤٩",
                "A/RES/53/70 1998-12-04; A/RES/54/49",
            ),
            (Language::En, "S/RES/1325 (2000) and A/RES/217 (III)", "S/RES/1325 (2000); A/RES/217 (III)"),
        ] {
            assert_eq!(found(language, text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_number_alone() {
        let text = "其1998年12月4日第53/70号决议";
        let cited = &find_citations(text, Lexicon::of(Language::Zh))[0];
        assert_eq!(&text[cited.range.clone()], "53/70");
    }

    #[test]
    fn links_tell_the_organ_but_words_are_believed() {
        let text = "See resolution 33/11 and A/76/182 and resolution 217 A (III)";
        let link = |words: &str, target: &str| {
            let start = text.find(words).unwrap();
            Link { range: start..start + words.len(), target: target.to_owned() }
        };
        let links = [
            link("33/11", "https://undocs.org/en/A/HRC/RES/33/11"),
            link("A/76/182", "https://undocs.org/en/A/75/221"),
            link("217 A (III)", "https://undocs.org/en/A/RES/217(III)"),
        ];
        let symbols: Vec<String> =
            find_with_links(text, &links, Lexicon::of(Language::En)).iter().map(|c| c.symbol.to_string()).collect();
        assert_eq!(symbols, ["A/HRC/RES/33/11", "A/76/182", "A/RES/217 A (III)"]);
    }
}
