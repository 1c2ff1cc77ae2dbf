//! `onmodel`: is this dataset ready to train, and if not, what exactly do I change?

#[macro_use]
mod terminal;
mod args;
mod commands;
mod diff;
mod exit;

use std::process::ExitCode;

/// musl's own allocator has one lock for all threads: a quarter of a big check was spent at it.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run(args::parse()).unwrap_or_else(|error| terminal::report(&error)).into()
}
