//! Series: resolutions that continue one another, and how much each changed.
//!
//! [`timeline`] finds the series of a resolution: by title, by the list of its forerunners that each resolution recalls, and across a
//! change of title by both. [`change`] measures what one text changed of another.

mod change;
mod lineage;
mod recall;
mod timeline;

pub use change::{Change, change, measure};
pub use timeline::{Entry, Timeline, largest, timeline};
