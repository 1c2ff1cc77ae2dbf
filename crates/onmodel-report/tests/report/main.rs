//! What a reader sees: every format over hand-made findings on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::needless_raw_string_hashes, reason = "the snapshots are written by expect-test")]

mod concise;
mod json;
mod made;
mod studio;
mod text;
mod text_captions;
mod text_odd;
