//! The one table of commands and options: help, completions and the manual page are made from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::compare::ChangeKind;
use crate::import;
use crate::model::{Language, ParagraphId, ParagraphIdError};

/// Read United Nations resolutions and see what changed from year to year.
///
/// A DOCUMENT is a symbol in any form a person types (A/RES/67/27, 67/27, res 67 27, a_res_67_27) or a file (draft-rev1.docx,
/// N1248022.pdf, 72_2.xml, notes.txt), which is read in place.
#[expect(clippy::doc_markdown, reason = "it is printed as help, where backticks would stand as they are")]
#[derive(Debug, Parser)]
#[command(name = "plenary", version, max_term_width = 100)]
#[command(override_usage = "plenary [OPTIONS] [DOCUMENT]\n       plenary [OPTIONS] OLD NEW\n       plenary [OPTIONS] <COMMAND>")]
#[command(subcommand_precedence_over_arg = true)]
#[command(after_help = "Exit status: 0 done; 1 with --exit-code, the two differ; 2 wrong usage or unknown document; \
                        3 some input could not be read and the rest was done, or the output could not be written.")]
pub struct Cli {
    /// What to do; without a command the reader opens
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The resolution or file to open
    #[arg(value_name = "DOCUMENT")]
    pub document: Option<String>,
    /// What to compare it with: it is opened as the redline from the first to this
    #[arg(value_name = "NEW")]
    pub newer: Option<String>,
    /// What all commands take
    #[command(flatten)]
    pub common: Common,
}

/// What all commands take.
#[expect(clippy::doc_markdown, reason = "it is printed as help, where backticks would stand as they are")]
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Keep the library in this folder [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "PLENARY_LIBRARY")]
    pub library: Option<PathBuf>,
    /// Leave the embedded texts out
    #[arg(long, global = true)]
    pub no_embedded: bool,
    /// The language of the texts: ar en es fr ru zh [default: the locale's if it is held, else en, else what is held]
    #[arg(long, short, global = true, value_name = "LANGUAGE")]
    pub language: Option<Language>,
    /// What to print; markdown only by show and diff
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// Whether to colour text; NO_COLOR and CLICOLOR are heeded
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For scripts, as the schemas say
    Json,
    /// For documents
    Markdown,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a series as a timeline
    Log(LogArgs),
    /// Print a text
    Show(ShowArgs),
    /// Print a redline of two texts
    Diff(DiffArgs),
    /// Print the resolutions that a fuzzy query finds, best first
    Jump(JumpArgs),
    /// Read files and whole folders into the library
    Import(ImportArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual: the page of plenary, then those of its commands
    Man,
}

/// `plenary log`
#[derive(Args, Debug)]
pub struct LogArgs {
    /// A resolution of the series [default: the series of which most is held]
    pub document: Option<String>,
    /// Every resolution held or cited
    #[arg(long, conflicts_with = "document")]
    pub all: bool,
}

/// A paragraph as people name it: a number alone is that of an operative one.
fn paragraph(typed: &str) -> Result<ParagraphId, ParagraphIdError> {
    if typed.starts_with(|c: char| c.is_ascii_digit()) { format!("OP{typed}").parse() } else { typed.parse() }
}

/// `plenary show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// The resolution or file
    #[arg(required = true, num_args = 1..)]
    pub document: Vec<String>,
    /// Only this paragraph and its sub-paragraphs (PP1, OP3, "OP3(a)", or 3 for OP3); may be given more than once
    #[arg(long, short, value_name = "NAME", value_parser = paragraph)]
    pub paragraph: Vec<ParagraphId>,
    /// Which state of tracked changes to read in a word processor's file
    #[arg(long, value_enum, default_value_t)]
    pub revisions: Revisions,
}

/// `plenary diff`
#[derive(Args, Debug, Default)]
pub struct DiffArgs {
    /// The resolution or file that was
    pub old: String,
    /// The resolution or file that is
    pub new: String,
    /// The language of the old text
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "language")]
    pub old_language: Option<Language>,
    /// The language of the new text
    #[arg(long, value_name = "LANGUAGE", conflicts_with = "language")]
    pub new_language: Option<Language>,
    /// Which state of tracked changes to read in word processors' files
    #[arg(long, value_enum, default_value_t)]
    pub revisions: Revisions,
    /// The state of tracked changes to read in the old file [default: that of --revisions]
    #[arg(long, value_enum)]
    pub old_revisions: Option<Revisions>,
    /// The state of tracked changes to read in the new file [default: that of --revisions]
    #[arg(long, value_enum)]
    pub new_revisions: Option<Revisions>,
    /// Show changes of these kinds alone: wording, rollover, renumbering, footnote, typography
    #[arg(long, value_delimiter = ',', value_name = "KINDS", value_parser = kind, conflicts_with = "hide")]
    pub only: Vec<ChangeKind>,
    /// Show no changes of these kinds
    #[arg(long, value_delimiter = ',', value_name = "KINDS", value_parser = kind)]
    pub hide: Vec<ChangeKind>,
    /// Also print what did not change
    #[arg(long)]
    pub full: bool,
    /// Exit with 1 if anything that is shown differs
    #[arg(long)]
    pub exit_code: bool,
    /// Also print how alike the paragraphs of each row are, and why they were paired
    #[arg(long)]
    pub explain: bool,
}

/// `plenary jump`
#[derive(Args, Debug)]
pub struct JumpArgs {
    /// A number (6727, 67/27, res 67 27) or words of a title, and a year
    #[arg(required = true, num_args = 1..)]
    pub query: Vec<String>,
    /// How many to print at most
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
}

/// `plenary import`
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// Files and folders
    #[arg(required = true, num_args = 1.., value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read everything and report, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Which state of tracked changes to read in a word processor's file
    #[arg(long, value_enum, default_value_t)]
    pub revisions: Revisions,
}

/// A state of tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Revisions {
    /// As if none had been made
    Original,
    /// As if all were accepted
    #[default]
    Accepted,
}

impl From<Revisions> for import::Revisions {
    fn from(revisions: Revisions) -> Self {
        match revisions {
            Revisions::Original => Self::Original,
            Revisions::Accepted => Self::Accepted,
        }
    }
}

fn kind(name: &str) -> Result<ChangeKind, String> {
    ChangeKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name.trim())
        .ok_or_else(|| format!("the kinds are {}", ChangeKind::ALL.map(ChangeKind::name).join(", ")))
}
