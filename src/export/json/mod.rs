//! JSON for scripts: a promise, kept by the schemas in `assets/schema/` and a test. One file a command.

mod diff;
mod import;
mod jump;
mod log;
mod show;

pub use diff::diff;
pub use import::import;
pub use jump::jump;
pub use log::{Since, log};
pub use show::show;
