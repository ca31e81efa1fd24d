//! Colours and attributes, by what they mean.

use serde::Deserialize;

/// What is drawn, as far as it can have a face of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it, and the themes show it")]
pub enum Tone {
    Text,
    Bar,
    Brand,
    Border,
    FocusedBorder,
    PaneTitle,
    FocusedPaneTitle,
    Selected,
    FocusedSelected,
    BaseMark,
    Held,
    Cited,
    ChangeBar,
    Label,
    Title,
    Heading,
    Lead,
    Mark,
    Citation,
    SelectedCitation,
    Aside,
    Notice,
    Fold,
    Match,
    CurrentMatch,
    Deleted,
    Inserted,
    DeletedMinor,
    InsertedMinor,
    Added,
    Removed,
    Amended,
    Moved,
    CurrentChange,
    HeatWording,
    HeatMinor,
    Thumb,
    Key,
    Hint,
    Message,
    Error,
    Prompt,
}

/// Every tone with its name in a theme.
pub const TONES: [(Tone, &str); 42] = [
    (Tone::Text, "text"),
    (Tone::Bar, "bar"),
    (Tone::Brand, "brand"),
    (Tone::Border, "border"),
    (Tone::FocusedBorder, "focused-border"),
    (Tone::PaneTitle, "pane-title"),
    (Tone::FocusedPaneTitle, "focused-pane-title"),
    (Tone::Selected, "selected"),
    (Tone::FocusedSelected, "focused-selected"),
    (Tone::BaseMark, "base-mark"),
    (Tone::Held, "held"),
    (Tone::Cited, "cited"),
    (Tone::ChangeBar, "change-bar"),
    (Tone::Label, "label"),
    (Tone::Title, "title"),
    (Tone::Heading, "heading"),
    (Tone::Lead, "lead"),
    (Tone::Mark, "mark"),
    (Tone::Citation, "citation"),
    (Tone::SelectedCitation, "selected-citation"),
    (Tone::Aside, "aside"),
    (Tone::Notice, "notice"),
    (Tone::Fold, "fold"),
    (Tone::Match, "match"),
    (Tone::CurrentMatch, "current-match"),
    (Tone::Deleted, "deleted"),
    (Tone::Inserted, "inserted"),
    (Tone::DeletedMinor, "deleted-minor"),
    (Tone::InsertedMinor, "inserted-minor"),
    (Tone::Added, "added"),
    (Tone::Removed, "removed"),
    (Tone::Amended, "amended"),
    (Tone::Moved, "moved"),
    (Tone::CurrentChange, "current-change"),
    (Tone::HeatWording, "heat-wording"),
    (Tone::HeatMinor, "heat-minor"),
    (Tone::Thumb, "thumb"),
    (Tone::Key, "key"),
    (Tone::Hint, "hint"),
    (Tone::Message, "message"),
    (Tone::Error, "error"),
    (Tone::Prompt, "prompt"),
];

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's own sixteen, 0 to 15, or of the 256.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How something is drawn: what it does not say it leaves as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// The colour of the words.
    pub foreground: Option<Colour>,
    /// The colour behind them.
    pub background: Option<Colour>,
    /// Attributes to add, as in [`Attributes`].
    pub attributes: Attributes,
}

/// Attributes of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent, and so in the terminal")]
pub struct Attributes {
    /// Bold
    pub bold: bool,
    /// Faint
    pub dim: bool,
    /// Italic
    pub italic: bool,
    /// Underlined
    pub underline: bool,
    /// Struck through
    pub strike: bool,
    /// Foreground and background exchanged
    pub reverse: bool,
}

/// A theme: a face for each tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    faces: [Face; TONES.len()],
}

