//! The server as a client sees it: JSON in, JSON out.

mod actions;
mod client;
mod diagnostics;
mod disk;
mod lifecycle;
mod order;
mod project;
mod status;
