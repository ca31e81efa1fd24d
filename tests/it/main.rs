//! plenary seen from outside: one binary, one module a subject.

mod akn;
mod citations;
mod commands;
mod compare_properties;
mod corpus;
mod data;
mod docx;
mod gold;
mod layouts;
mod leads;
mod pdf;
mod mutations;
mod redline;
mod word;
