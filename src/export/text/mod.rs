//! Text for people: wrapped to a width, with signs that mean the same as the colours.
//!
//! Lines are in reading order, also of Arabic: a terminal or editor that shows both directions puts them right. What a document has
//! of control characters is printed as visible marks.

mod diff;
mod jump;
mod log;
mod paint;
mod show;

pub use diff::{DiffOptions, diff};
pub use jump::jump;
pub use log::log;
pub use paint::Page;
pub use show::show;
