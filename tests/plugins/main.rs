//! Studio plugins, as their authors and users meet them: real libraries, built by real compilers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod author;
mod editor;
mod examples;
mod gate;
mod guide;
mod hostile;
mod panics;
#[path = "../cli/gate/repo.rs"]
#[allow(dead_code, reason = "other tests need the rest of it")]
mod repo;
#[path = "../cli/sandbox.rs"]
#[allow(dead_code, reason = "other tests need the rest of it")]
mod sandbox;
mod trust;
mod try_out;
mod workshop;
