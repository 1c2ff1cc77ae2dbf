//! The server as a client sees it: JSON in, JSON out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod actions;
mod assisted;
mod client;
mod commands;
mod completion;
mod configuration;
mod diagnostics;
mod disk;
mod editor;
mod folders;
mod hover;
mod lifecycle;
mod names;
mod order;
mod progress;
mod project;
mod random;
mod safe_fixes;
mod shown;
mod status;
