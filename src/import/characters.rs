//! From bytes to characters.
//!
//! Files are UTF-8, or UTF-16 where a byte order mark or the pattern of zero bytes says so. Old files are in one of the encodings of
//! the eight-bit time: they are read so where they say it themselves, or where the words that every resolution has appear by it.

use std::borrow::Cow;

use encoding_rs::{Encoding, GBK, KOI8_R, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

use super::ImportError;

/// Old encodings, and words that show that they are the right one.
const OLD: [(&Encoding, &[&str]); 5] = [
    (WINDOWS_1251, &["Ассамблея", "Генеральн", "резолюци"]),
    (KOI8_R, &["Ассамблея", "Генеральн", "резолюци"]),
    (WINDOWS_1256, &["الجمعية العامة", "الأمم المتحدة"]),
    (GBK, &["大会", "联合国"]),
    (WINDOWS_1252, &["Assemblée", "résolution", "Asamblea", "resolución", "sesión", "General Assembly"]),
];

/// The characters of a text file, and the name of the old encoding that it is in, if it is in one.
///
/// # Errors
/// Where the bytes are in no encoding that can be told, with the line of the first bad byte.
pub(super) fn decode_any(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), ImportError> {
    let error = match decode(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(error) => error,
    };
    let try_it = |encoding: &'static Encoding| {
        let (text, _, broken) = encoding.decode(bytes);
        (!broken && !text.contains('\0')).then(|| (text, Some(encoding.name())))
    };
    if let Some(found) = declared(bytes).and_then(try_it) {
        return Ok(found);
    }
    let fits = |(encoding, words): &(&'static Encoding, &[&str])| {
        try_it(encoding).filter(|(text, _)| words.iter().any(|word| text.contains(word)))
    };
    OLD.iter().find_map(fits).ok_or(error)
}

/// The encoding that a page or an XML file names in its first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    if !head.contains('<') {
        return None;
    }
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let name = head[at..].trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    Encoding::for_label(&name.as_bytes()[..end]).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

/// The characters of a file in UTF-8 or UTF-16.
///
/// # Errors
/// Where they are neither, with the line of the first bad byte.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    match zeros(bytes) {
        [even, odd] if odd > 40 && even < 5 => return utf16(bytes, u16::from_le_bytes),
        [even, odd] if even > 40 && odd < 5 => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = memchr::memchr_iter(b'\n', good).count() + 1;
            let byte = bytes.get(good.len()).copied().unwrap_or_default();
            Err(ImportError::Damaged {
                format: "text",
                place: Some(format!("line {line}")),
                why: format!("the byte 0x{byte:02X} is no UTF-8"),
                advice: "save it as UTF-8",
            })
        }
    }
}

/// How many of a hundred of the even and of the odd bytes at the beginning are zero: Latin letters in UTF-16 leave every second one so.
pub(super) fn zeros(bytes: &[u8]) -> [usize; 2] {
    let (pairs, _) = bytes[..bytes.len().min(1024)].as_chunks::<2>();
    let share = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count() * 100 / pairs.len().max(1);
    [share(0), share(1)]
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text.into()),
        _ => Err(ImportError::Damaged {
            format: "UTF-16 text",
            place: None,
            why: "half a character stands in it".to_owned(),
            advice: "fetch it again, or save it as UTF-8",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_told_by_what_they_say() {
        for (encoding, words) in [
            (WINDOWS_1251, "Генеральная Ассамблея, ссылаясь на свои резолюции"),
            (KOI8_R, "Генеральная Ассамблея, ссылаясь на свои резолюции"),
            (WINDOWS_1256, "إن الجمعية العامة، إذ تشير إلى قراراتها"),
            (GBK, "大会，回顾其第53/70号决议"),
            (WINDOWS_1252, "L’Assemblée générale, Rappelant ses résolutions"),
            (WINDOWS_1252, "The General Assembly, recalling “Our Common Agenda”"),
        ] {
            let (bytes, ..) = encoding.encode(words);
            let decoded = decode_any(&bytes).map(|(text, name)| (text.into_owned(), name));
            assert_eq!(decoded, Ok((words.to_owned(), Some(encoding.name()))));
        }
        let page = b"<html><meta charset='windows-1252'><p>caf\xe9</p></html>";
        assert!(decode_any(page).is_ok_and(|(text, _)| text.contains("café")));
        assert!(decode_any(b"line one\nno \xe9 words").is_err_and(|error| error.to_string().contains("line 2")));
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = "<p>大会".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).as_deref(), Ok("<p>大会"));
        let marked: Vec<u8> = "\u{feff}Вот".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&marked).as_deref(), Ok("Вот"));
        assert!(decode(&marked[..5]).is_err());
        assert_eq!(decode("\u{feff}mark".as_bytes()).as_deref(), Ok("mark"));
    }
}
