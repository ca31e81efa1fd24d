//! Names of paragraphs from their printed numbers: `3.`, `(a)`, `b)`, `(أ)`, `(ii)`, `1.1`.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Role;
use crate::lexicon::european;
use crate::model::{ParagraphId, ParagraphKind, Place};

/// The script or system in which a number is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Figures,
    Latin,
    Cyrillic,
    Arabic,
    Roman,
    Han,
}

/// One way to read a printed number: "(i)" is the ninth letter or the first roman number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    system: System,
    capital: bool,
    value: u16,
}

/// A printed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// Whether it stands in brackets, or before one: "(a)", "a)".
    bracketed: bool,
    readings: Vec<Reading>,
    /// The last figure and those before it, of "1.1".
    dotted: Option<(String, u16)>,
    /// The figures of a number that is nothing else: "3.".
    whole: Option<u16>,
}

/// No printed number is longer, in characters.
const LONGEST: usize = 8;

impl Printed {
    /// The figures before the last, of "1.1".
    fn head(&self) -> Option<&str> {
        self.dotted.as_ref().map(|(head, _)| head.as_str())
    }

    /// Reads a number as printed, with its punctuation.
    pub fn read(number: &str) -> Option<Self> {
        let bare = without_full_stop(number);
        let figures = |s: &str| s.parse::<u16>().ok().filter(|&n| n > 0 && s.bytes().all(|c| c.is_ascii_digit()));
        let figure = |system, value| vec![Reading { system, capital: false, value }];
        // Most numbers are nothing else.
        if let Some(value) = figures(bare).filter(|_| bare.len() <= LONGEST) {
            return Some(Self { bracketed: false, readings: figure(System::Figures, value), dotted: None, whole: Some(value) });
        }
        let quoted = bare.starts_with(QUOTES) && bare.ends_with(QUOTES);
        let around = |c: char| matches!(c, '(' | ')' | '[' | ']' | '（' | '）') || QUOTES.contains(&c) || c.is_whitespace();
        let inner = bare.trim_matches(around);
        let bracketed = quoted || bare.ends_with([')', '）', ']', '㈠', '㈡', '㈢', '㈣', '㈤', '㈥', '㈦', '㈧', '㈨', '㈩']);
        let inner: String = inner.chars().map(plain_digit).collect();
        if inner.is_empty() || inner.chars().count() > LONGEST {
            return None;
        }
        if let Some(value) = figures(&inner) {
            // '1' is how Arabic prints (i).
            let readings = figure(if quoted { System::Roman } else { System::Figures }, value);
            return Some(Self { bracketed, readings, dotted: None, whole: (!bracketed).then_some(value) });
        }
        if let Some((head, last)) = inner.rsplit_once('.')
            && let Some(value) = figures(last)
            && head.split('.').all(|part| figures(part).is_some())
        {
            let readings = figure(System::Figures, value);
            return Some(Self { bracketed, readings, dotted: Some((head.to_owned(), value)), whole: None });
        }
        let readings = readings(&inner);
        (!readings.is_empty()).then_some(Self { bracketed, readings, dotted: None, whole: None })
    }
}

/// A number as the text keeps it: without the full stop of "3." or the dash of "9 -", with the brackets of "(a)".
pub(super) fn without_full_stop(number: &str) -> &str {
    let number = number.trim();
    let bare =
        number.trim_end_matches(|c: char| matches!(c, '.' | '．' | '、' | ':' | '-' | '–' | '—' | '‒' | '،') || c.is_whitespace());
    if bare.is_empty() { number } else { bare }
}

fn plain_digit(c: char) -> char {
    match c {
        '㈠'..='㈩' => HAN.chars().chain(['十']).nth(usize::try_from(u32::from(c) - u32::from('㈠')).unwrap_or(0)).unwrap_or(c),
        c => european(c).unwrap_or(c),
    }
}

/// The quotes around a number: each language and each converter has others.
pub(super) const QUOTES: [char; 6] = ['\'', '‘', '’', '"', '“', '”'];
const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
const ARABIC: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
const HAN: &str = "一二三四五六七八九";

