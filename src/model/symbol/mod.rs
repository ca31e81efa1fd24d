//! Document symbols: `A/RES/67/27`, `A/65/201`, `A/C.1/67/L.30/Rev.1`.
//!
//! A [`Symbol`] is kept as the UN writes it, with a key by which it is compared: reading ([`read`]) accepts what a person types, a file's
//! name and the UN's addresses; ordering ([`key`]) is by organ, then session and number.

mod key;
mod read;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The symbol of a United Nations document, in the form in which the UN writes it: `A/RES/67/27`, `A/RES/217 (III)`,
/// `A/RES/ES-10/21`, `A/RES/77/128 A-B`, `A/C.1/67/L.30/Rev.1`, `S/RES/1325 (2000)`.
///
/// Symbols are ordered as people expect: resolutions of the General Assembly first, by session and number (special sessions after
/// the regular ones), then its other documents, then those of other organs; `Rev.1` and `Add.1` follow what they belong to.
#[derive(Clone)]
pub struct Symbol {
    text: Box<str>,
    key: u64,
}

/// A session of the General Assembly. Written `67`, `S-32`, `ES-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Session {
    /// A regular session
    Regular(u16),
    /// A special session
    Special(u16),
    /// An emergency special session
    Emergency(u16),
}

/// Words that are no document symbol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a document symbol; symbols look like A/RES/67/27, 67/27, A/65/201 or S/RES/1325 (2000)")]
pub struct SymbolError(pub String);

/// With what symbols of resolutions of the General Assembly begin.
const RESOLUTION: &str = "A/RES/";

impl Symbol {
    /// The symbol as the UN writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is the symbol of a resolution of the General Assembly, and so a place in a series: not of a report or a draft.
    #[must_use]
    pub fn is_resolution(&self) -> bool {
        self.text.starts_with(RESOLUTION)
    }

    /// Whether it is the symbol of a resolution, of whatever organ: `S/RES/1325 (2000)`, `A/HRC/RES/48/4`, `E/RES/2019/15` too.
    #[must_use]
    pub fn is_resolution_of_any_organ(&self) -> bool {
        self.text.contains("/RES/")
    }

    /// The symbol without what all resolutions of the General Assembly have in common: `67/27`, `217 (III)`; else all of it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.text.strip_prefix(RESOLUTION).unwrap_or(&self.text)
    }

    /// The session of a resolution of the General Assembly.
    #[must_use]
    pub fn session(&self) -> Option<Session> {
        if self.is_resolution() { key::session(self.key) } else { None }
    }

    /// The number of a resolution within its session (27 of `A/RES/67/27`, 217 of `A/RES/217 (III)`), or of one of the Security Council.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        key::number(self.key)
    }

    /// The part of a resolution: `A` of `A/RES/217 A (III)`, `A-B` of `A/RES/77/128 A-B`.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        let short = self.text.strip_prefix(RESOLUTION)?.split(" (").next()?.trim_end();
        let (_, part) = short.split('/').take(2).last()?.split_once(' ')?;
        Some(part)
    }

    /// The same without the part: `A/RES/217 (III)` of `A/RES/217 A (III)`.
    #[must_use]
    pub fn without_part(&self) -> Self {
        match self.part() {
            Some(part) => Self::from_canonical(self.text.replacen(&format!(" {part}"), "", 1)),
            None => self.clone(),
        }
    }

    /// The symbol in the name of a file as the UN's servers and people name files: `A_RES_77_36-2228101E.xml`, `74_35_S.xml`,
    /// `N1248022-A_RES_67_27.docx`. A weak hint: names are often wrong.
    #[must_use]
    pub fn of_file_name(name: &str) -> Option<Self> {
        read::file_name(name)
    }

    /// What stands where a symbol would, for a document that has none: the name of its file. It reads back as no symbol, so it is for
    /// documents that are read in place and never kept.
    #[must_use]
    pub fn stand_in(file: &str) -> Self {
        Self::from_canonical(file.to_owned())
    }

    fn from_canonical(text: String) -> Self {
        let key = key::of(&text);
        Self { text: text.into(), key }
    }
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Regular(n) => write!(f, "{n}"),
            Self::Special(n) => write!(f, "S-{n}"),
            Self::Emergency(n) => write!(f, "ES-{n}"),
        }
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Symbol({})", self.text)
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| key::natural(&self.text, &other.text)).then_with(|| self.text.cmp(&other.text))
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    /// Reads a symbol in any form in which people write one: `A/RES/67/27`, `67/27`, `res 67 27`, `a_res_67_27`, `217 A (III)`,
    /// an address of `undocs.org`. What has no organ is a resolution of the General Assembly.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        read::symbol(s).map(Self::from_canonical).ok_or_else(|| SymbolError(s.to_owned()))
    }
}

