//! Plain text: what PDF converters, OCR and word processors' exports print.

use super::{ImportError, ImportOptions};
use crate::model::{Source, Text};

/// Reads a plain text.
///
/// # Errors
/// Where its language cannot be told.
pub fn read(_source: Source, _text: &str, _options: &ImportOptions) -> Result<Text, ImportError> {
    Err(ImportError::unsupported("a plain text", "convert it to XML"))
}
