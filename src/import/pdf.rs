//! PDF with a text layer.

use super::{ImportError, ImportOptions};
use crate::model::{Source, Text};

/// Reads a PDF.
///
/// # Errors
/// Where it has no text layer, or one that cannot be trusted.
pub fn read(_source: Source, _bytes: &[u8], _options: &ImportOptions) -> Result<Text, ImportError> {
    Err(ImportError::unsupported("a PDF", "convert it to text"))
}
