//! What a page carries beside its text: running headers, page and job numbers, bar codes. Told by place and form, and named.

use super::lines::{Line, cell_text};

/// The lines of a page, sorted into what they are.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub height: f32,
    /// The lines of its text, from top to bottom.
    pub body: Vec<Line>,
    /// The lines of its footnotes.
    pub notes: Vec<Line>,
}

/// Takes headers and footers out of the pages and names them.
pub(super) fn take(sheets: &mut [Sheet], body_size: f32) -> Vec<(&'static str, String)> {
    let mut taken = Vec::new();
    let heads: Vec<Vec<(f32, String)>> =
        sheets.iter().map(|sheet| sheet.body.iter().take(4).map(|line| (line.y, line.text())).collect()).collect();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let footer = footer_start(sheet);
        for line in sheet.body.split_off(footer) {
            taken.push((footer_name(&line.text()), line.text()));
        }
        if at > 0 {
            let repeated = |line: &Line| {
                let text = line.text();
                heads.iter().enumerate().any(|(other, head)| {
                    other != at
                        && head.iter().any(|(y, words)| (y - line.y).abs() < 2.0 && is_header_of(words, &text, other.abs_diff(at)))
                })
            };
            let count = header_length(sheet, body_size, &repeated);
            taken.extend(sheet.body.drain(..count).map(|line| ("running header", line.text())));
        }
    }
    taken
}

/// Whether two lines are the header of two pages: the same words, and the same numbers save that of the page.
fn is_header_of(a: &str, b: &str, pages_between: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let parts = |text: &str| -> Vec<String> { text.split_inclusive(|c: char| !is_digit(c)).map(str::to_owned).collect() };
    let (a, b) = (parts(a), parts(b));
    let is_same = |(a, b): (&String, &String)| {
        let (number, end) = a.split_at(a.find(|c| !is_digit(c)).unwrap_or(a.len()));
        let (other, other_end) = b.split_at(b.find(|c| !is_digit(c)).unwrap_or(b.len()));
        let is_page = || {
            let values = (number.parse::<usize>(), other.parse::<usize>());
            matches!(values, (Ok(a), Ok(b)) if a.abs_diff(b) == pages_between)
        };
        end == other_end && (number == other || is_page())
    };
    a.len() == b.len() && a.iter().zip(&b).all(is_same)
}

/// How many lines at the top of a page are its header: all above the first gap, or the first of the body's size, that follows the symbol
/// of the document or a line that stands on other pages too.
fn header_length(sheet: &Sheet, body_size: f32, repeated: &dyn Fn(&Line) -> bool) -> usize {
    let zone = sheet.body.iter().take_while(|line| line.y < 0.16 * sheet.height).count().min(6);
    let is_header = |line: &Line| line.cells.iter().any(|cell| is_symbol(&cell_text(cell))) || repeated(line);
    let Some(sure) = sheet.body[..zone].iter().rposition(is_header) else { return 0 };
    let after = sheet.body.get(sure + 1..zone).unwrap_or_default();
    let rest = after
        .iter()
        .scan(sheet.body[sure].y, |above, line| {
            let close = line.y - *above < 1.35 * line.size.max(body_size) && line.size < 0.93 * body_size;
            *above = line.y;
            Some(close)
        })
        .take_while(|&close| close)
        .count();
    sure + 1 + rest
}

/// Whether the words are a document's symbol and nothing else.
fn is_symbol(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut chars = compact.chars();
    chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && chars.next() == Some('/')
        && text.split_whitespace().count() <= 3
        && compact.chars().any(|c| c.is_ascii_digit())
        && compact.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')' | '*'))
}

/// The first line of a page's footer.
fn footer_start(sheet: &Sheet) -> usize {
    let lines = &sheet.body;
    let sure = lines.iter().position(|line| {
        line.y > 0.86 * sheet.height && line.cells.iter().any(|cell| is_footer(&cell_text(cell), line.y > 0.91 * sheet.height))
    });
    let Some(mut first) = sure else { return lines.len() };
    // What stands beside it, a hair higher: an appeal to recycle, the square of a code.
    while first > 0 && lines[first].y - lines[first - 1].y < 0.75 * lines[first].size.min(lines[first - 1].size) {
        first -= 1;
    }
    first
}

/// Whether words at the foot of a page are its number, the job's number, the days of its translation, or the bar code of one.
fn is_footer(text: &str, is_low: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let digits =
        |word: &str, least: usize, most: usize| (least..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let is_page = |word: &str| word.split_once('/').is_some_and(|(page, pages)| digits(page, 1, 4) && digits(pages, 1, 4));
    let is_job = |word: &str| word.split_once('-').is_some_and(|(year, job)| digits(year, 2, 2) && digits(job, 5, 5));
    let is_code = |word: &str| word.len() > 6 && word.starts_with('*') && word.ends_with('*');
    match words.as_slice() {
        [first, rest @ ..] => {
            is_job(first)
                || rest.last().is_some_and(|last| is_job(last))
                || is_code(first)
                || (is_page(first) && rest.len() <= 2)
                || (is_low && words.iter().all(|word| digits(word, 6, 6)))
                || (is_low && rest.is_empty() && digits(first.trim_matches(['-', '–', ' ']), 1, 4))
        }
        [] => false,
    }
}

fn footer_name(text: &str) -> &'static str {
    if text.starts_with('*') {
        "bar code"
    } else if text.split_whitespace().any(|word| word.contains('-') && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
        "job number"
    } else if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b' ')) {
        "page number"
    } else {
        "footer"
    }
}
