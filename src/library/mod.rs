//! The embedded corpus, the user's library on disk and its snapshot.