/// The ways to read letters.
fn readings(inner: &str) -> Vec<Reading> {
    let lower = inner.to_lowercase();
    let capital = inner != lower;
    let mut readings = Vec::new();
    let mut add = |system, value: Option<u16>| {
        if let Some(value) = value {
            readings.push(Reading { system, capital, value });
        }
    };
    // Typists take a Cyrillic letter for the Latin one of the same shape, and the other way round.
    let latin: String = lower
        .chars()
        .map(|c| match c {
            'а' => 'a',
            'с' => 'c',
            'е' => 'e',
            'о' => 'o',
            'р' => 'p',
            'х' => 'x',
            'у' => 'y',
            'і' => 'i',
            c => c,
        })
        .collect();
    add(System::Latin, repeated(&latin, |c| c.is_ascii_lowercase().then(|| u16::from(c as u8 - b'a') + 1), 26));
    add(System::Roman, roman(&latin));
    let cyrillic: String = lower.chars().map(|c| if c == 'a' { 'а' } else { c }).collect();
    add(System::Cyrillic, repeated(&cyrillic, |c| place(CYRILLIC, c), 28));
    let arabic: String =
        lower.chars().filter(|c| !matches!(c, '\u{0640}' | '\u{200D}')).map(|c| if c == 'ا' { 'أ' } else { c }).collect();
    add(System::Arabic, repeated(&arabic, |c| place(ARABIC, c), 28));
    add(System::Han, han(&lower));
    readings
}

fn place(alphabet: &str, letter: char) -> Option<u16> {
    alphabet.chars().position(|c| c == letter).and_then(|at| u16::try_from(at + 1).ok())
}

/// `a` … `z`, `aa`, `bb` …: one letter, or the same twice.
fn repeated(s: &str, value: impl Fn(char) -> Option<u16>, letters: u16) -> Option<u16> {
    let mut chars = s.chars();
    let first = chars.next()?;
    let again = chars.clone().count();
    let turns = u16::try_from(again).ok().filter(|&n| n < 3)?;
    chars.all(|c| c == first).then(|| value(first).map(|n| n + turns * letters)).flatten()
}

/// A roman number below forty in small digits.
fn roman(s: &str) -> Option<u16> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = s.bytes().take_while(|&c| c == b'x').count();
    let ones = ONES.iter().position(|ones| *ones == &s[tens..])?;
    u16::try_from(tens * 10 + ones).ok().filter(|&n| n > 0 && n < 40)
}

/// A Chinese number below a hundred.
fn han(s: &str) -> Option<u16> {
    let digit =
        |s: &str| if s.is_empty() { Some(0) } else { s.chars().next().filter(|c| s == c.to_string()).and_then(|c| place(HAN, c)) };
    match s.split_once('十') {
        Some((tens, ones)) => Some(if tens.is_empty() { 10 } else { digit(tens)? * 10 } + digit(ones)?),
        None => digit(s).filter(|&n| n > 0),
    }
}

/// A level of sub-paragraphs that is open.
#[derive(Clone, Debug)]
struct Level {
    /// The ways to read its last number that are still possible: "а)" is Latin or Cyrillic until "б)" follows.
    readings: Vec<Reading>,
    bracketed: bool,
    /// The printed figures before the last, of a level "1.1".
    dotted: Option<String>,
}

impl Level {
    /// The readings of a printed number that go on from this level, by one or (where numbers are missing) by more.
    fn followed_by(&self, printed: &Printed, by_more: bool) -> Vec<Reading> {
        if self.bracketed != printed.bracketed || self.dotted.as_deref() != printed.head() {
            return Vec::new();
        }
        let follows = |reading: &&Reading| {
            self.readings.iter().any(|last| {
                last.system == reading.system
                    && last.capital == reading.capital
                    && (Some(reading.value) == last.value.checked_add(1) || (by_more && reading.value > last.value))
            })
        };
        printed.readings.iter().filter(follows).copied().collect()
    }

    fn is_like(&self, printed: &Printed, readings: &[Reading]) -> bool {
        self.bracketed == printed.bracketed
            && self.dotted.as_deref() == printed.head()
            && self.readings.iter().any(|last| readings.iter().any(|r| r.system == last.system && r.capital == last.capital))
    }
}

/// What is counted in one place: the resolution, a part, an annex.
#[derive(Debug, Default)]
struct Counters {
    counts: [u16; 4],
    /// The kind and number of the paragraph to which sub-paragraphs belong.
    open: Option<(ParagraphKind, u16, Option<String>)>,
    levels: Vec<Level>,
}

