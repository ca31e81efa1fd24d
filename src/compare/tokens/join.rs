//! Words → what a reader sees as one.

use super::fold::identity;
use super::scan::push;
use super::terms::phrase;
use super::{Class, Terms, Token, dates, ordinals};

/// Joins the words of dates, ordinals, symbols and numbers with units, and says what each token is.
pub(super) fn join(words: &str, terms: &Terms, tokens: &mut Vec<Token>) {
    let atoms = std::mem::take(tokens);
    tokens.reserve(atoms.len());
    let mut at = 0;
    loop {
        let alone = atoms[at..].iter().take_while(|atom| stands_alone(atom, terms)).count();
        tokens.extend_from_slice(&atoms[at..at + alone]);
        at += alone;
        let rest = &atoms[at..];
        let Some(first) = rest.first() else { break };
        let (taken, class) = match first.class {
            Class::Symbol => (dated_symbol(words, rest, terms), Class::Symbol),
            Class::Word => word(words, &atoms, at, terms),
            Class::Number | Class::Year(_) => number(words, &atoms, at, terms),
            class => (1, class),
        };
        let last = &rest[taken - 1];
        if class == Class::Symbol {
            // A document is the same with its day and without, and however the day is written.
            let id = identity(undated(words, &rest[..taken], terms));
            tokens.push(Token { start: first.start, end: last.end, id, class });
        } else if taken == 1 {
            tokens.push(Token { class, ..*last });
        } else {
            push(words, first.start as usize, last.end as usize, class, tokens);
        }
        at += taken;
    }
}

/// Whether nothing begins with a word or mark that is more than that, as with most.
fn stands_alone(atom: &Token, terms: &Terms) -> bool {
    match atom.class {
        Class::Symbol | Class::Number | Class::Year(_) => false,
        Class::Word => !terms.opens(atom.id),
        _ => true,
    }
}

/// The symbol that the tokens of a citation begin with, or in Chinese end with, without its day.
fn undated<'a>(words: &'a str, atoms: &[Token], terms: &Terms) -> &'a str {
    let slice = |from: usize, to: usize| &words[atoms[from].start as usize..atoms[to - 1].end as usize];
    // 1998年12月4日第53/70号
    if atoms.len() > 2 && slice(atoms.len() - 1, atoms.len()) == "号" {
        let day = dates::date(words, atoms, terms).map_or(0, |(taken, _)| taken);
        return slice(day + 1, atoms.len() - 1);
    }
    let bare = symbol(words, atoms, terms);
    slice(0, if date_of_symbol(words, atoms, bare, terms) > 0 { bare } else { atoms.len() })
}

fn word(words: &str, atoms: &[Token], at: usize, terms: &Terms) -> (usize, Class) {
    let rest = &atoms[at..];
    if let Some((taken, value)) = ordinals::ordinal(rest, terms) {
        let is_between = |token: &Token| {
            terms.through.contains(&token.id)
                || terms.ones.contains_key(&token.id)
                || terms.tens.contains_key(&token.id)
                || terms.rounds.contains_key(&token.id)
                || token.words(words) == ","
                || token.words(words) == "،"
        };
        let of_session = ordinals::of_session(atoms, at, at + taken, terms, is_between);
        return (taken, if of_session { Class::Session(value) } else { Class::Ordinal(value) });
    }
    if rest[0].words(words) == "第" {
        // 第53/70号
        if rest.get(1).is_some_and(|token| token.class == Class::Symbol) {
            let taken = 1 + dated_symbol(words, &rest[1..], terms);
            if rest.get(taken).is_some_and(|token| token.words(words) == "号") {
                return (taken + 1, Class::Symbol);
            }
        }
        return (1, Class::Word);
    }
    dates::date(words, rest, terms).unwrap_or((1, Class::Word))
}