impl Serialize for Symbol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Symbol {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let s = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        s.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn symbol(s: &str) -> Symbol {
        s.parse().unwrap()
    }

    #[test]
    fn whatever_a_person_types_is_read() {
        for (typed, expected) in [
            ("67/27", "A/RES/67/27"),
            ("res 67 27", "A/RES/67/27"),
            ("Res. 67/27", "A/RES/67/27"),
            ("a_res_67_27", "A/RES/67/27"),
            ("A/RES/67/27", "A/RES/67/27"),
            (" a/res/67/27 ", "A/RES/67/27"),
            ("resolution 67/27", "A/RES/67/27"),
            ("GA resolution 67/27", "A/RES/67/27"),
            ("General Assembly resolution 67/27", "A/RES/67/27"),
            ("general assembly resolution 217 A (III)", "A/RES/217 A (III)"),
            ("67/027", "A/RES/67/27"),
            ("٦٧/٢٧", "A/RES/67/27"),
            ("۶۷/۲۷", "A/RES/67/27"),
            ("６７／２７", "A/RES/67/27"),
            ("Security Council resolution 1325 (2000)", "S/RES/1325 (2000)"),
            ("67-27", "A/RES/67/27"),
            ("a/res/217(iii)", "A/RES/217 (III)"),
            ("A/RES/217(III)", "A/RES/217 (III)"),
            ("217 A (III)", "A/RES/217 A (III)"),
            ("A/RES/217(III)[A]", "A/RES/217 A (III)"),
            ("2200 A (XXI)", "A/RES/2200 A (XXI)"),
            ("3201 (S-VI)", "A/RES/3201 (S-VI)"),
            ("217 A (د-3)", "A/RES/217 A (III)"),
            ("217 A (د – 3)", "A/RES/217 A (III)"),
            ("3201 (S–VI)", "A/RES/3201 (S-VI)"),
            ("٣٢٠١ (د إ - ٦)", "A/RES/3201 (S-VI)"),
            ("A/RES/3201(S-VI)", "A/RES/3201 (S-VI)"),
            ("ES-10/21", "A/RES/ES-10/21"),
            ("a res es 10 21", "A/RES/ES-10/21"),
            ("S-26/2", "A/RES/S-26/2"),
            ("A/RES/S-32/1", "A/RES/S-32/1"),
            ("43/78 H", "A/RES/43/78 H"),
            ("43/78H", "A/RES/43/78 H"),
            ("A/RES/77/128 A-B", "A/RES/77/128 A-B"),
            ("A/RES/76/84a-b", "A/RES/76/84 A-B"),
            ("A/RES/77/128A-B", "A/RES/77/128 A-B"),
            ("76/84 A and B", "A/RES/76/84 A-B"),
            ("S/RES/1325 (2000)", "S/RES/1325 (2000)"),
            ("s/res/1325(2000)", "S/RES/1325 (2000)"),
            ("s res 1325", "S/RES/1325"),
            ("A/65/201", "A/65/201"),
            ("a/55/140/corr.1", "A/55/140/Corr.1"),
            ("A/C.1/67/L.30/Rev.1", "A/C.1/67/L.30/Rev.1"),
            ("a c.1 67 l.30 rev.1", "A/C.1/67/L.30/Rev.1"),
            ("a_c.1_67_l.30_rev.1", "A/C.1/67/L.30/Rev.1"),
            ("A/C. 2/59/3", "A/C.2/59/3"),
            ("A/55/140/Corr. 1", "A/55/140/Corr.1"),
            ("A/CONF.157/24(PartI)", "A/CONF.157/24 (Part I)"),
            ("A/CONF.157/24 (Part I)", "A/CONF.157/24 (Part I)"),
            ("A/CONF.157/24(Part I)/Corr.1", "A/CONF.157/24 (Part I)/Corr.1"),
            ("E/2003/22(supp)", "E/2003/22"),
            ("A/77/90-E/2022/66", "A/77/90"),
            ("A/hrc/RES/S-30/1", "A/HRC/RES/S-30/1"),
            ("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1"),
            ("BWC/CONF.IX/9", "BWC/CONF.IX/9"),
            ("A/ES-10/273/Corr.1", "A/ES-10/273/Corr.1"),
            ("ST/SGB/2018/3", "ST/SGB/2018/3"),
            ("S/PRST/2014/13", "S/PRST/2014/13"),
            ("A/78/6 (Sect. 5)", "A/78/6 (Sect. 5)"),
            ("A/RES/67/27/Corr.1", "A/RES/67/27/Corr.1"),
            ("https://undocs.org/en/A/RES/2200(XXI)", "A/RES/2200 (XXI)"),
            ("https://undocs.org/A/RES/67/27", "A/RES/67/27"),
            ("undocs.org/ch/A/74/122/Add.1", "A/74/122/Add.1"),
            ("https://docs.un.org/zh/A/80/237", "A/80/237"),
            ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F67%2F27&Language=E", "A/RES/67/27"),
            ("https://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/67/27", "A/RES/67/27"),
            ("https://undocs.org/en/S/RES/2242(2015)", "S/RES/2242 (2015)"),
        ] {
            assert_eq!(typed.parse::<Symbol>().map(|s| s.to_string()).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_symbol_is_refused() {
        for typed in [
            "",
            "67",
            "and/or",
            "HIV/AIDS",
            "A/RES",
            "A/RES/",
            "A/RES/67",
            "A/RES/67/",
            "res",
            "cyber",
            "1/2/3",
            "notes.txt",
            "draft/rev1.docx",
            "A/H1N1",
            "67/27/",
            "67/000",
            "General Assembly",
            "0/5",
            "67//27",
            "A/RES/67/27/28",
            "217 (MCC)",
            "217 (د-40)",
            "217 (د-+5)",
            "217 (د-99999)",
            "A/RES/99999/1",
            "https://example.org/",
            "III",
            "(III)",
            "67/27 and 68/243",
        ] {
            assert!(typed.parse::<Symbol>().is_err(), "{typed}: {:?}", typed.parse::<Symbol>());
        }
    }

    #[test]
    fn symbols_stand_in_the_order_that_people_expect() {
        let sorted = [
            "A/RES/13 (I)",
            "A/RES/217 (III)",
            "A/RES/217 A (III)",
            "A/RES/260 A (III)",
            "A/RES/2200 A (XXI)",
            "A/RES/31/1",
            "A/RES/53/70",
            "A/RES/53/70/Corr.1",
            "A/RES/53/243",
            "A/RES/67/27",
            "A/RES/77/128 A-B",
            "A/RES/77/129",
            "A/RES/100/1",
            "A/RES/3201 (S-VI)",
            "A/RES/S-26/2",
            "A/RES/S-32/1",
            "A/RES/ES-10/21",
            "A/65/201",
            "A/65/201/Add.1",
            "A/65/2011",
            "A/C.1/67/L.3",
            "A/C.1/67/L.30",
            "A/C.1/67/L.30/Rev.1",
            "A/C.1/67/L.30/Rev.2",
            "S/RES/904 (1994)",
            "S/RES/1325 (2000)",
            "S/2003/529",
            "E/2000/22",
            "E/CN.4/2005/131",
            "FCCC/CP/2015/10/Add.1",
        ];
        let mut symbols: Vec<Symbol> = sorted.iter().rev().map(|s| symbol(s)).collect();
        symbols.sort();
        assert_eq!(symbols.iter().map(Symbol::as_str).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn parts_of_a_symbol_are_known() {
        for (text, short, session, number, part) in [
            ("A/RES/67/27", "67/27", Some("67"), Some(27), None),
            ("A/RES/217 A (III)", "217 A (III)", Some("3"), Some(217), Some("A")),
            ("A/RES/77/128 A-B", "77/128 A-B", Some("77"), Some(128), Some("A-B")),
            ("A/RES/3201 (S-VI)", "3201 (S-VI)", Some("S-6"), Some(3201), None),
            ("A/RES/ES-10/21", "ES-10/21", Some("ES-10"), Some(21), None),
            ("S/RES/1325 (2000)", "S/RES/1325 (2000)", None, Some(1325), None),
            ("A/65/201", "A/65/201", None, None, None),
        ] {
            let symbol = symbol(text);
            assert_eq!(symbol.short(), short);
            assert_eq!(symbol.session().map(|s| s.to_string()).as_deref(), session, "{text}");
            assert_eq!(symbol.number(), number, "{text}");
            assert_eq!(symbol.part(), part, "{text}");
        }
        assert_eq!(symbol("217 A (III)").without_part(), symbol("217 (III)"));
        assert_eq!(symbol("43/78 H").without_part(), symbol("43/78"));
    }

    #[test]
    fn names_of_files_hint_at_symbols() {
        for (name, expected) in [
            ("A_RES_77_36-2228101E.xml", Some("A/RES/77/36")),
            ("74_35_S.xml", Some("A/RES/74/35")),
            ("74_35.xml", Some("A/RES/74/35")),
            ("A_RES_67_27.en.word.txt", Some("A/RES/67/27")),
            ("A_RES_77_247-ES.pdf", Some("A/RES/77/247")),
            ("A_C.1_67_L.30_Rev.1-EN.docx", Some("A/C.1/67/L.30/Rev.1")),
            ("N1248022.pdf", None),
            ("notes.txt", None),
            ("draft-rev1.docx", None),
        ] {
            assert_eq!(Symbol::of_file_name(name).map(|s| s.to_string()).as_deref(), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_printed_symbol_reads_back(
            form in 0..6, session in 31_u16..200, old in 1_u16..31, number in 1_u32..5000, letter in proptest::option::of("[A-Z]"), tail in "(/(Add|Corr|Rev)\\.[1-9]){0,2}",
        ) {
            let part = letter.map(|l| format!(" {l}")).unwrap_or_default();
            let text = match form {
                0 => format!("A/RES/{session}/{number}{part}{tail}"),
                1 => format!("A/RES/{number}{part} ({})", key::roman(old)),
                2 => format!("A/RES/ES-{old}/{number}{tail}"),
                3 => format!("A/{session}/{number}{tail}"),
                4 => format!("A/C.{old}/{session}/L.{number}{tail}"),
                _ => format!("S/RES/{number} (20{old:02})"),
            };
            let read = text.parse::<Symbol>();
            prop_assert_eq!(read.map(|s| s.to_string()), Ok(text));
        }

        #[test]
        fn what_is_read_reads_back_the_same(typed in "[AaSsE]?[/_ ]?(RES|res|C\\.1|HRC)?[/_ ]?[0-9]{1,3}[/_ -][0-9]{1,3}( ?[A-C](-[B-D])?)?( ?\\((III|XX|S-VI|Part I|1999)\\))?(/Add\\.1)?") {
            if let Ok(symbol) = typed.parse::<Symbol>() {
                prop_assert_eq!(symbol.as_str().parse::<Symbol>().map(|s| s.to_string()), Ok(symbol.to_string()));
            }
        }

        #[test]
        fn nothing_typed_makes_it_panic(typed in "\\PC{0,40}") {
            let _ = typed.parse::<Symbol>();
            let _ = Symbol::of_file_name(&typed);
        }
    }
}
