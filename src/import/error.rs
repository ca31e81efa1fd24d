//! Why a file could not be read.

/// Why a file could not be read: what it is, where it went wrong, and what to do about it, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No bytes, or nothing but white space. The UN's server sometimes answers so.
    #[error("the file is empty: fetch it again")]
    Empty,
    /// More bytes than any resolution has.
    #[error("the file has {megabytes} MB, and files of more than {limit} MB are not read: it is no resolution")]
    TooLarge {
        /// Its size.
        megabytes: usize,
        /// The largest size that is read.
        limit: usize,
    },
    /// Recognised, and no format that can be read.
    #[error("this is {what}: {advice}")]
    Unsupported {
        /// What it is: "an RTF document".
        what: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// Of a format that can be read, but broken.
    #[error("the {format} is damaged{}: {why}; {advice}", .place.as_deref().map(|p| format!(" at {p}")).unwrap_or_default())]
    Damaged {
        /// The format's name.
        format: &'static str,
        /// Where: "line 12", "word/document.xml, line 1".
        place: Option<String>,
        /// What was found.
        why: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// Anything else, as a whole sentence.
    #[error("{0}")]
    Unreadable(String),
}

impl ImportError {
    /// A format that is recognised but not read.
    pub(crate) fn unsupported(what: impl Into<String>, advice: &'static str) -> Self {
        Self::Unsupported { what: what.into(), advice }
    }
}
