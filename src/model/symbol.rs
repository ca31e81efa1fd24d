//! Document symbols.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The symbol of a United Nations document, in the form in which the UN writes it: `A/RES/67/27`, `A/RES/217 (III)`,
/// `A/RES/ES-10/21`, `A/C.1/67/L.30/Rev.1`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(Box<str>);

/// Words that are no document symbol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a document symbol; symbols look like A/RES/67/27, 67/27, A/65/201 or S/RES/1325 (2000)")]
pub struct SymbolError(pub String);

impl Symbol {
    /// The symbol as the UN writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the symbol of a resolution of the General Assembly, and so a place in a series: not of a report or a draft.
    #[must_use]
    pub fn is_resolution(&self) -> bool {
        self.0.starts_with("A/RES/")
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Symbol({})", self.0)
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if s.contains('/') { Ok(Self(s.into())) } else { Err(SymbolError(s.to_owned())) }
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
