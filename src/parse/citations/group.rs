//! Lists of bare numbers, and what the words around a list say of all of it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Cited;
use super::names::{Name, Names, Organ};
use super::scan::Token;
use crate::lexicon::{Folded, Lexicon, Word, has_double_space};
use crate::model::{Date, Symbol};

/// A token with its date.
struct Item {
    range: Range<usize>,
    token: Token,
    date: Option<Date>,
    /// `range` with the date and the words between.
    whole: Range<usize>,
}

/// How far from a list its word for "resolution" may stand, and an organ from that word, in characters.
const NEAR: usize = 60;

/// Citations of the tokens of a text.
pub(super) fn resolve(text: &str, tokens: &[(Range<usize>, Token)], lexicon: &Lexicon) -> Vec<Cited> {
    let context =
        Context { text, lexicon, names: Names::of(lexicon), dates: lexicon.find_dates(text), names_council: OnceCell::new() };
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    for (at, (range, token)) in tokens.iter().enumerate() {
        let floor = items.last().map_or(0, |item| item.whole.end);
        let ceiling = tokens.get(at + 1).map_or(text.len(), |(next, _)| next.start);
        let (date, whole) = match context.date(range, floor, ceiling) {
            Some((place, date)) => (Some(date), range.start.min(place.start)..range.end.max(place.end)),
            None => (None, range.clone()),
        };
        items.push(Item { range: range.clone(), token: token.clone(), date, whole });
    }

    let mut cited = Vec::with_capacity(items.len());
    let mut from = 0;
    // Whose resolutions the list before names, and where it ends.
    let mut before: Option<(Organ, usize)> = None;
    while from < items.len() {
        if let Token::Document(symbol) = &items[from].token {
            cited.push(Cited { range: items[from].range.clone(), symbol: symbol.clone(), date: items[from].date });
            from += 1;
            continue;
        }
        let mut to = from + 1;
        while to < items.len()
            && !matches!(items[to].token, Token::Document(_))
            && context.joins(items[to - 1].whole.end, items[to].whole.start)
        {
            to += 1;
        }
        let group = &mut items[from..to];
        share_dates(group, lexicon.has_spaces());
        let organ = context.organ(group, before);
        before = organ.map(|organ| (organ, group.last().map_or(0, |item| item.whole.end)));
        if let Some(organ) = organ {
            for item in group.iter() {
                if let Some(symbol) = symbol(item, organ, &context) {
                    cited.push(Cited { range: item.range.clone(), symbol, date: item.date });
                }
            }
        }
        from = to;
    }
    cited
}

/// "74/28 and 74/29 of 12 December 2019": numbers of one session next to each other share a date; in Chinese the first has it.
fn share_dates(group: &mut [Item], date_is_last: bool) {
    let session = |item: &Item| match &item.token {
        Token::Number(typed) => typed.split('/').next().map(str::to_owned),
        _ => None,
    };
    let mut order: Vec<usize> = (0..group.len()).collect();
    if date_is_last {
        order.reverse();
    }
    let mut shared: Option<(Option<String>, Date)> = None;
    for at in order {
        let own = session(&group[at]);
        match (&shared, group[at].date) {
            (_, Some(date)) => shared = Some((own, date)),
            (Some((session, date)), None) if own.is_some() && own == *session => group[at].date = Some(*date),
            _ => shared = None,
        }
    }
}

