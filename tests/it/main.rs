//! plenary seen from outside: one binary, one module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may fail the test")]
#![allow(clippy::format_collect, reason = "long inputs are put together once, where a test is read more often than run")]

mod akn;
mod architecture;
mod changes;
mod citations;
mod commands;
mod compare_properties;
mod corpus;
mod data;
mod descent;
mod docx;
mod drafts;
mod facts;
mod fixture;
mod gold;
mod hostile;
mod journeys;
mod kinds;
mod known_changes;
mod languages;
mod layouts;
mod leads;
mod level;
mod library;
mod mutations;
mod pairs;
mod pdf;
mod pty;
mod redline;
mod screens;
mod summary;
mod word;
