//! The help, made from the key maps.

use super::action::{Action, Bindable, PromptAction};
use super::config::Config;
use super::keys::Keymap;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Group(&'static str),
    /// Keys, and what they do.
    Keys(String, &'static str),
}

/// All that keys do, by groups.
#[must_use]
pub fn help(config: &Config) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    add::<Action>(&config.keys, &mut lines);
    add::<PromptAction>(&config.prompt_keys, &mut lines);
    lines
}

fn add<A: Bindable>(keymap: &Keymap<A>, lines: &mut Vec<HelpLine>) {
    let mut group = "";
    for entry in A::TABLE {
        let keys: Vec<String> = keymap.keys_of(entry.action).map(ToString::to_string).collect();
        if keys.is_empty() {
            continue;
        }
        if entry.group != group {
            group = entry.group;
            lines.push(HelpLine::Group(group));
        }
        lines.push(HelpLine::Keys(keys.join("  "), entry.what));
    }
}
