//! plenary seen from outside: one binary, one module a subject.

mod akn;
mod citations;
mod corpus;
mod docx;
mod gold;
mod layouts;
mod leads;
mod pdf;
mod redline;
mod word;
