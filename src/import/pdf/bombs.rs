//! Streams that unpack to far more than any document holds. The interpreter unpacks them without a limit, so they are measured before.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// The most bytes that one stream may unpack to; the pages of a resolution have some hundred thousand.
const LARGEST_STREAM: u64 = 64 << 20;
/// Deflate shrinks by no more than this.
const STRONGEST: usize = 1032;

/// Whether some stream of a file is packed beyond reason: it unpacks to too much, or is packed twice.
pub(super) fn is_bomb(bytes: &[u8]) -> bool {
    let finder = memmem::Finder::new("stream");
    let ends = memmem::Finder::new("endstream");
    let mut at = 0;
    while let Some(found) = finder.find(&bytes[at..]) {
        let start = at + found;
        let head = &bytes[start.saturating_sub(400)..start];
        let dict = &head[memmem::rfind(head, b"<<").unwrap_or(0)..];
        if memmem::find_iter(dict, "FlateDecode").count() > 1 {
            return true;
        }
        let data = &bytes[start + "stream".len()..];
        let skip = data.iter().take(2).take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
        let data = &data[skip..];
        let length = ends.find(data).unwrap_or(data.len());
        let largest = usize::try_from(LARGEST_STREAM).unwrap_or(usize::MAX);
        if length > largest / STRONGEST && unpacked(data) > LARGEST_STREAM {
            return true;
        }
        at = start + "stream".len() + skip + length + if length < data.len() { "endstream".len() } else { 0 };
        at = at.min(bytes.len());
    }
    false
}

/// How many bytes a stream unpacks to, counted no further than one beyond the limit.
fn unpacked(data: &[u8]) -> u64 {
    let mut left = ZlibDecoder::new(data).take(LARGEST_STREAM + 1);
    let mut buffer = [0; 16 << 10];
    let mut count = 0;
    while let Ok(read @ 1..) = left.read(&mut buffer) {
        count += read as u64;
    }
    count
}
