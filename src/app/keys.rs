//! Keys, and what they are bound to.

use std::fmt;
use std::str::FromStr;

use super::action::{Bindable, Entry};

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, shifted or not as it is typed.
    Char(char),
    /// A function key.
    Function(u8),
    /// A key with a name.
    Named(&'static str),
}

/// A key with its modifiers. Written `j`, `G`, `ctrl-p`, `alt-left`, `space`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With the control key.
    pub ctrl: bool,
    /// With the alt key.
    pub alt: bool,
}

/// The names of keys that are no characters.
const NAMES: [&str; 14] =
    ["enter", "esc", "tab", "backtab", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end", "pageup"];
const PAGEDOWN: &str = "pagedown";

/// Words that name no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” names no key; keys are written j, G, ctrl-p, alt-left, space, enter, pagedown or f5, and one after another as “] c”"
)]
pub struct KeyError(pub String);

impl Key {
    /// A character without modifiers.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: false, alt: false }
    }

    /// A character with the control key.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// A key by its name: `enter`, `pagedown`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = NAMES.iter().chain([&PAGEDOWN]).find(|known| **known == name)?;
        Some(Self { code: KeyCode::Named(name), ctrl: false, alt: false })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Function(n) => write!(f, "f{n}"),
            KeyCode::Named(name) => f.write_str(name),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let refuse = || KeyError(s.to_owned());
        let (mut rest, mut ctrl, mut alt) = (s, false, false);
        loop {
            if let Some(tail) = rest.strip_prefix("ctrl-").filter(|tail| !tail.is_empty()) {
                (rest, ctrl) = (tail, true);
            } else if let Some(tail) = rest.strip_prefix("alt-").filter(|tail| !tail.is_empty()) {
                (rest, alt) = (tail, true);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.as_str()) {
            (Some(c), "") => KeyCode::Char(c),
            _ if rest == "space" => KeyCode::Char(' '),
            (Some('f'), n) if n.parse::<u8>().is_ok() => KeyCode::Function(n.parse().map_err(|_| refuse())?),
            _ => Self::named(rest).ok_or_else(refuse)?.code,
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// Keys pressed one after another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sequence(pub Vec<Key>);

impl FromStr for Sequence {
    type Err = KeyError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let keys = s.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>()?;
        if keys.is_empty() { Err(KeyError(s.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.iter().all(|key| matches!(key.code, KeyCode::Char(c) if c != ' ') && !key.ctrl && !key.alt);
        for (n, key) in self.0.iter().enumerate() {
            if n > 0 && !plain {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

/// What a sequence of keys means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning<A> {
    /// An action.
    Action(A),
    /// The beginning of something.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Which keys do what.
#[derive(Clone, Debug)]
pub struct Keymap<A> {
    bindings: Vec<(Sequence, A)>,
}

impl<A: Bindable> Default for Keymap<A> {
    fn default() -> Self {
        Self { bindings: Vec::new() }
    }
}

impl<A: Bindable> Keymap<A> {
    /// Binds a sequence. One that begins another, or that another begins, would leave one of the two without effect: then nothing is
    /// bound, and what stands in the way is given back.
    ///
    /// # Errors
    /// With the sequence and the action that stand in the way.
    pub fn bind(&mut self, sequence: Sequence, action: A) -> Result<(), (Sequence, A)> {
        let clash = self.bindings.iter().find(|(bound, _)| bound.0.starts_with(&sequence.0) || sequence.0.starts_with(&bound.0));
        match clash {
            Some((bound, other)) if bound != &sequence || *other != action => Err((bound.clone(), *other)),
            Some(_) => Ok(()),
            None => {
                self.bindings.push((sequence, action));
                Ok(())
            }
        }
    }

    /// What a sequence means.
    #[must_use]
    pub fn meaning(&self, keys: &[Key]) -> Meaning<A> {
        let exact = self.bindings.iter().find(|(bound, _)| bound.0 == keys);
        match exact {
            Some(&(_, action)) => Meaning::Action(action),
            None if self.bindings.iter().any(|(bound, _)| bound.0.starts_with(keys)) => Meaning::Prefix,
            None => Meaning::Nothing,
        }
    }

    /// The sequences of an action.
    pub fn keys_of(&self, action: A) -> impl Iterator<Item = &Sequence> {
        self.bindings.iter().filter(move |(_, bound)| *bound == action).map(|(sequence, _)| sequence)
    }

    /// What may follow keys already pressed, and what it would do.
    pub fn continuations(&self, keys: &[Key]) -> impl Iterator<Item = (&Sequence, &'static Entry<A>)> {
        self.bindings
            .iter()
            .filter(move |(bound, _)| bound.0.len() > keys.len() && bound.0.starts_with(keys))
            .filter_map(|(bound, action)| A::TABLE.iter().find(|entry| entry.action == *action).map(|entry| (bound, entry)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;

    #[test]
    fn keys_print_as_they_are_read() {
        for name in ["j", "G", "ctrl-p", "alt-left", "space", "enter", "pagedown", "f5", "f", "-", "ctrl--", "ctrl-alt-x", "?", "«"]
        {
            assert_eq!(name.parse::<Key>().map(|key| key.to_string()), Ok(name.to_owned()));
        }
        for name in ["", "ctrl-", "foo", "f999"] {
            assert!(name.parse::<Key>().is_err(), "{name}");
        }
        assert_eq!("] c".parse::<Sequence>().map(|s| s.to_string()), Ok("]c".to_owned()));
        assert_eq!("space f".parse::<Sequence>().map(|s| s.to_string()), Ok("space f".to_owned()));
    }

    #[test]
    fn a_binding_that_hides_another_is_refused() {
        let mut map = Keymap::default();
        let sequence = |s: &str| s.parse::<Sequence>().expect("a sequence");
        assert!(map.bind(sequence("] c"), Action::NextChange).is_ok());
        assert_eq!(map.bind(sequence("]"), Action::Down), Err((sequence("] c"), Action::NextChange)));
        assert_eq!(map.bind(sequence("] c d"), Action::Down), Err((sequence("] c"), Action::NextChange)));
        assert!(map.bind(sequence("] d"), Action::Down).is_ok());
        assert_eq!(map.meaning(&[Key::char(']')]), Meaning::Prefix);
        assert_eq!(map.meaning(&[Key::char(']'), Key::char('c')]), Meaning::Action(Action::NextChange));
        assert_eq!(map.meaning(&[Key::char('x')]), Meaning::Nothing);
    }
}