/// Names the paragraphs of a text, in reading order.
#[derive(Debug, Default)]
pub(super) struct Namer {
    counters: FxHashMap<Place, Counters>,
    taken: FxHashMap<ParagraphId, u8>,
    /// The numbers that operative paragraphs of the text print.
    printed: FxHashSet<(Place, u16)>,
}

/// What is to be named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unnamed<'a> {
    pub role: Role,
    pub place: Place,
    pub number: Option<&'a str>,
    pub depth: Option<u8>,
    /// The next printed number of the same place: by it "(i)" after "(h)" is a letter or the first of a new level.
    pub next: Option<&'a str>,
}

impl Namer {
    /// A namer that knows which numbers the operative paragraphs of a text print.
    pub fn new<'a>(paragraphs: impl Iterator<Item = (Role, Place, Option<&'a str>)>) -> Self {
        let printed = paragraphs
            .filter(|(role, ..)| *role == Role::Operative)
            .filter_map(|(_, place, number)| Some((place, Printed::read(number?)?.whole?)))
            .collect();
        Self { printed, ..Self::default() }
    }

    /// The name of the next paragraph.
    pub fn name(&mut self, paragraph: Unnamed<'_>) -> ParagraphId {
        let mut id = self.first_name(paragraph);
        match self.taken.entry(id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(0);
            }
            Entry::Occupied(mut entry) => {
                *entry.get_mut() = entry.get().saturating_add(1);
                id.repeat = *entry.get();
            }
        }
        id
    }

    fn first_name(&mut self, unnamed: Unnamed<'_>) -> ParagraphId {
        // "(a) (i)": the paragraph (a) has no words of its own, and its first sub-paragraph begins at once.
        if let Some((first, second)) = unnamed.number.and_then(|number| number.split_once(") ("))
            && unnamed.role != Role::Heading
        {
            let (first, second) = (format!("{first})"), format!("({second}"));
            self.first_name(Unnamed { number: Some(&first), next: Some(&second), ..unnamed });
            return self.first_name(Unnamed { number: Some(&second), ..unnamed });
        }
        let Unnamed { role, place, number, depth, next } = unnamed;
        let kind = match role {
            Role::Preambular => ParagraphKind::Preambular,
            Role::Operative => ParagraphKind::Operative,
            Role::Heading => ParagraphKind::Heading,
            Role::Body => ParagraphKind::Body,
        };
        let counters = self.counters.entry(place).or_default();
        let count = counters.counts[kind as usize];
        let printed = number.and_then(Printed::read);
        let id = |number: u16, sub: &str| ParagraphId { place, kind, number, sub: sub.into(), repeat: 0 };
        if role == Role::Heading {
            counters.counts[kind as usize] = count.saturating_add(1);
            return id(count.saturating_add(1), "");
        }
        if let Some(printed) = &printed {
            let open = counters.open.as_ref().filter(|(open, ..)| *open == kind);
            let nested = match &printed.dotted {
                // "1.1" belongs to 1, and only to it.
                Some((head, _)) => {
                    open.is_some_and(|(_, _, own)| own.as_deref() == Some(head))
                        || !counters.levels.is_empty()
                        || depth.is_some_and(|d| d > 0)
                }
                None => printed.whole.is_none() || depth.is_some_and(|depth| depth > 0),
            };
            if let Some(&(_, own, _)) = open
                && nested
            {
                counters.enter(printed, depth, next.and_then(Printed::read).as_ref());
                return id(own, &counters.path());
            }
        }
        let following = count.saturating_add(1);
        let number = match (role, &printed) {
            (Role::Operative, Some(Printed { whole: Some(whole), .. })) => *whole,
            // Between numbered paragraphs one without a number continues the one before.
            (Role::Operative, None) if count > 0 && self.printed.contains(&(place, following)) => count,
            _ => following,
        };
        counters.counts[kind as usize] = number;
        counters.levels.clear();
        let own = printed.as_ref().and_then(|printed| printed.whole).map(|whole| whole.to_string());
        counters.open = Some((kind, number, own));
        id(number, "")
    }
}

