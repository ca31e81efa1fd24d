//! Texts with the accidents of writing taken away, so that a formula matches however it was typeset.

use std::ops::Range;

use super::ascii::{has_double_space, printable};

/// A text in which the shapes of quotes, hyphens and spaces make no difference, and the marks that carry no letter are gone.
///
/// White space is one plain space each, every hyphen or dash of a word is `-`, quotes are straight, digits are those of ASCII; the
/// vowel signs and the filler of Arabic, soft hyphens and direction marks are dropped. Case and accents are kept.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Where it comes from, in order; empty where nothing changed.
    pieces: Vec<Piece>,
}

/// A stretch of the folded text and the stretch of the original that it comes from.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it starts in the folded text.
    folded: u32,
    start: u32,
    end: u32,
    /// Whether it is the original's, byte by byte; else it stands for all of it.
    is_same: bool,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(original: &str) -> Self {
        if plain(original.as_bytes(), None) == original.len() {
            return Self { text: original.to_owned(), pieces: Vec::new() };
        }
        let mut folded = Self { text: String::with_capacity(original.len()), pieces: Vec::new() };
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let plain = if c.is_ascii() { plain(&original.as_bytes()[at..], folded.text.bytes().next_back()) } else { 0 };
            let end = at + plain.max(c.len_utf8());
            match if plain > 0 { Some(c) } else { fold(c) } {
                Some(' ') if folded.text.is_empty() || folded.text.ends_with(' ') => {}
                Some(letter) if letter == c => folded.keep(original, at, end),
                Some(letter) => {
                    folded.pieces.push(Piece {
                        folded: offset(folded.text.len()),
                        start: offset(at),
                        end: offset(end),
                        is_same: false,
                    });
                    folded.text.push(letter);
                }
                // A mark belongs to the letter before it.
                None => folded.lengthen(offset(end)),
            }
            at = end;
        }
        folded
    }

    /// Adds a stretch of the original as it is.
    fn keep(&mut self, original: &str, at: usize, end: usize) {
        match self.pieces.last_mut() {
            Some(last) if last.is_same && last.end == offset(at) => last.end = offset(end),
            _ => {
                self.pieces.push(Piece { folded: offset(self.text.len()), start: offset(at), end: offset(end), is_same: true });
            }
        }
        self.text.push_str(&original[at..end]);
    }

    /// Lets the last character stand for more of the original.
    fn lengthen(&mut self, end: u32) {
        let length = offset(self.text.chars().next_back().map_or(0, char::len_utf8));
        let Some(last) = self.pieces.last_mut() else { return };
        if last.is_same {
            let start = last.end - length;
            let piece = Piece { folded: offset(self.text.len()) - length, start, end, is_same: false };
            if last.start == start {
                *last = piece;
            } else {
                last.end = start;
                self.pieces.push(piece);
            }
        } else {
            last.end = end;
        }
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folded text in small letters, every one in its place: one whose small letter is longer stays as it is.
    #[must_use]
    pub fn small(&self) -> String {
        small(&self.text)
    }

    /// Makes the letters small, as [`Self::small`] does.
    pub(super) fn make_small(&mut self) {
        if self.text.is_ascii() {
            self.text.make_ascii_lowercase();
        } else {
            self.text = self.small();
        }
    }

    /// Where a range of the folded text stands in the original.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() {
            return range;
        }
        let start = |at: usize| (at < self.text.len()).then(|| self.place(at).start);
        let end = |at: usize| at.checked_sub(1).map(|before| self.place(before).end);
        if range.is_empty() {
            let at = start(range.start).or_else(|| end(range.start)).unwrap_or(0);
            return at..at;
        }
        start(range.start).unwrap_or(0)..end(range.end).unwrap_or(0)
    }

    /// Where a byte of the folded text comes from.
    fn place(&self, at: usize) -> Range<usize> {
        let piece =
            self.pieces.partition_point(|piece| piece.folded as usize <= at).checked_sub(1).map(|piece| &self.pieces[piece]);
        match piece {
            None => 0..0,
            Some(piece) if piece.is_same => {
                let start = piece.start as usize + at - piece.folded as usize;
                start..start + 1
            }
            Some(piece) => piece.start as usize..piece.end as usize,
        }
    }
}

/// Words in small letters, every one in its place: one whose small letter is longer stays as it is.
pub(crate) fn small(words: &str) -> String {
    if words.is_ascii() {
        return words.to_ascii_lowercase();
    }
    let small = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|small| lower.next().is_none() && small.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    words.chars().map(small).collect()
}

/// How many bytes are their own folded form, as far as that is seen quickly: plain letters with single spaces, after the byte `before`.
fn plain(bytes: &[u8], before: Option<u8>) -> usize {
    let printable = &bytes[..printable(bytes)];
    let mut last = before.unwrap_or(b' ');
    let is_doubled = (last == b' ' && printable.starts_with(b" ")) || has_double_space(printable);
    if !is_doubled {
        return printable.len();
    }
    let again = |&byte: &u8| std::mem::replace(&mut last, byte) == b' ' && byte == b' ';
    printable.iter().position(again).unwrap_or(printable.len())
}

/// The form of a character that is compared; `None` for what carries no letter.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
        'ё' => 'е',
        'Ё' => 'Е',
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '／' => '/',
        '：' => ':',
        '０'..='９' => digit(c, '０')?,
        '\u{0660}'..='\u{0669}' => digit(c, '\u{0660}')?,
        '\u{06F0}'..='\u{06F9}' => digit(c, '\u{06F0}')?,
        '\u{00AD}'
        | '\u{0640}'
        | '\u{064B}'..='\u{0652}'
        | '\u{0670}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => return None,
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_it_came() {
        let original = "  وإذ تسلّم\u{00A0}بأن « 48\u{2011}e »";
        let folded = Folded::of(original);
        assert_eq!(folded.as_str(), "وإذ تسلم بأن \" 48-e \"");
        let at = folded.as_str().find("تسلم").unwrap();
        assert_eq!(&original[folded.original(at..at + "تسلم".len())], "تسلّم");
        assert_eq!(folded.original(0..folded.as_str().len()), 2..original.len());
    }

    #[test]
    fn digits_of_all_scripts_are_digits() {
        assert_eq!(Folded::of("٣ ۴ ５").as_str(), "3 4 5");
    }
}
