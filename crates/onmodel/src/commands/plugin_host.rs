//! `onmodel plugin-host`: the process a plugin lives in, which onmodel starts by itself.

use anyhow::Result;
use onmodel_plugin_host::{Permissions, child};

use crate::args::plugging::PluginHost;
use crate::exit::Exit;

pub(super) fn run(args: &PluginHost) -> Result<Exit> {
    let permissions = Permissions { write: args.allow_write, network: args.allow_network };
    child::run(&args.library, &args.page, permissions).map_err(anyhow::Error::msg)?;
    Ok(Exit::Fine)
}