impl Counters {
    /// Makes a printed number the last one of its level, opening or closing levels as needed.
    fn enter(&mut self, printed: &Printed, depth: Option<u8>, next: Option<&Printed>) {
        let open = |readings| Level { readings, bracketed: printed.bracketed, dotted: printed.head().map(str::to_owned) };
        let firsts: Vec<Reading> = printed.readings.iter().copied().filter(|reading| reading.value == 1).collect();
        // "(c)" that begins a list because "(a)" and "(b)" are missing is read as it stands.
        let anew = if firsts.is_empty() { printed.readings.clone() } else { firsts.clone() };

        if let Some(depth) = depth.filter(|&depth| depth > 0) {
            let depth = usize::from(depth) - 1;
            let following = self.levels.get(depth).map(|level| level.followed_by(printed, true)).unwrap_or_default();
            // Where the source nests deeper than it numbers, the levels without a number of their own are not named.
            self.levels.truncate(depth);
            self.levels.push(open(if following.is_empty() { anew } else { following }));
            return;
        }
        let goes_on = |readings: &[Reading]| {
            next.is_some_and(|next| {
                readings
                    .iter()
                    .any(|r| next.readings.iter().any(|n| n.system == r.system && Some(n.value) == r.value.checked_add(1)))
            })
        };
        for by_more in [false, true] {
            for at in (0..self.levels.len()).rev() {
                let following = self.levels[at].followed_by(printed, by_more);
                // "(i)" after "(h)" begins a new level where "(ii)" comes next.
                if following.is_empty() || (goes_on(&firsts) && !goes_on(&following)) {
                    continue;
                }
                self.levels.truncate(at);
                self.levels.push(open(following));
                return;
            }
            if !by_more && !firsts.is_empty() {
                break;
            }
        }
        // A list that begins anew: of a form that is open already it replaces the one before, else it is nested.
        if let Some(at) = self.levels.iter().position(|level| level.is_like(printed, &anew)) {
            self.levels.truncate(at);
        }
        self.levels.push(open(anew));
    }

    /// The open levels as a name has them: `(a)(i)`.
    fn path(&self) -> String {
        self.levels.iter().enumerate().fold(String::new(), |path, (depth, level)| {
            let reading = level.readings.first().map(|&reading| match reading.system {
                // Below a letter Chinese counts (一) where the others count (i).
                System::Han if depth > 0 => Reading { system: System::Roman, ..reading },
                _ => reading,
            });
            path + "(" + &reading.map(shown).unwrap_or_default() + ")"
        })
    }
}

