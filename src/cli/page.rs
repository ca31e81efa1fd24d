//! What text is printed on: how wide standard output is, and whether it shows colours.

use std::io::IsTerminal;

use super::args::Color;
use crate::export::text::Page;

/// Cells in a line where nothing says how many there are.
const WIDTH: u16 = 80;

/// The page that standard output is.
#[must_use]
pub fn page(color: Color) -> Page {
    let is_terminal = std::io::stdout().is_terminal();
    let named = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let size = || crossterm::terminal::size().ok().map(|(columns, _)| columns).filter(|columns| *columns > 0);
    let width = if is_terminal { size() } else { None }.or_else(named).unwrap_or(WIDTH);
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_on = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let is_coloured = match color {
        Color::Always => true,
        Color::Never => false,
        // https://no-color.org and http://bixense.com/clicolors
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_on("CLICOLOR_FORCE") => true,
        Color::Auto => is_terminal && std::env::var_os("CLICOLOR").is_none_or(|value| value != "0"),
    };
    Page { width, is_coloured, is_cut: is_terminal }
}
