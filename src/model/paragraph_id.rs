//! The name of a paragraph: `PP1`, `OP3(a)(i)`, `H2`, `B:OP4`, `A1:P7`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where in a document a paragraph stands: the resolution itself, a part of an "A-B" resolution, or an annex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The letter of the part, in an "A-B" resolution.
    pub part: Option<char>,
    /// The annex, counted from 1 within the part.
    pub annex: Option<u8>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParagraphKind {
    /// `PP`: preambular
    Preambular,
    /// `OP`: operative
    Operative,
    /// `H`: heading
    Heading,
    /// `P`: body of an annex, counted from its start, whatever numbers are printed (they begin anew under each article)
    Body,
}

impl ParagraphKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Preambular => "PP",
            Self::Operative => "OP",
            Self::Heading => "H",
            Self::Body => "P",
        }
    }
}

/// The name of one paragraph, unique in its text and the same in every language.
///
/// Letters of sub-paragraphs are Latin in the name whatever the script printed: the Arabic (أ) of OP3 is `OP3(a)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphId {
    /// Resolution, part or annex.
    pub place: Place,
    /// What is counted.
    pub kind: ParagraphKind,
    /// The number, from 1.
    pub number: u16,
    /// The path of sub-paragraphs, as in `(a)(i)`; empty for a paragraph that stands by itself.
    pub sub: Box<str>,
    /// Tells apart paragraphs that the document itself numbers alike: 0 for the first, shown as `OP3#2` for the second.
    pub repeat: u8,
}

/// Words that name no paragraph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no paragraph; names look like PP1, OP3(a), H2, B:OP4 or A1:P7")]
pub struct ParagraphIdError(pub String);

impl ParagraphId {
    /// A paragraph of the resolution itself that is no sub-paragraph.
    #[must_use]
    pub fn new(kind: ParagraphKind, number: u16) -> Self {
        Self { place: Place::default(), kind, number, sub: "".into(), repeat: 0 }
    }

    /// How deep it is nested: 0 for `OP3`, 1 for `OP3(a)`.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.sub.matches('(').count()
    }

    /// The paragraph that this one is a sub-paragraph of, if it is one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let cut = self.sub.rfind('(')?;
        Some(Self { sub: self.sub[..cut].into(), repeat: 0, ..self.clone() })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.part {
            write!(f, "{part}:")?;
        }
        if let Some(annex) = self.annex {
            write!(f, "A{annex}:")?;
        }
        Ok(())
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}{}", self.place, self.kind.prefix(), self.number, self.sub)?;
        if self.repeat > 0 {
            write!(f, "#{}", u16::from(self.repeat) + 1)?;
        }
        Ok(())
    }
}

impl FromStr for ParagraphId {
    type Err = ParagraphIdError;

    /// Reads a name in any case, with or without spaces: `op 3 (a)`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        parse(s).ok_or_else(|| ParagraphIdError(s.to_owned()))
    }
}

fn parse(s: &str) -> Option<ParagraphId> {
    let compact: String = s.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = compact.as_str();
    let mut place = Place::default();
    while let Some((head, tail)) = rest.split_once(':') {
        let mut chars = head.chars();
        let letter = chars.next()?.to_ascii_uppercase();
        if chars.as_str().is_empty() && letter.is_ascii_alphabetic() && place == Place::default() {
            place.part = Some(letter);
        } else if letter == 'A' && place.annex.is_none() {
            place.annex = Some(chars.as_str().parse().ok().filter(|&n| n > 0)?);
        } else {
            return None;
        }
        rest = tail;
    }
    let digits = rest.find(|c: char| c.is_ascii_digit())?;
    let kind = match rest[..digits].to_ascii_uppercase().as_str() {
        "PP" => ParagraphKind::Preambular,
        "OP" => ParagraphKind::Operative,
        "H" => ParagraphKind::Heading,
        "P" => ParagraphKind::Body,
        _ => return None,
    };
    rest = &rest[digits..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok().filter(|&n| n > 0)?;
    rest = &rest[end..];
    let repeat = match rest.split_once('#') {
        Some((head, n)) => {
            rest = head;
            n.parse::<u8>().ok()?.checked_sub(1)?
        }
        None => 0,
    };
    let mut sub = rest;
    while !sub.is_empty() {
        let close = sub.strip_prefix('(')?.find(')')?;
        if close == 0 || !sub[1..=close].chars().all(char::is_alphanumeric) {
            return None;
        }
        sub = &sub[close + 2..];
    }
    Some(ParagraphId { place, kind, number, sub: rest.to_lowercase().into(), repeat })
}

impl Serialize for ParagraphId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ParagraphId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let s = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        s.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_print_back_as_they_are_read() {
        for name in ["PP1", "OP3", "OP3(a)", "OP3(a)(i)", "H2", "B:OP4", "A1:P7", "B:A2:P7(b)", "OP3#2", "A:PP1"] {
            assert_eq!(name.parse::<ParagraphId>().map(|id| id.to_string()), Ok(name.to_owned()));
        }
        assert_eq!("op 3 (A)".parse::<ParagraphId>().map(|id| id.to_string()), Ok("OP3(a)".to_owned()));
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for name in ["", "OP", "3", "OP0", "OP3(", "OP3()", "OP3(a", "XX1", "A1:A2:P1", "A1:B:P1", "::OP1", "OP99999999"] {
            assert!(name.parse::<ParagraphId>().is_err(), "{name}");
        }
    }

    #[test]
    fn parents_and_depths_follow_the_path() {
        let id: ParagraphId = "OP3(a)(i)".parse().unwrap_or_else(|_| ParagraphId::new(ParagraphKind::Operative, 1));
        assert_eq!(id.depth(), 2);
        assert_eq!(id.parent().map(|p| p.to_string()).as_deref(), Some("OP3(a)"));
        assert_eq!(ParagraphId::new(ParagraphKind::Operative, 3).parent(), None);
    }
}
