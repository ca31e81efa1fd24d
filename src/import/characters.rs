//! From bytes to characters.

use std::borrow::Cow;

use super::ImportError;

/// The characters of a text file: UTF-8, or UTF-16 where a byte order mark or the pattern of zero bytes says so.
///
/// # Errors
/// Where the bytes are in no encoding that can be told, with the line of the first bad byte.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [0, b'<', ..] => return utf16(bytes, u16::from_be_bytes),
        [b'<', 0, ..] => return utf16(bytes, u16::from_le_bytes),
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
