//! `onmodel plugin …`: one file per command.

mod list;
mod new;
mod pack;
mod templates;
mod test;
mod trust;

use anyhow::Result;

use crate::args::plugin::Plugin;
use crate::exit::Exit;

pub(super) fn run(args: &Plugin) -> Result<Exit> {
    match args {
        Plugin::List(args) => list::run(args),
        Plugin::Trust(args) => trust::trust(args),
        Plugin::Untrust(args) => trust::untrust(args),
        Plugin::New(args) => new::run(args),
        Plugin::Test(args) => test::run(args),
        Plugin::Pack(args) => pack::run(args),
    }
}