/// Why a theme cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ThemeError {
    /// It is not TOML, or not of the form of a theme.
    #[error("{0}")]
    Form(String),
    /// It names something that is not drawn.
    #[error("“{0}” is no tone; the built-in themes name them all")]
    Tone(String),
    /// It names a colour that there is none of.
    #[error("“{0}” is no colour; write red, bright-red, 0 to 255, or #rrggbb")]
    Colour(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFace {
    #[serde(default)]
    fg: Option<RawColour>,
    #[serde(default)]
    bg: Option<RawColour>,
    #[serde(default)]
    attributes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawColour {
    Index(u8),
    Name(String),
}

impl Theme {
    /// The face of a tone.
    #[must_use]
    pub const fn face(&self, tone: Tone) -> Face {
        self.faces[tone as usize]
    }

    /// Reads a theme.
    ///
    /// # Errors
    /// Where it is not TOML, or names a tone, a colour or an attribute that there is none of.
    pub fn parse(toml: &str) -> Result<Self, ThemeError> {
        let raw: std::collections::BTreeMap<String, RawFace> = toml::from_str(toml).map_err(|e| ThemeError::Form(e.to_string()))?;
        let mut theme = Self { faces: [Face::default(); TONES.len()] };
        for (name, face) in raw {
            let (tone, _) = *TONES.iter().find(|(_, known)| *known == name).ok_or(ThemeError::Tone(name))?;
            theme.faces[tone as usize] = Face {
                foreground: face.fg.map(colour).transpose()?,
                background: face.bg.map(colour).transpose()?,
                attributes: attributes(&face.attributes)?,
            };
        }
        Ok(theme)
    }
}

fn attributes(names: &[String]) -> Result<Attributes, ThemeError> {
    let mut attributes = Attributes::default();
    for name in names {
        match name.as_str() {
            "bold" => attributes.bold = true,
            "dim" => attributes.dim = true,
            "italic" => attributes.italic = true,
            "underline" => attributes.underline = true,
            "strike" => attributes.strike = true,
            "reverse" => attributes.reverse = true,
            _ => {
                return Err(ThemeError::Form(format!(
                    "“{name}” is no attribute; they are bold, dim, italic, underline, strike, reverse"
                )));
            }
        }
    }
    Ok(attributes)
}

fn colour(raw: RawColour) -> Result<Colour, ThemeError> {
    const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    let name = match raw {
        RawColour::Index(index) => return Ok(Colour::Indexed(index)),
        RawColour::Name(name) => name,
    };
    let index = |name: &str| NAMES.iter().zip(0..).find(|(known, _)| **known == name).map(|(_, index)| index);
    if let Some(n) = index(&name) {
        return Ok(Colour::Indexed(n));
    }
    if let Some(n) = name.strip_prefix("bright-").and_then(index) {
        return Ok(Colour::Indexed(n + 8));
    }
    let hex = name.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii());
    let [_, r, g, b] = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).ok_or(ThemeError::Colour(name))?.to_be_bytes();
    Ok(Colour::Rgb(r, g, b))
}

/// The themes that come with the program.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_has_its_own_place_and_every_built_in_theme_a_face_for_it() {
        for (place, (tone, _)) in TONES.iter().enumerate() {
            assert_eq!(*tone as usize, place);
        }
        for (name, toml) in BUILT_IN {
            Theme::parse(toml).unwrap_or_else(|e| panic!("{name}: {e}"));
            for (_, tone) in TONES {
                assert!(toml.lines().any(|line| line.starts_with(&format!("{tone} "))), "{name} has no {tone}");
            }
        }
    }

    #[test]
    fn what_a_theme_must_not_say_is_refused_with_a_reason() {
        for (toml, reason) in [
            ("text = { fg = \"pink\" }", "“pink” is no colour"),
            ("word = { fg = 1 }", "“word” is no tone"),
            ("text = { attributes = [\"loud\"] }", "“loud” is no attribute"),
            ("text = { colour = 1 }", "unknown field"),
            ("text =", "TOML"),
        ] {
            let error = Theme::parse(toml).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.contains(reason), "{toml}: {error}");
        }
    }

    #[test]
    fn no_mono_face_has_a_colour() {
        let theme = Theme::parse(BUILT_IN[2].1).expect("the theme");
        for (tone, name) in TONES {
            assert_eq!((theme.face(tone).foreground, theme.face(tone).background), (None, None), "{name}");
        }
    }
}
