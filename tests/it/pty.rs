//! The program itself on a terminal: opened, used, made tiny, ended by its user and by signals, and the terminal as it was.
#![cfg(unix)]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
}

fn cells(n: u16) -> std::num::NonZeroU16 {
    n.try_into().expect("a size")
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Session {
    fn open(rows: u16, cols: u16) -> Self {
        let pty = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a terminal");
        let folder = std::env::temp_dir();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_plenary"));
        command.cwd(&folder);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("PLENARY_LIBRARY", folder.join("plenary-pty-has-no-library"));
        command.env("XDG_CONFIG_HOME", folder.join("plenary-pty-has-no-configuration"));
        let child = pty.slave.spawn_command(command).expect("the program");
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pty.master.take_writer().expect("a writer");
        Self { master: pty.master, writer, child, output, parser: vt100::Parser::new(cells(rows), cells(cols), 0), raw: Vec::new() }
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen holds what is wanted.
    fn wait(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_there(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("waited in vain for {what} ({why}):\n{}", self.screen()),
            }
        }
    }

    fn wait_for(&mut self, words: &str) {
        let words = words.to_owned();
        self.wait(&words.clone(), move |screen| screen.contents().contains(&words));
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.raw.extend(bytes);
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("a terminal that is open");
        self.writer.flush().expect("a terminal that is open");
    }

    fn resize(&mut self, rows: u16, cols: u16) {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a new size");
        self.parser.screen_mut().set_size(cells(rows), cells(cols));
    }

    /// Waits for the end, and shows that the terminal is as it was.
    fn ended(mut self) -> portable_pty::ExitStatus {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program") {
                break status;
            }
            assert!(Instant::now() < end, "the program did not end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        self.is_restored();
        status
    }

    fn is_restored(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are not bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        assert!(self.raw.windows(4).any(|bytes| bytes == b"\x1b[8h"), "the order of right-to-left text is the terminal's");
        let modes = self.master.get_termios().expect("the modes");
        let local = format!("{:?}", modes.local_flags);
        assert!(
            local.contains("ICANON") && local.contains("ECHO") && local.contains("ISIG"),
            "the terminal is not cooked: {local}"
        );
    }

    fn kill(&self, signal: &str) {
        let id = self.child.process_id().expect("an id").to_string();
        let status = std::process::Command::new("kill").args([signal, &id]).status().expect("kill");
        assert!(status.success());
    }
}

#[test]
fn a_whole_session() {
    let mut session = Session::open(45, 170);
    session.wait_for("66/24 → 67/27");
    session.wait_for("Changes since 66/24");
    session.press("\x10");
    session.wait_for("Jump to a resolution");
    session.press("68243");
    session.wait_for("从国际安全角度");
    session.press("\r");
    session.wait_for("A/RES/68/243 · Chinese");
    session.press("\x0f");
    session.wait_for("A/RES/67/27 · English");
    session.press("\r/member states");
    session.wait_for("1 of ");
    session.press("\r");
    session.wait_for("match 1 of");
    session.press("l");
    session.wait_for("A/RES/67/27 · French");
    session.press("l");
    session.wait_for("A/RES/67/27 · English");
    session.press("\t\tb");
    session.wait_for("67/27 is the base");
    session.press("b");
    session.wait_for("compared with the text before it");
    for (rows, cols) in [(1, 1), (10, 40), (24, 80), (2, 300), (36, 120)] {
        session.resize(rows, cols);
        std::thread::sleep(Duration::from_millis(60));
    }
    session.wait_for("plenary  Developments");
    session.press("q");
    let status = session.ended();
    assert!(status.success(), "{status:?}");
}

#[test]
fn signals_that_end_it_leave_the_terminal_as_it_was() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut session = Session::open(24, 80);
        session.wait_for("plenary");
        session.kill(signal);
        let status = session.ended();
        assert!(!status.success(), "{signal}: who started it sees that it was ended: {status:?}");
    }
}

#[test]
fn stopped_and_continued_it_comes_back_as_it_was() {
    let mut session = Session::open(24, 80);
    session.wait_for("plenary");
    session.press("\r");
    session.press("\x1a");
    session.wait("the terminal to be given back", |screen| !screen.alternate_screen());
    std::thread::sleep(Duration::from_millis(100));
    session.is_restored();
    session.kill("-CONT");
    session.wait_for("▸A/RES/67/27");
    session.press("q");
    assert!(session.ended().success());
}