fn number(words: &str, atoms: &[Token], at: usize, terms: &Terms) -> (usize, Class) {
    let rest = &atoms[at..];
    if let Some((taken, class)) = dates::date(words, rest, terms) {
        if matches!(class, Class::Date(_)) {
            // 1998年12月4日第53/70号
            let is = |at: usize, sign: &str| rest.get(at).is_some_and(|token| token.words(words) == sign);
            if is(taken, "第") && rest.get(taken + 1).is_some_and(|token| token.class == Class::Symbol) {
                let end = taken + 1 + dated_symbol(words, &rest[taken + 1..], terms);
                return if is(end, "号") { (end + 1, Class::Symbol) } else { (taken, class) };
            }
        }
        return (taken, class);
    }
    let text = rest[0].words(words);
    if let Some(taken) = old_symbol(words, rest) {
        return (taken + date_of_symbol(words, rest, taken, terms), Class::Symbol);
    }
    if let Some((taken, ())) = phrase(&terms.units, |i| rest.get(1 + i).map(|token| token.id)) {
        return (taken + 1, Class::Number);
    }
    if is_reference(words, atoms, at, terms) {
        return (1, Class::Reference);
    }
    if let Some(value) = ordinals::digits(text) {
        let is_between = |token: &Token| terms.through.contains(&token.id) || token.words(words) == ",";
        let of_session = ordinals::of_session(atoms, at, at + 1, terms, is_between);
        return (1, if of_session { Class::Session(value) } else { Class::Number });
    }
    (1, Class::Number)
}

/// How many tokens the symbol takes that they begin with, with its date.
fn dated_symbol(words: &str, rest: &[Token], terms: &Terms) -> usize {
    let undated = symbol(words, rest, terms);
    undated + date_of_symbol(words, rest, undated, terms)
}

/// How many tokens the symbol takes that they begin with: its letter and session (43/78 H, 217 A (III)), its addenda.
fn symbol(words: &str, rest: &[Token], terms: &Terms) -> usize {
    let text = |at: usize| rest.get(at).map_or("", |token| token.words(words));
    let mut taken = 1;
    let bare = text(0).starts_with(|c: char| c.is_ascii_digit());
    if bare {
        let letter = text(1);
        let mut chars = letter.chars();
        // The Latin H of 43/78 H is as often a Cyrillic one.
        let one = chars.next().is_some_and(|c| c.is_uppercase() && !matches!(c, 'А' | 'В' | 'К' | 'О' | 'С' | 'У' | 'И' | 'Я'))
            && chars.next().is_none();
        let pair = letter.len() == 3 && letter.as_bytes()[1] == b'-' && letter.bytes().all(|b| b == b'-' || b.is_ascii_uppercase());
        // A full stop or an apostrophe makes the letter a name's.
        if (one && text(2) != "." && rest[1].start > rest[0].end) || pair {
            taken += 1;
        }
    }
    taken += bracketed(words, &rest[taken..]);
    // "A/55/140 and Corr.1 and Add.1"
    loop {
        let and = usize::from(rest.get(taken).is_some_and(|token| terms.is_and(token.id) || token.words(words) == ","));
        match addendum(words, &rest[(taken + and).min(rest.len())..]) {
            Some(more) if and > 0 || rest[taken].start >= rest[taken - 1].end => taken += and + more,
            _ => break,
        }
    }
    taken
}

/// How many tokens the date takes that follows a symbol of `from` tokens: "53/70 of 4 December 1998", "53/70, de 4 de diciembre de 1998".
fn date_of_symbol(words: &str, rest: &[Token], from: usize, terms: &Terms) -> usize {
    let comma = usize::from(rest.get(from).is_some_and(|token| token.words(words) == ","));
    let Some((link, ())) = phrase(&terms.symbol_date, |i| rest.get(from + comma + i).map(|token| token.id)) else { return 0 };
    match rest.get(from + comma + link..).and_then(|rest| dates::date(words, rest, terms)) {
        Some((date, Class::Date(_))) => comma + link + date,
        _ => 0,
    }
}

/// " (III)", "(2000)" after a symbol's number: the session or the year.
fn bracketed(words: &str, rest: &[Token]) -> usize {
    let text = |at: usize| rest.get(at).map_or("", |token| token.words(words));
    let opens = matches!(text(0), "(" | "（");
    let closes = matches!(text(2), ")" | "）");
    let inner = text(1);
    let roman =
        !inner.is_empty() && inner.trim_start_matches("S-").trim_start_matches("ES-").bytes().all(|b| b"IVXLC".contains(&b));
    let year = rest.get(1).is_some_and(|token| matches!(token.class, Class::Year(_)));
    if opens && closes && (roman || year) { 3 } else { 0 }
}

