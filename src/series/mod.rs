//! Series: resolutions that continue one another.
