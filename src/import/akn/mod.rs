//! Akoma Ntoso for the United Nations (AKN4UN), the XML in which the UN publishes its resolutions.

use super::{ImportError, ImportOptions};
use crate::model::{Source, Text};

/// Reads the XML of a resolution.
///
/// # Errors
/// Where the XML is cut off or is none.
pub fn read(_source: Source, _xml: &str, _options: &ImportOptions) -> Result<Text, ImportError> {
    Err(ImportError::unsupported("AKN", "soon"))
}
