//! One file per command; each takes what was typed and gives it its meaning.

#![allow(clippy::unnecessary_wraps, reason = "every command has one shape")]

mod cache;
mod caption;
mod check;
mod completions;
mod declared;
mod doctor;
mod explain;
mod facts;
mod fix;
mod init;
mod login;
mod lsp;
mod merge_reports;
mod one_set;
mod paid;
mod plugin;
mod plugin_host;
mod plugins;
mod prompts;
mod publish;
mod pull;
mod replace;
mod rules;
mod schema;
mod submit;
mod tags;
mod traits;
mod upscale;
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
        Command::Caption(args) => caption::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::PluginHost(args) => plugin_host::run(&args),
        Command::Prompts(args) => prompts::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Upscale(args) => upscale::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::MergeReports(args) => merge_reports::run(&args),
        Command::Plugin(args) => plugin::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Login => login::login(),
        Command::Logout => login::logout(),
        Command::Submit(args) => submit::run(&args),
        Command::Pull(args) => pull::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Cache(args) => cache::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
