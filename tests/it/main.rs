//! plenary seen from outside: one binary, one module a subject.

mod akn;
mod citations;
mod commands;
mod compare_properties;
mod corpus;
mod data;
mod docx;
mod gold;
mod hostile;
mod known_changes;
mod layouts;
mod leads;
mod mutations;
mod pdf;
mod redline;
mod word;