/// A number in the letters of names.
fn shown(Reading { system, value, .. }: Reading) -> String {
    match system {
        System::Figures | System::Han => value.to_string(),
        System::Roman => {
            const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
            format!("{}{}", "x".repeat(usize::from(value / 10)), ONES[usize::from(value % 10)])
        }
        System::Latin | System::Cyrillic | System::Arabic => {
            let index = value.saturating_sub(1);
            let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
            letter.to_string().repeat(usize::from(index / 26) + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names a list of (role, number, depth) in one place.
    fn names(list: &[(Role, &str, Option<u8>)]) -> Vec<String> {
        let place = Place::default();
        let number = |n: &'static str| (!n.is_empty()).then_some(n);
        let list: Vec<(Role, Option<&str>, Option<u8>)> =
            list.iter().map(|&(role, n, depth)| (role, number(Box::leak(n.to_owned().into_boxed_str())), depth)).collect();
        let mut namer = Namer::new(list.iter().map(|&(role, number, _)| (role, place, number)));
        (0..list.len())
            .map(|at| {
                let (role, number, depth) = list[at];
                let next = list[at + 1..].iter().find_map(|&(_, number, _)| number);
                namer.name(Unnamed { role, place, number, depth, next }).to_string()
            })
            .collect()
    }

    fn operative(numbers: &[&str]) -> String {
        names(&numbers.iter().map(|&n| (Role::Operative, n, None)).collect::<Vec<_>>()).join(" ")
    }

    #[test]
    fn operative_paragraphs_are_named_by_their_numbers() {
        for (numbers, expected) in [
            (&["1.", "2.", "3.", "(a)", "(b)", "4."][..], "OP1 OP2 OP3 OP3(a) OP3(b) OP4"),
            (&["1.", "a)", "b)", "2."], "OP1 OP1(a) OP1(b) OP2"),
            (&["١ -", "(أ)", "(ب)", "(ج)", "(د)", "(هـ)", "2 -"], "OP1 OP1(a) OP1(b) OP1(c) OP1(d) OP1(e) OP2"),
            (&["1.", "а)", "b)", "с)", "d)", "е)"], "OP1 OP1(a) OP1(b) OP1(c) OP1(d) OP1(e)"),
            (&["1.", "а)", "б)", "в)", "г)", "д)", "е)"], "OP1 OP1(a) OP1(b) OP1(c) OP1(d) OP1(e) OP1(f)"),
            (&["1.", "(a)", "(i)", "(ii)", "(iii)", "(b)", "(i)"], "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(a)(iii) OP1(b) OP1(b)(i)"),
            (&["1.", "(g)", "(h)", "(i)", "(j)"], "OP1 OP1(g) OP1(h) OP1(i) OP1(j)"),
            (&["1.", "(g)", "(h)", "(i)", "(ii)", "(i)"], "OP1 OP1(g) OP1(h) OP1(h)(i) OP1(h)(ii) OP1(i)"),
            (&["1.", "(h)", "(i)"], "OP1 OP1(h) OP1(i)"),
            (&["1.", "(一)", "(二)", "(十一)"], "OP1 OP1(1) OP1(2) OP1(11)"),
            (&["1.", "(a)", "㈠", "㈡", "(b)", "（一）"], "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(b) OP1(b)(i)"),
            (&["1 -", "(أ)", "'1'", "'2'", "(ب)", "‘١’"], "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(b) OP1(b)(i)"),
            (&["1.", "1.1", "1.2", "2.", "2.1"], "OP1 OP1(1) OP1(2) OP2 OP2(1)"),
            (&["1.", "(y)", "(z)", "(aa)", "(bb)"], "OP1 OP1(y) OP1(z) OP1(aa) OP1(bb)"),
            (&["1.", "2.", "2.", "3."], "OP1 OP2 OP2#2 OP3"),
            (&[""], "OP1"),
            (&["", "(a)", "(b)"], "OP1 OP1(a) OP1(b)"),
            (&["1.", "2.", "", "(a)"], "OP1 OP2 OP3 OP3(a)"),
            (&["1.", "(a)", "", "2."], "OP1 OP1(a) OP1#2 OP2"),
            (&["1.", "(a)", "(c)"], "OP1 OP1(a) OP1(c)"),
            (&["1.", "(65535)", "(65535)", "(1)"], "OP1 OP1(65535) OP1(65535)#2 OP1(1)"),
        ] {
            assert_eq!(operative(numbers), expected, "{numbers:?}");
        }
    }

    #[test]
    fn the_depth_of_the_source_wins() {
        let op = Role::Operative;
        assert_eq!(
            names(&[(op, "1.", Some(0)), (op, "(a)", Some(1)), (op, "(b)", Some(1)), (op, "(i)", Some(2)), (op, "(c)", Some(1))]),
            ["OP1", "OP1(a)", "OP1(b)", "OP1(b)(i)", "OP1(c)"]
        );
        assert_eq!(names(&[(op, "1.", None), (op, "(h)", Some(1)), (op, "(i)", Some(1))]), ["OP1", "OP1(h)", "OP1(i)"]);
        assert_eq!(names(&[(op, "1.", None), (op, "(h)", Some(1)), (op, "(i)", Some(2))]), ["OP1", "OP1(h)", "OP1(h)(i)"]);
    }

    #[test]
    fn other_parts_are_counted() {
        let (pp, h, p) = (Role::Preambular, Role::Heading, Role::Body);
        assert_eq!(
            names(&[(pp, "", None), (pp, "", None), (pp, "(a)", None), (h, "I.", None), (pp, "", None), (h, "", None)]),
            ["PP1", "PP2", "PP2(a)", "H1", "PP3", "H2"]
        );
        // Annexes begin their numbers anew under each article.
        assert_eq!(
            names(&[
                (h, "", None),
                (p, "1.", None),
                (p, "(a)", None),
                (p, "2.", None),
                (h, "", None),
                (p, "1.", None),
                (p, "", None)
            ]),
            ["H1", "P1", "P1(a)", "P2", "H2", "P3", "P4"]
        );
    }

    #[test]
    fn numbers_are_kept_as_printed_without_their_full_stop() {
        for (number, expected) in
            [("3.", "3"), ("(a)", "(a)"), ("b)", "b)"), ("9 -", "9"), ("١ -", "١"), ("一、", "一"), ("1.1.", "1.1"), ("-", "-")]
        {
            assert_eq!(without_full_stop(number), expected);
        }
    }
}
