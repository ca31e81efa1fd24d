//! `import --format json`: what an import did.

use std::io::{self, Write};

use serde::Serialize;

use crate::library::{FactsCount, Report, lines};

#[derive(Serialize)]
struct Import<'a> {
    read: usize,
    imported: usize,
    updated: usize,
    unchanged: usize,
    failed: Vec<Failed<'a>>,
    warnings: Vec<ImportWarning<'a>>,
    /// Files that were not looked at because the import was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<usize>,
    /// Resolutions of which files told facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<ImportFacts>,
}

#[derive(Serialize)]
struct ImportFacts {
    imported: usize,
    updated: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct Failed<'a> {
    file: std::borrow::Cow<'a, str>,
    reason: &'a str,
}

#[derive(Serialize)]
struct ImportWarning<'a> {
    file: std::borrow::Cow<'a, str>,
    place: &'a str,
    code: &'a str,
    message: &'a str,
}

/// Writes the report of an import.
///
/// # Errors
/// Where `out` fails.
pub fn import(out: impl Write, report: &Report) -> io::Result<()> {
    let failed = report.failed.iter().map(|(file, reason)| Failed { file: file.to_string_lossy(), reason });
    let warnings = report.warnings.iter().map(|(file, warning)| ImportWarning {
        file: file.to_string_lossy(),
        place: &warning.place,
        code: &warning.code,
        message: &warning.message,
    });
    let FactsCount { imported, updated, unchanged } = report.facts;
    let record = Import {
        read: report.read,
        imported: report.imported,
        updated: report.updated,
        unchanged: report.unchanged,
        failed: failed.collect(),
        warnings: warnings.collect(),
        left: (report.left > 0).then_some(report.left),
        facts: (report.facts != FactsCount::default()).then_some(ImportFacts { imported, updated, unchanged }),
    };
    lines::write(out, &record)
}
