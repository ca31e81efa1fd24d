//! plenary: a terminal reader for United Nations resolutions.

pub mod app;
pub mod cli;
pub mod compare;
pub mod export;
pub mod import;
pub mod layout;
pub mod lexicon;
pub mod library;
pub mod model;
pub mod parse;
pub mod search;
pub mod series;
pub mod terminal;
pub mod ui;
