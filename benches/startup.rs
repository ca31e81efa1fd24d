//! Whole processes: from the start of the process to the first full frame of the reader on a terminal of 200 by 60, and beside it, where it
//! is installed, `bat` printing the same text with colours.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark may fail, and prints its figures")]

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, NativePtySystem, PtySize, PtySystem};

/// What the reader writes when a frame is whole: the end of a synchronized update.
const FRAME: &[u8] = b"\x1b[?2026l";
const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/sources/A_RES_67_27.en.word.txt");
const RUNS: usize = 30;

fn main() {
    // Cargo tests benches by running them; there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let plenary = CommandBuilder::new(env!("CARGO_BIN_EXE_plenary"));
    report("plenary, first full frame", &plenary, Some(FRAME));
    match ["bat", "batcat"].into_iter().find(|name| is_installed(name)) {
        Some(name) => {
            let mut bat = CommandBuilder::new(name);
            bat.args(["--paging=never", "--color=always", TEXT]);
            report("bat --paging=never --color=always", &bat, None);
        }
        None => println!("bat is not installed, so there is nothing to compare with"),
    }
}

fn is_installed(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| Path::new(&folder).join(name).is_file()))
}

fn report(name: &str, command: &CommandBuilder, until: Option<&[u8]>) {
    let mut times: Vec<Duration> = (0..RUNS + 3).map(|_| run(command.clone(), until)).skip(3).collect();
    times.sort_unstable();
    println!("{name}: median {:.1} ms, fastest {:.1} ms", millis(times[RUNS / 2]), millis(times[0]));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time from the start of a process until it has written `until`, or has ended.
fn run(mut command: CommandBuilder, until: Option<&[u8]>) -> Duration {
    command.env("TERM", "xterm-256color");
    let pty = NativePtySystem::default()
        .openpty(PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 })
        .expect("a pseudo-terminal");
    let mut output = pty.master.try_clone_reader().expect("its output");
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command).expect("the program starts");
    drop(pty.slave);
    let (mut seen, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
    while let Ok(count @ 1..) = output.read(&mut chunk) {
        seen.extend_from_slice(&chunk[..count]);
        if until.is_some_and(|mark| memchr::memmem::find(&seen, mark).is_some()) {
            break;
        }
    }
    let time = start.elapsed();
    let _ = child.kill();
    let _ = child.wait();
    time
}
