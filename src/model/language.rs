//! The six official languages of the United Nations.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An official language. Written as its BCP 47 tag: `ar en es fr ru zh`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Arabic
    Ar,
    /// English
    En,
    /// Spanish
    Es,
    /// French
    Fr,
    /// Russian
    Ru,
    /// Chinese
    Zh,
}

/// A tag that names none of the six official languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an official language; they are ar en es fr ru zh")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// All six, in the order of their tags.
    pub const ALL: [Self; 6] = [Self::Ar, Self::En, Self::Es, Self::Fr, Self::Ru, Self::Zh];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::Ru => "ru",
            Self::Zh => "zh",
        }
    }

    /// The language's name in English, as the screen prints it.
    #[must_use]
    pub const fn english_name(self) -> &'static str {
        match self {
            Self::Ar => "Arabic",
            Self::En => "English",
            Self::Es => "Spanish",
            Self::Fr => "French",
            Self::Ru => "Russian",
            Self::Zh => "Chinese",
        }
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// Its place in [`Language::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag, ignoring case and any region or script (`zh-Hans`, `fr_FR.UTF-8`), or an ISO 639-2 code (`eng`, `fra`).
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let primary = s.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Ok(match primary.as_str() {
            "ar" | "ara" => Self::Ar,
            "en" | "eng" => Self::En,
            "es" | "spa" => Self::Es,
            "fr" | "fra" | "fre" => Self::Fr,
            "ru" | "rus" => Self::Ru,
            "zh" | "zho" | "chi" => Self::Zh,
            _ => return Err(UnknownLanguage(s.to_owned())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_round_trip_and_regions_are_ignored() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
            assert_eq!(Language::ALL[language.index()], language);
        }
        assert_eq!("zh-Hans-CN".parse(), Ok(Language::Zh));
        assert_eq!("fr_FR.UTF-8".parse(), Ok(Language::Fr));
        assert_eq!("RUS".parse(), Ok(Language::Ru));
        assert!("de".parse::<Language>().is_err());
        assert!("".parse::<Language>().is_err());
    }
}
