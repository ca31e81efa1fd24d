//! One folder an output format: what `show`, `diff`, `log`, `jump` and `import` print.
//!
//! Each takes finished values of the model, a comparison or a timeline and writes them; none asks the library for anything.

pub mod json;
pub mod markdown;
mod marked;
pub mod phrase;
mod shown;
pub mod text;

pub use shown::Shown;
