//! Finding datasets under the paths given.
