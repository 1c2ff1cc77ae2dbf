//! One file per command; each takes what was typed and gives it its meaning.

#![allow(clippy::unnecessary_wraps, reason = "every command has one shape")]

mod cache;
mod check;
mod completions;
mod declared;
mod doctor;
mod explain;
mod facts;
mod fix;
mod init;
mod lsp;
mod merge_reports;
mod plugin;
mod plugin_host;
mod plugins;
mod replace;
mod rules;
mod schema;
mod tags;
mod traits;
mod words;

use anyhow::Result;

use crate::args::{Cli, Command};
use crate::exit::Exit;
use crate::terminal;

/// Does what was asked.
pub(crate) fn run(cli: Cli) -> Result<Exit> {
    terminal::set_colour(cli.color);
    match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Traits(args) => traits::run(&args),
        Command::Tags(args) => tags::run(&args),
        Command::Replace(args) => replace::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::PluginHost(args) => plugin_host::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::MergeReports(args) => merge_reports::run(&args),
        Command::Plugin(args) => plugin::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Cache(args) => cache::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
