//! `onmodel lsp`

use std::fs::{File, OpenOptions};

use anyhow::{Context, Result};
use onmodel_engine::{Options, today};
use onmodel_rules::Selection;

use crate::args::Lsp;
use crate::commands::plugins;
use crate::exit::Exit;

pub(super) fn run(args: &Lsp) -> Result<Exit> {
    let log = log_file(args)?;
    let options =
        Options { trainer: None, selection: Selection::default(), config: None, today: today() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("cannot start the language server")?;
    let (input, output) = (tokio::io::stdin(), tokio::io::stdout());
    let policy = plugins::policy(plugins::trusted()?)?;
    let serving = onmodel_lsp::serve_with_plugins(input, output, options, Some(policy), log);
    let code = runtime.block_on(serving);
    // A thread may still wait for standard input, which an editor that told us to exit leaves open.
    std::process::exit(code.into());
}

fn log_file(args: &Lsp) -> Result<Option<File>> {
    let Some(path) = &args.log_file else { return Ok(None) };
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.map(Some).with_context(|| format!("cannot write the log to {}", path.display()))
}
