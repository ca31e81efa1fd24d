//! What the user may choose: theme, mouse and keys.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::action::{Action, Bindable, PromptAction, named};
use super::keys::{Keymap, Sequence};
use super::theme::{BUILT_IN, Theme, ThemeError};

/// Every default, commented.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// What the user chose, and the defaults for the rest.
#[derive(Clone, Debug)]
pub struct Config {
    /// Colours and attributes.
    pub theme: Theme,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// What keys do.
    pub keys: Keymap<Action>,
    /// What keys do where words are typed.
    pub prompt_keys: Keymap<PromptAction>,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{path} cannot be read: {why}")]
    Unreadable {
        /// The file
        path: PathBuf,
        /// The reason
        why: std::io::Error,
    },
    /// It is not TOML, or not of the form of a configuration.
    #[error("the configuration cannot be understood: {0}")]
    Form(#[from] toml::de::Error),
    /// It binds keys to something that cannot be done.
    #[error("“{0}” is nothing that a key can do; “?” in the reader lists what there is")]
    Action(String),
    /// It names a key that there is none of.
    #[error(transparent)]
    Key(#[from] super::keys::KeyError),
    /// It binds a key twice.
    #[error("“{0}” and “{1}” are in one another's way: one begins with the other, or they are the same and bound twice")]
    Clash(Sequence, Sequence),
    /// It names a theme that there is none of.
    #[error("there is no theme “{0}”; there are dark, light and mono, and the files themes/NAME.toml beside the configuration")]
    NoTheme(String),
    /// The theme cannot be used.
    #[error("the theme “{0}” cannot be used: {1}")]
    Theme(String, ThemeError),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Raw {
    theme: Option<String>,
    mouse: Option<bool>,
    keys: BTreeMap<String, Vec<String>>,
    prompt_keys: BTreeMap<String, Vec<String>>,
}

impl Config {
    /// The user's file in the platform's configuration folder over the defaults; the defaults if there is none.
    ///
    /// # Errors
    /// Where a file is there and cannot be read or understood.
    pub fn load() -> Result<Self, ConfigError> {
        let folder = directories::ProjectDirs::from("", "", "plenary").map(|dirs| dirs.config_dir().to_path_buf());
        let text = match &folder {
            Some(folder) => read(&folder.join("config.toml"))?.unwrap_or_default(),
            None => String::new(),
        };
        Self::parse(&text, folder.as_deref())
    }

    /// A configuration in TOML over the defaults. Themes that are not built in are looked for in `themes/` of `folder`.
    ///
    /// # Errors
    /// Where it, or the theme that it names, cannot be read or understood.
    pub fn parse(toml: &str, folder: Option<&Path>) -> Result<Self, ConfigError> {
        let defaults: Raw = toml::from_str(DEFAULTS)?;
        let user: Raw = toml::from_str(toml)?;
        let theme = user.theme.or(defaults.theme).unwrap_or_default();
        Ok(Self {
            theme: theme_named(&theme, folder)?,
            mouse: user.mouse.or(defaults.mouse).unwrap_or(true),
            keys: keymap(&user.keys, &defaults.keys)?,
            prompt_keys: keymap(&user.prompt_keys, &defaults.prompt_keys)?,
        })
    }

    /// The same, without colours.
    #[must_use]
    pub fn without_colour(mut self) -> Self {
        if let Ok(theme) = theme_named("mono", None) {
            self.theme = theme;
        }
        self
    }
}

fn read(path: &Path) -> Result<Option<String>, ConfigError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(ConfigError::Unreadable { path: path.to_path_buf(), why }),
    }
}

fn theme_named(name: &str, folder: Option<&Path>) -> Result<Theme, ConfigError> {
    let wrap = |error| ConfigError::Theme(name.to_owned(), error);
    if let Some((_, toml)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return Theme::parse(toml).map_err(wrap);
    }
    let is_name = !name.is_empty() && !name.contains(['/', '\\']);
    let text = match folder.filter(|_| is_name) {
        Some(folder) => read(&folder.join("themes").join(format!("{name}.toml")))?,
        None => None,
    };
    Theme::parse(&text.ok_or_else(|| ConfigError::NoTheme(name.to_owned()))?).map_err(wrap)
}

/// The user's keys, and for what the user does not name the defaults, as far as the user did not take their keys.
fn keymap<A: Bindable>(
    user: &BTreeMap<String, Vec<String>>,
    defaults: &BTreeMap<String, Vec<String>>,
) -> Result<Keymap<A>, ConfigError> {
    let mut map = Keymap::default();
    for (name, keys) in user {
        let action = named::<A>(name).ok_or_else(|| ConfigError::Action(name.clone()))?;
        for key in keys {
            let sequence: Sequence = key.parse()?;
            map.bind(sequence.clone(), action).map_err(|(other, _)| ConfigError::Clash(sequence, other))?;
        }
    }
    for (name, keys) in defaults.iter().filter(|(name, _)| !user.contains_key(*name)) {
        let action = named::<A>(name).ok_or_else(|| ConfigError::Action(name.clone()))?;
        for key in keys {
            // A key that the user took away from an action is no error.
            let _ = map.bind(key.parse()?, action);
        }
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::{Key, Meaning};

    #[test]
    fn the_defaults_bind_everything_and_nothing_twice() {
        let defaults: Raw = toml::from_str(DEFAULTS).expect("the defaults");
        let none = BTreeMap::new();
        // As the user's own, so that a clash is an error.
        let keys = keymap::<Action>(&defaults.keys, &none).expect("no clash");
        let prompt = keymap::<PromptAction>(&defaults.prompt_keys, &none).expect("no clash");
        for entry in Action::TABLE {
            assert!(keys.keys_of(entry.action).next().is_some(), "{} has no key", entry.name);
        }
        for entry in PromptAction::TABLE {
            assert!(prompt.keys_of(entry.action).next().is_some(), "{} has no key", entry.name);
        }
    }

    #[test]
    fn the_user_rebinds_any_key_and_takes_it_from_others() {
        let config = Config::parse("[keys]\ndown = [\"k\"]\nquit = [\"Z Z\"]", None).expect("a configuration");
        assert_eq!(config.keys.meaning(&[Key::char('k')]), Meaning::Action(Action::Down));
        assert_eq!(config.keys.meaning(&[Key::char('j')]), Meaning::Nothing);
        assert_eq!(config.keys.meaning(&[Key::char('q')]), Meaning::Nothing);
        assert_eq!(config.keys.meaning(&[Key::char('Z')]), Meaning::Prefix);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_a_reason() {
        for (toml, reason) in [
            ("[keys]\nfly = [\"x\"]", "“fly” is nothing that a key can do"),
            ("[keys]\ndown = [\"foo\"]", "“foo” names no key"),
            ("[keys]\ndown = [\"x\"]\nup = [\"x\"]", "in one another's way"),
            ("theme = \"pink\"", "there is no theme “pink”"),
            ("colour = 1", "unknown field"),
        ] {
            let error = Config::parse(toml, None).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.contains(reason), "{toml}: {error}");
        }
    }
}
