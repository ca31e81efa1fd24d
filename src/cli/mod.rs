//! The command line: one file a command, and one table of all of them, [`args`], from which help, completions and the manual page come.

pub mod args;
mod diff;
mod document;
mod failure;
mod import;
mod jump;
mod locale;
mod log;
mod page;
mod read;
mod session;
mod show;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use clap::{CommandFactory, Parser};

use args::{Cli, Command, DiffArgs, LogArgs};
pub use failure::Failure;
pub use session::Session;

use crate::layout::printable;

/// Runs the program with these arguments, the first of which is its name, and returns its exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap. A closed pipe is none to us.
            drop(error.print());
            return u8::try_from(error.exit_code()).unwrap_or(failure::USAGE);
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = command(cli, &mut out).and_then(|status| Ok(out.flush().map(|()| status)?));
    match done {
        Ok(status) => status,
        Err(failure) => {
            if failure.status() != failure::DONE {
                // A message quotes what was typed and the names of files.
                drop(writeln!(io::stderr(), "plenary: {}", printable(&failure.to_string())));
            }
            failure.status()
        }
    }
}

/// The manual page of the program, then those of its commands, to which the first refers.
fn man(program: clap::Command, out: &mut impl Write) -> io::Result<()> {
    let mut program = program.disable_help_subcommand(true);
    // Gives the commands their full names and the options that all take.
    program.build();
    let commands = program.get_subcommands().cloned().collect::<Vec<_>>();
    [program].into_iter().chain(commands).try_for_each(|command| clap_mangen::Man::new(command).render(out))
}

fn command(cli: Cli, out: &mut impl Write) -> Result<u8, Failure> {
    let session = Session::new(cli.common);
    if let (Some(document), Some(_)) = (&cli.document, &cli.command) {
        return Err(Failure::Usage(format!("the command stands first, then “{document}”")));
    }
    match cli.command {
        Some(Command::Show(args)) => show::run(&session, &args, out),
        Some(Command::Diff(args)) => diff::run(&session, &args, out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "plenary", &mut script);
            out.write_all(&script)?;
            Ok(failure::DONE)
        }
        Some(Command::Man) => {
            man(Cli::command(), out)?;
            Ok(failure::DONE)
        }
        Some(Command::Log(args)) => log::run(&session, &args, out),
        Some(Command::Jump(args)) => jump::run(&session, &args, out),
        None if io::stdout().is_terminal() => read::run(session, cli.document.as_deref(), cli.newer.as_deref()),
        None => match (cli.document, cli.newer) {
            (Some(old), Some(new)) => diff::run(&session, &DiffArgs { old, new, ..DiffArgs::default() }, out),
            (document, _) => log::run(&session, &LogArgs { document, all: false }, out),
        },
        Some(Command::Import(args)) => import::run(&session, &args, out),
    }
}