fn symbol(item: &Item, organ: Organ, context: &Context<'_>) -> Option<Symbol> {
    match (&item.token, organ) {
        (Token::Document(symbol), _) => Some(symbol.clone()),
        (_, Organ::Other) => None,
        (Token::Council(typed), _) => format!("S/RES/{typed}").parse().ok(),
        (Token::Yearly(typed), Organ::Economic | Organ::Council | Organ::Assembly) => format!("E/RES/{typed}").parse().ok(),
        (Token::Old(typed), Organ::Assembly) => typed.parse().ok(),
        (Token::Number(typed), organ) => {
            let session = typed.split('/').next().unwrap_or_default();
            let human_rights = || format!("A/HRC/RES/{}", typed.split(' ').next().unwrap_or(typed)).parse().ok();
            match (organ, session.parse::<u16>()) {
                (Organ::HumanRights | Organ::Council, _) => human_rights(),
                // The Assembly has numbered its resolutions so since its thirty-first session.
                (Organ::Assembly, Ok(0..=30)) => {
                    if context.names_human_rights_council() {
                        human_rights()
                    } else {
                        None
                    }
                }
                // "… as well as Human Rights Council resolution 48/4 … and resolution 47/16 of 13 July 2021"
                (Organ::Assembly, Ok(session @ 31..=150))
                    if item.date.is_some_and(|date| is_of_human_rights_council(session, date))
                        && context.names_human_rights_council() =>
                {
                    human_rights()
                }
                (Organ::Assembly, Ok(31..=150) | Err(_)) => typed.parse().ok(),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a session of this number that was sitting on a day was one of the Human Rights Council, and none of the General Assembly: the
/// one has had three a year since 2006, the other one a year, of which the 75th began in 2020.
fn is_of_human_rights_council(session: u16, date: Date) -> bool {
    let (session, year) = (i32::from(session), i32::from(date.year()));
    let of_assembly = (session + 1945..=session + 1946).contains(&year);
    !of_assembly && (2006 + (session - 1) / 3 - year).abs() <= 1
}

struct Context<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    names: &'static Names,
    /// In order.
    dates: Vec<(Range<usize>, Date)>,
    names_council: OnceCell<bool>,
}

impl Context<'_> {
    /// The date of a number between `floor` and `ceiling`, with its place.
    fn date(&self, number: &Range<usize>, floor: usize, ceiling: usize) -> Option<(Range<usize>, Date)> {
        let words = self.lexicon.citation_words();
        if !words.date_before.is_empty()
            && let Some((place, date)) = self.dates[..self.dates.partition_point(|(place, _)| place.end <= number.start)].last()
            && place.start >= floor
        {
            let between: String = self.text[place.end..number.start].chars().filter(|c| !c.is_whitespace()).collect();
            // "2022年5月23日题为“…”的第76/264号"
            let titled = between.ends_with("的第") && between.chars().count() <= NEAR + 20 && !between.contains(['。', '；']);
            if titled || words.date_before.contains(&between) {
                return Some((place.clone(), *date));
            }
        }
        let (place, date) = self.dates.get(self.dates.partition_point(|(place, _)| place.start < number.end))?;
        let between = self.text.get(number.end..place.start)?;
        if place.end > ceiling || words.date_after.is_empty() || between.len() > 4 * NEAR {
            return None;
        }
        let spoken = spoken(between);
        let ends =
            |phrase: &String| spoken.strip_suffix(phrase.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        let mut parts = spoken.split(' ').filter(|part| !part.is_empty());
        (self.names.date_after.iter().any(ends)
            && parts.clone().count() <= 12
            && parts.all(|part| self.names.before_date.contains(part))
            && !between.contains(['.', ';', ':']))
        .then(|| (place.clone(), *date))
    }

    /// Whether what stands between two numbers only joins the members of a list.
    fn joins(&self, from: usize, to: usize) -> bool {
        let Some(gap) = self.text.get(from..to) else { return false };
        if !self.lexicon.has_spaces() {
            return gap.chars().count() <= 8 && gap.chars().all(|c| c.is_whitespace() || "号第、，,和及以与或至".contains(c));
        }
        let and = self.lexicon.words(Word::And);
        let spoken = spoken(gap);
        gap.chars().count() <= 24
            && !gap.contains(['.', ':', '(', ')'])
            && spoken
                .split(' ')
                .filter(|part| !part.is_empty())
                .all(|part| and.iter().any(|phrase| phrase.split(' ').any(|word| word == part)))
    }

    /// Whose resolutions a list names; `None` where the words do not say that it names resolutions.
    fn organ(&self, group: &[Item], before: Option<(Organ, usize)>) -> Option<Organ> {
        let (first, last) = (group.first()?, group.last()?);
        if !self.lexicon.has_spaces() {
            return self.organ_of_chinese(first.whole.start, last.range.end);
        }
        let (start, end) = (first.whole.start, last.whole.end);
        if let Some(organ) = self.organ_of_named(start, end, last.range.end) {
            return Some(organ);
        }
        // "its resolutions 65/151 of 20 December 2010 on the International Year of … and 67/215 of 21 December 2012": the list goes on
        // after the subject of a member, in the same sentence.
        let (organ, end) = before?;
        let between = self.text.get(end..start)?;
        (last.date.is_some() && between.len() <= 8 * NEAR && !between.contains([';', '؛']) && !between.contains(". "))
            .then_some(organ)
    }

    /// Whose resolutions a list names that stands next to a word for "resolution"; another organ's where it
    /// stands next to one for "decision".
    fn organ_of_named(&self, start: usize, end: usize, last_number: usize) -> Option<Organ> {
        let before = Folded::of(&self.text[back(self.text, start, 3 * NEAR)..start]).as_str().to_lowercase();
        let (keyword, is_resolution) = self.keyword(&before)?;
        let between = &before[keyword.end..];
        if between.chars().count() > NEAR || between.contains(|c: char| matches!(c, '.' | ';' | ':' | '(') || c.is_ascii_digit()) {
            return None;
        }
        if !is_resolution {
            return Some(Organ::Other);
        }
        if let Some((organ, _)) = self.last_organ(&spoken(between), true) {
            return Some(organ);
        }
        let clause = before[..keyword.start].rsplit(['.', ';', ':']).next().unwrap_or_default();
        let named_before = self.last_organ(&spoken(clause), false);
        // "Human Rights Council resolution 33/11"
        if let Some((organ, 0)) = named_before {
            return Some(organ);
        }
        for from in [end, last_number] {
            let after = spoken(&self.text[from..forth(self.text, from, 2 * NEAR)]);
            if let Some(organ) = self.organ_at_start(&after) {
                return Some(organ);
            }
        }
        // "the Human Rights Council, in its resolution": farther off only a name in full counts.
        let near = named_before.filter(|&(organ, distance)| {
            let gap: String = spoken(clause).chars().rev().take(distance).collect();
            distance <= NEAR / 2 && !matches!(organ, Organ::Council | Organ::Other) && !gap.contains(|c: char| c.is_ascii_digit())
        });
        Some(near.map_or(Organ::Assembly, |(organ, _)| organ))
    }

    fn organ_of_chinese(&self, start: usize, end: usize) -> Option<Organ> {
        let after: String = self.text[end..forth(self.text, end, 12)].chars().filter(|c| !c.is_whitespace()).collect();
        let after = after.trim_start_matches(['号', '各', '项']);
        if !self.lexicon.words(Word::Resolution).iter().any(|word| after.starts_with(word.as_str())) {
            return None;
        }
        let before = &self.text[back(self.text, start, 30)..start];
        let before = before.rsplit(['。', '；', '、', '”']).next().unwrap_or_default();
        match self.last_organ(before, true) {
            Some((Organ::Other, distance)) if distance > 4 => Some(Organ::Assembly),
            Some((organ, _)) => Some(organ),
            None => Some(Organ::Assembly),
        }
    }

    /// The last word for "resolution" or "decision" of a folded text in small letters, and whether it is the former.
    fn keyword(&self, before: &str) -> Option<(Range<usize>, bool)> {
        let mut end = before.len();
        for word in before.split(|c: char| !c.is_alphanumeric()).rev() {
            let start = end - word.len();
            if !word.is_empty() {
                if self.is_form_of(word, Word::Resolution) {
                    return Some((start..end, true));
                }
                if self.is_form_of(word, Word::Decision) {
                    return Some((start..end, false));
                }
            }
            end = before[..start].char_indices().next_back().map_or(0, |(at, _)| at);
        }
        None
    }

    fn is_form_of(&self, word: &str, of: Word) -> bool {
        // Arabic writes "and", "in", "to" and "the" at the front of the word.
        let is_prefix = |prefix: &str| prefix.chars().all(|c| "وفبلكا".contains(c)) && prefix.chars().count() <= 3;
        self.lexicon.words(of).iter().any(|form| word.strip_suffix(form.as_str()).is_some_and(is_prefix))
    }

    /// The organ that is named last, and how many characters stand after its name. A name within a longer one does not count.
    fn last_organ(&self, spoken: &str, with_council: bool) -> Option<(Organ, usize)> {
        let mut best: Option<(Organ, usize, usize)> = None;
        for Name { words, last, organ } in &self.names.organs {
            let Some(at) = last.rfind(spoken) else { continue };
            let end = at + words.len();
            let bounded = !self.lexicon.has_spaces()
                || !spoken[end..].starts_with(char::is_alphanumeric) && !spoken[..at].ends_with(char::is_alphanumeric);
            if bounded && best.is_none_or(|(_, known, length)| end > known || (end == known && words.len() > length)) {
                best = Some((*organ, end, words.len()));
            }
        }
        let (organ, end, _) = best?;
        let distance = spoken[end..].trim().chars().count();
        (with_council || organ != Organ::Council || distance == 0).then_some((organ, distance))
    }

    /// The organ whose name begins a text, after small words: "of the Human Rights Council".
    fn organ_at_start(&self, spoken: &str) -> Option<Organ> {
        let articles = &self.lexicon.citation_words().articles;
        let mut rest = spoken;
        while let Some((first, tail)) = rest.split_once(' ')
            && articles.iter().any(|article| article == first)
        {
            rest = tail;
        }
        let starts = |name: &&Name| rest.strip_prefix(&*name.words).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric));
        self.names.organs.iter().find(starts).map(|name| name.organ)
    }

    /// Whether the text names the Human Rights Council anywhere, or a council at all.
    fn names_human_rights_council(&self) -> bool {
        *self.names_council.get_or_init(|| {
            let text = if self.lexicon.has_spaces() { spoken(self.text) } else { self.text.into() };
            let mut councils = self.names.organs.iter().filter(|name| matches!(name.organ, Organ::HumanRights | Organ::Council));
            councils.any(|name| name.last.rfind(&*text).is_some())
        })
    }
}

/// The words of a text in small letters with single spaces, without punctuation.
pub(super) fn spoken(text: &str) -> Cow<'_, str> {
    let is_spoken = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ';
    let is_trimmed = !text.starts_with(' ') && !text.ends_with(' ') && !has_double_space(text.as_bytes());
    if is_trimmed && text.bytes().all(is_spoken) {
        return text.into();
    }
    let folded: Cow<'_, str> = if text.is_ascii() { text.into() } else { Folded::of(text).as_str().to_lowercase().into() };
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.make_ascii_lowercase();
    out.into()
}

/// The place `chars` characters before `from`, or the start.
fn back(text: &str, from: usize, chars: usize) -> usize {
    text[..from].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// The place `chars` characters after `from`, or the end.
fn forth(text: &str, from: usize, chars: usize) -> usize {
    text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}