/// The symbol of an older resolution, or of one of the Security Council, that a bare number begins: 217 A (III), 1325 (2000).
fn old_symbol(words: &str, rest: &[Token]) -> Option<usize> {
    let number = rest[0].words(words);
    if number.len() > 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let letter = usize::from(rest.get(1).is_some_and(|token| {
        let text = token.words(words);
        text.len() == 1 && text.as_bytes()[0].is_ascii_uppercase()
    }));
    match bracketed(words, &rest[1 + letter..]) {
        0 => None,
        taken => Some(1 + letter + taken),
    }
}

/// How many tokens the addendum takes that they begin with: "Add.1", "Corr. 1".
fn addendum(words: &str, rest: &[Token]) -> Option<usize> {
    const ADDENDA: [&str; 4] = ["Add", "Corr", "Rev", "Amend"];
    let text = |at: usize| rest.get(at).map_or("", |token| token.words(words));
    if !ADDENDA.contains(&text(0)) {
        return None;
    }
    let stop = usize::from(text(1) == ".");
    let number = text(1 + stop);
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(2 + stop)
}

/// Whether the number at `at` is that of a paragraph: after "paragraph", or after other numbers of a list that is.
fn is_reference(words: &str, atoms: &[Token], at: usize, terms: &Terms) -> bool {
    let mut numbers = 0;
    for token in atoms[..at].iter().rev().take(24) {
        let text = token.words(words);
        if text == "第" {
            // 第2段, 第1至3段, 第2和第3段
            return atoms[at + 1..].iter().take(8).find_map(|token| {
                let text = token.words(words);
                let passes = text.starts_with(|c: char| c.is_ascii_digit())
                    || matches!(text, "、" | "(" | ")" | "第")
                    || terms.through.contains(&token.id);
                (!passes).then(|| text.starts_with('段'))
            }) == Some(true);
        }
        if terms.paragraph.contains(&token.id) {
            return true;
        }
        let bracket = matches!(text, "(" | ")" | "." | "," | "،" | "№" | "、") || token.class == Class::Dash;
        let letter = text.chars().count() == 1 && numbers == 0;
        match token.class {
            Class::Number => numbers += 1,
            _ if bracket || letter || terms.through.contains(&token.id) || terms.paragraph_links.contains(&token.id) => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{Class, tokens};
    use crate::model::Language;

    fn shown(words: &str, language: Language) -> String {
        let classes = |class| match class {
            Class::Word | Class::Quote | Class::Dash | Class::Punctuation => String::new(),
            Class::Number => "#".to_owned(),
            Class::Reference => "¶".to_owned(),
            Class::Session(n) => format!("session {n}"),
            Class::Ordinal(n) => format!("ordinal {n}"),
            Class::Year(year) => format!("year {year}"),
            Class::Month(year, month) => format!("month {year}-{month}"),
            Class::Date(date) => date.to_string(),
            Class::Symbol => "symbol".to_owned(),
        };
        let shown: Vec<String> = tokens(words, language)
            .iter()
            .map(|token| match classes(token.class) {
                class if class.is_empty() => token.words(words).to_owned(),
                class => format!("[{}: {class}]", token.words(words)),
            })
            .collect();
        shown.join("·")
    }

    #[test]
    fn what_is_read_at_once_is_one() {
        let mut all = String::new();
        for (language, words) in [
            (
                Language::En,
                "Recalling its resolutions 53/70 of 4 December 1998, 43/78 H of 7 December 1988 and 217 A (III) of 10 December 1948",
            ),
            (Language::En, "A/55/140 and Corr.1 and Add.1, A/66/152 and Add.1 and A/67/167."),
            (
                Language::En,
                "at its sixty-ninth and seventieth sessions, its 144th session, the thirtieth anniversary, from 13 to 15 May 1996, in August 1999",
            ),
            (
                Language::En,
                "paragraphs 1 to 3 and 5 (b) of resolution 1325 (2000), some 10,000 States’ 50 per cent, COVID-19 and S-10/2 well-being",
            ),
            (
                Language::Fr,
                "l’ordre du jour de sa soixante-dix-neuvième session, 54/49 du 1er décembre 1999, la soixante et onzième session, par. 7",
            ),
            (Language::Es, "su septuagésimo noveno período de sesiones, 53/70, de 4 de diciembre de 1998, párrafo 2 supra"),
            (
                Language::Ru,
                "на ее семьдесят девятой сессии, 53/70 от 4 декабря 1998 года, 43/78 Н от 7 декабря 1988 года, в пункте 2, в 2018–2023 годах",
            ),
            (
                Language::Ar,
                "في دورتها التاسعة والسبعين، 53/70 المؤرخ 4 كانون الأول/ديسمبر 1998 و 54/49 و61/54، للفقرة 4 من هذا القرار",
            ),
            (
                Language::Zh,
                "回顾其1998年12月4日第53/70号、2013 年 12 月 3 日第 67/27 号决议,第53/70、54/49和67/27号决议第1至3段,上文第2段,大会第六十八届会议,2018年至2023年届会",
            ),
            (
                Language::Zh,
                "二〇二三年十二月三十一日，二○二四年一月，一九九八年，第一百二十三次全体会议，百分之二十五，三十五个国家一致统一",
            ),
        ] {
            all.push_str(&shown(words, language));
            all.push('\n');
        }
        insta::assert_snapshot!(all, @r##"
        Recalling·its·resolutions·[53/70 of 4 December 1998: symbol]·,·[43/78 H of 7 December 1988: symbol]·and·[217 A (III) of 10 December 1948: symbol]
        [A/55/140 and Corr.1 and Add.1: symbol]·,·[A/66/152 and Add.1: symbol]·and·[A/67/167: symbol]·.
        at·its·[sixty-ninth: session 69]·and·[seventieth: session 70]·sessions·,·its·[144th: session 144]·session·,·the·[thirtieth: ordinal 30]·anniversary·,·from·[13: #]·to·[15 May 1996: 1996-05-15]·,·in·[August 1999: month 1999-8]
        paragraphs·[1: ¶]·to·[3: ¶]·and·[5: ¶]·(·b·)·of·resolution·[1325 (2000): symbol]·,·some·[10,000: #]·States·’·[50 per cent: #]·,·COVID-19·and·[S-10/2: symbol]·well-being
        l’·ordre·du·jour·de·sa·[soixante-dix-neuvième: session 79]·session·,·[54/49 du 1er décembre 1999: symbol]·,·la·[soixante et onzième: session 71]·session·,·par·.·[7: ¶]
        su·[septuagésimo noveno: session 79]·período·de·sesiones·,·[53/70, de 4 de diciembre de 1998: symbol]·,·párrafo·[2: ¶]·supra
        на·ее·[семьдесят девятой: session 79]·сессии·,·[53/70 от 4 декабря 1998 года: symbol]·,·[43/78 Н от 7 декабря 1988 года: symbol]·,·в·пункте·[2: ¶]·,·в·[2018: year 2018]·–·[2023 годах: year 2023]
        في·دورتها·[التاسعة والسبعين: session 79]·،·[53/70 المؤرخ 4 كانون الأول/ديسمبر 1998: symbol]·و·[54/49: symbol]·و·[61/54: symbol]·،·للفقرة·[4: ¶]·من·هذا·القرار
        回顾·其·[1998年12月4日第53/70号: symbol]·、·[2013 年 12 月 3 日第 67/27 号: symbol]·决议·,·第·[53/70: symbol]·、·[54/49: symbol]·和·[67/27: symbol]·号·决议·第·[1: ¶]·至·[3: ¶]·段·,·上·文·第·[2: ¶]·段·,·大会·[第六十八届: session 68]·会议·,·[2018年: year 2018]·至·[2023年: year 2023]·届·会
        [二〇二三年十二月三十一日: 2023-12-31]·，·[二○二四年一月: month 2024-1]·，·[一九九八年: year 1998]·，·[第一百二十三: ordinal 123]·次·全体·会议·，·百分·之·[二十五: #]·，·[三十五: #]·个·国家·一致·统一
        "##);
    }
}
