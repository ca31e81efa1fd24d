//! Parse arguments, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(plenary::cli::run(std::env::args_os()))
}
