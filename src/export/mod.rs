//! One file an output format: what `show`, `diff`, `log`, `jump` and `import` print.
//!
//! Each takes finished values of the model, a comparison or a timeline and writes them; none asks the library for anything.

pub mod json;
mod shown;

pub use shown::Shown;
