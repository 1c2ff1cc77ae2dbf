//! The program as its users call it: real processes on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod bad_input;
mod caption;
mod check;
mod fix;
mod gate;
mod generated;
mod kill;
mod lsp;
mod samples;
mod sandbox;
mod submit;
mod trained;
mod words;
