//! By what symbols are compared.
//!
//! The key holds, from its highest bits down: the organ (8), the kind of session (4), the session (12), the number (24), the first
//! letter of the part (8). What it does not hold is compared by the text, numbers in it as numbers.

use std::cmp::Ordering;

use super::{RESOLUTION, Session};

const ASSEMBLY_RESOLUTION: u64 = 0;
const COUNCIL_RESOLUTION: u64 = 2;

/// The key of a symbol as the UN writes it.
pub(super) fn of(text: &str) -> u64 {
    if let Some(short) = text.strip_prefix(RESOLUTION) {
        return resolution(short).unwrap_or(0xFF << 48);
    }
    let organ = match text.split('/').next().unwrap_or_default() {
        "A" => 1,
        "S" => 3,
        "E" => 4,
        _ => 5,
    };
    match text.strip_prefix("S/RES/") {
        Some(short) => COUNCIL_RESOLUTION << 56 | pack(0, 0, leading_number(short).unwrap_or(0), 0),
        None => organ << 56,
    }
}

fn pack(kind: u64, session: u64, number: u64, part: u64) -> u64 {
    kind.min(0xF) << 52 | session.min(0xFFF) << 40 | number.min(0xFF_FFFF) << 16 | part.min(0xFF) << 8
}

fn resolution(short: &str) -> Option<u64> {
    // 217 A (III) is number 217 of the third session; 67/27 is number 27 of the sixty-seventh.
    let (session, rest) = if let Some((number, session)) = short.split_once(" (") {
        (session_of(session.split(')').next()?)?, number)
    } else {
        let (session, number) = short.split_once('/')?;
        (session_of(session)?, number)
    };
    let (kind, session) = match session {
        Session::Regular(n) => (0, n),
        Session::Special(n) => (1, n),
        Session::Emergency(n) => (2, n),
    };
    let part = rest.split(['/', '(']).next()?.split_once(' ').and_then(|(_, part)| part.bytes().next()).unwrap_or(0);
    Some(ASSEMBLY_RESOLUTION << 56 | pack(kind, session.into(), leading_number(rest)?, part.into()))
}

/// Reads `67`, `III`, `S-32`, `S-VI`, `ES-10`.
pub(super) fn session_of(s: &str) -> Option<Session> {
    let number = |s: &str| s.parse::<u16>().ok().filter(|&n| n > 0 && n < 1000).or_else(|| from_roman(s));
    if let Some(rest) = s.strip_prefix("ES-") {
        number(rest).map(Session::Emergency)
    } else if let Some(rest) = s.strip_prefix("S-") {
        number(rest).map(Session::Special)
    } else {
        number(s).map(Session::Regular)
    }
}

pub(super) fn session(key: u64) -> Option<Session> {
    let session = u16::try_from(key >> 40 & 0xFFF).ok().filter(|&n| n > 0)?;
    Some(match key >> 52 & 0xF {
        0 => Session::Regular(session),
        1 => Session::Special(session),
        _ => Session::Emergency(session),
    })
}

pub(super) fn number(key: u64) -> Option<u32> {
    let organ = key >> 56;
    let number = u32::try_from(key >> 16 & 0xFF_FFFF).ok().filter(|&n| n > 0)?;
    (organ == ASSEMBLY_RESOLUTION || organ == COUNCIL_RESOLUTION).then_some(number)
}

fn leading_number(s: &str) -> Option<u64> {
    let end = s.find(|c: char| !c.is_ascii_digit()).unwrap_or(s.len());
    s[..end].parse().ok()
}

const ROMAN: [(u16, &str); 9] =
    [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

/// A number below 400 in capital roman digits.
pub(super) fn roman(mut number: u16) -> String {
    let mut digits = String::new();
    for (value, digit) in ROMAN {
        while number >= value {
            digits.push_str(digit);
            number -= value;
        }
    }
    digits
}

/// A well-formed roman number below 400.
pub(super) fn from_roman(s: &str) -> Option<u16> {
    let mut rest = s;
    let mut number = 0;
    for (value, digit) in ROMAN {
        while let Some(tail) = rest.strip_prefix(digit) {
            number += value;
            rest = tail;
        }
    }
    (rest.is_empty() && number > 0 && number < 400 && roman(number) == s).then_some(number)
}

/// Compares texts with the numbers in them as numbers: `L.3` before `L.30`, a symbol before what continues it.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    loop {
        let (run_a, run_b) = (digits(a), digits(b));
        if run_a > 0 && run_b > 0 {
            let trim = |run: &[u8]| run.iter().position(|&c| c != b'0').unwrap_or(run.len());
            let (number_a, number_b) = (&a[trim(&a[..run_a])..run_a], &b[trim(&b[..run_b])..run_b]);
            let order = number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[run_a..], &b[run_b..]);
            continue;
        }
        match (a.split_first(), b.split_first()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some((x, rest_a)), Some((y, rest_b))) => {
                if x != y {
                    return x.cmp(y);
                }
                (a, b) = (rest_a, rest_b);
            }
        }
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|c| c.is_ascii_digit()).count()
}
