//! `onmodel`: is this dataset ready to train, and if not, what exactly do I change?

#[macro_use]
mod terminal;
mod args;
mod commands;
mod diff;
mod exit;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run(args::parse()).unwrap_or_else(|error| terminal::report(&error)).into()
}
