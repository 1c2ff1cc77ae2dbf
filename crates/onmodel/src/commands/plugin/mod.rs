//! `onmodel plugin …`: one file per command.

mod new;
mod pack;
mod templates;

use anyhow::Result;

use crate::args::plugin::Plugin;
use crate::exit::Exit;

pub(super) fn run(args: &Plugin) -> Result<Exit> {
    match args {
        Plugin::New(args) => new::run(args),
        Plugin::Pack(args) => pack::run(args),
    }
}
