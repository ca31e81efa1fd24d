//! `plenary import`: files and whole folders into the library.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{Format, ImportArgs};
use super::{Failure, Session, failure};
use crate::export;
use crate::import::ImportOptions;
use crate::layout::printable;
use crate::library::{self, FactsCount, IntakeOptions, Progress, Report};

/// Imports files and folders, and prints the report.
///
/// # Errors
/// Where there is no library to write to, or `out` fails.
pub fn run(session: &Session, args: &ImportArgs, out: &mut impl Write) -> Result<u8, Failure> {
    if session.common.format == Format::Markdown {
        return Err(Failure::Usage("import prints text or json; show and diff also print markdown".to_owned()));
    }
    let Some(folder) = session.folder() else {
        return Err(Failure::Usage("this system has no folder for the library; name one with --library".to_owned()));
    };
    let reading = ImportOptions { language: session.common.language, revisions: args.revisions.into() };
    let options = IntakeOptions { reading, dry_run: args.dry_run };
    let bar = Bar::new();
    let report = library::import(&folder, &args.paths, &options, &bar, &stop_flag())
        .map_err(|error| Failure::Unreadable(format!("the library could not be written: {error}")))?;
    bar.0.finish_and_clear();
    if session.common.format == Format::Json {
        export::json::import(out, &report)?;
    } else {
        text(out, &report, args.dry_run)?;
    }
    Ok(if report.failed.is_empty() && report.left == 0 { failure::DONE } else { failure::UNREADABLE })
}

/// Becomes true when the user or the system asks the program to stop. An import that is being stopped finishes the file it is at.
fn stop_flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        // Without the flag the signal ends the program at once, which the library survives too.
        drop(signal_hook::flag::register(signal, stop.clone()));
    }
    stop
}

/// A progress bar on standard error, where that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let template = "{wide_bar} {msg} · {bytes}/{total_bytes} · {bytes_per_sec} · {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress for Bar {
    fn waiting(&self) {
        self.0.suspend(|| drop(writeln!(std::io::stderr(), "plenary: another import is writing to the library; waiting for it")));
    }

    fn found(&self, files: u64, bytes: u64) {
        self.0.set_length(bytes);
        self.0.set_message(format!("{files} files"));
    }

    fn done(&self, bytes: u64) {
        self.0.inc(bytes);
    }
}

/// The report for people.
fn text(out: &mut impl Write, report: &Report, dry_run: bool) -> std::io::Result<()> {
    // Warnings quote the document, and the names of files are others' too.
    for (file, warning) in &report.warnings {
        let line = format!("{}: {}: {} [{}]", file.display(), warning.place, warning.message, warning.code);
        writeln!(out, "{}", printable(&line))?;
    }
    for (file, reason) in &report.failed {
        writeln!(out, "{}", printable(&format!("{}: not read: {reason}", file.display())))?;
    }
    let Report { read, imported, updated, unchanged, failed, warnings, left, facts } = report;
    let files = if *read == 1 { "file" } else { "files" };
    let would = if dry_run { " (nothing was written)" } else { "" };
    write!(out, "{read} {files} read: {imported} imported, {updated} updated, {unchanged} unchanged, {} failed", failed.len())?;
    writeln!(out, "; {} {}{would}", warnings.len(), if warnings.len() == 1 { "warning" } else { "warnings" })?;
    let FactsCount { imported, updated, unchanged } = *facts;
    if imported + updated + unchanged > 0 {
        writeln!(out, "facts beside the texts, by resolution: {imported} imported, {updated} updated, {unchanged} unchanged")?;
    }
    if *left > 0 {
        writeln!(out, "stopped: {left} were not looked at; what was imported is whole")?;
    }
    Ok(())
}
