//! The server as a client sees it: JSON in, JSON out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod actions;
mod client;
mod commands;
mod diagnostics;
mod disk;
mod folders;
mod lifecycle;
mod order;
mod project;
mod random;
mod status;
