//! `onmodel completions SHELL`

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Cli, Completions};
use crate::exit::Exit;

pub(super) fn run(args: &Completions) -> Result<Exit> {
    clap_complete::generate(args.shell, &mut Cli::command(), "onmodel", &mut std::io::stdout());
    Ok(Exit::Fine)
}
